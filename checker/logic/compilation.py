"""A model compiled: one decision diagram, a function from a case to its outcome."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from checker.logic.decision_diagram import TRUE, DecisionDiagram, Fixed, Node, Results, exhaust
from checker.logic.expression import Expression, Fact, ReadAs, Reading, Variable, walk
from checker.logic.model import Conflict, Model
from checker.logic.truth import Truth


@dataclass(frozen=True, slots=True)
class Grounds:
    """What settles an expression that its parts leave open: conflicts, and the answered facts they bear on."""

    conflicts: tuple[Conflict, ...]
    facts: tuple[Fact, ...]


class Compiled:
    """A model as a function from a case to its outcome, in one diagram.

    The diagram's results are the outcomes, and one more for what cannot hold together.
    """

    def __init__(self, model: Model, order: Sequence[Variable], alternatives: frozenset[Reading]) -> None:
        self.model = model
        self.alternatives = alternatives
        self.diagram = DecisionDiagram(order, 1 + len(model.outcomes), alternatives)
        self.outcomes = {outcome: 3 + number for number, outcome in enumerate(model.outcomes)}
        """The result that stands for each outcome. The one before them all stands for a contradiction."""
        self.of_interest: Results = sum(1 << node for node in self.outcomes.values())
        self._named: dict[Results, tuple[str, ...]] = {}
        self._linked = model.linked
        self._sides: dict[Expression, tuple[Node, Node]] = {}
        self._plain: dict[Expression, bool] = {}

    @cached_property
    def root(self) -> Node:
        """The function from a case to its outcome."""
        return exhaust(self._make())

    @cached_property
    def asked(self) -> frozenset[Fact]:
        """The facts for which a rule that decides or weighs asks, so read."""
        return frozenset(fact for rule in self.model.deciding for fact in _facts(rule, self.alternatives))

    def prepare(self) -> Iterator[None]:
        """Makes the root in many small steps."""
        self.__dict__["root"] = yield from self._make()

    def _make(self) -> Generator[None, None, Node]:
        """Part after part, each before the parts that it stands in; then branch after branch."""
        diagram, node = self.diagram, self.outcomes[self.model.otherwise]
        for branch in reversed(self.model.branches):
            for part in reversed(list(walk(branch.rule))):
                diagram.compile(part[0])
                yield
            node = yield from diagram.choosing(diagram.compile(branch.condition), self.outcomes[branch.outcome], node)
        return (yield from diagram.choosing(self.conjunction(self.model.conflicts), node, 2))

    def fix(self, answers: Mapping[Fact, Truth]) -> Fixed:
        """The answers as the diagram takes them, with what is presumed absent; what no rule asks for is left out."""
        fixed, level = self._presumed.copy(), self.diagram.level
        yes, no = Truth.YES, Truth.NO
        for fact, truth in answers.items():
            if (truth is yes or truth is no) and fact in level:
                fixed[level[fact]] = truth is yes
        return fixed

    @cached_property
    def _presumed(self) -> list[bool | None]:
        return list(self.diagram.fix({fact: False for fact in self.model.facts.values() if fact.presumed_absent}))

    def named(self, results: Results) -> tuple[str, ...]:
        """The outcomes among the results."""
        results &= self.of_interest
        if results not in self._named:
            self._named[results] = tuple(outcome for outcome, node in self.outcomes.items() if results >> node & 1)
        return self._named[results]

    def sides(self, expression: Expression) -> tuple[Node, Node]:
        """The consistent completions in which the expression holds, and those in which it does not."""
        pair = self._sides.get(expression)
        if pair is None:
            linked = {self._linked[fact] for fact in _facts(expression) if fact in self._linked}
            conflicts = (conflict for conflict in self.model.conflicts if self._linked[conflict.facts[0]] in linked)
            pair = self._sides[expression] = self._split(expression, self.conjunction(conflicts))
        return pair

    def plain(self, expression: Expression) -> bool:
        """Whether the truths of its parts say all that can be said of the expression.

        They do where no fact stands in it twice and no two of its facts are linked by conflicts.
        """
        plain = self._plain.get(expression)
        if plain is None:
            met = [self._linked.get(fact, fact) for fact in _facts(expression, self.alternatives)]
            plain = len(met) == len(set(met)) and not (isinstance(expression, Fact) and expression in self._linked)
            self._plain[expression] = plain
        return plain

    def grounds(self, expression: Expression, truth: Truth, values: Mapping[Fact, bool]) -> Grounds:
        """A smallest-by-inclusion set of conflicts and answers that together settle the expression."""
        diagram = self.diagram

        def settled(by: Iterable[Conflict], known: Mapping[Fact, bool]) -> bool:
            holds, fails = self._split(expression, self.conjunction(by))
            return not diagram.satisfiable(fails if truth is Truth.YES else holds, diagram.fix(known))

        conflicts = self.model.conflicts
        for conflict in self.model.conflicts:
            fewer = tuple(other for other in conflicts if other is not conflict)
            if settled(fewer, values):
                conflicts = fewer
        bearing = {*_facts(expression), *(fact for conflict in conflicts for fact in conflict.bearing)}
        facts = {fact: value for fact, value in values.items() if fact in bearing}
        for fact in list(facts):
            without = {other: value for other, value in facts.items() if other is not fact}
            if settled(conflicts, without):
                facts = without
        return Grounds(conflicts, tuple(facts))

    def _split(self, expression: Expression, within: Node) -> tuple[Node, Node]:
        diagram = self.diagram
        node = diagram.compile(expression)
        return diagram.both(node, within), diagram.both(diagram.negation(node), within)

    def conjunction(self, conflicts: Iterable[Conflict]) -> Node:
        """What all of the conflicts allow."""
        node = TRUE
        for conflict in conflicts:
            node = self.diagram.both(node, self.diagram.compile(conflict.clause))
        return node


def _facts(expression: Expression, alternatives: frozenset[Reading] | None = None) -> Iterable[Fact]:
    """Every fact in the expression, as often as it stands there; with ``alternatives``, on the sides then taken."""
    if isinstance(expression, Fact):
        yield expression
    elif isinstance(expression, ReadAs) and alternatives is not None:
        taken = expression.alternative if expression.reading in alternatives else expression.default
        yield from _facts(taken, alternatives)
    else:
        for part in expression.parts:
            yield from _facts(part, alternatives)
