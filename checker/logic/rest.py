"""What is left of a function once some of its variables are settled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.logic.decision_diagram import DecisionDiagram, Fixed, Node, Results, reached
from checker.logic.expression import Variable


class Rest:
    """A function of the variables that are still open: reduced, small, and thrown away after use.

    ``nodes[n]`` is (level, low, high) of node n. The results keep their numbers; every node stands after its own
    branches, the root last.
    """

    def __init__(self, diagram: DecisionDiagram, root: Node, fixed: Fixed) -> None:
        nodes = diagram.nodes
        self.open: Fixed = [None] * (diagram.last + 1)
        self._diagram = diagram
        self.first = diagram.first
        self.variables = diagram.variables
        self.nodes: list[tuple[int, Node, Node]] = nodes[: self.first]
        self.results: list[Results] = diagram.results[: self.first]
        left: dict[Node, Node] = {node: node for node in range(self.first)}
        numbered: dict[tuple[int, Node, Node], Node] = {}
        below, results = self.nodes, self.results

        # Most branches lead to a node that was visited: they are followed here, not in a call of their own.
        def visit(node: Node) -> Node:
            level, low, high = nodes[node]
            under, under_low, under_high = nodes[low]
            while (value := fixed[under]) is not None:
                low = under_high if value else under_low
                under, under_low, under_high = nodes[low]
            under, under_low, under_high = nodes[high]
            while (value := fixed[under]) is not None:
                high = under_high if value else under_low
                under, under_low, under_high = nodes[high]
            one = left[low] if low in left else visit(low)
            other = left[high] if high in left else visit(high)
            found = one
            if one != other:
                key = (level, one, other)
                if key not in numbered:
                    numbered[key] = len(below)
                    below.append(key)
                    results.append(results[one] | results[other])
                found = numbered[key]
            left[node] = found
            return found

        while (value := fixed[nodes[root][0]]) is not None:
            root = nodes[root][2 if value else 1]
        self.root = left[root] if root in left else visit(root)

    def support(self) -> frozenset[Variable]:
        """The variables on which the function depends."""
        return frozenset(self.variables[level] for level, _, _ in self.nodes[self.first :])

    def turning(self, of_interest: Results) -> frozenset[Variable]:
        """The variables that, all others alike, can make the difference between two results of interest."""
        found: set[int] = set()
        below, last = self.nodes, len(self.variables)
        results = [node_results & of_interest for node_results in self.results]
        compared: dict[tuple[Node, Node], bool] = {}

        def differ(one: Node, other: Node) -> bool:
            """Whether some completion takes the two functions to two different results of interest."""
            first, second = results[one], results[other]
            if one == other or not first or not second or (first == second and not first & (first - 1)):
                return False
            key = (one, other) if one < other else (other, one)
            known = compared.get(key)
            if known is None:
                level, low, high = below[one]
                other_level, other_low, other_high = below[other]
                if level < other_level:
                    other_low = other_high = other
                elif level > other_level:
                    low = high = one
                ended = level == other_level == last
                known = compared[key] = ended or differ(low, other_low) or differ(high, other_high)
            return known

        for level, low, high in below[self.first :]:
            if level not in found and differ(low, high):
                found.add(level)
        return frozenset(self.variables[level] for level in found)

    def reached(self, values: Mapping[Any, bool], of_interest: Results) -> Results:
        """Those results of interest that some completion of these values comes to."""
        return reached(self.nodes, self.results, self.root, self._diagram.fix(values), of_interest)
