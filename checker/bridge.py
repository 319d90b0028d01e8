"""What JavaScript may call: JSON text in, JSON text out. The same text on every Python.

``evaluate`` takes a case document. The others take what a person has chosen on the page, ``{"chosen": {…}}``: facts
with true, false or "unknown", readings with true where the alternative is taken, and ``plan`` with true before acting.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from checker.case import BadCase, Case, read_cases
from checker.study import study, study_readings
from checker.verdict import EVALUATOR, MODEL
from checker.view import view as view_of
from checker.view import view_readings


def evaluate(request: str) -> str:
    """The result of the case ``{"answers": {…}}`` as JSON, or ``{"error": …}``."""

    def result() -> object:
        cases = read_cases(request, MODEL, toml=False)
        if len(cases) != 1:
            raise BadCase(f"case：这里一次只看一个案例，给了 {len(cases)} 个")
        return study(cases[0])

    return _answer(result)


def view(request: str) -> str:
    """What the page shows at once: the verdict, the question to ask next and why, the facts that can still matter."""

    def shown() -> object:
        result = study(_chosen(request))
        return {"view": view_of(result)[:4], "why": [], "ask": result["open"][:1], "open": result["open"], "moot": []}

    return _answer(shown)


def deeper(request: str) -> str:
    """What the page shows one step deeper: reasons, what would change the verdict, the balance sheet, every rule."""
    return _answer(lambda: {"view": view_of(study(_chosen(request)))[4:], "lamps": ""})


_PREPARING = EVALUATOR.prepare()


def prepare() -> bool:
    """Does a little of what ``readings`` needs the first time; whether more is left."""
    return next(_PREPARING, _PREPARING) is not _PREPARING


def readings(request: str) -> str:
    """On which readings the verdict turns."""

    def shown() -> object:
        case = _chosen(request)
        return {"view": view_readings(case, study_readings(case))}

    return _answer(shown)


def to_json(value: object) -> str:
    """The one form in which results are written: UTF-8 as it is, no spaces, keys in the order of their definition."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _answer(work: Callable[[], object]) -> str:
    try:
        return to_json(work())
    except BadCase as error:
        return to_json({"error": str(error)})


def _chosen(request: str) -> Case:
    chosen = json.loads(request)["chosen"]
    answers = {key: value for key, value in chosen.items() if key in MODEL.facts}
    taken = [key for key, value in chosen.items() if key in MODEL.readings and value is True]
    return read_cases(json.dumps({"answers": answers, "readings": taken}), MODEL, toml=False)[0]
