"""What would change a verdict, as it is told: only what can still be done, and helps, is ever suggested."""

import pytest

from builder.samples import library
from checker.case import Case
from checker.logic import Stage, Truth
from checker.result import ChangeJson
from checker.study import study
from checker.verdict import MODEL

DECIDED = [case for case in library() if not case.readings]


def changes(case: Case) -> list[ChangeJson]:
    return study(case)["changes"]["smallest"]


@pytest.mark.parametrize("case", DECIDED, ids=lambda case: case.texts["title"])
def test_only_remedies_are_suggested_and_only_for_the_better(case: Case) -> None:
    order = ["not_tolerable", "no_situation_met", "situation_met"]
    now = [verdict["id"] for verdict in study(case)["possible"]]
    for change in changes(case):
        turned = [MODEL.facts[key] for key in change["facts"]]
        assert [case.answers[fact] for fact in turned] == [Truth.of(not to) for to in change["to"]]
        if not change["past"]:
            assert {fact.stage for fact in turned} == {Stage.REMEDY}
            assert change["outcome"] and all(order.index(change["outcome"]) > order.index(each) for each in now)


def test_some_change_can_still_be_made_and_undoing_a_remedy_is_never_one() -> None:
    still = [change for case in DECIDED for change in changes(case) if not change["past"]]
    assert still
    turned = {(key, to) for change in still for key, to in zip(change["facts"], change["to"], strict=True)}
    assert ("corrected", True) in turned and ("corrected", False) not in turned
