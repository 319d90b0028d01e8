"""The working days: as two libraries have them, from files of which every mistake is one line.

The libraries are asked only about the years of which they know the notice. What must not be known is tested on the
calendar as it was up to 2026 (UP_TO_2026), so that one more file of a year changes no other test.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from importlib import resources
from pathlib import Path

import chinese_calendar  # type: ignore[import-untyped]
import holidays
import pytest
from holidays.calendars.chinese import _ChineseLunisolar
from holidays.countries.china import ChinaStaticHolidays
from hypothesis import given
from hypothesis import strategies as st

import checker
from builder import ROOT
from checker import calendars
from checker.calendars import NATIONAL, BadCalendar, Calendar, weekday
from checker.calendars import read as read_places
from checker.calendars.lunar import NAMES, YEARS, lunar
from checker.calendars.terms import Day, Doubt, count
from checker.procedure.dates import Matter, read_matter, read_matters
from checker.procedure.deadlines import deadlines
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.articles.a09 import PROCEDURE, TERMS
from checker.view import as_text
from checker.view.deadlines import view_deadlines

FOLDERS = (calendars.__name__, f"{BODY.package}.calendar")
PLACES = {
    entry.name: f"{folder.replace('.', '/')}/{entry.name}"
    for folder in FOLDERS
    for entry in resources.files(folder).iterdir()
    if entry.name.endswith(".toml")
}
FILES = {name: Path(ROOT, place).read_bytes() for name, place in PLACES.items()}
CALENDAR = BODY.calendar


def place_of(name: str) -> str:
    """Where a file of that name stands, or would."""
    return PLACES.get(name, f"checker/calendars/{name}")


def read(files: Mapping[str, bytes]) -> Calendar:
    """The calendar of files by name."""
    return read_places({place_of(name): content for name, content in files.items()})


KNOWN = sorted(CALENDAR.national)
OLD_FILES = {name: content for name, content in FILES.items() if name < "2027" or not name[0].isdecimal()}
UP_TO_2026 = read(OLD_FILES)
MATTERS = read_matters(
    (Path(__file__).parent / "calendars.toml").read_text(encoding="utf-8"), toml=True, procedure=PROCEDURE
)

LAST_KNOWN = {
    "chinesecalendar": max(chinese_calendar.constants.holidays).year,
    "holidays": max(ChinaStaticHolidays.special_public_holidays),
}
"""The last year of which a library knows the notice; later ones it does not answer for, or only guesses."""
DIFFERENCES: dict[str, dict[tuple[date, date], str]] = {
    "chinesecalendar": {},
    "holidays": {
        (date(2019, 4, 28), date(2019, 4, 28)): "国办发明电〔2019〕3号改了劳动节，这个库还是第一次的通知",
        (date(2019, 5, 2), date(2019, 5, 3)): "同上",
        (date(2019, 5, 5), date(2019, 5, 5)): "同上",
    },
}
"""Where a library and the State Council's notices differ, and why the notice is right; the first and the last day."""


def _days(year: int) -> Iterator[date]:
    return _between(date(year, 1, 1), date(year, 12, 31))


def _between(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(step) for step in range((last - first).days + 1))


@cache
def _works(library: str) -> Callable[[date], bool]:
    if library == "chinesecalendar":
        return chinese_calendar.is_workday  # type: ignore[no-any-return]
    return holidays.country_holidays("CN", years=range(KNOWN[0], KNOWN[-1] + 2)).is_working_day


def _explained(library: str) -> set[date]:
    return {day for span in DIFFERENCES[library] for day in _between(*span)}


@pytest.mark.parametrize("library", DIFFERENCES)
def test_the_days_of_the_nation_are_those_of_the_library_but_where_it_is_explained(library: str) -> None:
    years = [year for year in KNOWN if year <= LAST_KNOWN[library]]
    assert len(years) >= 10
    works = _works(library)
    differing = {day for year in years for day in _days(year) if CALENDAR.day_of_the_nation(day).works != works(day)}
    assert differing == _explained(library)


