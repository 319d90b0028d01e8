"""An evaluator of its own, to check the other by: it tries every completion of the answers, without any diagram.

A truth table over k open facts is one Python integer of 2^k bits: bit w says what holds in world w, in which open fact
number i is so where bit i of w is set. And, or and not of tables are those of integers, for all worlds at once.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property, reduce
from operator import or_

from checker.logic import AllOf, AnyOf, Expression, Fact, Model, Not, ReadAs, Reading, Rule, Truth, Variable, walk

Table = int
MOST = 21  # open variables of one table


@cache
def low(place: int, count: int) -> Table:
    """The worlds, of 2^count, in which variable number ``place`` is not so."""
    table = (1 << (1 << place)) - 1
    for wider in range(place + 1, count):
        table |= table << (1 << wider)
    return table


@cache
def presumed(model: Model) -> dict[Fact, bool]:
    """The facts that are absent as long as nobody affirms them."""
    return {fact: False for fact in model.facts.values() if fact.presumed_absent}


@cache
def supposing(model: Model) -> list[Fact]:
    """The facts that presuppose others."""
    return [fact for fact in model.facts.values() if fact.presupposes]


def settled(model: Model, answers: Mapping[Fact, Truth]) -> tuple[dict[Fact, bool], set[Fact]]:
    """What the answers settle, presumptions included; and the facts that do not apply, whose answers do not count."""
    yes, unknown = Truth.YES, Truth.UNKNOWN
    answered = {fact: truth is yes for fact, truth in answers.items() if truth is not unknown}
    known = presumed(model) | answered
    absent, moot = {fact for fact, value in known.items() if not value}, set[Fact]()
    while more := {fact for fact in supposing(model) if absent.issuperset(fact.presupposes)} - moot:
        moot |= more
        absent |= more
    return {fact: value for fact, value in known.items() if fact not in moot}, moot


NOWHERE, EVERYWHERE = 0, 1  # the first two slots


class Program:
    """The rules of a model as a list of steps, each on two tables made before it; no case has to walk the rules again.

    What has the same table has one slot: an element that of its condition, a condition of one part that of the part.
    """

    def __init__(self, model: Model, *also: Rule) -> None:
        rules = (*model.rules, *(branch.rule for branch in model.branches), *also)
        parts = [part for rule in rules for part, _ in walk(rule)]
        self.facts = list(dict.fromkeys(part for part in parts if isinstance(part, Fact)))
        self.readings = list(dict.fromkeys(part.reading for part in parts if isinstance(part, ReadAs)))
        variables: list[Variable] = [*self.facts, *self.readings]
        self.slots: dict[Expression | Reading, int] = {
            variable: slot for slot, variable in enumerate(variables, EVERYWHERE + 1)
        }
        self.steps: list[tuple[type[Expression], int, int, int]] = []
        for rule in rules:
            self._slot(rule)

    def _slot(self, expression: Expression) -> int:
        if expression not in self.slots:
            self.slots[expression] = self._made(expression, [self._slot(part) for part in expression.parts])
        return self.slots[expression]

    def _made(self, expression: Expression, parts: list[int]) -> int:
        match expression:
            case AllOf() | AnyOf() if not parts:
                return EVERYWHERE if isinstance(expression, AllOf) else NOWHERE
            case AllOf() | AnyOf():
                return reduce(lambda one, other: self._step(type(expression), one, other), parts)
            case ReadAs(reading=reading):
                return self._step(ReadAs, parts[0], parts[1], self.slots[reading])
            case Not():
                return self._step(Not, parts[0])
            case _:
                return parts[0]

    def _step(self, kind: type[Expression], one: int, other: int = NOWHERE, side: int = NOWHERE) -> int:
        self.steps.append((kind, one, other, side))
        return EVERYWHERE + len(self.facts) + len(self.readings) + len(self.steps)

    def run(self, variables: Mapping[Variable, Table], everywhere: Table) -> list[Table]:
        """The table of each slot. A reading that is not among the variables is taken by its default."""
        tables = [0, everywhere, *(variables[fact] for fact in self.facts)]
        tables += [variables.get(reading, 0) for reading in self.readings]
        for kind, one, other, side in self.steps:
            if kind is AllOf:
                table = tables[one] & tables[other]
            elif kind is AnyOf:
                table = tables[one] | tables[other]
            elif kind is Not:
                table = everywhere ^ tables[one]
            else:
                taken = tables[side]
                table = (everywhere ^ taken) & tables[one] | taken & tables[other]
            tables.append(table)
        return tables


@cache
def program(model: Model) -> Program:
    """That of the model and its duties, made once."""
    return Program(model, *(duty.rule for duty in model.duties))


def conflicting(
    model: Model, variables: Mapping[Variable, Table], everywhere: Table, moot: Set[Fact] = frozenset()
) -> Table:
    """The worlds in which some conflict is run into that does not bear on a fact that is ``moot``, there or at all."""

    def counts(fact: Fact) -> Table:
        """The worlds in which an answer to the fact counts."""
        there = (variables[other] & counts(other) for other in fact.presupposes)
        return reduce(or_, there) if fact.presupposes else everywhere

    worlds = 0
    for conflict in model.conflicts:
        if moot.isdisjoint(conflict.facts):
            run_into = everywhere
            if conflict.reading is not None:
                taken = variables.get(conflict.reading, 0)
                run_into = taken if conflict.otherwise else everywhere ^ taken
            for fact in conflict.facts:
                run_into &= counts(fact)
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
        self, model: Model, fixed: Mapping[Variable, bool], free: Sequence[Variable], moot: Set[Fact] = frozenset()
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
    def settled(self) -> tuple[dict[Fact, bool], set[Fact]]:
        return settled(self.model, self.answers)

    @cached_property
    def worlds(self) -> Worlds:
        """Facts that do not apply get any value: no result may depend on it."""
        known, moot = self.settled
        facts = self.model.facts.values()
        fixed: dict[Variable, bool] = dict.fromkeys(self.readings, True)
        for fact in (*known, *moot):
            fixed[fact] = known[fact] if fact in known else (self.stand_ins or {}).get(fact, False)
        return Worlds(self.model, fixed, [fact for fact in facts if fact not in fixed], moot)

    @property
    def width(self) -> int:
        """How many facts are open."""
        known, moot = self.settled
        return len(self.model.facts) - len(known) - len(moot)

    def changed(self, facts: Iterable[Fact]) -> Partial:
        """The same case with these answers turned."""
        return self.answered({fact: ~self.answers[fact] for fact in facts})

    def answered(self, answers: Mapping[Fact, Truth]) -> Partial:
        """The same case with these answers."""
        return Partial(self.model, {**self.answers, **answers}, self.readings, self.stand_ins)

    def read(self, readings: frozenset[Reading]) -> Partial:
        """The same case, so read."""
        return Partial(self.model, self.answers, readings, self.stand_ins)
