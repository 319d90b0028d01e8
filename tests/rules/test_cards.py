"""Which card is seen: decided in Python; the page only keeps the trail and says what was pressed."""

import json
import random

import pytest

from checker.api.bridge import view
from checker.regulations.xishuangbanna import BODY

PLACE = BODY.place(BODY.first)


class Reading:
    """A person who is led; the trail goes back and forth as on the page."""

    def __init__(self) -> None:
        self.chosen: dict[str, str] = {}
        self.trail: object = None
        self.shown = self.asked()

    def asked(self, *pressed: str, one: bool = True) -> dict[str, list[str]]:
        request = {"chosen": self.chosen, "trail": self.trail, "pressed": [*pressed], "one": one}
        self.shown = json.loads(view(json.dumps(request), PLACE))
        self.trail = self.shown["trail"]
        return self.shown

    def answer(self, value: str) -> None:
        self.chosen |= dict.fromkeys(self.shown["ask"], value)
        self.asked("")


def fresh(chosen: dict[str, str]) -> list[str]:
    """What is asked of whoever comes with these answers."""
    keys: list[str] = json.loads(view(json.dumps({"chosen": chosen}), PLACE))["ask"]
    return keys


@pytest.mark.parametrize("seed", range(6))
def test_each_answer_leads_to_what_would_be_asked_of_whoever_comes_with_it(seed: int) -> None:
    chance, reading = random.Random(seed), Reading()
    while "done" not in reading.shown["looks"]:
        assert reading.shown["ask"] == fresh(reading.chosen)
        reading.answer(chance.choice(("yes", "no", "no", "unknown")))
    assert reading.shown["ask"] == fresh(reading.chosen) == []


def test_back_shows_the_cards_before_skip_leads_on_again_and_looking_changes_nothing() -> None:
    reading = Reading()
    seen = []
    for _ in range(3):
        seen.append(reading.shown["ask"])
        reading.answer("yes")
    last = reading.shown["ask"]
    for card in reversed(seen):
        assert reading.asked("back")["ask"] == card and "looking-back" in reading.shown["looks"]
    assert reading.asked("back")["ask"] == seen[0] and "first" in reading.shown["looks"]
    for card in (*seen[1:], last):
        assert reading.asked("skip")["ask"] == card
    assert "looking-back" not in reading.shown["looks"]


def test_what_is_skipped_is_not_asked_until_it_is_asked_again() -> None:
    reading, passed = Reading(), list[str]()
    while "done" not in reading.shown["looks"]:
        assert not {*passed} & {*reading.shown["ask"]}
        passed += reading.shown["ask"]
        reading.asked("skip")
    assert "skipped" in reading.shown["looks"] and not reading.chosen
    assert reading.asked("again")["ask"] == fresh({})


def test_presses_that_come_together_are_done_in_their_order() -> None:
    reading = Reading()
    reading.answer("yes")
    reading.answer("no")
    assert reading.asked("back", "back", "skip")["trail"]["here"] == 1  # type: ignore[call-overload]
    reading.chosen.clear()
    assert reading.asked("skip", "clear")["ask"] == fresh({}) and reading.trail == Reading().trail


@pytest.mark.parametrize(
    "trail", [1, "x", [1], {"cards": 1}, {"cards": [{}]}, {"cards": [], "here": "x", "skipped": []}]
)
def test_a_trail_that_the_page_never_gave_is_one_line(trail: object) -> None:
    said = json.loads(view(json.dumps({"chosen": {}, "trail": trail}), PLACE))
    assert said == {"error": "trail：不是这一页自己给出的样子"}