@pytest.mark.parametrize("library", DIFFERENCES)
def test_every_start_of_ten_years_ends_each_term_on_the_day_that_the_librarys_calendar_gives(library: str) -> None:
    """Nation-wide; a day on which the library is wrong is taken from the notice. The library's end is looked up in its
    list of working days, not counted.
    """
    last = date(LAST_KNOWN[library], 12, 31)
    works, explained = _works(library), _explained(library)
    almanac = {day: CALENDAR.day_of_the_nation(day) for day in _between(date(2017, 1, 1), last + timedelta(90))}
    worked = [
        day for day in _between(date(2017, 1, 1), last) if (almanac[day].works if day in explained else works(day))
    ]
    swept = 0
    for start in _between(date(2017, 1, 1), last):
        before = bisect_right(worked, start)
        for term in TERMS:
            if before + term.days <= len(worked):
                span = count(almanac.__getitem__, start, term.days)
                assert (span.first, span.last) == (worked[before], worked[before + term.days - 1]), (start, term.key)
                swept += 1
    assert {term.days for term in TERMS} == {10, 15, 20} and swept > 3600 * len(TERMS)


@pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter.title)
def test_the_days_are_those_counted_by_hand(matter: Matter) -> None:
    assert matter.expect is not None and matter.today is not None and matter.expect.terms
    terms = {term["term"]: term for term in deadlines(matter, matter.today, PROCEDURE, UP_TO_2026)["terms"]}
    for key, expected in matter.expect.terms.items():
        said: dict[str, object] = {**terms[key], "state": terms[key]["status"]}
        wanted = {name: value.isoformat() if isinstance(value, date) else value for name, value in expected.items()}
        assert {name: said[name] for name in wanted} == wanted


def test_the_nation_and_the_prefecture_differ_where_the_prefecture_says_so_and_nowhere_else() -> None:
    told = {
        day
        for notice in CALENDAR.local.values()
        for holiday in notice.holidays
        for day in (*holiday.off, *holiday.worked)
    }
    differing = {
        day for year in KNOWN for day in _days(year) if CALENDAR.day(day).works != CALENDAR.day_of_the_nation(day).works
    }
    assert differing <= told
    assert {day for day in differing if day.year == 2025} == {date(2025, 4, 14), date(2025, 4, 15), date(2025, 4, 16)}
    assert {day for day in differing if day.year == 2022} == {date(2022, 4, day) for day in range(9, 16)}


def test_every_file_names_its_notice_and_where_it_was_read() -> None:
    for notice in (*CALENDAR.national.values(), *CALENDAR.local.values()):
        assert str(notice.year) in notice.title
        assert re.fullmatch(r"https?://\S+", notice.seen)
    for notice in CALENDAR.national.values():
        assert all(any(name in holiday.name for holiday in notice.holidays) for name in NATIONAL)


FEAST_DAYS = {"州庆": ((1, 16), (1, 31)), "泼水节": ((4, 5), (4, 25))}
"""Where no notice of the prefecture was seen: what those up to 2025 show, four days more, inside of the month."""


def test_a_day_is_in_doubt_exactly_where_something_is_not_known() -> None:
    known = [*range(2017, 2027)]
    told = {
        day
        for notice in UP_TO_2026.national.values()
        for holiday in notice.holidays
        for day in (*holiday.off, *holiday.worked)
    }
    for year in range(2016, 2029):
        seen = {holiday.name for holiday in UP_TO_2026.local[year].holidays} if year in UP_TO_2026.local else set()
        for day in _days(year):
            nation, here = UP_TO_2026.day_of_the_nation(day), UP_TO_2026.day(day)
            unannounced = day not in told and (
                year not in known or (year + 1 not in known and (day.month, day.day) >= (12, 25))
            )
            unseen = (nation.works or day not in told) and any(
                feast not in seen and first <= (day.month, day.day) <= last
                for feast, (first, last) in FEAST_DAYS.items()
            )
            assert bool(nation.doubts) == unannounced, day
            assert bool(here.doubts) == (unannounced or unseen), day
            assert all(doubt.first <= day <= doubt.last for doubt in here.doubts)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith("-local.toml")])
