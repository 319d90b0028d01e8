"""What would change what is possible: the smallest sets of answers to turn round."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from checker.logic.decision_diagram import DecisionDiagram, Fixed, Node, Results
from checker.logic.evaluation import Evaluation
from checker.logic.expression import Fact


@dataclass(frozen=True, slots=True)
class Change:
    """``facts``: answers that, turned round together, make ``outcome`` possible, as no fewer do.

    ``outcome`` is empty where the answers contradict each other and any outcome would do. ``then``: what is possible
    once they are turned round; found by evaluating the changed case. ``revives``: other answers that did not apply and
    then count; ``lapses``: those that count and then do not apply.
    """

    facts: tuple[Fact, ...]
    outcome: str
    then: tuple[str, ...]
    revives: tuple[Fact, ...]
    lapses: tuple[Fact, ...]


def smallest_changes(evaluation: Evaluation) -> tuple[Change, ...]:
    """For each outcome that is not possible now, every smallest set of answers whose change makes it possible.

    A contradiction is treated likewise: the changes that resolve it. An answer that does not apply may be among them,
    where another makes it apply again.
    """
    compiled = evaluation.compiled
    impossible = {name: 1 << node for name, node in compiled.outcomes.items() if name not in evaluation.possible}
    changes = []
    for outcome, wanted in impossible.items() if evaluation.possible else [("", compiled.of_interest)]:
        ways = [(fact,) for fact, then in evaluation.alone.items() if (outcome in then if outcome else then)]
        for facts in ways or _several(evaluation, wanted):
            turned = {**evaluation.answers, **{fact: ~evaluation.answers[fact] for fact in facts}}
            then = evaluation.evaluator.evaluate(turned, evaluation.alternatives)
            revives = _known(evaluation, evaluation.inapplicable - then.inapplicable - {*facts})
            lapses = _known(evaluation, then.inapplicable - evaluation.inapplicable)
            changes.append(Change(facts, outcome, then.possible, revives, lapses))
    return tuple(changes)


def _known(evaluation: Evaluation, facts: Collection[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for fact in evaluation.known if fact in facts) if facts else ()


def _several(evaluation: Evaluation, wanted: Results) -> list[tuple[Fact, ...]]:
    """All smallest sets of answers that, turned round, let the model come to a result that is wanted."""
    compiled, order = evaluation.compiled, list(evaluation.known)
    diagram, fixed = compiled.diagram, evaluation.fixed
    nodes, results, first = diagram.nodes, diagram.results, diagram.first
    answered = {diagram.level[fact]: number for number, fact in enumerate(order)}
    turns = _turns(diagram, compiled.root, fixed, answered, wanted)

    @cache
    def sets(node: Node) -> frozenset[frozenset[int]]:
        """What is still to be turned on the shortest ways."""
        if node < first:
            return frozenset({frozenset()})
        level, low, high = nodes[node]
        value, found = fixed[level], frozenset[frozenset[int]]()
        for side, branch in enumerate((low, high)):
            turned = value is not None and side != value
            if results[branch] & wanted and turns.get(branch) == turns[node] + turned:
                if not turned:
                    found |= sets(branch)
                elif level in answered:
                    found |= {more | {answered[level]} for more in sets(branch)}
        return found

    ways = sorted(map(sorted, sets(compiled.root) if turns else ()))
    return [tuple(order[number] for number in way) for way in ways]


def _turns(
    diagram: DecisionDiagram, root: Node, fixed: Fixed, answered: Collection[int], wanted: Results
) -> dict[Node, int]:
    """How few turns take one from the root to each node, as far as to the nearest result that is wanted; empty where
    none do."""
    nodes, results, first = diagram.nodes, diagram.results, diagram.first
    turns: dict[Node, int] = {}
    nearer, number, found = [root], 0, False
    while nearer and not found:
        farther = []
        while nearer:
            node = nearer.pop()
            if node in turns or not results[node] & wanted:
                continue
            turns[node] = number
            if node < first:
                found = True
                continue
            level, low, high = nodes[node]
            value = fixed[level]
            if value is None:
                nearer += (low, high)
            else:
                nearer.append(high if value else low)
                if level in answered:
                    farther.append(low if value else high)
        nearer, number = farther, number + 1
    return turns if found else {}
