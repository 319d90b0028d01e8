"""The marks of emendations at their place in the official words. A mark has no text: the words stay what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from checker.text import Apparatus, Article, Emendation, Item, Provision, anchor, name

_PIECE = re.compile(r"<[^>]*>|&[^;]*;|.", re.DOTALL)


def gap(between: str) -> str:
    """How lines of the source are set apart, in words: 一个换行, 一个空行."""
    lines = between.count("\n")
    return "没有换行" if not lines else "换行" if lines == 1 else f"空 {lines - 1} 行"


def key(emendation: Emendation, apparatus: Apparatus) -> str:
    """The id of its row in the list of emendations; several in one line are numbered."""
    here = [each for each in apparatus.emendations if each.at == emendation.at]
    number = here.index(emendation) + 1
    return f"e{anchor(emendation.at)[1:]}{f'-{number}' if number > 1 else ''}"


def mark(words: str, place: Provision, up: str, apparatus: Apparatus | None, *, of_number: bool = False) -> str:
    """The HTML of the provision's words, or of its number, with a mark behind each emendation that ends there.

    ``up`` leads to the folder of the list. The emendations of an article's first line are those of the article.
    """
    if apparatus is None:
        return str(words)
    words = str(words)  # what the templates have escaped would escape the marks
    found = sorted(_ends(place, apparatus), reverse=True, key=lambda end: end[0])
    for end, emendation in found:
        start = _start(place)
        if of_number:
            if end <= start:
                words += _mark(emendation, up, apparatus)
        elif end > start:
            words = _insert(words, end - start, _mark(emendation, up, apparatus))
    return words


def _ends(place: Provision, apparatus: Apparatus) -> Iterable[tuple[int, Emendation]]:
    """Where in the printed line each emendation's difference ends."""
    for emendation in apparatus.emendations:
        if emendation.at == place.address:
            yield place.line.index(emendation.read) + emendation.differs[1], emendation


def _start(place: Provision) -> int:
    """Where in the printed line the words begin, behind the number."""
    match place:
        case Article(label=label):
            return len(label) + 1
        case Item(label=label):
            return len(label)
        case _:
            return 0


def _insert(html: str, at: int, mark_: str) -> str:
    """Behind the first ``at`` letters that a reader sees, and behind a link that ends with them."""
    seen = place = 0
    for piece in _PIECE.finditer(html):
        if seen == at and not piece[0].startswith("</"):
            break
        seen += not piece[0].startswith("<")
        place = piece.end()
    return html[:place] + mark_ + html[place:]


def _mark(emendation: Emendation, up: str, apparatus: Apparatus) -> str:
    label = escape(f"{name(emendation.at)}的校勘：{emendation.why}")
    place = f"{up}emendations.html#{key(emendation, apparatus)}"
    return f'<a class="emended" href="{place}" aria-label="{label}" title="{label}"></a>'