def test_a_local_notice_keeps_within_the_days_that_the_others_leave_in_doubt(name: str) -> None:
    """What the margin rests on."""
    others = read({other: content for other, content in FILES.items() if other != name})
    for holiday in CALENDAR.local[int(name[:4])].holidays:
        for day in (*holiday.off, *holiday.worked):
            nation = others.day_of_the_nation(day)
            assert others.day(day).doubts or (nation.title and not nation.works), day


def test_without_any_local_notice_all_of_the_months_is_in_doubt() -> None:
    none = read({name: content for name, content in FILES.items() if not name.endswith("-local.toml")})
    assert none.day(date(2025, 4, 1)).doubts and none.day(date(2025, 4, 30)).doubts
    assert not none.day(date(2025, 3, 31)).doubts and not none.day(date(2025, 5, 6)).doubts


def test_a_day_that_is_not_as_its_weekday_says_has_a_reason_and_its_source() -> None:
    for year in KNOWN:
        for day in map(CALENDAR.day, _days(year)):
            if day.works != (day.date.weekday() < 5):
                assert day.title and "通知" in day.source


def test_the_next_years_notice_settles_the_last_days_of_a_year() -> None:
    """That for 2019 made 29 December 2018 a working day and took the 31st off."""
    without = read({name: content for name, content in FILES.items() if not name.startswith("2019")})
    span = count(without.day, date(2018, 12, 10), 15)
    assert (span.last, span.provisional) == (date(2018, 12, 31), True)
    assert span.earliest <= date(2018, 12, 29) <= span.latest
    assert any("2019年的放假安排，本站没有" in doubt.why for doubt in span.doubts)
    settled = count(CALENDAR.day, date(2018, 12, 10), 15)
    assert (settled.last, settled.provisional) == (date(2018, 12, 29), False)


def test_a_doubt_that_only_the_latest_end_meets_is_said_as_well() -> None:
    """Presumed, the term ends in December; if the last days of the year are moved, it runs into a year not known."""
    without = read({name: content for name, content in FILES.items() if not name.startswith("2019")})
    span = count(without.day, date(2018, 12, 7), 15)
    assert span.last == date(2018, 12, 28) < date(2019, 1, 1) < span.latest
    why = "".join(doubt.why for doubt in span.doubts)
    assert "它可能动到2018年的最后几天" in why and "先按周一到周五上班、法定节日（元旦1月1日，" in why


def test_a_local_notice_settles_what_was_provisional_within_its_bounds() -> None:
    for start in (date(2025, 4, 1), date(2024, 4, 3), date(2022, 4, 6)):
        without = read({name: content for name, content in FILES.items() if name != f"{start.year}-local.toml"})
        before, after = (count(each.day, start, 15) for each in (without, CALENDAR))
        assert before.provisional and not after.provisional
        assert before.earliest <= after.last <= before.latest


LAW = {
    2005: "元旦0101 春节0209 春节0210 春节0211 劳动节0501 劳动节0502 劳动节0503 国庆节1001 国庆节1002 国庆节1003",
    2009: "元旦0101 春节0125 春节0126 春节0127 清明节0404 劳动节0501 端午节0528 "
    "国庆节1001 国庆节1002 中秋节、国庆节1003",
    2016: "元旦0101 春节0208 春节0209 春节0210 清明节0404 劳动节0501 端午节0609 中秋节0915 "
    "国庆节1001 国庆节1002 国庆节1003",
    2027: "元旦0101 春节0205 春节0206 春节0207 春节0208 清明节0405 劳动节0501 劳动节0502 端午节0609 中秋节0915 "
    "国庆节1001 国庆节1002 国庆节1003",
}
"""What 全国年节及纪念日放假办法 as it then was takes off."""


