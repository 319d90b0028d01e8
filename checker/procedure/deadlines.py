"""The deadlines of a procedure from the dates of a matter: each term's days, how it stands, what would change it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, TypedDict

from checker.calendars import Calendar
from checker.calendars.terms import Almanac, Day, Span, count, left
from checker.engine.result import ForceJson
from checker.logic import Reading, Truth
from checker.procedure.dates import Matter
from checker.procedure.procedure import Procedure
from checker.procedure.states import Event, Followed, Gap, Placed, Term
from checker.text import name

Status = Literal["not-begun", "running", "met", "late", "overdue", "not-owed", "unknown"]


@dataclass(frozen=True, slots=True)
class Due:
    """How a term stands under one set of readings.

    ``start`` is what it runs from, None as long as that is not named; ``owed``: whether anything is owed; ``met``:
    whether what is owed was done in time; ``done``: what did it. ``hangs``: what the text is silent about, so that it
    is not known whether anything is owed; ``would``: the status if it is.
    """

    term: Term
    start: Placed | None
    span: Span | None
    done: Placed | None
    owed: Truth
    met: Truth
    status: Status
    binding: bool
    begun: bool
    hangs: tuple[Gap, ...]
    would: Status


class SideJson(TypedDict):
    """A reading on which the term rests, and the side of it that is taken."""

    key: str
    side: Literal["default", "alternative"]
    meaning: str
    ground: str


class HangJson(TypedDict):
    """What the text does not say, and hangs on it; ``then``: the beginning of a sentence on what is so in one case."""

    says: str
    then: str
    provision: str
    quote: str


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
    ``first_latest`` the first. ``left``: the working days after today up to the last one, while the term runs.
    ``binding``: whether the days are a limit, not only what is usual.

    There is one for each time that the course began (``number``). A term that starts on a day that is still to come has
    not begun, but has its days. Where ``hangs_on`` names anything it is not known whether anything is owed; then
    ``would`` is what the status would be if it is, and ``status`` never says that something is late.
    """

    term: str
    number: int
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
    would: Status
    hangs_on: list[HangJson]
    left: int | None
    left_out: list[RunJson]
    worked_rest: list[RunJson]
    doubts: list[DoubtJson]
    rests_on: list[SideJson]
    turns: list[TurnJson]


class HappenedJson(TypedDict):
    """An event that was named, and the words that know of it. ``day`` is null where it is not known.

    ``truth``: whether it can have been so in its place, as far as the text says. ``ahead``: its day is still to come,
    so that it has not happened.
    """

    event: str
    number: int
    title: str
    day: str | None
    truth: Literal["yes", "no", "unknown"]
    ahead: bool
    hangs_on: list[HangJson]
    provision: str
    quote: str


class RefusedJson(TypedDict):
    """An event that cannot have happened so (``no``), or of which the text says nothing (``unknown``), and why.

    Of events in the wrong order there is one for every pair.
    """

    event: str
    title: str
    truth: Literal["no", "unknown"]
    reason: str
    provision: str
    quote: str


class AssumedJson(TypedDict):
    """What must have happened before an event and was not named: all events of one of the groups in ``ways``."""

    event: str
    title: str
    ways: list[list[str]]


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
    """Where a matter stands; where ``hangs_on`` names anything, only if the text, which is silent, is filled in so."""

    key: str
    title: str
    hangs_on: list[HangJson]


class DeadlinesJson(TypedDict):
    """Where a matter stands on ``today``, its terms, and what the text does not set at this stage.

    ``beside``: where it stands as well, or instead, as the text is filled in. ``happened`` is in the order of the days.
    """

    title: str
    today: str
    state: StateJson
    beside: list[StateJson]
    happened: list[HappenedJson]
    refused: list[RefusedJson]
    assumed: list[AssumedJson]
    terms: list[DueJson]
    next: list[NextJson]
    silences: list[SilenceJson]


