"""One set of answers under one model: which outcomes are possible, and how each expression stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from checker.logic.decision_diagram import DecisionDiagram, Node
from checker.logic.expression import AllOf, AnyOf, Expression, Fact, Not
from checker.logic.model import Conflict, Model
from checker.logic.truth import Truth


@dataclass(frozen=True, slots=True)
class Grounds:
    """What settles an expression that its parts leave open: conflicts, and the answered facts they bear on."""

    conflicts: tuple[Conflict, ...]
    facts: tuple[Fact, ...]


class Evaluator:
    """A model made ready once, to evaluate any number of cases."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.diagram = DecisionDiagram(model.facts.values())
        self.consistent = self._conjunction(model.conflicts)
        self.outcomes = {
            outcome: self.diagram.both(self.diagram.compile(condition), self.consistent)
            for outcome, condition in model.ordered()
        }
        self._sides: dict[Expression, tuple[Node, Node]] = {}

    def evaluate(self, answers: Mapping[Fact, Truth]) -> Evaluation:
        return Evaluation(self, answers)

    def sides(self, expression: Expression) -> tuple[Node, Node]:
        """The consistent completions in which the expression holds, and those in which it does not."""
        pair = self._sides.get(expression)
        if pair is None:
            pair = self._sides[expression] = self._split(expression, self.consistent)
        return pair

    def grounds(self, expression: Expression, truth: Truth, values: Mapping[Fact, bool]) -> Grounds:
        """A smallest-by-inclusion set of conflicts and answers that together settle the expression."""
        conflicts, facts = self.model.conflicts, dict(values)
        for conflict in self.model.conflicts:
            fewer = tuple(other for other in conflicts if other is not conflict)
            if self._settled(expression, truth, fewer, facts):
                conflicts = fewer
        for fact in values:
            without = {other: value for other, value in facts.items() if other is not fact}
            if self._settled(expression, truth, conflicts, without):
                facts = without
        return Grounds(conflicts, tuple(facts))

    def _settled(
        self, expression: Expression, truth: Truth, conflicts: Iterable[Conflict], values: Mapping[Fact, bool]
    ) -> bool:
        holds, fails = self._split(expression, self._conjunction(conflicts))
        return not self.diagram.satisfiable(fails if truth is Truth.YES else holds, values)

    def _split(self, expression: Expression, within: Node) -> tuple[Node, Node]:
        node = self.diagram.compile(expression)
        return self.diagram.both(node, within), self.diagram.both(self.diagram.negation(node), within)

    def _conjunction(self, conflicts: Iterable[Conflict]) -> Node:
        return self.diagram.compile(AllOf(*(conflict.clause for conflict in conflicts)))


class Evaluation:
    """How a case stands. ``answers`` may hold any truth; a fact that is missing was not asked."""

    def __init__(self, evaluator: Evaluator, answers: Mapping[Fact, Truth]) -> None:
        self.evaluator = evaluator
        self.answers = answers
        self._truths: dict[Expression, Truth] = {}
        self.values: dict[Fact, bool] = {}
        for fact in evaluator.model.facts.values():
            truth = answers.get(fact, Truth.UNKNOWN)
            if truth is Truth.UNKNOWN and fact.presumed_absent:
                truth = Truth.NO
            if truth is not Truth.UNKNOWN:
                self.values[fact] = truth is Truth.YES

    @cached_property
    def possible(self) -> tuple[str, ...]:
        """Exactly the outcomes that some consistent completion reaches; none where the answers contradict."""
        diagram = self.evaluator.diagram
        return tuple(
            outcome for outcome, node in self.evaluator.outcomes.items() if diagram.satisfiable(node, self.values)
        )

    @property
    def outcome(self) -> str | None:
        """The one outcome that is left, or None."""
        return self.possible[0] if len(self.possible) == 1 else None

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The conflicts that the answers run into."""
        if self.possible:
            return ()
        broken = tuple(
            conflict
            for conflict in self.evaluator.model.conflicts
            if all(self.values.get(fact) is True for fact in conflict.yes)
            and all(self.values.get(fact) is False for fact in conflict.no)
        )
        return broken or self.evaluator.grounds(AllOf(), Truth.NO, self.values).conflicts

    @cached_property
    def open(self) -> tuple[Fact, ...]:
        """The facts not yet known whose answer can still narrow what is possible, in the order of the rules."""
        if len(self.possible) < 2:
            return ()
        diagram = self.evaluator.diagram
        matter = {fact for node in self.evaluator.outcomes.values() for fact in diagram.support(node, self.values)}
        return tuple(fact for fact in self.evaluator.model.facts.values() if fact in matter)

    def truth(self, expression: Expression) -> Truth:
        """Yes or no if every consistent completion of the answers agrees on it, else unknown."""
        truth = self._truths.get(expression)
        if truth is None:
            truth = self._truths[expression] = self._truth(expression)
        return truth

    def _truth(self, expression: Expression) -> Truth:
        truth = self.by_parts(expression)
        if truth is Truth.UNKNOWN:
            holds, fails = self.evaluator.sides(expression)
            diagram = self.evaluator.diagram
            if not diagram.satisfiable(fails, self.values):
                return Truth.YES
            if not diagram.satisfiable(holds, self.values):
                return Truth.NO
        return truth

    def by_parts(self, expression: Expression) -> Truth:
        """What the truths of its parts say of the expression; unknown where only all of them together settle it."""
        match expression:
            case Fact():
                value = self.values.get(expression)
                return Truth.UNKNOWN if value is None else Truth.of(value)
            case Not():
                return ~self.truth(expression.condition)
            case AllOf():
                truth = Truth.YES
                for part in expression.parts:
                    truth &= self.truth(part)
                return truth
            case AnyOf():
                truth = Truth.NO
                for part in expression.parts:
                    truth |= self.truth(part)
                return truth
            case _:
                return self.truth(expression.condition)
