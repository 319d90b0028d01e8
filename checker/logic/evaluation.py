"""One set of answers under one model: which outcomes are possible, and how each expression stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from checker.logic.decision_diagram import TRUE, DecisionDiagram, Fixed, Node, Rest, Results
from checker.logic.expression import AllOf, AnyOf, Expression, Fact, Not, ReadAs, Reading, Variable, walk
from checker.logic.model import Conflict, Model
from checker.logic.ordering import force
from checker.logic.projection import Projection
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


KEPT = 16  # combinations of readings whose diagrams are kept


class Evaluator:
    """A model made ready once, to evaluate any number of cases under any readings."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._order = force(model)
        self._settled: dict[frozenset[Reading], Compiled] = {}

    def evaluate(self, answers: Mapping[Fact, Truth], alternatives: Iterable[Reading] = ()) -> Evaluation:
        """``alternatives`` are the readings whose other side the person takes."""
        return Evaluation(self, answers, frozenset(alternatives))

    def under(self, alternatives: frozenset[Reading]) -> Compiled:
        """The model with every reading settled."""
        compiled = self._settled.get(alternatives)
        if compiled is None:
            if len(self._settled) >= KEPT:
                self._settled.pop(next(iter(self._settled)))
            order = [variable for variable in self._order if isinstance(variable, Fact)]
            compiled = self._settled[alternatives] = Compiled(self.model, order, alternatives)
        return compiled

    @cached_property
    def over_readings(self) -> Compiled:
        """The model with every reading open: many times as large, and only made when it is asked for."""
        return Compiled(self.model, self._order, frozenset())

    def prepare(self) -> Iterator[None]:
        """Makes the model with every reading open, in many small steps for those who cannot wait for it."""
        if "over_readings" not in self.__dict__:
            compiled = Compiled(self.model, self._order, frozenset())
            yield from compiled.prepare()
            self.__dict__["over_readings"] = compiled


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
        self._linked = model.linked
        self._sides: dict[Expression, tuple[Node, Node]] = {}
        self._plain: dict[Expression, bool] = {}

    @cached_property
    def root(self) -> Node:
        """The function from a case to its outcome."""
        diagram, node = self.diagram, self.outcomes[self.model.otherwise]
        for branch in reversed(self.model.branches):
            node = diagram.choose(diagram.compile(branch.condition), self.outcomes[branch.outcome], node)
        return diagram.choose(self.conjunction(self.model.conflicts), node, 2)

    def prepare(self) -> Iterator[None]:
        """Compiles part after part, each before the parts that it stands in."""
        for branch in self.model.branches:
            for part in reversed(list(walk(branch.rule))):
                self.diagram.compile(part[0])
                yield
        _ = self.root

    @cached_property
    def whole(self) -> Rest:
        """The function alone, without what was needed to make it."""
        return self.diagram.rest(self.root, self.diagram.fix({}))

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
        return tuple(outcome for outcome, node in self.outcomes.items() if results >> node & 1)

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

        conflicts, facts = self.model.conflicts, dict(values)
        for conflict in self.model.conflicts:
            fewer = tuple(other for other in conflicts if other is not conflict)
            if settled(fewer, facts):
                conflicts = fewer
        for fact in values:
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


_KNOWN = (Truth.YES, Truth.NO)


class Evaluation:
    """How a case stands. ``answers`` may hold any truth; a fact that is missing was not asked."""

    def __init__(
        self, evaluator: Evaluator, answers: Mapping[Fact, Truth], alternatives: frozenset[Reading] = frozenset()
    ) -> None:
        self.evaluator = evaluator
        self.model = evaluator.model
        self.answers = answers
        self.alternatives = alternatives
        self.compiled = evaluator.under(alternatives)
        self._truths: dict[Expression, Truth] = {}

    @cached_property
    def inapplicable(self) -> frozenset[Fact]:
        """The facts whose presupposed facts are all denied, or do not apply themselves."""
        found: set[Fact] = set()
        for fact in self.model.presupposing:
            if all(other in found or self.answers.get(other) is Truth.NO for other in fact.presupposes):
                found.add(fact)
        return frozenset(found)

    @cached_property
    def values(self) -> dict[Fact, bool]:
        """What is known of each fact, by an answer that applies or by presumption, in the order of the rules."""
        known = {}
        for fact in self.model.facts.values():
            truth = self.answers.get(fact)
            if truth in _KNOWN and fact not in self.inapplicable:
                known[fact] = truth is Truth.YES
            elif fact.presumed_absent:
                known[fact] = False
        return known

    @cached_property
    def fixed(self) -> Fixed:
        """What is known, for the diagram.

        Answers that do not apply may stand there: no rule and no conflict depends on them (tests/test_articles.py).
        """
        return self.compiled.fix(self.answers)

    @cached_property
    def possible(self) -> tuple[str, ...]:
        """Exactly the outcomes that some consistent completion reaches; none where the answers contradict."""
        compiled = self.compiled
        return compiled.named(compiled.diagram.reached(compiled.root, self.fixed, compiled.of_interest))

    @property
    def outcome(self) -> str | None:
        """The one outcome that is left, or None."""
        return self.possible[0] if len(self.possible) == 1 else None

    @cached_property
    def rest(self) -> Rest:
        """What is left of the function from a case to its outcome."""
        return self.compiled.diagram.rest(self.compiled.root, self.fixed)

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
    def turning(self) -> tuple[Fact, ...]:
        """The facts not yet known whose answer, all other facts alike, can make the difference between two outcomes."""
        if len(self.possible) < 2:
            return ()
        turning = self.rest.turning(self.compiled.of_interest)
        return tuple(fact for fact in self.model.facts.values() if fact in turning)

    @cached_property
    def open(self) -> tuple[Fact, ...]:
        """The facts not yet known whose answer can still narrow what is possible, in the order of the rules.

        Beside the turning ones these are the facts that cannot hold together with what makes the difference.
        """
        matter = set(self.turning)
        if self.possible[1:]:
            linked = self.model.linked
            support = self.rest.support()
            for fact, group in linked.items():
                if fact in support and fact not in matter and self.truth(fact) is Truth.UNKNOWN:
                    kept = {
                        other
                        for other in support
                        if other is fact or not isinstance(other, Fact) or linked.get(other) is not group
                    }
                    if fact in Projection(self.rest, self.compiled.of_interest, kept).support():
                        matter.add(fact)
        return tuple(fact for fact in self.model.facts.values() if fact in matter)

    @cached_property
    def robustness(self) -> Robustness:
        """How far the outcome depends on the readings, over all their combinations at once."""
        every, readings = self.evaluator.over_readings, self.model.readings.values()
        rest = every.diagram.rest(every.root, every.diagram.fix(self.values))
        over = Projection(rest, every.of_interest, readings)
        turning, now = over.support(), over.where(self.alternatives)
        return Robustness(
            possible=every.named(over.possible()),
            turns_on=tuple(reading for reading in readings if reading in turning),
            alone=tuple(
                reading
                for reading in readings
                if reading in turning and over.where(self.alternatives ^ {reading}) != now
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
        if truth is Truth.UNKNOWN and not self.compiled.plain(expression):
            holds, fails = self.compiled.sides(expression)
            diagram = self.compiled.diagram
            if not diagram.satisfiable(fails, self.fixed):
                return Truth.YES
            if not diagram.satisfiable(holds, self.fixed):
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
