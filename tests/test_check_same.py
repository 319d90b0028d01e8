"""The same case gives the same JSON, byte for byte, in CPython and in the reader's browser."""

import json
import random
from collections import Counter

import pytest
from check_reader import ADDRESS, Reader
from playwright.sync_api import Browser, Worker

from builder import samples
from builder.samples import chosen, drawn, library, request
from checker.bridge import deeper, evaluate, readings, view
from checker.verdict import MODEL

DRAWN = 5_000
AT_ONCE = 250  # cases in one message to the worker
BAD = ["", "[]", "{", '{"answers": {"los": true}}', '{"answers": {"loss": 1}}', "[" * 190_000, '{"案":"\\ud800"}']
SHOWN = {"view": view, "deeper": deeper, "readings": readings}
CALL = "([name, requests]) => requests.map(request => mingjie(name, request))"


@pytest.fixture(scope="module")
def worker(browser: Browser, site_url: str) -> Worker:
    return Reader(browser.new_page(), site_url + ADDRESS).ready().worker


def test_every_case_gives_the_same_result_in_both(worker: Worker) -> None:
    requests = [request(case) for case in library()]
    assert len(requests) >= 72
    for case, given, result in zip(library(), requests, worker.evaluate(CALL, ["evaluate", requests]), strict=True):
        assert result.encode() == evaluate(given).encode(), case.texts["title"]


@pytest.mark.parametrize("part", SHOWN)
def test_every_case_is_shown_the_same_in_both(worker: Worker, part: str) -> None:
    requests = [chosen(case) for case in library()]
    for case, given, shown in zip(library(), requests, worker.evaluate(CALL, [part, requests]), strict=True):
        assert shown.encode() == SHOWN[part](given).encode(), case.texts["title"]
        assert "error" not in json.loads(shown)


def test_five_thousand_drawn_cases_give_the_same_result_in_both(worker: Worker) -> None:
    """Half of them under other readings; few combinations, as the browser compiles each anew."""
    chance = random.Random(2)
    taken = [(), (), (), (), *(samples.readings(chance) for _ in range(4))]
    requests = [request(case) for case in drawn(1, DRAWN, taken)]
    assert len(set(requests)) == DRAWN
    verdicts: Counter[str | None] = Counter()
    for start in range(0, DRAWN, AT_ONCE):
        some = requests[start : start + AT_ONCE]
        for given, result in zip(some, worker.evaluate(CALL, ["evaluate", some]), strict=True):
            here = evaluate(given)
            assert result.encode() == here.encode(), given
            verdict = json.loads(here)["verdict"]
            verdicts[verdict and verdict["id"]] += 1
    assert set(verdicts) == {*MODEL.outcomes, None}


def test_bad_input_gets_the_same_line_in_both(worker: Worker) -> None:
    for given, result in zip(BAD, worker.evaluate(CALL, ["evaluate", BAD]), strict=True):
        assert result == evaluate(given)
        assert set(json.loads(result)) == {"error"}
