"""What JavaScript may call: JSON text in, JSON text out. The same text on every Python."""

from __future__ import annotations

import json
from collections.abc import Callable

from checker.case import BadCase, Case, read_case
from checker.study import study
from checker.verdict import MODEL
from checker.view import view as view_of


def evaluate(request: str) -> str:
    """The result of the case ``{"answers": {…}}`` as JSON, or ``{"error": …}``."""
    return _answer(request, study)


def view(request: str) -> str:
    """What the page shows of the same result: its nodes, and the facts whose answer can still matter."""

    def shown(case: Case) -> object:
        result = study(case)
        return {"view": view_of(result), "open": result["open"]}

    return _answer(request, shown)


def to_json(value: object) -> str:
    """The one form in which results are written: UTF-8 as it is, no spaces, keys in the order of their definition."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _answer(request: str, work: Callable[[Case], object]) -> str:
    try:
        case = read_case(request, MODEL)
    except BadCase as error:
        return to_json({"error": str(error)})
    return to_json(work(case))
