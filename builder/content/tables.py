"""Reading the data that people write in TOML under docs/: what is wrong is one line with its place."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.core.console import Problem
from checker.text import written
from checker.text.written import headings


@dataclass(frozen=True)
class Entry:
    """One table of the file, and the line where its heading stands."""

    place: str
    line: int
    values: Mapping[str, Any]

    def problem(self, words: str) -> Problem:
        return Problem(f"{self.place} 第{self.line}行：{words}")

    def text(self, key: str) -> str:
        """Raises Problem where there is none."""
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.problem(f"{self.named}的 {key} 应当是文字；请补上。")
        return value.strip()

    def texts(self, key: str, default: Sequence[str] = ()) -> tuple[str, ...]:
        """The words between square brackets; `default` where the key is left out. Raises Problem for anything else."""
        value = self.values.get(key, list(default))
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.problem(f"{self.named}的 {key} 应当是方括号里的词，各加引号，用逗号隔开；请改正。")
        return tuple(value)

    @property
    def named(self) -> str:
        """By its key, or by what it is about."""
        name = self.values.get("key") or self.values.get("term") or self.values.get("title")
        return f"“{name}”" if name else "这一则"

    def refuse_others(self, known: Sequence[str]) -> None:
        """A key that means nothing would be left out in silence; say so instead."""
        for key in self.values:
            if key not in known:
                near = nearest(key, known)
                raise self.problem(f"{self.named}的“{key}”没有这一项；最接近的是 {near}。请改名或者删去。")


def entries(folder: Path, file: str, table: str) -> tuple[Entry, ...]:
    """The tables ``[[table]]`` of a file; none, if there is no such file. Raises Problem for what is no TOML."""
    place = f"docs/{file}"
    try:
        text = read(folder / file, place)
    except FileNotFoundError:
        return ()
    document = parse(place, text)
    heading = f"[[{table}]]"
    for other in document:
        if other != table:
            raise Problem(f"{place}：不认识“{other}”；这个文件里每一则都以 {heading} 开头。请改正。")
    lines = headings(text, table)
    return tuple(Entry(place, line, values) for line, values in zip(lines, document.get(table, ()), strict=True))


def parse(place: str, text: str) -> dict[str, Any]:
    """The document. Raises Problem, with the line, for what is no TOML."""
    try:
        return written.parsed(text, place)
    except written.BadFile as error:
        raise Problem(f"{error}。") from None


def read(path: Path, place: str) -> str:
    """A file that people wrote. Raises Problem, with the line, for what is no UTF-8; FileNotFoundError as it is."""
    try:
        return written.decoded(path.read_bytes(), place)
    except written.BadFile as error:
        raise Problem(f"{error}。") from None


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like it."""
    return difflib.get_close_matches(word, list(known), n=1, cutoff=0.0)[0]
