"""The regulation, once: its words (regulation.toml), what was emended (emendations.toml), and rules that quote it."""

from __future__ import annotations

from checker.engine.quoting import Quoting
from checker.text import Apparatus, read


def _read_here() -> tuple[Quoting, Apparatus]:
    from importlib import resources  # here, as in `checker.text.read`

    regulation, apparatus = read(resources.files(__name__))
    assert apparatus is not None, "emendations.toml belongs to this text"
    return Quoting(regulation), apparatus


_QUOTING, APPARATUS = _read_here()
REGULATION = _QUOTING.text
EMENDATIONS = APPARATUS.emendations
KEPT = APPARATUS.kept
provision = REGULATION.provision
rule, quoted, cited, cited_here = _QUOTING.rule, _QUOTING.quoted, _QUOTING.cited, _QUOTING.cited_here
