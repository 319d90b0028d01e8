"""The same case gives the same JSON, byte for byte, in CPython and in the reader's browser."""

import json
from pathlib import Path

import pytest
from check_reader import ADDRESS, Reader
from playwright.sync_api import Browser, Worker

from checker.bridge import deeper, evaluate, readings, to_json, view
from checker.case import UNKNOWN, Case, read_cases
from checker.logic import Truth
from checker.verdict import MODEL

FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
CASES = [case for file in FILES for case in read_cases(file.read_text("utf-8"), MODEL, toml=True)]
BAD = ["", "[]", "{", '{"answers": {"los": true}}', '{"answers": {"loss": 1}}', "[" * 190_000, '{"案":"\\ud800"}']
SHOWN = {"view": view, "deeper": deeper, "readings": readings}
CALL = "([name, requests]) => requests.map(request => mingjie(name, request))"


@pytest.fixture(scope="module")
def worker(browser: Browser, site_url: str) -> Worker:
    return Reader(browser.new_page(), site_url + ADDRESS).ready().worker


def said(case: Case) -> dict[str, bool | str]:
    values: dict[Truth, bool | str] = {Truth.YES: True, Truth.NO: False, Truth.UNKNOWN: UNKNOWN}
    return {fact.key: values[truth] for fact, truth in case.answers.items()}


def request(case: Case) -> str:
    return to_json({"answers": said(case), "readings": [reading.key for reading in case.readings]})


def chosen(case: Case) -> str:
    return to_json({"chosen": said(case) | dict.fromkeys((reading.key for reading in case.readings), True)})


def test_every_case_gives_the_same_result_in_both(worker: Worker) -> None:
    requests = [request(case) for case in CASES]
    assert len(requests) >= 72
    for case, given, result in zip(CASES, requests, worker.evaluate(CALL, ["evaluate", requests]), strict=True):
        assert result.encode() == evaluate(given).encode(), case.texts["title"]


@pytest.mark.parametrize("part", SHOWN)
def test_every_case_is_shown_the_same_in_both(worker: Worker, part: str) -> None:
    requests = [chosen(case) for case in CASES]
    for case, given, shown in zip(CASES, requests, worker.evaluate(CALL, [part, requests]), strict=True):
        assert shown.encode() == SHOWN[part](given).encode(), case.texts["title"]
        assert "error" not in json.loads(shown)


def test_bad_input_gets_the_same_line_in_both(worker: Worker) -> None:
    for given, result in zip(BAD, worker.evaluate(CALL, ["evaluate", BAD]), strict=True):
        assert result == evaluate(given)
        assert set(json.loads(result)) == {"error"}
