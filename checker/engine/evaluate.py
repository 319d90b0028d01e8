"""One case studied: the verdict, its derivation, and what each rule says, as plain JSON values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal

from checker.engine.case import Case
from checker.engine.check import Check, Remark, Tension
from checker.engine.result import (
    AnswerJson,
    CautionJson,
    ChangeJson,
    ChangesJson,
    ConflictJson,
    ContrastJson,
    FactKey,
    QuestionJson,
    ReadingsJson,
    RemarkJson,
    ResultJson,
    SideJson,
    StepJson,
    VerdictJson,
)
from checker.logic import (
    Change,
    Contrast,
    Element,
    Evaluation,
    Fact,
    Model,
    Question,
    Reading,
    Rule,
    Stage,
    Step,
    Truth,
    asked,
    explain,
    explain_outcome,
    next_question,
    smallest_changes,
    walk,
)
from checker.logic.model import Conflict


def study(case: Case, check: Check) -> ResultJson:
    """What the rules say to the case."""
    evaluation = check.evaluator.evaluate(case.answers, case.readings)
    return deepen(answer(evaluation, check), evaluation, check)


def deepen(seen: AnswerJson, evaluation: Evaluation, check: Check) -> ResultJson:
    """What is seen at once of a case, and all else that the rules say to it."""
    contradictory = bool(evaluation.conflicts)
    return {
        **seen,
        "assumptions": _assumptions(check, evaluation),
        "tensions": tensions_json(evaluation, check.tensions),
        "changes": _changes(check, evaluation),
        "contrasts": [] if contradictory else [_contrast(evaluation, contrast) for contrast in check.model.contrasts],
        "findings": [] if contradictory else [step_json(explain(evaluation, rule)) for rule in check.model.rules],
    }


def answer(evaluation: Evaluation, check: Check) -> AnswerJson:
    """What is seen at once of what the rules say to a case."""
    outcome = evaluation.outcome
    question = next_question(evaluation, check.themes)
    return {
        "verdict": _verdict(check, outcome) if outcome else None,
        "possible": [_verdict(check, possible) for possible in evaluation.possible],
        "cautions": list(_cautions(check, evaluation)),
        "remarks": [
            remark_json(remark) for remark in (*(check.verdicts[outcome].remarks if outcome else ()), *check.always)
        ],
        "conflicts": [conflict_json(conflict) for conflict in evaluation.conflicts],
        "derivation": [step_json(step) for step in explain_outcome(evaluation)],
        "question": question_json(evaluation, question) if question else None,
        "open": [fact.key for fact in asked(evaluation)],
        "inapplicable": [fact.key for fact in check.model.facts.values() if fact in evaluation.inapplicable],
    }


def _cautions(check: Check, evaluation: Evaluation) -> Iterator[CautionJson]:
    for caution in check.cautions:
        said = [fact.statement for fact in caution.facts if evaluation.values.get(fact)]
        if said and caution.outcome in evaluation.possible:
            remark = Remark(caution.text.format(facts="、".join(said)), caution.quote)
            yield {**remark_json(remark), "headline": caution.headline}
    for tension in check.tensions if evaluation.possible else ():
        if tension.headline and _meets(evaluation, tension):
            yield {**remark_json(tension.remark), "headline": tension.headline}


def study_readings(case: Case, check: Check) -> ReadingsJson:
    """How far the verdict depends on the readings."""
    robustness = check.evaluator.evaluate(case.answers, case.readings).robustness
    return {
        "possible": [_verdict(check, outcome) for outcome in robustness.possible],
        "turns_on": [reading.key for reading in robustness.turns_on],
        "alone": [reading.key for reading in robustness.alone],
    }


def question_json(evaluation: Evaluation, question: Question) -> QuestionJson:
    return {
        "facts": [fact.key for fact in question.facts],
        "yes": [list(possible) for possible in question.yes],
        "no": list(question.no),
        "rules": [
            list(
                dict.fromkeys(
                    rule.provision for rule in asking(evaluation.model, fact) if evaluation.truth(rule) is Truth.UNKNOWN
                )
            )
            for fact in question.facts
        ],
    }


def asking(model: Model, fact: Fact) -> list[Rule]:
    """The rules of the model that ask for the fact, in their order."""
    return _asking(model).get(fact, [])


@cache
def _asking(model: Model) -> dict[Fact, list[Rule]]:
    found: dict[Fact, list[Rule]] = {}
    for rule in model.rules:
        for part in dict.fromkeys(part for part, _ in walk(rule) if isinstance(part, Fact)):
            found.setdefault(part, []).append(rule)
    return found


def _changes(check: Check, evaluation: Evaluation) -> ChangesJson:
    alone = evaluation.alone
    smallest: list[ChangeJson] = [
        {
            "facts": [fact.key for fact in change.facts],
            "to": [evaluation.answers[fact] is Truth.NO for fact in change.facts],
            "outcome": change.outcome or None,
            "then": list(change.then),
            "past": not _can_still_be_made(check, evaluation, change),
            "revives": [fact.key for fact in change.revives],
            "lapses": [fact.key for fact in change.lapses],
        }
        for change in smallest_changes(evaluation)
    ]
    return {
        "smallest": smallest,
        "deciding": [
            {"fact": fact.key, "then": list(then)} for fact, then in alone.items() if then != evaluation.possible
        ],
        "idle": [fact.key for fact, then in alone.items() if then == evaluation.possible],
    }


def _can_still_be_made(check: Check, evaluation: Evaluation, change: Change) -> bool:
    """A remedy that was not made can be; one that was made is made, and so is what was decided and what came of it."""
    if change.outcome not in check.better or any(fact.stage is not Stage.REMEDY for fact in change.facts):
        return False
    worse = check.better[: check.better.index(change.outcome)]
    return all(outcome in worse for outcome in evaluation.possible)


def _contrast(evaluation: Evaluation, contrast: Contrast) -> ContrastJson:
    there = [evaluation.truth(pole) is Truth.YES for pole in (contrast.favourable, contrast.adverse)]
    states: dict[tuple[bool, ...], Literal["favourable", "adverse", "both", "open"]]
    states = {(True, True): "both", (True, False): "favourable", (False, True): "adverse", (False, False): "open"}
    return {
        "state": states[tuple(there)],
        "favourable": step_json(explain(evaluation, contrast.favourable)),
        "adverse": step_json(explain(evaluation, contrast.adverse)),
    }


def tensions_json(evaluation: Evaluation, tensions: Iterable[Tension]) -> list[RemarkJson]:
    """Those that the answers raise."""
    return [remark_json(tension.remark) for tension in tensions if _meets(evaluation, tension)]


def _meets(evaluation: Evaluation, tension: Tension) -> bool:
    values = evaluation.values
    return all(values.get(fact) is True for fact in tension.yes) and all(
        values.get(fact) is False for fact in tension.no
    )


def _verdict(check: Check, outcome: str) -> VerdictJson:
    return {"id": outcome, "title": check.verdicts[outcome].title}


def remark_json(remark: Remark) -> RemarkJson:
    return {"text": remark.text, "provision": remark.quote.provision, "quote": remark.quote.words}


def conflict_json(conflict: Conflict) -> ConflictJson:
    return {
        "facts": [fact.key for fact in conflict.facts],
        "reason": conflict.reason,
        "provisions": list(conflict.provisions),
    }


def _assumptions(check: Check, evaluation: Evaluation) -> list[RemarkJson]:
    presumed = [
        Remark(fact.presumed_absent, check.model.quotes[fact][0])
        for fact in check.model.facts.values()
        if fact.presumed_absent and evaluation.values.get(fact) is False and _unsaid(evaluation, fact)
    ]
    return [remark_json(remark) for remark in (*presumed, *check.assumptions)]


def _unsaid(evaluation: Evaluation, fact: Fact) -> bool:
    return evaluation.answers.get(fact) not in (Truth.YES, Truth.NO)


def step_json(step: Step) -> StepJson:
    about, text, fact = _subject(step.subject)
    return {
        "about": about,
        "fact": fact,
        "text": text,
        "truth": step.truth.value,
        "basis": step.basis.value,
        "provision": step.quote.provision,
        "quote": step.quote.words,
        "because": [step_json(part) for part in step.because],
        "conflicts": [conflict_json(conflict) for conflict in step.conflicts],
        "readings": [_side(reading, taken) for reading, taken in step.readings],
    }


def _side(reading: Reading, taken: bool) -> SideJson:
    if taken:
        return {"key": reading.key, "side": "alternative", "meaning": reading.alternative}
    return {"key": reading.key, "side": "default", "meaning": reading.default}


def _subject(subject: Rule | Element | Fact) -> tuple[Literal["rule", "element", "fact"], str, FactKey | None]:
    match subject:
        case Rule(title=title):
            return "rule", title, None
        case Element(words=words):
            return "element", words, None
        case Fact(key=key, statement=statement):
            return "fact", statement, key
