"""The question to ask next: of those that can still matter the one that is likely to settle most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations

from checker.logic.evaluation import Evaluation
from checker.logic.expression import AllOf, AnyOf, Expression, Fact, Not, ReadAs, Reading
from checker.logic.model import Model
from checker.logic.truth import Truth


@dataclass(frozen=True, slots=True)
class Question:
    """``facts``: asked at once. ``yes``: what is possible once this one is affirmed; ``no``: once all are denied."""

    facts: tuple[Fact, ...]
    yes: tuple[tuple[str, ...], ...]
    no: tuple[str, ...]


LARGEST = 5  # facts that one question asks for


def next_question(evaluation: Evaluation, themes: Sequence[Sequence[Fact]]) -> Question | None:
    """The best question among those not asked yet; None where none of them can matter.

    ``themes`` hold the facts in the order in which they are asked; only facts of one theme are asked together.
    """
    candidates = askable(evaluation, evaluation.turning) or askable(evaluation, evaluation.open)
    if not candidates:
        return None
    gain = _gains(evaluation)
    ranked = sorted(candidates, key=lambda fact: -gain.get(fact, 0.0))
    groups = (together(evaluation, [fact, *ranked], themes) for fact in ranked)
    facts = max(groups, key=lambda group: sum(gain.get(fact, 0.0) for fact in group))

    def after(values: dict[Fact, Truth]) -> tuple[str, ...]:
        return evaluation.evaluator.evaluate({**evaluation.answers, **values}, evaluation.alternatives).possible

    return Question(facts, tuple(after({fact: Truth.YES}) for fact in facts), after(dict.fromkeys(facts, Truth.NO)))


def askable(evaluation: Evaluation, facts: Iterable[Fact]) -> list[Fact]:
    """Those not asked yet, and not before what they presuppose."""
    fresh = [fact for fact in facts if fact not in evaluation.answers]
    waiting = {fact for fact in fresh if any(presupposed in fresh for presupposed in fact.presupposes)}
    return [fact for fact in fresh if fact not in waiting] or fresh


def together(evaluation: Evaluation, ranked: Sequence[Fact], themes: Sequence[Sequence[Fact]]) -> tuple[Fact, ...]:
    """The first of the ranked facts, with those of its theme for which one question will do."""
    best = ranked[0]
    theme = next((theme for theme in themes if best in theme), (best,))
    alike = _alike(evaluation.model, evaluation.alternatives)
    chosen = [fact for fact in ranked if fact in theme and (fact is best or (best, fact) in alike)][:LARGEST]
    return tuple(fact for fact in theme if fact in chosen)


CHANCE = 0.3  # most of what is asked is not there in most cases


def _gains(evaluation: Evaluation) -> dict[Fact, float]:
    """How much an answer to each open fact is expected to tell of the outcome, if each is so with the same chance.

    Gini's measure: the chance of guessing the outcome right by its distribution, after the answer.
    """
    rest, first = evaluation.rest, evaluation.rest.first
    outcomes = [evaluation.compiled.outcomes[outcome] for outcome in evaluation.possible]
    up = [[float(node == outcome) for outcome in outcomes] for node in range(first)]
    for _, low, high in rest.below[first:]:
        up.append([no + CHANCE * (yes - no) for yes, no in zip(up[high], up[low], strict=True)])
    down = [0.0] * len(rest.below)
    down[rest.root] = 1.0
    none = [0.0] * len(outcomes)
    differ: dict[int, list[float]] = {}  # for each level: by how much an outcome is likelier by a yes than by a no
    for node in range(len(rest.below) - 1, first - 1, -1):
        level, low, high = rest.below[node]
        share = down[node]
        down[high] += share * CHANCE
        down[low] += share * (1 - CHANCE)
        ways = zip(differ.get(level, none), up[high], up[low], strict=True)
        differ[level] = [known + share * (yes - no) for known, yes, no in ways]
    whole = up[rest.root]
    gains: dict[Fact, float] = {}
    for level, more in differ.items():
        fact = rest.variables[level]
        if isinstance(fact, Fact):
            joint = [CHANCE * (all_ + (1 - CHANCE) * each) for all_, each in zip(whole, more, strict=True)]
            without = [all_ - yes for all_, yes in zip(whole, joint, strict=True)]
            gain = _certainty(joint) + _certainty(without) - _certainty(whole)
            gains[fact] = round(gain, 9)  # equal ones stay so, in whatever order the diagram adds
    return gains


def _certainty(shares: list[float]) -> float:
    whole = sum(shares)
    return sum([share * share for share in shares]) / whole if whole else 0.0


@cache
def _alike(model: Model, alternatives: frozenset[Reading]) -> frozenset[tuple[Fact, Fact]]:
    """Pairs of facts that one question can ask for, so read.

    To deny them strikes out one alternative each of the same words, or to affirm them meets one requirement each.
    """
    pairs: set[tuple[Fact, Fact]] = set()

    def pair(sets: Sequence[frozenset[Fact]]) -> None:
        pairs.update((first, second) for one, other in permutations(sets, 2) for first in one for second in other)

    def ways(expression: Expression) -> list[frozenset[Fact]]:
        """For each alternative way to make the expression true, the facts to deny any of which closes it."""
        match expression:
            case Fact():
                return [frozenset({expression})]
            case ReadAs(reading=reading, default=default, alternative=alternative):
                return ways(alternative if reading in alternatives else default)
            case Not():
                pair(ways(expression.condition))
                return [frozenset()]
            case AnyOf():
                return [way for part in expression.parts for way in ways(part)]
            case AllOf():
                parts = [ways(part) for part in expression.parts]
                for part in parts:
                    pair(part)
                needed = [frozenset.intersection(*part) for part in parts if part]
                pair([one for one in needed if len(one) == 1])
                return [frozenset().union(*needed)]
            case _:
                return ways(expression.condition)

    for rule in model.every_rule:
        pair(ways(rule))
    return frozenset(pairs)
