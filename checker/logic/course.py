"""A procedure as a state machine of values: states, events, who acts, must or may, and what the text does not set.

What can happen is three-valued: an event leads on, is impossible for a reason, or the text says nothing of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from checker.logic.duties import Force
from checker.logic.expression import Quote, Reading
from checker.logic.truth import Truth


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """Something that happens on a day. ``help`` says which day is meant."""

    key: str
    title: str
    actor: str
    help: str


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """What somebody must or may do; ``writing`` is what must exist in writing, empty where the text asks for none."""

    actor: str
    force: Force
    does: str
    quote: Quote
    writing: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Silence:
    """What the text does not set, with the words beside which a person would look for it. Nothing is filled in."""

    about: str
    says: str
    quote: Quote


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """A stage of the matter. ``closed``: why nothing more comes after it; empty where something can."""

    key: str
    title: str
    tasks: tuple[Task, ...] = ()
    silences: tuple[Silence, ...] = ()
    closed: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Transition:
    """An event that leads from one state to another, or leaves it where it is, and the words that say so.

    By the other side of ``reading`` it leads to ``otherwise``.
    """

    source: State
    event: Event
    target: State
    force: Force
    quote: Quote
    reading: Reading | None = None
    otherwise: State | None = None

    def leads_to(self, taken: Collection[Reading]) -> State:
        return self.otherwise if self.otherwise is not None and self.reading in taken else self.target


@dataclass(frozen=True, slots=True, eq=False)
class Barrier:
    """Why an event is impossible: ``early``, what must have happened before; ``late``, what has closed it."""

    event: Event
    early: str
    late: str
    quote: Quote


@dataclass(frozen=True, slots=True, eq=False)
class Untold:
    """States in which the text neither allows nor forbids an event."""

    event: Event
    states: tuple[State, ...]
    says: str
    quote: Quote


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """So many working days, from one of ``starts`` until one of ``met_by``; by ``reading``, from one of ``otherwise``.

    ``usual``: the text says that it is kept as a rule, not always.
    """

    key: str
    title: str
    days: int
    actor: str
    quote: Quote
    starts: tuple[Event, ...]
    met_by: tuple[Event, ...]
    reading: Reading
    otherwise: tuple[Event, ...]
    usual: bool = False


@dataclass(frozen=True, slots=True)
class Advance:
    """What an event does in a state: YES leads on, NO is impossible, UNKNOWN where the text is silent.

    ``reason`` is a sentence for the last two; ``state`` is where the matter stands afterwards.
    """

    truth: Truth
    state: State
    quote: Quote
    reason: str = ""


@dataclass(frozen=True, eq=False)
class Course:
    """The whole machine. Events stand in the order in which a matter comes to them."""

    start: State
    events: tuple[Event, ...]
    transitions: tuple[Transition, ...]
    barriers: tuple[Barrier, ...]
    untold: tuple[Untold, ...]

    @cached_property
    def states(self) -> tuple[State, ...]:
        """In the order in which the transitions come upon them."""
        found = {self.start: None}
        for each in self.transitions:
            found |= {state: None for state in (each.source, each.target, each.otherwise) if state is not None}
        return tuple(found)

    def out_of(self, state: State) -> tuple[Transition, ...]:
        return tuple(each for each in self.transitions if each.source is state)

    def step(self, state: State, event: Event, taken: Collection[Reading] = ()) -> Advance:
        """What the event does there, and why."""
        for each in self.transitions:
            if each.source is state and each.event is event:
                return Advance(Truth.YES, each.leads_to(taken), each.quote)
        for untold in self.untold:
            if untold.event is event and state in untold.states:
                return Advance(Truth.UNKNOWN, state, untold.quote, untold.says)
        (barrier,) = (each for each in self.barriers if each.event is event)
        told = {state for untold in self.untold if untold.event is event for state in untold.states}
        if (self._sources(event) or told) & self._after[state]:
            return Advance(Truth.NO, state, barrier.quote, barrier.early)
        return Advance(Truth.NO, state, barrier.quote, state.closed or barrier.late)

    def known_by(self, event: Event) -> Quote:
        """The words by which the event leads on; those that bar it, where it never does."""
        led = (each.quote for each in self.transitions if each.event is event)
        return next(led, None) or next(each.quote for each in self.barriers if each.event is event)

    def before(self, one: Event, other: Event) -> bool:
        """Whether ``one`` can only come before ``other`` where a matter has both."""
        return self._leads(one, other) and not self._leads(other, one)

    def follow(self, happened: Iterable[Event], taken: Collection[Reading] = ()) -> tuple[State, tuple[Refused, ...]]:
        """Where a matter stands in which these events happened, and those that cannot have.

        What must have happened in between, and is not named, is taken to have happened.
        """
        state, refused = self.start, []
        for event in sorted(happened, key=self.events.index):
            at = self._nearest(state, event, taken)
            step = self.step(at, event, taken)
            state = step.state
            if step.truth is not Truth.YES:
                refused.append(Refused(event, step))
        return state, tuple(refused)

    def _nearest(self, state: State, event: Event, taken: Collection[Reading]) -> State:
        """The nearest state from the given one on in which the event can happen; the given one where there is none."""
        waiting = [state]
        for each in waiting:
            if any(transition.event is event for transition in self.out_of(each)):
                return each
            for transition in self.out_of(each):
                if transition.leads_to(taken) not in waiting:
                    waiting.append(transition.leads_to(taken))
        return state

    def _leads(self, one: Event, other: Event) -> bool:
        targets = {each.target for each in self.transitions if each.event is one}
        reached = targets.union(*(self._after[target] for target in targets))
        return bool(self._sources(other) & reached)

    def _sources(self, event: Event) -> set[State]:
        return {each.source for each in self.transitions if each.event is event}

    @cached_property
    def _after(self) -> dict[State, set[State]]:
        """The states that can follow each, itself left out."""
        after: dict[State, set[State]] = {state: set() for state in self.states}
        for _ in self.states:
            for each in self.transitions:
                if each.source is not each.target:
                    after[each.source] |= {each.target} | after[each.target]
        return after


@dataclass(frozen=True, slots=True)
class Refused:
    """An event that is said to have happened, and what stands against it, or that the text is silent about it."""

    event: Event
    step: Advance
