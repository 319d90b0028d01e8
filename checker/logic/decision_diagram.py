"""Reduced ordered binary decision diagrams: exact answers about rules some of whose facts are not known.

Kleene's logic alone may leave a rule unknown that every completion of the answers decides alike. A diagram has one
node for each function, so that what is certain under all completions is certain by sight.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from checker.logic.expression import AllOf, AnyOf, Expression, Fact, Not, ReadAs, Reading, Variable

FALSE, TRUE = 0, 1
Node = int


class DecisionDiagram:
    """All functions over ``variables``, tested in that order, in one shared store of nodes.

    A reading that is no variable is settled: its alternative is taken if it is one of ``alternatives``.
    """

    def __init__(self, variables: Iterable[Variable], alternatives: Collection[Reading] = ()) -> None:
        self.variables = tuple(variables)
        self._alternatives = alternatives
        self._level = {variable: level for level, variable in enumerate(self.variables)}
        last = len(self.variables)
        self._nodes: list[tuple[int, Node, Node]] = [(last, FALSE, FALSE), (last, TRUE, TRUE)]
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
                return self.variable(expression)
            case ReadAs(reading=reading, default=default, alternative=alternative) if reading not in self._level:
                return self.compile(alternative if reading in self._alternatives else default)
            case ReadAs(reading=reading, default=default, alternative=alternative):
                return self._choose(self.variable(reading), self.compile(alternative), self.compile(default))
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
                    node = self._choose(self.compile(part), TRUE, node)
                return node
            case _:
                return self.compile(expression.condition)

    def variable(self, variable: Variable) -> Node:
        """The function that is true where the variable is."""
        return self._node(self._level[variable], FALSE, TRUE)

    def both(self, first: Node, second: Node) -> Node:
        return self._choose(first, second, FALSE)

    def negation(self, node: Node) -> Node:
        return self._choose(node, FALSE, TRUE)

    def either(self, first: Node, second: Node) -> Node:
        return self._choose(first, TRUE, second)

    def difference(self, first: Node, second: Node) -> Node:
        """The function that is true where the two differ."""
        return FALSE if first == second else self._choose(first, self.negation(second), second)

    def implies(self, first: Node, second: Node) -> bool:
        return self.both(first, self.negation(second)) == FALSE

    def restrict(self, node: Node, variable: Variable, value: bool) -> Node:
        """The function that is left once the variable is settled."""
        at = self._level[variable]
        done: dict[Node, Node] = {}

        def visit(node: Node) -> Node:
            level, low, high = self._nodes[node]
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
                level, low, high = self._nodes[node]
                then = visit(high)
                ways = [visit(low), None if then is None else then + weight(self.variables[level])]
                cost[node] = min((way for way in ways if way is not None), default=None)
            return cost[node]

        if visit(node) is None:
            return None
        chosen = []
        while node != TRUE:
            level, low, high = self._nodes[node]
            if cost[low] == cost[node]:
                node = low
            else:
                chosen.append(self.variables[level])
                node = high
        return frozenset(chosen)

    def satisfiable(self, node: Node, values: Mapping[Any, bool]) -> bool:
        """Whether some completion of ``values`` makes the function true."""
        fixed = {self._level[variable]: value for variable, value in values.items()}
        dead: set[Node] = {FALSE}
        waiting = [node]
        while waiting:
            node = waiting.pop()
            if node == TRUE:
                return True
            if node not in dead:
                dead.add(node)
                level, low, high = self._nodes[node]
                value = fixed.get(level)
                if value is not True:
                    waiting.append(low)
                if value is not False:
                    waiting.append(high)
        return False

    def support(self, node: Node, values: Mapping[Any, bool]) -> frozenset[Variable]:
        """The variables on which the function still depends once those of ``values`` are fixed."""
        fixed = {self._level[variable]: value for variable, value in values.items()}
        # What is left of each node, numbered afresh so that this store does not grow with every call.
        left: dict[Node, Node] = {FALSE: FALSE, TRUE: TRUE}
        numbered: dict[tuple[int, Node, Node], Node] = {}

        def visit(node: Node) -> Node:
            if node not in left:
                level, low, high = self._nodes[node]
                if level in fixed:
                    left[node] = visit(high if fixed[level] else low)
                else:
                    key = (level, visit(low), visit(high))
                    left[node] = key[1] if key[1] == key[2] else numbered.setdefault(key, len(numbered) + 2)
            return left[node]

        root = visit(node)
        below = {number: key for key, number in numbered.items()}
        seen: set[Node] = {FALSE, TRUE}
        found: set[Variable] = set()
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if number not in seen:
                seen.add(number)
                level, low, high = below[number]
                found.add(self.variables[level])
                waiting += (low, high)
        return frozenset(found)

    def project(self, node: Node, values: Mapping[Any, bool], onto: DecisionDiagram) -> Node:
        """The function of ``onto``'s variables that is true where some completion of ``values`` agrees with them.

        ``onto`` tests its variables in the same order as this diagram.
        """
        fixed = {self._level[variable]: value for variable, value in values.items()}
        kept = {self._level[variable]: level for variable, level in onto._level.items()}
        done: dict[Node, Node] = {FALSE: FALSE, TRUE: TRUE}

        def visit(node: Node) -> Node:
            if node not in done:
                level, low, high = self._nodes[node]
                if level in fixed:
                    done[node] = visit(high if fixed[level] else low)
                elif level in kept:
                    done[node] = onto._node(kept[level], visit(low), visit(high))
                else:
                    first = visit(low)
                    done[node] = TRUE if first == TRUE else onto._choose(first, TRUE, visit(high))
            return done[node]

        return visit(node)

    def _node(self, level: int, low: Node, high: Node) -> Node:
        if low == high:
            return low
        key = (level, low, high)
        node = self._unique.get(key)
        if node is None:
            node = self._unique[key] = len(self._nodes)
            self._nodes.append(key)
        return node

    def _choose(self, test: Node, then: Node, otherwise: Node) -> Node:
        if test == TRUE or then == otherwise:
            return then
        if test == FALSE:
            return otherwise
        if then == TRUE and otherwise == FALSE:
            return test
        key = (test, then, otherwise)
        node = self._choices.get(key)
        if node is None:
            level = min(self._nodes[part][0] for part in key)
            lows, highs = zip(*(self._cofactors(part, level) for part in key), strict=True)
            node = self._choices[key] = self._node(level, self._choose(*lows), self._choose(*highs))
        return node

    def _cofactors(self, node: Node, level: int) -> tuple[Node, Node]:
        own, low, high = self._nodes[node]
        return (low, high) if own == level else (node, node)
