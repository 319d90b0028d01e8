"""The text of a regulation, its editions, and what was emended in it. Knows none; `checker.text.reading` reads one."""

from checker.text.editions import Edition, Editions
from checker.text.emendations import Apparatus, Emendation, Kept
from checker.text.structure import (
    Article,
    Item,
    Paragraph,
    Provision,
    Regulation,
    UnknownProvision,
    anchor,
    article_of,
    name,
    numeral,
)

__all__ = [
    "Apparatus",
    "Article",
    "Edition",
    "Editions",
    "Emendation",
    "Item",
    "Kept",
    "Paragraph",
    "Provision",
    "Regulation",
    "UnknownProvision",
    "anchor",
    "article_of",
    "name",
    "numeral",
]
