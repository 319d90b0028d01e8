"""What a person has chosen on the page, as it crosses from JavaScript.

By key "yes", "no" or "unknown"; of the procedure, whose keys stand behind its prefix, the day of an event
("2026-11-03") or "unknown" where it is not known, and "yes" for a reading that is taken otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from checker.engine.case import PLAN, Case, listed, parse_json
from checker.engine.check import Check
from checker.engine.fields import BadCase, kind, refuse_unknown, short
from checker.logic import Truth

YES, UNKNOWN = Truth.YES.value, Truth.UNKNOWN.value
WORDS = {truth.value: truth for truth in Truth}


@dataclass(frozen=True, slots=True)
class Choices:
    """``chosen``: by key of the check. ``course``: by key of the procedure. ``more``: what else the page has said."""

    chosen: Mapping[str, str]
    course: Mapping[str, str]
    more: Mapping[str, object] = field(default_factory=dict)


def read_choices(text: str, prefix: str) -> Choices:
    """Of ``{"chosen": {…}, …}``. ``prefix``: what stands before the procedure's keys, if anything. Raises BadCase."""
    document = parse_json(text)
    if not isinstance(document, dict):
        raise BadCase(f"全文：应当是一个对象，这里是{kind(document)}")
    chosen = document.get("chosen")
    if not isinstance(chosen, dict):
        raise BadCase(f"chosen：应当是“键 = 选择”的对照，这里是{kind(chosen)}")
    own: dict[str, str] = {}
    course: dict[str, str] = {}
    for key, value in chosen.items():
        if not isinstance(value, str):
            raise BadCase(f"chosen.{short(key)}：应当是文字，这里是{kind(value)}")
        if prefix and key.startswith(prefix):
            course[key.removeprefix(prefix)] = value
        else:
            own[key] = value
    return Choices(own, course, {key: value for key, value in document.items() if key != "chosen"})


def chosen_case(chosen: Mapping[str, str], check: Check) -> tuple[Case, bool]:
    """The case, and whether it is only a plan. Raises BadCase."""
    model = check.model
    refuse_unknown(
        chosen, [*model.facts, *model.readings, *([PLAN] if check.planned else [])], "chosen.", listed("facts", check)
    )
    for key, value in chosen.items():
        if value not in WORDS:
            raise BadCase(f"chosen.{key}：只能是 {'、'.join(WORDS)}，这里是{kind(value)}")
    answers = {model.facts[key]: WORDS[value] for key, value in chosen.items() if key in model.facts}
    taken = tuple(reading for key, reading in model.readings.items() if chosen.get(key) == YES)
    return Case(answers, {}, taken), chosen.get(PLAN) == YES
