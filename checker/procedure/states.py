"""A procedure as a state machine of values: states, events, who acts, must or may, and what the text does not set.

What can happen is three-valued: an event leads on, is impossible for a reason, or the text says nothing of it.

A matter is followed in the order of the days. Where the text says nothing of an event it may stand in two places from
then on, as if the event counted and as if it did not: each is a track, and what only one of them knows is not certain.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import groupby

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
class Gap:
    """What the text neither grants nor denies, and what may hang on it.

    ``granted`` and ``denied`` are the beginnings of a sentence on what would be so in either case. ``undoes``: what is
    granted or denied would undo what was, so that whatever hangs on it is so only if it is denied.
    """

    says: str
    granted: str
    denied: str
    quote: Quote
    undoes: bool = False

    @property
    def otherwise(self) -> str:
        """The beginning of the sentence on what hangs on it."""
        return self.denied if self.undoes else self.granted


@dataclass(frozen=True, slots=True, eq=False)
class Transition:
    """An event that leads from one state to another, or leaves it where it is, and the words that say so.

    By the other side of ``reading`` it leads to ``otherwise``; it is no way at all where that is None. ``leaves``: the
    text does not say whether the matter goes on where it stood as well.
    """

    source: State
    event: Event
    target: State
    force: Force
    quote: Quote
    reading: Reading | None = None
    otherwise: State | None = None
    leaves: Gap | None = None

    def leads_to(self, taken: Collection[Reading]) -> State | None:
        return self.otherwise if self.reading is not None and self.reading in taken else self.target


@dataclass(frozen=True, slots=True, eq=False)
class Barrier:
    """Why an event is impossible: ``early``, what must have happened before; ``late``, what has closed it."""

    event: Event
    early: str
    late: str
    quote: Quote


@dataclass(frozen=True, slots=True, eq=False)
class Untold:
    """States in which the text neither allows nor forbids an event; ``target``: where it leads if it is allowed.

    None where it would not change where the matter stands. A way from the state comes before.
    """

    event: Event
    states: tuple[State, ...]
    gap: Gap
    target: State | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Owed:
    """By the other side of ``reading`` a term is owed only where ``yes`` happened and ``no`` did not; never without."""

    reading: Reading
    yes: Event | None = None
    no: Event | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Hang:
    """Where ``event`` happened before the term was kept, it hangs on the gap whether anything is still owed.

    ``after``: only where that happened as well. By the other side of ``reading`` it does not hang.
    """

    event: Event
    gap: Gap
    after: Event | None = None
    reading: Reading | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Lapse:
    """An event that is nothing but the end of a term that was not kept; ``only`` says when it is one."""

    event: Event
    only: str


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """So many working days, from one of ``starts`` until one of ``met_by``; by ``reading``, from one of ``otherwise``.

    ``usual``: where the text says that it is kept as a rule, not always, the reading by whose other side it is a limit.
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
    usual: Reading | None = None
    owed: tuple[Owed, ...] = ()
    hangs: tuple[Hang, ...] = ()
    lapse: Lapse | None = None


@dataclass(frozen=True, slots=True)
class Advance:
    """What an event does in a state: YES leads on, NO is impossible, UNKNOWN where the text is silent.

    ``reason`` is a sentence for the last two; ``state`` is where the matter stands afterwards.
    """

    truth: Truth
    state: State
    quote: Quote
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Track:
    """A state in which the matter may stand, and the gaps in the text on which it hangs whether it does.

    ``number``: how often the course had begun on the way there.
    """

    state: State
    hangs: tuple[Gap, ...] = ()
    number: int = 1


Ways = tuple[tuple[Event, ...], ...]
"""Groups of events; all of one of them must have happened."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An event in its place, and what it did there.

    ``number`` counts how often the course had begun. ``truth``: YES leads on; UNKNOWN hangs on the gaps of ``hangs``,
    or on where it belongs; NO is impossible. ``reason`` is a sentence where it is impossible, may be, or is the first
    that hangs on a gap. ``assumed`` is what must have happened before it and was not named.
    """

    event: Event
    day: date | None
    number: int
    truth: Truth
    quote: Quote
    reason: str = ""
    hangs: tuple[Gap, ...] = ()
    assumed: Ways = ()


@dataclass(frozen=True, slots=True)
class Followed:
    """Where a matter stands, and each of its events in its place.

    ``beside``: where it stands otherwise, each as a gap in the text is filled.
    """

    stands: Track
    beside: tuple[Track, ...]
    placed: tuple[Placed, ...]


