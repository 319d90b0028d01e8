"""Rules about a model's rules: can each be met, does each alone decide something, which exclude or imply another.

Everything is computed over the decision diagrams, for all cases at once. An example is the shortest there is: the
fewest readings taken the other way, then the fewest facts affirmed; all other facts are denied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from checker.logic.decision_diagram import FALSE, DecisionDiagram, Node
from checker.logic.evaluation import Evaluation, Evaluator
from checker.logic.expression import NEVER, AllOf, Expression, Fact, ReadAs, Reading, Rule, Variable, substitute, walk
from checker.logic.model import Branch, Model
from checker.logic.truth import Truth

MANY = 10_000  # a reading taken the other way weighs more than all facts together


@dataclass(frozen=True, slots=True)
class Example:
    """A whole case: the facts of ``yes`` are so, no others; the readings of ``taken`` are taken the other way."""

    yes: tuple[Fact, ...]
    taken: tuple[Reading, ...]

    def answers(self, model: Model) -> dict[Fact, Truth]:
        return {fact: Truth.of(fact in self.yes) for fact in model.facts.values()}


@dataclass(frozen=True, slots=True)
class Turn:
    """A case whose outcome would be another if one thing about the rules were: ``outcome`` becomes ``instead``."""

    example: Example
    outcome: str
    instead: str


@dataclass(frozen=True, slots=True)
class Owed:
    """A case in which the rule of a duty is met or not met (``before``), and would be the other way."""

    example: Example
    rule: Rule
    before: Truth


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """``met``: a case in which the rule holds. ``alone``: one in which it holds and, if it did not, another outcome
    would be reached. ``decides`` is false for a rule on which no outcome is meant to depend."""

    rule: Rule
    met: Example | None
    alone: Turn | None
    decides: bool


@dataclass(frozen=True, slots=True)
class ReadingCheck:
    """``turn``: a case whose outcome the reading changes, from its default to its alternative; where there is none,
    ``owed`` may be one in which it changes whether a duty is owed."""

    reading: Reading
    turn: Turn | None
    owed: Owed | None = None


@dataclass(frozen=True, slots=True)
class Pairs:
    """Under the default readings. ``count``: pairs of rules that can be met and on which an outcome is meant to depend.
    ``apart``: those that no case meets together. ``implied``: (first, second) where the second holds in every case
    that meets the first."""

    count: int
    apart: tuple[tuple[Rule, Rule], ...]
    implied: tuple[tuple[Rule, Rule], ...]


class Span:
    """The model over the facts and some open readings: what is consistent, and where each branch's condition holds."""

    def __init__(self, model: Model, diagram: DecisionDiagram) -> None:
        self.diagram = diagram
        self.consistent = diagram.compile(AllOf(*(conflict.clause for conflict in model.conflicts)))
        self.branches = [diagram.compile(branch.condition) for branch in model.branches]

    def holds(self, rule: Rule) -> Node:
        """The consistent cases in which the rule holds."""
        return self.diagram.both(self.diagram.compile(rule), self.consistent)

    def differ(self, first: list[Node], second: list[Node]) -> Node:
        """The consistent cases whose outcomes differ under these two conditions of the branches."""
        diagram, node, undecided = self.diagram, FALSE, self.consistent
        for one, other in zip(first, second, strict=True):
            node = diagram.either(node, diagram.both(diagram.difference(one, other), undecided))
            undecided = diagram.both(undecided, diagram.negation(diagram.either(one, other)))
        return node


