"""What people write, read and checked once: pages and search take values from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from builder.content import comparison, complete, examples, glossary, library, marked, norms, notes, readings, tables
from builder.content.comparison import Comparison
from builder.content.examples import Examples
from builder.content.glossary import Term
from builder.content.norms import Norm
from builder.content.notes import Note, Prose, Section
from builder.content.readings import OpenReading
from builder.core.console import Problem
from checker.body import Body
from checker.engine.case import Case, read_cases
from checker.engine.fields import BadCase
from checker.logic import Reading
from checker.text.reading import refuse_altered
from checker.text.written import BadFile, headings

CASES = "cases"
PUBLISHED = "published.toml"
NEEDS = {
    "norms.md": (norms.FILE,),
    "readings.md": (readings.FILE,),
    "compare.md": (comparison.SIBLINGS, comparison.DIFFERENCES),
}
"""What a page is made of, where there is the page."""
_NTH = re.compile(r"case\[(?P<number>\d+)\]\.?(?P<words>.*)", re.DOTALL)


@dataclass(frozen=True, eq=False)
class Content:
    """All that stands in ``docs`` and in the library of cases, of one body of rules.

    ``notes`` by article; ``others`` are the readings on which no verdict turns; ``library``: the cases by file.
    """

    body: Body
    docs: Path
    norms: Mapping[str, Norm]
    notes: Mapping[int, Note]
    terms: tuple[Term, ...]
    others: tuple[OpenReading, ...]
    comparison: Comparison | None
    library: Mapping[str, tuple[Case, ...]]
    examples: Mapping[str, Examples]
    alike: tuple[tuple[str, ...], ...]

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """What the notes say, by the address of the provision."""
        return {address: section for note in self.notes.values() for address, section in note.by_address.items()}

    @cached_property
    def readings(self) -> Mapping[str, tuple[Reading, ...]]:
        """Every place that can be read two ways, by the address of its provision."""
        return readings.by_provision(self.others, self.body)

    @property
    def cases(self) -> tuple[Case, ...]:
        return tuple(case for file in self.library.values() for case in file)

    def has(self, page: str) -> bool:
        """Whether people wrote this page of docs/."""
        return (self.docs / page).is_file()

    def prose(self, page: str) -> Prose:
        """What they wrote. Raises Problem for a reference that leads nowhere."""
        return notes.read_prose(self.docs, page, self.norms, self.body.text)


def read(docs: Path, cases: Path, body: Body) -> Content:
    """Raises Problem for whatever people wrote that is wrong, or left out."""
    marked.refuse_left(body, docs, cases)
    _refuse_altered(body)
    assert body.named_rules  # read first: what is wrong in a rule says more than what follows from it
    _refuse_wrong_calendar(body)
    for page, files in NEEDS.items():
        for file in files:
            if (docs / page).is_file() and not (docs / file).is_file():
                raise Problem(f"docs/{file}：没有这个文件；请补上，或者用 git status 查看是否误删。")
    notes.refuse_strays(docs, body.text)
    known = norms.read(docs)
    written = {article.number: notes.read_note(docs, article, known, body.text) for article in body.text.articles}
    terms = glossary.read(docs, known, body.text)
    library.refuse_strays(cases, body)
    written_cases = sorted(cases.glob("*.toml"))
    found = {path.name: _cases(path, body) for path in written_cases}
    begins = {path.name: headings(tables.read(path, path.name), "case") for path in written_cases}
    placed = [(f"{CASES}/{file}", case) for file, each in found.items() for case in each]
    shown = examples.by_provision(placed, body)
    complete.refuse_gaps(written, shown, body)
    library.refuse_wrong(found, begins, body)
    others = readings.read(docs, body)
    compared = comparison.read(docs, body.text) if (docs / "compare.md").is_file() else None
    return Content(body, docs, known, written, terms, others, compared, found, shown, _alike(docs / "alike.toml"))


def _refuse_altered(body: Body) -> None:
    try:
        refuse_altered(body.editions, f"{body.folder}/text")
    except BadFile as error:
        raise Problem(f"{error}。") from None


def _refuse_wrong_calendar(body: Body) -> None:
    try:
        body.calendar  # noqa: B018 – it is read, and refused where it is wrong
    except BadFile as error:
        raise Problem(f"{error}。") from None


def _cases(file: Path, body: Body) -> tuple[Case, ...]:
    place = f"{CASES}/{file.name}"
    text = tables.read(file, place)
    tables.parse(place, text)
    try:
        return read_cases(text, body.of_file(file.stem), toml=True)
    except BadCase as error:
        raise Problem(f"{place} {_located(str(error), text)}。") from error


def _located(words: str, text: str) -> str:
    """What is wrong with the n-th case, with the line where that case begins in the place of its number."""
    numbered = _NTH.fullmatch(words)
    if not numbered:
        return words
    line = headings(text, "case")[int(numbered["number"]) - 1]
    return f"第{line}行起的案例，{numbered['words']}"


def _alike(path: Path) -> tuple[tuple[str, ...], ...]:
    """Groups of words that stand for one another in the search; none where there is no such file."""
    if not path.exists():
        return ()
    place = f"docs/{path.name}"
    try:
        groups = tables.parse(place, tables.read(path, place))["alike"]
        return tuple(tuple(map(str, group)) for group in groups)
    except (OSError, KeyError, TypeError) as error:
        raise Problem(f'{place}：读不出同义的词（{error}）；应当是 alike = [["词", "词"], …]。') from error
