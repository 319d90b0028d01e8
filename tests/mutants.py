"""Mutants: the rule values with one thing changed, and which of them the case library notices.

A mutant is noticed where a case expects other verdicts than the changed rules leave possible. Most mutants show on a
few completions of some case, all held by one truth table (brute.py); of the others the evaluator says it exactly.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from brute import Program, Table, conflicting, outcomes, settled
from proof.seeds import Seed, seeds, with_part

from builder.samples import FACTS, library
from checker.case import Case
from checker.logic import AllOf, AnyOf, Element, Evaluator, Expression, Fact, Model, Not, Rule, Variable, walk
from checker.verdict import MODEL

TRIES = 32  # completions of each case


def mutants(model: Model) -> Iterator[Seed]:
    """The seeds of the proof; and besides, in every branch, each part negated and each part left out."""
    yield from seeds(model)
    seen: set[Expression] = set()
    for branch in model.branches:
        for part, quote in walk(branch.rule):
            if quote is None or part in seen:
                continue
            seen.add(part)
            for what, changed in _changed(part):
                yield Seed(f"{quote.provision} {quote.words}", what, with_part(model, part, changed))


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
    """Whether some case of the library expects other verdicts than the model leaves possible."""
    return _on_completions(model) or any(_turned(model))


def _turned(model: Model) -> Iterator[bool]:
    evaluator, known = Evaluator(model), set(model.facts.values())  # a fact may have been left out
    cases = sorted(library(), key=lambda case: len(case.readings))  # those that share a diagram one after another
    for case in cases:
        answers = {fact: truth for fact, truth in case.answers.items() if fact in known}
        yield evaluator.evaluate(answers, case.readings).possible != case.expect


@cache
def _completions() -> tuple[dict[Variable, Table], dict[str, Table], Table]:
    """Completions of all cases as the worlds of one table: the variables, and where each outcome is expected; all."""
    chance = random.Random(7)
    worlds = [(case, values) for case in library() for values in _some(case, chance)]
    variables: dict[Variable, Table] = {
        fact: _table(values[fact] for _, values in worlds) for fact in FACTS
    }  # fmt: skip
    for reading in MODEL.readings.values():
        variables[reading] = _table(reading in case.readings for case, _ in worlds)
    expected = {outcome: _table(outcome in (case.expect or ()) for case, _ in worlds) for outcome in MODEL.outcomes}
    return variables, expected, (1 << len(worlds)) - 1


def _some(case: Case, chance: random.Random) -> Iterator[dict[Fact, bool]]:
    known, _ = settled(MODEL, case.answers)
    for number in range(TRIES):
        likely = number / (TRIES - 1)
        yield {fact: known[fact] if fact in known else chance.random() < likely for fact in FACTS}


def _table(values: Iterator[bool]) -> Table:
    return sum(1 << world for world, value in enumerate(values) if value)


def _on_completions(model: Model) -> bool:
    """Whether in some consistent completion of a case an outcome is reached that the case does not expect."""
    variables, expected, everywhere = _completions()
    program = Program(model)
    tables = program.run(variables, everywhere)
    consistent = everywhere ^ conflicting(model, variables, everywhere)
    reached = outcomes(model, lambda rule: tables[program.slots[rule]], consistent)
    return any(table & ~expected[outcome] for outcome, table in reached.items())
