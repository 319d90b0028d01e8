"""docs/flow.toml: who does what when, stage by stage, articles 9 to 15, for the map; each phrase is verbatim."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.console import Problem
from checker.text import REGULATION, UnknownProvision, name

PLACE = "docs/flow.toml"
_DUTY = re.compile(r"一般应当|应当|严禁|可以|应(?=[^有])|要(?=[求依认同])|可(?=[采在向])")
_MAY = {"可以", "可"}
_FIELDS = {"id", "column", "kind", "at", "who", "does", "words", "term", "silent", "after", "when"}
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
    try:
        text = (docs / "flow.toml").read_text(encoding="utf-8-sig")
        stages = tomllib.loads(text)["stage"]
    except FileNotFoundError:
        raise Problem(f"{PLACE}：没有这个文件；请补上，或者用 git status 查看是否误删。") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as error:
        raise Problem(f"{PLACE}：TOML 写错了（{error}）；请检查引号和括号，每一段以 [[stage]] 开头。") from None
    lines = text.splitlines()
    return tuple(Stage(stage["title"], _boxes(stage.get("box", ()), lines)) for stage in stages)


def _boxes(entries: Iterable[Mapping[str, Any]], lines: list[str]) -> tuple[Box, ...]:
    found: list[Box] = []
    for entry in entries:
        line = next((n for n, text in enumerate(lines, 1) if text.strip() == f'id = "{entry.get("id")}"'), 1)
        found.append(_box(entry, [box.id for box in found], line))
    return tuple(found)


def _box(entry: Mapping[str, Any], before: list[str], line: int) -> Box:
    def problem(words: str) -> Problem:
        return Problem(f"{PLACE} 第{line}行：“{entry.get('id', '')}”{words}")

    if strange := sorted(set(entry) - _FIELDS):
        raise problem(f"有不认识的“{strange[0]}”；可以写的是 {'、'.join(sorted(_FIELDS))}。")
    if missing := [key for key in ("id", "at", "does") if not entry.get(key)]:
        raise problem(f"缺 {missing[0]}；请补上。")
    if entry["id"] in before:
        raise problem("这个 id 在同一段里前面已经有了；请换一个。")
    column, kind = entry.get("column", "whole"), entry.get("kind", "act")
    if column not in _COLUMNS or kind not in _KINDS:
        raise problem(f"的 column 只能是 {'、'.join(_COLUMNS)}，kind 只能是 {'、'.join(_KINDS)}；请改正。")
    try:
        provision = REGULATION.provision(entry["at"])
    except UnknownProvision as error:
        raise problem(f"的 at：{error}；请改正。") from None
    words = tuple(entry.get("words", ()))
    for phrase in (*words, *([entry["term"]] if "term" in entry else [])):
        if phrase not in provision.text:
            raise problem(f"引的“{phrase}”在{name(entry['at'])}里没有；请照原文写。")
    leading = entry.get("after", before[-1:])
    when = entry.get("when", {})
    for other in (*leading, *when):
        if other not in before or other not in leading:
            raise problem(f"接在“{other}”后面，可前面没有它；请改 after 或者 when。")
    return Box(
        entry["id"], column, kind, entry["at"], entry.get("who", ""), entry["does"], words, entry.get("term", ""),
        entry.get("silent", ""), tuple((other, when.get(other, "")) for other in leading),
    )  # fmt: skip
