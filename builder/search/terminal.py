"""The same engine for a terminal: what the box lists for these words, and how well it does on known queries."""

import json
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder import ROOT
from builder.content import tables
from builder.core import command
from builder.core.console import Problem
from builder.search import STEP, read_index
from builder.search.index import same
from builder.search.scripts import FOLDER
from checker.text import Regulation, UnknownProvision
from checker.text.written import headings

FIELDS = {
    "number": "条款号",
    "text": "条文",
    "phrase": "叫法",
    "note": "注释",
    "unsaid": "条文没有说的",
    "page": "网页",
}


def run(words: Sequence[str], *, as_json: bool) -> int:
    """Print what the box shows for these words, in its order. Exit status 0 if there is anything."""
    (answer,) = ask([" ".join(words)])
    hits = [hit for group in answer["groups"] for hit in group["hits"]]
    hits.sort(key=lambda hit: bool(hit["folded"]))
    if as_json:
        print(json.dumps([_told(hit) for hit in hits], ensure_ascii=False, indent=1))
    else:
        print("\n".join(map(_line, hits)) or "没有找到。")
    return 0 if hits else 1


def score(file: Path, regulation: Regulation) -> int:
    """Print what is missed, how often the first or one of the first three is an answer, and what a query takes."""
    marks = measure(file, regulation)
    for mark in marks:
        if not mark.within(1):
            sign = "…" if mark.within(3) else "✗"
            print(f"{sign} {mark.words}：要 {'、'.join(sorted(mark.wanted))}，得 {'、'.join(mark.found[:3])}")
    for own, says in ((True, "有条文字句的"), (False, "没有条文字句的"), (None, "共")):
        part = [mark for mark in marks if own is None or mark.own is own]
        first, three = (sum(mark.within(count) for mark in part) for count in (1, 3))
        print(f"{says} {len(part)} 问：第一位 {first}，前三位 {three}")
    print(f"中位 {statistics.median(mark.ms for mark in marks):.2f} 毫秒")
    return 0


@dataclass(frozen=True)
class Mark:
    """A query whose answers are known, and what it found."""

    words: str
    own: bool
    wanted: frozenset[str]
    found: tuple[str, ...]
    ms: float

    def within(self, count: int) -> bool:
        """Whether one of the first hits is an answer."""
        return bool(self.wanted.intersection(self.found[:count]))


def measure(file: Path, regulation: Regulation, *, folder: Path | None = None) -> list[Mark]:
    """Every query of a file with its answers. Raises Problem for what `read_queries` does."""
    queries = read_queries(file, regulation)
    return [
        Mark(
            query["words"],
            query.get("own", False),
            frozenset(same(each, regulation) for each in query["answers"]),
            tuple(provisions(answer)),
            answer["ms"],
        )
        for query, answer in zip(
            queries, ask([query["words"] for query in queries], times=5, folder=folder), strict=True
        )
    ]


def read_queries(file: Path, regulation: Regulation) -> list[dict[str, Any]]:
    """What people ask, each with the provisions that answer it. Raises Problem, with the line, for what is wrong."""
    place = file.as_posix()
    try:
        text = tables.read(file, place)
    except OSError as error:
        raise Problem(f"{place}：读不出问题（{error}）；应当是写着 [[query]] 的 TOML 文件。") from error
    queries: list[dict[str, Any]] = tables.parse(place, text).get("query", [])
    for query, line in zip(queries, headings(text, "query"), strict=True):
        entry = tables.Entry(place, line, query)
        entry.text("words")
        for address in entry.texts("answers"):
            try:
                regulation.provision(address)
            except UnknownProvision as error:
                raise entry.problem(f"{error}；请改正。") from None
    if not queries:
        raise Problem(f"{place}：没有一个问题；每一个写一段，以单独一行 [[query]] 开头。")
    return queries


def provisions(answer: dict[str, Any]) -> list[str]:
    """The provisions in the order in which a reader meets them; what is folded comes after all else."""
    hits = sorted((hit for group in answer["groups"] for hit in group["hits"]), key=lambda hit: bool(hit["folded"]))
    return [hit["provision"] or hit["location"] for hit in hits]


def ask(queries: Sequence[str], *, times: int = 1, folder: Path | None = None) -> list[dict[str, Any]]:
    """What the engine finds for each query."""
    asked = json.dumps({"docs": read_index(folder or STEP.path), "queries": list(queries), "times": times})
    answers: list[dict[str, Any]] = json.loads(command.run(["node", FOLDER / "cli.mjs"], cwd=ROOT, given=asked))
    return answers


def _told(hit: dict[str, Any]) -> dict[str, Any]:
    alias = hit["alias"]["text"] if hit["alias"] else None
    return {
        "provision": hit["provision"],
        "name": hit["name"],
        "location": hit["location"],
        "matched": {"in": hit["field"], "words": hit["words"], "phrase": alias, "says": hit["says"]},
        "text": hit["extract"]["text"],
        "folded": hit["folded"],
        "score": hit["score"],
    }


def _line(hit: Mapping[str, Any]) -> str:
    why = f"“{hit['alias']['text']}”" if hit["alias"] else "、".join(hit["words"])
    parts = [hit["provision"], hit["name"], hit["says"], f"〔{'：'.join(filter(None, (FIELDS[hit['field']], why)))}〕"]
    return f"{'　' if hit['folded'] else ''}{'　'.join(filter(None, parts))}{hit['location']}"
