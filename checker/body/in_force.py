"""Which edition applied on the day of a case, and what that means for what is said of it."""

from __future__ import annotations

from checker.body import Body
from checker.engine.result import InForceJson
from checker.text import Edition, name


def in_force(day: str, body: Body) -> InForceJson:
    """Of a day, written 2026-05-03."""
    editions = body.editions
    found = editions.on(day)
    current = found is editions.current
    known = found is not None and (found.effective is not None or editions.until(found) is not None)
    return {
        "day": day,
        "edition": found.key if found and known else None,
        "current": current,
        "says": f"{_says(day, found, current, body)}{_at_the_time(body, day)}",
        "provision": body.at_the_time or None,
    }


def _says(day: str, found: Edition | None, current: bool, body: Body) -> str:
    if found is None:
        return f"{day}还没有一版施行；这里照现行的“{body.editions.current.key}”一版推。"
    if current and found.effective:
        return f"{day}施行的就是现行的一版（{found.effective} 起施行），这里照它推。"
    if current:
        return f"从哪天起施行，条文没有载明；{day}施行了没有，说不准。这里照现行的一版推。"
    since = f"{found.effective} 起施行" if found.effective else "从哪天起施行没有载明"
    until = body.editions.until(found)
    return (
        f"{day}施行的是以前的“{found.key}”一版（{since}，到 {until} 为止）；"
        f"这里照现行的“{body.editions.current.key}”一版推，两版不同的地方要自己对照。"
    )


def _at_the_time(body: Body, day: str) -> str:
    if not body.at_the_time:
        return ""
    return f"{name(body.at_the_time)}看的是当时（{day}）的规定，别的规定后来改了的也一样。"
