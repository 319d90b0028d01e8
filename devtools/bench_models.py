"""What the benchmark compares with: the rules many times over, and the rules given to a solver."""

from __future__ import annotations

import sys
from dataclasses import replace

import clingo

from builder import ROOT
from checker.engine.case import Case
from checker.logic import AllOf, AnyOf, Branch, Conflict, Expression, Fact, Model, ReadAs, Reading, Rule, Truth


def copies(model: Model, times: int) -> tuple[Model, list[dict[Fact, Fact]]]:
    """One model of so many copies of the rules, each with facts and readings of its own, and how each calls the facts.

    An outcome's rule is met where it is met in some copy.
    """
    each = [_Copy(number) for number in range(times)]
    together = [[copy.of(branch.rule) for copy in each] for branch in model.branches]
    branches = tuple(
        Branch(branch.outcome, Rule("1", branch.rule.title, branch.rule.sentence, AnyOf(*rules)), branch.when)
        for branch, rules in zip(model.branches, together, strict=True)
    )
    rules = tuple(
        copy.of(rule) for copy in each for rule in (*model.rules, *(branch.rule for branch in model.branches))
    )
    conflicts = tuple(
        Conflict(
            tuple(copy.fact(fact) for fact in conflict.yes),
            tuple(copy.fact(fact) for fact in conflict.no),
            conflict.reason,
            conflict.provisions,
            copy.reading(conflict.reading) if conflict.reading else None,
            conflict.otherwise,
        )
        for copy in each
        for conflict in model.conflicts
    )
    made = Model(branches, model.otherwise, tuple(r for r in rules if isinstance(r, Rule)), conflicts)
    return made, [copy.facts for copy in each]


class _Copy:
    def __init__(self, number: int) -> None:
        self._number = number
        self.facts: dict[Fact, Fact] = {}
        self._readings: dict[Reading, Reading] = {}
        self._done: dict[Expression, Expression] = {}

    def fact(self, fact: Fact) -> Fact:
        if fact not in self.facts:
            presupposes = tuple(map(self.fact, fact.presupposes))
            self.facts[fact] = replace(fact, key=f"{fact.key}_{self._number}", presupposes=presupposes)
        return self.facts[fact]

    def reading(self, reading: Reading) -> Reading:
        if reading not in self._readings:
            self._readings[reading] = replace(reading, key=f"{reading.key}_{self._number}")
        return self._readings[reading]

    def of(self, part: Expression) -> Expression:
        if part not in self._done:
            self._done[part] = self._of(part)
        return self._done[part]

    def _of(self, part: Expression) -> Expression:
        match part:
            case Fact():
                return self.fact(part)
            case AllOf(parts=parts):
                return AllOf(*map(self.of, parts))
            case AnyOf(parts=parts):
                return AnyOf(*map(self.of, parts))
            case ReadAs(reading=reading, default=default, alternative=alternative):
                return ReadAs(self.reading(reading), self.of(default), self.of(alternative))
            case _:
                return replace(part, condition=self.of(part.condition))


class Solver:
    """The rules as an answer-set program (tests/proof/printer.py), ground once, under the default readings."""

    def __init__(self, model: Model) -> None:
        sys.path.insert(0, str(ROOT / "tests"))
        from proof.printer import free, print_model

        self._model = model
        self._control = clingo.Control(["--warn=none", "--enum-mode=brave", "0"])
        self._control.add("base", [], f"{free(tuple(model.facts), ())}{print_model(model)}:- refused1.")
        self._control.ground([("base", [])])

    def possible(self, case: Case) -> set[str]:
        """The outcomes that some answer set reaches that agrees with the answers."""
        assumed = []
        for fact in self._model.facts.values():
            truth = case.answers.get(fact, Truth.UNKNOWN)
            if truth is Truth.UNKNOWN and fact.presumed_absent:
                truth = Truth.NO
            if truth is not Truth.UNKNOWN:
                assumed.append((clingo.Function("yes", [clingo.Function(fact.key)]), truth is Truth.YES))
        found: set[str] = set()
        with self._control.solve(assumptions=assumed, yield_=True) as models:
            for answer in models:  # each adds to the one before
                found = {str(atom.arguments[0]) for atom in answer.symbols(atoms=True) if atom.name == "verdict1"}
        return found
