"""The text, and rules that quote it."""

from checker.engine.quoting import Quoting
from checker.text import Editions

WRITTEN_FOR = "undated"


def _read_here() -> Editions:
    # Here, as the page keeps nothing of what reads files (builder/runtime/snapshot.mjs).
    from importlib import resources

    from checker.text.reading import read

    return read(resources.files(__name__), __name__.replace(".", "/"), WRITTEN_FOR)


EDITIONS = _read_here()
TEXT = EDITIONS.current.regulation
_QUOTING = Quoting(TEXT)
rule, quoted, cited, cited_here = _QUOTING.rule, _QUOTING.quoted, _QUOTING.cited, _QUOTING.cited_here
