"""An order of variables under which a decision diagram stays small.

FORCE (F. A. Aloul, I. L. Markov, K. A. Sakallah, "FORCE: a fast and easy-to-implement variable-ordering heuristic",
GLSVLSI 2003): variables that stand together in a rule or an element are drawn together, step by step.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.logic.expression import Element, Expression, Fact, ReadAs, Rule, Variable, walk
from checker.logic.model import Model

STEPS = 50


def force(model: Model) -> tuple[Variable, ...]:
    """The model's variables in such an order; the same on every machine."""
    groups = list(_groups(model))
    order = tuple(dict.fromkeys((*_within(branch.rule for branch in model.branches), *model.variables)))
    best, shortest = order, _span(order, groups)
    for _ in range(STEPS):
        moved = _step(order, groups)
        if moved == order:
            break
        order, span = moved, _span(moved, groups)
        if span < shortest:
            best, shortest = order, span
    component = _components(model.variables, groups)
    return tuple(sorted(best, key=component.__getitem__))


def _components(order: Iterable[Variable], groups: Iterable[tuple[Variable, ...]]) -> dict[Variable, int]:
    """For each variable the first of those to which groups link it: what nothing links stays apart."""
    component = {variable: number for number, variable in enumerate(order)}
    members = {number: [variable] for variable, number in component.items()}
    for group in groups:
        first, *others = sorted({component[variable] for variable in group})
        for other in others:
            members[first] += members[other]
            component |= dict.fromkeys(members.pop(other), first)
    return component


def _step(order: Sequence[Variable], groups: Iterable[tuple[Variable, ...]]) -> tuple[Variable, ...]:
    """Every variable goes to the mean of its groups' centres."""
    place = {variable: float(number) for number, variable in enumerate(order)}
    centres: dict[Variable, list[float]] = {}
    for group in groups:
        centre = sum(place[variable] for variable in group) / len(group)
        for variable in group:
            centres.setdefault(variable, []).append(centre)
    place |= {variable: sum(found) / len(found) for variable, found in centres.items()}
    return tuple(sorted(order, key=place.__getitem__))


def _span(order: Sequence[Variable], groups: Iterable[tuple[Variable, ...]]) -> int:
    place = {variable: number for number, variable in enumerate(order)}
    return sum(max(place[v] for v in group) - min(place[v] for v in group) for group in groups)


LARGEST = 15  # variables; what gathers many rules draws nothing together


def _groups(model: Model) -> Iterable[tuple[Variable, ...]]:
    parts = (part for rule in model.every_rule for part, _ in walk(rule) if isinstance(part, Rule | Element | ReadAs))
    for part in dict.fromkeys(parts):
        found = _within([part])
        if 1 < len(found) < LARGEST:
            yield tuple(found)
    for conflict in model.conflicts:
        yield tuple(fact for fact in model.facts.values() if fact in conflict.bearing)


def _within(expressions: Iterable[Expression]) -> dict[Variable, None]:
    """The variables that stand there, each once."""
    return dict.fromkeys(
        part.reading if isinstance(part, ReadAs) else part
        for expression in expressions
        for part, _ in walk(expression)
        if isinstance(part, Fact | ReadAs)
    )
