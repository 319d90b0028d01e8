"""A rule as a ladder, in plain SVG: what stands one below the other is all needed; between two rails one is enough.

It is read from top to bottom, so that a phone can show it, and each lamp's sign stands before its words. The colours
are those of theme/assets/ladder.css.

Only the default side of a reading is drawn; a mark says where there is another. Every rule, element and fact is a lamp:
it bears the class ``lamp`` and its number among the parts that a page numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from builder.drawing.svg import CLOSED, LINE, SIZE, Placed, Point, block, box, image, opened, ring, signs, wire, wrap
from checker.body import Body
from checker.logic import (
    ALWAYS,
    AllOf,
    AnyOf,
    Element,
    Expression,
    Fact,
    Named,
    Not,
    Quote,
    ReadAs,
    Reading,
    Rule,
    walk,
)
from checker.text import name

WIDTH = 250  # of the canvas; a phone of 360 px shows it so large that its letters are those of the page
SMALL = 11
PAD, GAP, RAIL = 8, 14, 9  # above and below words; between two boxes; from a rail to its boxes
INSET = 5  # from a frame to what it holds, at each side
SIGN, MARGIN = 18, 3  # kept free beside a lamp's words: at the left for ✓, ✗ or ?, at the right for nothing

_ALL, _ANY = "都要有", "有一个就够"


def parts(body: Body) -> tuple[Named, ...]:
    """Whatever is drawn of the rules of all its checks."""
    every = (part for rule in body.named_rules for part, _ in walk(rule) if isinstance(part, Rule | Element | Fact))
    return tuple(dict.fromkeys(every))


@dataclass(frozen=True, slots=True)
class Diagram:
    """A rule's picture, and the readings that it marks."""

    rule: Rule
    svg: str
    readings: tuple[Reading, ...]


@dataclass(slots=True)
class _Canvas:
    numbers: Mapping[Named, int]
    pieces: list[str] = field(default_factory=list)
    readings: dict[Reading, None] = field(default_factory=dict)

    def wire(self, *points: Point) -> None:
        self.pieces.append(wire(*points))

    def text(self, x: float, y: float, lines: Iterable[str], kind: str, size: int = SIZE, step: int = LINE) -> None:
        self.pieces += [block(kind, x, y + number * step, [line], size, step) for number, line in enumerate(lines)]


def diagram(rule: Rule, numbers: Mapping[Named, int]) -> Diagram:
    """The ladder of the rule."""
    canvas = _Canvas(numbers)
    middle = WIDTH / 2
    canvas.pieces.append(ring(middle, 6, 5))
    end = _body(canvas, rule.condition, rule.quote, 1, 11 + GAP, WIDTH - 2, entered=True)
    canvas.wire((middle, 11), (middle, 11 + GAP))
    if not sets_nothing(rule.condition):
        canvas.wire((middle, end), (middle, end + GAP))
    bottom = _lamp(canvas, rule, [rule.title], "rule", 1, end + GAP, WIDTH - 2)
    said = f"{name(rule.provision)}“{rule.title}”怎样成立"
    drawn = image("ladder", said, in_words(rule.condition), WIDTH, bottom + 1, canvas.pieces)
    return Diagram(rule, drawn, tuple(canvas.readings))


def by_provision(body: Body, parts: Sequence[Named]) -> dict[str, tuple[Diagram, ...]]:
    """The diagram of every rule among the parts that has a condition, by provision; those first that hold others."""
    numbers = {part: number for number, part in enumerate(parts)}
    drawn = (rule for rule in body.named_rules if rule in numbers and rule.condition is not ALWAYS)
    found: dict[str, list[Rule]] = {}
    for rule in sorted(drawn, key=lambda rule: not holds_rules(rule)):
        found.setdefault(rule.provision, []).append(rule)
    return {address: tuple(diagram(rule, numbers) for rule in rules) for address, rules in found.items()}


def holds_rules(rule: Rule) -> bool:
    """Whether the rule is made of other rules."""
    return any(isinstance(part, Rule) for part, _ in walk(rule.condition))


def in_words(expression: Expression) -> str:
    """The condition in words, as it is by default: what a diagram tells whoever does not see it."""
    match expression:
        case Fact(statement=statement):
            return statement
        case Not(condition=condition):
            return f"没有（{in_words(condition)}）"
        case ReadAs(default=default):
            return in_words(default)
        case AllOf(parts=()):
            return "不另要求什么"
        case AnyOf(parts=()):
            return "不成立"
        case AllOf(parts=(only,)) | AnyOf(parts=(only,)):
            return in_words(only)
        case AllOf(parts=parts) | AnyOf(parts=parts):
            head = _ALL if isinstance(expression, AllOf) else _ANY
            return f"{head}：{'；'.join(f'{n}、{in_words(part)}' for n, part in enumerate(parts, start=1))}"
        case Element(words=words, condition=condition):
            return f"“{words}”（{in_words(condition)}）"
        case Rule(provision=provision, title=title):
            return f"{name(provision)}“{title}”"


