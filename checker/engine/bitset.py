"""What is possible in each of many cases at once: in all that is computed here a bit stands for a case.

Only for lines that hold nothing unusual, under the default readings; any other is left to ``checker.engine.case``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache

from checker.engine.case import LONGEST, TEXTS, without_repeats
from checker.engine.check import Check
from checker.engine.fields import UNKNOWN
from checker.logic.rest import Rest

Possible = tuple[str, ...]
Row = bytearray
"""A case: for each level of the diagram 1 or 0, which is known of its fact, or a question mark."""

_ZERO, _ONE = b"01"
_TURNED = bytes.maketrans(b"01?", b"101")
_DECODER = json.JSONDecoder(object_pairs_hook=without_repeats)


def possible_in_each(lines: Sequence[bytes], check: Check) -> list[Possible | None]:
    """What is possible in the case of each line; None where the line takes a closer look."""
    bits = _bits(check)
    rows = [bits.row(line) for line in lines]
    possible = bits.possible([row for row in rows if row is not None])
    return [None if row is None else next(possible) for row in rows]


@cache
def _bits(check: Check) -> _Bits:
    return _Bits(check)


class _Bits:
    """A check under the default readings, ready for many cases."""

    def __init__(self, check: Check) -> None:
        compiled = check.evaluator.under(frozenset())
        diagram = compiled.diagram
        self.outcomes = compiled.outcomes
        self.level = {fact.key: level for fact, level in diagram.level.items()}
        self.whole = Rest(diagram, compiled.root, diagram.fix({}))  # the function, and nothing else
        self.blank = Row(b"".join(b"?" if value is None else b"%d" % value for value in compiled.fix({})))

    def row(self, line: bytes) -> Row | None:
        try:
            match _DECODER.decode(line.decode()) if len(line) <= LONGEST else None:
                case {"answers": dict(answers), **others} if all(
                    _bears_on_nothing(key, value) for key, value in others.items()
                ):
                    row = self.blank.copy()
                    for key, answer in answers.items():
                        if answer is True:
                            row[self.level[key]] = _ONE
                        elif answer is False:
                            row[self.level[key]] = _ZERO
                        elif answer != UNKNOWN or key not in self.level:
                            return None
                    return row
        except (ValueError, KeyError, RecursionError):
            pass
        return None

    def possible(self, rows: Sequence[Row]) -> Iterator[Possible]:
        """As ``Evaluation.possible`` says it of each, from one walk over the diagram."""
        if not rows:
            return
        count, whole, width = len(rows), self.whole, len(self.blank)
        table = b"".join(rows)
        columns = [table[level::width] for level in range(width)]
        may_hold = [int(column.replace(b"?", b"1"), 2) for column in columns]
        may_fail = [int(column.translate(_TURNED), 2) for column in columns]
        come_to = [0] * len(whole.nodes)
        come_to[whole.root] = (1 << count) - 1
        for node in range(whole.root, whole.first - 1, -1):  # each stands after its own branches
            if here := come_to[node]:
                level, low, high = whole.nodes[node]
                come_to[low] |= here & may_fail[level]
                come_to[high] |= here & may_hold[level]
        for bits in zip(*(f"{come_to[node]:0{count}b}" for node in self.outcomes.values()), strict=True):
            yield tuple(outcome for outcome, bit in zip(self.outcomes, bits, strict=True) if bit == "1")


def _bears_on_nothing(key: object, value: object) -> bool:
    return value == [] if key == "readings" else key in TEXTS and isinstance(value, str)
