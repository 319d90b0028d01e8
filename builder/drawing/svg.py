"""What the drawings of the map are made of: boxes that are links, lines of words, arrows. All in plain SVG."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from checker.text import anchor, article_of

HEAD = 6  # of an arrow


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


def link(address: str, kinds: str, pieces: Iterable[str]) -> str:
    """To the provision, from a page that stands beside the folder of the articles."""
    page = f"articles/{article_of(address):02}.html#{anchor(address)}"
    return f'<a href="{page}" class="{kinds}">{"".join(pieces)}</a>'


def arrow(points: list[tuple[float, float]]) -> str:
    """A wire whose last part leads to the right or down; the head is filled, and the wire ends where it begins."""
    path = "L".join(f"{x:g} {y:g}" for x, y in points)
    (_, before), (x, y) = points[-2:]
    right = before == y
    tip = f"M{x:g} {y - 4:g}l{HEAD} 4l-{HEAD} 4z" if right else f"M{x - 4:g} {y:g}l4 {HEAD}l4 -{HEAD}z"
    return f'<path class="wire" d="M{path}"/><path class="tip" d="{tip}"/>'


def label(said: str, x: float, y: float) -> str:
    """What stands beside an arrow."""
    return f'<text class="when" x="{x:g}" y="{y:g}">{escape(said)}</text>'


def svg(kinds: str, title: str, width: float, height: float, pieces: Iterable[str]) -> str:
    """The picture; its links can be walked through, so it is a group and no image."""
    head = f'<svg class="{kinds}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="group"'
    return f'{head} aria-label="{escape(title)}，图">{"".join(pieces)}</svg>'
