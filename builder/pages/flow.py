"""docs/flow.toml: who does what when, stage by stage, articles 9 to 15, for the map; each phrase is verbatim."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.pages.tables import Entry, entries
from checker.text import REGULATION, UnknownProvision, name

FILE = "flow.toml"
_ID = re.compile(r'id = "(?P<id>[^"]*)"')
_DUTY = re.compile(r"一般应当|应当|严禁|可以|应(?=[^有])|要(?=[求依认同])|可(?=[采在向])")
_MAY = {"可以", "可"}
_FIELDS = ("id", "column", "kind", "at", "who", "does", "words", "term", "silent", "after", "when")
_COLUMNS, _KINDS = ("whole", "left", "right"), ("act", "end", "stage")


@dataclass(frozen=True)
class Box:
    """One thing that is done. ``after``: the boxes that lead here, each with what must be so for it, or nothing."""

    id: str
    column: str
    kind: str
    at: str
    who: str
    does: str
    words: tuple[str, ...]
    term: str
    silent: str
    after: tuple[tuple[str, str], ...]

    @property
    def duty(self) -> str:
        """The text's own word of duty or leave, the first that stands in the quoted phrases; empty if there is none."""
        found = (_DUTY.search(words) for words in (self.term, *self.words))
        return next((match[0] for match in found if match), "")

    @property
    def optional(self) -> bool:
        return self.duty in _MAY


@dataclass(frozen=True)
class Stage:
    title: str
    boxes: tuple[Box, ...]


def read(docs: Path) -> tuple[Stage, ...]:
    """The stages in their order. Raises Problem where a phrase does not stand in the text, or a box leads nowhere."""
    stages = entries(docs, FILE, "stage")
    return tuple(Stage(stage.text("title"), _boxes(stage, _lines(docs))) for stage in stages)


def _lines(docs: Path) -> Mapping[str, list[int]]:
    """Where each id stands in the file; in two stages there may be one of the same name."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate((docs / FILE).read_text(encoding="utf-8-sig").splitlines(), start=1):
        if match := _ID.fullmatch(line.strip()):
            found.setdefault(match["id"], []).append(number)
    return found


def _boxes(stage: Entry, lines: Mapping[str, list[int]]) -> tuple[Box, ...]:
    found: list[Box] = []
    for values in stage.values.get("box", ()):
        line = next((each for each in lines.get(values.get("id"), ()) if each > stage.line), stage.line)
        found.append(_box(Entry(stage.place, line, {"key": values.get("id", ""), **values}), [box.id for box in found]))
    return tuple(found)


def _box(entry: Entry, before: list[str]) -> Box:
    entry.refuse_others(("key", *_FIELDS))
    values, key = entry.values, entry.text("id")
    if key in before:
        raise entry.problem(f"{entry.named}这个 id 在同一段里前面已经有了；请换一个。")
    column, kind = values.get("column", "whole"), values.get("kind", "act")
    if column not in _COLUMNS or kind not in _KINDS:
        options = f"column 只能是 {'、'.join(_COLUMNS)}，kind 只能是 {'、'.join(_KINDS)}"
        raise entry.problem(f"{entry.named}的 {options}；请改正。")
    try:
        provision = REGULATION.provision(entry.text("at"))
    except UnknownProvision as error:
        raise entry.problem(f"{entry.named}的 at：{error}；请改正。") from None
    words, term = entry.texts("words"), values.get("term", "")
    for phrase in (*words, term):
        if phrase not in provision.text:
            raise entry.problem(f"{entry.named}引的“{phrase}”在{name(provision.address)}里没有；请照原文写。")
    leading, when = entry.texts("after", before[-1:]), values.get("when", {})
    for other in (*leading, *when):
        if other not in before or other not in leading:
            raise entry.problem(f"{entry.named}接在“{other}”后面，可前面没有它；请改 after 或者 when。")
    return Box(
        id=key,
        column=column,
        kind=kind,
        at=provision.address,
        who=values.get("who", ""),
        does=entry.text("does"),
        words=words,
        term=term,
        silent=values.get("silent", ""),
        after=tuple((other, when.get(other, "")) for other in leading),
    )
