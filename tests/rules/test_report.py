"""The report about the rules: nothing is wrong with them, every case in it is true, and what is wrong would be seen."""

from __future__ import annotations

import dataclasses
import itertools
import random
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from checker.engine.case import Case, read_cases
from checker.engine.report import ReportJson, report, report_as_text
from checker.logic import (
    ALWAYS,
    NEVER,
    AllOf,
    AnyOf,
    Branch,
    Element,
    Evaluator,
    Fact,
    Model,
    Not,
    ReadAs,
    Reading,
    Rule,
    Truth,
    walk,
)
from checker.logic.coverage import conditions, cover, is_decisive
from checker.logic.decision_diagram import DecisionDiagram
from checker.logic.expression import substitute
from checker.logic.soundness import ReadingCheck, RuleCheck, Soundness
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.checks.accusation import ACCUSATION
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.regulations.xishuangbanna.checks.verdict import EVALUATOR, MODEL

ROOT = Path(__file__).parents[2]
FILES = {file.stem: file.read_text("utf-8") for file in sorted((ROOT / "cases").glob("*.toml"))}
SOUNDNESS = Soundness(EVALUATOR)


def cases(*left_out: str) -> list[Case]:
    kept = [text for stem, text in FILES.items() if stem not in left_out and BODY.of_file(stem) is TOLERANCE]
    return [case for text in kept for case in read_cases(text, TOLERANCE, toml=True)]


@cache
def whole() -> ReportJson:
    return report(cases(), TOLERANCE)


def test_nothing_is_wrong_with_the_rules_and_the_cases_show_every_condition_of_each() -> None:
    assert whole()["faults"] == []


def test_the_report_is_about_every_rule_and_every_reading() -> None:
    reported = [check.rule for check in SOUNDNESS.rules]
    assert set(MODEL.rules) <= set(reported) <= set(MODEL.named_rules)
    innermost = {rule for rule in MODEL.named_rules if not any(isinstance(p, Rule) for p, _ in walk(rule.condition))}
    assert innermost <= set(reported)
    assert [check.reading for check in SOUNDNESS.readings] == list(MODEL.readings.values())


@pytest.mark.parametrize("check", SOUNDNESS.rules, ids=lambda check: f"{check.rule.provision} {check.rule.title}")
def test_the_cases_given_for_a_rule_meet_it_and_turn_on_it_alone(check: RuleCheck) -> None:
    assert check.met is not None
    evaluation = EVALUATOR.evaluate(check.met.answers(MODEL), check.met.taken)
    assert evaluation.possible and evaluation.truth(check.rule) is Truth.YES
    if check.decides:
        assert check.alone is not None
        example = check.alone.example
        evaluation = EVALUATOR.evaluate(example.answers(MODEL), example.taken)
        assert evaluation.truth(check.rule) is Truth.YES and evaluation.outcome == check.alone.outcome
        branches = tuple(
            Branch(
                each.outcome, dataclasses.replace(each.rule, condition=AllOf(without(each.rule, check.rule))), each.when
            )
            for each in MODEL.branches
        )
        changed = Evaluator(dataclasses.replace(MODEL, branches=branches))
        assert changed.evaluate(example.answers(MODEL), example.taken).outcome == check.alone.instead
        assert check.alone.instead != check.alone.outcome


def without(whole: Rule, rule: Rule) -> Rule:
    return dataclasses.replace(whole, condition=substitute(whole.condition, rule, NEVER))


@pytest.mark.parametrize("check", SOUNDNESS.readings, ids=lambda check: check.reading.key)
def test_the_case_given_for_a_reading_turns_on_it(check: ReadingCheck) -> None:
    if check.owed is not None:
        taken = check.owed.example.taken
        owed = [
            EVALUATOR.evaluate(check.owed.example.answers(MODEL), each).truth(check.owed.rule)
            for each in (taken, (*taken, check.reading))
        ]
        assert check.turn is None and owed == [check.owed.before, ~check.owed.before]
        return
    assert check.turn is not None
    example = check.turn.example
    answers = example.answers(MODEL)
    assert EVALUATOR.evaluate(answers, example.taken).outcome == check.turn.outcome
    assert EVALUATOR.evaluate(answers, (*example.taken, check.reading)).outcome == check.turn.instead
    assert check.turn.outcome != check.turn.instead