def _body(
    canvas: _Canvas, expression: Expression, quote: Quote, x: float, y: float, width: float, *, entered: bool = False
) -> float:
    """Draws the condition into the width, from ``y`` on; returns where it ends; ``entered`` by a wire from above."""
    match expression:
        case ReadAs(reading=reading, default=default):
            canvas.readings[reading] = None
            start = _mark(canvas, reading, x, y)
            if entered and not sets_nothing(default):
                canvas.wire((x + width / 2, y), (x + width / 2, start))
            return _body(canvas, default, quote, x, start, width, entered=entered)
        case AllOf(parts=()):
            return _remark(canvas, "照本站的读法，这里不另要求什么", x, y, width)
        case AnyOf(parts=()):
            return _remark(canvas, "照本站的读法，这里不设规则", x, y, width)
        case AllOf(parts=(only,)) | AnyOf(parts=(only,)):
            return _body(canvas, only, quote, x, y, width, entered=entered)
        case AllOf(parts=parts):
            return _series(canvas, parts, quote, x, y, width)
        case AnyOf(parts=parts):
            return _parallel(canvas, parts, quote, x, y, width)
        case Not(condition=condition):
            return _negation(canvas, condition, quote, x, y, width)
        case Element(words=words, condition=condition):
            return _element(canvas, expression, words, condition, quote, x, y, width)
        case Rule(provision=provision, title=title):
            return _lamp(canvas, expression, [name(provision), title], "rule", x, y, width)
        case Fact(statement=statement):
            return _lamp(canvas, expression, [statement], "said", x, y, width)


def _series(canvas: _Canvas, parts: tuple[Expression, ...], quote: Quote, x: float, y: float, width: float) -> float:
    canvas.text(x, y, [_ALL], "hint", SMALL, GAP)
    end = y
    for part in parts:
        canvas.wire((x + width / 2, end), (x + width / 2, end + GAP))
        end = _body(canvas, part, quote, x, end + GAP, width, entered=True)
    return end


def _parallel(canvas: _Canvas, parts: tuple[Expression, ...], quote: Quote, x: float, y: float, width: float) -> float:
    canvas.text(x, y, [_ANY], "hint", SMALL, GAP)
    middle, left, right, top = x + width / 2, x + 1, x + width - 1, y + GAP + GAP / 2
    end, rungs = top - GAP / 2, []
    for part in parts:
        start = end + GAP
        end = _body(canvas, part, quote, x + RAIL, start, width - 2 * RAIL)
        if not sets_nothing(part):
            rungs.append((start + end) / 2)
    bottom = end + GAP / 2
    for rung in rungs:
        canvas.wire((left, rung), (x + RAIL, rung))
        canvas.wire((x + width - RAIL, rung), (right, rung))
    canvas.wire((middle, y), (middle, top), (left, top), (left, rungs[-1]))
    canvas.wire((right, rungs[0]), (right, bottom), (middle, bottom), (middle, bottom + GAP / 2))
    return bottom + GAP / 2


def sets_nothing(expression: Expression) -> bool:
    """Whether the words set no rule by default: no way leads through them."""
    match expression:
        case ReadAs(default=inner) | Element(condition=inner):
            return sets_nothing(inner)
        case AnyOf(parts=parts):
            return all(map(sets_nothing, parts))
        case _:
            return False


def _element(
    canvas: _Canvas, element: Element, words: str, condition: Expression, quote: Quote, x: float, y: float, width: float
) -> float:
    own = element.quote_within(quote)
    lines = wrap(f"“{words}”", width - SIGN - MARGIN)
    inner = y + PAD / 2 + len(lines) * LINE
    at = len(canvas.pieces)
    canvas.text(x + SIGN, y + PAD / 2, lines, "words")
    if own.provision != quote.provision:
        canvas.text(x + SIGN, inner, [f"（借自{name(own.provision)}）"], "hint", SMALL, GAP)
        inner += GAP
    end = _body(canvas, condition, own, x + INSET, inner + PAD / 2, width - 2 * INSET) + PAD
    canvas.pieces.insert(at, _opened(canvas.numbers[element], element, "element", x, y, width, end - y))
    # The lamp holds its frame, words and sign; what it is made of follows, each a lamp of its own.
    canvas.pieces.insert(at + 1 + len(lines), _sign(x, y) + CLOSED)
    return end


def _negation(canvas: _Canvas, condition: Expression, quote: Quote, x: float, y: float, width: float) -> float:
    at = len(canvas.pieces)
    canvas.text(x + PAD, y + PAD / 2, ["没有："], "not", SIZE)
    end = _body(canvas, condition, quote, x + INSET, y + PAD + LINE, width - 2 * INSET) + PAD
    canvas.pieces.insert(at, box(Placed(x, y, width, end - y), "not", 2))
    return end


def _lamp(canvas: _Canvas, part: Named, paragraphs: list[str], kind: str, x: float, y: float, width: float) -> float:
    lines = [line for words in paragraphs for line in wrap(words, width - SIGN - MARGIN)]
    height = len(lines) * LINE + PAD
    canvas.pieces.append(_opened(canvas.numbers[part], part, kind, x, y, width, height))
    canvas.text(x + SIGN, y + PAD / 2, lines, kind)
    canvas.pieces.append(_sign(x, y) + CLOSED)
    return y + height


def _opened(number: int, part: Named, kind: str, x: float, y: float, width: float, height: float) -> str:
    corner = 10 if kind == "said" else 2
    question = part.question if isinstance(part, Fact) else ""
    return opened(f"lamp {kind}", question, lamp=number) + box(Placed(x, y, width, height), corner=corner)


def _sign(x: float, y: float) -> str:
    return signs(x + SIGN / 2, y + PAD / 2 + LINE / 2 + SIZE * 0.36)


def _mark(canvas: _Canvas, reading: Reading, x: float, y: float) -> float:
    meanings = f"“{reading.words}”　本站这样读：{reading.default}。也可以这样读：{reading.alternative}。"
    canvas.pieces.append(opened("reading", meanings))
    canvas.text(x, y, ["⇄ 可以另读"], "hint", SMALL, GAP)
    canvas.pieces.append(CLOSED)
    return y + GAP


def _remark(canvas: _Canvas, words: str, x: float, y: float, width: float) -> float:
    lines = wrap(words, width * SIZE / SMALL)
    canvas.text(x, y, lines, "hint", SMALL, GAP)
    return y + len(lines) * GAP
