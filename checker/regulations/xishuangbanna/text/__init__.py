"""The regulation, once: its words (regulation.toml), what was emended (emendations.toml), and rules that quote it."""

from __future__ import annotations

from checker.engine.quoting import Quoting
from checker.text import Editions

WRITTEN_FOR = "undated"
"""The edition that the rules are about; `build.py revise` renews it with them."""


def _read_here() -> Editions:
    # Here, as the page keeps nothing of what reads files (builder/runtime/snapshot.mjs).
    from importlib import resources

    from checker.text.reading import read

    return read(resources.files(__name__), __name__.replace(".", "/"), WRITTEN_FOR)


EDITIONS = _read_here()
REGULATION = EDITIONS.current.regulation
_QUOTING = Quoting(REGULATION)
provision = REGULATION.provision
rule, quoted, cited, cited_here = _QUOTING.rule, _QUOTING.quoted, _QUOTING.cited, _QUOTING.cited_here
