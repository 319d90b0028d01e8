"""What still stands in the files for an edition that was replaced: marked by `builder.revise`, mended by a person."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from builder import HERE, ROOT
from builder.content import tables
from builder.core.console import Problem
from checker.body import Body
from checker.text import name
from checker.text.structure import MARK

ADDRESS = r"[1-9]\d?(?:\([1-9]\d?\)|-[1-9]\d?)?"
_CODE = re.compile(r"`+[^`]*`+")
_MARKED = re.compile(rf"(?P<address>{ADDRESS}){MARK}(?P<key>[\w.-]+)")


@dataclass(frozen=True)
class Place:
    """Where a person has to look, and why."""

    file: Path
    line: int
    words: str

    def __str__(self) -> str:
        root = HERE if HERE in self.file.parents else ROOT
        return f"{self.file.relative_to(root).as_posix()} 第{self.line}行：{self.words}"


def text_folder(body: Body) -> Path:
    """Where the texts of the body's editions are."""
    return Path(importlib.import_module(f"{body.package}.text").__file__ or "").parent


def written(body: Body, docs: Path, cases: Path) -> list[Path]:
    """Every file in which people name provisions: rules, notes, cases, questions for the search."""
    texts = text_folder(body)
    found = [*texts.parent.rglob("*.py"), *(file for file in texts.parent.rglob("*.toml") if texts not in file.parents)]
    found += [*docs.rglob("*.md"), *docs.rglob("*.toml"), *cases.glob("*.toml")]
    if HERE == ROOT:
        found += (ROOT / "tests" / "search").glob("*.toml")
    return sorted(found)


def read(body: Body, docs: Path, cases: Path) -> dict[Path, str]:
    """What stands in them. Raises Problem for one that is no UTF-8."""
    return {file: tables.read(file, file.name) for file in written(body, docs, cases)}


def marks(texts: Mapping[Path, str], key: str) -> Iterator[Place]:
    """Whatever is marked as written for the edition ``key``."""
    for file, text in texts.items():
        for number, line in enumerate(text.splitlines(), start=1):
            # What stands between backticks in a text is only shown.
            for match in _MARKED.finditer(_CODE.sub("", line) if file.suffix == ".md" else line):
                if match["key"] == key:
                    yield Place(file, number, f"照“{key}”一版的{name(match['address'])}写的，那里的文字改了或者没有了")


def left(body: Body, docs: Path, cases: Path) -> list[Place]:
    """All that is still marked, of any former edition."""
    if not body.editions.former:
        return []
    texts = read(body, docs, cases)
    return [place for edition in body.editions.former for place in marks(texts, edition.key)]


def refuse_left(body: Body, docs: Path, cases: Path) -> None:
    """Raises Problem while something is marked."""
    if places := left(body, docs, cases):
        more = f"；共 {len(places)} 处，全部见 python3 build.py revise" if len(places) > 1 else ""
        raise Problem(f"{places[0]}；请照现行的条文改好，再去掉“{MARK}…”{more}。")
