"""The text, and rules that quote it."""

from checker.engine.quoting import Quoting
from checker.text import Regulation, read


def _read_here() -> Regulation:
    from importlib import resources

    return read(resources.files(__name__))[0]


TEXT = _read_here()
_QUOTING = Quoting(TEXT)
rule, quoted = _QUOTING.rule, _QUOTING.quoted