@pytest.mark.parametrize("year", LAW)
def test_a_year_without_a_notice_is_presumed_to_have_the_statutory_days_of_its_time_off(year: int) -> None:
    off = [day for day in map(UP_TO_2026.day_of_the_nation, _days(year)) if day.title]
    assert " ".join(f"{day.title}{day.date:%m%d}" for day in off) == LAW[year]
    assert all(not day.works and day.doubts and "放假办法" in day.source for day in off)
    others = {day.date for day in off}
    for each in map(UP_TO_2026.day_of_the_nation, _days(year)):
        assert each.doubts and (each.date in others or each.works == (each.date.weekday() < 5))


def test_the_doubt_of_a_year_without_a_notice_names_the_days_that_are_presumed_to_be_off() -> None:
    (doubt,) = UP_TO_2026.day_of_the_nation(date(2027, 2, 17)).doubts
    assert doubt.why == (
        "2027年的放假安排，本站没有；先按周一到周五上班、法定节日（元旦1月1日，春节2月5日至8日，清明节4月5日，"
        "劳动节5月1日至2日，端午节6月9日，中秋节9月15日，国庆节10月1日至3日）放假算，补假补在哪天还不知道"
    )
    assert (doubt.first, doubt.last, doubt.most) == (date(2027, 1, 1), date(2027, 12, 31), 25 - 7)


def test_a_known_year_has_no_day_off_by_the_law_alone() -> None:
    for year in KNOWN:
        assert not any("放假办法" in CALENDAR.day(day).source for day in _days(year))


def test_the_lunar_days_are_those_of_the_library_until_2099() -> None:
    """The solar term apart, of which the library has a rule of thumb, right until 2043."""
    tables = {
        "正月初一": _ChineseLunisolar.LUNAR_NEW_YEAR_DATES,
        "端午": _ChineseLunisolar.DRAGON_BOAT_DATES,
        "中秋": _ChineseLunisolar.MID_AUTUMN_DATES,
    }
    for year in YEARS:
        for name, table in tables.items():
            assert lunar(name, year) == date(year, *table[year])
        first = lunar("正月初一", year)
        assert first is not None and lunar("除夕", year) == first - timedelta(1)
    assert all(lunar(name, year) is None for name in NAMES for year in (1999, 2100))


def test_the_solar_term_is_that_of_the_library_and_of_every_notice() -> None:
    named = holidays.country_holidays("CN", years=range(2008, 2040), observed=False)
    for year in range(2008, 2040):
        (day,) = (day for day in named if day.year == year and "清明节" in named[day])
        assert lunar("清明", year) == day


def test_any_year_that_a_matter_may_be_in_has_its_presumed_days() -> None:
    empty = read({"standing.toml": FILES["standing.toml"]})
    for year in range(2000, 2100):
        off = [name for day in map(empty.day_of_the_nation, _days(year)) if day.title for name in day.title.split("、")]
        assert len(off) == (10 if year < 2008 else 11 if year < 2025 else 13)


# Counting where days are in doubt.

MONDAY = date(2029, 1, 1)
lengths = st.sampled_from([1, 3, 10])


def _almanac(doubts: list[Doubt]) -> Callable[[date], Day]:
    return lambda day: Day(
        day, day.weekday() < 5, doubts=tuple(each for each in doubts if each.first <= day <= each.last)
    )


def _doubt(first: int, days: int, most: int) -> Doubt:
    return Doubt(MONDAY + timedelta(first), MONDAY + timedelta(first + days), f"{first}", most)


some_doubts = st.lists(st.builds(_doubt, st.integers(0, 12), st.integers(0, 4), st.integers(1, 3)), max_size=2)