@dataclass(frozen=True, slots=True)
class _Course:
    """A matter as it went under one set of readings. ``lapses``: what was said to have lapsed, and had not."""

    followed: Followed
    lapses: tuple[Placed, ...]
    today: date

    @property
    def placed(self) -> tuple[Placed, ...]:
        """In the order of the days; one whose day is not known stands where the course came to it."""
        placed = list(self.followed.placed)
        for each in self.lapses:
            later = (at for at, other in enumerate(placed) if each.day and other.day and other.day > each.day)
            placed.insert(next(later, len(placed)), each)
        return tuple(placed)

    def of(self, number: int) -> tuple[Placed, ...]:
        return tuple(each for each in self.followed.placed if each.number == number)

    def past(self, placed: Iterable[Placed]) -> tuple[Placed, ...]:
        return tuple(each for each in placed if not self.ahead(each))

    def ahead(self, placed: Placed) -> bool:
        return placed.day is not None and placed.day > self.today


class _Matter:
    """The courses of a matter, each made once."""

    def __init__(self, matter: Matter, today: date, procedure: Procedure, days: Calendar) -> None:
        self.matter, self.today, self.procedure, self.days = matter, today, procedure, days
        self._courses: dict[frozenset[Reading], _Course] = {}
        self._spans: dict[tuple[int, date, frozenset[Reading]], Span] = {}

    def under(self, taken: frozenset[Reading]) -> _Course:
        if taken not in self._courses:
            self._courses[taken] = self._course(taken)
        return self._courses[taken]

    def span(self, term: Term, begins: date, taken: frozenset[Reading]) -> Span:
        """The term counted from that day."""
        counting = self.procedure.counting
        key = (term.days, begins, taken.intersection(counting.readings))
        if key not in self._spans:
            self._spans[key] = count(
                self.almanac(taken),
                begins,
                term.days,
                start_counts=counting.first_day in taken,
                start_waits=counting.resting_day in taken,
            )
        return self._spans[key]

    def almanac(self, taken: frozenset[Reading]) -> Almanac:
        return self.days.day_of_the_nation if self.procedure.counting.local in taken else self.days.day

    def _course(self, taken: frozenset[Reading]) -> _Course:
        lapsing = {term.lapse.event: term for term in self.procedure.terms if term.lapse}
        happened = [(event, day) for event, days in self.matter.dates.items() for day in days if event not in lapsing]
        lapses, guessed = list[Placed](), set[tuple[Event, date]]()
        for event, term in lapsing.items():
            days = self.matter.dates.get(event, ())
            for day in days:
                run = self._run(term, day, taken)
                truth = Truth.YES if run is None else ~run[1].keeps(day or self.today)
                if run is None or truth is Truth.YES:
                    # One whose day is not known lapsed with the day after the last; not if another did on that day.
                    known = day or (run[1].latest + timedelta(1) if run else None)
                    known = None if not day and known in days else known
                    guessed |= {(event, known)} if known and not day else set()
                    happened.append((event, known))
                else:
                    lapses.append(_too_early(term, day, *run, truth, self.today))
        followed = self.procedure.course.follow(happened, taken, self.today)
        placed = (
            replace(each, day=None) if each.day and (each.event, each.day) in guessed else each
            for each in followed.placed
        )
        return _Course(replace(followed, placed=tuple(placed)), tuple(lapses), self.today)

    def _run(self, term: Term, day: date | None, taken: frozenset[Reading]) -> tuple[date, Span] | None:
        """The term that is said to have lapsed, and the day from which it ran."""
        starts = term.otherwise if term.reading in taken else term.starts
        known = sorted(each for event in starts for each in self.matter.dates.get(event, ()) if each is not None)
        spans = [(each, self.span(term, each, taken)) for each in known]
        if day is not None:
            return next((each for each in reversed(spans) if each[0] <= day), None)
        spans = [each for each in spans if each[0] <= self.today]
        kept = [each for event in term.met_by for each in self.matter.dates.get(event, ()) if each is not None]
        open_ = [each for each in spans if not any(each[0] <= day <= each[1].last for day in kept)]
        return next(iter(open_ or reversed(spans)), None)


def _too_early(term: Term, day: date | None, begins: date, span: Span, truth: Truth, today: date) -> Placed:
    assert term.lapse is not None
    provisional = "暂定" if span.provisional else ""
    said = f"写的是 {day}" if day else f"看到 {today} 为止"
    may = "期限还没有满" if truth is Truth.NO else "期限满没满还不能定"
    reason = (
        f"{said}，{may}：{term.days}个工作日从 {begins} 起算，{provisional}最后一天是 {span.last}，"
        f"{term.lapse.only}（{name(term.quote.provision)}）。"
    )
    return Placed(term.lapse.event, day, 1, truth, term.quote, reason)


