"""Reduced ordered decision diagrams: exact answers about rules some of whose facts are not known.

Kleene's logic alone may leave a rule unknown that every completion of the answers decides alike. A diagram has one
node for each function, so that what is certain under all completions is certain by sight.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from checker.logic.expression import AllOf, AnyOf, Expression, Fact, Not, ReadAs, Reading, Variable

FALSE, TRUE = 0, 1
Node = int
Results = int
"""A set of results, the bit of each set."""
Fixed = Sequence[bool | None]
"""For each level the value of its variable, None where it is open; one more at the end, for the results."""


STEP = 500  # choices made between two rests
Made = TypeVar("Made")


def exhaust(steps: Generator[None, None, Made]) -> Made:
    """What the steps make, at once."""
    while True:
        try:
            next(steps)
        except StopIteration as done:
            made: Made = done.value
            return made


def reached(
    nodes: Sequence[tuple[int, Node, Node]], results: Sequence[Results], node: Node, fixed: Fixed, of_interest: Results
) -> Results:
    """Those results of interest that some completion of the fixed values comes to."""
    sought = missing = of_interest & results[node]
    seen: set[Node] = set()
    waiting = [node]
    while waiting:
        node = waiting.pop()
        while results[node] & missing and node not in seen:
            level, low, high = nodes[node]
            if low == high:  # a result
                missing &= ~results[node]
                break
            seen.add(node)
            value = fixed[level]
            if value is None:
                waiting.append(high)
                node = low
            else:
                node = high if value else low
    return sought & ~missing


class DecisionDiagram:
    """All functions over ``variables``, tested in that order, in one shared store of nodes.

    The first nodes are the results of functions: FALSE, TRUE and as many ``more`` as there are outcomes to tell apart.
    A reading that is no variable is settled: its alternative is taken if it is one of ``alternatives``.
    """

    def __init__(
        self, variables: Iterable[Variable], more: int = 0, alternatives: Collection[Reading] = frozenset()
    ) -> None:
        self.variables = tuple(variables)
        self._alternatives = alternatives
        self.level = {variable: level for level, variable in enumerate(self.variables)}
        self.last = len(self.variables)
        self.first = 2 + more
        self.nodes: list[tuple[int, Node, Node]] = [(self.last, node, node) for node in range(self.first)]
        self.results: list[Results] = [1 << node for node in range(self.first)]
        """For each node what its function can come to."""
        self._unique: dict[tuple[int, Node, Node], Node] = {}
        self._choices: dict[tuple[Node, Node, Node], Node] = {}
        self._compiled: dict[Expression, Node] = {}

    def compile(self, expression: Expression) -> Node:
        """The node of the expression."""
        node = self._compiled.get(expression)
        if node is None:
            node = self._compiled[expression] = self._compile(expression)
        return node

    def _compile(self, expression: Expression) -> Node:
        match expression:
            case Fact():
                return self._node(self.level[expression], FALSE, TRUE)
            case ReadAs(reading=reading, default=default, alternative=alternative) if reading not in self.level:
                return self.compile(alternative if reading in self._alternatives else default)
            case ReadAs(reading=reading, default=default, alternative=alternative):
                taken = self._node(self.level[reading], FALSE, TRUE)
                return self.choose(taken, self.compile(alternative), self.compile(default))
            case Not():
                return self.negation(self.compile(expression.condition))
            case AllOf():
                node = TRUE
                for part in reversed(expression.parts):
                    node = self.both(self.compile(part), node)
                return node
            case AnyOf():
                node = FALSE
                for part in reversed(expression.parts):
                    node = self.choose(self.compile(part), TRUE, node)
                return node
            case _:
                return self.compile(expression.condition)

    def both(self, first: Node, second: Node) -> Node:
        return self.choose(first, second, FALSE)

    def negation(self, node: Node) -> Node:
        return self.choose(node, FALSE, TRUE)

    def either(self, first: Node, second: Node) -> Node:
        return self.choose(first, TRUE, second)

    def difference(self, first: Node, second: Node) -> Node:
        """The function that is true where the two differ."""
        return FALSE if first == second else self.choose(first, self.negation(second), second)

    def implies(self, first: Node, second: Node) -> bool:
        return self.both(first, self.negation(second)) == FALSE

    def restrict(self, node: Node, variable: Variable, value: bool) -> Node:
        """The function that is left once the variable is settled."""
        at = self.level[variable]
        done: dict[Node, Node] = {}

        def visit(node: Node) -> Node:
            level, low, high = self.nodes[node]
            if level > at:
                return node
            if level == at:
                return high if value else low
            if node not in done:
                done[node] = self._node(level, visit(low), visit(high))
            return done[node]

        return visit(node)

    def least(self, node: Node, weight: Callable[[Variable], int]) -> frozenset[Variable] | None:
        """The variables of least weight that make the function true where all others are false; None where none do."""
        cost: dict[Node, int | None] = {FALSE: None, TRUE: 0}

        def visit(node: Node) -> int | None:
            if node not in cost:
                level, low, high = self.nodes[node]
                then = visit(high)
                ways = [visit(low), None if then is None else then + weight(self.variables[level])]
                cost[node] = min((way for way in ways if way is not None), default=None)
            return cost[node]

        if visit(node) is None:
            return None
        chosen = []
        while node != TRUE:
            level, low, high = self.nodes[node]
            if cost[low] == cost[node]:
                node = low
            else:
                chosen.append(self.variables[level])
                node = high
        return frozenset(chosen)

    def choose(self, test: Node, then: Node, otherwise: Node) -> Node:
        """The function that is ``then`` where ``test`` is true, else ``otherwise``."""
        if test == TRUE or then == otherwise:
            return then
        if test == FALSE:
            return otherwise
        if then == TRUE and otherwise == FALSE:
            return test
        key = (test, then, otherwise)
        node = self._choices.get(key)
        if node is None:
            nodes = self.nodes
            level = min(nodes[test][0], nodes[then][0], nodes[otherwise][0])
            lows, highs = zip(*(self._cofactors(part, level) for part in key), strict=True)
            node = self._choices[key] = self._node(level, self.choose(*lows), self.choose(*highs))
        return node

    def choosing(self, test: Node, then: Node, otherwise: Node) -> Generator[None, None, Node]:
        """The same in many small steps: what ``choose`` comes upon on the way down, then from the bottom up."""
        found = [(test, then, otherwise)]
        seen = set(found)
        for number, key in enumerate(found):
            level = min(self.nodes[node][0] for node in key)
            for below in zip(*(self._cofactors(node, level) for node in key), strict=True):
                if below[0] >= self.first and below[1] != below[2] and below not in seen:
                    seen.add(below)
                    found.append(below)
            if number % STEP == 0:
                yield
        for number, key in enumerate(reversed(found)):
            self.choose(*key)
            if number % STEP == 0:
                yield
        return self.choose(test, then, otherwise)

    def _cofactors(self, node: Node, level: int) -> tuple[Node, Node]:
        own, low, high = self.nodes[node]
        return (low, high) if own == level else (node, node)

    def _node(self, level: int, low: Node, high: Node) -> Node:
        if low == high:
            return low
        key = (level, low, high)
        node = self._unique.get(key)
        if node is None:
            node = self._unique[key] = len(self.nodes)
            self.nodes.append(key)
            self.results.append(self.results[low] | self.results[high])
        return node

    def fix(self, values: Mapping[Any, bool]) -> Fixed:
        """The values, level by level."""
        fixed: list[bool | None] = [None] * (self.last + 1)
        for variable, value in values.items():
            fixed[self.level[variable]] = value
        return fixed

    def reached(self, node: Node, fixed: Fixed, of_interest: Results = -1) -> Results:
        """Those results of interest that some completion of the fixed values comes to."""
        return reached(self.nodes, self.results, node, fixed, of_interest)

    def satisfiable(self, node: Node, fixed: Fixed) -> bool:
        """Whether some completion of the fixed values makes the function true."""
        return self.reached(node, fixed, 1 << TRUE) != 0

    def turned(self, root: Node, fixed: Fixed) -> list[Results]:
        """For each fixed level the results that some completion comes to once its value alone is turned round."""
        nodes = self.nodes
        below = dict(enumerate(self.results[: self.first]))

        def reach(node: Node) -> Results:
            found = below.get(node)
            if found is None:
                level, low, high = nodes[node]
                value = fixed[level]
                found = below[node] = reach(low) | reach(high) if value is None else reach(high if value else low)
            return found

        turned = [reach(root)] * self.last
        on_level: dict[int, list[Node]] = {}
        for node in below:
            on_level.setdefault(nodes[node][0], []).append(node)
        del on_level[self.last]
        ahead = {root}  # the nodes, from this level on, to which some way comes from above
        for level, here in sorted(on_level.items()):
            ahead.difference_update(here)
            results = 0
            for node in ahead:
                results |= below[node]
            value = fixed[level]
            for node in here:
                _, low, high = nodes[node]
                if value is None:
                    ahead.add(low)
                    ahead.add(high)
                else:
                    results |= reach(low if value else high)
                    ahead.add(high if value else low)
            turned[level] = results
        return turned