def test_pairs_that_are_not_said_to_be_apart_or_implied_have_a_case_that_shows_it() -> None:
    met = [check.rule for check in SOUNDNESS.rules if check.decides and check.met and not check.met.taken]
    compiled = EVALUATOR.under(frozenset())
    pairs = SOUNDNESS.pairs
    assert pairs.count == len(list(itertools.combinations(met, 2)))
    for first, second in itertools.permutations(met, 2):
        for holds, said in ((True, pairs.apart), (False, pairs.implied)):
            both = compiled.diagram.both(compiled.sides(first)[0], compiled.sides(second)[0 if holds else 1])
            example = SOUNDNESS.example(compiled.diagram, both)
            named = (first, second) in said or (holds and (second, first) in said)
            assert (example is None) == named, (first.title, second.title)
            if example:
                evaluation = EVALUATOR.evaluate(example.answers(MODEL))
                assert evaluation.possible and evaluation.truth(first) is Truth.YES
                assert evaluation.truth(second) is Truth.of(holds)


def test_each_condition_that_the_cases_leave_would_be_shown_by_the_pair_that_is_given() -> None:
    library = [(dict(case.answers), case.readings) for case in cases("coverage")]
    gaps = cover(EVALUATOR, library).gaps
    assert len(gaps) > 20, "the file of coverage is there for something"
    for gap in gaps:
        assert gap.without is not None
        denied = gap.without.answers(MODEL)
        assert denied[gap.condition.fact] is Truth.NO
        affirmed = denied | {gap.condition.fact: Truth.YES}
        pair = [EVALUATOR.evaluate(answers, gap.without.taken) for answers in (denied, affirmed)]
        assert {evaluation.truth(gap.condition.rule) for evaluation in pair} == {Truth.YES, Truth.NO}
        assert all(evaluation.possible for evaluation in pair)
        assert any(is_decisive(gap.condition, evaluation) for evaluation in pair)


def test_the_count_of_a_rule_is_that_of_the_findings() -> None:
    some = random.Random(4).sample(cases(), 40)
    covered = cover(EVALUATOR, [(dict(case.answers), case.readings) for case in some])
    evaluations = [EVALUATOR.evaluate(case.answers, case.readings) for case in some]
    consistent = [evaluation for evaluation in evaluations if evaluation.possible]
    assert covered.contradictory == len(some) - len(consistent)
    for rule in MODEL.named_rules:
        for truth in Truth:
            assert covered.met[rule][truth] == sum(each.truth(rule) is truth for each in consistent)


A, B, C, D = (Fact(key, f"有{key}", f"有{key}吗？", "说明。") for key in "abcd")
OPEN_READING = Reading("X", "8(1)", "打折扣", "这样", "那样", "理由")


def seeded(exclusions: tuple[Rule, ...], situation: Fact = D) -> Evaluator:
    barred = Rule("8-1", "不能", "不能容错", AnyOf(*exclusions))
    opened = Rule("7(9)", "可以", "其他", Element("其他", situation))
    branches = (Branch("not_tolerable", barred), Branch("situation_met", opened))
    return Evaluator(Model(branches, "no_situation_met", (*exclusions, opened), ()))


def exclusion(number: int, *parts: Fact | Element | Not | ReadAs) -> Rule:
    return Rule(f"8({number})", f"第{number}样", "打折扣", Element("打折扣", AllOf(*parts)))


def faults(evaluator: Evaluator, given: list[Case] | None = None) -> list[str]:
    return report(given, dataclasses.replace(TOLERANCE, evaluator=evaluator))["faults"]


def test_rules_that_are_sound_have_no_fault() -> None:
    assert faults(seeded((exclusion(1, A), exclusion(2, B, C)))) == []


def test_a_rule_that_no_case_meets_is_reported() -> None:
    (fault,) = faults(seeded((exclusion(1, A, Not(A)), exclusion(2, B))))
    assert fault.startswith("第八条第（一）项“第1样”：没有一个案例能使它成立")


def test_an_exclusion_whose_condition_implies_anothers_is_reported_with_that_other() -> None:
    (fault,) = faults(seeded((exclusion(1, A), exclusion(2, A, B))))
    assert fault.startswith("第八条第（二）项“第2样”：从来不能单独左右结论，它成立时第八条第（一）项“第1样”也成立")


