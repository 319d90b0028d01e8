"""One set of answers under one model: which outcomes are possible, and how each expression stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from checker.logic.decision_diagram import DecisionDiagram, Node
from checker.logic.expression import AllOf, AnyOf, Expression, Fact, Not, ReadAs, Reading
from checker.logic.model import Conflict, Model
from checker.logic.truth import Truth


@dataclass(frozen=True, slots=True)
class Grounds:
    """What settles an expression that its parts leave open: conflicts, and the answered facts they bear on."""

    conflicts: tuple[Conflict, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Robustness:
    """``possible``: the outcomes that some combination of readings leaves. ``turns_on``: the readings that matter.
    ``alone``: those among them whose change, all others as chosen, changes what is possible.

    A reading that is not in ``turns_on`` can be taken either way, together with any others, without any change in what
    is possible.
    """

    possible: tuple[str, ...]
    turns_on: tuple[Reading, ...]
    alone: tuple[Reading, ...]


KEPT = 64  # combinations of readings whose diagrams are kept


class Evaluator:
    """A model made ready once, to evaluate any number of cases under any readings."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._compiled: dict[frozenset[Reading], Compiled] = {}

    def evaluate(self, answers: Mapping[Fact, Truth], alternatives: Iterable[Reading] = ()) -> Evaluation:
        """``alternatives`` are the readings whose other side the person takes."""
        return Evaluation(self, answers, frozenset(alternatives))

    def under(self, alternatives: frozenset[Reading]) -> Compiled:
        """The model with every reading settled."""
        compiled = self._compiled.get(alternatives)
        if compiled is None:
            if len(self._compiled) >= KEPT:
                self._compiled.pop(next(iter(self._compiled)))
            diagram = DecisionDiagram(self.model.facts.values(), alternatives)
            compiled = self._compiled[alternatives] = Compiled(self.model, diagram)
        return compiled

    @cached_property
    def over_readings(self) -> Compiled:
        """The model with every reading open; many times as large, and only made when it is asked for."""
        return Compiled(self.model, DecisionDiagram(self.model.variables))


class Compiled:
    """A model's outcomes as functions of one diagram."""

    def __init__(self, model: Model, diagram: DecisionDiagram) -> None:
        self.model = model
        self.diagram = diagram
        self.consistent = self._conjunction(model.conflicts)
        self.outcomes = {
            outcome: diagram.both(diagram.compile(condition), self.consistent) for outcome, condition in model.ordered()
        }
        self._sides: dict[Expression, tuple[Node, Node]] = {}

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

    def __init__(
        self, evaluator: Evaluator, answers: Mapping[Fact, Truth], alternatives: frozenset[Reading] = frozenset()
    ) -> None:
        self.evaluator = evaluator
        self.model = evaluator.model
        self.answers = answers
        self.alternatives = alternatives
        self._truths: dict[Expression, Truth] = {}
        self.values: dict[Fact, bool] = {}
        self.inapplicable: set[Fact] = set()
        for fact in evaluator.model.in_order_of_presupposition:
            truth = answers.get(fact, Truth.UNKNOWN)
            if truth is Truth.UNKNOWN and fact.presumed_absent:
                truth = Truth.NO
            if fact.presupposes and all(self._absent(presupposed) for presupposed in fact.presupposes):
                self.inapplicable.add(fact)
            elif truth is not Truth.UNKNOWN:
                self.values[fact] = truth is Truth.YES

    def _absent(self, fact: Fact) -> bool:
        return fact in self.inapplicable or self.values.get(fact) is False

    @cached_property
    def compiled(self) -> Compiled:
        return self.evaluator.under(self.alternatives)

    @cached_property
    def possible(self) -> tuple[str, ...]:
        """Exactly the outcomes that some consistent completion reaches; none where the answers contradict."""
        diagram = self.compiled.diagram
        return tuple(
            outcome for outcome, node in self.compiled.outcomes.items() if diagram.satisfiable(node, self.values)
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
            for conflict in self.model.conflicts
            if all(self.values.get(fact) is True for fact in conflict.yes)
            and all(self.values.get(fact) is False for fact in conflict.no)
        )
        return broken or self.compiled.grounds(AllOf(), Truth.NO, self.values).conflicts

    @cached_property
    def open(self) -> tuple[Fact, ...]:
        """The facts not yet known whose answer can still narrow what is possible, in the order of the rules."""
        if len(self.possible) < 2:
            return ()
        diagram = self.compiled.diagram
        matter = {fact for node in self.compiled.outcomes.values() for fact in diagram.support(node, self.values)}
        return tuple(fact for fact in self.model.facts.values() if fact in matter)

    @cached_property
    def robustness(self) -> Robustness:
        """How far the outcome depends on the readings, over all their combinations at once."""
        every = self.evaluator.over_readings
        readings = DecisionDiagram(self.model.readings.values())
        reached = {
            outcome: every.diagram.project(node, self.values, readings) for outcome, node in every.outcomes.items()
        }
        turning = set().union(*(readings.support(node, {}) for node in reached.values()))
        return Robustness(
            possible=tuple(outcome for outcome, node in reached.items() if readings.satisfiable(node, {})),
            turns_on=tuple(reading for reading in self.model.readings.values() if reading in turning),
            alone=tuple(
                reading
                for reading in self.model.readings.values()
                if reading in turning and _left(readings, reached, self.alternatives ^ {reading}) != self.possible
            ),
        )

    def truth(self, expression: Expression) -> Truth:
        """Yes or no if every consistent completion of the answers agrees on it, else unknown."""
        truth = self._truths.get(expression)
        if truth is None:
            truth = self._truths[expression] = self._truth(expression)
        return truth

    def _truth(self, expression: Expression) -> Truth:
        truth = self.by_parts(expression)
        if truth is Truth.UNKNOWN:
            holds, fails = self.compiled.sides(expression)
            diagram = self.compiled.diagram
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
            case ReadAs(reading=reading, default=default, alternative=alternative):
                return self.truth(alternative if reading in self.alternatives else default)
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


def _left(diagram: DecisionDiagram, reached: Mapping[str, Node], alternatives: Collection[Reading]) -> tuple[str, ...]:
    """The outcomes that are possible where exactly these alternatives are taken."""
    values = {reading: reading in alternatives for reading in diagram.variables if isinstance(reading, Reading)}
    return tuple(outcome for outcome, node in reached.items() if diagram.satisfiable(node, values))
