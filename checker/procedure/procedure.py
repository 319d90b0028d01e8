"""A procedure as one value: its course, its terms, how their days are counted, and what its events say of facts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from checker.engine.case import Case
from checker.logic import Fact, Reading, Truth
from checker.procedure.states import Course, Event, Term

SECOND = ".2"
"""Behind the key of an event that happened a second time, where each choice has one day, as on the page."""


@dataclass(frozen=True, slots=True)
class Counting:
    """How working days are counted, as readings; by the other side of each: the day on which a term starts counts, one
    that starts on a day of rest starts with the next working day, and what the region keeps of its own is left out.
    """

    first_day: Reading
    resting_day: Reading
    local: Reading | None = None

    @property
    def readings(self) -> tuple[Reading, ...]:
        return (self.first_day, self.resting_day, *((self.local,) if self.local else ()))


@dataclass(frozen=True, eq=False)
class Procedure:
    """``article``: the number of its article.

    After one of the ``ends`` people apply again, and the events of ``again`` happen a second time; ``once_more`` is
    what is then to be written, too; ``again_title`` and ``again_lead`` stand before these where dates are asked.
    ``found``: what an event says of a check's facts.
    """

    article: int
    course: Course
    terms: tuple[Term, ...]
    readings: tuple[Reading, ...]
    counting: Counting
    ends: tuple[Event, ...] = ()
    again: tuple[Event, ...] = ()
    once_more: str = ""
    again_title: str = ""
    again_lead: str = ""
    found: Mapping[Event, Mapping[Fact, Truth]] = field(default_factory=dict)

    @cached_property
    def dates(self) -> dict[str, Event]:
        """The events by key, in the order of the course."""
        return {event.key: event for event in self.course.events}

    @cached_property
    def choices(self) -> dict[str, Event]:
        """The same where each choice has one day, with the second times of those that can happen again."""
        return {**self.dates, **{f"{event.key}{SECOND}": event for event in self.again}}

    @cached_property
    def switches(self) -> dict[str, Reading]:
        return {reading.key: reading for reading in self.readings}

    @cached_property
    def times(self) -> dict[str, Term]:
        """Terms as a case names them, of the first time and of the second."""
        return {f"{term.key}{again}": term for again in ("", SECOND) for term in self.terms}


def as_found(case: Case, happened: Collection[Event], procedure: Procedure) -> tuple[Case, tuple[Fact, ...]]:
    """The case with what the events of its procedure say of its facts; and the facts that were answered otherwise."""
    said: dict[Fact, Truth] = {}
    for event in happened:
        said |= procedure.found.get(event, {})
    otherwise = tuple(fact for fact, truth in said.items() if case.answers.get(fact, truth) is ~truth)
    return replace(case, answers={**case.answers, **said}), otherwise
