"""Before acting: what the rules say to a plan, against what they say to every way in which it can turn out."""

import json
import random
from pathlib import Path

import pytest

from checker.__main__ import main
from checker.engine.case import Case
from checker.engine.plan import ProspectJson, bars, is_planned, openings, plan
from checker.logic import Fact, Rule, Truth
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.regulations.xishuangbanna.checks.verdict import EVALUATOR, MODEL
from checker.view import as_text, view_plan, view_plan_deeper
from devtools.case_sampling import drawn

PLANS = [
    Case({fact: truth for fact, truth in case.answers.items() if is_planned(fact) and chance.random() < share}, {})
    for chance in [random.Random(7)]
    for share, case in zip([0.2, 0.6, 1.0] * 40, drawn(11, 120), strict=True)
]
LATER = [fact for fact in MODEL.facts.values() if not is_planned(fact)]


def prospects(case: Case) -> list[tuple[Rule, ProspectJson]]:
    result = plan(case, TOLERANCE)
    rules = {(rule.provision, rule.title): rule for rule in (*openings(TOLERANCE), *bars(TOLERANCE))}
    return [(rules[each["provision"], each["title"]], each) for each in (*result["situations"], *result["exclusions"])]


def truth(rule: Rule, answers: dict[Fact, Truth]) -> Truth:
    return EVALUATOR.evaluate(answers).truth(rule)


def test_each_situation_and_each_bar_of_the_text_has_its_prospect() -> None:
    names = [
        each["provision"]
        for each in (*plan(PLANS[0], TOLERANCE)["situations"], *plan(PLANS[0], TOLERANCE)["exclusions"])
    ]
    assert [f"7({n})" for n in range(1, 9)] == names[:8]
    assert {f"8({n})" for n in range(1, 11)} <= set(names[8:])
    assert {"3", "5(4)"} <= set(names[8:])


@pytest.mark.parametrize("number", range(len(PLANS)))
def test_a_prospect_says_what_can_still_come_of_the_plan(number: int) -> None:
    case = PLANS[number]
    for rule, prospect in prospects(case):
        now = truth(rule, dict(case.answers))
        unsaid = [MODEL.facts[need["fact"]] for need in prospect["needs"] if need["given"] == "unknown"]
        match prospect["state"]:
            case "closed" | "clear":
                assert now is Truth.NO
            case "met":
                assert now is Truth.YES
            case "open" | "near":
                assert now is Truth.UNKNOWN and not unsaid and prospect["later"]
            case "lacking" | "unsaid":
                assert now is Truth.UNKNOWN and unsaid
            case "afterwards":
                assert prospect["later"] and not prospect["needs"]
        for need in prospect["needs"]:
            fact = MODEL.facts[need["fact"]]
            sides = [{**case.answers, fact: side} for side in (Truth.YES, Truth.NO)]
            can = [truth(rule, side) is not Truth.NO if EVALUATOR.evaluate(side).possible else None for side in sides]
            wanted = [need["instead"] or need["needed"] == side for side in ("yes", "no")]
            if prospect["state"] in ("lacking", "unsaid"):
                assert all(found in (None, side) for found, side in zip(can, wanted, strict=True))


@pytest.mark.parametrize("number", range(len(PLANS)))
def test_a_plan_that_contradicts_itself_is_told_so_and_no_more(number: int) -> None:
    result = plan(PLANS[number], TOLERANCE)
    assert bool(result["conflicts"]) == (not EVALUATOR.evaluate(PLANS[number].answers).possible)
    assert bool(result["conflicts"]) == (not result["situations"])


def test_a_plan_has_all_kinds_of_prospects() -> None:
    """Otherwise the test above would have little to look at."""
    states = {prospect["state"] for case in PLANS for _, prospect in prospects(case)}
    assert states == {"closed", "lacking", "open", "met", "near", "unsaid", "clear", "afterwards"}


@pytest.mark.parametrize("number", range(0, len(PLANS), 10))
def test_what_has_not_happened_yet_does_not_count(number: int) -> None:
    case = PLANS[number]
    happened = Case({**case.answers, **dict.fromkeys(LATER, Truth.YES)}, {})
    assert plan(happened, TOLERANCE) == plan(case, TOLERANCE)


@pytest.mark.parametrize("number", range(len(PLANS)))
def test_the_next_question_is_one_of_the_plan_that_a_rule_still_turns_on(number: int) -> None:
    question = plan(PLANS[number], TOLERANCE)["question"]
    unsaid = {
        need["fact"] for _, each in prospects(PLANS[number]) for need in each["needs"] if need["given"] == "unknown"
    }
    if question is None:
        assert unsaid <= {fact.key for fact in PLANS[number].answers}, "asked before, and not known"
    else:
        assert set(question["facts"]) <= unsaid
        assert all(question["rules"])


