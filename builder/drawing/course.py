"""The course of a procedure and the duties around it, by stage and by lane: who must or may do what, what is open.

Only the stages stand here, and what belongs to each. All the rest (what is done, in which words, by whom, how it
binds, by when) is read off the course, the duties and the roles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from checker.body import Body
from checker.logic import Duty, Force, Quote
from checker.procedure.stages import Part, Stages
from checker.procedure.states import Silence, State, Task, Term
from checker.text import article_of

UNSAID = "没有点名"
NOBODY = "条文没有交给谁"
_ALWAYS = "一直"


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """What somebody must or may do. ``words`` are the text's; ``moment``, ``writing`` and ``silent`` may be empty, and
    ``term`` is None where the text sets no number of days.

    ``unassigned``: it is given to an organ, and to none of the roles.
    """

    lane: str
    title: str
    force: Force
    words: Quote
    moment: str = ""
    writing: str = ""
    term: Term | None = None
    silent: str = ""
    unassigned: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """``provisions``: where its words stand. ``silences``: what the text does not set at this stage.

    ``closed``: the states at which it ends. ``aside``: not on the way from the stage before to the stage after.
    """

    title: str
    provisions: tuple[str, ...]
    steps: tuple[Step, ...]
    silences: tuple[Silence, ...] = ()
    closed: tuple[State, ...] = ()
    aside: bool = False

    @property
    def runs(self) -> list[tuple[str, list[Step]]]:
        """The steps, those that follow each other in one lane together."""
        return [(lane, list(steps)) for lane, steps in groupby(self.steps, key=lambda step: step.lane)]


@dataclass(frozen=True, slots=True, eq=False)
class Throughout:
    """A step of no one stage: it is owed from the stage with the number ``first`` to that with ``last``."""

    step: Step
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Lead:
    """From a step to the one that comes next, in another stage or another lane."""

    source: Step
    target: Step


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """The whole course; ``leads`` are in the order of the transitions.

    ``lanes``: whom the words name; then what names nobody in its own provision, and what is given to nobody either.
    """

    stages: tuple[Stage, ...]
    throughout: tuple[Throughout, ...]
    leads: tuple[Lead, ...]
    lanes: tuple[str, ...]
    told: Stages


def whole(body: Body) -> Whole | None:
    """The course as the rules have it; None where nothing is shown as one."""
    stages = body.stages
    return _Sources(body, stages).whole() if stages else None


class _Sources:
    """What the course is read off."""

    def __init__(self, body: Body, stages: Stages) -> None:
        self.parts, self.told = stages.parts, stages
        self.procedure = body.procedure
        self.roles, self.ungiven = body.first.roles, body.first.ungiven
        self.terms = body.procedure.terms if body.procedure else ()
        self.lanes = (*stages.actors, *(role.name for role in self.roles), UNSAID, NOBODY)

    def whole(self) -> Whole:
        tasks = tuple(dict.fromkeys(task for part in self.parts for state in part.states for task in state.tasks))
        stages = tuple(self.stage(part, tasks) for part in self.parts)
        return Whole(stages, tuple(self.throughout(tasks)), tuple(self.leads(stages)), self.lanes, self.told)

    def stage(self, part: Part, tasks: Iterable[Task]) -> Stage:
        own = (task for task in tasks if task.quote.provision in part.provisions)
        return Stage(
            part.title,
            part.provisions,
            (*map(self.of_task, own), *map(self.of_duty, part.duties)),
            tuple(dict.fromkeys(silence for state in part.states for silence in state.silences)),
            tuple(state for state in part.states if state.closed),
            part.aside,
        )

    def of_task(self, task: Task) -> Step:
        return Step(
            task.actor,
            task.does,
            task.force,
            task.quote,
            writing=task.writing,
            term=next((term for term in self.terms if _within(term.quote, task.quote)), None),
            unassigned=self.unassigned(task.quote),
        )

    def of_duty(self, duty: Duty) -> Step:
        words = Quote(duty.rule.provision, duty.rule.sentence)
        unassigned = self.unassigned(words)
        return Step(
            next((lane for lane in self.lanes if lane in duty.addressee), NOBODY if unassigned else UNSAID),
            duty.rule.title,
            duty.force,
            words,
            duty.moment,
            silent=duty.silent,
            unassigned=unassigned,
        )

    def unassigned(self, words: Quote) -> bool:
        return any(_within(each.quote, words) for each in self.ungiven)

    def throughout(self, tasks: Iterable[Task]) -> Iterator[Throughout]:
        """What is owed at all times along all stages, else along those in which the role or the article has a part."""
        stages = {duty: role.stages for role in self.roles for duty in role.duties}
        placed = {duty for part in self.parts for duty in part.duties}
        article = str(self.procedure.article) if self.procedure else ""
        for task in tasks:
            if task.quote.provision == f"{article}-1":
                yield Throughout(self.of_task(task), *self.span((article,)))
        for duty in self.told.throughout:
            if duty not in placed:
                yield Throughout(self.of_duty(duty), *self.span(() if duty.moment == _ALWAYS else stages[duty]))

    def span(self, articles: tuple[str, ...]) -> tuple[int, int]:
        """The first stage that has a provision of these articles, and the last; all stages, if none is named."""
        found = [
            number
            for number, part in enumerate(self.parts)
            if not articles or any(str(article_of(each)) in articles for each in part.provisions)
        ]
        return found[0], found[-1]

    def leads(self, stages: tuple[Stage, ...]) -> Iterator[Lead]:
        """What an event leads to: the first step in another place that the new state owes or lets happen.

        A way that is one by a reading only is not drawn.
        """
        if self.procedure is None:
            return
        course = self.procedure.course
        order = [(number, step) for number, stage in enumerate(stages) for step in stage.steps]
        found: dict[tuple[Step, Step], None] = {}
        for way in course.transitions:
            if way.source is way.target or way.reading:
                continue
            source = next(((number, step) for number, step in order if step.words == way.quote), None)
            if source is None:
                continue
            words = {task.quote for task in way.target.tasks} | {
                each.quote for each in course.out_of(way.target) if not each.reading
            }
            after = order[order.index(source) + 1 :]
            target = next(
                (
                    step
                    for number, step in after
                    if step.words in words and (number, step.lane) != (source[0], source[1].lane)
                ),
                None,
            )
            if target is not None:
                found[source[1], target] = None
        for one, other in found:
            yield Lead(one, other)


def _within(part: Quote, whole: Quote) -> bool:
    return part.provision == whole.provision and part.words in whole.words
