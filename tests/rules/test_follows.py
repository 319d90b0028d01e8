"""What follows from a result, and the second check: duties of articles 10 to 14, never more than the text gives."""

from __future__ import annotations

import itertools
import json
import random
from pathlib import Path

import pytest
from shared.brute import Partial

from builder import ROOT
from checker.__main__ import main
from checker.engine.case import Case
from checker.engine.catalogue import duties
from checker.engine.check import Check
from checker.engine.evaluate import study
from checker.engine.follows import follows
from checker.engine.result import FollowsJson, to_json
from checker.logic import Duty, Fact, Force, Truth
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.articles import a03, a04, a05, a08, a10, a11, a13, a14
from checker.regulations.xishuangbanna.articles.a07.facts import recovered_loss
from checker.regulations.xishuangbanna.checks.accusation import ACCUSATION
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.regulations.xishuangbanna.text import provision
from checker.text import article_of
from checker.view import as_text, view_answer
from checker.view.follows import view_follows
from devtools import case_sampling as samples

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
EVERY_DUTY = [(check, duty) for check in BODY.checks for duty in check.model.duties]


def states(result: FollowsJson) -> dict[str, str]:
    return {duty["title"]: duty["why"]["truth"] for duty in result["duties"]}


def some(check: Check, seed: int, count: int) -> list[dict[Fact, Truth]]:
    """Anything from no answer to all; some say that they do not know."""
    chance = random.Random(seed)
    facts = list(check.model.facts.values())
    cases = []
    for _ in range(count):
        likely = chance.choice((0.1, 0.3, 0.6))
        asked = chance.sample(facts, chance.randint(0, len(facts)))
        cases.append({fact: UNKNOWN if chance.random() < 0.1 else Truth.of(chance.random() < likely) for fact in asked})
    return cases


@pytest.mark.parametrize(("check", "duty"), EVERY_DUTY, ids=[duty.rule.title for _, duty in EVERY_DUTY])
def test_the_word_that_binds_stands_in_the_sentence_or_in_the_lead_of_its_article(check: Check, duty: Duty) -> None:
    lead = provision(f"{article_of(duty.rule.provision)}-1").text
    assert duty.word in duty.rule.sentence or duty.word in lead
    words = {Force.MAY: ("可", "可以"), Force.MUST_NOT: ("严禁",), Force.USUALLY: ("一般应当",)}
    if duty.force in words:
        assert duty.word in words[duty.force]
    else:
        assert duty.word not in ("可", "可以")
    assert (
        not duty.addressee
        or duty.addressee in provision(str(article_of(duty.rule.provision))).text
        or "认定" in (duty.addressee)
    )
    assert all(sentence.endswith("。") for sentence in (duty.silent, duty.beyond) if sentence)


def test_whom_the_text_does_not_name_nobody_is_named_for() -> None:
    named = {duty.addressee for _, duty in EVERY_DUTY if duty.addressee}
    assert named == {"学院党委", "学院纪委", "党委组织部", "党委宣传部", "作出认定的问责机关"}
    assert all(not duty.addressee for duty in (*a10.EFFECTS, *a13.DUTIES))


def test_nothing_of_article_10_is_there_before_the_finding_whatever_is_answered() -> None:
    effects = {duty.rule.title for duty in a10.EFFECTS}
    seen = set()
    for answers in some(TOLERANCE, 1, 400):
        result = follows(Case({**answers, a10.finding_made: NO}, {}), TOLERANCE)
        assert {states(result)[title] for title in effects if result["duties"]} <= {"no"}
        open_ = follows(
            Case({fact: truth for fact, truth in answers.items() if fact is not a10.finding_made}, {}), TOLERANCE
        )
        seen |= {states(open_)[title] for title in effects if open_["duties"]}
    assert seen == {"no", "unknown"}


