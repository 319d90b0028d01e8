"""An evaluator of its own, to check the other by: it tries every completion of the answers, without any diagram.

A truth table over k open facts is one Python integer of 2^k bits: bit w says what holds in world w, in which open fact
number i is so where bit i of w is set. And, or and not of tables are those of integers, for all worlds at once.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from checker.logic import AllOf, AnyOf, Element, Expression, Fact, Model, Not, ReadAs, Reading, Rule, Truth, Variable

Table = int
MOST = 21  # open variables of one table


@cache
def low(place: int, count: int) -> Table:
    """The worlds, of 2^count, in which variable number ``place`` is not so."""
    table = (1 << (1 << place)) - 1
    for wider in range(place + 1, count):
        table |= table << (1 << wider)
    return table


def settled(model: Model, answers: Mapping[Fact, Truth]) -> tuple[dict[Fact, bool], set[Fact]]:
    """What the answers settle, presumptions included; and the facts that do not apply, whose answers do not count."""
    known = {fact: truth is Truth.YES for fact, truth in answers.items() if truth is not Truth.UNKNOWN}
    for fact in model.facts.values():
        if fact.presumed_absent:
            known.setdefault(fact, False)
    moot: set[Fact] = set()

    def absent(fact: Fact) -> bool:
        return fact in moot or known.get(fact) is False

    while more := [
        fact
        for fact in model.facts.values()
        if fact not in moot and fact.presupposes and all(map(absent, fact.presupposes))
    ]:
        moot.update(more)
    return {fact: value for fact, value in known.items() if fact not in moot}, moot


class Program:
    """The rules of a model flattened: each expression once, after its parts; so that no case has to walk them again."""

    def __init__(self, model: Model, *also: Rule) -> None:
        self.slots: dict[Expression, int] = {}
        self.steps: list[tuple[Expression, tuple[int, ...]]] = []
        for rule in (*model.rules, *(branch.rule for branch in model.branches), *also):
            self._add(rule)

    def _add(self, expression: Expression) -> int:
        if expression not in self.slots:
            parts = tuple(map(self._add, expression.parts))
            self.slots[expression] = len(self.steps)
            self.steps.append((expression, parts))
        return self.slots[expression]

    def run(self, variables: Mapping[Variable, Table], everywhere: Table) -> list[Table]:
        """The table of each expression."""
        tables: list[Table] = []
        for expression, parts in self.steps:
            kind = type(expression)  # a match statement would take three times as long
            if kind is Element or kind is Rule:
                table = tables[parts[0]]
            elif kind is Not:
                table = everywhere ^ tables[parts[0]]
            elif kind is AllOf:
                table = everywhere
                for part in parts:
                    table &= tables[part]
            elif kind is AnyOf:
                table = 0
                for part in parts:
                    table |= tables[part]
            elif isinstance(expression, ReadAs):
                taken = variables.get(expression.reading, 0)
                table = (everywhere ^ taken) & tables[parts[0]] | taken & tables[parts[1]]
            elif isinstance(expression, Fact):
                table = variables[expression]
            tables.append(table)
        return tables


program = cache(Program)


def conflicting(
    model: Model, variables: Mapping[Variable, Table], everywhere: Table, moot: Collection[Fact] = ()
) -> Table:
    """The worlds in which some conflict is run into that does not bear on a fact that is ``moot``."""
    worlds = 0
    for conflict in model.conflicts:
        if not any(fact in moot for fact in conflict.facts):
            run_into = everywhere
            for fact in conflict.yes:
                run_into &= variables[fact]
            for fact in conflict.no:
                run_into &= everywhere ^ variables[fact]
            worlds |= run_into
    return worlds


def outcomes(model: Model, table: Callable[[Rule], Table], consistent: Table) -> dict[str, Table]:
    """The consistent worlds in which each outcome is reached."""
    left, reached = consistent, {}
    for branch in model.branches:
        reached[branch.outcome] = left & (table(branch.rule) if branch.when else ~table(branch.rule))
        left &= ~reached[branch.outcome]
    return {**reached, model.otherwise: left}


class Worlds:
    """Every completion of ``fixed`` over the ``free`` variables. No conflict bears on a fact that is ``moot``."""

    def __init__(
        self, model: Model, fixed: Mapping[Variable, bool], free: Sequence[Variable], moot: Collection[Fact] = ()
    ) -> None:
        assert len(free) <= MOST
        self.model = model
        self.count = len(free)
        self.free = tuple(free)
        self.all: Table = (1 << (1 << self.count)) - 1
        variables = {variable: self.all if value else 0 for variable, value in fixed.items()}
        variables |= {variable: self.all ^ low(place, self.count) for place, variable in enumerate(free)}
        self._tables = program(model).run(variables, self.all)
        self.consistent = self.all ^ conflicting(model, variables, self.all, moot)

    def table(self, expression: Expression) -> Table:
        """The worlds in which it holds."""
        return self._tables[program(self.model).slots[expression]]

    @cached_property
    def outcomes(self) -> dict[str, Table]:
        """The consistent worlds in which each outcome is reached."""
        return outcomes(self.model, self.table, self.consistent)

    @property
    def possible(self) -> tuple[str, ...]:
        """The outcomes that some world reaches."""
        return tuple(outcome for outcome, table in self.outcomes.items() if table)

    def truth(self, expression: Expression) -> Truth:
        """What all consistent worlds, of which there must be one, agree on."""
        holds = self.table(expression) & self.consistent
        if not holds:
            return Truth.NO
        return Truth.YES if holds == self.consistent else Truth.UNKNOWN

    def turning(self) -> tuple[Variable, ...]:
        """The free variables that in some world, turned alone, make another verdict of it."""

        def turns(place: int) -> bool:
            pairs = itertools.permutations(self.outcomes.values(), 2)
            return any(one & other >> (1 << place) & low(place, self.count) for one, other in pairs)

        return tuple(variable for place, variable in enumerate(self.free) if turns(place))

    def moving(self) -> tuple[Variable, ...]:
        """The free variables that in some world, turned alone, change what comes out: a verdict, or a contradiction."""
        return tuple(
            variable
            for place, variable in enumerate(self.free)
            if any((table ^ table >> (1 << place)) & low(place, self.count) for table in self.outcomes.values())
        )

    def after(self, place: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What stays possible once free variable number ``place`` is denied, and once it is affirmed."""
        denied = low(place, self.count)
        return (
            tuple(outcome for outcome, table in self.outcomes.items() if table & denied),
            tuple(outcome for outcome, table in self.outcomes.items() if table & ~denied),
        )


@dataclass(frozen=True)
class Partial:
    """A case some of whose facts are open, with the values that stand in for facts that do not apply."""

    model: Model
    answers: Mapping[Fact, Truth]
    readings: frozenset[Reading] = frozenset()
    stand_ins: Mapping[Fact, bool] | None = None

    @cached_property
    def worlds(self) -> Worlds:
        """Facts that do not apply get any value: no result may depend on it."""
        known, moot = settled(self.model, self.answers)
        facts = self.model.facts.values()
        fixed: dict[Variable, bool] = dict.fromkeys(self.readings, True)
        for fact in (*known, *moot):
            fixed[fact] = known[fact] if fact in known else (self.stand_ins or {}).get(fact, False)
        return Worlds(self.model, fixed, [fact for fact in facts if fact not in fixed], moot)

    @property
    def width(self) -> int:
        """How many facts are open."""
        known, moot = settled(self.model, self.answers)
        return len(self.model.facts) - len(known) - len(moot)

    def changed(self, facts: Iterable[Fact]) -> Partial:
        """The same case with these answers turned."""
        turned = {fact: ~self.answers[fact] for fact in facts}
        return Partial(self.model, {**self.answers, **turned}, self.readings, self.stand_ins)