def test_an_exclusion_that_two_others_cover_between_them_is_reported() -> None:
    (fault,) = faults(seeded((exclusion(1, A, C), exclusion(2, A, Not(C)), exclusion(3, A, B))))
    assert fault.startswith("第八条第（三）项“第3样”：从来不能单独左右结论")


def test_a_reading_that_changes_nothing_is_reported() -> None:
    idle = ReadAs(OPEN_READING, A, A)
    (fault,) = faults(seeded((exclusion(1, idle), exclusion(2, B))))
    assert fault.startswith("读法 X：换过来结论从不改变")


def test_a_rule_that_another_reading_sets_is_met_under_that_reading() -> None:
    soundness = Soundness(seeded((exclusion(1, ReadAs(OPEN_READING, NEVER, A)), exclusion(2, B))))
    check = soundness.rules[0]
    assert check.met and check.met.taken == (OPEN_READING,) and check.met.yes == (A,)


def test_a_condition_that_can_never_decide_is_reported() -> None:
    evaluator = seeded((Rule("8(1)", "第1样", "打折扣", AnyOf(A, Element("打折扣", AllOf(A, B)))),))
    found = faults(evaluator, [])
    assert [fault for fault in found if "有b" in fault and "没有一个案例能使它单独左右" in fault]


def test_a_condition_that_only_another_reading_elsewhere_in_its_rule_lets_decide_is_no_idle_one() -> None:
    evaluator = seeded((exclusion(1, Element("打折扣", AnyOf(A, B)), ReadAs(OPEN_READING, B, ALWAYS)),))
    (fault,) = [fault for fault in faults(evaluator, []) if "“有a”" in fault.split("：")[0]]
    assert "（另一种读法 X）：还没有案例显示它左右这条规则" in fault
    (gap,) = [gap for gap in cover(evaluator, []).gaps if gap.condition.fact is A]
    assert gap.without is not None and gap.without.taken == (OPEN_READING,)
    assert is_decisive(gap.condition, evaluator.evaluate(gap.without.answers(evaluator.model), gap.without.taken))


def test_a_condition_that_no_case_shows_is_reported_until_one_does() -> None:
    evaluator = seeded((exclusion(1, A, B),))
    every = dict.fromkeys((A, B, D), Truth.NO)

    def asked(*given: dict[Fact, Truth]) -> set[str]:
        covered = cover(evaluator, [(answers, ()) for answers in given])
        return {gap.condition.fact.key for gap in covered.gaps}

    assert asked() == {"a", "b", "d"}
    assert asked(every) == {"a", "b"}
    assert asked(every, every | {B: Truth.YES}) == {"b"}
    assert asked(every, every | {B: Truth.YES, A: Truth.UNKNOWN}) == {"a", "b"}, "what is unknown shows nothing"
    assert asked(every, every | {A: Truth.YES, B: Truth.YES}) == set()


def test_a_condition_on_one_side_of_a_reading_is_shown_only_where_that_side_is_taken() -> None:
    rule = exclusion(1, ReadAs(OPEN_READING, ALWAYS, B), A)
    (other, own) = conditions(rule)
    evaluator = seeded((rule,))
    answers = {A: Truth.YES, B: Truth.YES}
    assert not is_decisive(other, evaluator.evaluate(answers))
    assert is_decisive(other, evaluator.evaluate(answers, (OPEN_READING,)))
    assert is_decisive(own, evaluator.evaluate(answers))


def test_a_condition_that_others_presuppose_is_shown_where_it_is_affirmed() -> None:
    later = Fact("later", "后来", "后来吗？", "说明。", presupposes=(A,))
    rule = exclusion(1, A, later)
    first, second = conditions(rule)
    evaluator = seeded((rule,))
    both = evaluator.evaluate({A: Truth.YES, later: Truth.YES})
    assert is_decisive(first, both) and is_decisive(second, both)
    assert not is_decisive(first, evaluator.evaluate({A: Truth.NO, later: Truth.YES})), "that answer does not count"


