"""What JavaScript may call: JSON text in, JSON text out. The same text on every Python.

``evaluate`` takes a case document. The others take what a person has chosen on the page, ``{"chosen": {…}}``: facts
with true, false or "unknown", readings with true where the alternative is taken, and ``plan`` with true before acting;
``put_back`` takes the text in which such a choice was kept; ``deadlines`` the dates of a matter,
``{"dates": {…}, "today": …}``.

What the first verdict does not need is imported where it is called: the page brings it later (builder/runtime.py).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from checker.case import BadCase, read_case, read_chosen
from checker.lamps import lamps
from checker.plan import PlanJson, ProspectJson, plan
from checker.saved import read_saved, save
from checker.study import answer, study, study_readings
from checker.verdict import EVALUATOR, MODEL
from checker.view import (
    say,
    view_answer,
    view_deeper,
    view_kept,
    view_plan,
    view_plan_deeper,
    view_plan_question,
    view_put_back,
    view_question,
    view_readings,
)

if TYPE_CHECKING:
    from checker.deadlines import DeadlinesJson


def evaluate(request: str) -> str:
    """The result of the case ``{"answers": {…}}`` as JSON, or ``{"error": …}``."""
    return _answer(lambda: study(read_case(request, MODEL)))


def view(request: str) -> str:
    """What the page shows at once: the verdict, the question to ask next and why, the facts that can still matter."""

    def shown() -> object:
        case, planned = read_chosen(request, MODEL)
        if planned:
            prospect = plan(case)
            nodes, why, question = view_plan(prospect), view_plan_question(prospect), prospect["question"]
            conflicts, moot = prospect["conflicts"], list[str]()
            open_ = [need["fact"] for each in _prospects(prospect) for need in each["needs"]]
        else:
            result = answer(case)
            nodes, why, question = view_answer(result), view_question(result), result["question"]
            conflicts, moot, open_ = result["conflicts"], result["inapplicable"], result["open"]
        ask = question["facts"] if question else []
        if conflicts:  # which of these answers is to be changed, is then the question
            ask, why = conflicts[0]["facts"], [nodes[1], nodes[-1]]
        return {"view": nodes, "why": why, "ask": ask, "open": open_, "moot": moot}

    return _answer(shown)


def deeper(request: str) -> str:
    """What the page shows one step deeper, and how each part of the diagrams stands."""

    def shown() -> object:
        case, planned = read_chosen(request, MODEL)
        nodes = view_plan_deeper(plan(case)) if planned else view_deeper(study(case))
        if case.answers or case.readings or planned:
            nodes.append(view_kept(save(case, MODEL, planned=planned)))
        return {"view": nodes, "lamps": lamps(EVALUATOR.evaluate(case.answers, case.readings))}

    return _answer(shown)


def readings(request: str) -> str:
    """On which readings the verdict turns; nothing before acting."""

    def shown() -> object:
        case, planned = read_chosen(request, MODEL)
        return {"view": [] if planned else view_readings(case, study_readings(case))}

    return _answer(shown)


def put_back(request: str) -> str:
    """What ``{"pasted": text}`` holds: by key yes, no or unknown; and what to say. Only what to say where it is bad."""

    def shown() -> object:
        pasted = json.loads(request)["pasted"]
        try:
            saved = read_saved(pasted, MODEL)
        except BadCase as error:
            return {"view": [say(f"{error}。")]}
        words = {key: "yes" if value is True else value or "no" for key, value in saved.chosen.items()}
        return {"view": view_put_back(saved), "chosen": words}

    return _answer(shown)


def deadlines(request: str) -> str:
    """The deadlines of the matter ``{"dates": {…}, "today": "2026-11-26"}`` as JSON, or ``{"error": …}``."""
    return _answer(lambda: _deadlines(request))


def view_of_deadlines(request: str) -> str:
    """What the page shows of them: the view, the timeline's model, and the text of a calendar file."""

    def shown() -> object:
        from checker.ics import as_ics
        from checker.view.deadlines import view_deadlines
        from checker.view.timeline import timeline

        result = _deadlines(request)
        return {"view": view_deadlines(result), "timeline": timeline(result), "ics": as_ics(result)}

    return _answer(shown)


def procedure(_: str) -> str:
    """The states of article 9, its terms and its readings, as JSON."""
    from checker import procedure as course

    return to_json(course.procedure())


def _deadlines(request: str) -> DeadlinesJson:
    from checker import deadlines as terms
    from checker.matter import read_matter

    matter = read_matter(request)
    if matter.today is None:
        raise BadCase("today：没有这一项；请写今天的日期")
    return terms.deadlines(matter, matter.today)


_PREPARING = EVALUATOR.prepare()
_STEPS = 20


def prepare(_: str) -> str:
    """A little of what ``readings`` needs to be ready; to be called again while it says that there is more."""
    return to_json({"more": len(list(islice(_PREPARING, _STEPS))) == _STEPS})


def to_json(value: object) -> str:
    """The one form in which results are written: UTF-8 as it is, no spaces, keys in the order of their definition."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _answer(work: Callable[[], object]) -> str:
    try:
        return to_json(work())
    except BadCase as error:
        return to_json({"error": str(error)})


def _prospects(prospect: PlanJson) -> list[ProspectJson]:
    return [*prospect["situations"], *prospect["exclusions"]]
