"""What a function can come to, over some of its variables, when the others are left open."""

from __future__ import annotations

from collections.abc import Collection

from checker.logic.decision_diagram import DecisionDiagram, Fixed, Node, Results
from checker.logic.expression import Variable


class Projection:
    """For each combination of the variables that are kept, the set of results that some choice of the others comes to,
    the values that are fixed apart.

    A node is such a set, or (level, node where the variable is false, node where it is true).
    """

    def __init__(
        self, diagram: DecisionDiagram, root: Node, fixed: Fixed, of_interest: Results, kept: Collection[Variable]
    ) -> None:
        self._variables = diagram.variables
        self._below: dict[Node, tuple[int, Node, Node]] = {}
        self._unique: dict[tuple[int, Node, Node], Node] = {}
        self._unions: dict[tuple[Node, Node], Node] = {}
        self._sets = 1 << diagram.first  # nodes below this number are sets of results
        join = [self._node if variable in kept else self._union for variable in diagram.variables]
        nodes = diagram.nodes
        done = {node: diagram.results[node] & of_interest for node in range(diagram.first)}

        def visit(node: Node) -> Node:
            level, low, high = nodes[node]
            while (value := fixed[level]) is not None:
                node = high if value else low
                level, low, high = nodes[node]
            found = done.get(node)
            if found is None:
                one, other = visit(low), visit(high)
                found = done[node] = one if one == other else join[level](level, one, other)
            return found

        self._root = visit(root)

    def possible(self) -> Results:
        """What some combination comes to."""
        return self._gather()[0]

    def support(self) -> frozenset[Variable]:
        """The variables that make a difference."""
        return frozenset(self._variables[level] for level in self._gather()[1])

    def where(self, true: Collection[Variable]) -> Results:
        """What is possible where exactly these of the variables kept are true."""
        node = self._root
        while node >= self._sets:
            level, low, high = self._below[node]
            node = high if self._variables[level] in true else low
        return node

    def _gather(self) -> tuple[Results, set[int]]:
        results, levels, seen, waiting = 0, set(), set(), [self._root]
        while waiting:
            node = waiting.pop()
            if node < self._sets:
                results |= node
            elif node not in seen:
                seen.add(node)
                level, low, high = self._below[node]
                levels.add(level)
                waiting += (low, high)
        return results, levels

    def _node(self, level: int, low: Node, high: Node) -> Node:
        if low == high:
            return low
        key = (level, low, high)
        node = self._unique.get(key)
        if node is None:
            node = self._unique[key] = self._sets + len(self._below)
            self._below[node] = key
        return node

    def _union(self, _: int, one: Node, other: Node) -> Node:
        if one == other or other == 0:
            return one
        if one == 0:
            return other
        if one < self._sets and other < self._sets:
            return one | other
        key = (one, other) if one < other else (other, one)
        node = self._unions.get(key)
        if node is None:
            level = min(self._level(one), self._level(other))
            (low, high), (other_low, other_high) = self._branches(one, level), self._branches(other, level)
            node = self._unions[key] = self._node(
                level, self._union(level, low, other_low), self._union(level, high, other_high)
            )
        return node

    def _level(self, node: Node) -> int:
        return self._below[node][0] if node >= self._sets else len(self._variables)

    def _branches(self, node: Node, level: int) -> tuple[Node, Node]:
        if self._level(node) != level:
            return node, node
        return self._below[node][1:]
