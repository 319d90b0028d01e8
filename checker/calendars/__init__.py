"""Which days are worked: the arrangements of the State Council and of a region, one file a year each.

``2025.toml`` is the State Council's notice; ``standing.toml`` holds in every year. What a region keeps of its own is
beside the regulation that is in force there: ``2025-local.toml``, as far as its notice was seen, and ``feasts.toml``,
which feasts there are. A file is checked as it is read, and BadCalendar says in one Chinese line
what is wrong with it. What is not known is a doubt on the days that it may move; a year without a notice is presumed to
have the statutory days off, and no others. Winter and summer vacations are no holidays in this sense: no such notice
makes them so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from checker.calendars.lunar import NAMES, YEARS, lunar
from checker.calendars.terms import Day, Doubt
from checker.text.written import BadFile, decoded, parsed

SATURDAY = 5
NATIONAL = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
_LONGEST = 12  # days of one holiday; the longest seen has nine


class BadCalendar(BadFile):
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
    """A holiday that the region keeps of its own: the months in which its notices have put it, and how many working
    days it has taken at most. ``seen``: the first and the last day that a notice gave it, or had worked for it, counted
    from the first of these months on, None where none was seen; ``margin``: days before and after that are in doubt.
    """

    name: str
    months: tuple[int, ...]
    most: int
    margin: int
    seen: tuple[int, int] | None = None

    def days(self, year: int, margin: int) -> tuple[date, date]:
        """The first and the last day that it may take, none outside of its months."""
        start = date(year, self.months[0], 1)
        end = (date(year, self.months[-1], 1) + timedelta(31)).replace(day=1) - timedelta(1)
        if self.seen is None:
            return start, end
        first, last = (start + timedelta(days) for days in self.seen)
        return max(start, first - timedelta(margin)), min(end, last + timedelta(margin))


@dataclass(frozen=True, slots=True)
class Statutory:
    """A holiday of the law. ``start``: its first day, as month and day or by its name in the lunar calendar."""

    name: str
    start: tuple[int, int] | str
    days: int

    def off(self, year: int) -> tuple[date, ...]:
        """Its days; none where that year's lunar calendar is not known."""
        first = lunar(self.start, year) if isinstance(self.start, str) else date(year, *self.start)
        return tuple(first + timedelta(step) for step in range(self.days)) if first else ()


@dataclass(frozen=True, slots=True)
class Law:
    """The days off for all, from the year ``since`` on, and the words that set them."""

    since: int
    by: str
    holidays: tuple[Statutory, ...]


@dataclass(frozen=True)
class Calendar:
    """Every day's standing. ``here``: how the region is called; ``laws``: by year, the latest first; ``last_days``: how
    many at the end of a year the next one's notice may move; ``most``: how many working days a year's notice has taken
    at most.
    """

    national: Mapping[int, Notice]
    local: Mapping[int, Notice]
    here: str
    feasts: tuple[Feast, ...]
    laws: tuple[Law, ...]
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
        """A day in the region; it cannot undo a holiday of the nation."""
        nation, here = self.day_of_the_nation(day), self._moved_here.get(day)
        if day in self._moved and not nation.works:
            return nation
        if here is not None:
            return replace(here, doubts=nation.doubts)
        return replace(nation, doubts=(*nation.doubts, *self._unseen(day)))

    def day_of_the_nation(self, day: date) -> Day:
        """A day as the State Council has it, whatever the region keeps."""
        if day in self._moved:
            return self._moved[day]
        doubts = tuple(self._unannounced(day))
        if day.year not in self.national:
            law = _law_of(self.laws, day.year)
            names = [holiday.name for holiday in law.holidays if day in holiday.off(day.year)]
            if names:
                return Day(day, False, "、".join(names), law.by, doubts)
        return Day(day, day.weekday() < SATURDAY, doubts=doubts)

    def _unannounced(self, day: date) -> Iterator[Doubt]:
        year, last = day.year, date(day.year, 12, 31)
        if year not in self.national:
            yield _unknown(_law_of(self.laws, year), year, self.most)
        elif year + 1 not in self.national and (last - day).days < self.last_days:
            start = last - timedelta(self.last_days - 1)
            yield Doubt(start, last, f"{year + 1}年的放假安排，本站没有；它可能动到{year}年的最后几天", self.last_days)

    def _unseen(self, day: date) -> Iterator[Doubt]:
        seen = {holiday.name for holiday in self.local[day.year].holidays} if day.year in self.local else set[str]()
        for feast in self.feasts:
            first, last = feast.days(day.year, feast.margin)
            if first <= day <= last and feast.name not in seen:
                usual = f"（历年放假、调休在{_span(*feast.days(day.year, 0))}）"
                why = f"{day.year}年{feast.name}放哪几天{usual}，本站没有看到{self.here}的通知；先按不放假算"
                yield Doubt(first, last, why, feast.most)


