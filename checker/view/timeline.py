"""The terms of a matter as a drawing: one lane a term, days from left to right, gaps where days are left out.

The model has numbers and words only, so that a page can draw it without deciding anything; ``as_svg`` is the drawing
itself. Nothing rests on colour alone: a provisional end is dashed, and every lane says in words how it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, TypedDict

from checker.deadlines import DeadlinesJson, DueJson, Status

WIDTH = 340  # of the canvas; letters are those of the page on a phone of 360 px
EDGE, TOP = 6, 26  # free at each side; kept for the months
TITLE, BAR, DATES, GAP = 18, 12, 16, 12  # heights within a lane, and between two
SIZE = 13  # of the letters
MARGIN = 2  # days shown before the first and after the last

SIGNS: dict[Status, str] = {
    "met": "✓ 按时",
    "late": "✗ 过了",
    "overdue": "✗ 过了，还没有办",
    "running": "还没有到",
    "unknown": "? 不能定",
}


class SpanJson(TypedDict):
    x: float
    width: float


class LabelJson(TypedDict):
    """``anchor`` as in SVG: which end of the words stands at ``x``."""

    x: float
    y: float
    anchor: Literal["start", "end"]
    text: str


class LaneJson(TypedDict):
    """``bar``: from the start to the last day; ``gaps``: days left out; ``tail``: how much later the end may turn out
    to be; ``done``: where the term was met. ``y`` is the top of the bar.
    """

    term: str
    status: Status
    y: float
    bar: SpanJson
    gaps: list[SpanJson]
    tail: SpanJson | None
    done: float | None
    labels: list[LabelJson]


class TickJson(TypedDict):
    """The first day of a month; no label where there is no room for it."""

    x: float
    label: str


class TimelineJson(TypedDict):
    """``said``: the same in words, for whoever does not see it. ``today`` is null where it lies outside."""

    width: float
    height: float
    months: list[TickJson]
    today: float | None
    lanes: list[LaneJson]
    said: str


def timeline(result: DeadlinesJson) -> TimelineJson | None:
    """The drawing's model; None as long as no term has begun on a known day."""
    terms = [term for term in result["terms"] if term["last"] is not None and term["status"] in SIGNS]
    if not terms:
        return None
    written = [
        day for term in terms for day in (term["started"], term["last"], term["latest"], term["finished"]) if day
    ]
    first, last = _date(min(written)) - timedelta(MARGIN), _date(max(written)) + timedelta(MARGIN)
    scale = _Scale(first, last)
    today = date.fromisoformat(result["today"])
    step = TITLE + BAR + DATES + GAP
    return {
        "width": WIDTH,
        "height": TOP + step * len(terms),
        "months": list(_months(scale)),
        "today": scale.at(today) if first <= today <= last else None,
        "lanes": [_lane(term, scale, TOP + step * number + TITLE) for number, term in enumerate(terms)],
        "said": "；".join(f"{term['title']}：从 {term['started']} 到 {term['last']}，{_sign(term)}" for term in terms),
    }


def _sign(term: DueJson) -> str:
    """What is only usual cannot be broken."""
    if term["binding"]:
        return SIGNS[term["status"]]
    return SIGNS[term["status"]].replace("✗ 过了", "过了一般的时间")


