"""The shapes of a result, as plain JSON values: its contract. The JSON Schema is generated from them (schema.py)."""

from __future__ import annotations

import json
from typing import Annotated, Literal, NotRequired, TypedDict

VerdictId = Annotated[str, "verdict"]
FactKey = Annotated[str, "fact"]
ReadingKey = Annotated[str, "reading"]
"""Keys of one check: its schema lists them."""
TruthJson = Literal["yes", "no", "unknown"]
ForceJson = Literal["must", "usually", "may", "must-not", "unsaid"]


class VerdictJson(TypedDict):
    id: VerdictId
    title: str


class RemarkJson(TypedDict):
    """A sentence, the provision that it stands on, and words of it."""

    text: str
    provision: str
    quote: str


class CautionJson(RemarkJson):
    """What is said with the verdict, before any reason. ``headline``: the words that its title may not be without."""

    headline: str


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


class QuestionJson(TypedDict):
    """What to ask next: one fact, or several at once.

    ``yes``: for each of them, what is possible once it is affirmed; ``no``: what is possible once all are denied.
    ``rules``: for each of them, the provisions of the rules not yet settled that ask for it.
    """

    facts: list[FactKey]
    yes: list[list[VerdictId]]
    no: list[VerdictId]
    rules: list[list[str]]


class ChangeJson(TypedDict):
    """Answers that, turned round together, make the outcome possible, as no fewer do; ``then``: all that is possible.

    ``to``: what each answer is turned to. ``past``: whether this only compares, since some of it is settled for good or
    nobody would want it. ``outcome`` is null where the answers contradict each other and the change resolves it.
    ``revives``: other answers that do not apply now and then count again; ``lapses``: those that then do not apply.
    """

    facts: list[FactKey]
    to: list[bool]
    outcome: VerdictId | None
    then: list[VerdictId]
    past: bool
    revives: list[FactKey]
    lapses: list[FactKey]


class AloneJson(TypedDict):
    fact: FactKey
    then: list[VerdictId]


class ChangesJson(TypedDict):
    """``smallest``: for each outcome that is not possible now. Of the answers that apply, ``deciding``: those each of
    which, turned round alone, changes what is possible; ``idle``: those that alone change nothing.
    """

    smallest: list[ChangeJson]
    deciding: list[AloneJson]
    idle: list[FactKey]


class ContrastJson(TypedDict):
    """A contrast of article 6: both poles with what bears on them, and which of them is there."""

    state: Literal["favourable", "adverse", "both", "open"]
    favourable: StepJson
    adverse: StepJson


class AnswerJson(TypedDict):
    """What a person sees at once.

    ``verdict`` is null while more than one is possible; ``possible`` is exact, and empty where answers conflict.
    ``cautions``: what is said first, before any reason. ``derivation``: what the verdict rests on. ``open``: the facts
    asked for whose answer can still narrow what is possible; ``inapplicable``: those to which no answer counts, since
    what they presuppose is denied.
    """

    verdict: VerdictJson | None
    possible: list[VerdictJson]
    cautions: list[CautionJson]
    remarks: list[RemarkJson]
    conflicts: list[ConflictJson]
    derivation: list[StepJson]
    question: QuestionJson | None
    open: list[FactKey]
    inapplicable: list[FactKey]


class ResultJson(AnswerJson):
    """The whole result. ``findings``: every rule in the order of the articles. ``tensions``: answers that look as if
    they contradicted each other.
    """

    assumptions: list[RemarkJson]
    tensions: list[RemarkJson]
    changes: ChangesJson
    contrasts: list[ContrastJson]
    findings: list[StepJson]


class DutyJson(TypedDict):
    """Something that must or may be done where ``why`` holds. ``word`` of the sentence binds; ``addressee`` is empty
    where the text names nobody; ``silent`` and ``beyond`` are a sentence, or empty.
    """

    title: str
    provision: str
    quote: str
    force: ForceJson
    word: str
    addressee: str
    moment: str
    silent: str
    beyond: str
    why: StepJson


class TurningJson(TypedDict):
    """``to`` would be owed, too, if any one of these facts were so: the facts that are denied or not said."""

    away: str
    to: str
    facts: list[FactKey]


class RoleJson(TypedDict):
    """``duties``: by title; ``stages``: addresses of what the role has a part in."""

    name: str
    duties: list[str]
    stages: list[str]


class UngivenJson(TypedDict):
    """A task that is given to none of the roles; ``said``: whom the text names instead, or empty."""

    task: str
    said: str
    provision: str
    quote: str


class FollowsJson(TypedDict):
    """What follows, as far as the answers say; nothing where they contradict each other.

    ``question``: what to ask next about it; its ``yes`` and ``no`` are empty. ``open``: what it still turns on.
    """

    remarks: list[RemarkJson]
    conflicts: list[ConflictJson]
    duties: list[DutyJson]
    turning: list[TurningJson]
    tensions: list[RemarkJson]
    question: QuestionJson | None
    open: list[FactKey]
    roles: list[RoleJson]
    ungiven: list[UngivenJson]


class InForceJson(TypedDict):
    """Which edition applied on the day of a case. ``edition``: its key, None where none applied yet, or it is not
    known; ``current``: whether it is the one that is evaluated; ``says``: the same in words; ``provision``: the one
    that looks at the rules of the time, if any does.
    """

    day: str
    edition: str | None
    current: bool
    says: str
    provision: str | None


class FullJson(ResultJson):
    """``readings`` takes longer: it is there where it was asked for; ``in_force`` where the case has a day."""

    readings: NotRequired[ReadingsJson]
    in_force: NotRequired[InForceJson]


def to_json(value: object) -> str:
    """The one form in which results are written: UTF-8 as it is, no spaces, keys in the order of their definition."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