def _law_of(laws: tuple[Law, ...], year: int) -> Law:
    """The one that is in force; the oldest of a year before any."""
    return next((law for law in laws if year >= law.since), laws[-1])


@cache
def _unknown(law: Law, year: int, most: int) -> Doubt:
    """That there is no notice for the year. What the law takes off is part of what a notice takes."""
    off = {holiday.name: days for holiday in law.holidays if (days := holiday.off(year))}
    named = "，".join(f"{name}{_span(days[0], days[-1])}" for name, days in off.items())
    taken = {day for days in off.values() for day in days if day.weekday() < SATURDAY}
    made_up = "，补假补在哪天还不知道" if len(taken) < sum(map(len, off.values())) else ""
    why = f"{year}年的放假安排，本站没有；先按周一到周五上班、法定节日（{named}）放假算{made_up}"
    return Doubt(date(year, 1, 1), date(year, 12, 31), why, most - len(taken))


def _span(first: date, last: date) -> str:
    if first == last:
        return f"{first.month}月{first.day}日"
    month = "" if last.month == first.month else f"{last.month}月"
    return f"{first.month}月{first.day}日至{month}{last.day}日"


def _days(notice: Notice) -> Iterator[Day]:
    """The days that a notice makes other than their weekday, and those of rest that lie within its holidays."""
    for holiday in notice.holidays:
        for day in holiday.off:
            yield Day(day, False, holiday.name, notice.title)
        for day in holiday.worked:
            yield Day(day, True, f"{holiday.name}调休，照常上班", notice.title)


@cache
def calendar(local: str) -> Calendar:
    """What the files say: those of the nation, and those of a region in the package ``local``. Raises BadCalendar."""
    return read({**_files(__name__), **_files(local)})


def _files(package: str) -> dict[str, bytes]:
    place = package.replace(".", "/")
    # 2027.toml.txt, too: left out in silence, it would leave its year unknown.
    named = [
        each for each in resources.files(package).iterdir() if each.name.endswith(".toml") or each.name[0].isdecimal()
    ]
    return {f"{place}/{entry.name}": _bytes(entry, f"{place}/{entry.name}") for entry in named}


def _bytes(entry: Traversable, place: str) -> bytes:
    try:
        return entry.read_bytes()
    except OSError as error:
        raise BadCalendar(f"{place}：读不出来（{error.strerror}）；请检查它是不是文件，能不能读") from None


def read(files: Mapping[str, bytes]) -> Calendar:
    """The calendar of these files, by place and name. Raises BadCalendar."""
    standing = _standing(files)
    notices: dict[bool, dict[int, Notice]] = {True: {}, False: {}}
    places: dict[tuple[bool, int], str] = {}
    for place in sorted(files):
        name = place.rpartition("/")[2]
        if name in (_STANDING, _FEASTS):
            continue
        named = re.fullmatch(r"([0-9]{4})(-local)?\.toml", name)
        if not named:
            raise BadCalendar(f"{place}：文件名应当是“年份.toml”或者“年份-local.toml”；请改名")
        year, national = int(named[1]), named[2] is None
        if year not in YEARS:
            raise BadCalendar(f"{place}：年份不在 {YEARS[0]} 年到 {YEARS[-1]} 年之间；请改名")
        places[national, year] = place
        notices[national][year] = _notice(place, _parse(place, files[place]), year, standing, national)
    _refuse_contradictions(notices[True], notices[False], standing, places)
    return Calendar(
        notices[True],
        notices[False],
        standing.here,
        tuple(replace(feast, seen=_seen(feast, notices[False])) for feast in standing.feasts),
        standing.laws,
        standing.last_days,
        standing.most,
    )


def _seen(feast: Feast, local: Mapping[int, Notice]) -> tuple[int, int] | None:
    days = [
        (day - date(notice.year, feast.months[0], 1)).days
        for notice in local.values()
        for holiday in notice.holidays
        if holiday.name == feast.name
        for day in (*holiday.off, *holiday.worked)
    ]
    return (min(days), max(days)) if days else None


_STANDING = "standing.toml"
_FEASTS = "feasts.toml"


