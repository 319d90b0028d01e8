"""What a new edition of a regulation did to the one before: what was kept, moved, changed, is new, is gone.

Found by the words alone. Compared are the sentences that have an address of their own, 款 (without their items) and 项;
what became of an article follows from what became of them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from checker.text.structure import Article, Item, Paragraph, Regulation

LIKE = 0.5
"""How much of two sentences must be the same letters for one to be the other, changed (difflib's ratio)."""


class Fate(Enum):
    """What became of a provision; the value is how a reader is told."""

    KEPT = "没有变"
    MOVED = "挪了位置"
    CHANGED = "改了"
    NEW = "新的"
    GONE = "没有了"


@dataclass(frozen=True, slots=True)
class Change:
    """One provision of the two editions; ``old`` is None where it is new, ``new`` where it is gone.

    What was changed may have moved as well.
    """

    fate: Fate
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Revision:
    """The way from one edition to the next."""

    before: Regulation
    after: Regulation

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every provision of both, in the order of the newer, what is gone after what stood before it."""
        found = [*self._sentences, *self._articles]
        by_new = {change.new: change for change in found if change.new}
        by_old = {change.old: change for change in found if change.old}
        gone: dict[str | None, list[Change]] = {}
        last: str | None = None
        for provision in self.before:
            change = by_old[provision.address]
            if change.new:
                last = change.new
            else:
                gone.setdefault(last, []).append(change)
        ordered = gone.get(None, [])
        for provision in self.after:
            ordered = [*ordered, by_new[provision.address], *gone.get(provision.address, [])]
        return tuple(ordered)

    @cached_property
    def carried(self) -> Mapping[str, str]:
        """The address now of each provision whose words are the same, by its address before."""
        same = (Fate.KEPT, Fate.MOVED)
        return {change.old: change.new for change in self.changes if change.fate in same and change.old and change.new}

    @cached_property
    def by_old(self) -> Mapping[str, Change]:
        """What became of each provision of the older edition."""
        return {change.old: change for change in self.changes if change.old}

    @cached_property
    def by_new(self) -> Mapping[str, Change]:
        """Where each provision of the newer edition comes from."""
        return {change.new: change for change in self.changes if change.new}

    @property
    def touched(self) -> tuple[Change, ...]:
        """All but what was kept."""
        return tuple(change for change in self.changes if change.fate is not Fate.KEPT)

    @cached_property
    def _sentences(self) -> tuple[Change, ...]:
        old, new = _words(self.before), _words(self.after)
        pairs = {address: address for address, words in old.items() if new.get(address) == words}
        self._pair_same(old, new, pairs)
        self._pair_like(old, new, pairs)
        taken = set(pairs.values())
        return (
            *(Change(_fate(was, now, old[was] == new[now]), was, now) for was, now in pairs.items()),
            *(Change(Fate.GONE, each, None) for each in old if each not in pairs),
            *(Change(Fate.NEW, None, each) for each in new if each not in taken),
        )

    @staticmethod
    def _pair_same(old: Mapping[str, str], new: Mapping[str, str], pairs: dict[str, str]) -> None:
        """The same words at another address, in the order of the text."""
        taken = set(pairs.values())
        for was, words in old.items():
            place = next((now for now, others in new.items() if others == words and now not in taken), None)
            if was not in pairs and place is not None:
                pairs[was] = place
                taken.add(place)

    @staticmethod
    def _pair_like(old: Mapping[str, str], new: Mapping[str, str], pairs: dict[str, str]) -> None:
        """What is most alike first; among equals what kept its address, then the order of the text."""
        taken = set(pairs.values())
        likely = [
            (-ratio, was != now, place, was, now)
            for place, (was, words) in enumerate(old.items())
            if was not in pairs
            for now, others in new.items()
            if now not in taken and (ratio := difflib.SequenceMatcher(None, words, others, False).ratio()) >= LIKE
        ]
        for _, _, _, was, now in sorted(likely):
            if was not in pairs and now not in pairs.values():
                pairs[was] = now

    @cached_property
    def _articles(self) -> tuple[Change, ...]:
        """An article is the one that holds most of its words, if none holds more of them."""
        weights: dict[tuple[str, str], int] = {}
        old = _words(self.before)
        for change in self._sentences:
            if change.old and change.new:
                pair = (_article(change.old), _article(change.new))
                weights[pair] = weights.get(pair, 0) + len(old[change.old])
        pairs: dict[str, str] = {}
        for (was, now), _ in sorted(weights.items(), key=lambda each: (-each[1], each[0][0] != each[0][1])):
            if was not in pairs and now not in pairs.values():
                pairs[was] = now
        before = {article.address: article for article in self.before.articles}
        after = {article.address: article for article in self.after.articles}
        return (
            *(Change(_fate(was, now, _same(before[was], after[now])), was, now) for was, now in pairs.items()),
            *(Change(Fate.GONE, each, None) for each in before if each not in pairs),
            *(Change(Fate.NEW, None, each) for each in after if each not in pairs.values()),
        )


def pieces(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Two sentences beside each other: what each has in turn, the same where both are the same."""
    matcher = difflib.SequenceMatcher(None, old, new, False)
    for _, start, end, other, until in matcher.get_opcodes():
        yield old[start:end], new[other:until]


def _fate(was: str, now: str, same: bool) -> Fate:
    if not same:
        return Fate.CHANGED
    return Fate.KEPT if was == now else Fate.MOVED


def _words(regulation: Regulation) -> dict[str, str]:
    """The sentences by their addresses."""
    return {each.address: each.text for each in regulation if isinstance(each, Paragraph | Item)}


def _article(address: str) -> str:
    return address.partition("(")[0].partition("-")[0]


def _same(old: Article, new: Article) -> bool:
    """All their sentences, in the same order and under the same numbers within the article."""
    return [_shape(part) for part in old.paragraphs] == [_shape(part) for part in new.paragraphs]


def _shape(part: Paragraph) -> tuple[str, tuple[tuple[int, str], ...]]:
    return part.text, tuple((item.number, item.text) for item in part.items)
