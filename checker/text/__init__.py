"""The text of a regulation: its words (regulation.toml) and what was emended (emendations.toml). Knows none itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = [
    "Apparatus",
    "Article",
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
    "read",
]


def read(folder: Traversable) -> tuple[Regulation, Apparatus | None]:
    """The regulation of ``regulation.toml``, and what ``emendations.toml`` says of it, where there is one."""
    # Here, as the page keeps nothing of what reads files (builder/runtime/snapshot.mjs).
    import tomllib

    table = tomllib.loads(folder.joinpath("regulation.toml").read_text(encoding="utf-8"))
    regulation = Regulation(table["title"], tuple(map(_article, table["article"])))
    emended = folder.joinpath("emendations.toml")
    if not emended.is_file():
        return regulation, None
    return regulation, _apparatus(tomllib.loads(emended.read_text(encoding="utf-8")))


def _article(entry: dict[str, Any]) -> Article:
    number, item_number, paragraphs = entry["number"], 0, []
    for index, part in enumerate(entry["paragraph"], start=1):
        items = []
        for text in part.get("items", ()):
            item_number += 1
            items.append(Item(f"{number}({item_number})", item_number, text))
        paragraphs.append(Paragraph(f"{number}-{index}", part["text"], tuple(items)))
    return Article(number, tuple(paragraphs))


def _apparatus(table: dict[str, Any]) -> Apparatus:
    reasons = table["reasons"]
    return Apparatus(
        source_sha256=table["source_sha256"],
        **table["frame"],
        emendations=tuple(
            Emendation(entry["at"], entry["stood"], entry["read"], reasons[entry["why"]])
            for entry in table["emendation"]
        ),
        kept=tuple(Kept(entry["at"], entry["words"], entry["why"]) for entry in table["kept"]),
    )
