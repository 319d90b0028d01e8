"""The parts of the rules that a diagram draws, numbered once, and how a case lights them."""

from __future__ import annotations

from checker.logic import Element, Evaluation, Fact, Named, Rule, Truth, walk
from checker.verdict import MODEL

LAMPS: tuple[Named, ...] = tuple(
    dict.fromkeys(part for rule in MODEL.deciding for part, _ in walk(rule) if isinstance(part, Rule | Element | Fact))
)
"""Every named part of what decides or is weighed, in the order in which the rules come upon it."""

_SIGNS = {Truth.YES: "y", Truth.NO: "n", Truth.UNKNOWN: "u"}


def lamps(evaluation: Evaluation) -> str:
    """One character for each of LAMPS: y, n, or u for what is open; all u where the answers contradict."""
    if not evaluation.possible:
        return "u" * len(LAMPS)
    return "".join(_SIGNS[evaluation.truth(part)] for part in LAMPS)
