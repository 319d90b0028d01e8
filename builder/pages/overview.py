"""The map of the regulation, in plain SVG: articles 3 to 8 as one decision, read off the rules; articles 9 to 15 as a
flow, stage by stage, from docs/flow.toml.

Drawn at the width of a phone. Each box is a link to its provision; the same is said in words beside each drawing, for
whoever does not see it. The colours are those of theme/assets/map.css.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from builder.diagrams import LINE, SIZE, sets_nothing, wrap
from builder.pages.flow import Box, Stage
from checker.logic import AllOf, AnyOf, Element, Expression, Fact, Not, ReadAs, Rule
from checker.standing import Standing, standing
from checker.text import REGULATION, anchor, article_of, name
from checker.verdict import MODEL, VERDICTS

WIDTH = 340
SMALL, STEP = 12, 17  # of the words about the text: letters, and from one line to the next
PAD, GAP, GUTTER, HEAD = 8, 26, 12, 6  # in a box; between rows; between two columns; of an arrow
HALF = (WIDTH - 2 - GUTTER) / 2
EXIT = 74  # of a verdict that stands beside the question that leads to it
_JUDGED = {row.place.address for row in standing() if row.standing is Standing.JUDGED}


@dataclass(frozen=True)
class Drawing:
    """``steps`` are what the picture shows, in words: a provision, and a sentence about it."""

    id: str
    title: str
    svg: str
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Placed:
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        return self.y + self.height


def drawings(stages: Iterable[Stage]) -> tuple[Drawing, ...]:
    """The decision, then the stages in their order."""
    return (*_decision(), *(_flow(number, stage) for number, stage in enumerate(stages, start=1)))


def _flow(number: int, stage: Stage) -> Drawing:
    pieces: list[str] = []
    placed: dict[str, _Placed] = {}
    bottom, row_top, last = 1.0, 1.0, ""
    for box in stage.boxes:
        beside = box.column == "right" and last == "left"
        top = row_top if beside else bottom + (_gap(box, placed) if placed else 0)
        row_top = top
        x = 1 + (HALF + GUTTER if box.column == "right" else 0)
        place = _Placed(x, top, HALF if box.column != "whole" else WIDTH - 2, _height(box))
        pieces.append(_drawn(box, place))
        placed[box.id] = place
        bottom, last = max(bottom, place.bottom), box.column
    lines = [_line(placed[other], placed[box.id], when) for box in stage.boxes for other, when in box.after]
    steps = tuple((box.at, _in_words(box, stage)) for box in stage.boxes)
    return Drawing(f"flow-{number}", stage.title, _svg(stage.title, bottom + 1, [*lines, *pieces]), steps)


def _gap(box: Box, placed: dict[str, _Placed]) -> float:
    """Room for an arrow, and for what is written on it; none where no arrow comes in."""
    if not box.after:
        return GUTTER
    return GAP + (STEP - 4 if any(when for _, when in box.after) else 0)


def _paragraphs(box: Box) -> Iterator[tuple[str, str]]:
    """Each line of words with its class."""
    if box.who or box.duty:
        yield "who", box.who or "\u3000"  # the word of duty stands in this line, at the right
    yield "does", box.does
    for words in box.words:
        yield "words", f"“{words}”"
    if box.term:
        yield "term", f"“{box.term}”"
    if box.silent:
        yield "silent", f"没有写：{box.silent}"
    yield "at", name(box.at)


def _lines(box: Box, width: float) -> list[tuple[str, str]]:
    found = []
    for kind, words in _paragraphs(box):
        size = SIZE if kind in ("does", "words", "term") else SMALL
        found += [(kind, line) for line in wrap(words, (width - 2 * PAD) * SIZE / size)]
    return found


def _step(kind: str) -> int:
    return LINE if kind in ("does", "words", "term") else STEP


def _height(box: Box) -> float:
    width = HALF if box.column != "whole" else WIDTH - 2
    return sum(_step(kind) for kind, _ in _lines(box, width)) + 2 * PAD


def _drawn(box: Box, place: _Placed) -> str:
    kinds = f"box {box.kind}" + (" optional" if box.optional else "")
    corner = 14 if box.kind != "act" else 3
    out = [f'<rect {_at(place)} rx="{corner}"/>']
    if box.duty:
        width = SMALL * len(box.duty) + 8
        left = place.x + place.width - width
        out.append(f'<rect class="tag" x="{left:g}" y="{place.y:g}" width="{width:g}" height="{STEP + 2}" rx="2"/>')
        out.append(f'<text class="tag" x="{left + 4:g}" y="{place.y + 14:g}">{box.duty}</text>')
    y = place.y + PAD
    for kind, line in _lines(box, place.width):
        size = SIZE if _step(kind) == LINE else SMALL
        base = y + _step(kind) / 2 + size * 0.36
        out.append(f'<text class="{kind}" x="{place.x + PAD:g}" y="{base:g}">{escape(line)}</text>')
        y += _step(kind)
    return _link(box.at, kinds, out)


def _line(start: _Placed, end: _Placed, when: str) -> str:
    """Down; out of the side where it leads to the other column past boxes of its own."""
    if start.middle == end.middle or start.width > HALF or end.width > HALF:
        turn = end.y - GAP / 2
        points = [(start.middle, start.bottom), (start.middle, turn), (end.middle, turn), (end.middle, end.y - HEAD)]
    else:
        side = start.x + start.width if end.x > start.x else start.x
        points = [(side, start.y + start.height / 2), (end.middle, start.y + start.height / 2)]
        points.append((end.middle, end.y - HEAD))
    return _arrow(points) + (_label(when, end.middle + 5, end.y - GAP / 2 - 4) if when else "")


def _arrow(points: list[tuple[float, float]]) -> str:
    """A wire whose last part leads to the right or down; the head is filled, and the wire ends where it begins."""
    path = "L".join(f"{x:g} {y:g}" for x, y in points)
    (_, before), (x, y) = points[-2:]
    right = before == y
    tip = f"M{x:g} {y - 4:g}l{HEAD} 4l-{HEAD} 4z" if right else f"M{x - 4:g} {y:g}l4 {HEAD}l4 -{HEAD}z"
    return f'<path class="wire" d="M{path}"/><path class="head" d="{tip}"/>'


def _label(words: str, x: float, y: float) -> str:
    return f'<text class="when" x="{x:g}" y="{y:g}">{escape(words)}</text>'


def _in_words(box: Box, stage: Stage) -> str:
    titles = {each.id: each.does for each in stage.boxes}
    whens = [f"“{titles[other]}”之后，{when}的" for other, when in box.after if when]
    parts = [f"{'；'.join(whens)}：" if whens else "", f"{box.who}　" if box.who else "", box.does]
    parts += [f"，“{words}”" for words in (*box.words, *([box.term] if box.term else []))]
    if box.silent:
        parts.append(f"（条文没有写：{box.silent}）")
    return "".join(parts) + "。"


# The decision.


def _decision() -> Iterator[Drawing]:
    """One drawing for each outcome that the rules name, in their order of precedence; the last has the rest, too."""
    for number, branch in enumerate(MODEL.branches, start=1):
        last = branch is MODEL.branches[-1]
        asked = _asked(branch.rule, branch.when)
        verdict = VERDICTS[branch.outcome].title
        after = VERDICTS[MODEL.otherwise].title if last else ""
        every = not branch.when
        question = "这几样都有吗" if every else "有其中一样吗"
        title = f"{'一二三四五六七八九'[number - 1]}问　{branch.rule.title}"
        pieces, bottom = _question(question, asked, verdict, "缺一样" if every else "有一样")
        down = "都有" if every else "一样也没有"
        end = _Placed(1, bottom + GAP + STEP, WIDTH - 2, LINE + 2 * PAD)
        pieces.append(_arrow([(_column() / 2, bottom), (_column() / 2, end.y - HEAD)]))
        pieces.append(_label(down, _column() / 2 + 6, end.y - GAP / 2))
        if last:
            pieces.append(_verdict(after, end))
        else:
            pieces.append(_plain(f"接着看{'一二三四五六七八九'[number]}问", end))
        steps = [(rule.provision, _said(rule)) for rule in asked]
        yield Drawing(
            f"decision-{number}", title, _svg(title, end.bottom + 1, pieces),
            (*steps, ("", f"{'缺一样' if every else '有一样'}：{verdict}。{down}：{after or '看下一问'}。")),
        )  # fmt: skip
    yield _weighing(len(MODEL.branches) + 1)


def _weighing(number: int) -> Drawing:
    """Article 6: nine standards, weighed and never decided here; then the finding."""
    title = f"{'一二三四五六七八九'[number - 1]}问　标准：机关来权衡"
    pieces: list[str] = []
    steps: list[tuple[str, str]] = []
    y = 1.0
    seen: dict[str, list[tuple[str, str]]] = {}
    for contrast in MODEL.contrasts:
        seen.setdefault(contrast.favourable.provision, []).append((contrast.favourable.title, contrast.adverse.title))
    for address, poles in seen.items():
        rows = [(wrap(good, HALF - 2 * PAD), wrap(bad, HALF - 2 * PAD)) for good, bad in poles]
        height = sum(max(len(good), len(bad)) for good, bad in rows) * LINE + 2 * PAD + STEP
        place = _Placed(1, y, WIDTH - 2, height)
        out = [f'<rect {_at(place)} rx="3"/>', _words("at", 1 + PAD, y + 16, [name(address)], STEP)]
        inner = y + PAD + STEP
        for good, bad in rows:
            out.append(_words("does", 1 + PAD, inner + 14, good, LINE))
            out.append(_words("against", 1 + HALF + GUTTER, inner + 14, bad, LINE))
            inner += max(len(good), len(bad)) * LINE
        pieces.append(_link(address, "box pole", out))
        steps.append((address, "；".join(f"{good}，还是{bad}" for good, bad in poles) + "。"))
        y = place.bottom + 5
    end = _Placed(1, y - 5 + GAP + STEP, WIDTH - 2, LINE + 2 * PAD)
    pieces.append(_arrow([(WIDTH / 2, y - 5), (WIDTH / 2, end.y - HEAD)]))
    pieces.append(_label("综合分析", WIDTH / 2 + 6, end.y - GAP / 2))
    pieces.append(
        _link("9(3)", "box stage", [f'<rect {_at(end)} rx="14"/>', _centred("机关认定：容不容，免还是减", end)])
    )
    steps.append(("9(3)", "由问责机关集体研究认定；程序看下面的流程。"))
    return Drawing(f"decision-{number}", title, _svg(title, end.bottom + 1, pieces), tuple(steps))


def _asked(rule: Rule, when: bool) -> list[Rule]:
    """The rules that the branch rests on as the text is read by default, in the order of the text.

    Where all are needed (the branch is reached without them) each stands for itself; where one is enough, a rule that
    is made of others gives way to them.
    """
    order = [provision.address for provision in REGULATION]
    found = dict.fromkeys(_leaves(rule.condition, through=when))
    return sorted(found, key=lambda each: order.index(each.provision))


def _leaves(expression: Expression, *, through: bool) -> Iterator[Rule]:
    match expression:
        case Rule(condition=inner):
            if through and expression not in MODEL.rules:
                yield from _leaves(inner, through=through)
            elif not sets_nothing(inner):
                yield expression
        case Element(condition=inner) | ReadAs(default=inner):
            yield from _leaves(inner, through=through)
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _leaves(part, through=through)
        case Fact() | Not():
            return


def _said(rule: Rule) -> str:
    """A rule's title, and who finds it where that is not for the rules to say."""
    return rule.title + ("：由机关认定" if rule.provision in _JUDGED else "")


