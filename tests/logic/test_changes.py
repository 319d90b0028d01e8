"""What would change a verdict, as it is told: only what can still be done, and helps, is ever suggested."""

import pytest

from checker.engine.case import Case
from checker.engine.evaluate import study
from checker.engine.result import ChangeJson
from checker.logic import Stage, Truth
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.regulations.xishuangbanna.checks.verdict import MODEL
from checker.view import as_text, view_deeper
from devtools.case_sampling import library

DECIDED = [case for case in library() if not case.readings]


def changes(case: Case) -> list[ChangeJson]:
    return study(case, TOLERANCE)["changes"]["smallest"]


@pytest.mark.parametrize("case", DECIDED, ids=lambda case: case.texts["title"])
def test_only_remedies_are_suggested_and_only_for_the_better(case: Case) -> None:
    order = ["not_tolerable", "no_situation_met", "situation_met"]
    now = [verdict["id"] for verdict in study(case, TOLERANCE)["possible"]]
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


DENIED = {
    **dict.fromkeys(("section_cadre", "duty_or_reform", "correctable"), True),
    **dict.fromkeys(("error", "shortfall", "bad_effect", "loss", "petition", "corrected"), False),
}
"""Nothing went wrong; what was said of its correction before does not apply, and is kept."""


def case_of(answers: dict[str, bool]) -> Case:
    return Case({MODEL.facts[key]: Truth.of(value) for key, value in answers.items()}, {})


def test_answers_that_did_not_apply_count_in_what_a_change_makes_possible() -> None:
    before, after = (study(case_of(answers), TOLERANCE) for answers in (DENIED, {**DENIED, "error": True}))
    assert [verdict["id"] for verdict in after["possible"]] == ["not_tolerable"]
    by_error = [change for change in before["changes"]["smallest"] if change["facts"] == ["error"]]
    assert [(change["outcome"], change["then"]) for change in by_error] == [("not_tolerable", ["not_tolerable"])]
    assert by_error[0]["revives"] == ["corrected", "correctable"] and by_error[0]["lapses"] == []
    assert {"fact": "error", "then": ["not_tolerable"]} in before["changes"]["deciding"]
    assert {"corrected", "correctable"} <= {*before["inapplicable"]} - {*before["changes"]["idle"]}


def test_which_answers_count_again_and_which_no_more_is_told() -> None:
    before, after = (
        as_text(view_deeper(study(case_of(answers), TOLERANCE), TOLERANCE))
        for answers in (DENIED, {**DENIED, "error": True})
    )
    assert "改成“是”，先前答过的“已经纠错、整改”、“具备纠错条件”又算数，结论就是“不能容错”。" in before
    assert "改成“否”，“已经纠错、整改”、“具备纠错条件”不再算数，结论就是“不适用”。" in after
    more = {**DENIED, "error": True, "good_attitude": True}
    assert "“具备纠错条件”等 3 个回答不再算数，" in as_text(view_deeper(study(case_of(more), TOLERANCE), TOLERANCE))


def test_an_answer_that_does_not_apply_is_changed_together_with_what_makes_it_apply() -> None:
    answers = {**dict.fromkeys(MODEL.facts, False), "section_cadre": True, "duty_or_reform": True}
    (way,) = (each for each in changes(case_of(answers)) if set(each["facts"]) == {"error", "correctable"})
    after = study(case_of({**answers, "error": True, "correctable": True}), TOLERANCE)
    assert way["then"] == [verdict["id"] for verdict in after["possible"]] == ["not_tolerable"]
    assert "correctable" not in way["revives"] and "corrected" in way["revives"]
