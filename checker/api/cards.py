"""One question at a time: which card is seen now, of those that a reader was led through.

A card is a set of questions that are shown together, with why they are asked. JavaScript keeps the trail and gives it
back; what is asked next, and what a button does, is decided here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from checker.engine.fields import BadCase
from checker.view import Node


@dataclass(frozen=True, slots=True)
class Card:
    """``keys``: of the questions; none when nothing is asked any more."""

    keys: tuple[str, ...]
    why: Sequence[Node]


@dataclass(frozen=True, slots=True)
class Trail:
    """The cards so far, ``here`` the one that is seen; what was passed over, until it is asked again.

    ``looking``: another card than the last is looked at, and then answers do not lead on.
    """

    cards: tuple[Card, ...] = ()
    here: int = 0
    skipped: tuple[str, ...] = ()
    looking: bool = False

    @property
    def card(self) -> Card:
        """The one that is seen."""
        return self.cards[self.here] if self.here < len(self.cards) else Card((), ())

    @property
    def is_last(self) -> bool:
        """Whether no card comes after it."""
        return self.here >= len(self.cards) - 1


def pressed(trail: Trail, button: str, chosen: Collection[str]) -> Trail:
    """What the button ``back``, ``skip``, ``again`` or ``clear`` does; after any other, answers lead on again."""
    match button:
        case "back":
            return replace(trail, here=max(trail.here - 1, 0), looking=True)
        case "skip" if not trail.is_last:
            onward = replace(trail, here=trail.here + 1)
            return replace(onward, looking=not onward.is_last)
        case "skip":
            passed = [key for key in trail.card.keys if key not in chosen and key not in trail.skipped]
            return replace(trail, skipped=(*trail.skipped, *passed), looking=False)
        case "again":
            return replace(trail, skipped=(), looking=False)
        case "clear":
            return Trail()
    return replace(trail, looking=False)


def led(trail: Trail, asked: Card, unsettled: Collection[str], *, one: bool) -> Trail:
    """The trail when ``asked`` is what would be asked now. ``unsettled``: what can still matter and has no answer.

    ``one``: one question at a time; in the list nobody is led, and there the card gives way to the one that is asked.
    """
    card = trail.card
    if trail.cards and card.keys == asked.keys:
        return replace(trail, cards=(*trail.cards[: trail.here], asked, *trail.cards[trail.here + 1 :]))
    if trail.looking or any(key in unsettled and key not in trail.skipped for key in card.keys):
        return trail
    kept = trail.cards[: trail.here + 1 if trail.cards and one else trail.here]
    return replace(trail, cards=(*kept, asked), here=len(kept))


def trail_json(trail: Trail) -> dict[str, Any]:
    """For JavaScript to keep."""
    cards = [{"keys": list(card.keys), "why": card.why} for card in trail.cards]
    return {"cards": cards, "here": trail.here, "skipped": list(trail.skipped), "looking": trail.looking}


def read_trail(kept: object) -> Trail:
    """What `trail_json` gave; none at the beginning. Raises BadCase."""
    if not kept:
        return Trail()
    wrong = "trail：不是这一页自己给出的样子"
    if not isinstance(kept, Mapping):
        raise BadCase(wrong)
    try:
        cards = tuple(Card(tuple(card["keys"]), card["why"]) for card in kept["cards"])
        return Trail(cards, int(kept["here"]), tuple(kept["skipped"]), bool(kept["looking"]))
    except (KeyError, TypeError, ValueError) as error:
        raise BadCase(wrong) from error
