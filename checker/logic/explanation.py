"""Why an expression stands as it does: a tree of steps, cut down to what it rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from checker.logic.evaluation import Evaluation
from checker.logic.expression import AllOf, AnyOf, Element, Expression, Fact, Named, Not, Quote, ReadAs, Reading, Rule
from checker.logic.model import Conflict
from checker.logic.truth import Truth


class Basis(Enum):
    """What a step rests on."""

    PARTS = "parts"  # on the steps in ``because``
    ANSWER = "answer"  # on what the person said
    PRESUMPTION = "presumption"  # on a presumption that nobody has displaced
    CONSEQUENCE = "consequence"  # on the answers in ``because``, by the conflicts in ``conflicts``
    READING = "reading"  # on a reading under which the words ask for nothing
    NOT_KNOWN = "not-known"  # asked, and not known
    NOT_ASKED = "not-asked"
    NOT_APPLICABLE = "not-applicable"  # the fact presupposes others that are denied


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation. Its words stand verbatim in its provision.

    ``subject`` is the rule, element or fact that the step is about. ``because`` holds only the steps that bear on its
    truth: the failed ones of a conjunction that fails, the missing ones where it is open. ``readings`` are those that
    say what the step's own words ask for, each with whether its alternative is taken.
    """

    subject: Rule | Element | Fact
    truth: Truth
    quote: Quote
    basis: Basis
    because: tuple[Step, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    readings: tuple[tuple[Reading, bool], ...] = ()


def explain(evaluation: Evaluation, rule: Rule) -> Step:
    """The derivation of the rule's truth."""
    return _explain(evaluation, rule, rule.quote)


def explain_outcome(evaluation: Evaluation) -> tuple[Step, ...]:
    """Why the outcome was reached, a step for each branch: those before it fail, its own holds."""
    steps: list[Step] = []
    if evaluation.outcome is not None:
        for branch in evaluation.model.branches:
            steps.append(explain(evaluation, branch.rule))
            if branch.outcome == evaluation.outcome:
                break
    return tuple(steps)


def _explain(evaluation: Evaluation, subject: Rule | Element | Fact, quote: Quote) -> Step:
    truth = evaluation.truth(subject)
    if isinstance(subject, Fact):
        return _fact(evaluation, subject, truth, quote)
    quote = subject.quote if isinstance(subject, Rule) else subject.quote_within(quote)
    decisive, readings = _decisive(evaluation, subject.condition, evaluation.truth(subject.condition))
    steps = [_explain(evaluation, part, quote) for part in decisive]
    # An element that asks for nothing under its reading is no step of its own: the reading is the whole of it.
    idle = [step for step in steps if step.basis is Basis.READING]
    readings += tuple(reading for step in idle for reading in step.readings)
    because = tuple(step for step in steps if step.basis is not Basis.READING)
    if truth is not Truth.UNKNOWN and not _settled_by_parts(evaluation, subject.condition):
        return replace(_consequence(evaluation, subject, truth, quote), readings=readings)
    return Step(subject, truth, quote, Basis.PARTS if because else Basis.READING, because, readings=readings)


def _fact(evaluation: Evaluation, fact: Fact, truth: Truth, quote: Quote) -> Step:
    answer = evaluation.answers.get(fact)
    if fact in evaluation.inapplicable:
        return Step(fact, truth, quote, Basis.NOT_APPLICABLE)
    if truth is Truth.UNKNOWN:
        return Step(fact, truth, quote, Basis.NOT_KNOWN if answer is Truth.UNKNOWN else Basis.NOT_ASKED)
    if fact in evaluation.values:
        return Step(fact, truth, quote, Basis.ANSWER if answer is truth else Basis.PRESUMPTION)
    return _consequence(evaluation, fact, truth, quote)


def _consequence(evaluation: Evaluation, subject: Rule | Element | Fact, truth: Truth, quote: Quote) -> Step:
    """Settled not by its own parts but by other answers."""
    grounds = evaluation.compiled.grounds(subject, truth, evaluation.values)
    quotes = evaluation.model.quotes
    because = tuple(
        _fact(evaluation, fact, Truth.of(evaluation.values[fact]), quotes[fact][0]) for fact in grounds.facts
    )
    return Step(subject, truth, quote, Basis.CONSEQUENCE, because, grounds.conflicts)


def _settled_by_parts(evaluation: Evaluation, condition: Expression) -> bool:
    match condition:
        case Not():
            return _settled_by_parts(evaluation, condition.condition)
        case ReadAs(reading=reading, default=default, alternative=alternative):
            return _settled_by_parts(evaluation, alternative if reading in evaluation.alternatives else default)
        case AllOf() | AnyOf():
            return evaluation.by_parts(condition) is not Truth.UNKNOWN
        case _:
            return True


def _decisive(
    evaluation: Evaluation, condition: Expression, truth: Truth
) -> tuple[tuple[Named, ...], tuple[tuple[Reading, bool], ...]]:
    """The named parts on which the condition's truth rests, and the readings passed on the way to them."""
    match condition:
        case Rule() | Element() | Fact():
            return (condition,), ()
        case Not():
            return _decisive(evaluation, condition.condition, ~truth)
        case ReadAs(reading=reading, default=default, alternative=alternative):
            taken = reading in evaluation.alternatives
            named, readings = _decisive(evaluation, alternative if taken else default, truth)
            return named, ((reading, taken), *readings)
        case AllOf() | AnyOf():
            whole = Truth.YES if isinstance(condition, AllOf) else Truth.NO
            parts = [(part, evaluation.truth(part)) for part in condition.parts]
            # All of them where the truth takes all, or where none of them decides alone.
            chosen = parts if truth is whole else [pair for pair in parts if pair[1] is truth] or parts
            below = [_decisive(evaluation, part, part_truth) for part, part_truth in chosen]
            return tuple(n for named, _ in below for n in named), tuple(r for _, readings in below for r in readings)
