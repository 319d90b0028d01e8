"""The same case gives the same JSON, byte for byte, in CPython and in the reader's browser."""

import json
import random
from collections import Counter

import pytest
from check_reader import ADDRESS, Reader
from playwright.sync_api import Browser, Worker

from builder.samples import drawn, library, readings, request
from checker.bridge import evaluate, view
from checker.verdict import MODEL

DRAWN = 5_000
AT_ONCE = 250  # cases in one message to the worker
BAD = ["", "[]", "{", '{"answers": {"los": true}}', '{"answers": {"loss": 1}}', "[" * 190_000, '{"案":"\\ud800"}']
RESULTS = """requests => requests.map(request => mingjie("evaluate", request))"""
ALL = """requests => requests.map(request => [mingjie("evaluate", request), mingjie("view", request)])"""


@pytest.fixture(scope="module")
def worker(browser: Browser, site_url: str) -> Worker:
    return Reader(browser.new_page(), site_url + ADDRESS).ready().worker


def test_every_case_gives_the_same_result_and_the_same_view_in_both(worker: Worker) -> None:
    requests = [request(case) for case in library()]
    assert len(requests) >= 72
    for case, given, (result, shown) in zip(library(), requests, worker.evaluate(ALL, requests), strict=True):
        assert result.encode() == evaluate(given).encode(), case.texts["title"]
        assert shown.encode() == view(given).encode(), case.texts["title"]


def test_five_thousand_drawn_cases_give_the_same_result_in_both(worker: Worker) -> None:
    """Half of them under other readings; few combinations, as the browser compiles each anew."""
    chance = random.Random(2)
    taken = [(), (), (), (), *(readings(chance) for _ in range(4))]
    requests = [request(case) for case in drawn(1, DRAWN, taken)]
    assert len(set(requests)) == DRAWN
    verdicts: Counter[str | None] = Counter()
    for start in range(0, DRAWN, AT_ONCE):
        some = requests[start : start + AT_ONCE]
        for given, result in zip(some, worker.evaluate(RESULTS, some), strict=True):
            here = evaluate(given)
            assert result.encode() == here.encode(), given
            verdict = json.loads(here)["verdict"]
            verdicts[verdict and verdict["id"]] += 1
    assert set(verdicts) == {*MODEL.outcomes, None}


def test_bad_input_gets_the_same_line_in_both(worker: Worker) -> None:
    for given, (result, shown) in zip(BAD, worker.evaluate(ALL, BAD), strict=True):
        assert result == evaluate(given) and shown == view(given)
        assert set(json.loads(result)) == {"error"}
