"""Terms counted in working days, where some days are not known for certain. Knows no law and no calendar.

A count starts after a day and takes the working days that follow, one by one. Where it is not certain whether a day is
worked, the end is counted three times: as presumed, as early and as late as what is not known allows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import dropwhile

from checker.logic.truth import Truth

_FARTHEST = 400  # days after which an end that nothing bounds is given up


@dataclass(frozen=True, slots=True)
class Doubt:
    """An arrangement that is not known, and the days, both included, that it may move. ``why`` is one sentence."""

    first: date
    last: date
    why: str


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

    ``earliest`` and ``latest`` bound the last day whatever turns out of the doubts; ``latest`` is None where nothing
    bounds it. ``days``: every day after the start up to the last, in order.
    """

    first: date
    last: date
    earliest: date
    latest: date | None
    days: tuple[Day, ...]

    @property
    def provisional(self) -> bool:
        return not self.earliest == self.last == self.latest

    @property
    def counted(self) -> tuple[Day, ...]:
        return tuple(day for day in self.days if day.works)

    @property
    def left_out(self) -> tuple[Day, ...]:
        return tuple(day for day in self.days if not day.works)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Those that bear on the end, each once."""
        return tuple(dict.fromkeys(doubt for day in self.days for doubt in day.doubts))

    def keeps(self, done: date) -> Truth:
        """Whether what was done on that day was done in time."""
        if done <= self.earliest:
            return Truth.YES
        return Truth.NO if self.latest is not None and done > self.latest else Truth.UNKNOWN


def count(almanac: Almanac, start: date, days: int, *, start_counts: bool = False, start_waits: bool = False) -> Span:
    """The term of so many working days from ``start`` on.

    ``start_counts``: the day of the start is the first one, if it is worked. ``start_waits``: where the start falls on
    a day that is not worked, it is taken to be on the next one that is.
    """

    def passed(works: Callable[[Day], bool]) -> tuple[Day, ...]:
        """The days from the first that can count to the last one; empty where that is too far away."""
        calendar: Iterator[Day] = (almanac(start + timedelta(step)) for step in range(_FARTHEST))
        if start_waits:
            calendar = dropwhile(lambda day: not works(day), calendar)
        if not start_counts:
            next(calendar, None)
        found, missing = [], days
        for day in calendar:
            found.append(day)
            missing -= works(day)
            if not missing:
                return tuple(found)
        return ()

    presumed = passed(lambda day: day.works)
    early = passed(lambda day: day.works or bool(day.doubts))
    late = passed(lambda day: day.works and not day.doubts)
    first = next(day.date for day in presumed if day.works)
    return Span(first, presumed[-1].date, early[-1].date, late[-1].date if late else None, presumed)


def left(almanac: Almanac, today: date, last: date) -> int:
    """How many working days are left after today, the last one included, as presumed."""
    return sum(almanac(today + timedelta(step)).works for step in range(1, (last - today).days + 1))