def deadlines(matter: Matter, today: date, procedure: Procedure, days: Calendar) -> DeadlinesJson:
    """Every term of the procedure, as far as the dates are known, and what comes next."""
    courses = _Matter(matter, today, procedure, days)
    taken = frozenset(matter.readings)
    course = courses.under(taken)
    stands = course.followed.stands
    happened = {each.event for each in course.past(course.of(stands.number))}
    return {
        "title": matter.title,
        "today": today.isoformat(),
        "state": {"key": stands.state.key, "title": stands.state.title, "hangs_on": _hangs(stands.hangs)},
        "beside": [
            {"key": each.state.key, "title": each.state.title, "hangs_on": _hangs(each.hangs) or _denied(stands.hangs)}
            for each in course.followed.beside
        ],
        "happened": [_happened_json(each, course, procedure) for each in course.placed],
        "refused": list(_refused(course, procedure)),
        "assumed": list(_assumed(course)),
        "terms": list(_terms(courses, taken)),
        "next": [
            {
                "event": each.event.key,
                "title": each.event.title,
                "actor": each.event.actor,
                "force": each.force.value,
                "provision": each.quote.provision,
                "quote": each.quote.words,
                "within": next((term.key for term in procedure.terms if each.event in term.met_by), None),
            }
            for each in procedure.course.out_of(stands.state, taken)
            if each.event not in happened
        ],
        "silences": [
            {
                "about": silence.about,
                "says": silence.says,
                "provision": silence.quote.provision,
                "quote": silence.quote.words,
            }
            for silence in stands.state.silences
        ],
    }


def titled(term: DueJson) -> str:
    """The title of a term, told from the same one of another time."""
    return term["title"] if term["number"] == 1 else f"{term['title']}（第{term['number']}次）"


def _terms(courses: _Matter, taken: frozenset[Reading]) -> Iterator[DueJson]:
    """The first time each; later those that have begun."""
    for number in range(1, max([1, *(each.number for each in courses.under(taken).followed.placed)]) + 1):
        for term in courses.procedure.terms:
            at = _due(term, number, courses, taken)
            if number == 1 or at.begun:
                yield _due_json(at, number, courses, taken)


def due(
    term: Term,
    matter: Matter,
    today: date,
    procedure: Procedure,
    days: Calendar,
    taken: frozenset[Reading],
    number: int = 1,
) -> Due:
    """How the term stands on that day, when the course has begun so often."""
    return _due(term, number, _Matter(matter, today, procedure, days), taken)


def _due(term: Term, number: int, courses: _Matter, taken: frozenset[Reading]) -> Due:
    course, today = courses.under(taken), courses.today
    own = course.of(number)
    past = course.past(own)
    starts = term.otherwise if term.reading in taken else term.starts
    start = _first(each for each in own if each.event in starts)
    begins = start.day if start else None
    finishing = [each for each in past if each.event in term.met_by]
    done = _first(each for each in finishing if not (each.day and begins and each.day < begins)) or _first(finishing)
    span = courses.span(term, begins, taken) if begins is not None else None
    certain = all(each is None or each.truth is not Truth.NO for each in (start, done))
    met = Truth.UNKNOWN
    if span and done and done.day and begins and done.day >= begins and certain:
        met = span.keeps(done.day)
    binding = term.usual is None or term.usual in taken
    begun = start is not None or any(event in starts for each in past for way in each.assumed for event in way)
    hangs = tuple(dict.fromkeys(_hanging(term, number, start, done, course, taken)))
    owed = _owed(term, {each.event for each in past}, taken)
    would = _status(begun, begins, span, done, met, owed, today)
    if owed is Truth.YES and (hangs or not certain):
        owed = Truth.UNKNOWN
    status = would
    if (owed is Truth.UNKNOWN and would in ("late", "overdue")) or (
        any(gap.undoes for gap in hangs) and would not in ("not-owed", "not-begun")
    ):
        status = "unknown"
    return Due(term, start, span, done, owed, met, status, binding, begun, hangs, would if hangs else status)


