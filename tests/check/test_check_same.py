"""The same case gives the same JSON, byte for byte, in CPython and in the reader's browser."""

import json
import random
from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Worker
from shared.check_reader import ADDRESS, SECOND, Reader

from builder import ROOT
from checker.api.bridge import (
    afterwards,
    deadlines,
    deeper,
    evaluate,
    procedure,
    readings,
    view,
)
from checker.engine.case import Case
from checker.engine.result import to_json
from checker.logic import Truth
from checker.procedure.dates import read_matters
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.articles.a09 import PROCEDURE
from checker.regulations.xishuangbanna.checks.accusation import ACCUSATION
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.regulations.xishuangbanna.checks.verdict import MODEL
from devtools import case_sampling as samples
from devtools.case_sampling import chosen, drawn, library, request

DATED = sorted((ROOT / "tests" / "dates").glob("*.toml"))
DRAWN, DRAWN_LONG = 1_500, 5_000
"""So many in the long run; where they differ, it is by kind, and the first hundreds hold every kind."""
PLACE = BODY.place(BODY.first)
AT_ONCE = 250  # cases in one message to the worker
IN_FULL = 10  # every so many of them the whole result, too
BAD = ["", "[]", "{", '{"answers": {"los": true}}', '{"answers": {"loss": 1}}', "[" * 190_000, '{"案":"\\ud800"}']
CALLS: dict[str, Callable[..., str]] = {"evaluate": evaluate, "view": view, "deeper": deeper, "readings": readings}
CALL = "([name, requests]) => requests.map(request => mingjie(name, request))"
EACH = "cases => cases.map(calls => calls.map(([name, request]) => mingjie(name, request)))"


@pytest.fixture(scope="module")
def worker(browser: Browser, site_url: str) -> Worker:
    worker = Reader(browser.new_page(), site_url + ADDRESS).ready().worker
    worker.evaluate("() => later()")
    return worker


def test_every_case_gives_the_same_result_and_is_shown_the_same_in_both(worker: Worker) -> None:
    requests = [[(name, request(case) if name == "evaluate" else chosen(case)) for name in CALLS] for case in library()]
    assert len(requests) >= 72
    for case, calls, results in zip(library(), requests, worker.evaluate(EACH, requests), strict=True):
        for (name, given), result in zip(calls, results, strict=True):
            assert result.encode() == CALLS[name](given, PLACE).encode(), f"{name}: {case.texts['title']}"
            assert "error" not in json.loads(result)


def wholly_chosen(case: Case) -> str:
    """As the page sends it to be told what comes afterwards."""
    return to_json({**json.loads(chosen(case)), "today": "2026-11-26"})


def test_every_case_of_the_second_check_gives_the_same_on_its_page(browser: Browser, site_url: str) -> None:
    """Those of the library, and every way to answer what bears on its verdict under each single reading."""
    second = Reader(browser.new_page(), site_url + SECOND).ready().worker
    facts, chance = list(ACCUSATION.model.facts.values()), random.Random(3)
    cases = [*library(ACCUSATION)]
    for taken in ((), *((reading,) for reading in ACCUSATION.model.readings.values())):
        for _ in range(150):
            asked = chance.sample(facts, chance.randint(0, len(facts)))
            answers = {fact: chance.choice((Truth.YES, Truth.NO, Truth.NO, Truth.UNKNOWN)) for fact in asked}
            cases.append(Case(answers, {}, taken))
    parts = {**CALLS, "afterwards": afterwards}
    requests = [
        [(name, request(case) if name == "evaluate" else wholly_chosen(case)) for name in parts] for case in cases
    ]
    verdicts = set()
    for calls, results in zip(requests, second.evaluate(EACH, requests), strict=True):
        for (name, given), result in zip(calls, results, strict=True):
            assert result.encode() == parts[name](given, BODY.place(ACCUSATION)).encode(), f"{name}: {given}"
        said = json.loads(results[0])
        verdicts.add(said["verdict"] and said["verdict"]["id"])
    assert verdicts == {*ACCUSATION.model.outcomes, None}


def test_drawn_cases_are_shown_the_same_in_both(worker: Worker, long: bool) -> None:
    """Half of them under other readings; few combinations, as the browser compiles each anew. A tenth in full."""
    chance = random.Random(2)
    taken = [(), (), (), (), *(samples.readings(chance) for _ in range(4))]
    many = DRAWN_LONG if long else DRAWN
    cases = list(drawn(1, many, taken))
    assert len({chosen(case) for case in cases}) == many
    verdicts: Counter[str | None] = Counter()
    for start in range(0, many, AT_ONCE):
        calls = [[("view", chosen(case))] for case in cases[start : start + AT_ONCE]]
        for number, case in enumerate(cases[start : start + AT_ONCE : IN_FULL]):
            calls[number * IN_FULL].append(("evaluate", request(case)))
        for asked, results in zip(calls, worker.evaluate(EACH, calls), strict=True):
            for (name, given), result in zip(asked, results, strict=True):
                here = CALLS[name](given, PLACE)
                assert result.encode() == here.encode(), given
                if name == "evaluate":
                    verdict = json.loads(here)["verdict"]
                    verdicts[verdict and verdict["id"]] += 1
    assert set(verdicts) == {*MODEL.outcomes, None}


def test_every_dated_case_gives_the_same_deadlines_in_both(worker: Worker) -> None:
    matters = [
        matter
        for file in DATED
        for matter in read_matters(file.read_text(encoding="utf-8"), toml=True, procedure=PROCEDURE)
    ]
    requests = [
        to_json(
            {
                "title": matter.title,
                "today": str(matter.today),
                "dates": {event.key: [str(day or "unknown") for day in days] for event, days in matter.dates.items()},
                "readings": [reading.key for reading in matter.readings],
            }
        )
        for matter in matters
    ]
    for name, call in {"deadlines": deadlines, "procedure": procedure}.items():
        results = worker.evaluate(CALL, [name, requests])
        for given, result in zip(requests, results, strict=True):
            assert result.encode() == call(given, PLACE).encode(), f"{name}: {given}"
            assert "error" not in json.loads(result)


def test_bad_input_gets_the_same_line_in_both(worker: Worker) -> None:
    for given, result in zip(BAD, worker.evaluate(CALL, ["evaluate", BAD]), strict=True):
        assert result == evaluate(given, BODY.place(TOLERANCE))
        assert set(json.loads(result)) == {"error"}