@dataclass(frozen=True, eq=False)
class Course:
    """The whole machine. Events stand in the order in which a matter comes to them.

    ``opening``: events that begin the course anew where one of those named has happened in it already.
    """

    start: State
    events: tuple[Event, ...]
    transitions: tuple[Transition, ...]
    barriers: tuple[Barrier, ...]
    untold: tuple[Untold, ...]
    opening: Mapping[Event, tuple[Event, ...]]

    @cached_property
    def states(self) -> tuple[State, ...]:
        """In the order in which the transitions come upon them."""
        found = {self.start: None}
        for each in self.transitions:
            found |= {state: None for state in (each.source, each.target, each.otherwise) if state is not None}
        return tuple(found)

    def out_of(self, state: State, taken: Collection[Reading] = ()) -> tuple[Transition, ...]:
        return tuple(each for each in self.transitions if each.source is state and each.leads_to(taken) is not None)

    def ended(self, state: State) -> bool:
        """Whether nothing leads on from there, whatever the readings."""
        return not any(each.target is not state for each in self._sure if each.source is state)

    def step(self, state: State, event: Event, taken: Collection[Reading] = ()) -> Advance:
        """What the event does there, and why."""
        for each in self.out_of(state, taken):
            if each.event is event:
                return Advance(Truth.YES, each.leads_to(taken) or state, each.quote)
        if untold := self.silent(state, event):
            return Advance(Truth.UNKNOWN, state, untold.gap.quote, untold.gap.says)
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
        """Whether ``one`` can only come before ``other`` where a matter has both, and came by the plain way.

        What leads on by one side of a reading only does not count.
        """
        return self._leads(one, other) and not self._leads(other, one)

    def presupposes(self, event: Event, other: Event, having: Iterable[Event]) -> bool:
        """Whether ``other`` must have come before the event in a matter that has had those events.

        It need not where one of them opened another way to the event, on which the other does not lie.
        """
        return self.before(other, event) and not any(
            each is not other
            and not self._leads(each, other)
            and not self._leads(other, each)
            and self._leads(each, event)
            for each in having
        )

    def ways(self, state: State, event: Event) -> Ways:
        """What must happen from the state on before the event can: one of these groups, with nothing needless."""
        found: list[tuple[Event, ...]] = []
        waiting: list[tuple[State, tuple[Event, ...]]] = [(state, ())]
        for at, path in waiting:
            if any(each.event is event for each in self.out_of(at)):
                found.append(path)
                continue
            waiting += [(each.target, (*path, each.event)) for each in self._moving if each.source is at]
        return tuple(path for path in found if not any(set(other) < set(path) for other in found))

    def follow(
        self,
        happened: Iterable[tuple[Event, date | None]],
        taken: Collection[Reading] = (),
        today: date | None = None,
    ) -> Followed:
        """Where a matter stands on the day of ``today`` in which these events happened, on these days.

        An event whose day is not known (None) is taken to have come as late as the others allow. What is dated after
        today has not happened, but has its place behind what has.
        """
        happened = list(happened)
        dated = sorted(((day, event) for event, day in happened if day is not None), key=lambda each: each[0])
        walk = _Walk(self, taken)
        walk.undated = sorted((event for event, day in happened if day is None), key=self.events.index)
        past = [each for each in dated if today is None or each[0] <= today]
        walk.through(past)
        for event in list(walk.undated):
            walk.take(event, None)
        stands, beside = walk.stands()
        walk.through(dated[len(past) :])
        return Followed(stands, beside, tuple(self._unless_elsewhere(walk.placed, taken)))

    def _unless_elsewhere(self, placed: Sequence[Placed], taken: Collection[Reading]) -> Iterator[Placed]:
        """What is impossible in its place is not known to be where nothing is, were it in another that it may have."""
        barred = _barred(placed)
        for at, each in enumerate(placed):
            others = [*placed[:at], *placed[at + 1 :]]
            orders = (
                [*others[:place], each, *others[place:]]
                for place in range(len(placed))
                if place != at and (each.day is None or each.day == placed[place].day)
            )
            if each.truth is Truth.NO and any(_barred(self._again(order, taken)) < barred for order in orders):
                yield replace(each, truth=Truth.UNKNOWN)
            else:
                yield each

    def _again(self, placed: Iterable[Placed], taken: Collection[Reading]) -> list[Placed]:
        walk = _Walk(self, taken)
        for each in placed:
            walk.take(each.event, each.day)
        return walk.placed

    def silent(self, state: State, event: Event) -> Untold | None:
        """Whether the text neither allows nor forbids the event there, unless it is a way."""
        return next((each for each in self.untold if each.event is event and state in each.states), None)

    def nearest(self, state: State, event: Event, taken: Collection[Reading] = ()) -> State:
        """The nearest state from the given one on in which the event can happen; the given one where there is none.

        Nothing is assumed in between that is a way by one side of a reading only.
        """
        waiting = [state]
        for each in waiting:
            if any(way.event is event for way in self.out_of(each, taken)):
                return each
            waiting += [way.target for way in self._moving if way.source is each and way.target not in waiting]
        return state

    def _leads(self, one: Event, other: Event) -> bool:
        targets = {each.target for each in self.transitions if each.event is one and each.reading is None}
        reached = targets.union(*(self._surely_after[target] for target in targets))
        return any(
            each.event is other and each.source in reached
            for each in self.transitions
            if each.reading is None or each.otherwise is not None
        )

    def _sources(self, event: Event) -> set[State]:
        return {each.source for each in self.transitions if each.event is event}

    @cached_property
    def _sure(self) -> tuple[Transition, ...]:
        """Those that are ways whatever is read."""
        return tuple(each for each in self.transitions if each.reading is None)

    @cached_property
    def _moving(self) -> tuple[Transition, ...]:
        return tuple(each for each in self._sure if each.source is not each.target)

    @cached_property
    def _after(self) -> dict[State, set[State]]:
        """The states that can follow each, itself left out."""
        return self._following(self.transitions)

    @cached_property
    def _surely_after(self) -> dict[State, set[State]]:
        return self._following(self._sure)

    def _following(self, transitions: Iterable[Transition]) -> dict[State, set[State]]:
        after: dict[State, set[State]] = {state: set() for state in self.states}
        moving = [each for each in transitions if each.source is not each.target]
        for _ in self.states:
            for each in moving:
                after[each.source] |= {each.target} | after[each.target]
        return after