def test_a_verdict_by_itself_brings_no_effect_and_hinders_none() -> None:
    """The organ finds; the study does not. So the effects turn on what was found, not on the verdict."""
    found = {a10.finding_made: YES, a10.tolerated: YES, a10.exempted: YES}
    for case in samples.library():
        if case.readings or a10.finding_made in case.answers:
            continue
        without = follows(case, TOLERANCE)
        assert "yes" not in {states(without)[duty.rule.title] for duty in a10.EFFECTS if without["duties"]}
        given = follows(Case({**case.answers, **found, a10.whole_team: NO}, {}), TOLERANCE)
        if given["duties"] and case.answers.get(a04.leading_team) is YES:
            assert states(given)[a10.CAREER.rule.title] == "yes"


def test_an_answer_that_follows_from_another_is_enough() -> None:
    """Heavy loss is loss: it need not be said twice for 11-1 to ask for its recovery."""
    facts = TOLERANCE.model.facts
    result = follows(Case({facts["error"]: YES, facts["deviation_only"]: NO, facts["heavy_loss"]: YES}, {}), TOLERANCE)
    assert states(result)["消除影响、挽回损失"] == "yes"


LENIENT = {
    a03.error: YES,
    a11.good_attitude: YES,
    recovered_loss: YES,
    a10.finding_made: YES,
    a10.tolerated: YES,
}


def test_what_would_turn_a_lenient_path_is_named_and_each_of_it_does() -> None:
    (turning,) = follows(Case(LENIENT, {}), TOLERANCE)["turning"]
    assert (turning["away"], turning["to"]) == ("应当从宽", "应当从严")
    assert turning["facts"] == ["trusted_luck", "hid_problem", "refused_to_admit", "opposed_organ"]
    for key in turning["facts"]:
        after = follows(Case({**LENIENT, TOLERANCE.model.facts[key]: YES}, {}), TOLERANCE)
        assert states(after)["应当从严"] == "yes" and after["turning"] == []
    due = {**LENIENT, a08.facts.report_due: YES}
    assert "concealed" in follows(Case(due, {}), TOLERANCE)["turning"][0]["facts"], "8(4) is 隐瞒问题 too"


def test_no_lenient_path_has_nothing_to_turn() -> None:
    assert follows(Case({**LENIENT, a11.good_attitude: NO}, {}), TOLERANCE)["turning"] == []


def test_the_tension_between_unaffected_and_reduced_is_shown_where_liability_remains() -> None:
    found = {a10.finding_made: YES, a10.tolerated: YES}
    text = a10.UNAFFECTED_AND_REDUCED.remark.text
    for exempted, there in ((NO, True), (YES, False), (UNKNOWN, False)):
        tensions = follows(Case({**found, a10.exempted: exempted}, {}), TOLERANCE)["tensions"]
        assert [each["text"] for each in tensions] == [text] * there


def test_answers_that_contradict_each_other_bring_nothing() -> None:
    facts = TOLERANCE.model.facts
    result = follows(Case({facts["heavy_loss"]: YES, facts["loss"]: NO}, {}), TOLERANCE)
    assert result["duties"] == [] and result["question"] is None and len(result["conflicts"]) == 1
    assert "互相矛盾" in as_text(view_follows(result, TOLERANCE))


@pytest.mark.parametrize("check", BODY.checks, ids=BODY.made_checks)
def test_what_is_asked_next_is_open_and_when_nothing_is_asked_nothing_is_open(check: Check) -> None:
    chance = random.Random(2)
    for _ in range(6):
        answers: dict[Fact, Truth] = {}
        while question := follows(Case(answers, {}), check)["question"]:
            before = follows(Case(answers, {}), check)
            assert set(question["facts"]) <= set(before["open"])
            answers |= {check.model.facts[key]: chance.choice((YES, NO, NO)) for key in question["facts"]}
            if not follows(Case(answers, {}), check)["duties"]:
                break  # they came to contradict each other
        else:
            end = follows(Case(answers, {}), check)
            assert end["open"] == [] and "unknown" not in states(end).values()


