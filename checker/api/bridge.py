"""What JavaScript may call: JSON text in, JSON text out. The same text on every Python.

``evaluate`` takes a case document. The others take what a person has chosen on the page, ``{"chosen": {…}}``: facts
with true, false or "unknown", readings with true where the alternative is taken, and ``plan`` with true before acting;
``afterwards`` takes besides what was chosen of the procedure, ``put_back`` the text in which such a choice was kept,
``deadlines`` the dates of a matter, ``{"dates": {…}, "today": …}``.

Those of a case or a choice take the key of the check as well; without one they ask the first.

What the first verdict does not need is imported where it is called: the page brings it later (builder/runtime).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache, cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from checker.engine.case import BadCase, read_case, read_chosen
from checker.engine.check import Check
from checker.engine.diagram_states import lamps
from checker.engine.evaluate import answer, deepen, study, study_readings
from checker.engine.plan import PlanJson, ProspectJson, plan
from checker.engine.result import AnswerJson
from checker.engine.saved import read_saved, save
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.view import (
    node,
    say,
    view_answer,
    view_conflicts,
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
    from checker.procedure.deadlines import DeadlinesJson


def evaluate(request: str, key: str = TOLERANCE.key) -> str:
    """The result of the case ``{"answers": {…}}`` as JSON, or ``{"error": …}``."""
    check = _check(key)
    return _answer(lambda: study(read_case(request, check.model), check))


class _Chosen:
    """What a person has chosen, and what was made of it for the part that is seen first."""

    def __init__(self, request: str, key: str) -> None:
        self.check = _check(key)
        self.case, self.planned = read_chosen(request, self.check)
        self.evaluation = self.check.evaluator.evaluate(self.case.answers, self.case.readings)

    @cached_property
    def prospect(self) -> PlanJson:
        return plan(self.case)

    @cached_property
    def seen(self) -> AnswerJson:
        return answer(self.evaluation, self.check)


_chosen = lru_cache(maxsize=2)(_Chosen)
"""Kept from one part to the next; the page may ask for a view of other answers in between."""


def view(request: str, key: str = TOLERANCE.key) -> str:
    """What the page shows at once: the verdict, the question to ask next and why, the facts that can still matter."""
    check = _check(key)

    def shown() -> object:
        chosen = _chosen(request, key)
        if chosen.planned:
            prospect = chosen.prospect
            nodes, why, question = view_plan(prospect), view_plan_question(prospect), prospect["question"]
            conflicts, moot = prospect["conflicts"], list[str]()
            open_ = [need["fact"] for each in _prospects(prospect) for need in each["needs"]]
        else:
            result = chosen.seen
            nodes, why, question = view_answer(result, check), view_question(result, check), result["question"]
            conflicts, moot, open_ = result["conflicts"], result["inapplicable"], result["open"]
            if check.at_once:
                from checker.engine.follows import follows
                from checker.view.follows import view_follows_question

                after = follows(chosen.case, check)
                open_ = [*open_, *(fact for fact in after["open"] if fact not in open_)]
                if not question and after["question"]:
                    question, why = after["question"], view_follows_question(after["question"], check)
        ask = question["facts"] if question else []
        if conflicts:  # which of these answers is to be changed, is then the question
            ask, why = conflicts[0]["facts"], view_conflicts(conflicts[:1])[1:]
        return {"view": nodes, "why": why, "ask": ask, "open": open_, "moot": moot}

    return _answer(shown)


def deeper(request: str, key: str = TOLERANCE.key) -> str:
    """What the page shows one step deeper, and how each part of the diagrams stands."""
    check = _check(key)

    def shown() -> object:
        chosen = _chosen(request, key)
        evaluation = chosen.evaluation
        if chosen.planned:
            nodes = view_plan_deeper(chosen.prospect)
        else:
            nodes = view_deeper(deepen(chosen.seen, evaluation, check), check)
        return {"view": nodes, "lamps": lamps(evaluation)}

    return _answer(shown)


def readings(request: str, key: str = TOLERANCE.key) -> str:
    """On which readings the verdict turns; nothing before acting."""
    check = _check(key)

    def shown() -> object:
        chosen = _chosen(request, key)
        case = chosen.case
        return {"view": [] if chosen.planned else view_readings(case, study_readings(case, check), check)}

    return _answer(shown)


def put_back(request: str, key: str = TOLERANCE.key) -> str:
    """What ``{"pasted": text}`` holds: by key yes, no, unknown or a day; what to say, alone if bad."""
    check = _check(key)

    def shown() -> object:
        from checker.procedure.dates import CHOICES, SWITCHES, TODAY

        try:
            known = ((), ()) if check.at_once else ({*CHOICES, TODAY}, SWITCHES)
            saved = read_saved(json.loads(request)["pasted"], check, *known)
        except BadCase as error:
            return {"view": [say(f"{error}。")]}
        chosen, course = (
            {key: "yes" if value is True else value or "no" for key, value in each.items()}
            for each in (saved.chosen, saved.course)
        )
        return {"view": view_put_back(saved), "chosen": chosen, "course": course}

    return _answer(shown)


def deadlines(request: str) -> str:
    """The deadlines of the matter ``{"dates": {…}, "today": "2026-11-26"}`` as JSON, or ``{"error": …}``."""
    return _answer(lambda: _deadlines(request))


def afterwards(request: str, key: str = TOLERANCE.key) -> str:
    """What comes after the verdict, and the text in which all that was chosen can be kept.

    ``course`` is what was chosen of the procedure (`read_course`), ``today`` the day on the reader's machine.
    """
    check = _check(key)

    def shown() -> object:
        from checker.procedure.dates import read_course
        from checker.view.afterwards import view_afterwards

        case, planned = read_chosen(request, check)
        document = json.loads(request)
        course, today = document["course"], document["today"]
        try:
            nodes = [] if planned else view_afterwards(case, read_course(course, today), check)
        except BadCase as error:
            nodes = [node("conflict", f"{error}。")]
        if case.answers or case.readings or course or planned:
            nodes.append(view_kept(save(case, check, course, planned=planned)))
        return {"view": nodes}

    return _answer(shown)


def procedure(_: str) -> str:
    """The states of article 9, its terms and its readings, as JSON."""
    from checker.procedure import description as course

    return to_json(course.procedure())


def _deadlines(request: str) -> DeadlinesJson:
    from checker.procedure import deadlines as terms
    from checker.procedure.dates import read_matter

    matter = read_matter(request)
    if matter.today is None:
        raise BadCase("today：没有这一项；请写今天的日期")
    return terms.deadlines(matter, matter.today)


_STEPS = 20


def prepare(_: str, key: str = TOLERANCE.key) -> str:
    """A little of what ``readings`` needs to be ready; to be called again while it says that there is more."""
    return to_json({"more": len(list(islice(_preparing(_check(key)), _STEPS))) == _STEPS})


@cache
def _preparing(check: Check) -> Iterator[None]:
    """The one that goes on where the last call left it."""
    return iter(check.evaluator.prepare())


def _check(key: str) -> Check:
    if key == TOLERANCE.key:
        return TOLERANCE
    from checker.regulations.xishuangbanna.checks.every import CHECKS

    return CHECKS[key]


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