def _barred(placed: Iterable[Placed]) -> int:
    return sum(each.truth is Truth.NO for each in placed)


@dataclass(slots=True)
class _Walk:
    """Takes one event after the other. Of ``tracks`` the first is certain."""

    course: Course
    taken: Collection[Reading]
    tracks: list[Track] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    undated: list[Event] = field(default_factory=list)
    number: int = 1

    def __post_init__(self) -> None:
        self._stand([Track(self.course.start)])

    def through(self, dated: Iterable[tuple[date, Event]]) -> None:
        """Events in the order of their days. Of one day, that comes first which leads on from where the matter is."""
        for day, group in groupby(dated, key=lambda each: each[0]):
            waiting = sorted((event for _, event in group), key=self.course.events.index)
            while waiting:
                event = min(waiting, key=self._distance)
                waiting.remove(event)
                for other in list(self.undated):
                    if self.course.before(other, event) and not any(each.event is other for each in self._since):
                        self.take(other, None)
                self.take(event, day)

    def take(self, event: Event, day: date | None) -> None:
        if day is None and event in self.undated:
            self.undated.remove(event)
        had = {each.event for each in self._since if each.truth is not Truth.NO}
        anew = bool(had.intersection(self.course.opening.get(event, ())))
        self.number += anew
        for placed in (self._certainly, self._perhaps, self._anew if anew else None, self._not):
            if placed and placed(event, day):
                return

    def stands(self) -> tuple[Track, tuple[Track, ...]]:
        """What is certain, as long as anything is to come there; and the others on which an event has been."""
        tracks = [self.tracks[0], *self._told(self.tracks[1:])]
        shown = tracks[-1] if self.course.ended(tracks[0].state) else tracks[0]
        return shown, tuple(each for each in tracks if each is not shown)

    def _told(self, tracks: Iterable[Track]) -> list[Track]:
        """Those that hang on nothing but what has been said of an event."""
        told = {gap for each in self.placed for gap in each.hangs}
        return [each for each in tracks if told.issuperset(each.hangs)]

    @property
    def _since(self) -> list[Placed]:
        """What happened since the course last began."""
        return [each for each in self.placed if each.number == self.number]

    def _distance(self, event: Event) -> int:
        """Whether it leads on from where the matter certainly is, may, or does not."""
        main, *others = self.tracks
        step, _ = self._onward(main, event)
        if step.truth is Truth.YES:
            return 0
        may = step.truth is Truth.UNKNOWN or any(self._step(each, event).truth is Truth.YES for each in others)
        return 1 if may else 2

    def _step(self, track: Track, event: Event) -> Advance:
        return self.course.step(track.state, event, self.taken)

    def _onward(self, track: Track, event: Event) -> tuple[Advance, Ways]:
        """What it does there or, if it is too early, where it is first possible; and what lies between."""
        step = self._step(track, event)
        near = self.course.nearest(track.state, event, self.taken)
        if step.truth is not Truth.NO or near is track.state:
            return step, ()
        return self.course.step(near, event, self.taken), self.course.ways(track.state, event)

    def _certainly(self, event: Event, day: date | None) -> bool:
        """Where it leads on from where the matter certainly is."""
        main, *others = self.tracks
        step, assumed = self._onward(main, event)
        if step.truth is not Truth.YES:
            return False
        also = [each for each in others if self._step(each, event).truth is Truth.YES]
        number = max(each.number for each in (main, *also))
        self._place(event, day, Truth.YES, step.quote, number, assumed=assumed)
        left = [Track(main.state, (way.leaves,), number) for way in self._ways(main, event) if way.leaves]
        self._stand([Track(step.state, (), number), *self._moved(others, also, event), *left])
        return True

    def _moved(self, tracks: Iterable[Track], moving: Collection[Track], event: Event) -> Iterator[Track]:
        for each in tracks:
            yield replace(each, state=self._onward(each, event)[0].state) if each in moving else each

    def _ways(self, track: Track, event: Event) -> Iterator[Transition]:
        return (way for way in self.course.out_of(track.state, self.taken) if way.event is event)

    def _perhaps(self, event: Event, day: date | None) -> bool:
        """Where it leads on only from where the matter may be, or the text is silent about it."""
        main, *others = self.tracks
        direct = [each for each in others if self._step(each, event).truth is Truth.YES]
        onward = [each for each in others if self._is_only_early(each, event)]
        if moving := direct or self._told(onward)[-1:]:
            self._along(moving, event, day)
        elif untold := self.course.silent(main.state, event):
            self._silent(main, untold, day)
        elif onward:
            self._along(onward[-1:], event, day)
        else:
            silent = [(each, untold) for each in others if (untold := self.course.silent(each.state, event))]
            if not silent:
                return False
            self._silent(*silent[-1], day)
        return True

    def _anew(self, event: Event, day: date | None) -> bool:
        """Where it would lead on if another, that is not named, had begun the course anew before it."""
        for track in self.tracks:
            for untold in self.course.untold:
                if track.state not in untold.states or untold.event not in self.course.opening or not untold.target:
                    continue
                opened = Track(untold.target, (*track.hangs, untold.gap), self.number)
                if self._step(opened, event).truth is Truth.YES:
                    self.tracks.append(opened)
                    self._along([opened], event, day, ((untold.event,),))
                    return True
        return False

    def _is_only_early(self, track: Track, event: Event) -> bool:
        """Whether it leads on from there, and what lies between can be but one thing."""
        step, assumed = self._onward(track, event)
        had = any(each.event is event for each in self._since)
        return step.truth is Truth.YES and len(assumed) == 1 and not had

    def _along(self, moving: Sequence[Track], event: Event, day: date | None, before: Ways = ()) -> None:
        step, assumed = self._onward(moving[-1], event)
        hangs, number = moving[-1].hangs, moving[-1].number
        first = [gap for gap in hangs if before or not any(gap in each.hangs for each in self.placed)]
        quote, reason = (first[-1].quote, first[-1].says) if first else (step.quote, "")
        self._place(event, day, Truth.UNKNOWN, quote, number, reason, hangs, before or assumed)
        self._stand(self._moved(self.tracks, moving, event))

    def _silent(self, track: Track, untold: Untold, day: date | None) -> None:
        hangs, gap = (*track.hangs, untold.gap), untold.gap
        self._place(untold.event, day, Truth.UNKNOWN, gap.quote, self.number, gap.says, hangs)
        self._stand([*self.tracks, *([Track(untold.target, hangs, self.number)] if untold.target else [])])

    def _not(self, event: Event, day: date | None) -> bool:
        shown, _ = self.stands()
        step = self._step(shown, event)
        self._place(event, day, Truth.NO, step.quote, self.number, step.reason)
        return True

    def _place(
        self,
        event: Event,
        day: date | None,
        truth: Truth,
        quote: Quote,
        number: int,
        reason: str = "",
        hangs: tuple[Gap, ...] = (),
        assumed: Ways = (),
    ) -> None:
        self.placed.append(Placed(event, day, number, truth, quote, reason, hangs, assumed))

    def _stand(self, tracks: Iterable[Track]) -> None:
        """Of two tracks in one state the first is kept, as it hangs on less."""
        kept: dict[State, Track] = {}
        for track in tracks:
            first = kept.setdefault(track.state, track)
            if track.number > first.number:
                kept[track.state] = replace(first, number=track.number)
        self.tracks = list(kept.values())
