"""The course from an error to the file, articles 9 to 14, by stage and by lane: who must or may do what, what is open.

Only the stages stand here, and what belongs to each. All the rest (what is done, in which words, by whom, how it
binds, by when) is read off the course of article 9, the duties of articles 10 to 14 and the roles of article 14.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from checker.logic import Duty, Force, Quote
from checker.procedure.states import Silence, State, Task, Term
from checker.regulations.xishuangbanna.articles import a10, a11, a12, a13, a14
from checker.regulations.xishuangbanna.articles.a09 import COURSE, TERMS
from checker.regulations.xishuangbanna.articles.a09 import course as a09
from checker.regulations.xishuangbanna.articles.a09.events import HANDLING, ORGAN, SUBJECT
from checker.text import article_of

UNSAID = "没有点名"
NOBODY = "条文没有交给谁"
LANES = (SUBJECT, ORGAN, HANDLING, *(role.name for role in a14.ROLES), UNSAID, NOBODY)
"""Whom the words name; then what names nobody in its own provision, and what article 14 gives to nobody either."""
_ALWAYS = "一直"


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """What somebody must or may do. ``words`` are the text's; ``moment``, ``writing`` and ``silent`` may be empty, and
    ``term`` is None where the text sets no number of days.

    ``unassigned``: article 9 gives it to an organ, and article 14 to none of the four that it names.
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
    """``provisions``: where its words stand. ``silences``: what the text does not set at this stage of article 9.

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
    """The whole course; ``leads`` are in the order of the transitions."""

    stages: tuple[Stage, ...]
    throughout: tuple[Throughout, ...]
    leads: tuple[Lead, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A stage that is yet to be filled, with its states of article 9 and its duties."""

    title: str
    provisions: tuple[str, ...]
    states: tuple[State, ...] = ()
    duties: tuple[Duty, ...] = ()
    aside: bool = False


_PARTS = (
    _Part(
        "出了错",
        ("11",),
        duties=(a11.REMEDY, a11.REMOVE, a11.EARLY, a11.COMMON, a11.URGE, a11.CRITICISM),
    ),
    _Part("被举报", ("13", "11(1)"), duties=(*a13.DUTIES, a11.TALK), aside=True),
    _Part("启动", ("9(1)",), (a09.ACCOUNTABLE, a09.APPLIED, a09.STUDYING, a09.REFUSED, a09.OWN_MOTION)),
    _Part("核实", ("9(2)",), (a09.VERIFYING,)),
    _Part("认定", ("9(3)", "11"), (a09.FINDING,), (a11.DEMAND, a11.LENITY, a11.STRICT)),
    _Part("反馈、归档", ("9(4)", "9(5)"), (a09.CONCLUDED, a09.FILED_EARLY, a09.FED_BACK, a09.CLOSED)),
    _Part("认定以后", ("10", "12", "14(3)"), duties=(*a10.EFFECTS, *a12.DUTIES, a14.FAIR_TREATMENT)),
)


def whole() -> Whole:
    """The course as the rules have it."""
    tasks = tuple(dict.fromkeys(task for part in _PARTS for state in part.states for task in state.tasks))
    stages = tuple(_stage(part, tasks) for part in _PARTS)
    return Whole(stages, tuple(_throughout(tasks)), tuple(_leads(stages)))


def _stage(part: _Part, tasks: Iterable[Task]) -> Stage:
    own = (task for task in tasks if task.quote.provision in part.provisions)
    return Stage(
        part.title,
        part.provisions,
        (*map(_of_task, own), *map(_of_duty, part.duties)),
        tuple(dict.fromkeys(silence for state in part.states for silence in state.silences)),
        tuple(state for state in part.states if state.closed),
        part.aside,
    )


def _of_task(task: Task) -> Step:
    return Step(
        task.actor,
        task.does,
        task.force,
        task.quote,
        writing=task.writing,
        term=next((term for term in TERMS if _within(term.quote, task.quote)), None),
        unassigned=_unassigned(task.quote),
    )


def _of_duty(duty: Duty) -> Step:
    words = Quote(duty.rule.provision, duty.rule.sentence)
    unassigned = _unassigned(words)
    return Step(
        next((lane for lane in LANES if lane in duty.addressee), NOBODY if unassigned else UNSAID),
        duty.rule.title,
        duty.force,
        words,
        duty.moment,
        silent=duty.silent,
        unassigned=unassigned,
    )


def _unassigned(words: Quote) -> bool:
    return any(_within(each.quote, words) for each in a14.UNGIVEN)


def _within(part: Quote, whole: Quote) -> bool:
    return part.provision == whole.provision and part.words in whole.words


def _throughout(tasks: Iterable[Task]) -> Iterator[Throughout]:
    """What is owed at all times along all stages, else along those in which the role, or the article, has a part."""
    stages = {duty: role.stages for role in a14.ROLES for duty in role.duties}
    placed = {duty for part in _PARTS for duty in part.duties}
    for task in tasks:
        if task.quote.provision == "9-1":
            yield Throughout(_of_task(task), *_span(("9",)))
    for duty in a14.DUTIES:
        if duty not in placed:
            yield Throughout(_of_duty(duty), *_span(() if duty.moment == _ALWAYS else stages[duty]))


def _span(articles: tuple[str, ...]) -> tuple[int, int]:
    """The first stage that has a provision of these articles, and the last; all stages, if none is named."""
    found = [
        number
        for number, part in enumerate(_PARTS)
        if not articles or any(str(article_of(each)) in articles for each in part.provisions)
    ]
    return found[0], found[-1]


def _leads(stages: tuple[Stage, ...]) -> Iterator[Lead]:
    """What an event of article 9 leads to: the first step in another place that the new state owes or lets happen.

    A way that is one by a reading only is not drawn.
    """
    order = [(number, step) for number, stage in enumerate(stages) for step in stage.steps]
    found: dict[tuple[Step, Step], None] = {}
    for way in COURSE.transitions:
        if way.source is way.target or way.reading:
            continue
        source = next(((number, step) for number, step in order if step.words == way.quote), None)
        if source is None:
            continue
        words = {task.quote for task in way.target.tasks} | {
            each.quote for each in COURSE.out_of(way.target) if not each.reading
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
