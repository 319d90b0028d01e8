"""The deadlines of article 9 from the dates of a matter: each term's days, how it stands, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypedDict

from checker.articles.a09 import COURSE, EVENTS, TERMS, readings
from checker.articles.a09.events import accepted, not_tolerated, refused, tolerated
from checker.articles.a09.terms import FEEDBACK, NOTICE, REPLY
from checker.calendars import Calendar, calendar
from checker.logic import Reading, Truth
from checker.logic.course import Event, Refused, Term
from checker.logic.terms import Almanac, Day, Span, count, left
from checker.matter import Matter
from checker.result import ForceJson

Status = Literal["not-begun", "running", "met", "late", "overdue", "not-owed", "unknown"]


@dataclass(frozen=True, slots=True)
class Due:
    """How a term stands under one set of readings.

    ``start`` is the event that it runs from, None as long as none has happened; ``owed``: whether anything is owed;
    ``met``: whether what is owed was done in time; ``done``: the event that did it.
    """

    term: Term
    start: Event | None
    span: Span | None
    done: Event | None
    owed: Truth
    met: Truth
    status: Status
    binding: bool


class SideJson(TypedDict):
    """A reading on which the term rests, and the side of it that is taken."""

    key: str
    side: Literal["default", "alternative"]
    meaning: str
    ground: str


class TurnJson(TypedDict):
    """What the term would be with one reading taken the other way, all others as they are."""

    key: str
    meaning: str
    last: str | None
    status: Status
    binding: bool


class RunJson(TypedDict):
    """Days in a row that were left out, or days of rest that were counted, for one reason. ``source`` may be empty."""

    first: str
    last: str
    title: str
    source: str


class DoubtJson(TypedDict):
    """What is not known and may move the end of the term: which days, and how many working days at most."""

    first: str
    last: str
    why: str
    most: int


class DueJson(TypedDict):
    """A term. ``days`` are working days; dates are null as long as they are not known.

    ``earliest`` and ``latest`` bound the last day whatever becomes of the doubts, ``first_earliest`` and
    ``first_latest`` the first. ``left``: the working days after
    today up to the last one, while the term runs. ``binding``: whether the days are a limit, not only what is usual.
    """

    term: str
    title: str
    actor: str
    provision: str
    quote: str
    days: int
    binding: bool
    owed: Literal["yes", "no", "unknown"]
    start: str | None
    started: str | None
    first: str | None
    last: str | None
    earliest: str | None
    latest: str | None
    first_earliest: str | None
    first_latest: str | None
    provisional: bool
    done: str | None
    finished: str | None
    met: Literal["yes", "no", "unknown"]
    status: Status
    left: int | None
    left_out: list[RunJson]
    worked_rest: list[RunJson]
    doubts: list[DoubtJson]
    rests_on: list[SideJson]
    turns: list[TurnJson]


class HappenedJson(TypedDict):
    """An event that happened, and the words that know of it. ``day`` is null where it is not known."""

    event: str
    title: str
    day: str | None
    provision: str
    quote: str


class RefusedJson(TypedDict):
    """An event that cannot have happened so (``no``), or of which the text says nothing (``unknown``), and why."""

    event: str
    title: str
    truth: Literal["no", "unknown"]
    reason: str
    provision: str
    quote: str


class NextJson(TypedDict):
    """What can come next. ``within``: the term that runs for it."""

    event: str
    title: str
    actor: str
    force: ForceJson
    provision: str
    quote: str
    within: str | None


class SilenceJson(TypedDict):
    about: str
    says: str
    provision: str
    quote: str


class StateJson(TypedDict):
    key: str
    title: str


class DeadlinesJson(TypedDict):
    """Where a matter stands on ``today``, its terms, and what the text does not set at this stage."""

    title: str
    today: str
    state: StateJson
    happened: list[HappenedJson]
    refused: list[RefusedJson]
    terms: list[DueJson]
    next: list[NextJson]
    silences: list[SilenceJson]


def deadlines(matter: Matter, today: date, days: Calendar | None = None) -> DeadlinesJson:
    """Every term of article 9, as far as the dates are known, and what comes next."""
    days = days or calendar()
    taken = frozenset(matter.readings)
    state, against = COURSE.follow(matter.dates, taken)
    return {
        "title": matter.title,
        "today": today.isoformat(),
        "state": {"key": state.key, "title": state.title},
        "happened": [_happened_json(event, matter) for event in EVENTS if event in matter.dates],
        "refused": [_refused_json(each) for each in against] + list(_out_of_order(matter)),
        "terms": [_due_json(term, matter, today, days, taken) for term in TERMS],
        "next": [
            {
                "event": each.event.key,
                "title": each.event.title,
                "actor": each.event.actor,
                "force": each.force.value,
                "provision": each.quote.provision,
                "quote": each.quote.words,
                "within": next((term.key for term in TERMS if each.event in term.met_by), None),
            }
            for each in COURSE.out_of(state)
            if each.event not in matter.dates
        ],
        "silences": [
            {
                "about": silence.about,
                "says": silence.says,
                "provision": silence.quote.provision,
                "quote": silence.quote.words,
            }
            for silence in state.silences
        ],
    }


def due(term: Term, matter: Matter, today: date, days: Calendar, taken: frozenset[Reading]) -> Due:
    """How the term stands on that day."""
    starts = term.otherwise if term.reading in taken else term.starts
    start, begins = _happened(starts, matter)
    done, finished = _happened(term.met_by, matter)
    span = None
    if begins is not None:
        span = count(
            _almanac(days, taken),
            begins,
            term.days,
            start_counts=readings.FIRST_DAY in taken,
            start_waits=readings.RESTING_DAY in taken,
        )
    owed = _owed(term, matter, taken)
    met = Truth.UNKNOWN if span is None or finished is None else span.keeps(finished)
    binding = not term.usual or readings.USUAL in taken
    begun = start is not None or any(COURSE.before(each, other) for each in starts for other in matter.dates)
    return Due(term, start, span, done, owed, met, _status(begun, span, done, met, owed, today), binding)


def _almanac(days: Calendar, taken: frozenset[Reading]) -> Almanac:
    return days.day_of_the_nation if readings.HERE in taken else days.day


def _status(begun: bool, span: Span | None, done: Event | None, met: Truth, owed: Truth, today: date) -> Status:
    if owed is Truth.NO:
        return "not-owed"
    if done is not None:
        kept: dict[Truth, Status] = {Truth.YES: "met", Truth.NO: "late", Truth.UNKNOWN: "unknown"}
        return kept[met]
    if not begun:
        return "not-begun"
    if span is None:
        return "unknown"
    still = span.keeps(today)
    if still is Truth.YES:
        return "running"
    return "overdue" if still is Truth.NO and owed is Truth.YES else "unknown"


def _happened(events: Iterable[Event], matter: Matter) -> tuple[Event | None, date | None]:
    """The first of the events that happened, with its day; one whose day is not known only where no other is."""
    found = [(event, matter.dates[event]) for event in events if event in matter.dates]
    known = sorted(((event, day) for event, day in found if day is not None), key=lambda each: each[1])
    return known[0] if known else found[0] if found else (None, None)


def _owed(term: Term, matter: Matter, taken: frozenset[Reading]) -> Truth:
    """Whether anything is owed at all, which under other readings depends on what the organ thinks or finds."""
    if term is REPLY and readings.REPLY_OWED in taken:
        return _either(matter, yes=accepted, no=refused)
    if term is NOTICE and readings.NOTICE in taken:
        return Truth.NO
    if term in (FEEDBACK, NOTICE) and readings.CONCLUSIONS in taken:
        return _either(matter, yes=tolerated, no=not_tolerated)
    return Truth.YES


def _either(matter: Matter, yes: Event, no: Event) -> Truth:
    if (yes in matter.dates) == (no in matter.dates):
        return Truth.UNKNOWN
    return Truth.of(yes in matter.dates)


def _bearing(term: Term) -> tuple[Reading, ...]:
    """The readings on which the term can turn."""
    own = {
        REPLY: (readings.REPLY_OWED,),
        FEEDBACK: (readings.CONCLUSIONS,),
        NOTICE: (readings.NOTICE, readings.CONCLUSIONS),
    }.get(term, (readings.USUAL,))
    return (term.reading, *readings.COUNTING, *own)


def _due_json(term: Term, matter: Matter, today: date, days: Calendar, taken: frozenset[Reading]) -> DueJson:
    at = due(term, matter, today, days, taken)
    span = at.span
    started, finished = _day(at.start, matter), _day(at.done, matter)
    return {
        "term": term.key,
        "title": term.title,
        "actor": term.actor,
        "provision": term.quote.provision,
        "quote": term.quote.words,
        "days": term.days,
        "binding": at.binding,
        "owed": at.owed.value,
        "start": at.start.key if at.start else None,
        "started": started,
        "first": span.first.isoformat() if span else None,
        "last": span.last.isoformat() if span else None,
        "earliest": span.earliest.isoformat() if span else None,
        "latest": span.latest.isoformat() if span else None,
        "first_earliest": span.first_earliest.isoformat() if span else None,
        "first_latest": span.first_latest.isoformat() if span else None,
        "provisional": bool(span and span.provisional),
        "done": at.done.key if at.done else None,
        "finished": finished,
        "met": at.met.value,
        "status": at.status,
        "left": left(_almanac(days, taken), today, span.last) if span and at.status == "running" else None,
        "left_out": list(_runs(span.left_out)) if span else [],
        "worked_rest": list(_runs(day for day in span.counted if day.title)) if span else [],
        "doubts": [
            {"first": each.first.isoformat(), "last": each.last.isoformat(), "why": each.why, "most": each.most}
            for each in (span.doubts if span and span.provisional else ())
        ],
        "rests_on": [_side(reading, taken) for reading in _bearing(term)],
        "turns": list(_turns(at, matter, today, days, taken)),
    }


def _day(event: Event | None, matter: Matter) -> str | None:
    day = matter.dates[event] if event else None
    return day.isoformat() if day else None


def _turns(at: Due, matter: Matter, today: date, days: Calendar, taken: frozenset[Reading]) -> Iterator[TurnJson]:
    for reading in _bearing(at.term):
        other = due(at.term, matter, today, days, taken ^ {reading})
        last, was = (each.span.last if each.span else None for each in (other, at))
        if (last, other.status, other.binding) != (was, at.status, at.binding):
            yield {
                "key": reading.key,
                "meaning": reading.default if reading in taken else reading.alternative,
                "last": last.isoformat() if last else None,
                "status": other.status,
                "binding": other.binding,
            }


def _side(reading: Reading, taken: frozenset[Reading]) -> SideJson:
    if reading in taken:
        return {"key": reading.key, "side": "alternative", "meaning": reading.alternative, "ground": ""}
    return {"key": reading.key, "side": "default", "meaning": reading.default, "ground": reading.ground}


def _runs(days: Iterable[Day]) -> Iterator[RunJson]:
    """Days that follow each other and have the same reason, together."""
    run: list[Day] = []
    for day in days:
        if run and ((day.date - run[-1].date).days > 1 or (day.title, day.source) != (run[-1].title, run[-1].source)):
            yield _run(run)
            run = []
        run.append(day)
    if run:
        yield _run(run)


def _run(run: list[Day]) -> RunJson:
    first, last = run[0], run[-1]
    return {
        "first": first.date.isoformat(),
        "last": last.date.isoformat(),
        "title": first.title or "周末",
        "source": first.source,
    }


def _happened_json(event: Event, matter: Matter) -> HappenedJson:
    quote = COURSE.known_by(event)
    return {
        "event": event.key,
        "title": event.title,
        "day": _day(event, matter),
        "provision": quote.provision,
        "quote": quote.words,
    }


def _refused_json(each: Refused) -> RefusedJson:
    return {
        "event": each.event.key,
        "title": each.event.title,
        "truth": "no" if each.step.truth is Truth.NO else "unknown",
        "reason": each.step.reason,
        "provision": each.step.quote.provision,
        "quote": each.step.quote.words,
    }


def _out_of_order(matter: Matter) -> Iterator[RefusedJson]:
    """Events dated before what must come before them; the nearest that does, once for each event."""
    for event, day in matter.dates.items():
        earlier = [
            (other, when)
            for other, when in matter.dates.items()
            if day is not None and when is not None and when > day and COURSE.before(other, event)
        ]
        if earlier:
            other, when = earlier[-1]
            quote = COURSE.known_by(event)
            yield {
                "event": event.key,
                "title": event.title,
                "truth": "no",
                "reason": f"“{event.title}”（{day}）写在了“{other.title}”（{when}）前面：次序反了，请检查日期。",
                "provision": quote.provision,
                "quote": quote.words,
            }
