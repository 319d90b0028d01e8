"""Files that people write: decoded and parsed, and what is wrong told by place, cause and mend, in one Chinese line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


class BadFile(ValueError):
    """A file that is wrong; the message is one Chinese line: place, cause, mend."""


def decoded(content: bytes, place: str) -> str:
    """UTF-8, with a mark at its beginning or without, its lines ended as Windows or as anybody ends them.

    Raises BadFile, with the line of what is no UTF-8.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadFile(f"{place} 第{line}行：不是 UTF-8 文字{_guessed(content)}；请另存为 UTF-8") from None
    return text.replace("\r\n", "\n")


def _guessed(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "（像是 UTF-16，记事本里叫 Unicode）"
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "（像是 GBK，记事本里叫 ANSI）"


def parsed(text: str, place: str) -> dict[str, Any]:
    """The table that a TOML text is. Raises BadFile, with the line."""
    # Here, as the page keeps nothing of what reads files (builder/runtime/snapshot.mjs).
    import tomllib

    from checker.text.toml_errors import told

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, _, words = told(error, text)
        raise BadFile(f"{place} 第{line}行：写法不对（{words}）") from None
    except (RecursionError, ValueError):
        raise BadFile(f"{place}：嵌套太深或者数字太长；请照原来的样子写") from None


def headings(text: str, table: str) -> list[int]:
    """The lines on which a table ``[[table]]`` begins."""
    heading = f"[[{table}]]"
    return [number for number, line in enumerate(text.splitlines(), start=1) if line.split("#")[0].strip() == heading]


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a file: where it stands, and how messages call it."""

    place: str
    values: Mapping[str, Any]

    def bad(self, words: str) -> BadFile:
        return BadFile(f"{self.place}：{words}")

    def text(self, key: str) -> str:
        """Words that are not empty."""
        value = self.values.get(key)
        if not isinstance(value, str) or not value:
            raise self.bad(f"{key} 应当是文字，加英文引号；请补上或者改正")
        return value

    def day(self, key: str) -> str | None:
        """A date as it is written, 2027-03-01; None where it is left out."""
        from datetime import date

        value = self.values.get(key)
        if value is None:
            return None
        if type(value) is not date:
            raise self.bad(f"{key} 应当是日期，写成 2027-03-01 的样子，不加引号；请改正")
        return value.isoformat()

    def refuse_others(self, known: Sequence[str]) -> None:
        """A key that means nothing would be left out in silence."""
        for key in self.values:
            if key not in known:
                raise self.bad(f"没有“{key}”这一项（有的是 {'、'.join(known)}）；请改名或者删去")


def entries(table: Mapping[str, Any], text: str, place: str, key: str) -> list[Entry]:
    """The tables ``[[key]]``, each with its line."""
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise BadFile(f"{place}：{key} 的每一则都以单独一行 [[{key}]] 开头；请改正")
    lines = headings(text, key)
    if len(lines) != len(found):
        return [Entry(place, each) for each in found]
    return [Entry(f"{place} 第{line}行", each) for line, each in zip(lines, found, strict=True)]
