"""Which days are worked: the arrangements of the State Council and of 西双版纳州, one file a year each.

``2025.toml`` is the State Council's notice, ``2025-local.toml`` what the prefecture keeps of its own, as far as it was
seen; ``standing.toml`` holds in every year. A file is checked as it is read, and BadCalendar says in one Chinese line
what is wrong with it. What is not known is a doubt on the days that it may move. Winter and summer vacations are no
holidays in this sense: no such notice makes them so.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

from checker.logic.terms import Day, Doubt

SATURDAY = 5
NATIONAL = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
_STATUTORY = {1: 11, 2025: 13}  # days off for all, from each year on; the first is older than any file here
_LONGEST = 12  # days of one holiday; the longest seen has nine


class BadCalendar(ValueError):
    """A file of working days that is wrong; the message is one Chinese line: place, cause, mend."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday of a notice: the days off, both included, and the days of rest that are worked for it."""

    name: str
    first: date
    last: date
    worked: tuple[date, ...]

    @property
    def off(self) -> tuple[date, ...]:
        return tuple(self.first + timedelta(step) for step in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class Notice:
    """The arrangement of a year. ``seen``: the address at which this site read it."""

    year: int
    title: str
    seen: str
    holidays: tuple[Holiday, ...]


@dataclass(frozen=True, slots=True)
class Feast:
    """A holiday that the prefecture keeps of its own, the month in which its notices put it, and how many working days
    it has taken at most.
    """

    name: str
    month: int
    most: int


@dataclass(frozen=True)
class Calendar:
    """Every day's standing. ``fixed``: month and day of the days off by their date alone; ``last_days``: how many at
    the end of a year the next one's notice may move; ``most``: how many working days a year's notice has taken at most.
    """

    national: Mapping[int, Notice]
    local: Mapping[int, Notice]
    feasts: tuple[Feast, ...]
    fixed: frozenset[tuple[int, int]]
    fixed_by: str
    last_days: int
    most: int
    _moved: Mapping[date, Day] = field(init=False, repr=False, compare=False)
    _moved_here: Mapping[date, Day] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        moved = {day.date: day for notice in self.national.values() for day in _days(notice)}
        here = {day.date: day for notice in self.local.values() for day in _days(notice)}
        object.__setattr__(self, "_moved", moved)
        object.__setattr__(self, "_moved_here", here)

    def day(self, day: date) -> Day:
        """A day in the prefecture; it cannot undo a holiday of the nation."""
        nation, here = self.day_of_the_nation(day), self._moved_here.get(day)
        if day in self._moved and not nation.works:
            return nation
        if here is not None:
            return replace(here, doubts=nation.doubts)
        return replace(nation, doubts=(*nation.doubts, *self._unseen(day)))

    def day_of_the_nation(self, day: date) -> Day:
        """A day as the State Council has it, whatever the prefecture keeps."""
        if day in self._moved:
            return self._moved[day]
        doubts = tuple(self._unannounced(day))
        if day.year not in self.national and (day.month, day.day) in self.fixed:
            return Day(day, False, "法定节日", self.fixed_by, doubts)
        return Day(day, day.weekday() < SATURDAY, doubts=doubts)

    def _unannounced(self, day: date) -> Iterator[Doubt]:
        year = day.year
        first, last = date(year, 1, 1), date(year, 12, 31)
        if year not in self.national:
            yield Doubt(first, last, f"{year}年的放假安排，本站没有；先按周一到周五上班算", self.most)
        elif year + 1 not in self.national and (last - day).days < self.last_days:
            start = last - timedelta(self.last_days - 1)
            yield Doubt(start, last, f"{year + 1}年的放假安排，本站没有；它可能动到{year}年的最后几天", self.last_days)

    def _unseen(self, day: date) -> Iterator[Doubt]:
        seen = {holiday.name for holiday in self.local[day.year].holidays} if day.year in self.local else set[str]()
        for feast in self.feasts:
            if feast.month == day.month and feast.name not in seen:
                first = date(day.year, feast.month, 1)
                last = (first + timedelta(31)).replace(day=1) - timedelta(1)
                yield Doubt(
                    first, last, f"{day.year}年{feast.name}放哪几天，本站没有看到州里的通知；先按不放假算", feast.most
                )


def _days(notice: Notice) -> Iterator[Day]:
    """The days that a notice makes other than their weekday, and those of rest that lie within its holidays."""
    for holiday in notice.holidays:
        for day in holiday.off:
            yield Day(day, False, holiday.name, notice.title)
        for day in holiday.worked:
            yield Day(day, True, f"{holiday.name}调休，照常上班", notice.title)


@cache
def calendar() -> Calendar:
    """What the files say. Raises BadCalendar."""
    folder = resources.files(__name__)
    # 2027.toml.txt, too: left out in silence, it would leave its year unknown.
    named = [entry for entry in folder.iterdir() if entry.name.endswith(".toml") or entry.name[0].isdecimal()]
    return read({entry.name: entry.read_bytes() for entry in named})


def read(files: Mapping[str, bytes]) -> Calendar:
    """The calendar of these files, by name. Raises BadCalendar."""
    standing = _standing(files)
    notices: dict[bool, dict[int, Notice]] = {True: {}, False: {}}
    for name in sorted(files):
        if name == _STANDING:
            continue
        year, dash, kind = name.removesuffix(".toml").partition("-")
        if not (len(year) == 4 and year.isdecimal() and (dash, kind) in (("", ""), ("-", "local"))):
            raise BadCalendar(f"{_place(name)}：文件名应当是“年份.toml”或者“年份-local.toml”；请改名")
        notices[not kind][int(year)] = _notice(name, _parse(name, files[name]), int(year), standing.feasts, not kind)
    _refuse_contradictions(notices[True], notices[False])
    return Calendar(
        notices[True],
        notices[False],
        standing.feasts,
        standing.fixed,
        standing.by,
        standing.last_days,
        standing.most,
    )


_STANDING = "standing.toml"


@dataclass(frozen=True, slots=True)
class _Standing:
    feasts: tuple[Feast, ...]
    fixed: frozenset[tuple[int, int]]
    by: str
    last_days: int
    most: int


def _standing(files: Mapping[str, bytes]) -> _Standing:
    if _STANDING not in files:
        raise BadCalendar(f"{_place(_STANDING)}：没有这个文件；请从版本库里找回来")
    table = _parse(_STANDING, files[_STANDING])
    try:
        return _Standing(
            tuple(Feast(str(each["name"]), int(each["month"]), int(each["most"])) for each in table["feast"]),
            frozenset((int(each[:2]), int(each[3:])) for each in table["fixed"]),
            str(table["fixed_by"]),
            int(table["last_days"]),
            int(table["most"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadCalendar(f"{_place(_STANDING)}：少了一项，或者写法不对（{error}）；请照原来的样子改") from None


def _place(name: str) -> str:
    return f"checker/calendars/{name}"


def _parse(name: str, content: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadCalendar(f"{_place(name)}：不是 UTF-8 文字；请用 UTF-8 编码另存") from None
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        line = f" 第{at[1]}行" if at else ""
        raise BadCalendar(f"{_place(name)}{line}：写法不对；日期写成 2027-01-01 的样子，文字加英文引号") from None


def _notice(name: str, table: Mapping[str, Any], year: int, feasts: tuple[Feast, ...], national: bool) -> Notice:
    place = _place(name)
    _refuse_others(place, table, ("year", "notice", "seen", "extra_days", "holiday"))
    if table.get("year") != year:
        raise BadCalendar(f"{place}：year 写的是 {table.get('year')}，文件名是 {year}；请改成一样")
    entries = table.get("holiday", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BadCalendar(f"{place}：每个节日都以 [[holiday]] 开头；请改正")
    holidays = tuple(_holiday(place, entry, year) for entry in entries)
    notice = Notice(year, _text(place, table, "notice"), _text(place, table, "seen"), holidays)
    _refuse_twice(place, notice)
    if national:
        _refuse_incomplete(place, notice, table.get("extra_days", 0))
    else:
        known = [feast.name for feast in feasts]
        for holiday in holidays:
            if holiday.name not in known:
                raise BadCalendar(
                    f"{place}：“{holiday.name}”不是州里自己的节日（有{'、'.join(known)}）；"
                    f"全国的节日写在 {year}.toml 里"
                )
    return notice


def _holiday(place: str, entry: Mapping[str, Any], year: int) -> Holiday:
    name = _text(place, entry, "name")
    _refuse_others(f"{place}“{name}”", entry, ("name", "from", "to", "worked"))
    first, last = (_date(f"{place}“{name}”的 {key}", entry.get(key), year) for key in ("from", "to"))
    given = entry.get("worked", [])
    if not isinstance(given, list):
        raise BadCalendar(f"{place}“{name}”的 worked：应当是方括号里的日期，像 [2027-02-06]；请改正")
    worked = tuple(_date(f"{place}“{name}”的 worked", each, year) for each in given)
    if last < first:
        raise BadCalendar(f"{place}“{name}”：to（{last}）早于 from（{first}）；请对照通知")
    holiday = Holiday(name, first, last, worked)
    if len(holiday.off) > _LONGEST:
        raise BadCalendar(f"{place}“{name}”：放了 {len(holiday.off)} 天，太长；请检查月份")
    for day in worked:
        if day.weekday() < SATURDAY:
            raise BadCalendar(f"{place}“{name}”的 worked：{day} 是{weekday(day)}，本来就上班；请对照通知")
    return holiday


def _date(place: str, value: object, year: int) -> date:
    if type(value) is not date:
        raise BadCalendar(f"{place}：应当是日期，写成 {year}-01-01 的样子，不加引号；请补上或者改正")
    if not date(year - 1, 12, 20) <= value <= date(year, 12, 31):
        raise BadCalendar(f"{place}：{value} 不在{year}年里（上一年的最后几天也可以）；请检查年份")
    return value


def _text(place: str, table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise BadCalendar(f"{place}：{key} 应当是文字；请补上")
    return value


def _refuse_others(place: str, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for key in table:
        if key not in known:
            raise BadCalendar(f"{place}：没有“{key}”这一项，可以写的有 {'、'.join(known)}；请改名或者删去")


def _refuse_twice(place: str, notice: Notice) -> None:
    said: dict[date, str] = {}
    for holiday in notice.holidays:
        for day in (*holiday.off, *holiday.worked):
            if day in said:
                raise BadCalendar(f"{place}：{day} 写了两次（{said[day]}、{holiday.name}）；请对照通知")
            said[day] = holiday.name


def _refuse_incomplete(place: str, notice: Notice, extra: object) -> None:
    """Every national holiday is there; and what is off beyond the days of rest, less what is worked for it, comes to
    the days that the law gives all, since those that fall on a day of rest are made up for.
    """
    for name in NATIONAL:
        if not any(name in holiday.name for holiday in notice.holidays):
            raise BadCalendar(f"{place}：没有{name}；请对照通知补上")
    if not isinstance(extra, int):
        raise BadCalendar(f"{place}：extra_days 应当是数字；请改正")
    off = sum(day.weekday() < SATURDAY for holiday in notice.holidays for day in holiday.off)
    net = off - sum(len(holiday.worked) for holiday in notice.holidays)
    due = next(days for since, days in sorted(_STATUTORY.items(), reverse=True) if notice.year >= since) + extra
    if net != due:
        raise BadCalendar(
            f"{place}：放假的工作日减去调休上班的周末，算出来是 {net} 天，应当是 {due} 天；"
            f"请对照通知（通知真的多放或者少放，写 extra_days = {net - due + extra}）"
        )


def _refuse_contradictions(national: Mapping[int, Notice], local: Mapping[int, Notice]) -> None:
    off = {day: each.name for notice in national.values() for each in notice.holidays for day in each.off}
    for notice in local.values():
        for holiday in notice.holidays:
            for day in holiday.worked:
                if day in off:
                    place = _place(f"{notice.year}-local.toml")
                    raise BadCalendar(
                        f"{place}“{holiday.name}”：{day} 全国因{off[day]}放假，州里不能写成上班；请对照通知"
                    )


def weekday(day: date) -> str:
    """How the day of the week is called."""
    return f"星期{'一二三四五六日'[day.weekday()]}"
