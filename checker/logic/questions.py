"""The question to ask next: of those that can still matter the one that is likely to settle most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations

from checker.logic.evaluation import Evaluation
from checker.logic.expression import AllOf, AnyOf, Expression, Fact, Not, ReadAs, Reading
from checker.logic.model import Model


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
    candidates = askable(evaluation, evaluation.turning) or askable(evaluation, asked(evaluation))
    if not candidates:
        return None
    gain = _gains(evaluation)
    ranked = sorted(candidates, key=lambda fact: -gain.get(fact, 0.0))
    groups = (together(evaluation, [fact, *ranked], themes) for fact in ranked)
    facts = max(groups, key=lambda group: sum(gain.get(fact, 0.0) for fact in group))

    def after(values: dict[Fact, bool]) -> tuple[str, ...]:
        compiled = evaluation.compiled
        return compiled.named(evaluation.rest.reached(values, compiled.of_interest))

    return Question(facts, tuple(after({fact: True}) for fact in facts), after(dict.fromkeys(facts, False)))


def asked(evaluation: Evaluation) -> list[Fact]:
    """The open facts that some rule asks for, so read; any other could only contradict what another answer says."""
    return [fact for fact in evaluation.open if fact in evaluation.compiled.asked]


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
    down = [0.0] * len(rest.nodes)  # for each node the chance that a case comes by it
    down[rest.root] = 1.0
    above = list(enumerate(rest.nodes))[: first - 1 : -1]
    for node, (_, low, high) in above:
        share = down[node]
        down[high] += share * CHANCE
        down[low] += share * (1 - CHANCE)
    whole: list[float] = []
    differ: list[list[float]] = []  # by how much an outcome is likelier by a yes than by a no, for each level
    for outcome in outcomes:
        up = [float(node == outcome) for node in range(first)]
        for _, low, high in rest.nodes[first:]:
            no = up[low]
            up.append(no + CHANCE * (up[high] - no))
        whole.append(up[rest.root])
        more_by_yes = [0.0] * len(rest.variables)
        for node, (level, low, high) in above:
            more_by_yes[level] += down[node] * (up[high] - up[low])
        differ.append(more_by_yes)
    gains: dict[Fact, float] = {}
    for level in {level for level, _, _ in rest.nodes[first:]}:
        fact, more = rest.variables[level], [more_by_yes[level] for more_by_yes in differ]
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
