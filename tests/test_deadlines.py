"""The deadlines of article 9: what the dated cases' authors counted by hand, and laws that hold for every date."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.articles.a09 import READINGS, TERMS, readings
from checker.articles.a09.terms import REPLY
from checker.bridge import deadlines as across
from checker.bridge import to_json
from checker.calendars import calendar
from checker.case import BadCase
from checker.deadlines import DeadlinesJson, DueJson, deadlines, due
from checker.logic import Reading, Truth
from checker.logic.terms import count
from checker.matter import DATES, EXPECTED, Matter, read_matter, read_matters
from checker.schema import dates_schema, deadlines_schema
from checker.view import as_text
from checker.view.deadlines import view_deadlines

FILE = Path(__file__).parent / "deadlines" / "a09.toml"
MATTERS = read_matters(FILE.read_text(encoding="utf-8"), toml=True)
CALENDAR = calendar()
DATES_SCHEMA = jsonschema.Draft202012Validator(dates_schema(), format_checker=jsonschema.FormatChecker())
DEADLINES_SCHEMA = jsonschema.Draft202012Validator(deadlines_schema())

each_case = pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter.title)
days = st.dates(date(2017, 6, 1), date(2028, 6, 1))
lengths = st.sampled_from([10, 15, 20])
manners = st.tuples(st.booleans(), st.booleans())


def _result(matter: Matter) -> DeadlinesJson:
    assert matter.today is not None
    return deadlines(matter, matter.today)


def _term(result: DeadlinesJson, key: str) -> DueJson:
    (term,) = (term for term in result["terms"] if term["term"] == key)
    return term


def _said(term: DueJson) -> dict[str, object]:
    return {
        "first": term["first"],
        "last": term["last"],
        "earliest": term["earliest"],
        "latest": term["latest"],
        "provisional": term["provisional"],
        "state": term["status"],
        "binding": term["binding"],
    }


@each_case
def test_the_days_are_those_counted_by_hand(matter: Matter) -> None:
    assert matter.expect is not None and matter.today is not None
    result = _result(matter)
    if matter.expect.at is not None:
        assert result["state"]["key"] == matter.expect.at
    assert matter.expect.refused == tuple(each["event"] for each in result["refused"])
    assert matter.expect.terms or matter.expect.at
    for key, expected in matter.expect.terms.items():
        said = _said(_term(result, key))
        assert set(said) == set(EXPECTED)
        assert {name: said[name] for name in expected} == {name: _written(value) for name, value in expected.items()}


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def test_there_are_enough_dated_cases_and_every_status_is_among_them() -> None:
    assert len(MATTERS) >= 60
    assert len({matter.title for matter in MATTERS}) == len(MATTERS)
    statuses = {term["state"] for matter in MATTERS if matter.expect for term in matter.expect.terms.values()}
    assert statuses == {"not-begun", "running", "met", "late", "overdue", "not-owed", "unknown"}
    assert {reading for matter in MATTERS for reading in matter.readings} == set(READINGS)


@each_case
def test_a_term_whose_end_is_not_certain_says_why(matter: Matter) -> None:
    for term in _result(matter)["terms"]:
        assert bool(term["doubts"]) == term["provisional"]


@given(days, lengths, manners)
def test_as_many_days_are_counted_as_the_term_has_and_each_is_worked(
    start: date, length: int, manner: tuple[bool, bool]
) -> None:
    first, waits = manner
    span = count(CALENDAR.day, start, length, start_counts=first, start_waits=waits)
    assert len(span.counted) == length
    assert [day.date for day in span.counted] == [
        day for day in _each(span.first, span.last) if CALENDAR.day(day).works
    ]
    assert not any(CALENDAR.day(day.date).works for day in span.left_out)
    assert span.first == span.counted[0].date and span.last == span.counted[-1].date
    assert span.earliest <= span.last <= span.latest
    assert span.first > start or first or (waits and not CALENDAR.day(start).works)


def _each(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(step) for step in range((last - first).days + 1))


@given(days, st.integers(0, 40), lengths, manners)
def test_moving_the_start_never_moves_the_end_back(
    start: date, later: int, length: int, manner: tuple[bool, bool]
) -> None:
    first, waits = manner
    one, other = (
        count(CALENDAR.day, day, length, start_counts=first, start_waits=waits)
        for day in (start, start + timedelta(later))
    )
    assert one.last <= other.last and one.earliest <= other.earliest and one.latest <= other.latest


@given(days, lengths)
def test_a_longer_term_ends_later_and_counting_the_first_day_never_ends_later(start: date, length: int) -> None:
    span = count(CALENDAR.day, start, length)
    assert span.last < count(CALENDAR.day, start, length + 1).last
    assert count(CALENDAR.day, start, length, start_counts=True).last <= span.last
    assert span.last <= count(CALENDAR.day, start, length, start_waits=True).last


@given(days, lengths, st.integers(-5, 90))
def test_what_is_in_time_is_known_exactly_where_the_end_is(start: date, length: int, after: int) -> None:
    span = count(CALENDAR.day, start, length)
    done = start + timedelta(after)
    kept = span.keeps(done)
    if kept is Truth.UNKNOWN:
        assert span.provisional and span.earliest < done <= span.latest
    else:
        assert kept is Truth.of(done <= span.last)


@given(days, st.data())
def test_a_doubt_resolved_in_any_way_leaves_the_end_within_its_bounds(start: date, data: st.DataObject) -> None:
    """Of the days in doubt some are chosen to be other than presumed, no more of each doubt than it can move."""
    span = count(CALENDAR.day, start, 15)
    doubted = [day for day in map(CALENDAR.day, _each(start, span.latest)) if day.doubts]
    turned: list[date] = []
    for working in (True, False):
        spent: dict[object, int] = {}
        for day in doubted:
            doubt = day.doubts[0]
            if day.works is working and spent.get(doubt, 0) < doubt.most and data.draw(st.booleans()):
                spent[doubt] = spent.get(doubt, 0) + 1
                turned.append(day.date)
    found, left = start, 15
    while left:
        found += timedelta(1)
        left -= CALENDAR.day(found).works is not (found in turned)
    assert span.earliest <= found <= span.latest


def _starts() -> Iterator[tuple[Matter, frozenset[Reading]]]:
    for number, chosen in enumerate(product([False, True], repeat=len(READINGS))):
        if number % 37 == 0:
            taken = frozenset(reading for reading, yes in zip(READINGS, chosen, strict=True) if yes)
            for matter in MATTERS[::5]:
                yield matter, taken


def test_a_reading_that_is_said_to_turn_a_term_turns_it_and_no_other_does() -> None:
    """Both ways, under many combinations of the others."""
    for matter, taken in _starts():
        assert matter.today is not None
        result = deadlines(Matter(matter.dates, matter.today, tuple(taken)), matter.today)
        for term in TERMS:
            said = {turn["key"] for turn in _term(result, term.key)["turns"]}
            now = due(term, matter, matter.today, CALENDAR, taken)
            for reading in READINGS:
                then = due(term, matter, matter.today, CALENDAR, taken ^ {reading})
                same = (now.span and now.span.last, now.status, now.binding) == (
                    then.span and then.span.last,
                    then.status,
                    then.binding,
                )
                assert (reading.key in said) == (not same), (matter.title, term.key, reading.key)


def test_the_readings_both_ways_agree_with_each_other() -> None:
    matter = read_matter('{"dates": {"received": "2025-04-07"}, "today": "2025-05-01"}')
    assert matter.today is not None
    default = deadlines(matter, matter.today)
    other = deadlines(Matter(matter.dates, matter.today, (readings.HERE,)), matter.today)
    (turn,) = (turn for turn in _term(default, "reply")["turns"] if turn["key"] == "R9.local")
    assert turn["last"] == _term(other, "reply")["last"] == "2025-04-27"
    (back,) = (turn for turn in _term(other, "reply")["turns"] if turn["key"] == "R9.local")
    assert back["last"] == _term(default, "reply")["last"] == "2025-04-30"


@each_case
def test_every_result_is_as_its_schema_says_and_crosses_the_bridge_unchanged(matter: Matter) -> None:
    result = _result(matter)
    DEADLINES_SCHEMA.validate(result)
    request = to_json(
        {
            "title": matter.title,
            "today": str(matter.today),
            "dates": {event.key: str(day) if day else "unknown" for event, day in matter.dates.items()},
            "readings": [reading.key for reading in matter.readings],
        }
    )
    DATES_SCHEMA.validate(json.loads(request))
    assert across(request) == to_json(result)


@each_case
def test_what_a_person_reads_names_the_day_and_the_words_of_every_term_that_runs(matter: Matter) -> None:
    result = _result(matter)
    shown = as_text(view_deadlines(result))
    assert result["state"]["title"] in shown
    for term in result["terms"]:
        if term["status"] not in ("not-begun", "not-owed") and term["last"]:
            day = date.fromisoformat(term["last"])
            assert f"{day.year}年{day.month}月{day.day}日" in shown and term["quote"] in shown
        for doubt in term["doubts"]:
            assert doubt["why"] in shown
    for each in (*result["refused"], *result["next"]):
        assert each["quote"] in shown
    for silence in result["silences"]:
        assert silence["says"] in shown


def test_a_term_that_is_only_usual_is_past_and_never_broken() -> None:
    matter = read_matter('{"dates": {"started": "2025-06-09", "reported": "2025-07-08"}, "today": "2025-07-10"}')
    assert matter.today is not None
    shown = as_text(view_deadlines(deadlines(matter, matter.today)))
    assert "过了一般的时间，不直接等于违反" in shown and "✗" not in shown
    strict = Matter(matter.dates, matter.today, (readings.USUAL,))
    assert "✗ 过了期限" in as_text(view_deadlines(deadlines(strict, matter.today)))


def test_a_day_that_is_not_known_does_not_stand_in_the_way_of_one_that_is() -> None:
    matter = read_matter('{"dates": {"accepted": "unknown", "started": "2025-06-09"}, "today": "2025-06-10"}')
    assert matter.today is not None
    verify = _term(deadlines(matter, matter.today), "verify")
    assert (verify["start"], verify["last"]) == ("started", "2025-07-07")


def test_a_term_of_the_past_stays_the_same_whatever_today_is() -> None:
    matter = Matter({DATES["received"]: date(2025, 6, 9), DATES["accepted"]: date(2025, 6, 30)})
    results = [_term(deadlines(matter, today), REPLY.key) for today in (date(2025, 6, 30), date(2029, 1, 1))]
    assert results[0] == results[1]


@pytest.mark.parametrize(
    ("document", "line"),
    [
        ("", "全文：文件是空的；至少要有 dates"),
        ("[]", "全文：应当是一个对象"),
        ('{"dates": []}', "dates：应当是“哪件事 = 哪一天”的对照，这里是列表"),
        ("{}", "dates：应当是“哪件事 = 哪一天”的对照，这里是空值 null"),
        ('{"dates": {"recieved": "2025-01-01"}}', "dates.recieved：没有这一项；最接近的是 received"),
        ('{"dates": {"received": "2025-02-30"}}', "dates.received：应当是日期，写成 2027-01-05 的样子"),
        ('{"dates": {"received": "2025-W01-1"}}', "dates.received：应当是日期"),
        ('{"dates": {"received": 20250101}}', "dates.received：应当是日期"),
        ('{"dates": {"received": "1025-01-01"}}', "dates.received：1025-01-01 不在 2000 年到 2099 年之间"),
        ('{"dates": {}, "today": true}', "today：应当是日期"),
        ('{"dates": {}, "readings": ["R9"]}', "readings：没有文字“R9”这一项"),
        ('{"dates": {}, "title": 1}', "title：应当是文字"),
        ('{"dates": {}, "title": "\\ud800"}', "title：有半个字符"),
        ('{"case": 1}', "case：应当是列表"),
        ('{"case": [1]}', "case[1]：应当是一件事"),
        ('{"case": [{"dates": {}}, {"dates": {"x": 1}}]}', "case[2].dates.x：没有这一项"),
        ('{"dates": {}, "expect": {"at": "nowhere"}}', "expect.at：没有文字“nowhere”这一项"),
    ],
)
def test_bad_input_gets_one_line_that_names_the_place(document: str, line: str) -> None:
    with pytest.raises(BadCase) as refusal:
        read_matters(document, toml=False)
    assert str(refusal.value).startswith(line) and "\n" not in str(refusal.value)


anything = st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.dates().map(str)
near_matters = st.fixed_dictionaries(
    {
        "dates": st.dictionaries(
            st.sampled_from([*DATES, "x"]), st.just("unknown") | days.map(str) | anything, max_size=3
        )
    },
    optional={
        "today": days.map(str) | anything,
        "title": st.text(max_size=5) | anything,
        "readings": st.lists(st.sampled_from([reading.key for reading in READINGS])) | anything,
        "expect": st.fixed_dictionaries({}, optional={"at": st.just("closed") | anything, "refused": anything}),
    },
)


@given(near_matters | st.fixed_dictionaries({"case": st.lists(near_matters, max_size=2)}) | anything)
def test_the_reader_takes_exactly_what_the_schema_allows(document: object) -> None:
    """The years apart, which a schema of dates cannot bound."""
    try:
        read_matters(to_json(document), toml=False)
        taken = True
    except BadCase as error:
        taken = False
        assert "\n" not in str(error)
        if "不在 2000 年" in str(error):
            return
    assert taken == DATES_SCHEMA.is_valid(document)


@given(st.text(max_size=40) | (near_matters | anything).map(to_json))
def test_whatever_crosses_the_bridge_comes_back_as_deadlines_or_one_clear_line(text: str) -> None:
    answer = json.loads(across(text))
    if "error" not in answer:
        DEADLINES_SCHEMA.validate(answer)
