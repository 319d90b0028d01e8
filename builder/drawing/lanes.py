"""The course of articles 9 to 14 as one picture: stages from left to right, a lane for each whom the text names.

For a wide screen and for paper; on a phone the list that says the same stands in its place, with the lane's name at
the left of each step (templates/map.md.j2). The colours are those of theme/assets/map.css.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from builder.drawing.course import NOBODY, Stage, Step, Throughout, Whole
from builder.drawing.svg import (
    CLOSED,
    HEAD,
    SIZE,
    Placed,
    arrow,
    box,
    centred,
    chevron,
    link,
    opened,
    svg,
    wrap,
    written,
)
from checker.engine.check import FORCES
from checker.logic import Force
from checker.procedure.states import Term
from checker.text import name

WIDTH = 930
NAMES, GUTTER, HEADS = 86, 13, 40  # px: of the lanes' names, between two columns, of the stages' names
TITLE, SMALL, TAG = 13, 12, 11  # of letters
LINE, STEP = 18, 16  # from one line to the next, of a title and of small words
PAD, GAP = 5, 6  # in a box; between two


@dataclass(slots=True)
class _Lanes:
    course: Whole
    pieces: list[str] = field(default_factory=list)
    placed: dict[Step, Placed] = field(default_factory=dict)

    @property
    def column(self) -> float:
        return (WIDTH - NAMES - 1) / len(self.course.stages)

    def left(self, stage: int) -> float:
        return NAMES + stage * self.column + GUTTER / 2

    @property
    def width(self) -> float:
        return self.column - GUTTER


def drawn(course: Whole) -> str:
    """The picture."""
    canvas = _Lanes(course)
    for number, stage in enumerate(course.stages):
        canvas.pieces.append(_head(canvas, number, stage))
    y = float(HEADS)
    for number, lane in enumerate(course.lanes, start=1):
        at = len(canvas.pieces)
        bottom = _lane(canvas, lane, y + GAP)
        canvas.pieces[at:at] = _row(lane, number, y, bottom)
        y = bottom
    for each in course.leads:
        canvas.pieces.append(_lead(canvas.placed[each.source], canvas.placed[each.target]))
    return svg("map course", course.told.title, WIDTH, y + 1, canvas.pieces)


def term_in_words(term: Term) -> str:
    """The number of days, and whether it is kept as a rule only."""
    return f"{'一般' if term.usual else ''}{term.days}个工作日"


def _head(canvas: _Lanes, number: int, stage: Stage) -> str:
    x, width, height = canvas.left(number) - GUTTER / 2 + 1, canvas.column - 4, HEADS - 10
    if stage.aside:
        shape = box(Placed(x + 6, 1, width - 8, height), "head aside", 14)
    else:
        shape = chevron("head", Placed(x, 1, width, height), 6)
    return shape + centred("stage", stage.title, x + width / 2 + 1, 21)


def _row(lane: str, number: int, top: float, bottom: float) -> Iterator[str]:
    kind = f"lane l{number}" + (" open" if lane == NOBODY else "")
    yield opened(kind) + box(Placed(0.5, top, WIDTH - 1, bottom - top), "row")
    yield box(Placed(0.5, top, NAMES, bottom - top), "name")
    yield written("name", 5, top + 20, _named(lane), LINE) + CLOSED


def _lane(canvas: _Lanes, lane: str, top: float) -> float:
    """What is owed throughout, then below it the rest, by stage; returns where the lane ends."""
    least = top + len(_named(lane)) * LINE + GAP
    for each in canvas.course.throughout:
        if each.step.lane == lane:
            top = _bar(canvas, each, top) + GAP
    return max(least, *(_cell(canvas, number, stage, lane, top) for number, stage in enumerate(canvas.course.stages)))


def _named(lane: str) -> list[str]:
    if lane == NOBODY:
        return [*wrap(lane, 5 * SIZE), "", "也没有写的"]
    return wrap(lane, (NAMES - 8) * SIZE / TITLE)


def _cell(canvas: _Lanes, number: int, stage: Stage, lane: str, y: float) -> float:
    x, width = canvas.left(number), canvas.width
    for step in stage.steps:
        if step.lane == lane:
            y = _box(canvas, step, x, y) + GAP
    if lane == canvas.course.told.organ:
        for state in stage.closed:
            said = wrap(state.closed.partition("：")[0], (width - 2 * PAD) * SIZE / TITLE)
            place = Placed(x, y, width, len(said) * LINE + 2 * PAD)
            pieces = [box(place, corner=12), written("does", x + PAD, y + PAD + 13, said, LINE)]
            canvas.pieces.append(link(stage.provisions[0], "box end", pieces))
            y = place.bottom + GAP
    if lane == NOBODY:
        for silence in stage.silences:
            said = wrap(silence.about, (width - 12) * SIZE / SMALL)
            place = Placed(x, y, width, len(said) * STEP + 3)
            pieces = [
                box(place, "none"),
                written("mark", x, y + 13, ["？"], STEP),
                written("silent", x + 12, y + 13, said, STEP),
            ]
            canvas.pieces.append(link(silence.quote.provision, "silence", pieces))
            y = place.bottom
        y += GAP if stage.silences else 0
    return y


def _box(canvas: _Lanes, step: Step, x: float, y: float) -> float:
    """The box of a step; returns where it ends."""
    inner = canvas.width - 2 * PAD
    tag = FORCES[step.force] if step.force is not Force.UNSAID else ""
    indent = len(tag) * TAG + 10 if tag else 0
    first = wrap(step.title, (inner - indent) * SIZE / TITLE)[0]
    rest = wrap(step.title.removeprefix(first), inner * SIZE / TITLE)
    small = [term_in_words(step.term)] if step.term and str(step.term.days) not in step.title else []
    height = (1 + len(rest)) * LINE + (1 + len(small)) * STEP + PAD
    place = canvas.placed[step] = Placed(x, y, canvas.width, height)
    pieces = [box(place, corner=3), *_tag(tag, x + PAD - 1, y + PAD)]
    pieces.append(written("does", x + PAD + indent, y + PAD + 13, [first], LINE))
    pieces.append(written("does", x + PAD, y + PAD + 13 + LINE, rest, LINE))
    base = y + PAD + 12 + (1 + len(rest)) * LINE
    pieces.append(written("term", x + PAD, base, small, STEP))
    pieces.append(written("at", x + PAD, base + len(small) * STEP, [_short(step.words.provision)], STEP))
    if step.silent:
        pieces.append(written("mark", place.right - PAD - SMALL, base + len(small) * STEP, ["？"], STEP))
    canvas.pieces.append(link(step.words.provision, f"box act {step.force.value}", pieces))
    return place.bottom


def _bar(canvas: _Lanes, each: Throughout, y: float) -> float:
    """A step that is owed throughout, in one line; returns where it ends."""
    x = canvas.left(each.first)
    place = Placed(x, y, canvas.left(each.last) + canvas.width - x, LINE + 2 * PAD - 2)
    step, tag = each.step, FORCES[each.step.force]
    indent = len(tag) * TAG + 10
    after = x + PAD + indent + len(step.title) * TITLE + 10
    pieces = [box(place, corner=3), *_tag(tag, x + PAD - 1, y + PAD - 1)]
    pieces.append(written("does", x + PAD + indent, y + PAD + 12, [step.title], LINE))
    pieces.append(written("at", after, y + PAD + 12, [_short(step.words.provision)], STEP))
    if step.silent:
        pieces.append(written("mark", place.right - PAD - SMALL, y + PAD + 12, ["？"], STEP))
    canvas.pieces.append(link(step.words.provision, f"box act {step.force.value}", pieces))
    return place.bottom


def _tag(words: str, x: float, y: float) -> Iterator[str]:
    if words:
        yield box(Placed(x, y, len(words) * TAG + 6, 17), "tag", 2)
        yield written("tag", x + 3, y + 12.5, [words], LINE)


def _short(address: str) -> str:
    """As the provision is cited, without 第 and 项 at an item: a column is narrow."""
    return name(address).replace("第（", "（").replace("）项", "）")


def _lead(start: Placed, end: Placed) -> str:
    """Through the space between two columns, where no box stands."""
    first, last = start.y + start.height / 2, end.y + 14
    if end.x > start.x:
        turn = start.right + GUTTER / 2 - 2
        return arrow([(start.right, first), (turn, first), (turn, last), (end.x - HEAD, last)])
    turn = start.x - GUTTER / 2
    return arrow([(start.x, first), (turn, first), (turn, last), (end.x - HEAD, last)])
