"""A procedure as a listing: states, who must or may do what, what can happen, and what is not set."""

from __future__ import annotations

from typing import Literal, TypedDict

from checker.engine.check import FORCES
from checker.engine.result import ForceJson
from checker.logic import Force, Truth
from checker.procedure.deadlines import SilenceJson
from checker.procedure.procedure import Procedure
from checker.procedure.states import Course, Event, State, Task, Term, Transition
from checker.text import name


class TaskJson(TypedDict):
    """``writing``: what must exist in writing, empty where the text asks for none."""

    actor: str
    force: ForceJson
    does: str
    writing: str
    provision: str
    quote: str


class WayJson(TypedDict):
    """An event that leads on, and whereto.

    By the other side of ``reading`` it leads to ``otherwise``; where that is null the text is then silent about it.
    """

    event: str
    title: str
    actor: str
    force: ForceJson
    leads_to: str
    reading: str | None
    otherwise: str | None
    provision: str
    quote: str


class BarredJson(TypedDict):
    """An event that is impossible here (``no``), or of which the text says nothing (``unknown``)."""

    event: str
    truth: Literal["no", "unknown"]
    reason: str
    provision: str
    quote: str


class StageJson(TypedDict):
    key: str
    title: str
    closed: str
    tasks: list[TaskJson]
    ways: list[WayJson]
    barred: list[BarredJson]
    silences: list[SilenceJson]


class TermJson(TypedDict):
    """``starts`` are events; under the other side of ``reading`` those of ``otherwise``."""

    key: str
    title: str
    actor: str
    days: int
    usual: bool
    starts: list[str]
    met_by: list[str]
    reading: str
    otherwise: list[str]
    provision: str
    quote: str


class SwitchJson(TypedDict):
    key: str
    provision: str
    quote: str
    default: str
    alternative: str
    ground: str


class EventJson(TypedDict):
    key: str
    title: str
    actor: str
    help: str
    provision: str
    quote: str


class ProcedureJson(TypedDict):
    """The whole of it; ``events`` in the order in which a matter comes to them.

    After one of the ``ends`` people apply again, and the events of ``again`` happen a second time.
    """

    start: str
    events: list[EventJson]
    ends: list[str]
    again: list[str]
    states: list[StageJson]
    terms: list[TermJson]
    readings: list[SwitchJson]


def describe(procedure: Procedure) -> ProcedureJson:
    course = procedure.course
    return {
        "start": course.start.key,
        "events": [_event(each, course) for each in course.events],
        "ends": [each.key for each in procedure.ends],
        "again": [each.key for each in procedure.again],
        "states": [_stage(state, course) for state in course.states],
        "terms": [_term(term) for term in procedure.terms],
        "readings": [
            {
                "key": each.key,
                "provision": each.provision,
                "quote": each.words,
                "default": each.default,
                "alternative": each.alternative,
                "ground": each.ground,
            }
            for each in procedure.readings
        ],
    }


def _event(event: Event, course: Course) -> EventJson:
    quote = course.known_by(event)
    return {
        "key": event.key,
        "title": event.title,
        "actor": event.actor,
        "help": event.help,
        "provision": quote.provision,
        "quote": quote.words,
    }


def _stage(state: State, course: Course) -> StageJson:
    return {
        "key": state.key,
        "title": state.title,
        "closed": state.closed,
        "tasks": [_task(task) for task in state.tasks],
        "ways": [_way(way) for way in course.out_of(state)],
        "barred": [
            {
                "event": event.key,
                "truth": "no" if step.truth is Truth.NO else "unknown",
                "reason": step.reason,
                "provision": step.quote.provision,
                "quote": step.quote.words,
            }
            for event in course.events
            if (step := course.step(state, event)).truth is not Truth.YES
        ],
        "silences": [
            {"about": each.about, "says": each.says, "provision": each.quote.provision, "quote": each.quote.words}
            for each in state.silences
        ],
    }


def _task(task: Task) -> TaskJson:
    return {
        "actor": task.actor,
        "force": task.force.value,
        "does": task.does,
        "writing": task.writing,
        "provision": task.quote.provision,
        "quote": task.quote.words,
    }


def _way(way: Transition) -> WayJson:
    return {
        "event": way.event.key,
        "title": way.event.title,
        "actor": way.event.actor,
        "force": way.force.value,
        "leads_to": way.target.key,
        "reading": way.reading.key if way.reading else None,
        "otherwise": way.otherwise.key if way.otherwise else None,
        "provision": way.quote.provision,
        "quote": way.quote.words,
    }


def _term(term: Term) -> TermJson:
    return {
        "key": term.key,
        "title": term.title,
        "actor": term.actor,
        "days": term.days,
        "usual": term.usual is not None,
        "starts": [event.key for event in term.starts],
        "met_by": [event.key for event in term.met_by],
        "reading": term.reading.key,
        "otherwise": [event.key for event in term.otherwise],
        "provision": term.quote.provision,
        "quote": term.quote.words,
    }


def procedure_as_text(procedure: Procedure) -> str:
    titles = {state.key: state.title for state in procedure.course.states}
    lines = []
    for stage in describe(procedure)["states"]:
        lines.append(f"【{stage['title']}】　{stage['key']}")
        if stage["closed"]:
            lines.append(f"  {stage['closed']}")
        for task in stage["tasks"]:
            writing = f"　书面：{task['writing']}" if task["writing"] else ""
            lines.append(f"  {task['actor']}　{FORCES[Force(task['force'])]}：{task['does']}{writing}")
            lines.append(f"    │ {task['quote']}〔{name(task['provision'])}〕")
        for way in stage["ways"]:
            lines.append(f"  → {way['title']}　[{way['event']}]　到“{titles[way['leads_to']]}”")
            if way["reading"]:
                elsewhere = f"到“{titles[way['otherwise']]}”" if way["otherwise"] else "条文没有写能不能"
                lines.append(f"      读法 {way['reading']} 取另一边，{elsewhere}")
        lines += [f"  ? {each['says']}〔{name(each['provision'])}〕" for each in stage["silences"]]
        lines.append("")
    for term in describe(procedure)["terms"]:
        usual = "一般" if term["usual"] else ""
        lines.append(f"{term['title']}：{usual}{term['days']}个工作日　│ {term['quote']}〔{name(term['provision'])}〕")
    return "\n".join(lines)
