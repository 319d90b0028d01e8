"""The published cases for the page that shows them, each with what the rules say to it.

A case that says on which provision it ``turns`` is shown at length: what other readings, and answers that the report of
it leaves unknown, would each make of it is worked out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypedDict

from builder.core.console import Problem
from checker.body import Body
from checker.engine.case import Case
from checker.engine.evaluate import study, study_readings
from checker.engine.result import VerdictJson
from checker.logic import Fact, Reading, Truth
from checker.text import Provision
from checker.text.structure import UnknownProvision
from checker.view import grounds


class Other(TypedDict):
    """A reading taken the other way, alone, and what is possible then."""

    reading: Reading
    possible: list[VerdictJson]


class Answered(TypedDict):
    """What an answer to a fact that the report leaves unknown would leave possible."""

    fact: Fact
    answer: str
    possible: list[str]


def shown(case: Case, body: Body) -> dict[str, Any]:
    """What the page is given of a case."""
    result = study(case, body.first)
    whole = {"texts": case.texts, "result": result, "grounds": grounds(result, body.first)}
    if "turns" not in case.texts:
        return whole
    readings = study_readings(case, body.first)
    return whole | {
        "turns": _provision(case.texts, body),
        "others": [
            _other(case, reading, body)
            for reading in body.first.evaluator.model.readings.values()
            if reading.key in readings["alone"]
        ],
        "together": len(readings["turns_on"]) - len(readings["alone"]),
        "answered": [
            each
            for fact, truth in case.answers.items()
            if truth is Truth.UNKNOWN
            for each in _answered(case, fact, body)
        ],
    }


def turning(cases: Iterable[Case], body: Body) -> Mapping[str, tuple[tuple[int, str], ...]]:
    """For each provision the published cases that turn on it: the number of each on its page, and its title."""
    found: dict[str, tuple[tuple[int, str], ...]] = {}
    for number, case in enumerate(cases, start=1):
        if "turns" in case.texts:
            address = _provision(case.texts, body).address
            found[address] = (*found.get(address, ()), (number, case.texts.get("title", "")))
    return found


def _provision(texts: Mapping[str, str], body: Body) -> Provision:
    try:
        return body.text.provision(texts["turns"])
    except UnknownProvision as error:
        place = f"cases/published.toml 案例“{texts.get('title', '')}”的 turns"
        raise Problem(f"{place}：{error}；请写本细则里有的一处。") from error


def _other(case: Case, reading: Reading, body: Body) -> Other:
    return {
        "reading": reading,
        "possible": study(replace(case, readings=(*case.readings, reading)), body.first)["possible"],
    }


def _answered(case: Case, fact: Fact, body: Body) -> list[Answered]:
    """Only an answer that narrows what is possible."""
    now = body.first.evaluator.evaluate(case.answers, case.readings).possible
    found: list[Answered] = []
    for answer, truth in (("是", Truth.YES), ("否", Truth.NO)):
        then = body.first.evaluator.evaluate({**case.answers, fact: truth}, case.readings).possible
        if then != now:
            found.append(
                {"fact": fact, "answer": answer, "possible": [body.first.verdicts[each].title for each in then]}
            )
    return found