class Soundness:
    """What can be said of all cases of a model."""

    def __init__(self, evaluator: Evaluator) -> None:
        self.evaluator = evaluator
        self.model = evaluator.model

    @cached_property
    def rules(self) -> tuple[RuleCheck, ...]:
        """The model's rules, and every other rule that has no rule within it."""
        innermost = (
            rule
            for rule in self.model.named_rules
            if not any(isinstance(part, Rule) for part, _ in walk(rule.condition))
        )
        poles = {pole for contrast in self.model.contrasts for pole in (contrast.favourable, contrast.adverse)}
        within = {part for branch in self.model.branches for part, _ in walk(branch.rule)}
        deciding = (within | {*self.model.rules}) - poles
        return tuple(self._check(rule, rule in deciding) for rule in dict.fromkeys((*self.model.rules, *innermost)))

    @cached_property
    def readings(self) -> tuple[ReadingCheck, ...]:
        checks = []
        for reading in self.model.readings.values():
            turn = self._turn(reading)
            checks.append(ReadingCheck(reading, turn, None if turn else self._owed(reading)))
        return tuple(checks)

    @cached_property
    def pairs(self) -> Pairs:
        diagram = self._by_default.diagram
        met = [(rule, node) for rule in self._deciding if (node := self._by_default.holds(rule)) != FALSE]
        apart, implied = [], []
        for (first, one), (second, other) in combinations(met, 2):
            if diagram.both(one, other) == FALSE:
                apart.append((first, second))
            if diagram.implies(one, other):
                implied.append((first, second))
            if diagram.implies(other, one):
                implied.append((second, first))
        return Pairs(len(met) * (len(met) - 1) // 2, tuple(apart), tuple(implied))

    @property
    def _deciding(self) -> list[Rule]:
        return [check.rule for check in self.rules if check.decides]

    def example(self, diagram: DecisionDiagram, node: Node) -> Example | None:
        """The shortest case in which the function of the diagram is true."""
        chosen = diagram.least(node, _weight)
        if chosen is None:
            return None
        return Example(
            yes=tuple(fact for fact in self.model.facts.values() if fact in chosen),
            taken=tuple(reading for reading in self.model.readings.values() if reading in chosen),
        )

    def _check(self, rule: Rule, decides: bool) -> RuleCheck:
        met = self._shortest(lambda span: span.holds(rule))
        found = self._shortest(lambda span: self._alone(span, rule)) if decides and met else None
        return RuleCheck(rule, met, self._turn_without(rule, found) if found else None, decides)

    def _alone(self, span: Span, rule: Rule) -> Node:
        """Where the rule holds and, if it did not, another outcome would be reached."""
        holds = span.holds(rule)
        if holds == FALSE:
            return FALSE
        denied = [span.diagram.compile(branch.condition) for branch in self._denying(rule).branches]
        return span.diagram.both(holds, span.differ(span.branches, denied))

    def _turn_without(self, rule: Rule, example: Example) -> Turn:
        evaluation = self.evaluator.evaluate(example.answers(self.model), example.taken)
        return Turn(example, *(_decided(evaluation, model) for model in (self.model, self._denying(rule))))

    def _denying(self, rule: Rule) -> Model:
        """The model in which the rule never holds."""
        branches = []
        for branch in self.model.branches:
            condition = substitute(branch.rule.condition, rule, NEVER) if branch.rule is not rule else NEVER
            changed = Rule(branch.rule.provision, branch.rule.title, branch.rule.sentence, condition)
            branches.append(Branch(branch.outcome, changed, branch.when))
        return Model(tuple(branches), self.model.otherwise, (), self.model.conflicts)

    def _turn(self, reading: Reading) -> Turn | None:
        enclosing = self._enclosing[reading]
        example = self._turning(reading, self._opening(reading))
        if example is None and len(enclosing) == 1:  # asked only within that one: two readings are the fewest
            example = self._turning(reading, self._opening(*enclosing, reading))
        example = example or self._turning(reading, self._with_all_open)
        if example is None:
            return None
        sides = (example.taken, (*example.taken, reading))
        answers = example.answers(self.model)
        return Turn(example, *(_decided(self.evaluator.evaluate(answers, taken), self.model) for taken in sides))

    def _owed(self, reading: Reading) -> Owed | None:
        """The shortest case, for the first duty that the reading bears on."""
        span = self._opening(*self._enclosing[reading], reading)
        for duty in self.model.duties:
            node = span.diagram.compile(duty.rule)
            sides = (span.diagram.restrict(node, reading, side) for side in (False, True))
            example = self.example(span.diagram, span.diagram.both(span.diagram.difference(*sides), span.consistent))
            if example:
                evaluation = self.evaluator.evaluate(example.answers(self.model), example.taken)
                return Owed(example, duty.rule, evaluation.truth(duty.rule))
        return None

    def _turning(self, reading: Reading, span: Span) -> Example | None:
        sides = ([span.diagram.restrict(node, reading, side) for node in span.branches] for side in (False, True))
        return self.example(span.diagram, span.differ(*sides))

    @cached_property
    def _enclosing(self) -> dict[Reading, tuple[Reading, ...]]:
        """The readings within whose sides alone each is asked."""
        found: dict[Reading, set[Reading]] = {}

        def visit(expression: Expression, within: frozenset[Reading]) -> None:
            if isinstance(expression, ReadAs):
                found[expression.reading] = found.get(expression.reading, set(within)) & within
                within |= {expression.reading}
            for part in expression.parts:
                visit(part, within)

        for rule in self.model.every_rule:
            visit(rule, frozenset())
        return {
            reading: tuple(each for each in self.model.readings.values() if each in found[reading])
            for reading in self.model.readings.values()
        }

    def _shortest(self, wanted: Callable[[Span], Node]) -> Example | None:
        """By default readings if that can be, else with one taken the other way, else with as few as it takes."""
        for spans in self._widening():
            found = [self.example(span.diagram, wanted(span)) for span in spans]
            examples = [example for example in found if example is not None]
            if examples:
                return min(examples, key=lambda example: len(example.yes))
        return None

    def _widening(self) -> Iterator[Iterable[Span]]:
        yield [self._by_default]
        yield map(self._opening, self.model.readings.values())
        yield [self._with_all_open]

    @property
    def _by_default(self) -> Span:
        return self._opening()

    @cached_property
    def _with_all_open(self) -> Span:
        return Span(self.model, self.evaluator.over_readings.diagram)

    @cached_property
    def _opened(self) -> dict[tuple[Reading, ...], Span]:
        return {}

    def _opening(self, *readings: Reading) -> Span:
        """With these readings open, the others by default."""
        if readings not in self._opened:
            kept = [each for each in self.evaluator.order if isinstance(each, Fact) or each in readings]
            self._opened[readings] = Span(self.model, DecisionDiagram(kept))
        return self._opened[readings]


def _decided(evaluation: Evaluation, model: Model) -> str:
    """The outcome of the model's branches, where every fact is known."""
    for branch in model.branches:
        if evaluation.truth(branch.condition) is Truth.YES:
            return branch.outcome
    return model.otherwise


def _weight(variable: Variable) -> int:
    return MANY if isinstance(variable, Reading) else 1