def _hanging(
    term: Term, number: int, start: Placed | None, done: Placed | None, course: _Course, taken: frozenset[Reading]
) -> Iterator[Gap]:
    """What the text is silent about, so that it is not known whether anything is owed."""
    if start is None:
        return
    yield from start.hangs
    own = course.past(course.of(number))
    for hang in term.hangs:
        if hang.reading in taken or (hang.after and not any(each.event is hang.after for each in own)):
            continue
        for each in course.past(course.followed.placed) if hang.gap.undoes else own:
            mine = each.number == number or each.day is None
            late = not (each.day and start.day and each.day < start.day) or hang.gap.undoes
            if each.event is hang.event and mine and late and not _done_by(done, each):
                yield hang.gap
    if done is None:
        # What was done after the course had begun anew may have done this, too.
        later = [each for each in course.past(course.followed.placed) if each.number > number]
        if any(each.event in term.met_by for each in later):
            yield from (gap for each in later for gap in each.hangs)


def _done_by(done: Placed | None, other: Placed) -> bool:
    """Whether it was done, for certain, when the other happened."""
    return bool(done and done.day and other.day and done.day <= other.day)


def _status(
    begun: bool, begins: date | None, span: Span | None, done: Placed | None, met: Truth, owed: Truth, today: date
) -> Status:
    if owed is Truth.NO:
        return "not-owed"
    if done is not None:
        kept: dict[Truth, Status] = {Truth.YES: "met", Truth.NO: "late", Truth.UNKNOWN: "unknown"}
        return kept[met]
    if not begun or (begins and begins > today):
        return "not-begun"
    if span is None:
        return "unknown"
    still = span.keeps(today)
    if still is Truth.YES:
        return "running"
    return "overdue" if still is Truth.NO and owed is Truth.YES else "unknown"


def _first(placed: Iterable[Placed]) -> Placed | None:
    """The earliest; one whose day is not known only where no other is."""
    return min(placed, key=lambda each: each.day or date.max, default=None)


def _owed(term: Term, happened: Collection[Event], taken: frozenset[Reading]) -> Truth:
    """Whether anything is owed at all, which under other readings depends on what the organ thinks or finds."""
    for owed in term.owed:
        if owed.reading in taken:
            return _either(happened, owed.yes, owed.no) if owed.yes and owed.no else Truth.NO
    return Truth.YES


def _either(happened: Collection[Event], yes: Event, no: Event) -> Truth:
    if (yes in happened) == (no in happened):
        return Truth.UNKNOWN
    return Truth.of(yes in happened)


def _bearing(term: Term, procedure: Procedure) -> tuple[Reading, ...]:
    """The readings on which the term rests, whatever happened."""
    own = (*(owed.reading for owed in term.owed), *((term.usual,) if term.usual else ()))
    return (term.reading, *procedure.counting.readings, *own)


def _due_json(at: Due, number: int, courses: _Matter, taken: frozenset[Reading]) -> DueJson:
    term, span = at.term, at.span
    turns = list(_turns(at, number, courses, taken))
    bearing = _bearing(term, courses.procedure)
    turning = {turn["key"] for turn in turns}
    also = [each for each in courses.procedure.readings if each.key in turning and each not in bearing]
    running = "running" in (at.status, at.would)
    return {
        "term": term.key,
        "number": number,
        "title": term.title,
        "actor": term.actor,
        "provision": term.quote.provision,
        "quote": term.quote.words,
        "days": term.days,
        "binding": at.binding,
        "owed": at.owed.value,
        "start": at.start.event.key if at.start else None,
        "started": _written(at.start),
        "first": span.first.isoformat() if span else None,
        "last": span.last.isoformat() if span else None,
        "earliest": span.earliest.isoformat() if span else None,
        "latest": span.latest.isoformat() if span else None,
        "first_earliest": span.first_earliest.isoformat() if span else None,
        "first_latest": span.first_latest.isoformat() if span else None,
        "provisional": bool(span and span.provisional),
        "done": at.done.event.key if at.done else None,
        "finished": _written(at.done),
        "met": at.met.value,
        "status": at.status,
        "would": at.would,
        "hangs_on": _hangs(at.hangs),
        "left": left(courses.almanac(taken), courses.today, span.last) if span and running else None,
        "left_out": list(_runs(span.left_out)) if span else [],
        "worked_rest": list(_runs(day for day in span.counted if day.title)) if span else [],
        "doubts": [
            {"first": each.first.isoformat(), "last": each.last.isoformat(), "why": each.why, "most": each.most}
            for each in (span.doubts if span and span.provisional else ())
        ],
        "rests_on": [_side(reading, taken) for reading in (*bearing, *also)],
        "turns": turns,
    }


