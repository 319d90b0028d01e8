"""What a set of cases shows of a model's rules: how often each is met, and which of its conditions is seen to decide.

A condition is a place in a rule where a fact is asked. A case shows that it is decisive (MC/DC) where the rest of the
rule is as it must be for this place alone to settle the rule, and the rule turns from yes to no or back when the
answer is turned; the turned answers must be consistent, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from checker.logic.compilation import Compiled
from checker.logic.decision_diagram import DecisionDiagram, Node
from checker.logic.evaluation import Evaluation, Evaluator
from checker.logic.expression import AllOf, AnyOf, Expression, Fact, Not, ReadAs, Reading, Rule, walk
from checker.logic.soundness import Example, Soundness
from checker.logic.truth import Truth


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """A fact at one place in a rule. It alone settles the rule where each expression of ``needs`` has its truth, and
    is asked only where each reading of ``sides`` is taken so (true: its alternative)."""

    rule: Rule
    fact: Fact
    needs: tuple[tuple[Expression, Truth], ...]
    sides: tuple[tuple[Reading, bool], ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A condition that no case shows to be decisive. ``without``: the shortest case that would show it, the fact
    denied; affirmed, the rule is the other way. None where no case could, under any readings."""

    condition: Condition
    without: Example | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """``met``: for each rule, how many cases make it yes, no and open. ``contradictory`` cases show nothing."""

    cases: int
    contradictory: int
    met: dict[Rule, Counter[Truth]]
    conditions: int
    gaps: tuple[Gap, ...]


def conditions(rule: Rule) -> Iterator[Condition]:
    """The places where the rule itself asks for a fact; a rule within it has its own.

    A place that only both sides of one reading together would reach (words used twice) is none.
    """
    for condition in _conditions(rule, rule.condition, (), ()):
        if len(dict(condition.sides)) == len(set(condition.sides)):
            yield condition


def _conditions(
    rule: Rule,
    expression: Expression,
    needs: tuple[tuple[Expression, Truth], ...],
    sides: tuple[tuple[Reading, bool], ...],
) -> Iterator[Condition]:
    match expression:
        case Fact():
            yield Condition(rule, expression, needs, sides)
        case Rule():
            return
        case ReadAs(reading=reading, default=default, alternative=alternative):
            yield from _conditions(rule, default, needs, (*sides, (reading, False)))
            yield from _conditions(rule, alternative, needs, (*sides, (reading, True)))
        case AllOf() | AnyOf():
            idle = Truth.of(isinstance(expression, AllOf))
            for place, part in enumerate(expression.parts):
                others = (other for at, other in enumerate(expression.parts) if at != place)
                yield from _conditions(rule, part, (*needs, *((other, idle) for other in others)), sides)
        case _:
            yield from _conditions(rule, expression.condition, needs, sides)


def cover(evaluator: Evaluator, cases: Iterable[tuple[dict[Fact, Truth], Sequence[Reading]]]) -> Coverage:
    """What the cases show, each given by its answers and the readings that it takes the other way."""
    rules = evaluator.model.named_rules
    met: dict[Rule, Counter[Truth]] = {rule: Counter() for rule in rules}
    missing = [condition for rule in rules for condition in conditions(rule)]
    total, count, contradictory = len(missing), 0, 0
    for answers, taken in cases:
        evaluation = evaluator.evaluate(answers, taken)
        count += 1
        if not _is_consistent(evaluation):
            contradictory += 1
            continue
        for rule in rules:
            met[rule][_truth(evaluation, rule)] += 1
        missing = [condition for condition in missing if not is_decisive(condition, evaluation)]
    return Coverage(count, contradictory, met, total, tuple(_gap(evaluator, each) for each in missing))


