"""The regulation, once: its words (regulation.toml) and what was emended (emendations.toml)."""

from __future__ import annotations

from typing import Any

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
    "APPARATUS",
    "EMENDATIONS",
    "KEPT",
    "REGULATION",
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
    "provision",
]


def _read(file: str) -> dict[str, Any]:
    # Here, as the page keeps nothing of what reads files (builder/runtime/snapshot.mjs).
    import tomllib
    from importlib import resources

    return tomllib.loads(resources.files(__name__).joinpath(file).read_text(encoding="utf-8"))


def _article(entry: dict[str, Any]) -> Article:
    number, item_number, paragraphs = entry["number"], 0, []
    for index, part in enumerate(entry["paragraph"], start=1):
        items = []
        for text in part.get("items", ()):
            item_number += 1
            items.append(Item(f"{number}({item_number})", item_number, text))
        paragraphs.append(Paragraph(f"{number}-{index}", part["text"], tuple(items)))
    return Article(number, tuple(paragraphs))


def _regulation() -> Regulation:
    table = _read("regulation.toml")
    return Regulation(table["title"], tuple(map(_article, table["article"])))


def _apparatus() -> Apparatus:
    table = _read("emendations.toml")
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


REGULATION = _regulation()
APPARATUS = _apparatus()
EMENDATIONS = APPARATUS.emendations
KEPT = APPARATUS.kept
provision = REGULATION.provision
