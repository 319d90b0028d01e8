"""How soon a verdict is there, for whoever answers what is asked."""

from __future__ import annotations

from statistics import median

from checker.engine.evaluate import answer
from checker.logic import Truth
from checker.regulations.xishuangbanna.checks.form import ALTERNATIVES, SECTIONS
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.regulations.xishuangbanna.checks.verdict import EVALUATOR, MODEL
from devtools.case_sampling import Interview, interviews

ALL = interviews()


def describe(made: list[Interview]) -> tuple[float, int]:
    return median(each.questions for each in made), max(each.questions for each in made)


def test_half_of_the_cases_have_their_verdict_within_fifteen_questions() -> None:
    assert len(ALL) > 100
    assert median(each.questions for each in ALL) <= 15
    for outcome in MODEL.outcomes:
        print(outcome, *describe([each for each in ALL if each.outcome == outcome]))


def test_ten_questions_narrow_what_is_possible_in_every_case() -> None:
    assert all(each.after_ten < len(MODEL.outcomes) for each in ALL)


def test_by_default_only_what_is_asked_by_default_is_asked() -> None:
    """From a blank page, with every answer unknown: to the end of the questions."""
    said = dict[str, Truth]()
    while question := answer(EVALUATOR.evaluate({MODEL.facts[key]: truth for key, truth in said.items()}), TOLERANCE)[
        "question"
    ]:
        said |= dict.fromkeys(question["facts"], Truth.UNKNOWN)
    assert not set(said) & {fact.key for fact in ALTERNATIVES.facts}
    standards = next(section for section in SECTIONS if section.key == "standards")
    linked = {fact.key for conflict in MODEL.conflicts for fact in conflict.facts}
    assert {fact.key for fact in standards.facts} & set(said) <= linked


def test_no_question_is_asked_twice_and_none_before_what_it_presupposes() -> None:
    said = dict[str, Truth]()
    while question := answer(EVALUATOR.evaluate({MODEL.facts[key]: truth for key, truth in said.items()}), TOLERANCE)[
        "question"
    ]:
        assert not set(question["facts"]) & set(said)
        for key in question["facts"]:
            presupposed = {fact.key for fact in MODEL.facts[key].presupposes}
            assert not presupposed or presupposed & set(said), key
        said |= dict.fromkeys(question["facts"], Truth.UNKNOWN)