def is_decisive(condition: Condition, evaluation: Evaluation) -> bool:
    """Whether the case shows that the condition decides its rule."""
    value = evaluation.values.get(condition.fact)
    if value is None or any((reading in evaluation.alternatives) != taken for reading, taken in condition.sides):
        return False
    if not _stands(condition, evaluation):
        return False
    turned = evaluation.evaluator.evaluate(
        {**evaluation.answers, condition.fact: Truth.of(not value)}, evaluation.alternatives
    )
    truths = {given(each, condition.rule) for each in (evaluation, turned)}
    # What presupposes the fact has no answer once the fact is denied; then that cannot be what turned the rule.
    return truths == {Truth.YES, Truth.NO} and _stands(condition, turned, Truth.UNKNOWN) and _is_consistent(turned)


def _stands(condition: Condition, evaluation: Evaluation, *also: Truth) -> bool:
    return all(given(evaluation, other) in (truth, *also) for other, truth in condition.needs)


def given(evaluation: Evaluation, expression: Expression) -> Truth:
    """What the answers say of the expression by themselves, without what follows from what cannot hold together."""
    match expression:
        case Fact():
            value = evaluation.values.get(expression)
            return Truth.UNKNOWN if value is None else Truth.of(value)
        case Not():
            return ~given(evaluation, expression.condition)
        case ReadAs(reading=reading, default=default, alternative=alternative):
            return given(evaluation, alternative if reading in evaluation.alternatives else default)
        case AllOf():
            return reduce(and_, (given(evaluation, part) for part in expression.parts), Truth.YES)
        case AnyOf():
            return reduce(or_, (given(evaluation, part) for part in expression.parts), Truth.NO)
        case _:
            return given(evaluation, expression.condition)


def _truth(evaluation: Evaluation, rule: Rule) -> Truth:
    """The rule's truth as ``Evaluation.truth`` has it, by the diagram of those readings alone that it is about."""
    truth = given(evaluation, rule)
    if truth is Truth.UNKNOWN:
        own = {part.reading for part, _ in walk(rule) if isinstance(part, ReadAs)}
        compiled = evaluation.evaluator.under(evaluation.alternatives & (own | evaluation.model.of_conflicts))
        holds, fails = (
            compiled.diagram.satisfiable(side, compiled.diagram.fix(evaluation.values)) for side in compiled.sides(rule)
        )
        return Truth.UNKNOWN if holds and fails else Truth.of(holds)
    return truth


def _is_consistent(evaluation: Evaluation) -> bool:
    """Whether the answers can hold together, by the diagram of those readings alone that conflicts rest on."""
    compiled = evaluation.evaluator.under(evaluation.alternatives & evaluation.model.of_conflicts)
    consistent = compiled.conjunction(evaluation.model.conflicts)
    return compiled.diagram.satisfiable(consistent, compiled.diagram.fix(evaluation.values))


def _gap(evaluator: Evaluator, condition: Condition) -> Gap:
    """Only the readings of its sides are taken, if that can be; else any that it takes besides."""
    own = evaluator.under(frozenset(reading for reading, side in condition.sides if side))
    wanted = (_wanted(compiled, condition) for compiled in (own, evaluator.over_readings))
    for example in (Soundness(evaluator).example(*each) for each in wanted):
        if example is not None:
            taken = own.alternatives.union(example.taken)
            readings = tuple(reading for reading in evaluator.model.readings.values() if reading in taken)
            return Gap(condition, Example(example.yes, readings))
    return Gap(condition, None)


def _wanted(compiled: Compiled, condition: Condition) -> tuple[DecisionDiagram, Node]:
    """Where the condition alone settles its rule, the fact denied or affirmed."""
    diagram = compiled.diagram
    wanted = diagram.difference(
        *(diagram.restrict(diagram.compile(condition.rule), condition.fact, value) for value in (True, False))
    )
    nodes = [diagram.compile(other) for other, truth in condition.needs if truth is Truth.YES]
    nodes += [diagram.negation(diagram.compile(other)) for other, truth in condition.needs if truth is Truth.NO]
    for node in (compiled.conjunction(compiled.model.conflicts), *nodes):
        for value in (True, False):
            wanted = diagram.both(wanted, diagram.restrict(node, condition.fact, value))
    for reading, side in condition.sides:
        if reading in diagram.level:
            wanted = diagram.restrict(wanted, reading, side)
    return diagram, wanted
