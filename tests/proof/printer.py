"""The rule values as an answer-set program, word for word and without a thought of their meaning.

``yes(F)``: fact F is so. ``alt(R)``: the alternative of reading R is taken. ``verdict1(V)`` and ``refused1`` follow,
and ``pole1(I,N,S)``: of item I, the Nth contrast, its side S is there; ``owed1(T)``: the duty titled T is owed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from checker.logic import AllOf, AnyOf, Element, Expression, Fact, Model, Not, ReadAs, Rule


def free(facts: Sequence[str], readings: Sequence[str]) -> str:
    """Every fact and every reading either way."""
    atoms = (*(f"yes({fact})" for fact in facts), *(f'alt("{reading}")' for reading in readings))
    return "".join(f"{{ {atom} }}.\n" for atom in atoms)


def print_model(model: Model) -> str:
    return "\n".join((*_Printer().lines(model), ""))


class _Printer:
    def __init__(self) -> None:
        # Keeps each expression alive, so that no other one can come to have its id.
        self._atoms: dict[int, tuple[Expression, str]] = {}
        self._lines: list[str] = []

    def lines(self, model: Model) -> Iterator[str]:
        passed: list[str] = []
        for branch in model.branches:
            atom = self._atom(branch.rule)
            reached, not_reached = (atom, f"not {atom}") if branch.when else (f"not {atom}", atom)
            self._lines.append(_rule(f"verdict1({branch.outcome})", *passed, reached))
            passed.append(not_reached)
        self._lines.append(_rule(f"verdict1({model.otherwise})", *passed))
        for conflict in model.conflicts:
            self._lines.append(_rule("refused1", f"not {self._atom(conflict.clause)}"))
        counted: Counter[str] = Counter()
        for contrast in model.contrasts:
            item = contrast.favourable.provision
            counted[item] += 1
            for side, pole in (("favourable", contrast.favourable), ("adverse", contrast.adverse)):
                self._lines.append(_rule(f'pole1("{item}",{counted[item]},{side})', self._atom(pole)))
        for duty in model.duties:
            self._lines.append(_rule(f'owed1("{duty.rule.title}")', self._atom(duty.rule)))
        yield from self._lines

    def _atom(self, expression: Expression) -> str:
        """The atom that holds exactly where the expression does; its rules are printed once."""
        if isinstance(expression, Fact):
            return f"yes({expression.key})"
        if id(expression) in self._atoms:
            return self._atoms[id(expression)][1]
        atom = f"so({len(self._atoms)})"
        self._atoms[id(expression)] = expression, atom
        parts = [self._atom(part) for part in expression.parts]
        match expression:
            case Element() | Rule() | AllOf():
                self._lines.append(_rule(atom, *parts))
            case AnyOf():
                self._lines.extend(_rule(atom, part) for part in parts)
            case Not():
                self._lines.append(_rule(atom, *(f"not {part}" for part in parts)))
            case ReadAs(reading=reading):
                default, alternative = parts
                self._lines.append(_rule(atom, default, f'not alt("{reading.key}")'))
                self._lines.append(_rule(atom, alternative, f'alt("{reading.key}")'))
        return atom


def _rule(head: str, *body: str) -> str:
    return f"{head} :- {', '.join(body)}." if body else f"{head}."