@given(some_doubts, st.integers(0, 9), lengths, st.booleans(), st.booleans(), st.data())
def test_however_a_doubt_is_resolved_the_first_and_the_last_day_are_within_their_bounds(
    doubts: list[Doubt], start: int, length: int, counts: bool, waits: bool, data: st.DataObject
) -> None:
    almanac = _almanac(doubts)
    began = MONDAY + timedelta(start)
    span = count(almanac, began, length, start_counts=counts, start_waits=waits)
    spent: dict[tuple[Doubt, bool], int] = {}
    turned = set()
    for day in map(almanac, _between(MONDAY, MONDAY + timedelta(40))):
        for doubt in day.doubts:
            moves = spent.get((doubt, day.works), 0)
            if moves < doubt.most and data.draw(st.booleans()):
                spent[doubt, day.works] = moves + 1
                turned.add(day.date)
                break
    resolved = count(
        lambda day: Day(day, almanac(day).works is not (day in turned)),
        began,
        length,
        start_counts=counts,
        start_waits=waits,
    )
    assert span.first_earliest <= resolved.first <= span.first_latest
    assert span.earliest <= resolved.last <= span.latest
    if (resolved.first, resolved.last) != (span.first, span.last):
        assert span.provisional and span.doubts


@given(some_doubts, st.integers(0, 9), lengths, st.booleans(), st.booleans())
def test_what_is_presumed_is_provisional_and_says_why_and_what_is_certain_is_not(
    doubts: list[Doubt], start: int, length: int, counts: bool, waits: bool
) -> None:
    """Every day from the first that could count, and the start where it may wait."""
    span = count(_almanac(doubts), MONDAY + timedelta(start), length, start_counts=counts, start_waits=waits)
    assert span.provisional == bool(span.doubts)
    assert not span.first_provisional or span.provisional
    bearing = {doubt for day in span.days for doubt in day.doubts}
    assert bearing <= set(span.doubts)


def test_a_first_day_that_is_only_presumed_is_bounded_as_well() -> None:
    span = count(UP_TO_2026.day, date(2020, 1, 17), 15)
    assert (span.first_earliest, span.first, span.first_latest) == (
        date(2020, 1, 18),
        date(2020, 1, 19),
        date(2020, 2, 3),
    )
    certain = count(UP_TO_2026.day_of_the_nation, date(2020, 1, 17), 15)
    assert certain.first_earliest == certain.first == certain.first_latest and not certain.first_provisional


def test_a_first_day_that_is_only_presumed_is_said_to_be_so_and_a_certain_one_is_not() -> None:
    for received, said in (
        (
            "2020-01-17",
            "暂定第一天 2020年1月19日星期日，最早可能是 2020年1月18日星期六，最晚 2020年2月3日星期一。",
        ),
        ("2021-09-17", "起算，第一天 2021年9月18日星期六。"),
        ("2027-03-01", "暂定第一天 2027年3月2日星期二，最早可能是 2027年3月2日星期二，最晚 "),
    ):
        matter = read_matter(f'{{"dates": {{"received": "{received}"}}}}', PROCEDURE)
        shown = as_text(view_deadlines(deadlines(matter, date(2026, 12, 1), PROCEDURE, UP_TO_2026), PROCEDURE))
        assert said in shown
        assert ("暂定第一天" in shown) == said.startswith("暂定")


def test_a_start_that_waits_on_a_day_in_doubt_is_in_doubt_itself() -> None:
    """Sunday, 31 January 2027, as a day of rest that 州庆 may make a working day, the last one that it may."""
    files = {**OLD_FILES, "2027.toml": NEW_YEAR.encode()}
    span = count(read(files).day, date(2027, 1, 31), 15, start_waits=True)
    assert (span.first_earliest, span.first) == (date(2027, 2, 1), date(2027, 2, 2))
    assert [doubt.why[:8] for doubt in span.doubts] == ["2027年州庆放"]


