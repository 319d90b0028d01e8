"""What turns on a reading: a case of the library whose verdict is another when it alone is taken the other way, or a
duty of it.

Two cases make it seen: the same answers, and readings that differ in this one alone. What each comes to is what its
author expects, and tests/rules/test_cases.py holds every case to that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checker.body import Body
from checker.engine.case import Case
from checker.logic import Reading, Rule, Truth


@dataclass(frozen=True)
class Turn:
    """``default`` and ``alternative``: a verdict, or how a duty stands (``owed``). ``beside``: readings that are taken
    the other way in both; there are some where this one matters only then."""

    title: str
    default: str
    alternative: str
    beside: tuple[Reading, ...]
    owed: bool = False


def turns(cases: Iterable[Case], body: Body) -> Mapping[Reading, Turn]:
    """For each reading a pair that differs in the verdict, if there is one; of these the one that takes the fewest
    others the other way, the first of them in the library."""
    by_answers: dict[frozenset[object], dict[frozenset[Reading], Case]] = {}
    for case in cases:
        if case.expect is not None and (len(case.expect) == 1 or case.follows):
            by_answers.setdefault(frozenset(case.answers.items()), {}).setdefault(frozenset(case.readings), case)
    found: dict[Reading, Turn] = {}
    for taken in by_answers.values():
        for readings, case in taken.items():
            for reading in readings:
                other = taken.get(readings - {reading})
                turn = _turn(other, case, reading, body) if other else None
                if turn and (reading not in found or _rank(turn) < _rank(found[reading])):
                    found[reading] = turn
    return found


def _turn(default: Case, alternative: Case, reading: Reading, body: Body) -> Turn | None:
    """A verdict that is turned, or else the first duty that both cases say something of and that is."""
    beside = tuple(each for each in alternative.readings if each is not reading)
    match default.expect, alternative.expect:
        case (before,), (after,) if before != after:
            title = default.texts["title"].removesuffix(f"，{body.verdicts[before].title}")
            return Turn(title, body.verdicts[before].title, body.verdicts[after].title, beside)
    for rule, truth in default.follows.items():
        then = alternative.follows.get(rule, truth)
        if then is not truth:
            return Turn(default.texts["title"], _stands(rule, truth), _stands(rule, then), beside, owed=True)
    return None


def _rank(turn: Turn) -> tuple[bool, int]:
    return turn.owed, len(turn.beside)


_STANDS = {Truth.YES: "用得上", Truth.NO: "用不上", Truth.UNKNOWN: "还定不下来"}


def _stands(rule: Rule, truth: Truth) -> str:
    return f"“{rule.title}”{_STANDS[truth]}"
