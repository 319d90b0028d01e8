"""What JavaScript may call: JSON text in, JSON text out. The same text on every Python.

``evaluate`` takes a case document, ``deadlines`` the dates of a matter, ``{"dates": {…}, "today": …}``. The others take
what a person has chosen on the page, ``{"chosen": {…}}``, as choices.py has it; ``view`` besides the trail of cards and
the buttons that were pressed since (cards.py), ``afterwards`` the day on the reader's machine, ``put_back`` the text in
which such a choice was kept.

Each takes as well where the check is that is asked: the package of its body of rules and its key, with a colon between
(`Body.place`).

What the first verdict does not need is imported where it is called: the page brings it later (builder/runtime).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from checker.api.cards import Card, led, pressed, read_trail, trail_json
from checker.api.choices import UNKNOWN, WORDS, YES, Choices, chosen_case, read_choices
from checker.body import Body, load
from checker.engine.case import PLAN, read_case
from checker.engine.check import Check
from checker.engine.diagram_states import lamps
from checker.engine.evaluate import answer, deepen, study, study_readings
from checker.engine.fields import BadCase
from checker.engine.plan import PlanJson, ProspectJson, plan
from checker.engine.result import AnswerJson, to_json
from checker.engine.saved import read_saved, save
from checker.view import (
    Node,
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


def evaluate(request: str, place: str) -> str:
    """The result of the case ``{"answers": {…}}`` as JSON, or ``{"error": …}``."""
    check = _check(place)
    return _answer(lambda: study(read_case(request, check), check))


class _Chosen:
    """What a person has chosen, and what was made of it for the part that is seen first."""

    def __init__(self, chosen: frozenset[tuple[str, str]], place: str) -> None:
        self.check = _check(place)
        self.case, self.planned = chosen_case(dict(chosen), self.check)
        self.evaluation = self.check.evaluator.evaluate(self.case.answers, self.case.readings)

    @cached_property
    def prospect(self) -> PlanJson:
        return plan(self.case, self.check)

    @cached_property
    def seen(self) -> AnswerJson:
        return answer(self.evaluation, self.check)


_kept = lru_cache(maxsize=2)(_Chosen)
"""Kept from one part to the next; what would be asked if the reader did not know what they passed over is another."""


def _choices(request: str, place: str) -> Choices:
    return read_choices(request, _body(place).prefix_before(_check(place)))


def _chosen(choices: Choices, place: str) -> _Chosen:
    return _kept(frozenset(choices.chosen.items()), place)


def view(request: str, place: str) -> str:
    """What the page shows at once: the verdict, the card that is seen and why it is asked, the facts that can still
    matter or are answered, those that do not apply; and the trail, to be given back.
    """

    def shown() -> object:
        choices = _choices(request, place)
        now = _shown(_chosen(choices, place))
        trail = read_trail(choices.more.get("trail"))
        for button in _pressed(choices):
            trail = pressed(trail, button, choices.chosen)
        passed = {key: UNKNOWN for key in trail.skipped if key in now.open}
        asked = now.card
        if not passed.keys().isdisjoint(asked.keys):
            known = Choices({**choices.chosen, **passed}, choices.course)
            asked = _shown(_chosen(known, place)).card
        unsettled = [key for key in now.open if key not in choices.chosen]
        trail = led(trail, asked, unsettled, one=choices.more.get("one") is not False)
        card = trail.card
        looks = {
            "plan": choices.chosen.get(PLAN) == YES,
            "first": trail.here == 0,
            "looking-back": not trail.is_last,
            "together": len(card.keys) > 1,
            "done": not card.keys,
            "skipped": bool(passed),
            "contradictory": any(each["k"] == "conflict" for each in now.nodes),
        }
        decided = [key for key, value in choices.chosen.items() if value != UNKNOWN]
        return {
            "view": now.nodes,
            "ask": list(card.keys),
            "why": card.why,
            "open": [*now.open, *decided],
            "moot": now.moot,
            "looks": [look for look, holds in looks.items() if holds],
            "trail": trail_json(trail),
        }

    return _answer(shown)


class _Shown(NamedTuple):
    nodes: Sequence[Node]
    card: Card
    open: Sequence[str]
    moot: Sequence[str]


def _shown(chosen: _Chosen) -> _Shown:
    check = chosen.check
    if chosen.planned:
        prospect = chosen.prospect
        nodes, why, question = view_plan(prospect, check), view_plan_question(prospect, check), prospect["question"]
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
    return _Shown(nodes, Card(tuple(ask), why), open_, moot)


def _pressed(choices: Choices) -> list[str]:
    buttons = choices.more.get("pressed") or []
    if not isinstance(buttons, list):
        raise BadCase("pressed：应当是列表")
    return [str(button) for button in buttons]


def deeper(request: str, place: str) -> str:
    """What the page shows one step deeper, and how each part of the diagrams stands."""
    check = _check(place)

    def shown() -> object:
        chosen = _chosen(_choices(request, place), place)
        evaluation = chosen.evaluation
        if chosen.planned:
            nodes = view_plan_deeper(chosen.prospect, check)
        else:
            nodes = view_deeper(deepen(chosen.seen, evaluation, check), check)
        return {"view": nodes, "lamps": lamps(evaluation)}

    return _answer(shown)


def readings(request: str, place: str) -> str:
    """On which readings the verdict turns; nothing before acting."""
    check = _check(place)

    def shown() -> object:
        chosen = _chosen(_choices(request, place), place)
        case = chosen.case
        return {"view": [] if chosen.planned else view_readings(case, study_readings(case, check), check)}

    return _answer(shown)


def put_back(request: str, place: str) -> str:
    """What ``{"pasted": text}`` holds, by the page's keys: yes, no or unknown, and the day of each event that has one;
    what to say, alone if the text is bad.
    """
    check = _check(place)

    def shown() -> object:
        from checker.procedure.dates import TODAY

        try:
            procedure = _body(place).procedure_before(check)
            known = ({*procedure.choices, TODAY}, procedure.switches) if procedure else ((), ())
            saved = read_saved(json.loads(request)["pasted"], check, *known)
        except BadCase as error:
            return {"view": [say(f"{error}。")]}
        prefix = _body(place).prefix_before(check)
        course = {f"{prefix}{key}": value for key, value in saved.course.items()}
        days = {key: value for key, value in course.items() if value not in WORDS}
        chosen = {**saved.chosen, **course, **dict.fromkeys(days, UNKNOWN)}
        return {"view": view_put_back(saved), "chosen": chosen, "days": days}

    return _answer(shown)


def deadlines(request: str, place: str) -> str:
    """The deadlines of the matter ``{"dates": {…}, "today": "2026-11-26"}`` as JSON, or ``{"error": …}``."""
    return _answer(lambda: _deadlines(request, _body(place)))


def afterwards(request: str, place: str) -> str:
    """What comes after the verdict, and the text in which all that was chosen can be kept. ``today``: the day on the
    reader's machine.
    """
    check = _check(place)

    def shown() -> object:
        from checker.procedure.dates import read_course
        from checker.view.afterwards import view_afterwards

        choices = _choices(request, place)
        course, today = choices.course, str(choices.more.get("today"))
        case, planned = chosen_case(choices.chosen, check)
        try:
            procedure = _body(place).procedure_before(check)
            matter = read_course(course, today, procedure) if procedure else None
            nodes = [] if planned else view_afterwards(case, matter, check, _body(place))
        except BadCase as error:
            nodes = [node("conflict", f"{error}。")]
        if case.answers or case.readings or course or planned:
            nodes.append(view_kept(save(case, check, course, planned=planned)))
        return {"view": nodes}

    return _answer(shown)


def procedure(_: str, place: str) -> str:
    """The states of the procedure, its terms and its readings, as JSON; null where there is none."""
    from checker.procedure.description import describe

    found = _body(place).procedure
    return to_json(describe(found) if found else None)


def _deadlines(request: str, body: Body) -> DeadlinesJson:
    from checker.procedure import deadlines as terms
    from checker.procedure.dates import read_matter

    assert body.procedure is not None, "no procedure, no deadlines"
    matter = read_matter(request, body.procedure)
    if matter.today is None:
        raise BadCase("today：没有这一项；请写今天的日期")
    return terms.deadlines(matter, matter.today, body.procedure, body.calendar)


_STEPS = 20


def prepare(_: str, place: str) -> str:
    """A little of what ``readings`` needs to be ready; to be called again while it says that there is more."""
    return to_json({"more": len(list(islice(_preparing(_check(place)), _STEPS))) == _STEPS})


@cache
def _preparing(check: Check) -> Iterator[None]:
    """The one that goes on where the last call left it."""
    return iter(check.evaluator.prepare())


def _check(place: str) -> Check:
    return _body(place).check(place.partition(":")[2])


def _body(place: str) -> Body:
    return load(place.partition(":")[0])


def _answer(work: Callable[[], object]) -> str:
    try:
        return to_json(work())
    except BadCase as error:
        return to_json({"error": str(error)})


def _prospects(prospect: PlanJson) -> list[ProspectJson]:
    return [*prospect["situations"], *prospect["exclusions"]]