@dataclass(frozen=True, slots=True)
class _Standing:
    here: str
    feasts: tuple[Feast, ...]
    laws: tuple[Law, ...]
    last_days: int
    most: int


def _standing(files: Mapping[str, bytes]) -> _Standing:
    at = {place.rpartition("/")[2]: place for place in files}
    if _STANDING not in at:
        raise BadCalendar(f"{__name__.replace('.', '/')}/{_STANDING}：没有这个文件；请从版本库里找回来")
    place = at[_STANDING]
    table = _parse(place, files[place])
    local: dict[str, Any] = {"here": "", "feast": []}
    try:
        laws = sorted(map(_law, table["law"]), key=lambda law: law.since, reverse=True)
        laws[0]
        last_days, most = int(table["last_days"]), int(table["most"])
        if _FEASTS in at:
            place = at[_FEASTS]
            local = _parse(place, files[place])
        return _Standing(str(local["here"]), tuple(map(_feast, local["feast"])), tuple(laws), last_days, most)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise BadCalendar(f"{place}：少了一项，或者写法不对（{error}）；请照原来的样子改") from None


def _feast(entry: Mapping[str, Any]) -> Feast:
    months = tuple(date(2000, month, 1).month for month in sorted(entry["months"]))
    months[0]
    return Feast(str(entry["name"]), months, int(entry["most"]), int(entry["margin"]))


def _law(entry: Mapping[str, Any]) -> Law:
    return Law(int(entry["since"]), str(entry["by"]), tuple(map(_statutory, entry["off"])))


def _statutory(entry: Mapping[str, Any]) -> Statutory:
    start = entry["from"]
    if start not in NAMES:
        month, day = start.split("-")
        start = (int(month), int(day))
        date(2001, *start)
    return Statutory(str(entry["name"]), start, int(entry["days"]))


def _parse(place: str, content: bytes) -> dict[str, Any]:
    try:
        return parsed(decoded(content, place), place)
    except BadFile as error:
        raise BadCalendar(str(error)) from None


def _notice(place: str, table: Mapping[str, Any], year: int, standing: _Standing, national: bool) -> Notice:
    _refuse_others(place, table, ("year", "notice", "seen", *(("extra_days",) if national else ()), "holiday"))
    if table.get("year") != year:
        raise BadCalendar(f"{place}：year 写的是 {table.get('year')}，文件名是 {year}；请改成一样")
    entries = table.get("holiday", [])
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        raise BadCalendar(f"{place}：每个节日都以 [[holiday]] 开头，至少要有一个；请改正")
    holidays = tuple(_holiday(place, entry, year, standing.last_days) for entry in entries)
    notice = Notice(year, _text(place, table, "notice"), _text(place, table, "seen"), holidays)
    if str(year) not in notice.title:
        raise BadCalendar(f"{place}：notice 里没有 {year}，像是别的年份的通知；请写通知的全名")
    if not re.fullmatch(r"https?://\S+", notice.seen):
        raise BadCalendar(f"{place}：seen 应当是看到通知的网址，以 http 开头；请改正")
    _refuse_twice(place, notice)
    if national:
        _refuse_incomplete(place, notice, table.get("extra_days", 0), _law_of(standing.laws, year))
        _refuse_more(place, notice.holidays, standing.most, _STANDING)
    else:
        for holiday in holidays:
            _refuse_foreign(place, holiday, standing, year)
    return notice


def _holiday(place: str, entry: Mapping[str, Any], year: int, last_days: int) -> Holiday:
    name = _text(place, entry, "name")
    _refuse_others(f"{place}“{name}”", entry, ("name", "from", "to", "worked"))
    earliest = date(year, 1, 1) - timedelta(last_days)
    first, last = (_date(f"{place}“{name}”的 {key}", entry.get(key), year, earliest) for key in ("from", "to"))
    given = entry.get("worked", [])
    if not isinstance(given, list):
        raise BadCalendar(f"{place}“{name}”的 worked：应当是方括号里的日期，像 [2027-02-06]；请改正")
    worked = tuple(_date(f"{place}“{name}”的 worked", each, year, earliest) for each in given)
    if last < first:
        raise BadCalendar(f"{place}“{name}”：to（{last}）早于 from（{first}）；请对照通知")
    holiday = Holiday(name, first, last, worked)
    if len(holiday.off) > _LONGEST:
        raise BadCalendar(f"{place}“{name}”：放了 {len(holiday.off)} 天，太长；请检查月份")
    for day in worked:
        if day.weekday() < SATURDAY:
            raise BadCalendar(f"{place}“{name}”的 worked：{day} 是{weekday(day)}，本来就上班；请对照通知")
    return holiday


