"""The parts of a check's rules that a diagram draws, numbered once, and how a case lights them."""

from __future__ import annotations

from functools import cache

from checker.logic import Element, Evaluation, Fact, Model, Named, Rule, Truth, walk


@cache
def lamps_of(model: Model) -> tuple[Named, ...]:
    """Every named part of what decides or is weighed, in the order in which the rules come upon it."""
    parts = (part for rule in model.deciding for part, _ in walk(rule) if isinstance(part, Rule | Element | Fact))
    return tuple(dict.fromkeys(parts))


_SIGNS = {Truth.YES: "y", Truth.NO: "n", Truth.UNKNOWN: "u"}


def lamps(evaluation: Evaluation) -> str:
    """One character for each of the model's lamps: y, n, or u for what is open; all u where the answers contradict."""
    found = lamps_of(evaluation.model)
    if not evaluation.possible:
        return "u" * len(found)
    return "".join(_SIGNS[evaluation.truth(part)] for part in found)
