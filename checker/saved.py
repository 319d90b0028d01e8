"""The answers as a short text, which a person copies, keeps where they want, and pastes back.

It says what was chosen by key, so that it can be read after rules have been added; what the rules no longer ask is
left out and named. The last line sums up the words before it: a text that lost a part on its way is refused. Line
breaks, marks of quoting in mail and full width do not matter.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checker.case import LONGEST, PLAN, UNKNOWN, BadCase, Case
from checker.logic import Model, Truth

HEAD = "明界自查"
VERSION = 1
_ANSWERS: Mapping[str, bool | str] = {"是": True, "否": False, "不清楚": UNKNOWN}
_TRUTHS: Mapping[Truth, bool | str] = {Truth.YES: True, Truth.NO: False, Truth.UNKNOWN: UNKNOWN}
_READINGS, _PLANNED, _SUM = "另一种读法", "还在打算", "核对"
_AGAIN = "请把存下的那一段从头到尾重新复制一次"


@dataclass(frozen=True, slots=True)
class Saved:
    """What a text holds: by key what was chosen, as the page keeps it; and the keys that this version does not ask."""

    chosen: Mapping[str, bool | str]
    left_out: tuple[str, ...]


def save(case: Case, *, planned: bool) -> str:
    """The text for what was chosen on the page; what is chosen by default is not said."""
    chosen = {fact.key: _TRUTHS[truth] for fact, truth in case.answers.items()}
    lines = [f"{HEAD} {VERSION}"]
    for label, value in _ANSWERS.items():
        if keys := [key for key, answer in chosen.items() if answer == value]:
            lines.append(" ".join([label, *keys]))
    if case.readings:
        lines.append(" ".join([_READINGS, *(reading.key for reading in case.readings)]))
    if planned:
        lines.append(_PLANNED)
    return "\n".join([*lines, f"{_SUM} {_sum(' '.join(lines).split())}"])


def read_saved(text: str, model: Model) -> Saved:
    """What `save` wrote, on this version or an older one. Raises BadCase with what is wrong and what to do."""
    if len(text) > LONGEST:
        raise BadCase(f"这一段有 {len(text)} 个字符，不会是自查存下的；{_AGAIN}")
    words = re.sub(r"(?m)^[>|\s]+", "", unicodedata.normalize("NFKC", text)).split()
    if HEAD not in words:
        raise BadCase(f"没有找到开头的“{HEAD}”；{_AGAIN}")
    words = words[words.index(HEAD) :]
    version = words[1] if len(words) > 1 else ""
    if not version.isdecimal():
        raise BadCase(f"“{HEAD}”后面没有版本号；{_AGAIN}")
    if int(version) != VERSION:
        raise BadCase(f"这一段的格式是第 {int(version)} 版，这一页只认第 {VERSION} 版；请用存下它的那一版网页打开")
    if _SUM not in words:
        raise BadCase(f"没有找到末尾的“{_SUM}”，后面缺了一截；{_AGAIN}")
    end = words.index(_SUM)
    if words[end + 1 : end + 2] != [_sum(words[:end])]:
        raise BadCase(f"中间缺了字或者改过字，和末尾的核对数对不上；{_AGAIN}")
    chosen: dict[str, bool | str] = {}
    left_out = []
    label = ""
    for word in words[2:end]:
        if word in _ANSWERS or word == _READINGS:
            label = word
        elif word == _PLANNED:
            chosen[PLAN] = True
        elif label in _ANSWERS and word in model.facts:
            chosen[word] = _ANSWERS[label]
        elif label == _READINGS and word in model.readings:
            chosen[word] = True
        else:
            left_out.append(word)
    return Saved(chosen, tuple(left_out))


def _sum(words: Iterable[str]) -> str:
    """Eight hexadecimal digits that differ where a word is lost or changed by accident."""
    return f"{zlib.crc32(' '.join(words).encode()):08x}"
