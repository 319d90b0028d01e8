"""The timeline: everything that happened or ends stands on it at its day, and each term's days are drawn as counted."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from checker.procedure.dates import Matter, read_matter, read_matters
from checker.procedure.deadlines import DueJson, deadlines, titled
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.articles.a09 import PROCEDURE
from checker.view.nodes import Node, as_text
from checker.view.timeline import day_of, kind_of, view_timeline, view_weeks

FILES = [Path(__file__).parent / name for name in ("a09.toml", "order.toml")]
MATTERS = [
    matter
    for file in FILES
    for matter in read_matters(file.read_text(encoding="utf-8"), toml=True, procedure=PROCEDURE)
]
COUNTED = ("d-work", "d-shifted", "d-doubt", "d-last")
each_case = pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter.title)


def _terms(matter: Matter) -> list[DueJson]:
    result = deadlines(matter, matter.today or date(2025, 7, 1), PROCEDURE, BODY.calendar)
    return [term for term in result["terms"] if term["last"] and term["status"] != "not-owed"]


def _cells(term: DueJson) -> list[Node]:
    return [cell for cell in view_weeks(term)["c"] if cell["k"] != "d-name"]


@each_case
def test_all_that_happened_and_all_that_ends_stands_on_the_line_once_and_in_order(matter: Matter) -> None:
    result = deadlines(matter, matter.today or date(2025, 7, 1), PROCEDURE, BODY.calendar)
    rows = view_timeline(result, PROCEDURE)["c"]
    assert (
        Counter(row["k"] for row in rows if row["k"] in ("happened", "today"))
        == Counter({"happened": sum(map(len, matter.dates.values())), "today": 1}) - Counter()
    )
    for term in _terms(matter):
        (row,) = (
            row for row in rows if row["k"] == kind_of(term) and row["t"].split("　")[1].startswith(f"{titled(term)}的")
        )
        assert row["t"].startswith(day_of(term["last"])) and row.get("p") == term["provision"]
        assert ("暂定" in row["t"]) == term["provisional"]
        assert ("还没有办" in row["t"]) == (term["would"] == "overdue" and term["binding"])
        assert all(hang["then"] in row["t"] for hang in term["hangs_on"])
        assert row["k"] not in ("term-late", "term-past") or term["status"] in ("late", "overdue")
        (said,) = row["c"]
        assert all(side["meaning"] in said["t"] for side in term["rests_on"][:2]), "the convention that it rests on"
    dated = [row["t"].split("　")[0] for row in rows if not row["t"].startswith("不知道")]
    days = {day_of(str(day)): day for day in (date(2018, 1, 1) + timedelta(step) for step in range(5000))}
    assert all(days[one] <= days[other] for one, other in pairwise(dated))


@each_case
def test_each_worked_day_of_a_term_is_counted_once_and_no_other(matter: Matter) -> None:
    for term in _terms(matter):
        kinds = Counter(cell["k"] for cell in _cells(term))
        assert sum(kinds[kind] for kind in COUNTED) == term["days"]
        assert kinds["d-last"] == 1 and _cells(term)[-1]["k"] == "d-last"
        assert bool(kinds["d-doubt"]) <= term["provisional"]


@each_case
def test_every_day_stands_under_its_weekday(matter: Matter) -> None:
    for term in _terms(matter):
        cells = _cells(term)
        day = date.fromisoformat(str(term["started"]))
        blanks = [cell for cell in cells if cell["k"] == "d-blank"]
        assert len(blanks) == day.weekday() and cells[: len(blanks)] == blanks
        for number, cell in enumerate(cells[len(blanks) :]):
            shown = day + timedelta(number)
            assert cell["t"] in (str(shown.day), f"{shown.month}/{shown.day}")
        assert shown == date.fromisoformat(str(term["last"]))


def test_days_off_and_worked_weekends_are_told_apart() -> None:
    """国庆 2025: the 28th of September and the 11th of October are worked; the 1st to the 8th of October are off."""
    matter = read_matter('{"dates": {"received": "2025-09-26"}, "today": "2025-10-09"}', PROCEDURE)
    (term,) = _terms(matter)
    cells = [cell for cell in _cells(term) if cell["k"] != "d-blank"]
    days = {date(2025, 9, 26) + timedelta(number): cell["k"] for number, cell in enumerate(cells)}
    assert days[date(2025, 9, 26)] == "d-start" and days[date(2025, 9, 27)] == "d-rest"
    assert days[date(2025, 9, 28)] == days[date(2025, 10, 11)] == "d-shifted"
    assert {days[date(2025, 10, day)] for day in range(1, 9)} == {"d-holiday"}


def test_a_day_that_has_not_come_yet_is_said_so() -> None:
    matter = read_matter(
        '{"dates": {"applied": "2025-09-25", "received": "2025-09-26"}, "today": "2025-09-25"}', PROCEDURE
    )
    assert matter.today is not None
    shown = as_text([view_timeline(deadlines(matter, matter.today, PROCEDURE, BODY.calendar), PROCEDURE)])
    assert "收到申请（那一天还没有到）" in shown and "提出申请（" not in shown


def test_a_term_that_is_only_usual_is_never_drawn_as_broken() -> None:
    matter = read_matter(
        '{"dates": {"started": "2025-06-09", "reported": "2025-07-08"}, "today": "2025-07-10"}', PROCEDURE
    )
    assert [kind_of(term) for term in _terms(matter)] == ["term-past"]


def test_the_terminal_has_the_days_in_words() -> None:
    (term,) = _terms(read_matter('{"dates": {"received": "2025-09-26"}, "today": "2025-10-09"}', PROCEDURE))
    assert as_text([view_weeks(term)]) == ""
