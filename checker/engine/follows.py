"""What follows: the duties of a case, each with how far the answers meet it. Never a promise, and never the finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from checker.engine.case import Case
from checker.engine.check import Check
from checker.engine.evaluate import conflict_json, question_json, remark_json, step_json, tensions_json
from checker.engine.result import DutyJson, FollowsJson, QuestionJson, TurningJson
from checker.logic import Duty, Evaluation, Fact, Question, Truth, askable, explain, together, walk


def follows(case: Case, check: Check) -> FollowsJson:
    """What must or may be done, as far as the answers say."""
    evaluation = check.evaluator.evaluate(case.answers, case.readings)
    contradictory = bool(evaluation.conflicts)
    duties = () if contradictory else check.model.duties
    open_facts = Counter(fact for duty in duties for fact in evaluation.turning_of(duty.rule))
    return {
        "remarks": [remark_json(remark) for remark in check.afterwards_remarks],
        "conflicts": [conflict_json(conflict) for conflict in evaluation.conflicts],
        "duties": [_duty(evaluation, duty) for duty in duties],
        "turning": [] if contradictory else list(_turning(evaluation, check)),
        "tensions": [] if contradictory else tensions_json(evaluation, check.afterwards_tensions),
        "question": _question(evaluation, check, open_facts),
        "open": [fact.key for fact in check.model.facts.values() if fact in open_facts],
        "roles": [
            {
                "name": role.name,
                "duties": [duty.rule.title for duty in role.duties],
                "stages": list(role.stages),
            }
            for role in check.roles
        ],
        "ungiven": [
            {"task": each.task, "said": each.said, "provision": each.quote.provision, "quote": each.quote.words}
            for each in check.ungiven
        ],
    }


def _duty(evaluation: Evaluation, duty: Duty) -> DutyJson:
    return {
        "title": duty.rule.title,
        "provision": duty.rule.provision,
        "quote": duty.rule.sentence,
        "force": duty.force.value,
        "word": duty.word,
        "addressee": duty.addressee,
        "moment": duty.moment,
        "silent": duty.silent,
        "beyond": duty.beyond,
        "why": step_json(explain(evaluation, duty.rule)),
    }


def _turning(evaluation: Evaluation, check: Check) -> Iterator[TurningJson]:
    """Where the first of a pair is owed or still may be, and the second is not owed yet."""
    for away, to in check.turning:
        if evaluation.truth(away.rule) is Truth.NO or evaluation.truth(to.rule) is Truth.YES:
            continue
        facts = [fact.key for fact in _facts(to) if _alone(evaluation, to, fact)]
        yield {"away": away.rule.title, "to": to.rule.title, "facts": facts}


def _facts(duty: Duty) -> Iterator[Fact]:
    yield from dict.fromkeys(part for part, _ in walk(duty.rule) if isinstance(part, Fact))


def _alone(evaluation: Evaluation, duty: Duty, fact: Fact) -> bool:
    """Whether the duty would be owed if this one fact were so."""
    then = evaluation.evaluator.evaluate({**evaluation.answers, fact: Truth.YES}, evaluation.alternatives)
    return bool(then.possible) and then.truth(duty.rule) is Truth.YES


def _question(evaluation: Evaluation, check: Check, open_facts: Counter[Fact]) -> QuestionJson | None:
    """What to ask next: the open fact on which most duties turn, of those alike the one that is asked first."""
    order = [fact for theme in check.themes for fact in theme]
    ranked = sorted(askable(evaluation, open_facts), key=lambda fact: (-open_facts[fact], order.index(fact)))
    if not ranked:
        return None
    return question_json(evaluation, Question(together(evaluation, ranked, check.themes), (), ()))
