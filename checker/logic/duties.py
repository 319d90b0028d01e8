"""What somebody must or may do once a rule holds. It decides no outcome."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from checker.logic.expression import Rule


class Force(Enum):
    """How the words bind."""

    MUST = "must"
    USUALLY = "usually"  # as a rule, with exceptions that are not named
    MAY = "may"
    MUST_NOT = "must-not"
    UNSAID = "unsaid"  # the words have neither must nor may


@dataclass(frozen=True, slots=True, eq=False)
class Duty:
    """``rule`` says when, in its condition, and what, in its sentence; ``word`` is the word there that binds.

    ``addressee`` is whom the words name, empty where they name nobody; ``moment`` when it is due. ``silent`` is what
    the words leave open, ``beyond`` what is decided elsewhere, by others or by other rules; each a sentence or empty.
    """

    rule: Rule
    force: Force
    word: str
    addressee: str
    moment: str
    silent: str = ""
    beyond: str = ""
