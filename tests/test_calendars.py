"""The working days: as two libraries have them, from files of which every mistake is one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import resources

import chinese_calendar  # type: ignore[import-untyped]
import holidays
import pytest

from checker import calendars
from checker.calendars import NATIONAL, BadCalendar, Calendar, calendar, read, weekday
from checker.logic.terms import Doubt, count

FILES = {
    entry.name: entry.read_bytes() for entry in resources.files(calendars).iterdir() if entry.name.endswith(".toml")
}
CALENDAR = calendar()
KNOWN = sorted(CALENDAR.national)
TOLD = {
    day
    for notice in CALENDAR.national.values()
    for holiday in notice.holidays
    for day in (*holiday.off, *holiday.worked)
}

DIFFERENCES: dict[str, dict[tuple[date, date], str]] = {
    "chinesecalendar": {},
    "holidays": {
        (date(2019, 4, 28), date(2019, 4, 28)): "国办发明电〔2019〕3号改了劳动节，这个库还是第一次的通知",
        (date(2019, 5, 2), date(2019, 5, 3)): "同上",
        (date(2019, 5, 5), date(2019, 5, 5)): "同上",
    },
}
"""Where a library and the State Council's notices differ, and why; the first and the last day."""


def _days(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(1)


@pytest.mark.parametrize("library", DIFFERENCES)
@pytest.mark.parametrize("year", KNOWN)
def test_the_days_of_the_nation_are_those_of_the_library_but_where_it_is_explained(year: int, library: str) -> None:
    other = holidays.country_holidays("CN", years=[year, year + 1])
    works = chinese_calendar.is_workday if library == "chinesecalendar" else other.is_working_day
    explained = {day for span in DIFFERENCES[library] for day in _between(*span) if day.year == year}
    differing = {day for day in _days(year) if CALENDAR.day_of_the_nation(day).works != works(day)}
    assert differing == explained


def _between(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(step) for step in range((last - first).days + 1))


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


def test_a_day_is_in_doubt_exactly_where_something_is_not_known() -> None:
    last = max(KNOWN)
    for year in range(min(KNOWN) - 1, last + 3):
        for day in _days(year):
            here = CALENDAR.day(day)
            unannounced = year not in KNOWN or (year + 1 not in KNOWN and (day.month, day.day) >= (12, 25))
            if day in TOLD:
                unannounced = False
            feast = {1: "州庆", 4: "泼水节"}.get(day.month)
            seen = {holiday.name for holiday in CALENDAR.local[year].holidays} if year in CALENDAR.local else set()
            unseen = (
                feast is not None and feast not in seen and (CALENDAR.day_of_the_nation(day).works or day not in TOLD)
            )
            assert bool(here.doubts) == (unannounced or unseen), day
            assert bool(CALENDAR.day_of_the_nation(day).doubts) == unannounced, day


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
    assert "它可能动到2018年的最后几天" in why and "先按周一到周五上班算" in why and "2019年州庆放哪几天" in why


def test_a_local_notice_settles_what_was_provisional_within_its_bounds() -> None:
    for start in (date(2025, 4, 1), date(2024, 4, 3), date(2022, 4, 6)):
        without = read({name: content for name, content in FILES.items() if name != f"{start.year}-local.toml"})
        before, after = (count(each.day, start, 15) for each in (without, CALENDAR))
        assert before.provisional and not after.provisional
        assert before.earliest <= after.last <= before.latest


def test_no_notice_seen_took_more_than_the_bounds_allow() -> None:
    for notice in CALENDAR.national.values():
        off = sum(day.weekday() < 5 for holiday in notice.holidays for day in holiday.off)
        assert off <= CALENDAR.most
    for notice in CALENDAR.local.values():
        for holiday in notice.holidays:
            feast = next(feast for feast in CALENDAR.feasts if feast.name == holiday.name)
            days = (*holiday.off, *holiday.worked)
            assert {day.month for day in days} == {feast.month}
            assert sum(day.weekday() < 5 for day in holiday.off) <= feast.most
            assert len(holiday.worked) <= feast.most


def test_days_off_by_date_alone_hold_in_a_year_that_is_not_known() -> None:
    day = CALENDAR.day(date(2027, 1, 1))
    assert not day.works and "〔待核〕" in day.source and day.doubts
    assert not CALENDAR.day(date(2024, 1, 1)).source.startswith("全国年节")


def test_one_more_file_is_all_that_a_new_year_takes() -> None:
    new = """
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
from = 2027-05-03
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
    more = read({**FILES, "2027.toml": new.encode()})
    assert not more.day(date(2026, 12, 28)).doubts
    assert [doubt.why[:8] for doubt in more.day(date(2027, 1, 4)).doubts] == ["2027年州庆放"]
    assert not more.day(date(2027, 3, 1)).doubts and more.day(date(2027, 12, 27)).doubts


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
        ("2026.toml", "2026-01-01\n", "1月1日\n", " 第7行：写法不对；日期写成 2027-01-01 的样子，"),
        ("2025-local.toml", 'name = "泼水节"', 'name = "泼水"', "：“泼水”不是州里自己的节日（有州庆、泼水节）"),
        ("2025-local.toml", "16\n", "16\nworked = [2025-04-06]\n", "“泼水节”：2025-04-06 全国因清明节放假"),
        ("standing.toml", "most = 25\n", "", "：少了一项，或者写法不对（'most'）"),
        ("standing.toml", "fixed = [", "fixed = [1, ", "：少了一项，或者写法不对"),
    ],
)
def test_a_wrong_file_gets_one_line_that_names_it_the_cause_and_the_mend(
    file: str, old: str, new: str, line: str
) -> None:
    said = _refusal(_spoilt(file, old, new))
    assert said.startswith(f"checker/calendars/{file}{line}")


@pytest.mark.parametrize(
    ("file", "content", "line"),
    [
        ("2027x.toml", b"", "：文件名应当是"),
        ("2027.toml.txt", b"", "：文件名应当是"),
        ("27.toml", b"", "：文件名应当是"),
        ("2027-lokal.toml", b"", "：文件名应当是"),
        ("2027.toml", "# 年".encode("gb18030"), "：不是 UTF-8 文字"),
        ("2027.toml", b"year = 2027\nholiday = 1", "：每个节日都以 [[holiday]] 开头"),
    ],
)
def test_a_new_file_that_is_wrong_gets_such_a_line_as_well(file: str, content: bytes, line: str) -> None:
    assert _refusal({**FILES, file: content}).startswith(f"checker/calendars/{file}{line}")


def _refusal(files: dict[str, bytes]) -> str:
    with pytest.raises(BadCalendar) as refusal:
        read(files)
    said = str(refusal.value)
    assert "\n" not in said and re.search(r"；.*(请|写成|写在)", said)
    return said


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
    doubts: set[Doubt] = {doubt for year in (2026, 2027) for day in _days(year) for doubt in CALENDAR.day(day).doubts}
    assert len(doubts) == 6
    for doubt in doubts:
        assert re.search(r"本站没有", doubt.why) and "。" not in doubt.why
