"""What is left of a function once some of its variables are settled."""

from __future__ import annotations

from checker.logic.decision_diagram import DecisionDiagram, Fixed, Node, Results
from checker.logic.expression import Variable


class Rest:
    """A function of the variables that are still open: reduced, small, and thrown away after use.

    ``below[n]`` is (level, low, high) of node n. The results keep their numbers; every node stands after its own
    branches, the root last.
    """

    def __init__(self, diagram: DecisionDiagram, root: Node, fixed: Fixed) -> None:
        nodes = diagram.nodes
        self.first = diagram.first
        self.variables = diagram.variables
        self.below: list[tuple[int, Node, Node]] = nodes[: self.first]
        self.results: list[Results] = diagram.results[: self.first]
        left: dict[Node, Node] = {node: node for node in range(self.first)}
        numbered: dict[tuple[int, Node, Node], Node] = {}
        below, results = self.below, self.results

        def visit(node: Node) -> Node:
            level, low, high = nodes[node]
            while (value := fixed[level]) is not None:
                node = high if value else low
                level, low, high = nodes[node]
            if node in left:
                return left[node]
            one, other = visit(low), visit(high)
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

        self.root = visit(root)

    def support(self) -> frozenset[Variable]:
        """The variables on which the function depends."""
        return frozenset(self.variables[level] for level, _, _ in self.below[self.first :])

    def turning(self, of_interest: Results) -> frozenset[Variable]:
        """The variables that, all others alike, can make the difference between two results of interest."""
        found: set[int] = set()
        compared: dict[tuple[Node, Node], bool] = {}
        for level, low, high in self.below[self.first :]:
            if level not in found and self._differ(low, high, of_interest, compared):
                found.add(level)
        return frozenset(self.variables[level] for level in found)

    def _differ(self, one: Node, other: Node, of_interest: Results, compared: dict[tuple[Node, Node], bool]) -> bool:
        """Whether some completion takes the two functions to two different results of interest."""
        first, second = self.results[one] & of_interest, self.results[other] & of_interest
        if one == other or not first or not second or (first == second and not first & (first - 1)):
            return False
        key = (one, other) if one < other else (other, one)
        known = compared.get(key)
        if known is None:
            level = min(self.below[one][0], self.below[other][0])
            if level == len(self.variables):
                known = True
            else:
                (low, high), (other_low, other_high) = self._branches(one, level), self._branches(other, level)
                known = self._differ(low, other_low, of_interest, compared) or self._differ(
                    high, other_high, of_interest, compared
                )
            compared[key] = known
        return known

    def _branches(self, node: Node, level: int) -> tuple[Node, Node]:
        own, low, high = self.below[node]
        return (low, high) if own == level else (node, node)
