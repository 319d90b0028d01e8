"""Before acting: the same rules for what is only planned, while nothing has happened and nothing has come of it.

Facts of the later stages stay open: no answer to them counts. A situation of article 7 is closed by the plan, or needs
something of it, or depends only on what comes; an exclusion of article 8 is met by the plan alone, or is one step away.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from checker.articles import a07
from checker.case import Case
from checker.form import ALTERNATIVES, SECTIONS
from checker.logic import Evaluation, Evaluator, Fact, Rule, Stage, Truth, askable, explain, together, walk
from checker.study import FactKey, QuestionJson, StepJson, step_json
from checker.verdict import BARRED, EVALUATOR


class NeedJson(TypedDict):
    """A fact of the plan on which a rule turns.

    ``needed``: the one answer that can meet the rule, or either where another fact can do instead.
    """

    fact: FactKey
    needed: Literal["yes", "no", "either"]
    given: Literal["yes", "no", "unknown"]


class ProspectJson(TypedDict):
    """How a rule stands to the plan. ``needs``: what of the plan it turns on; ``later``: what it turns on afterwards.

    A situation is closed, lacking (something of the plan is missing or not said yet) or open. An exclusion is met, near
    (only what comes of the plan is missing), unsaid (something of the plan is not said yet) or clear.
    """

    provision: str
    title: str
    quote: str
    state: Literal["closed", "lacking", "open", "met", "near", "unsaid", "clear"]
    needs: list[NeedJson]
    later: list[FactKey]
    why: StepJson


class PlanJson(TypedDict):
    situations: list[ProspectJson]
    exclusions: list[ProspectJson]
    question: QuestionJson | None


def is_planned(fact: Fact) -> bool:
    """Whether a plan can say anything of the fact."""
    return fact.stage is Stage.CONDUCT


def plan(case: Case, evaluator: Evaluator = EVALUATOR) -> PlanJson:
    """What the rules say to what is planned."""
    said = {fact: truth for fact, truth in case.answers.items() if is_planned(fact)}
    evaluation = evaluator.evaluate(said, case.readings)
    situations = [_prospect(evaluation, rule, opens=True) for rule in a07.SITUATIONS]
    exclusions = [_prospect(evaluation, rule, opens=False) for rule in _innermost(BARRED)]
    return {"situations": situations, "exclusions": exclusions, "question": _question(evaluation)}


def _innermost(rule: Rule) -> tuple[Rule, ...]:
    """The rules within it that rest on no other rule."""
    within = dict.fromkeys(part for part, _ in walk(rule) if isinstance(part, Rule))
    return tuple(
        part for part in within if not any(isinstance(below, Rule) and below is not part for below, _ in walk(part))
    )


def _prospect(evaluation: Evaluation, rule: Rule, *, opens: bool) -> ProspectJson:
    truth = evaluation.truth(rule)
    open_facts = _turns_on(evaluation, rule)
    planned = [fact for fact in open_facts if is_planned(fact)]
    later = [fact for fact in open_facts if not is_planned(fact)]
    if truth is Truth.NO:
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
        "needs": [_need(evaluation, rule, fact) for fact in planned or _undone_by(evaluation, rule)],
        "later": [fact.key for fact in later],
        "why": step_json(explain(evaluation, rule)),
    }


def _turns_on(evaluation: Evaluation, rule: Rule) -> tuple[Fact, ...]:
    """The open facts on which the rule still turns, in the order of the rules."""
    diagram = evaluation.evaluator.diagram
    support = diagram.rest(diagram.compile(rule), evaluation.fixed).support()
    return tuple(fact for fact in evaluation.model.facts.values() if fact in support)
