"""Reading a matter: which events of article 9 happened, and when. Bad input gets one line that names the place.

An event that is not given is taken not to have happened by ``today``; one whose day is not known is ``"unknown"``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from checker.articles.a09 import COURSE, EVENTS, READINGS, TERMS
from checker.case import UNKNOWN, BadCase, kind, names, parse, refuse_unknown
from checker.logic import Reading
from checker.logic.course import Event

FIRST_YEAR, LAST_YEAR = 2000, 2099
DATES = {event.key: event for event in EVENTS}
SWITCHES = {reading.key: reading for reading in READINGS}
TODAY = "today"
PREFIX = "a09."
"""Before the keys of events and of these readings where they stand among a check's own, as on the page."""
EXPECTED = ("first", "last", "earliest", "latest", "provisional", "state", "binding")
"""What a case may expect of a term, by the names that the result gives it."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the author of a case worked out: where the matter stands, what cannot have happened, and its terms."""

    at: str | None
    refused: tuple[str, ...]
    terms: Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Matter:
    """``dates``: the events that happened, in the order of the course; None where the day is not known.

    ``today`` is None where the document does not say it. ``readings`` are those whose other side is taken.
    """

    dates: Mapping[Event, date | None]
    today: date | None = None
    readings: tuple[Reading, ...] = ()
    title: str = ""
    expect: Expected | None = None


def read_matter(text: str) -> Matter:
    """The one matter of a JSON document. Raises BadCase."""
    matters = read_matters(text, toml=False)
    if len(matters) != 1:
        raise BadCase(f"case：这里一次只看一件事，给了 {len(matters)} 件")
    return matters[0]


def read_matters(text: str, toml: bool | None = None) -> tuple[Matter, ...]:
    """The matters of a document: one, or a list of them under ``case``. ``toml`` as for a case. Raises BadCase."""
    document = parse(text, "dates", toml)
    if "case" not in document:
        return (_matter(document, ""),)
    refuse_unknown(document, ("case",), "")
    entries = document["case"]
    if not isinstance(entries, list):
        raise BadCase(f"case：应当是列表，这里是{kind(entries)}")
    return tuple(_matter(entry, f"case[{number}].") for number, entry in enumerate(entries, start=1))


def read_course(chosen: Mapping[str, object], today: str) -> Matter:
    """What a person has chosen on the page: by event its day or ``"unknown"``, by reading true where its other side is
    taken; ``today`` as the reader's machine has it, unless the person has chosen another. Raises BadCase.
    """
    refuse_unknown(chosen, {**DATES, **SWITCHES, TODAY: None}, "")
    dates = {
        event: None if chosen[key] == UNKNOWN else read_day(chosen[key], f"“{event.title}”的日期")
        for key, event in DATES.items()
        if key in chosen
    }
    taken = tuple(reading for key, reading in SWITCHES.items() if chosen.get(key) is True)
    other = chosen.get(TODAY, UNKNOWN)
    return Matter(dates, read_day(today if other == UNKNOWN else other, "“看到哪一天”"), taken)


def read_day(value: object, place: str) -> date:
    """A date, as TOML has it or written 2027-01-05. Raises BadCase."""
    if type(value) is not date:
        day = _written(value)
        if day is None:
            raise BadCase(f"{place}：应当是日期，写成 2027-01-05 的样子，这里是{kind(value)}")
        value = day
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise BadCase(f"{place}：{value} 不在 {FIRST_YEAR} 年到 {LAST_YEAR} 年之间；请检查年份")
    return value


def _written(value: object) -> date | None:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _matter(entry: object, place: str) -> Matter:
    if not isinstance(entry, dict):
        raise BadCase(f"{place.rstrip('.') or '全文'}：应当是一件事，这里是{kind(entry)}")
    refuse_unknown(entry, ("title", "today", "dates", "readings", "expect"), place)
    title = entry.get("title", "")
    if not isinstance(title, str):
        raise BadCase(f"{place}title：应当是文字，这里是{kind(title)}")
    if any("\ud800" <= char <= "\udfff" for char in title):
        raise BadCase(f"{place}title：有半个字符，显示不出来；请重新输入")
    return Matter(
        _dates(entry.get("dates"), f"{place}dates"),
        read_day(entry["today"], f"{place}today") if "today" in entry else None,
        tuple(SWITCHES[key] for key in names(entry.get("readings", []), SWITCHES, f"{place}readings")),
        title,
        _expected(entry["expect"], f"{place}expect") if "expect" in entry else None,
    )


def _dates(value: object, place: str) -> dict[Event, date | None]:
    if not isinstance(value, dict):
        raise BadCase(f"{place}：应当是“哪件事 = 哪一天”的对照，这里是{kind(value)}")
    refuse_unknown(value, DATES, f"{place}.")
    return {
        event: None if value[key] == UNKNOWN else read_day(value[key], f"{place}.{key}")
        for key, event in DATES.items()
        if key in value
    }


def _expected(value: object, place: str) -> Expected:
    if not isinstance(value, dict):
        raise BadCase(f"{place}：应当是对照，这里是{kind(value)}")
    terms = {term.key: term for term in TERMS}
    refuse_unknown(value, ("at", "refused", *terms), f"{place}.")
    at = value.get("at")
    if at is not None:
        (at,) = names([at], [state.key for state in COURSE.states], f"{place}.at")
    for key in terms.keys() & value.keys():
        if not isinstance(value[key], dict):
            raise BadCase(f"{place}.{key}：应当是对照，这里是{kind(value[key])}")
        refuse_unknown(value[key], EXPECTED, f"{place}.{key}.")
    return Expected(
        at,
        names(value.get("refused", []), DATES, f"{place}.refused"),
        {key: value[key] for key in terms if key in value},
    )
