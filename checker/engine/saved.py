"""The answers as a short text, which a person copies, keeps where they want, and pastes back.

It says what was chosen by key, so that it can be read after rules have been added; what the rules no longer ask is
left out and named. The first word names the check: the text of another is refused. The last line sums up the words
before it: a text that lost a part on its way is refused. Line breaks, marks of quoting in mail and full width do not
matter.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from checker.engine.case import LONGEST, PLAN, Case
from checker.engine.check import Check
from checker.engine.fields import UNKNOWN, BadCase
from checker.logic import Truth

VERSION = 2
OLDER = (1,)  # which had no days
_YES = Truth.YES.value
_ANSWERS = {"是": _YES, "否": Truth.NO.value, "不清楚": UNKNOWN}
_READINGS, _DAYS, _PLANNED, _SUM = "另一种读法", "日期", "还在打算", "核对"
_HEAD = re.compile(r"\w{2,20}自查")  # of any check
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # full width to half
_AGAIN = "请把存下的那一段从头到尾重新复制一次"


@dataclass(frozen=True, slots=True)
class Saved:
    """What a text holds: by key yes, no or unknown, as the page keeps it; and the keys that this version does not ask.

    ``course``: what was chosen of the procedure, by event its day or unknown, by reading yes.
    """

    chosen: Mapping[str, str]
    course: Mapping[str, str]
    left_out: tuple[str, ...]


def head(check: Check) -> str:
    """The first word of every text that is saved from the check's page."""
    return check.saved_as


def save(case: Case, check: Check, course: Mapping[str, str], *, planned: bool) -> str:
    """The text for what was chosen on the page, the same in whatever order; what is chosen by default is not said."""
    model = check.model
    chosen = {key: case.answers[fact].value for key, fact in model.facts.items() if fact in case.answers}
    lines = [f"{head(check)} {VERSION}"]
    for label, value in _ANSWERS.items():
        if keys := [key for key, answer in chosen.items() if answer == value]:
            lines.append(" ".join([label, *keys]))
    taken = [key for key, reading in model.readings.items() if reading in case.readings]
    if taken := [*taken, *sorted(key for key, value in course.items() if value == _YES)]:
        lines.append(" ".join([_READINGS, *taken]))
    if days := [f"{key}={value}" for key, value in sorted(course.items()) if value != _YES]:
        lines.append(" ".join([_DAYS, *days]))
    if planned:
        lines.append(_PLANNED)
    return "\n".join([*lines, f"{_SUM} {_sum(' '.join(lines).split())}"])


def read_saved(text: str, check: Check, days: Collection[str], switches: Collection[str]) -> Saved:
    """What `save` wrote, on this version or an older one. Raises BadCase with what is wrong and what to do.

    ``days`` and ``switches`` are the events and the readings of the procedure, by key.
    """
    model, own = check.model, head(check)
    if len(text) > LONGEST:
        raise BadCase(f"这一段有 {len(text)} 个字符，不会是自查存下的；{_AGAIN}")
    words = re.sub(r"(?m)^[>|\s]+", "", text.translate(_NARROW)).split()
    if own not in words:
        if other := next(filter(_HEAD.fullmatch, words), ""):
            raise BadCase(f"这一段是“{other}”存下的，这一页是“{own}”，放不进来；请到存下它的那一种自查里放回")
        raise BadCase(f"没有找到开头的“{own}”；{_AGAIN}")
    words = words[words.index(own) :]
    version = words[1] if len(words) > 1 else ""
    if not version.isdecimal():
        raise BadCase(f"“{own}”后面没有版本号；{_AGAIN}")
    if int(version) not in (VERSION, *OLDER):
        raise BadCase(f"这一段的格式是第 {int(version)} 版，这一页只认第 {VERSION} 版；请用存下它的那一版网页打开")
    if _SUM not in words:
        raise BadCase(f"没有找到末尾的“{_SUM}”，后面缺了一截；{_AGAIN}")
    end = words.index(_SUM)
    if words[end + 1 : end + 2] != [_sum(words[:end])]:
        raise BadCase(f"中间缺了字或者改过字，和末尾的核对数对不上；{_AGAIN}")
    chosen: dict[str, str] = {}
    course: dict[str, str] = {}
    left_out = []
    label = ""
    for word in words[2:end]:
        key, _, day = word.partition("=")
        if word in (*_ANSWERS, _READINGS, _DAYS):
            label = word
        elif word == _PLANNED and check.planned:
            chosen[PLAN] = _YES
        elif label in _ANSWERS and word in model.facts:
            chosen[word] = _ANSWERS[label]
        elif label == _READINGS and word in model.readings:
            chosen[word] = _YES
        elif label == _READINGS and word in switches:
            course[word] = _YES
        elif label == _DAYS and key in days and re.fullmatch(rf"{UNKNOWN}|\d{{4}}-\d\d-\d\d", day, re.ASCII):
            course[key] = day
        else:
            left_out.append(word)
    return Saved(chosen, course, tuple(left_out))


def _sum(words: Iterable[str]) -> str:
    """Eight hexadecimal digits that differ where a word is lost or changed by accident."""
    return f"{zlib.crc32(' '.join(words).encode()):08x}"
