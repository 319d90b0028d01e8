"""Mutants: the rule values with one thing changed, and which of them the case library notices.

A mutant is noticed where a case expects other verdicts than the changed rules leave possible. Most mutants show on a
few completions of some case, all held by one truth table (brute.py); of the others the evaluator says it exactly.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from proof.seeds import Seed, seeds, with_part
from shared.brute import Program, Table, conflicting, outcomes, settled

from checker.engine.case import Case
from checker.engine.check import Check
from checker.logic import AllOf, AnyOf, Element, Evaluator, Expression, Fact, Model, Not, Rule, Truth, Variable, walk
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from devtools.case_sampling import library

TRIES = 32  # completions of each case


def mutants(model: Model) -> Iterator[Seed]:
    """The seeds of the proof; and besides, in every branch, pole and duty, each part negated and each part left out."""
    yield from seeds(model)
    seen: set[Expression] = set()
    for rule in (*(branch.rule for branch in model.branches), *watched(model)):
        for part, quote in walk(rule):
            if quote is None or part in seen:
                continue
            seen.add(part)
            for what, changed in _changed(part):
                yield Seed(f"{quote.provision} {quote.words}", what, with_part(model, part, changed))


def watched(model: Model) -> list[Rule]:
    """Both poles of every contrast, then the rules of the duties, in order: what a case may expect beside a verdict."""
    poles = [pole for contrast in model.contrasts for pole in (contrast.favourable, contrast.adverse)]
    return [*poles, *(duty.rule for duty in model.duties)]


def expected(case: Case) -> dict[Rule, Truth]:
    """How the case expects those to be."""
    return {**case.poles, **case.follows}


def _changed(part: Expression) -> Iterator[tuple[str, Expression]]:
    match part:
        case Element(condition=condition) if not isinstance(condition, Not):
            yield "not added", replace(part, condition=Not(condition))
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for place, each in enumerate(parts):
                before, after = parts[:place], parts[place + 1 :]
                if isinstance(each, Fact | Rule):
                    yield f"not added to {_name(each)}", type(part)(*before, Not(each), *after)
                if len(parts) > 1:
                    yield f"{_name(each)} left out", type(part)(*before, *after)


def _name(part: Expression) -> str:
    match part:
        case Fact(key=key):
            return key
        case Rule(title=title):
            return title
        case Element(words=words):
            return f"“{words}”"
    return type(part).__name__


def notices(model: Model, check: Check = TOLERANCE) -> bool:
    """Whether some case of the library expects other verdicts, poles or duties than the model gives."""
    return _on_completions(model, check) or any(_turned(model, check))


def _turned(model: Model, check: Check) -> Iterator[bool]:
    known = set(model.facts.values())  # a fact may have been left out, and then no conflict can bear on it
    conflicts = tuple(conflict for conflict in model.conflicts if known.issuperset(conflict.bearing))
    evaluator = Evaluator(replace(model, conflicts=conflicts))
    own = dict(zip(watched(check.model), watched(model), strict=True))
    # Those that expect most first; then those that share a diagram one after another.
    for case in sorted(library(check), key=lambda case: (not expected(case), len(case.readings))):
        answers = {fact: truth for fact, truth in case.answers.items() if fact in known}
        evaluation = evaluator.evaluate(answers, case.readings)
        yield evaluation.possible != case.expect
        yield any(evaluation.truth(own[pole]) is not truth for pole, truth in expected(case).items())


@dataclass(frozen=True)
class Completions:
    """Some of every case, as the worlds of one table.

    ``outcomes``: where each is expected; ``watched``: for each, where it is expected to be so and not to be so.
    """

    everywhere: Table
    variables: dict[Variable, Table]
    outcomes: dict[str, Table]
    watched: list[tuple[Table, Table]]


@cache
def _completions(check: Check) -> Completions:
    chance = random.Random(7)
    worlds = [(case, values) for case in library(check) for values in _some(check.model, case, chance)]
    readings = check.model.readings.values()
    known = check.model.facts.values()
    facts: dict[Variable, Table] = {fact: _table(values[fact] for _, values in worlds) for fact in known}
    taken: dict[Variable, Table] = {each: _table(each in case.readings for case, _ in worlds) for each in readings}
    return Completions(
        everywhere=(1 << len(worlds)) - 1,
        variables=facts | taken,
        outcomes={each: _table(each in (case.expect or ()) for case, _ in worlds) for each in check.model.outcomes},
        watched=[
            (
                _table(expected(case).get(rule) is Truth.YES for case, _ in worlds),
                _table(expected(case).get(rule) is Truth.NO for case, _ in worlds),
            )
            for rule in watched(check.model)
        ],
    )


def _some(model: Model, case: Case, chance: random.Random) -> Iterator[dict[Fact, bool]]:
    known, _ = settled(model, case.answers)
    for number in range(TRIES):
        likely = number / (TRIES - 1)
        yield {fact: known[fact] if fact in known else chance.random() < likely for fact in model.facts.values()}


def _table(values: Iterator[bool]) -> Table:
    return sum(1 << world for world, value in enumerate(values) if value)


def _on_completions(model: Model, check: Check) -> bool:
    """Whether in some consistent completion of a case an outcome or a rule is other than the case expects."""
    given = _completions(check)
    program = Program(model, *watched(model))
    tables = program.run(given.variables, given.everywhere)
    consistent = given.everywhere ^ conflicting(model, given.variables, given.everywhere)
    reached = outcomes(model, lambda rule: tables[program.slots[rule]], consistent)
    if any(table & ~given.outcomes[outcome] for outcome, table in reached.items()):
        return True
    there = (tables[program.slots[rule]] for rule in watched(model))
    return any((yes & ~table | no & table) & consistent for table, (yes, no) in zip(there, given.watched, strict=True))
