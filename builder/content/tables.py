"""Reading the data that people write in TOML under docs/: what is wrong is one line with its place."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.core.console import Problem

_AT = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
_SAID = {
    "Invalid value": "等号后面的文字要用英文的直引号括起来",
    "Illegal character": "引号没有关上",
    "Unterminated string": "引号没有关上",
    "Expected '='": "名字后面少了等号",
    "Invalid statement": "这一行不是“名字 = 值”，也不是标题",
    "Unclosed array": "方括号没有关上，或者两个值之间少了逗号",
    "Expected newline": "一个值写完了，后面还有字",
    "Expected ']": "标题的方括号没有关上",
    "Cannot overwrite a value": "同一个名字写了两次，或者上面的标题写错了",
    "Cannot declare": "同一个标题写了两次",
}


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
        text = (folder / file).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError as error:
        raise Problem(f"{place}：第{error.start + 1}个字节起不是 UTF-8 文字；请另存为 UTF-8。") from None
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
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = _AT.sub("", str(error))
        words = next((words for start, words in _SAID.items() if said.startswith(start)), said)
        found = _AT.search(str(error))
        line = found["line"] if found and found["line"] else len(text.splitlines())
        raise Problem(f"{place} 第{line}行：写法不对（{words}）；请检查这一行，还有它上面一行。") from None


def headings(text: str, table: str) -> list[int]:
    """The lines on which a table ``[[table]]`` begins."""
    heading = f"[[{table}]]"
    return [number for number, line in enumerate(text.splitlines(), start=1) if line.split("#")[0].strip() == heading]


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like it."""
    return difflib.get_close_matches(word, list(known), n=1, cutoff=0.0)[0]
