"""One case studied: the verdict, its derivation, and what each rule says, as plain JSON values."""

from __future__ import annotations

from typing import Literal

from checker.case import Case
from checker.form import ALTERNATIVES, SECTIONS
from checker.logic import (
    Change,
    Contrast,
    Element,
    Evaluation,
    Evaluator,
    Fact,
    Question,
    Reading,
    Rule,
    Stage,
    Step,
    Truth,
    explain,
    explain_outcome,
    next_question,
    smallest_changes,
    walk,
)
from checker.logic.model import Conflict
from checker.result import (
    AnswerJson,
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
from checker.verdict import ASSUMPTIONS, EVALUATOR, MODEL, TENSIONS, VERDICTS, Remark, Tension

THEMES = tuple(section.facts for section in (*SECTIONS, ALTERNATIVES))


def answer(case: Case, evaluator: Evaluator = EVALUATOR) -> AnswerJson:
    """What is seen at once of what the rules say to the case."""
    return _answer(evaluator.evaluate(case.answers, case.readings))


def study(case: Case, evaluator: Evaluator = EVALUATOR) -> ResultJson:
    """What the rules say to the case."""
    evaluation = evaluator.evaluate(case.answers, case.readings)
    contradictory = bool(evaluation.conflicts)
    seen: AnswerJson = _answer(evaluation)
    return {
        **seen,
        "assumptions": _assumptions(evaluation),
        "tensions": [remark_json(tension.remark) for tension in TENSIONS if _meets(evaluation, tension)],
        "changes": _changes(evaluation),
        "contrasts": [] if contradictory else [_contrast(evaluation, contrast) for contrast in MODEL.contrasts],
        "findings": [] if contradictory else [step_json(explain(evaluation, rule)) for rule in MODEL.rules],
    }


def _answer(evaluation: Evaluation) -> AnswerJson:
    outcome = evaluation.outcome
    question = next_question(evaluation, THEMES)
    return {
        "verdict": _verdict(outcome) if outcome else None,
        "possible": [_verdict(possible) for possible in evaluation.possible],
        "remarks": [remark_json(remark) for remark in VERDICTS[outcome].remarks] if outcome else [],
        "conflicts": [conflict_json(conflict) for conflict in evaluation.conflicts],
        "derivation": [step_json(step) for step in explain_outcome(evaluation)],
        "question": question_json(evaluation, question) if question else None,
        "open": [fact.key for fact in evaluation.open],
        "inapplicable": [fact.key for fact in MODEL.facts.values() if fact in evaluation.inapplicable],
    }


def study_readings(case: Case, evaluator: Evaluator = EVALUATOR) -> ReadingsJson:
    """How far the verdict depends on the readings."""
    robustness = evaluator.evaluate(case.answers, case.readings).robustness
    return {
        "possible": [_verdict(outcome) for outcome in robustness.possible],
        "turns_on": [reading.key for reading in robustness.turns_on],
        "alone": [reading.key for reading in robustness.alone],
    }


def question_json(evaluation: Evaluation, question: Question) -> QuestionJson:
    return {
        "facts": [fact.key for fact in question.facts],
        "yes": [list(possible) for possible in question.yes],
        "no": list(question.no),
        "rules": [
            list(dict.fromkeys(rule.provision for rule in asking(fact) if evaluation.truth(rule) is Truth.UNKNOWN))
            for fact in question.facts
        ],
    }


def asking(fact: Fact) -> list[Rule]:
    """The rules of the model that ask for the fact, in their order."""
    return _ASKING.get(fact, [])


_ASKING: dict[Fact, list[Rule]] = {}
for _rule in MODEL.rules:
    for _part in dict.fromkeys(part for part, _ in walk(_rule) if isinstance(part, Fact)):
        _ASKING.setdefault(_part, []).append(_rule)


def _changes(evaluation: Evaluation) -> ChangesJson:
    alone = evaluation.alone
    smallest: list[ChangeJson] = [
        {
            "facts": [fact.key for fact in change.facts],
            "to": [evaluation.answers[fact] is Truth.NO for fact in change.facts],
            "outcome": change.outcome or None,
            "then": list(change.then),
            "past": not _can_still_be_made(evaluation, change),
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


_BETTER = ("not_tolerable", "no_situation_met", "situation_met")
"""From the worse to the better, of those that a remedy can move between."""


def _can_still_be_made(evaluation: Evaluation, change: Change) -> bool:
    """A remedy that was not made can be; one that was made is made, and so is what was decided and what came of it."""
    if change.outcome not in _BETTER or any(fact.stage is not Stage.REMEDY for fact in change.facts):
        return False
    worse = _BETTER[: _BETTER.index(change.outcome)]
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


def _meets(evaluation: Evaluation, tension: Tension) -> bool:
    values = evaluation.values
    return all(values.get(fact) is True for fact in tension.yes) and all(
        values.get(fact) is False for fact in tension.no
    )


def _verdict(outcome: str) -> VerdictJson:
    return {"id": outcome, "title": VERDICTS[outcome].title}


def remark_json(remark: Remark) -> RemarkJson:
    return {"text": remark.text, "provision": remark.quote.provision, "quote": remark.quote.words}


def conflict_json(conflict: Conflict) -> ConflictJson:
    return {
        "facts": [fact.key for fact in conflict.facts],
        "reason": conflict.reason,
        "provisions": list(conflict.provisions),
    }


def _assumptions(evaluation: Evaluation) -> list[RemarkJson]:
    presumed = [
        Remark(fact.presumed_absent, MODEL.quotes[fact][0])
        for fact in MODEL.facts.values()
        if fact.presumed_absent and evaluation.values.get(fact) is False and _unsaid(evaluation, fact)
    ]
    return [remark_json(remark) for remark in (*presumed, *ASSUMPTIONS)]


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