def _written(placed: Placed | None) -> str | None:
    return placed.day.isoformat() if placed and placed.day else None


def _hangs(gaps: Iterable[Gap]) -> list[HangJson]:
    """With what would be so if the text granted what it is silent about; of what undoes, if it did not count."""
    return [_hang(gap, gap.otherwise) for gap in gaps]


def _denied(gaps: Iterable[Gap]) -> list[HangJson]:
    return [_hang(gap, gap.denied) for gap in gaps]


def _hang(gap: Gap, then: str) -> HangJson:
    return {"says": gap.says, "then": then, "provision": gap.quote.provision, "quote": gap.quote.words}


def _turns(at: Due, number: int, courses: _Matter, taken: frozenset[Reading]) -> Iterator[TurnJson]:
    for reading in courses.procedure.readings:
        other = _due(at.term, number, courses, taken ^ {reading})
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


def _happened_json(placed: Placed, course: _Course, procedure: Procedure) -> HappenedJson:
    quote = procedure.course.known_by(placed.event)
    return {
        "event": placed.event.key,
        "number": placed.number,
        "title": placed.event.title,
        "day": _written(placed),
        "truth": placed.truth.value,
        "ahead": course.ahead(placed),
        "hangs_on": _hangs(placed.hangs),
        "provision": quote.provision,
        "quote": quote.words,
    }


def _refused(course: _Course, procedure: Procedure) -> Iterator[RefusedJson]:
    """What has a reason against it in its place; then what stands before what must come before it, pair by pair.

    What is only impossible since the other of a pair came first is said of the pair.
    """
    pairs = list(_out_of_order(course, procedure))
    misplaced = [late for _, late in pairs]
    for each in course.placed:
        if each.reason and each not in misplaced:
            unknown = each.truth is Truth.UNKNOWN and not each.hangs and each not in course.lapses
            yield _refused_json(
                each, f"同别的事谁先谁后定不了；在别的事后面的，{each.reason}" if unknown else each.reason
            )
    for early, late in pairs:
        again = procedure.once_more if late.event in procedure.course.opening else ""
        reason = (
            f"“{early.event.title}”（{early.day}）写在了“{late.event.title}”（{late.day}）前面："
            f"次序反了，请检查日期{again}。"
        )
        yield _refused_json(replace(early, truth=Truth.NO, quote=procedure.course.known_by(early.event)), reason)


def _refused_json(each: Placed, reason: str) -> RefusedJson:
    return {
        "event": each.event.key,
        "title": each.event.title,
        "truth": "no" if each.truth is Truth.NO else "unknown",
        "reason": reason,
        "provision": each.quote.provision,
        "quote": each.quote.words,
    }


def _out_of_order(course: _Course, procedure: Procedure) -> Iterator[tuple[Placed, Placed]]:
    """Events dated before what must come before them, each with each that must."""
    placed = course.followed.placed
    for early in placed:
        for late in placed:
            if early.number != late.number or not (early.day and late.day and early.day < late.day):
                continue
            had = [each.event for each in course.of(early.number) if each.day is None or each.day <= early.day]
            if procedure.course.presupposes(early.event, late.event, had):
                yield early, late


def _assumed(course: _Course) -> Iterator[AssumedJson]:
    """But for what was named in the wrong place."""
    for each in course.past(course.followed.placed):
        named = {other.event for other in course.of(each.number) if other.day and each.day and other.day > each.day}
        ways = [[event.key for event in way if event not in named] for way in each.assumed]
        if any(ways):
            yield {"event": each.event.key, "title": each.event.title, "ways": ways}