def test_answering_what_is_asked_comes_to_an_end_with_every_prospect_settled() -> None:
    chance, answers = random.Random(3), dict[Fact, Truth]()
    while question := plan(Case(answers, {}), TOLERANCE)["question"]:
        answers |= {MODEL.facts[key]: chance.choice([Truth.YES, Truth.NO]) for key in question["facts"]}
    assert {each["state"] for _, each in prospects(Case(answers, {}))}.isdisjoint({"lacking", "unsaid"})


Answers = dict[str, bool]
NEEDS: dict[str, tuple[str, Answers, dict[str, tuple[str, bool]]]] = {
    "both of what is missing": (
        "7(1)",
        {"college_decision": True, "collective_study": False, "democratic_decision": False},
        {"collective_study": ("yes", False), "democratic_decision": ("yes", False)},
    ),
    "one of several is enough": (
        "7(2)",
        {"reform_work": False, "creative_work": False},
        {"reform_work": ("yes", True), "creative_work": ("yes", True)},
    ),
    "an answer that cannot stand beside what is missing": (
        "7(1)",
        {"college_decision": True, "democratic_decision": False, "sole_decision": True},
        {"democratic_decision": ("yes", False), "sole_decision": ("no", False)},
    ),
    "an answer that applies again with what is missing": (
        "8(1)",
        {"college_decision": False, "higher_decision": False, "watered_down": False},
        {"higher_decision": ("yes", False), "watered_down": ("yes", False)},
    ),
    "what excuses only together": (
        "8(3)",
        {"broke_procedure": True},
        {"emergency_present": ("no", True), "forced_by_emergency": ("no", True)},
    ),
}


@pytest.mark.parametrize(("provision", "answers", "needs"), NEEDS.values(), ids=NEEDS)
def test_what_is_needed_is_what_it_takes_when_it_is_done(
    provision: str, answers: Answers, needs: dict[str, tuple[str, bool]]
) -> None:
    case = Case({MODEL.facts[key]: Truth.of(value) for key, value in answers.items()}, {})
    (prospect,) = (each for _, each in prospects(case) if each["provision"] == provision)
    assert {need["fact"]: (need["needed"], need["instead"]) for need in prospect["needs"]} == needs


def test_the_plan_is_told_in_chinese_what_it_runs_into_and_what_is_missing() -> None:
    answers = {"college_decision": True, "collective_study": False, "broke_procedure": True, "emergency_present": False}
    case = Case({MODEL.facts[key]: Truth.of(value) for key, value in answers.items()}, {})
    shown = as_text([*view_plan(plan(case, TOLERANCE), TOLERANCE), *view_plan_deeper(plan(case, TOLERANCE), TOLERANCE)])
    assert "第八条第（三）项　违反工作程序：计划本身就落入" in shown
    assert "要有：按程序经集体研究（现在答的是“否”）" in shown
    assert "仍由问责机关认定" in shown


def test_what_does_only_with_another_is_told_apart_from_what_does_alone() -> None:
    answers = {"broke_procedure": True, "college_decision": True} | dict.fromkeys(
        ("collective_study", "democratic_decision", "reform_work", "creative_work"), False
    )
    case = Case({MODEL.facts[key]: Truth.of(value) for key, value in answers.items()}, {})
    shown = as_text(view_plan_deeper(plan(case, TOLERANCE), TOLERANCE)).splitlines()
    for key, told in {
        "democratic_decision": "要有：{}（现在答的是“否”）",
        "creative_work": "这几样里要有一样：{}（现在答的是“否”）",
        "emergency_present": "这几样都要有：{}",
        "exceeded_authority": "这几样，一样也不能有：{}",
    }.items():
        line = told.format(MODEL.facts[key].statement)
        assert any(line in each for each in shown), line


def test_the_command_line_takes_a_plan_and_refuses_what_has_not_happened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "计划.json"
    file.write_text('{"answers": {"pilot_work": true}}', encoding="utf-8")
    assert main(["plan", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == plan(Case({MODEL.facts["pilot_work"]: Truth.YES}, {}), TOLERANCE)
    file.write_text('{"answers": {"loss": true}}', encoding="utf-8")
    assert main(["plan", str(file)]) == 2
    error = capsys.readouterr().err
    assert "answers.loss" in error and "计划里请去掉这一项" in error and error.count("\n") == 1
