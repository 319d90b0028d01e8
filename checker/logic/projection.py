"""What a function can come to, over some of its variables, when the others are left open."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from checker.logic.decision_diagram import DecisionDiagram, Fixed, Node, Results
from checker.logic.expression import Variable
from checker.logic.rest import Rest


class Projection:
    """For each combination of the variables that are kept, the set of results that some choice of the others comes to,
    the values that are fixed apart.

    A node is such a set, or (level, node where the variable is false, node where it is true).
    """

    def __init__(
        self,
        function: DecisionDiagram | Rest,
        root: Node,
        fixed: Fixed,
        of_interest: Results,
        kept: Collection[Variable],
    ) -> None:
        self._variables = variables = function.variables
        self._sets = sets = 1 << function.first  # nodes below this number are sets of results
        self._below: list[tuple[int, Node, Node]] = [(len(variables), node, node) for node in range(sets)]
        self._unique: dict[tuple[int, Node, Node], Node] = {}
        self._unions: dict[tuple[Node, Node], Node] = {}
        stays = [variable in kept for variable in variables]
        nodes, make, union = function.nodes, self._node, self._union
        done = {node: function.results[node] & of_interest for node in range(function.first)}

        # Most branches lead to a node that is done: they are followed here, not in a call of their own.
        def visit(node: Node) -> Node:
            level, low, high = nodes[node]
            below, low_below, high_below = nodes[low]
            while (value := fixed[below]) is not None:
                low = high_below if value else low_below
                below, low_below, high_below = nodes[low]
            below, low_below, high_below = nodes[high]
            while (value := fixed[below]) is not None:
                high = high_below if value else low_below
                below, low_below, high_below = nodes[high]
            one = done[low] if low in done else visit(low)
            other = done[high] if high in done else visit(high)
            if one == other:
                found = one
            elif stays[level]:
                found = make(level, one, other)
            else:
                found = one | other if one < sets and other < sets else union(one, other)
            done[node] = found
            return found

        while (value := fixed[nodes[root][0]]) is not None:
            root = nodes[root][2 if value else 1]
        self._root = done[root] if root in done else visit(root)

    def possible(self) -> Results:
        """What some combination comes to."""
        return self._all[0]

    def support(self) -> frozenset[Variable]:
        """The variables that make a difference."""
        return frozenset(self._variables[level] for level in self._all[1])

    def where(self, true: Collection[Variable]) -> Results:
        """What is possible where exactly these of the variables kept are true."""
        node = self._root
        while node >= self._sets:
            level, low, high = self._below[node]
            node = high if self._variables[level] in true else low
        return node

    @cached_property
    def _all(self) -> tuple[Results, set[int]]:
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
        """Of two that differ."""
        key = (level, low, high)
        node = self._unique.get(key)
        if node is None:
            node = self._unique[key] = len(self._below)
            self._below.append(key)
        return node

    def _union(self, one: Node, other: Node) -> Node:
        """Of two that differ."""
        if not one or not other:
            return one or other
        if one < self._sets and other < self._sets:
            return one | other
        key = (one, other) if one < other else (other, one)
        node = self._unions.get(key)
        if node is None:
            level, low, high = self._below[one]
            other_level, other_low, other_high = self._below[other]
            if level < other_level:
                other_low = other_high = other
            elif level > other_level:
                level, low, high = other_level, one, one
            low = low if low == other_low else self._union(low, other_low)
            high = high if high == other_high else self._union(high, other_high)
            node = self._unions[key] = low if low == high else self._node(level, low, high)
        return node
