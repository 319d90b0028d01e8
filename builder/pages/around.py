"""What the pages around the regulation are given: map, readings, norms, comparison, how it is tested."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from builder import HERE, ROOT
from builder.content import Content
from builder.content.notes import Note
from builder.core.console import Problem
from builder.drawing import course, lanes, overview
from builder.pages.turns import turns
from checker.procedure.dates import read_matters
from checker.text import Regulation, article_of

MATTERS = "tests/dates"
_TEST = re.compile(r"^ *(?:async )?def test_", re.MULTILINE)


def given(content: Content) -> dict[str, Any]:
    """For the templates. Raises Problem where no case shows what a reading does."""
    body = content.body
    turning = turns(content.cases, body)
    for reading in body.readings.values():
        if reading not in turning:
            raise Problem(f"cases：没有一对案例显示读法“{reading.key}”换过来结论会变；请在 readings.toml 里加一对。")
    whole = course.whole(body)
    return {
        "readings": _by_article(content.readings, body.text),
        "turns": turning,
        "others": content.others,
        "norms": content.norms,
        "cited_by": cited_by(content.notes),
        "comparison": content.comparison,
        "drawings": tuple(overview.decision(body)),
        "course": whole,
        "lanes": lanes.drawn(whole) if whole else "",
        "counted": _counted(content),
    }


def _by_article(found: Mapping[str, tuple[Any, ...]], regulation: Regulation) -> dict[int, list[Any]]:
    """The readings under the number of the article, in the order of the text."""
    result: dict[int, list[Any]] = {}
    for place in regulation:
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


def _counted(content: Content) -> dict[str, int]:
    """Figures about the tests and the notes that nothing else of the build has."""
    sections, procedure = content.sections.values(), content.body.procedure
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    matters = sorted((HERE / MATTERS).glob("*.toml")) if procedure else []
    return {
        "files": len(files),
        "tests": sum(len(_TEST.findall(file.read_text(encoding="utf-8"))) for file in files),
        "sections": len(sections),
        "matters": sum(
            len(read_matters(file.read_text(encoding="utf-8"), procedure, toml=True)) for file in matters if procedure
        ),
        "phrases": sum(len(section.phrases) for section in sections),
    }