def _column() -> float:
    return WIDTH - 2 - EXIT - 34


def _question(question: str, asked: list[Rule], verdict: str, leads: str) -> tuple[list[str], float]:
    """The rules one below the other, between them and the verdict at the right an arrow."""
    pieces = [_words("does", 1, 15, [question], LINE)]
    y, width = 26.0, _column()
    for rule in asked:
        lines = wrap(_said(rule), width - 2 * PAD)
        place = _Placed(1, y, width, STEP + len(lines) * LINE + 6)
        out = [f'<rect {_at(place)} rx="3"/>', _words("at", 1 + PAD, y + 15, [name(rule.provision)], STEP)]
        out.append(_words("does", 1 + PAD, y + STEP + 15, lines, LINE))
        pieces.append(_link(rule.provision, "box act", out))
        y = place.bottom + 4
    bottom = y - 4
    lines = [verdict] if len(verdict) < 5 else [verdict[: len(verdict) - 4], verdict[-4:]]
    middle = (26 + bottom) / 2
    end = _Placed(WIDTH - 1 - EXIT, middle - (len(lines) * LINE + 2 * PAD) / 2, EXIT, len(lines) * LINE + 2 * PAD)
    rail = 1 + width + 8
    pieces.append(f'<path class="wire" d="M{rail - 8:g} 26L{rail:g} 26L{rail:g} {bottom:g}L{rail - 8:g} {bottom:g}"/>')
    pieces.append(_arrow([(rail, middle), (end.x - HEAD, middle)]))
    pieces.append(_label(leads, end.x + 12, end.y - 6))
    pieces.append(f'<rect class="verdict" {_at(end)} rx="14"/>')
    pieces += [
        f'<text class="verdict" x="{end.middle:g}" y="{end.y + PAD + LINE * (n + 0.75):g}">{line}</text>'
        for n, line in enumerate(lines)
    ]
    return pieces, bottom


