"""The same case gives the same JSON, byte for byte, in CPython and in the reader's browser."""

import json
from pathlib import Path

import pytest
from check_reader import ADDRESS, Reader
from playwright.sync_api import Browser, Worker

from checker.bridge import evaluate, to_json, view
from checker.case import UNKNOWN, Case, read_cases
from checker.logic import Truth
from checker.verdict import MODEL

FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
CASES = [case for file in FILES for case in read_cases(file.read_text("utf-8"), MODEL, toml=True)]
BAD = ["", "[]", "{", '{"answers": {"los": true}}', '{"answers": {"loss": 1}}', "[" * 190_000, '{"案":"\\ud800"}']
ALL = """requests => requests.map(request => [mingjie("evaluate", request), mingjie("view", request)])"""


@pytest.fixture(scope="module")
def worker(browser: Browser, site_url: str) -> Worker:
    return Reader(browser.new_page(), site_url + ADDRESS).ready().worker


def request(case: Case) -> str:
    said = {Truth.YES: True, Truth.NO: False, Truth.UNKNOWN: UNKNOWN}
    answers = {fact.key: said[truth] for fact, truth in case.answers.items()}
    return to_json({"answers": answers, "readings": [reading.key for reading in case.readings]})


def test_every_case_gives_the_same_result_and_the_same_view_in_both(worker: Worker) -> None:
    requests = [request(case) for case in CASES]
    assert len(requests) >= 72
    for case, given, (result, shown) in zip(CASES, requests, worker.evaluate(ALL, requests), strict=True):
        assert result.encode() == evaluate(given).encode(), case.texts["title"]
        assert shown.encode() == view(given).encode(), case.texts["title"]


def test_bad_input_gets_the_same_line_in_both(worker: Worker) -> None:
    for given, (result, shown) in zip(BAD, worker.evaluate(ALL, BAD), strict=True):
        assert result == evaluate(given) and shown == view(given)
        assert set(json.loads(result)) == {"error"}
