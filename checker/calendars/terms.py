"""Terms counted in working days, where some days are not known for certain. Knows no law and no calendar.

A count starts after a day and takes the working days that follow, one by one. Where it is not certain whether a day is
worked, the days are counted three times: as presumed, as early and as late as what is not known allows.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from checker.logic.truth import Truth


@dataclass(frozen=True, slots=True)
class Doubt:
    """An arrangement that is not known, and the days, both included, that it may move; ``why`` says so.

    ``most``: how many working days it takes away at most, or days of rest it makes working days.
    """

    first: date
    last: date
    why: str
    most: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and whether it is worked: as known or, where there are ``doubts``, as presumed.

    ``title`` and ``source`` say why it is not what its weekday says; empty where it is.
    """

    date: date
    works: bool
    title: str = ""
    source: str = ""
    doubts: tuple[Doubt, ...] = ()


Almanac = Callable[[date], Day]


@dataclass(frozen=True, slots=True)
class Span:
    """A term counted out. ``first`` and ``last`` are its first and last working day, as presumed.

    ``earliest`` and ``latest`` bound the last day whatever becomes of the ``doubts``, those that bear on it, and
    ``first_earliest`` and ``first_latest`` the first. ``days``: every day from the first that can count up to the last,
    in order.
    """

    first: date
    last: date
    earliest: date
    latest: date
    days: tuple[Day, ...]
    doubts: tuple[Doubt, ...]
    first_earliest: date
    first_latest: date

    @property
    def provisional(self) -> bool:
        """Whether any of it, its first day included, is only presumed."""
        return self.first_provisional or not self.earliest == self.last == self.latest

    @property
    def first_provisional(self) -> bool:
        return not self.first_earliest == self.first == self.first_latest

    @property
    def counted(self) -> tuple[Day, ...]:
        return tuple(day for day in self.days if day.works)

    @property
    def left_out(self) -> tuple[Day, ...]:
        return tuple(day for day in self.days if not day.works)

    def keeps(self, done: date) -> Truth:
        """Whether what was done on that day was done in time."""
        if done <= self.earliest:
            return Truth.YES
        return Truth.NO if done > self.latest else Truth.UNKNOWN


def count(almanac: Almanac, start: date, days: int, *, start_counts: bool = False, start_waits: bool = False) -> Span:
    """The term of so many working days from ``start`` on.

    ``start_counts``: the day of the start is the first one, if it is worked. ``start_waits``: where the start falls on
    a day that is not worked, it is taken to be on the next one that is.
    """

    begins = start if start_counts or start_waits else start + timedelta(1)

    def run(works: Callable[[Day], bool]) -> tuple[tuple[Day, ...], date]:
        """The days from the first that can count to the last one, and the first that does; each is asked of once."""
        follow = (almanac(begins + timedelta(step)) for step in itertools.count())
        calendar: Iterator[tuple[Day, bool]] = ((day, works(day)) for day in follow)
        if start_waits:
            calendar = itertools.dropwhile(lambda each: not each[1], calendar)
            if not start_counts:
                next(calendar)
        passed, worked = list[Day](), list[date]()
        while len(worked) < days:
            day, counts = next(calendar)
            passed.append(day)
            if counts:
                worked.append(day.date)
        return tuple(passed), worked[0]

    presumed, first = run(lambda day: day.works)
    early, late = _Moving(), _Moving()
    shortest, first_earliest = run(lambda day: day.works or early.moves(day))
    longest, first_latest = run(lambda day: day.works and not late.moves(day))
    latest = longest[-1].date
    bearing = (almanac(begins + timedelta(step)) for step in range((latest - begins).days + 1))
    return Span(
        first=first,
        last=presumed[-1].date,
        earliest=shortest[-1].date,
        latest=latest,
        days=presumed,
        doubts=tuple(dict.fromkeys(doubt for day in bearing for doubt in day.doubts)),
        first_earliest=first_earliest,
        first_latest=first_latest,
    )


class _Moving:
    """Lets each doubt move as many days as it can, the first that come; the one that ends sooner before the others."""

    def __init__(self) -> None:
        self._moved: Counter[Doubt] = Counter()

    def moves(self, day: Day) -> bool:
        for doubt in sorted(day.doubts, key=lambda doubt: doubt.last):
            if self._moved[doubt] < doubt.most:
                self._moved[doubt] += 1
                return True
        return False


def left(almanac: Almanac, today: date, last: date) -> int:
    """How many working days are left after today, the last one included, as presumed."""
    return sum(almanac(today + timedelta(step)).works for step in range(1, (last - today).days + 1))