NEW_YEAR = """
year = 2027
notice = "国务院办公厅关于2027年部分节假日安排的通知（试写）"
seen = "https://example.invalid/2027"
[[holiday]]
name = "元旦"
from = 2027-01-01
to = 2027-01-03
[[holiday]]
name = "春节"
from = 2027-02-05
to = 2027-02-11
worked = [2027-02-14]
[[holiday]]
name = "清明节"
from = 2027-04-05
to = 2027-04-05
[[holiday]]
name = "劳动节"
from = 2027-05-01
to = 2027-05-04
[[holiday]]
name = "端午节"
from = 2027-06-09
to = 2027-06-09
[[holiday]]
name = "中秋节"
from = 2027-09-15
to = 2027-09-15
[[holiday]]
name = "国庆节"
from = 2027-10-01
to = 2027-10-05
"""


def test_one_more_file_is_all_that_a_new_year_takes() -> None:
    more = read({**OLD_FILES, "2027.toml": NEW_YEAR.encode()})
    assert not more.day(date(2026, 12, 28)).doubts
    assert not more.day(date(2027, 1, 4)).doubts and not more.day(date(2027, 3, 1)).doubts
    assert [doubt.why[:8] for doubt in more.day(date(2027, 1, 20)).doubts] == ["2027年州庆放"]
    assert more.day(date(2027, 12, 27)).doubts


def test_a_new_year_makes_definite_what_was_provisional_within_its_bounds() -> None:
    for month in range(1, 12):
        start = date(2027, month, 3)
        before = count(UP_TO_2026.day_of_the_nation, start, 15)
        after = count(read({**OLD_FILES, "2027.toml": NEW_YEAR.encode()}).day_of_the_nation, start, 15)
        assert before.provisional and not after.provisional
        assert before.earliest <= after.last <= before.latest
        assert before.first_earliest <= after.first <= before.first_latest