def test_words_that_only_both_sides_of_a_reading_would_reach_are_no_condition() -> None:
    shared = Element("打折扣", ReadAs(OPEN_READING, A, B))
    rule = exclusion(1, ReadAs(OPEN_READING, C, shared))
    assert [condition.fact for condition in conditions(rule)] == [C, B]


def test_the_diagrams_methods_say_what_a_table_of_all_values_says() -> None:
    """On random functions of four facts."""
    chance = random.Random(11)
    facts = (A, B, C, D)
    tables = [dict(zip(itertools.product((False, True), repeat=4), bits, strict=True)) for bits in _bits(chance, 60)]
    diagram = DecisionDiagram(facts)
    nodes = []
    for table in tables:
        terms = (Element("", AllOf(*map(_literal, facts, values))) for values, bit in table.items() if bit)
        nodes.append(diagram.compile(AnyOf(*terms)))
    weight = {A: 1, B: 1, C: 3, D: 1}
    for (table, node), (other, second) in itertools.pairwise(zip(tables, nodes, strict=True)):
        assert diagram.implies(node, second) == all(other[values] for values in table if table[values])
        for values in table:
            fixed = dict(zip(facts, values, strict=True))
            both_ways = [diagram.difference(node, second), diagram.either(node, second)]
            expected = [table[values] != other[values], table[values] or other[values]]
            assert [diagram.satisfiable(each, diagram.fix(fixed)) for each in both_ways] == expected
            for place, fact in enumerate(facts):
                changed = (*values[:place], True, *values[place + 1 :])
                assert diagram.satisfiable(diagram.restrict(node, fact, True), diagram.fix(fixed)) == table[changed]
        costs = [sum(weight[f] for f, v in zip(facts, values, strict=True) if v) for values in table if table[values]]
        least = diagram.least(node, weight.__getitem__)  # type: ignore[arg-type]
        assert (least is None) == (not costs)
        if least is not None:
            assert table[tuple(fact in least for fact in facts)]
            assert sum(weight[fact] for fact in least if isinstance(fact, Fact)) == min(costs)


def _bits(chance: random.Random, count: int) -> list[list[bool]]:
    return [
        [chance.random() < share for _ in range(16)]
        for share in (0.0, 0.1, 0.3, 0.5, 0.9, 1.0)
        for _ in range(count // 6)
    ]


def _literal(fact: Fact, value: bool) -> Fact | Not:
    return fact if value else Not(fact)


def test_the_page_names_each_rule_and_each_reading_and_counts_the_cases() -> None:
    shown = report_as_text(whole(), TOLERANCE)
    assert "没有发现问题。" in shown
    assert all(rule.title in shown for rule in MODEL.rules) and all(key in shown for key in MODEL.readings)
    assert f"{len(cases())} 个案例" in shown
    assert "【案例】" in shown and "【案例】" not in report_as_text(report(None, TOLERANCE), TOLERANCE)


def test_the_readings_that_turn_no_verdict_turn_a_duty() -> None:
    assert [check.reading.key for check in SOUNDNESS.readings if check.owed] == [
        "R10.team",
        "R10.kinds",
        "R10.members",
        "R11.when",
        "R14.3",
    ]
    shown = report_as_text(whole(), TOLERANCE)
    assert "R10.kinds　结论不变；第十条第（一）项“单位的两种考核不受影响”，默认：用得上；换过来：用不上。" in shown


def test_nothing_is_wrong_with_the_second_check_and_its_cases_show_every_condition() -> None:
    own = list(read_cases(FILES[ACCUSATION.key], ACCUSATION, toml=True))
    result = report(own, ACCUSATION)
    assert result["faults"] == [] and result["coverage"] and result["coverage"]["cases"] == len(own)
    shown = report_as_text(result, ACCUSATION)
    assert "第十三条第（二）项　查处举报人" in shown and "R13.2　默认：要查处" in shown


def test_a_file_that_is_no_case_is_named_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "坏.toml").write_text("answers = 3", encoding="utf-8")
    files = [str(ROOT / "cases/a04.toml"), str(tmp_path / "坏.toml")]
    done = subprocess.run(
        [sys.executable, "-m", "checker", "report", *files], cwd=ROOT, capture_output=True, timeout=60
    )
    line = done.stderr.decode()
    assert done.returncode == 2 and "坏.toml：answers" in line and line.count("\n") == 1
