"""What the pages around the regulation are given: map, readings, norms, comparison, how it is tested."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from builder import ROOT
from builder.content import comparison, readings
from builder.content.norms import Norm
from builder.content.notes import Note
from builder.core.console import Problem
from builder.drawing import course, lanes, overview
from builder.pages.turns import turns
from checker.engine.case import Case
from checker.procedure.dates import read_matters
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.articles.a09 import PROCEDURE
from checker.regulations.xishuangbanna.text import REGULATION
from checker.text import article_of

DATA = ("norms.toml", "readings.toml", "siblings.toml", "differences.toml")
MATTERS = "tests/dates"
_TEST = re.compile(r"^ *(?:async )?def test_", re.MULTILINE)


def given(docs: Path, notes: Mapping[int, Note], norms: Mapping[str, Norm], cases: Iterable[Case]) -> dict[str, Any]:
    """For the templates. Raises Problem where a file is missing or wrong, or no case shows what a reading does."""
    for file in DATA:
        if not (docs / file).is_file():
            raise Problem(f"docs/{file}：没有这个文件；请补上，或者用 git status 查看是否误删。")
    library = list(cases)
    turning = turns(library)
    for reading in BODY.readings.values():
        if reading not in turning:
            raise Problem(f"cases：没有一对案例显示读法“{reading.key}”换过来结论会变；请在 readings.toml 里加一对。")
    others = readings.read(docs)
    return {
        "readings": _by_article(readings.by_provision(others)),
        "turns": turning,
        "others": others,
        "norms": norms,
        "cited_by": cited_by(notes),
        "comparison": comparison.read(docs),
        "drawings": tuple(overview.decision()),
        "course": (whole := course.whole()),
        "lanes": lanes.drawn(whole),
        "lanes_of": course.LANES,
        "counted": _counted(notes),
    }


def _by_article(found: Mapping[str, tuple[Any, ...]]) -> dict[int, list[Any]]:
    """The readings under the number of the article, in the order of the text."""
    result: dict[int, list[Any]] = {}
    for place in REGULATION:
        for reading in found.get(place.address, ()):
            result.setdefault(article_of(place.address), []).append(reading)
    return result


def cited_by(notes: Mapping[int, Note]) -> dict[str, list[str]]:
    """For each norm the provisions whose notes cite it, in the order of the text."""
    found: dict[str, list[str]] = {}
    for note in notes.values():
        for section in note.sections:
            for key in dict.fromkeys(citation.key for citation in section.citations):
                found.setdefault(key, []).append(section.address)
    return found


def _counted(notes: Mapping[int, Note]) -> dict[str, int]:
    """Figures about the tests and the notes that nothing else of the build has."""
    sections = [section for note in notes.values() for section in note.sections]
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return {
        "files": len(files),
        "tests": sum(len(_TEST.findall(file.read_text(encoding="utf-8"))) for file in files),
        "sections": len(sections),
        "matters": sum(
            len(read_matters(file.read_text(encoding="utf-8"), toml=True, procedure=PROCEDURE))
            for file in (ROOT / MATTERS).glob("*.toml")
        ),
        "phrases": sum(len(section.phrases) for section in sections),
    }