@pytest.mark.parametrize("check", BODY.checks, ids=BODY.made_checks)
def test_each_duty_stands_as_all_completions_agree(check: Check) -> None:
    facts = list(check.model.facts.values())
    chance = random.Random(6)
    for answers in some(check, 4, 300):
        hidden = chance.sample(facts, min(10, len(facts)))
        case = {fact: Truth.of(answers.get(fact) is YES) for fact in facts if fact not in hidden}
        worlds = Partial(check.model, case).worlds
        result = follows(Case(case, {}), check)
        if not worlds.possible:
            assert result["duties"] == []
            continue
        assert states(result) == {title: worlds.truth(rule).value for title, rule in check.model.owed.items()}


def test_the_second_check_says_of_every_case_what_all_completions_say() -> None:
    """Of every combination of readings; a third of the facts is open."""
    model = ACCUSATION.model
    readings = list(model.readings.values())
    seen = set()
    for number, answers in enumerate(some(ACCUSATION, 5, 4_000)):
        taken = tuple(reading for place, reading in enumerate(readings) if number >> place & 1)
        evaluation = ACCUSATION.evaluator.evaluate(answers, taken)
        worlds = Partial(model, answers, frozenset(taken)).worlds
        assert evaluation.possible == worlds.possible
        seen.add(evaluation.possible)
    assert {(outcome,) for outcome in model.outcomes} <= seen


def test_malice_is_never_inferred_and_a_mistaken_report_has_no_item() -> None:
    found = (a13.malice_found, a13.disrupted_reform, a13.unreasonable_petitions)
    for answers in some(ACCUSATION, 6, 600):
        denied = {**answers, **dict.fromkeys(found, NO)}
        silent = {fact: truth for fact, truth in answers.items() if fact not in found}
        for case, expected in ((denied, {"no"}), (silent, {"no", "unknown"})):
            result = follows(Case(case, {}), ACCUSATION)
            if result["duties"]:
                assert states(result)["坚决查处、依纪依法追究"] in expected
    mistaken = study(Case({a13.accepted: YES, a13.groundless: YES, **dict.fromkeys(found, NO)}, {}), ACCUSATION)
    assert mistaken["verdict"] == {"id": "clear", "title": "要澄清"}
    assert any("错告" in remark["text"] for remark in mistaken["remarks"])


def test_every_reporter_is_protected_whatever_comes_of_the_report() -> None:
    """And it is said with every result, open or contradictory, as is who may find malice at all."""
    seen = set()
    for answers in some(ACCUSATION, 7, 300):
        case = Case(answers, {})
        result, said = follows(case, ACCUSATION), study(case, ACCUSATION)
        if result["duties"]:
            assert states(result)["不得打击报复"] == "yes"
        seen.add(said["verdict"]["id"] if said["verdict"] else bool(said["conflicts"]))
        shown = [node.get("t", "") for node in view_answer(said, ACCUSATION)]
        assert {remark.text for remark in ACCUSATION.always} <= set(shown)
    assert {True, False} < seen
    assert [remark.quote.words for remark in ACCUSATION.always] == ["严禁借机打击报复举报人", "恶意中伤诬陷他人"]


def test_a_verdict_on_a_report_speaks_of_both_sides() -> None:
    for verdict in ACCUSATION.verdicts.values():
        words = "".join(remark.text for remark in verdict.remarks)
        both = "对举报人：" in words and ("对被反映的人：" in words or "走追责的路" in words)
        assert both or verdict.id in ("report_not_accepted", "being_checked"), verdict.id
    cleared = ACCUSATION.verdicts["clear"].remarks[0]
    assert all(way in cleared.quote.words for way in ("谈心", "召开会议", "通报"))