def _date(place: str, value: object, year: int, earliest: date) -> date:
    if type(value) is not date:
        raise BadCalendar(f"{place}：应当是日期，写成 {year}-01-01 的样子，不加引号；请补上或者改正")
    if not earliest <= value <= date(year, 12, 31):
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


def _refuse_incomplete(place: str, notice: Notice, extra: object, law: Law) -> None:
    """Every holiday of the law is there with each of its days; and what is off beyond the days of rest, less what is
    worked for it, comes to the days that the law gives all, since those that fall on a day of rest are made up for.
    """
    for name in NATIONAL:
        if not any(name in holiday.name for holiday in notice.holidays):
            raise BadCalendar(f"{place}：没有{name}；请对照通知补上")
    off = {day for holiday in notice.holidays for day in holiday.off}
    for each in law.holidays:
        for day in each.off(notice.year):
            if day not in off:
                raise BadCalendar(
                    f"{place}“{each.name}”：{day} 照放假办法放假，不在写的日子里；"
                    f"请对照通知（放假办法改了的，在 {_STANDING} 里加一则 [[law]]）"
                )
    if type(extra) is not int:
        raise BadCalendar(f"{place}：extra_days 应当是数字；请改正")
    net = _weekdays(notice.holidays) - sum(len(holiday.worked) for holiday in notice.holidays)
    due = sum(each.days for each in law.holidays) + extra
    if net != due:
        raise BadCalendar(
            f"{place}：放假的工作日减去调休上班的周末，算出来是 {net} 天，应当是 {due} 天；"
            f"请对照通知（通知真的多放或者少放，写 extra_days = {net - due + extra}）"
        )


def _refuse_foreign(place: str, holiday: Holiday, standing: _Standing, year: int) -> None:
    """A local file has only what the region keeps of its own, when it keeps it."""
    feast = next((feast for feast in standing.feasts if feast.name == holiday.name), None)
    if feast is None:
        known = "、".join(feast.name for feast in standing.feasts)
        raise BadCalendar(
            f"{place}：“{holiday.name}”不是{standing.here}自己的节日（有{known}）；全国的节日写在 {year}.toml 里"
        )
    for day in (*holiday.off, *holiday.worked):
        if day.month not in feast.months:
            kept = "、".join(f"{month}月" for month in feast.months)
            raise BadCalendar(
                f"{place}“{holiday.name}”：{day} 在{day.month}月，历年都在{kept}；"
                f"请检查月份（通知真的改了，先改 {_FEASTS} 里的 months）"
            )
    _refuse_more(f"{place}“{holiday.name}”", (holiday,), feast.most, _FEASTS)


def _refuse_more(place: str, holidays: tuple[Holiday, ...], most: int, bound: str) -> None:
    """The bounds of a year without a notice rest on it."""
    taken = max(_weekdays(holidays), sum(len(holiday.worked) for holiday in holidays))
    if taken > most:
        raise BadCalendar(
            f"{place}：放掉、或者调休上班的有 {taken} 天，{bound} 里的 most 是 {most}；"
            f"请对照通知（通知真的这样，先把 most 改成 {taken}）"
        )


def _weekdays(holidays: tuple[Holiday, ...]) -> int:
    return sum(day.weekday() < SATURDAY for holiday in holidays for day in holiday.off)


def _refuse_contradictions(
    national: Mapping[int, Notice],
    local: Mapping[int, Notice],
    standing: _Standing,
    places: Mapping[tuple[bool, int], str],
) -> None:
    said: dict[date, Notice] = {}
    for notice in national.values():
        for holiday in notice.holidays:
            for day in (*holiday.off, *holiday.worked):
                if day in said:
                    place = places[True, notice.year]
                    raise BadCalendar(
                        f"{place}“{holiday.name}”：{day} 在 {said[day].year}.toml 里也写了；请对照两份通知"
                    )
                said[day] = notice
    off = {day: each.name for notice in national.values() for each in notice.holidays for day in each.off}
    for notice in local.values():
        for holiday in notice.holidays:
            for day in holiday.worked:
                if day in off:
                    place = places[False, notice.year]
                    raise BadCalendar(
                        f"{place}“{holiday.name}”：{day} 全国因{off[day]}放假，{standing.here}不能写成上班；请对照通知"
                    )


def weekday(day: date) -> str:
    """How the day of the week is called."""
    return f"星期{'一二三四五六日'[day.weekday()]}"