def _spoilt(name: str, old: str, new: str) -> dict[str, bytes]:
    text = FILES[name].decode()
    assert old in text
    return {**FILES, name: text.replace(old, new, 1).encode()}


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("2026.toml", 'name = "中秋节"', 'name = "中秋"', "：没有中秋节"),
        (
            "2026.toml",
            "to = 2026-01-03",
            "till = 2026-01-03",
            "“元旦”：没有“till”这一项，可以写的有 name、from、to、worked",
        ),
        ("2026.toml", "to = 2026-01-03\n", "", "“元旦”的 to：应当是日期，写成 2026-01-01 的样子"),
        ("2026.toml", "2026-01-03", '"2026-01-03"', "“元旦”的 to：应当是日期"),
        ("2026.toml", "2026-01-03", "2025-01-03", "“元旦”的 to：2025-01-03 不在2026年里"),
        ("2026.toml", "to = 2026-10-07", "to = 2026-09-30", "“国庆节”：to（2026-09-30）早于 from（2026-10-01）"),
        ("2026.toml", "to = 2026-10-07", "to = 2026-11-07", "“国庆节”：放了 38 天，太长"),
        ("2026.toml", "[2026-01-04]", "[2026-01-05]", "“元旦”的 worked：2026-01-05 是星期一，本来就上班"),
        ("2026.toml", "[2026-01-04]", "2026-01-04", "“元旦”的 worked：应当是方括号里的日期"),
        ("2026.toml", "2026-02-14, 2026-02-28", "2026-02-21, 2026-02-28", "：2026-02-21 写了两次（春节、春节）"),
        (
            "2026.toml",
            "2026-02-14, 2026-02-28",
            "2026-02-28",
            "：放假的工作日减去调休上班的周末，算出来是 14 天，应当是 13 天",
        ),
        ("2026.toml", "year = 2026", "year = 2027", "：year 写的是 2027，文件名是 2026"),
        ("2026.toml", "notice =", "notices =", "：没有“notices”这一项"),
        ("2026.toml", "seen =", "# seen =", "：seen 应当是文字"),
        ("2026.toml", "[[holiday]]", "[[holidays]]", "：没有“holidays”这一项"),
        ("2026.toml", "2026-01-01\n", "1月1日\n", " 第7行：写法不对（"),
        ("2025-local.toml", 'name = "泼水节"', 'name = "泼水"', "：“泼水”不是州里自己的节日（有州庆、泼水节）"),
        ("2025-local.toml", "16\n", "16\nworked = [2025-04-06]\n", "“泼水节”：2025-04-06 全国因清明节放假"),
        ("standing.toml", "most = 25\n", "", "：少了一项，或者写法不对（'most'）"),
        ("standing.toml", '"除夕"', '"除夜"', "：少了一项，或者写法不对"),
        ("feasts.toml", "months = [1]", "months = []", "：少了一项，或者写法不对"),
        ("standing.toml", '"05-01"', '"05-32"', "：少了一项，或者写法不对"),
        ("2026.toml", "from = 2026-06-19", "from = 2026-06-20", "“端午节”：2026-06-19 照放假办法放假，不在写的日子里"),
        ("2026.toml", "2026年部分", "2025年部分", "：notice 里没有 2026"),
        ("2026.toml", "https://", "", "：seen 应当是看到通知的网址"),
        ("2026.toml", "[2026-01-04]", "[2025-12-20]", "“元旦”的 worked：2025-12-20 不在2026年里"),
        ("2026.toml", "year = 2026\n", "year = 2026\nextra_days = true\n", "：extra_days 应当是数字"),
        ("2025-local.toml", "year = 2025\n", "year = 2025\nextra_days = 1\n", "：没有“extra_days”这一项"),
        ("2025-local.toml", "2025-04-16", "2025-05-01", "“泼水节”：放了 18 天，太长"),
        (
            "2025-local.toml",
            "from = 2025-04-14\nto = 2025-04-16",
            "from = 2025-06-11\nto = 2025-06-13",
            "“泼水节”：2025-06-11 在6月，历年都在4月",
        ),
        (
            "2025-local.toml",
            "2025-04-16",
            "2025-04-21",
            "“泼水节”：放掉、或者调休上班的有 6 天，feasts.toml 里的 most 是 5",
        ),
    ],
)
def test_a_wrong_file_gets_one_line_that_names_it_the_cause_and_the_mend(
    file: str, old: str, new: str, line: str
) -> None:
    said = _refusal(_spoilt(file, old, new))
    assert said.startswith(f"{place_of(file)}{line}")


@pytest.mark.parametrize(
    ("file", "content", "line"),
    [
        ("2027x.toml", b"", "：文件名应当是"),
        ("2027.toml.txt", b"", "：文件名应当是"),
        ("27.toml", b"", "：文件名应当是"),
        ("２０２７.toml", b"", "：文件名应当是"),
        ("1999.toml", b"", "：年份不在 2000 年到 2099 年之间"),
        ("2027-lokal.toml", b"", "：文件名应当是"),
        ("2027.toml", "# 年".encode("gb18030"), " 第1行：不是 UTF-8 文字（像是 GBK"),
        ("2027.toml", b"year = 2027\nholiday = 1", "：每个节日都以 [[holiday]] 开头"),
        ("2027-local.toml", b"year = 2027\n", "：每个节日都以 [[holiday]] 开头，至少要有一个"),
        ("2027.toml", b"year = 2027\nyear = 2027\n", " 第2行：写法不对"),
    ],
)
def test_a_new_file_that_is_wrong_gets_such_a_line_as_well(file: str, content: bytes, line: str) -> None:
    assert _refusal({**FILES, file: content}).startswith(f"{place_of(file)}{line}")


