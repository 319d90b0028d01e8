"""A better order of a diagram's variables, found on the diagram itself.

Sifting (R. Rudell, "Dynamic variable ordering for ordered binary decision diagrams", ICCAD 1993): each variable in turn
goes through the others, one place at a time, and stays where the diagram is smallest.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator

from checker.logic.decision_diagram import DecisionDiagram, Node
from checker.logic.expression import Variable

GROWTH = 1.02  # how much larger than its smallest the diagram may get before a variable turns back
SLACK = 20  # nodes more
FARTHEST = 50  # places that a variable goes either way
STEP = 500  # nodes looked at between two rests


def sift(diagram: DecisionDiagram, root: Node, rounds: int = 1) -> Generator[None, None, tuple[Variable, ...]]:
    """The order, in many small steps."""
    sifting = _Sifting(diagram)
    yield from sifting.copy(root)
    for _ in range(rounds):
        for variable in sorted(sifting.order, key=lambda variable: -len(sifting.at[variable])):
            yield from sifting.place(variable)
    return tuple(diagram.variables[variable] for variable in sifting.order)


class _Sifting:
    """A copy of the diagram in which two neighbouring variables can be exchanged.

    Variables are numbers, ``order`` is from the root down; ``at`` are each variable's nodes by their branches.
    """

    def __init__(self, diagram: DecisionDiagram) -> None:
        self._diagram = diagram
        self._first = first = diagram.first
        self.order = list(range(diagram.last))
        self.at: list[dict[tuple[Node, Node], Node]] = [{} for _ in self.order]
        self._variable = [-1] * first
        self._branches: list[tuple[Node, Node]] = [(node, node) for node in range(first)]
        self._parents = [1] * first  # how many; results are never dropped
        self._size = 0
        self._looked_at = 0

    def copy(self, root: Node) -> Iterator[None]:
        """Every node after its branches."""
        nodes = self._diagram.nodes
        copied: dict[Node, Node] = {node: node for node in range(self._first)}
        waiting = [root]
        while waiting:
            node = waiting[-1]
            level, low, high = nodes[node]
            missing = [branch for branch in (low, high) if branch not in copied]
            if missing:
                waiting += missing
                continue
            waiting.pop()
            if node not in copied:
                copied[node] = self._node(level, copied[low], copied[high])
            if len(copied) % STEP == 0:
                yield
        self._parents[copied[root]] += 1

    def place(self, variable: int) -> Iterator[None]:
        """Where the diagram is smallest; the way to the nearer end first."""
        order = self.order
        place = best = order.index(variable)
        smallest = self._size
        first, last = max(0, place - FARTHEST), min(len(order) - 1, place + FARTHEST)
        for step in (1, -1) if last - place < place - first else (-1, 1):
            while first <= place + step <= last and self._size <= smallest * GROWTH + SLACK:
                self._exchange(min(place, place + step))
                place += step
                if self._size < smallest:
                    smallest, best = self._size, place
                if self._looked_at > STEP:
                    self._looked_at = 0
                    yield
            while place != best:
                back = 1 if place < best else -1
                self._exchange(min(place, place + back))
                place += back
        yield

    def _exchange(self, place: int) -> None:
        """The variable at the place and the next."""
        upper, lower = self.order[place : place + 2]
        variable, branches, above = self._variable, self._branches, self.at[upper]
        self._looked_at += len(above)
        moved = [pair for pair in above if variable[pair[0]] == lower or variable[pair[1]] == lower]
        nodes = [above.pop(pair) for pair in moved]
        for node, (low, high) in zip(nodes, moved, strict=True):
            low_low, low_high = branches[low] if variable[low] == lower else (low, low)
            high_low, high_high = branches[high] if variable[high] == lower else (high, high)
            pair = (self._node(upper, low_low, high_low), self._node(upper, low_high, high_high))
            for branch in pair:
                self._parents[branch] += 1
            variable[node], branches[node], self.at[lower][pair] = lower, pair, node
            self._drop(low)
            self._drop(high)
        self.order[place : place + 2] = lower, upper

    def _node(self, variable: int, low: Node, high: Node) -> Node:
        if low == high:
            return low
        node = self.at[variable].get((low, high))
        if node is None:
            node = self.at[variable][low, high] = len(self._branches)
            self._variable.append(variable)
            self._branches.append((low, high))
            self._parents.append(0)
            self._parents[low] += 1
            self._parents[high] += 1
            self._size += 1
        return node

    def _drop(self, node: Node) -> None:
        """One parent fewer."""
        self._parents[node] -= 1
        if not self._parents[node]:
            del self.at[self._variable[node]][self._branches[node]]
            self._size -= 1
            for branch in self._branches[node]:
                self._drop(branch)
