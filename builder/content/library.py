"""The library of cases as people write it: each file read by somebody, each case named, each expectation come true."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from builder.content.tables import nearest
from builder.core.console import Problem
from checker.body import Body
from checker.engine.case import Case
from checker.engine.check import Check
from checker.logic import Fact

NAMED = 8  # in one message
BESIDE = ("coverage.toml", "published.toml", "readings.toml")
"""Files that are about no one article."""
NEEDS = {"published.toml": ("story", "official", "differs")}
"""What a page prints of every case of a file."""


def refuse_strays(folder: Path, body: Body) -> None:
    """Raises Problem for a file that nobody would read, or that is about no article."""
    articles = {f"a{article.number:02}.toml" for article in body.text.articles}
    known = sorted({*articles, *(f"{key}.toml" for key in body.made_checks), *BESIDE})
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.name not in known and not path.name.startswith("."):
            near = nearest(path.name, known)
            raise Problem(f"{folder.name}/{path.name}：没有谁读这个文件；请改名（最接近的是 {near}）或者移走。")


def refuse_wrong(library: Mapping[str, tuple[Case, ...]], lines: Mapping[str, list[int]], body: Body) -> None:
    """Raises Problem for the first case without a title or with another's, or whose verdict is not what is expected;
    it says how many more there are, as where a rule was changed.

    ``lines``: by file, where each of its cases begins.
    """
    titles: dict[str, str] = {}
    wrong: list[tuple[str, str]] = []
    for file, cases in library.items():
        check = body.of_file(Path(file).stem)
        for case, line in zip(cases, lines[file], strict=True):
            place = f"cases/{file} 第{line}行起的案例"
            title = case.texts.get("title", "").strip()
            if not title:
                raise Problem(f"{place}：没有 title；请写一句话，说出结论。")
            if title in titles:
                raise Problem(f"{place}，title：同 {titles[title]}的一样；请换一句话。")
            titles[title] = place.removeprefix("cases/")
            for key in NEEDS.get(file, ()):
                if not case.texts.get(key, "").strip():
                    raise Problem(
                        f"{place}“{_short(title)}”没有 {key}；公开报道过的案例要有 {'、'.join(NEEDS[file])}。"
                    )
            wrong += [(f"{file} 第{line}行", f"{place}“{_short(title)}”{words}") for words in _unexpected(case, check)]
    if wrong:
        others = [where for where, _ in wrong[1:]]
        more = f"另有 {len(others)} 个案例也这样：{'、'.join(others[:NAMED])}{'等' if len(others) > NAMED else ''}。"
        raise Problem(wrong[0][1] + (more if others else ""))


def missing(case: Case, check: Check) -> list[Fact]:
    """What would have to be answered for more to be known: unanswered, or answered with "unknown"."""
    return list(check.evaluator.evaluate(case.answers, case.readings).open)


def lacking(facts: Sequence[Fact]) -> str:
    """Which answers are missing, in words."""
    keys = [fact.key for fact in facts]
    return f"还没有回答 {'、'.join(keys[:NAMED])}" + (f"，一共 {len(keys)} 个" if len(keys) > NAMED else "")


def _unexpected(case: Case, check: Check) -> Iterator[str]:
    evaluation = check.evaluator.evaluate(case.answers, case.readings)
    possible = [key for key in check.model.outcomes if key in evaluation.possible]
    if case.expect is None:
        yield f"，没有 expect；照规则推出来是 {_listed(possible)}，自己先推一遍，一样就写上。"
    elif {*case.expect} != {*possible}:
        more = f"；{lacking(missing(case, check))}" if len(possible) > 1 else ""
        which = f"写的是 {_listed(case.expect)}，照规则推出来是 {_listed(possible)}"
        yield f"，expect：{which}{more}；请看是回答错了，还是结论错了。"


def _listed(keys: Iterable[str]) -> str:
    return json.dumps([*keys])


def _short(title: str) -> str:
    return f"{title[:20]}…" if len(title) > 20 else title
