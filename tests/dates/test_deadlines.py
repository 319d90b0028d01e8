"""The deadlines of article 9: what the dated cases' authors counted by hand, and laws that hold for every date."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.api.bridge import deadlines as across
from checker.api.schema import dates_schema, deadlines_schema
from checker.calendars.terms import count
from checker.engine.fields import BadCase
from checker.engine.result import to_json
from checker.logic import Reading, Truth
from checker.procedure.dates import EXPECTED, Matter, read_course, read_matter, read_matters
from checker.procedure.deadlines import DeadlinesJson, DueJson, deadlines, due
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.articles.a09 import PROCEDURE, TERMS, readings
from checker.regulations.xishuangbanna.articles.a09.terms import REPLY
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.view import as_text
from checker.view.deadlines import view_deadlines

FILES = [Path(__file__).parent / name for name in ("a09.toml", "order.toml")]
MATTERS = [
    matter
    for file in FILES
    for matter in read_matters(file.read_text(encoding="utf-8"), toml=True, procedure=PROCEDURE)
]
CALENDAR = BODY.calendar
DATES_SCHEMA = jsonschema.Draft202012Validator(dates_schema(PROCEDURE), format_checker=jsonschema.FormatChecker())
DEADLINES_SCHEMA = jsonschema.Draft202012Validator(deadlines_schema())

each_case = pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter.title)
days = st.dates(date(2017, 6, 1), date(2028, 6, 1))
lengths = st.sampled_from([10, 15, 20])
manners = st.tuples(st.booleans(), st.booleans())


def _result(matter: Matter) -> DeadlinesJson:
    assert matter.today is not None
    return deadlines(matter, matter.today, PROCEDURE, BODY.calendar)


def _term(result: DeadlinesJson, key: str) -> DueJson:
    """By its key, as a case names it."""
    (term,) = (term for term in result["terms"] if key in _keys(term))
    return term


def _keys(term: DueJson) -> tuple[str, ...]:
    return (term["term"],) if term["number"] == 1 else (f"{term['term']}.{term['number']}",)


def _said(term: DueJson) -> dict[str, object]:
    return {
        "first": term["first"],
        "last": term["last"],
        "earliest": term["earliest"],
        "latest": term["latest"],
        "provisional": term["provisional"],
        "state": term["status"],
        "binding": term["binding"],
        "owed": term["owed"],
        "would": term["would"],
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
    statuses = {term.get("state") for matter in MATTERS if matter.expect for term in matter.expect.terms.values()}
    assert statuses - {None} == {"not-begun", "running", "met", "late", "overdue", "not-owed", "unknown"}
    assert {reading for matter in MATTERS for reading in matter.readings} == set(PROCEDURE.readings)


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
    for number, chosen in enumerate(product([False, True], repeat=len(PROCEDURE.readings))):
        if number % 97 == 0:  # odd, so that each reading is taken in about half
            taken = frozenset(reading for reading, yes in zip(PROCEDURE.readings, chosen, strict=True) if yes)
            for matter in MATTERS[::5]:
                yield matter, taken


def test_a_reading_that_is_said_to_turn_a_term_turns_it_and_no_other_does() -> None:
    """Both ways, under many combinations of the others."""
    for matter, taken in _starts():
        assert matter.today is not None
        result = deadlines(Matter(matter.dates, matter.today, tuple(taken)), matter.today, PROCEDURE, BODY.calendar)
        for term in TERMS:
            said = {turn["key"] for turn in _term(result, term.key)["turns"]}
            now = due(term, matter, matter.today, PROCEDURE, CALENDAR, taken)
            for reading in PROCEDURE.readings:
                then = due(term, matter, matter.today, PROCEDURE, CALENDAR, taken ^ {reading}, 1)
                same = (now.span and now.span.last, now.status, now.binding) == (
                    then.span and then.span.last,
                    then.status,
                    then.binding,
                )
                assert (reading.key in said) == (not same), (matter.title, term.key, reading.key)


def test_the_readings_both_ways_agree_with_each_other() -> None:
    matter = read_matter('{"dates": {"received": "2025-04-07"}, "today": "2025-05-01"}', PROCEDURE)
    assert matter.today is not None
    default = deadlines(matter, matter.today, PROCEDURE, BODY.calendar)
    other = deadlines(Matter(matter.dates, matter.today, (readings.HERE,)), matter.today, PROCEDURE, BODY.calendar)
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
            "dates": {event.key: [str(day or "unknown") for day in days] for event, days in matter.dates.items()},
            "readings": [reading.key for reading in matter.readings],
        }
    )
    DATES_SCHEMA.validate(json.loads(request))
    assert across(request, BODY.place(TOLERANCE)) == to_json(result)


@each_case
def test_what_a_person_reads_names_the_day_and_the_words_of_every_term_that_runs(matter: Matter) -> None:
    result = _result(matter)
    shown = as_text(view_deadlines(result, PROCEDURE))
    assert result["state"]["title"] in shown
    for term in result["terms"]:
        for hang in term["hangs_on"]:
            assert hang["says"] in shown and hang["then"] in shown
        if term["status"] != "not-owed" and term["last"]:
            day = date.fromisoformat(term["last"])
            assert f"{day.year}年{day.month}月{day.day}日" in shown and term["quote"] in shown
        for doubt in term["doubts"]:
            assert doubt["why"] in shown
    for each in (*result["refused"], *result["next"]):
        assert each["quote"] in shown
    for silence in result["silences"]:
        assert silence["says"] in shown


def test_a_term_that_is_only_usual_is_past_and_never_broken() -> None:
    matter = read_matter(
        '{"dates": {"started": "2025-06-09", "reported": "2025-07-08"}, "today": "2025-07-10"}', PROCEDURE
    )
    assert matter.today is not None
    shown = as_text(view_deadlines(deadlines(matter, matter.today, PROCEDURE, BODY.calendar), PROCEDURE))
    assert "过了一般的时间，不直接等于违反" in shown and "✗" not in shown
    strict = Matter(matter.dates, matter.today, (readings.USUAL,))
    assert "✗ 过了期限" in as_text(view_deadlines(deadlines(strict, matter.today, PROCEDURE, BODY.calendar), PROCEDURE))


def test_a_day_that_is_not_known_does_not_stand_in_the_way_of_one_that_is() -> None:
    matter = read_matter(
        '{"dates": {"accepted": "unknown", "started": "2025-06-09"}, "today": "2025-06-10"}', PROCEDURE
    )
    assert matter.today is not None
    verify = _term(deadlines(matter, matter.today, PROCEDURE, BODY.calendar), "verify")
    assert (verify["start"], verify["last"]) == ("started", "2025-07-07")


any_matter = st.builds(
    Matter,
    st.dictionaries(
        st.sampled_from(list(PROCEDURE.dates.values())),
        st.lists(st.none() | st.dates(date(2025, 5, 1), date(2025, 8, 31)), min_size=1, max_size=2, unique=True),
        max_size=7,
    ).map(lambda dates: {event: tuple(dates[event]) for event in PROCEDURE.dates.values() if event in dates}),
    st.just(date(2025, 7, 15)),
    st.lists(st.sampled_from(PROCEDURE.readings), unique=True, max_size=3).map(tuple),
)


@settings(deadline=None, max_examples=150)
@given(any_matter)
def test_whatever_happened_nothing_is_kept_before_it_is_owed_or_in_the_future_and_silence_is_never_a_no(
    matter: Matter,
) -> None:
    result = _result(matter)
    DEADLINES_SCHEMA.validate(result)
    assert Counter((each["event"], each["day"]) for each in result["happened"]) == Counter(
        (event.key, day.isoformat() if day else None) for event, days in matter.dates.items() for day in days
    )
    for term in result["terms"]:
        if term["status"] in ("met", "late"):
            assert term["started"] and term["finished"]
            assert term["started"] <= term["finished"] <= result["today"]
        if term["hangs_on"]:
            assert term["owed"] != "yes" and term["status"] not in ("late", "overdue")
        else:
            assert term["would"] == term["status"]
    for each in result["refused"]:
        assert each["reason"].count("。") == 1 and each["reason"].endswith("。")
        assert each["truth"] == "unknown" or "条文没有写" not in each["reason"]
    assert as_text(view_deadlines(result, PROCEDURE))


def test_of_two_that_lapsed_the_one_whose_day_is_written_keeps_it_also_where_the_other_would_fall_on_it() -> None:
    lapsed, day = PROCEDURE.dates["lapsed"], date(2025, 7, 9)
    matter = Matter({PROCEDURE.dates["received"]: (date(2025, 6, 17),), lapsed: (None, day)}, date(2025, 7, 15))
    happened = [(each["event"], each["day"]) for each in _result(matter)["happened"]]
    assert sorted(happened, key=str) == [("lapsed", "2025-07-09"), ("lapsed", None), ("received", "2025-06-17")]


@settings(deadline=None, max_examples=80)
@given(any_matter)
def test_what_is_dated_after_today_changes_neither_where_the_matter_stands_nor_what_is_kept(matter: Matter) -> None:
    assert matter.today is not None
    today = matter.today
    past = {
        event: kept
        for event, days in matter.dates.items()
        if (kept := tuple(day for day in days if day is None or day <= today))
    }
    one, other = _result(matter), deadlines(Matter(past, today, matter.readings), today, PROCEDURE, BODY.calendar)
    assert (one["state"], one["beside"], one["next"]) == (other["state"], other["beside"], other["next"])


def _assumed(dates: str) -> list[str]:
    result = _result(read_matter(f'{{"dates": {dates}, "today": "2025-07-10"}}', PROCEDURE))
    return [
        line[2:]
        for line in as_text(view_deadlines(result, PROCEDURE)).splitlines()
        if line.endswith("没有填，当作有过。")
    ]


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ('{"applied": "2025-06-06", "received": "2025-06-09"}', []),
        ('{"received": "2025-06-09"}', ["先有“提出申请”，才有“收到申请”；没有填，当作有过。"]),
        (
            '{"reported": "2025-06-09"}',
            [
                "先有“提出申请”、“收到申请”、“答复受理”或者“主动启动”、“开始调查”，才有“形成调查报告”；没有填，当作有过。"
            ],
        ),
        (
            '{"received": "2025-06-09", "fed_back": "2025-07-01"}',
            [
                "先有“提出申请”，才有“收到申请”；没有填，当作有过。",
                "先有“答复受理”、“形成调查报告”，“认定容错”或者“认定不容错”，才有“反馈问责对象”；没有填，当作有过。",
            ],
        ),
        (
            '{"received": ["2025-06-02", "2025-06-20"], "refused": "2025-06-09"}',
            ["先有“提出申请”，才有“收到申请”；没有填，当作有过。"] * 2,
        ),
        ('{"received": "2025-07-20"}', []),
    ],
)
def test_what_was_not_named_and_must_have_been_is_said(dates: str, said: list[str]) -> None:
    assert _assumed(dates) == said


def test_where_the_text_is_silent_both_places_are_said() -> None:
    again = '{"received": ["2025-06-02", "2025-06-20"], "refused": "2025-06-09"}'
    result = _result(read_matter(f'{{"dates": {again}, "today": "2025-07-10"}}', PROCEDURE))
    shown = as_text(view_deadlines(result, PROCEDURE))
    assert "【程序走到：机关研究受不受理】" in shown and "要是还能申请，才走到这一步；条文没有写。" in shown
    assert "要是不能再申请，程序走到“没有受理”；条文没有写。" in shown
    assert "答复受不受理（第2次）：15个工作日" in shown and "要是还能申请，最后一天 2025年7月11日星期五" in shown


def test_the_last_day_is_named_to_those_who_say_too_early_that_nobody_replied() -> None:
    dates = '{"received": "2026-03-02", "lapsed": "2026-03-05"}'
    (said,) = _result(read_matter(f'{{"dates": {dates}, "today": "2026-03-06"}}', PROCEDURE))["refused"]
    assert said["truth"] == "no" and "最后一天是 2026-03-23" in said["reason"]


def test_each_pair_in_the_wrong_order_is_named() -> None:
    dates = '{"received": "2025-06-12", "accepted": "2025-06-11", "reported": "2025-06-10"}'
    result = _result(read_matter(f'{{"dates": {dates}, "today": "2025-07-10"}}', PROCEDURE))
    assert [each["reason"].split("：")[0] for each in result["refused"]] == [
        "“形成调查报告”（2025-06-10）写在了“答复受理”（2025-06-11）前面",
        "“形成调查报告”（2025-06-10）写在了“收到申请”（2025-06-12）前面",
        "“答复受理”（2025-06-11）写在了“收到申请”（2025-06-12）前面",
    ]


def test_the_page_names_a_second_day_by_a_key_of_its_own() -> None:
    chosen = {"received": "2025-06-02", "received.2": "2025-06-20", "applied.2": "unknown", "R9.own": "yes"}
    matter = read_course(chosen, "2025-07-10", PROCEDURE)
    assert matter.dates == {
        PROCEDURE.dates["applied"]: (None,),
        PROCEDURE.dates["received"]: (date(2025, 6, 2), date(2025, 6, 20)),
    }
    assert matter.readings == (readings.OWN,)
    with pytest.raises(BadCase, match=r"“收到申请”的日期：2025-06-02 写了两次；请留一个"):
        read_course({"received": "2025-06-02", "received.2": "2025-06-02"}, "2025-07-10", PROCEDURE)


def test_a_term_of_the_past_stays_the_same_whatever_today_is() -> None:
    matter = Matter(
        {PROCEDURE.dates["received"]: (date(2025, 6, 9),), PROCEDURE.dates["accepted"]: (date(2025, 6, 30),)}
    )
    results = [
        _term(deadlines(matter, today, PROCEDURE, BODY.calendar), REPLY.key)
        for today in (date(2025, 6, 30), date(2029, 1, 1))
    ]
    assert results[0] == results[1]


@pytest.mark.parametrize(
    ("document", "line"),
    [
        ("", "全文：文件是空的；至少要有 dates"),
        ("[]", "全文：应当是一个对象"),
        ('{"dates": []}', "dates：应当是“哪件事 = 哪一天”的对照，这里是列表"),
        ("{}", "dates：没有这一项；一件事至少要有 dates"),
        ('{"today": "2026-01-01"}', "dates：没有这一项；一件事至少要有 dates"),
        ('{"dates": null}', "dates：应当是“哪件事 = 哪一天”的对照，这里是空值 null"),
        ('{"dates": {"received": null}}', "dates.received：没有写日期；请写成 2027-01-05 的样子"),
        ('{"dates": {"received": ""}}', "dates.received：没有写日期；请写成 2027-01-05 的样子"),
        ('{"dates": {"received": []}}', "dates.received：没有写日期，列表是空的"),
        ('{"dates": {"received": ["2026-01-05", null]}}', "dates.received[2]：没有写日期"),
        ('{"dates": {"received": ["2026-01-05", "2026-01-05"]}}', "dates.received：2026-01-05 写了两次；请留一个"),
        ('{"dates": {"received": ["unknown", "unknown"]}}', "dates.received：unknown 写了两次；请留一个"),
        ('{"dates": {}, "today": ""}', "today：没有写日期"),
        ('{"case": []}', "case：是空的，一件事也没有；请至少写一件"),
        ('{"dates": {"harm": "2025-01-01"}}', "dates.harm：没有这一项；可以写的看 python3 -m checker procedure"),
        ('{"answers": {}}', "answers：没有这一项；可以写的有 title、today、dates、readings、expect"),
        ('{"dates": {"recieved": "2025-01-01"}}', "dates.recieved：没有这一项；最接近的是 received"),
        ('{"dates": {"received": "2026-02-30"}}', "dates.received：没有 2026-02-30 这一天；请检查年、月、日"),
        ('{"dates": {"received": "2026-13-01"}}', "dates.received：没有 2026-13-01 这一天"),
        ('{"dates": {"received": "5.1.2026"}}', "dates.received：应当是日期，写成 2027-01-05 的样子"),
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
        read_matters(document, toml=False, procedure=PROCEDURE)
    assert str(refusal.value).startswith(line) and "\n" not in str(refusal.value)


anything = st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.dates().map(str)
happenings = st.just("unknown") | days.map(str)
near_matters = st.fixed_dictionaries(
    {
        "dates": st.dictionaries(
            st.sampled_from([*PROCEDURE.dates, "x"]),
            happenings | st.lists(happenings, max_size=3) | anything,
            max_size=3,
        )
    },
    optional={
        "today": days.map(str) | anything,
        "title": st.text(max_size=5) | anything,
        "readings": st.lists(st.sampled_from([reading.key for reading in PROCEDURE.readings])) | anything,
        "expect": st.fixed_dictionaries({}, optional={"at": st.just("closed") | anything, "refused": anything}),
    },
)


@given(near_matters | st.fixed_dictionaries({"case": st.lists(near_matters, max_size=2)}) | anything)
def test_the_reader_takes_exactly_what_the_schema_allows(document: object) -> None:
    """The years apart, which a schema of dates cannot bound."""
    try:
        read_matters(to_json(document), toml=False, procedure=PROCEDURE)
        taken = True
    except BadCase as error:
        taken = False
        assert "\n" not in str(error)
        if "不在 2000 年" in str(error):
            return
    assert taken == DATES_SCHEMA.is_valid(document)


@given(st.text(max_size=40) | (near_matters | anything).map(to_json))
def test_whatever_crosses_the_bridge_comes_back_as_deadlines_or_one_clear_line(text: str) -> None:
    answer = json.loads(across(text, BODY.place(TOLERANCE)))
    if "error" not in answer:
        DEADLINES_SCHEMA.validate(answer)
