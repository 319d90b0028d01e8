"""The calendar text, read back by a parser that is not ours: the same days, nothing lost, no line too wide."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.procedure.dates import Matter, read_matters
from checker.procedure.deadlines import DeadlinesJson, deadlines, titled
from checker.procedure.ics import as_ics
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.articles.a09 import PROCEDURE
from checker.regulations.xishuangbanna.articles.a09.readings import FIRST_DAY
from checker.text import name

FILES = [Path(__file__).parent / name for name in ("a09.toml", "order.toml")]
MATTERS = [
    matter
    for file in FILES
    for matter in read_matters(file.read_text(encoding="utf-8"), toml=True, procedure=PROCEDURE)
]
TODAY = date(2025, 7, 1)


def _result(matter: Matter) -> DeadlinesJson:
    return deadlines(matter, matter.today or TODAY, PROCEDURE, BODY.calendar)


def _events(text: str) -> list[icalendar.Event]:
    read = icalendar.Calendar.from_ical(text)
    assert isinstance(read, icalendar.Calendar)
    assert not read.errors
    return list(read.events)


def _matter(title: str, day: date = date(2025, 6, 9)) -> Matter:
    return Matter({PROCEDURE.dates["received"]: (day,)}, TODAY, (), title)


@pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter.title)
def test_each_term_with_a_last_day_is_one_all_day_event_on_it(matter: Matter) -> None:
    result = _result(matter)
    terms = [term for term in result["terms"] if term["last"] and term["status"] != "not-owed"]
    events = _events(as_ics(result, PROCEDURE))
    assert len(events) == len(terms)
    for term, event in zip(terms, events, strict=True):
        last = date.fromisoformat(str(term["last"]))
        assert event.start == last and event.end == last + timedelta(1)
        assert not event.errors
        description = str(event["DESCRIPTION"])
        assert term["quote"] in description and name(term["provision"]) in description
        assert all(doubt["why"] in description for doubt in term["doubts"])
        assert all(side["meaning"] in description for side in term["rests_on"][:4])
        assert matter.title in str(event["SUMMARY"]) and titled(term) in str(event["SUMMARY"])
        assert str(event["SUMMARY"]).startswith("（暂定）") == term["provisional"]
        certain = not term["provisional"] and not term["hangs_on"] and term["status"] != "not-begun"
        assert str(event["STATUS"]) == ("CONFIRMED" if certain else "TENTATIVE")
        for hang in term["hangs_on"]:
            assert hang["then"] in str(event["SUMMARY"]) and hang["says"] in description
        today = matter.today or TODAY
        assert datetime(today.year, today.month, today.day, tzinfo=UTC) == event.DTSTAMP


@given(st.text(max_size=80))
def test_a_title_of_any_kind_comes_back_whole_and_no_line_is_too_wide_or_cut_within_a_character(title: str) -> None:
    text = as_ics(_result(_matter(title)), PROCEDURE)
    assert text.endswith("END:VCALENDAR\r\n")
    for line in text.encode().split(b"\r\n"):
        assert len(line) <= 75 and b"\n" not in line and b"\r" not in line
        line.decode()
    (event,) = _events(text)
    clean = title.replace("\r\n", "\n").replace("\r", "\n")
    clean = "".join(
        "\N{REPLACEMENT CHARACTER}" if (char < " " and char != "\n") or char == "\x7f" else char for char in clean
    )
    assert str(event["SUMMARY"]) == (f"“{clean}”" if title else "") + "答复受不受理：最后一天"


def test_a_title_cannot_write_a_line_of_its_own() -> None:
    (event,) = _events(as_ics(_result(_matter("一\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:二;,\\三")), PROCEDURE))
    assert "END:VEVENT" in str(event["SUMMARY"]) and "二;,\\三" in str(event["SUMMARY"])


def test_the_same_matter_has_the_same_uid_though_its_last_day_moves_and_another_has_another() -> None:
    def uid(matter: Matter) -> str:
        return str(_events(as_ics(_result(matter), PROCEDURE))[0]["UID"])

    one = _matter("一件事")
    moved = Matter(one.dates, date(2026, 1, 1), (FIRST_DAY,), "一件事")
    assert _result(one)["terms"][0]["last"] != _result(moved)["terms"][0]["last"]
    assert uid(one) == uid(moved)
    assert len({uid(one), uid(_matter("另一件事")), uid(_matter("一件事", date(2025, 6, 10)))}) == 3


def test_the_uids_of_one_calendar_differ() -> None:
    matter = Matter({PROCEDURE.dates[key]: (date(2025, 6, 9),) for key in ("received", "accepted", "tolerated")}, TODAY)
    uids = [str(event["UID"]) for event in _events(as_ics(_result(matter), PROCEDURE))]
    assert len(uids) == len(set(uids)) == 4


def test_a_matter_without_a_last_day_makes_an_empty_calendar() -> None:
    assert _events(as_ics(_result(Matter({}, TODAY)), PROCEDURE)) == []
