"""Before acting: the same rules for what is only planned, while nothing has happened and nothing has come of it.

Facts of the later stages stay open: no answer to them counts. A situation is closed by the plan, or needs something of
it, or depends only on what comes; an exclusion is met by the plan alone, or is one step away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache
from typing import Literal, TypedDict

from checker.engine.case import Case
from checker.engine.check import Check, Planning
from checker.engine.evaluate import conflict_json, question_json, remark_json, step_json
from checker.engine.result import ConflictJson, FactKey, QuestionJson, RemarkJson, StepJson
from checker.logic import (
    Basis,
    Evaluation,
    Expression,
    Fact,
    Question,
    ReadAs,
    Rule,
    Stage,
    Step,
    Truth,
    Variable,
    askable,
    explain,
    together,
    walk,
)
from checker.logic.decision_diagram import TRUE, Node
from checker.logic.rest import Rest

State = Literal["closed", "lacking", "open", "met", "near", "unsaid", "clear", "afterwards"]


class NeedJson(TypedDict):
    """A fact of the plan on which a rule turns.

    ``needed``: the answer that helps to meet the rule; either where that depends on others. ``instead``: whether the
    rule can be met without it, by another of the facts that it turns on.
    """

    fact: FactKey
    needed: Literal["yes", "no", "either"]
    instead: bool
    given: Literal["yes", "no", "unknown"]


class ProspectJson(TypedDict):
    """How a rule stands to the plan. ``needs``: what of the plan it turns on; ``later``: what it turns on afterwards.

    A situation is closed, lacking (something of the plan is missing or not said yet) or open. An exclusion is met, near
    (only what comes of the plan is missing), unsaid (something of the plan is not said yet) or clear. Either is
    afterwards where no plan can say anything of it.
    """

    provision: str
    title: str
    quote: str
    state: State
    needs: list[NeedJson]
    later: list[FactKey]
    why: StepJson


class PlanJson(TypedDict):
    """``remarks``: what holds for every plan. Where its answers contradict each other, there are no prospects."""

    conflicts: list[ConflictJson]
    situations: list[ProspectJson]
    exclusions: list[ProspectJson]
    question: QuestionJson | None
    remarks: list[RemarkJson]


def is_planned(fact: Variable) -> bool:
    """Whether a plan can say anything of the fact."""
    return isinstance(fact, Fact) and fact.stage is Stage.CONDUCT


def _within(expression: Expression) -> Iterator[Rule]:
    """The rules in it by default."""
    if isinstance(expression, Rule):
        yield expression
    for part in [expression.default] if isinstance(expression, ReadAs) else expression.parts:
        yield from _within(part)


def _left_to_the_organ(rule: Rule) -> bool:
    return all(fact.presumed_absent for fact, _ in walk(rule) if isinstance(fact, Fact))


@cache
def openings(check: Check) -> tuple[Rule, ...]:
    """The situations of which the text itself says what they are."""
    return tuple(rule for rule in _planning(check).situations if not _left_to_the_organ(rule))


@cache
def bars(check: Check) -> tuple[Rule, ...]:
    """The rules each of which bars what is asked for, likewise."""
    within = set(_within(_planning(check).barred))
    return tuple(rule for rule in check.model.rules if rule in within and not _left_to_the_organ(rule))


def _planning(check: Check) -> Planning:
    assert check.planning is not None, f"{check.key} is not asked before acting"
    return check.planning


def plan(case: Case, check: Check) -> PlanJson:
    """What the rules say to what is planned."""
    said = {fact: truth for fact, truth in case.answers.items() if is_planned(fact)}
    evaluation = check.evaluator.evaluate(said, case.readings)
    if evaluation.conflicts:
        conflicts = [conflict_json(conflict) for conflict in evaluation.conflicts]
        return {"conflicts": conflicts, "situations": [], "exclusions": [], "question": None, "remarks": []}
    situations = [_prospect(evaluation, rule, opens=True) for rule in openings(check)]
    exclusions = [_prospect(evaluation, rule, opens=False) for rule in bars(check) if _asked_by(evaluation, rule)]
    return {
        "conflicts": [],
        "situations": situations,
        "exclusions": exclusions,
        "question": _question(evaluation, check),
        "remarks": list(map(remark_json, _planning(check).remarks)),
    }


def _prospect(evaluation: Evaluation, rule: Rule, *, opens: bool) -> ProspectJson:
    truth = evaluation.truth(rule)
    state: State
    open_facts = evaluation.turning_of(rule)
    planned = [fact for fact in open_facts if is_planned(fact)]
    later = [fact for fact in open_facts if not is_planned(fact)]
    if not any(map(is_planned, _asked_by(evaluation, rule))):
        state = "afterwards"
    elif truth is Truth.NO:
        state = "closed" if opens else "clear"
    elif opens:
        state = "lacking" if planned else "open"
    else:
        state = "met" if truth is Truth.YES else "unsaid" if planned else "near"
    return {
        "provision": rule.provision,
        "title": rule.title,
        "quote": rule.sentence,
        "state": state,
        "needs": _needs(evaluation, rule, planned or _undone_by(evaluation, rule)),
        "later": [fact.key for fact in later],
        "why": step_json(explain(evaluation, rule)),
    }


def _asked_by(evaluation: Evaluation, rule: Rule) -> frozenset[Variable]:
    """The facts that the rule asks for, so read: none where the words then set no rule."""
    diagram = evaluation.compiled.diagram
    return Rest(diagram, diagram.compile(rule), diagram.fix({})).support()


def _undone_by(evaluation: Evaluation, rule: Rule) -> list[Fact]:
    """The answers that close the rule, and those that close it once these do not: some may apply only then."""
    found, left = list[Fact](), evaluation
    while closing := _closing(left, rule):
        found += closing
        left = _without(evaluation, found)
    return found


def _closing(evaluation: Evaluation, rule: Rule) -> list[Fact]:
    if not evaluation.possible:
        facts = [fact for conflict in evaluation.conflicts for fact in conflict.facts if fact in evaluation.given]
    else:
        facts = list(_answers(explain(evaluation, rule))) if evaluation.truth(rule) is Truth.NO else []
    return list(dict.fromkeys(facts))


def _without(evaluation: Evaluation, facts: Collection[Fact]) -> Evaluation:
    """The case without the answers to the facts."""
    left = {fact: truth for fact, truth in evaluation.answers.items() if fact not in facts}
    return evaluation.evaluator.evaluate(left, evaluation.alternatives)


def _answers(step: Step) -> Iterator[Fact]:
    if isinstance(step.subject, Fact) and step.basis is Basis.ANSWER:
        yield step.subject
    for part in step.because:
        yield from _answers(part)


def _needs(evaluation: Evaluation, rule: Rule, facts: Collection[Fact]) -> list[NeedJson]:
    """What is needed of each of the facts, the others left open."""
    left = _without(evaluation, facts)
    return [_need(left, rule, fact, evaluation.answers.get(fact, Truth.UNKNOWN)) for fact in facts]


def _need(left: Evaluation, rule: Rule, fact: Fact, given: Truth) -> NeedJson:
    diagram, fixed = left.compiled.diagram, left.fixed
    holds, fails = left.compiled.sides(rule)

    def can(side: bool, otherwise: Node = TRUE) -> bool:
        """Whether the rule can be met with this answer, and be as said with the other."""
        instead = diagram.restrict(otherwise, fact, not side)
        return diagram.satisfiable(diagram.both(diagram.restrict(holds, fact, side), instead), fixed)

    sides = [side for side in (True, False) if can(side)]
    instead = len(sides) != 1
    if instead:
        sides = [side for side in (True, False) if can(side, fails)]
    needed: Literal["yes", "no", "either"] = "either" if len(sides) != 1 else "yes" if sides[0] else "no"
    return {"fact": fact.key, "needed": needed, "instead": instead, "given": given.value}


def _question(evaluation: Evaluation, check: Check) -> QuestionJson | None:
    """What to ask next: the open fact of the plan on which most rules turn."""
    turns: Counter[Fact] = Counter()
    for rule in (*openings(check), *bars(check)):
        turns.update(fact for fact in evaluation.turning_of(rule) if is_planned(fact))
    order = [fact for theme in check.themes for fact in theme]
    ranked = sorted(askable(evaluation, turns), key=lambda fact: (-turns[fact], order.index(fact)))
    if not ranked:
        return None
    return question_json(evaluation, Question(together(evaluation, ranked, check.themes), (), ()))
