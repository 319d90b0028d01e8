"""What would change what is possible: the smallest sets of answers to turn round, and what each decides alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from checker.logic.decision_diagram import Fixed, Node, Rest, Results
from checker.logic.evaluation import Evaluation
from checker.logic.expression import Fact
from checker.logic.truth import Truth


@dataclass(frozen=True, slots=True)
class Change:
    """``facts``: answers that, turned round together, make ``outcome`` possible, as no fewer do.

    ``outcome`` is empty where the answers contradict each other and any outcome would do. ``then``: what is possible
    once they are turned round; found by evaluating the changed case.
    """

    facts: tuple[Fact, ...]
    outcome: str
    then: tuple[str, ...]


def smallest_changes(evaluation: Evaluation) -> tuple[Change, ...]:
    """For each outcome that is not possible now, every smallest set of answers whose change makes it possible.

    A contradiction is treated likewise: the changes that resolve it.
    """
    evaluator, given = evaluation.evaluator, _values(evaluation)
    compiled = evaluation.compiled
    answers = {fact: evaluation.answers[fact] for fact in given}
    fixed = compiled.fix(answers)
    answered = {compiled.diagram.level[fact]: fact for fact in given}
    impossible = {name: 1 << node for name, node in compiled.outcomes.items() if name not in evaluation.possible}
    changes = []
    for outcome, wanted in impossible.items() if evaluation.possible else [("", compiled.of_interest)]:
        for levels in _ways(compiled.whole, fixed, frozenset(answered), wanted):
            facts = tuple(fact for level, fact in answered.items() if level in levels)
            turned = {**answers, **{fact: Truth.of(not given[fact]) for fact in facts}}
            then = evaluator.evaluate(turned, evaluation.alternatives).possible
            changes.append(Change(facts, outcome, then))
    return tuple(changes)


def each_alone(evaluation: Evaluation) -> dict[Fact, tuple[str, ...]]:
    """For each answer that applies, what is possible if it alone is turned round; nothing where that contradicts."""
    compiled, given = evaluation.compiled, _values(evaluation)
    fixed = list(compiled.fix({fact: evaluation.answers[fact] for fact in given}))
    found = {}
    for fact, value in given.items():
        level = compiled.diagram.level[fact]
        fixed[level] = not value
        found[fact] = compiled.named(compiled.diagram.reached(compiled.root, fixed, compiled.of_interest))
        fixed[level] = value
    return found


def _values(evaluation: Evaluation) -> dict[Fact, bool]:
    """The answers that apply, in the order of the rules."""
    known = (Truth.YES, Truth.NO)
    return {fact: value for fact, value in evaluation.values.items() if evaluation.answers.get(fact) in known}


_FAR = 1 << 30


def _ways(rest: Rest, fixed: Fixed, answered: frozenset[int], wanted: Results) -> Iterable[frozenset[int]]:
    """All smallest sets of answered levels that, turned round, let the function come to a result that is wanted."""
    away = [0 if results & wanted else _FAR for results in rest.results[: rest.first]]
    for level, low, high in rest.below[rest.first :]:
        value = fixed[level]
        if value is None:
            away.append(min(away[low], away[high]))
        else:
            kept, other = (high, low) if value else (low, high)
            away.append(min(away[kept], away[other] + 1) if level in answered else away[kept])

    @cache
    def sets(node: Node) -> frozenset[frozenset[int]]:
        if node < rest.first:
            return frozenset({frozenset()})
        level, low, high = rest.below[node]
        value, found = fixed[level], frozenset[frozenset[int]]()
        if value is None:
            for branch in (low, high):
                found |= sets(branch) if away[branch] == away[node] else frozenset()
            return found
        kept, other = (high, low) if value else (low, high)
        if away[kept] == away[node]:
            found |= sets(kept)
        if level in answered and away[other] + 1 == away[node]:
            found |= {more | {level} for more in sets(other)}
        return found

    if away[rest.root] >= _FAR:
        return ()
    return sorted(sets(rest.root), key=sorted)