class _Scale:
    """Where a day begins on the canvas."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.day = (WIDTH - 2 * EDGE) / ((last - first).days + 1)

    def at(self, day: date) -> float:
        return round(EDGE + (day - self.first).days * self.day, 2)

    def over(self, first: date, last: date) -> SpanJson:
        """Both days included."""
        return {"x": self.at(first), "width": round(self.at(last + timedelta(1)) - self.at(first), 2)}


def _lane(term: DueJson, scale: _Scale, y: float) -> LaneJson:
    started, last, latest = _date(term["started"]), _date(term["last"]), _date(term["latest"])
    bar = scale.over(min(started, last), last)
    below = y + BAR + DATES - 4
    provisional = "暂定 " if term["provisional"] else ""
    usual = "" if term["binding"] else "一般"
    start, end = _short(started), f"{provisional}{_short(last)}"
    both = _wide(start) + _wide(end) + _wide("一")
    left = min(bar["x"], WIDTH - EDGE - both)
    right = max(bar["x"] + bar["width"], left + both)
    return {
        "term": term["term"],
        "status": term["status"],
        "y": y,
        "bar": bar,
        "gaps": [scale.over(_date(run["first"]), _date(run["last"])) for run in term["left_out"]],
        "tail": scale.over(last + timedelta(1), latest) if latest > last else None,
        "done": scale.at(_date(term["finished"])) if term["finished"] else None,
        "labels": [
            {"x": EDGE, "y": y - 5, "anchor": "start", "text": f"{term['title']}　{usual}{term['days']}个工作日"},
            {"x": WIDTH - EDGE, "y": y - 5, "anchor": "end", "text": _sign(term)},
            {"x": round(left, 2), "y": below, "anchor": "start", "text": start},
            {"x": round(right, 2), "y": below, "anchor": "end", "text": end},
        ],
    }


def _months(scale: _Scale) -> Iterator[TickJson]:
    """The year is named with the first label, and in every January."""
    named, day = False, scale.first.replace(day=1)
    while day <= scale.last:
        after = (day + timedelta(31)).replace(day=1)
        x, room = scale.at(max(day, scale.first)), scale.at(min(after, scale.last + timedelta(1)))
        label = f"{day.month}月" if named and day.month > 1 else f"{day.year}年{day.month}月"
        fits = x + _wide(label) < room
        named = named or fits
        yield {"x": x, "label": label if fits else ""}
        day = after


def _wide(words: str) -> float:
    """About as wide as the words are drawn."""
    return sum(SIZE if char > "\u2000" else SIZE * 0.6 for char in words)


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _date(written: str | None) -> date:
    assert written is not None
    return date.fromisoformat(written)


def as_svg(model: TimelineJson) -> str:
    """The drawing, without any style of its own but what its classes are given."""
    pieces = [f"<title>期限</title><desc>{_escaped(model['said'])}</desc>"]
    width, height, today = model["width"], model["height"], model["today"]
    for tick in model["months"]:
        pieces.append(_line("month", tick["x"], TOP - 8, height))
        if tick["label"]:
            pieces.append(_text(tick["x"] + 2, 12, "start", tick["label"], "month"))
    if today is not None:
        pieces.append(_line("today", today, TOP - 8, height))
    for lane in model["lanes"]:
        pieces += [f'<g class="lane {lane["status"]}">', *_drawn(lane), "</g>"]
    head = f'<svg class="timeline" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img">'
    return "".join([head, *pieces, "</svg>"])


def _drawn(lane: LaneJson) -> Iterable[str]:
    yield _rect("bar", lane["bar"], lane["y"])
    for gap in lane["gaps"]:
        yield _rect("gap", gap, lane["y"])
    if lane["tail"]:
        yield _rect("tail", lane["tail"], lane["y"])
    if lane["done"] is not None:
        yield _line("done", lane["done"], lane["y"] - 2, lane["y"] + BAR + 2)
    for label in lane["labels"]:
        yield _text(label["x"], label["y"], label["anchor"], label["text"], "label")


def _rect(kind: str, span: SpanJson, y: float) -> str:
    x, width = span["x"], span["width"]
    return f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{width:g}" height="{BAR}"/>'


def _escaped(words: str) -> str:
    """As ``html.escape`` has it, which would bring the names of all characters into the page."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _line(kind: str, x: float, y: float, end: float) -> str:
    return f'<path class="{kind}" d="M{x:g} {y:g}V{end:g}"/>'


def _text(x: float, y: float, anchor: str, words: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{_escaped(words)}</text>'