def _refusal(files: dict[str, bytes]) -> str:
    with pytest.raises(BadCalendar) as refusal:
        read(files)
    said = str(refusal.value)
    assert "\n" not in said and re.search(r"；.*(请|写成|写在)", said)
    return said


def test_two_notices_that_both_have_a_day_are_refused() -> None:
    """That for 2019 has 31 December 2018."""
    files = _spoilt(
        "2018.toml",
        "to = 2018-01-01\n",
        'to = 2018-01-01\n[[holiday]]\nname = "又"\nfrom = 2018-12-31\nto = 2018-12-31\n',
    )
    text = files["2018.toml"].decode().replace("year = 2018\n", "year = 2018\nextra_days = 1\n")
    assert "2019.toml“元旦”：2018-12-31 在 2018.toml 里也写了" in _refusal({**files, "2018.toml": text.encode()})


def test_a_year_that_takes_more_than_the_bound_of_an_unknown_one_says_that_the_bound_is_to_be_raised() -> None:
    said = _refusal(_spoilt("standing.toml", "most = 25", "most = 18"))
    assert "：放掉、或者调休上班的有 19 天，standing.toml 里的 most 是 18" in said and "先把 most 改成 19" in said


@pytest.mark.parametrize("kind", ["wrong", "folder"])
def test_every_command_that_counts_days_ends_with_that_line_and_the_others_do_not_need_the_files(
    kind: str, tmp_path: Path
) -> None:
    shutil.copytree(Path(checker.__file__).parent, tmp_path / "checker", ignore=shutil.ignore_patterns("__pycache__"))
    spoilt = tmp_path / "checker" / "calendars" / "2026.toml"
    if kind == "wrong":
        spoilt.write_bytes(_spoilt("2026.toml", 'name = "中秋节"', 'name = "中秋"')["2026.toml"])
    else:
        spoilt.unlink()
        spoilt.mkdir()
    line = {"wrong": "没有中秋节；请对照通知补上", "folder": "读不出来（.+）；请检查它是不是文件，能不能读"}[kind]
    (tmp_path / "matter.json").write_text('{"dates": {"received": "2026-03-02"}}', encoding="utf-8")
    (tmp_path / "case.json").write_text('{"answers": {}}', encoding="utf-8")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "checker", *arguments],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    for options in ((), ("--json",), ("--ics",)):
        ended = run("deadlines", "matter.json", *options)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert re.fullmatch(rf"checker/calendars/2026\.toml：{line}\n", ended.stderr)
    for command in (("evaluate", "case.json"), ("follows", "case.json"), ("procedure",)):
        assert run(*command).returncode == 0


def test_without_what_holds_in_every_year_nothing_is_read() -> None:
    with pytest.raises(BadCalendar, match=r"standing\.toml：没有这个文件"):
        read({name: content for name, content in FILES.items() if name != "standing.toml"})


def test_a_year_that_gives_more_days_says_so() -> None:
    files = _spoilt("2026.toml", "2026-02-14, 2026-02-28", "2026-02-28")
    text = files["2026.toml"].decode().replace("year = 2026\n", "year = 2026\nextra_days = 1\n")
    assert isinstance(read({**files, "2026.toml": text.encode()}), Calendar)
    with pytest.raises(BadCalendar, match="extra_days 应当是数字"):
        read({**files, "2026.toml": text.replace("extra_days = 1", 'extra_days = "1"').encode()})


def test_weekdays_have_their_names() -> None:
    assert [weekday(date(2026, 11, day)) for day in range(23, 30)] == [f"星期{each}" for each in "一二三四五六日"]


def test_a_doubt_says_in_one_sentence_what_is_not_known() -> None:
    doubts: set[Doubt] = {doubt for year in (2026, 2027) for day in _days(year) for doubt in UP_TO_2026.day(day).doubts}
    assert len(doubts) == 6
    for doubt in doubts:
        assert re.search(r"本站没有", doubt.why) and "。" not in doubt.why