def _verdict(words: str, place: _Placed) -> str:
    return f'<rect class="verdict" {_at(place)} rx="14"/>{_centred(words, place)}'


def _plain(words: str, place: _Placed) -> str:
    return f'<rect class="onward" {_at(place)} rx="14"/>{_centred(words, place)}'


def _centred(words: str, place: _Placed) -> str:
    return f'<text class="verdict" x="{place.middle:g}" y="{place.y + place.height / 2 + 5:g}">{escape(words)}</text>'


def _words(kind: str, x: float, base: float, lines: list[str], step: int) -> str:
    return "".join(
        f'<text class="{kind}" x="{x:g}" y="{base + n * step:g}">{escape(line)}</text>' for n, line in enumerate(lines)
    )


def _at(place: _Placed) -> str:
    return f'x="{place.x:g}" y="{place.y:g}" width="{place.width:g}" height="{place.height:g}"'


def _link(address: str, kinds: str, pieces: Iterable[str]) -> str:
    page = f"articles/{article_of(address):02}.html#{anchor(address)}"
    return f'<a href="{page}" class="{kinds}">{"".join(pieces)}</a>'


def _svg(title: str, height: float, pieces: Iterable[str]) -> str:
    head = f'<svg class="map" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" role="group"'
    return f'{head} aria-label="{escape(title)}，图">{"".join(pieces)}</svg>'
