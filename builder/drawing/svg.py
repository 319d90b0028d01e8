"""What all drawings are made of: boxes, lines of words, wires, arrows, links. Plain SVG, written nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from checker.text import anchor, article_of

SIZE, LINE = 14, 20  # of the words in px: letters, and from one line to the next
HEAD = 6  # of an arrow
CLOSING, OPENING = "，。、；：！？）”》", "（“《"
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Placed:
    """A rectangle in px."""

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

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def attributes(self) -> str:
        return f'x="{self.x:g}" y="{self.y:g}" width="{self.width:g}" height="{self.height:g}"'


def written(kind: str, x: float, base: float, lines: Iterable[str], step: int) -> str:
    """Lines of the class ``kind``, the first on ``base``."""
    return "".join(
        f'<text class="{kind}" x="{x:g}" y="{base + n * step:g}">{escape(line)}</text>' for n, line in enumerate(lines)
    )


def block(kind: str, x: float, y: float, lines: Iterable[str], size: int = SIZE, step: int = LINE) -> str:
    """Lines of the class ``kind`` from the top at ``y``, each of the height ``step``."""
    return written(kind, x, y + step / 2 + size * 0.36, lines, step)


def centred(kind: str, words: str, x: float, base: float) -> str:
    """One line around ``x``; theme/assets sets so what is of the class."""
    return f'<text class="{kind}" x="{x:g}" y="{base:g}">{escape(words)}</text>'


def box(place: Placed, kind: str = "", corner: float = 0) -> str:
    """A rectangle, with round corners if it has a radius for them."""
    look = f'class="{kind}" ' if kind else ""
    return f"<rect {look}{place.attributes}" + (f' rx="{corner:g}"/>' if corner else "/>")


def chevron(kind: str, place: Placed, point: float) -> str:
    """A band that points to the right, and has a notch where the one before points into it."""
    width, half = place.width - point, place.height / 2
    path = f"M{place.x:g} {place.y:g}h{width:g}l{point:g} {half:g}l-{point:g} {half:g}h-{width:g}l{point:g} -{half:g}z"
    return f'<path class="{kind}" d="{path}"/>'


def wire(*points: Point) -> str:
    """A line through the points."""
    path = "L".join(f"{x:g} {y:g}" for x, y in points)
    return f'<path class="wire" d="M{path}"/>'


def ring(x: float, y: float, radius: float) -> str:
    """Where a wire begins."""
    return f'<circle class="wire" cx="{x:g}" cy="{y:g}" r="{radius:g}"/>'


def opened(kind: str, title: str = "", **data: object) -> str:
    """The beginning of a group, which `CLOSED` ends; ``title`` is told on pointing at it."""
    told = "".join(f' data-{name}="{value}"' for name, value in data.items())
    return f'<g class="{kind}"{told}>' + (f"<title>{escape(title)}</title>" if title else "")


CLOSED = "</g>"


def signs(x: float, base: float) -> str:
    """✓, ✗ and ? on one place; what the group is like shows one of them."""
    each = "".join(f'<tspan class="{kind}">{sign}</tspan>' for kind, sign in (("yes", "✓"), ("no", "✗"), ("open", "?")))
    return f'<text class="sign" x="{x:g}" y="{base:g}">{each}</text>'


def link(address: str, kinds: str, pieces: Iterable[str]) -> str:
    """To the provision, from a page that stands beside the folder of the articles."""
    page = f"articles/{article_of(address):02}.html#{anchor(address)}"
    return f'<a href="{page}" class="{kinds}">{"".join(pieces)}</a>'


def arrow(points: list[Point]) -> str:
    """A wire whose last part leads to the right or down; the head is filled, and the wire ends where it begins."""
    (_, before), (x, y) = points[-2:]
    right = before == y
    tip = f"M{x:g} {y - 4:g}l{HEAD} 4l-{HEAD} 4z" if right else f"M{x - 4:g} {y:g}l4 {HEAD}l4 -{HEAD}z"
    return f'{wire(*points)}<path class="tip" d="{tip}"/>'


def label(said: str, x: float, y: float) -> str:
    """What stands beside an arrow."""
    return f'<text class="when" x="{x:g}" y="{y:g}">{escape(said)}</text>'


def wrap(words: str, width: float) -> list[str]:
    """Lines of at most ``width`` px at SIZE; none begins with a closing mark or ends with an opening one."""
    lines: list[str] = []
    rest = words
    while rest:
        cut, used = 0, 0.0
        while cut < len(rest) and (used := used + _advance(rest[cut])) <= width:
            cut += 1
        cut = max(cut, 1)
        while 1 < cut < len(rest) and (rest[cut] in CLOSING or rest[cut - 1] in OPENING):
            cut -= 1
        lines.append(rest[:cut])
        rest = rest[cut:]
    return lines


def _advance(char: str) -> float:
    return SIZE * (0.62 if ord(char) < 0x2000 else 1)


def image(kind: str, title: str, told: str, width: float, height: float, pieces: Iterable[str]) -> str:
    """A picture, and what it tells whoever does not see it."""
    head = f'<svg class="{kind}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img">'
    return f"{head}<title>{escape(title)}</title><desc>{escape(told)}</desc>{''.join(pieces)}</svg>"


def svg(kinds: str, title: str, width: float, height: float, pieces: Iterable[str]) -> str:
    """The picture; its links can be walked through, so it is a group and no image."""
    head = f'<svg class="{kinds}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="group"'
    return f'{head} aria-label="{escape(title)}，图">{"".join(pieces)}</svg>'
