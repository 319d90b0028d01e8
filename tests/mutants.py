"""Mutants: the rule values with one thing changed, and which of them the case library notices.

A mutant is noticed where a case expects other verdicts than the changed rules leave possible. Most mutants show on a
few completions of some case, all held by one truth table (brute.py); of the others the evaluator says it exactly.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from brute import Program, Table, conflicting, outcomes, settled
from proof.seeds import Seed, seeds, with_part

from builder.samples import FACTS, library
from checker.case import Case
from checker.logic import AllOf, AnyOf, Element, Evaluator, Expression, Fact, Model, Not, Rule, Truth, Variable, walk
from checker.verdict import MODEL

TRIES = 32  # completions of each case


def mutants(model: Model) -> Iterator[Seed]:
    """The seeds of the proof; and besides, in every branch and pole, each part negated and each part left out."""
    yield from seeds(model)
    seen: set[Expression] = set()
    for rule in (*(branch.rule for branch in model.branches), *poles(model)):
        for part, quote in walk(rule):
            if quote is None or part in seen:
                continue
            seen.add(part)
            for what, changed in _changed(part):
                yield Seed(f"{quote.provision} {quote.words}", what, with_part(model, part, changed))


def poles(model: Model) -> list[Rule]:
    """Both poles of every contrast, in order."""
    return [pole for contrast in model.contrasts for pole in (contrast.favourable, contrast.adverse)]


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


def notices(model: Model) -> bool:
    """Whether some case of the library expects other verdicts, or other poles, than the model gives."""
    return _on_completions(model) or any(_turned(model))


def _turned(model: Model) -> Iterator[bool]:
    known = set(model.facts.values())  # a fact may have been left out, and then no conflict can bear on it
    conflicts = tuple(conflict for conflict in model.conflicts if known.issuperset(conflict.facts))
    evaluator = Evaluator(replace(model, conflicts=conflicts))
    own = dict(zip(poles(MODEL), poles(model), strict=True))
    # Those with poles first; then those that share a diagram one after another.
    for case in sorted(library(), key=lambda case: (not case.poles, len(case.readings))):
        answers = {fact: truth for fact, truth in case.answers.items() if fact in known}
        evaluation = evaluator.evaluate(answers, case.readings)
        yield evaluation.possible != case.expect
        yield any(evaluation.truth(own[pole]) is not truth for pole, truth in case.poles.items())


@dataclass(frozen=True)
class Completions:
    """Some of every case, as the worlds of one table.

    ``outcomes``: where each is expected; ``poles``: for each, where it is expected to be there and not to be there.
    """

    everywhere: Table
    variables: dict[Variable, Table]
    outcomes: dict[str, Table]
    poles: list[tuple[Table, Table]]


@cache
def _completions() -> Completions:
    chance = random.Random(7)
    worlds = [(case, values) for case in library() for values in _some(case, chance)]
    readings = MODEL.readings.values()
    facts: dict[Variable, Table] = {fact: _table(values[fact] for _, values in worlds) for fact in FACTS}
    taken: dict[Variable, Table] = {each: _table(each in case.readings for case, _ in worlds) for each in readings}
    return Completions(
        everywhere=(1 << len(worlds)) - 1,
        variables=facts | taken,
        outcomes={each: _table(each in (case.expect or ()) for case, _ in worlds) for each in MODEL.outcomes},
        poles=[
            (
                _table(case.poles.get(pole) is Truth.YES for case, _ in worlds),
                _table(case.poles.get(pole) is Truth.NO for case, _ in worlds),
            )
            for pole in poles(MODEL)
        ],
    )


def _some(case: Case, chance: random.Random) -> Iterator[dict[Fact, bool]]:
    known, _ = settled(MODEL, case.answers)
    for number in range(TRIES):
        likely = number / (TRIES - 1)
        yield {fact: known[fact] if fact in known else chance.random() < likely for fact in FACTS}


def _table(values: Iterator[bool]) -> Table:
    return sum(1 << world for world, value in enumerate(values) if value)


def _on_completions(model: Model) -> bool:
    """Whether in some consistent completion of a case an outcome or a pole is other than the case expects."""
    given = _completions()
    program = Program(model, *poles(model))
    tables = program.run(given.variables, given.everywhere)
    consistent = given.everywhere ^ conflicting(model, given.variables, given.everywhere)
    reached = outcomes(model, lambda rule: tables[program.slots[rule]], consistent)
    if any(table & ~given.outcomes[outcome] for outcome, table in reached.items()):
        return True
    there = (tables[program.slots[pole]] for pole in poles(model))
    return any((yes & ~table | no & table) & consistent for table, (yes, no) in zip(there, given.poles, strict=True))
