"""One case studied: the verdict, its derivation, and what each rule says, as plain JSON values.

The shapes below are the result's contract; the JSON Schema is generated from them (schema.py).
"""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from checker.case import Case
from checker.logic import Element, Evaluation, Evaluator, Fact, Reading, Rule, Step, Truth, explain, explain_outcome
from checker.logic.model import Conflict
from checker.verdict import ASSUMPTIONS, EVALUATOR, MODEL, VERDICTS, Remark

VerdictId = Annotated[str, tuple(VERDICTS)]
FactKey = Annotated[str, tuple(MODEL.facts)]
ReadingKey = Annotated[str, tuple(MODEL.readings)]
TruthJson = Literal["yes", "no", "unknown"]


class VerdictJson(TypedDict):
    id: VerdictId
    title: str


class RemarkJson(TypedDict):
    """A sentence, the provision that it stands on, and words of it."""

    text: str
    provision: str
    quote: str


class ConflictJson(TypedDict):
    """Answers that cannot hold together, and why."""

    facts: list[FactKey]
    reason: str
    provisions: list[str]


class SideJson(TypedDict):
    """A reading, the side of it that is taken, and what the words then mean."""

    key: ReadingKey
    side: Literal["default", "alternative"]
    meaning: str


class StepJson(TypedDict):
    """One step of a derivation: a rule, an element of it, or a fact."""

    about: Literal["rule", "element", "fact"]
    fact: FactKey | None
    text: str
    truth: TruthJson
    basis: Literal[
        "parts", "answer", "presumption", "consequence", "reading", "not-known", "not-asked", "not-applicable"
    ]
    provision: str
    quote: str
    because: list[StepJson]
    conflicts: list[ConflictJson]
    readings: list[SideJson]


class ReadingsJson(TypedDict):
    """How far the verdict depends on how the text is read, over every combination of readings.

    ``possible``: what some combination leaves possible. ``turns_on``: the readings that can change what is possible;
    ``alone``: those among them whose change, all others as chosen, is enough.
    """

    possible: list[VerdictJson]
    turns_on: list[ReadingKey]
    alone: list[ReadingKey]


class ResultJson(TypedDict):
    """``verdict`` is null while more than one is possible; ``possible`` is exact, and empty where answers conflict.

    ``derivation``: what the verdict rests on. ``findings``: every rule in the order of the articles. ``open``: the
    facts whose answer can still narrow what is possible. ``readings`` takes longer: it is there where asked for.
    """

    verdict: VerdictJson | None
    possible: list[VerdictJson]
    remarks: list[RemarkJson]
    conflicts: list[ConflictJson]
    assumptions: list[RemarkJson]
    derivation: list[StepJson]
    findings: list[StepJson]
    open: list[FactKey]
    readings: NotRequired[ReadingsJson]


def study(case: Case, evaluator: Evaluator = EVALUATOR) -> ResultJson:
    """What the rules say to the case."""
    evaluation = evaluator.evaluate(case.answers, case.readings)
    outcome = evaluation.outcome
    contradictory = bool(evaluation.conflicts)
    return {
        "verdict": _verdict(outcome) if outcome else None,
        "possible": [_verdict(possible) for possible in evaluation.possible],
        "remarks": [_remark(remark) for remark in VERDICTS[outcome].remarks] if outcome else [],
        "conflicts": [_conflict(conflict) for conflict in evaluation.conflicts],
        "assumptions": _assumptions(evaluation),
        "derivation": [_step(step) for step in explain_outcome(evaluation)],
        "findings": [] if contradictory else [_step(explain(evaluation, rule)) for rule in MODEL.rules],
        "open": [fact.key for fact in evaluation.open],
    }


def study_readings(case: Case, evaluator: Evaluator = EVALUATOR) -> ReadingsJson:
    """How far the verdict depends on the readings."""
    robustness = evaluator.evaluate(case.answers, case.readings).robustness
    return {
        "possible": [_verdict(outcome) for outcome in robustness.possible],
        "turns_on": [reading.key for reading in robustness.turns_on],
        "alone": [reading.key for reading in robustness.alone],
    }


def _verdict(outcome: str) -> VerdictJson:
    return {"id": outcome, "title": VERDICTS[outcome].title}


def _remark(remark: Remark) -> RemarkJson:
    return {"text": remark.text, "provision": remark.quote.provision, "quote": remark.quote.words}


def _conflict(conflict: Conflict) -> ConflictJson:
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
    return [_remark(remark) for remark in (*presumed, *ASSUMPTIONS)]


def _unsaid(evaluation: Evaluation, fact: Fact) -> bool:
    return evaluation.answers.get(fact) not in (Truth.YES, Truth.NO)


def _step(step: Step) -> StepJson:
    about, text, fact = _subject(step.subject)
    return {
        "about": about,
        "fact": fact,
        "text": text,
        "truth": step.truth.value,
        "basis": step.basis.value,
        "provision": step.quote.provision,
        "quote": step.quote.words,
        "because": [_step(part) for part in step.because],
        "conflicts": [_conflict(conflict) for conflict in step.conflicts],
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
