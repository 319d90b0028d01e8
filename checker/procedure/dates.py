"""Reading a matter: which events of a procedure happened, and when. Bad input gets one line that names the place.

An event that is not given is taken not to have happened by ``today``, unless another presupposes it; one whose day is
not known is ``"unknown"``. What happened more than once has a list of its days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from checker.engine.case import parse
from checker.engine.fields import (
    UNKNOWN,
    BadCase,
    Day,
    Field,
    Keys,
    Name,
    Names,
    Object,
    Schema,
    Text,
    fields_schema,
    kind,
    read_day,
    read_fields,
    refuse_unknown,
)
from checker.logic import Reading, Truth
from checker.procedure.procedure import Procedure
from checker.procedure.states import Event

TODAY = "today"
EXPECTED = ("first", "last", "earliest", "latest", "provisional", "state", "binding", "owed", "would")
"""What a case may expect of a term, by the names that the result gives it."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the author of a case worked out: where the matter stands, what cannot have happened, and its terms."""

    at: str | None
    refused: tuple[str, ...]
    terms: Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Matter:
    """``dates``: the events that happened, in the order of the course, each with its days; None for one not known.

    ``today`` is None where the document does not say it. ``readings`` are those whose other side is taken.
    """

    dates: Mapping[Event, tuple[date | None, ...]]
    today: date | None = None
    readings: tuple[Reading, ...] = ()
    title: str = ""
    expect: Expected | None = None


def read_matter(text: str, procedure: Procedure) -> Matter:
    """The one matter of a JSON document. Raises BadCase."""
    matters = read_matters(text, procedure, toml=False)
    if len(matters) != 1:
        raise BadCase(f"case：这里一次只看一件事，给了 {len(matters)} 件")
    return matters[0]


def read_matters(text: str, procedure: Procedure, toml: bool | None = None) -> tuple[Matter, ...]:
    """The matters of a document: one, or a list of them under ``case``. ``toml`` as for a case. Raises BadCase."""
    document = parse(text, "dates", toml)
    if "case" not in document:
        return (_matter(document, procedure, ""),)
    refuse_unknown(document, ("case",), "")
    entries = document["case"]
    if not isinstance(entries, list):
        raise BadCase(f"case：应当是列表，这里是{kind(entries)}")
    if not entries:
        raise BadCase("case：是空的，一件事也没有；请至少写一件")
    return tuple(_matter(entry, procedure, f"case[{number}].") for number, entry in enumerate(entries, start=1))


def read_course(chosen: Mapping[str, object], today: str, procedure: Procedure) -> Matter:
    """What a person has chosen on the page: by event its day or ``"unknown"``, by reading yes where its other side is
    taken; ``today`` as the reader's machine has it, unless the person has chosen another. A second day of an event has
    a key of its own (`Procedure.choices`). Raises BadCase.
    """
    refuse_unknown(chosen, {**procedure.choices, **procedure.switches, TODAY: None}, "")
    dates: dict[Event, tuple[date | None, ...]] = {}
    for event in procedure.course.events:
        keys = [key for key, each in procedure.choices.items() if each is event and key in chosen]
        if keys:
            days = [_day(chosen[key], f"“{event.title}”的日期") for key in keys]
            dates[event] = _different(days, f"“{event.title}”的日期")
    taken = tuple(reading for key, reading in procedure.switches.items() if chosen.get(key) == Truth.YES.value)
    other = chosen.get(TODAY, UNKNOWN)
    return Matter(dates, read_day(today if other == UNKNOWN else other, "“看到哪一天”"), taken)


def _day(value: object, place: str) -> date | None:
    """The day of an event. Raises BadCase."""
    if value is None or value == "":
        raise BadCase(
            f'{place}：没有写日期；请写成 2027-01-05 的样子，不知道哪一天的写 "{UNKNOWN}"，没有发生的去掉这一项'
        )
    return None if value == UNKNOWN else read_day(value, place)


def _different(days: Sequence[date | None], place: str) -> tuple[date | None, ...]:
    for day in days:
        if days.count(day) > 1:
            raise BadCase(f"{place}：{day or UNKNOWN} 写了两次；请留一个")
    return tuple(days)


@dataclass(frozen=True, slots=True)
class Days:
    """The day of an event, ``"unknown"``, or a list of these; ``event`` says of the schema what is meant."""

    event: Event

    def read(self, value: object, place: str) -> tuple[date | None, ...]:
        if not isinstance(value, list):
            return (_day(value, place),)
        if not value:
            raise BadCase(f"{place}：没有写日期，列表是空的；没有发生的去掉这一项")
        return _different([_day(day, f"{place}[{number}]") for number, day in enumerate(value, start=1)], place)

    def schema(self) -> Schema:
        once: list[Schema] = [Day().schema(), {"const": UNKNOWN}]
        several = {"type": "array", "items": {"anyOf": once}, "minItems": 1, "uniqueItems": True}
        return {"anyOf": [*once, several], "title": self.event.title, "description": self.event.help}


@dataclass(frozen=True, slots=True)
class Happened:
    """By the key of each event when it happened."""

    known: Mapping[str, Event]

    def read(self, value: object, place: str) -> dict[Event, tuple[date | None, ...]]:
        if not isinstance(value, dict):
            raise BadCase(f"{place}：应当是“哪件事 = 哪一天”的对照，这里是{kind(value)}")
        refuse_unknown(value, self.known, f"{place}.", "python3 -m checker procedure")
        return {
            event: Days(event).read(value[key], f"{place}.{key}") for key, event in self.known.items() if key in value
        }

    def schema(self) -> Schema:
        return fields_schema(Field(key, Days(event)) for key, event in self.known.items())


def matter_fields(procedure: Procedure) -> tuple[Field, ...]:
    """What a matter may say: the reader, the messages and the schema (`checker.api.schema`) come from these."""
    expected = Object(
        (
            Field("at", Name([state.key for state in procedure.course.states])),
            Field("refused", Names(procedure.dates)),
            *(Field(key, Keys(EXPECTED)) for key in procedure.times),
        )
    )
    return (
        Field("title", Text(shown=True)),
        Field("today", Day()),
        Field("dates", Happened(procedure.dates), missing="一件事至少要有 dates，什么都没有发生的写成空的"),
        Field("readings", Names(procedure.switches)),
        Field("expect", expected),
    )


def _matter(entry: object, procedure: Procedure, place: str) -> Matter:
    read = read_fields(entry, matter_fields(procedure), place, "一件事")
    return Matter(
        read["dates"],
        read.get("today"),
        tuple(procedure.switches[key] for key in read.get("readings", ())),
        read.get("title", ""),
        _expected(read["expect"], procedure) if "expect" in read else None,
    )


def _expected(read: Mapping[str, Any], procedure: Procedure) -> Expected:
    times = {key: read[key] for key in procedure.times if key in read}
    return Expected(read.get("at"), read.get("refused", ()), times)