def test_the_table_of_article_13_is_that_of_its_words() -> None:
    """Both sides of every row: what was found of the matter, what was found of whoever reported."""
    matters = {None: "", a13.groundless: "clear", a05.minor_breach: "clear", a13.proven: "no_item"}
    grounds = {None: False, a13.malice_found: True, a13.disrupted_reform: True, a13.unreasonable_petitions: False}
    for (matter, said), (ground, pursued) in itertools.product(matters.items(), grounds.items()):
        if (matter, ground) == (a13.proven, a13.malice_found):
            continue  # what is true is no 诬陷
        if (matter, ground) == (None, a13.malice_found):
            continue  # nor is it found before anything was checked
        answers = dict.fromkeys(ACCUSATION.model.facts.values(), NO) | {a13.accepted: YES}
        answers |= {fact: YES for fact in (matter, ground) if fact}
        expected = {
            ("clear", True): "clear_and_pursue",
            ("clear", False): "clear",
            ("no_item", False): "no_item",
            ("", False): "being_checked",
        }.get((said, pursued), "pursue")
        assert ACCUSATION.evaluator.evaluate(answers).outcome == expected


def test_roles_have_their_duties_and_what_is_given_to_nobody_is_said() -> None:
    assert [role.name for role in a14.ROLES] == ["学院党委", "学院纪委", "党委组织部", "党委宣传部"]
    for role in a14.ROLES:
        assert all(duty.addressee == role.name for duty in role.duties)
        assert all(provision(stage) for stage in role.stages)
    assert {duty for role in a14.ROLES for duty in role.duties} == {duty for duty in a14.DUTIES if duty.addressee}
    assert {role.name: role.stages for role in a14.ROLES} == {
        "学院党委": ("9", "10", "11", "12", "13"),
        "学院纪委": ("9", "11", "13", "15"),
        "党委组织部": ("9(4)", "10(2)"),
        "党委宣传部": (),
    }
    shown = as_text(view_follows(follows(Case({}, {}), TOLERANCE), TOLERANCE))
    assert "认定：条文只说“问责机关”。" in shown and "回访、谈心谈话：条文没有交给谁。" in shown


def test_the_commands_print_what_the_functions_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "case.json"
    file.write_text('{"answers": {"accepted": true, "groundless": true}}', encoding="utf-8")
    case = Case({a13.accepted: YES, a13.groundless: YES}, {})
    assert main(["follows", "--check", "a13", "--json", str(file)]) == 0
    assert capsys.readouterr().out == to_json(follows(case, ACCUSATION)) + "\n"
    assert main(["evaluate", "--check", "a13", str(file)]) == 0
    shown = capsys.readouterr().out
    assert "· 要澄清，也要查处\n· 要澄清\n" in shown and "“有权的机关认定了是恶意中伤诬陷（诬告）”" in shown
    assert main(["evaluate", str(file)]) == 2, "the first check does not know these"
    assert "answers.accepted：没有这一项" in capsys.readouterr().err
    library = ROOT / "cases" / "a13.toml"
    assert main(["evaluate", str(library)]) == 0, "by its name"
    assert capsys.readouterr().out.startswith("案例：查无实据")
    assert main(["report", str(library), str(library.with_name("a04.toml"))]) == 0
    shown = capsys.readouterr().out
    assert "规则的体检：举报自查" in shown and "规则的体检：容错自查" in shown
    assert main(["duties", "--check", "a13", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == duties(ACCUSATION)
    assert main(["duties"]) == 0
    lines = capsys.readouterr().out
    assert all(duty.rule.title in lines and duty.rule.sentence in lines for duty in TOLERANCE.model.duties)


def test_what_a_person_reads_is_no_promise() -> None:
    found = {a10.finding_made: YES, a10.tolerated: YES, a10.exempted: NO, a04.section_cadre: YES, a04.unit: NO}
    found |= {a04.leading_team: NO}
    shown = as_text(view_follows(follows(Case(found, {}), TOLERANCE), TOLERANCE))
    assert shown.startswith("下面是条文说的，不是承诺")
    assert "学院不能替别处承诺" in shown and "认定容错以前一样也没有" in shown
    for duty in a10.EFFECTS[1:]:
        assert duty.rule.sentence in shown and (not duty.beyond or f"学院做不了主的：{duty.beyond}" in shown)
    assert "用不上的" in shown and "第十条第（一）项　单位的两种考核不受影响：用不上" in shown
