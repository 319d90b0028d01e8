"""The cases in cases: what their authors worked out from the text is what the checker says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from builder import ROOT
from checker.engine.case import Case, read_cases
from checker.engine.check import Check
from checker.engine.evaluate import study
from checker.engine.follows import follows
from checker.engine.result import StepJson
from checker.logic import Conflict, Fact, Reading, Rule, Truth, walk
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.checks.accusation import ACCUSATION
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.text import article_of, name

FILES = sorted((ROOT / "cases").glob("*.toml"))
PUBLISHED = "published"
READINGS = "readings"
COVERAGE = "coverage"
CASES = [
    (file.stem, case)
    for file in FILES
    for case in read_cases(file.read_text("utf-8"), BODY.of_file(file.stem), toml=True)
]
NAMES = [case.texts.get("title", f"{stem}-{number}") for number, (stem, case) in enumerate(CASES)]
OPERATIVE = [stem for stem, _ in CASES if stem not in (PUBLISHED, READINGS, COVERAGE)]
each_case = pytest.mark.parametrize(("check", "case"), [(BODY.of_file(stem), case) for stem, case in CASES], ids=NAMES)
RULES = [
    (check, rule)
    for check in BODY.checks
    for rule in (*check.model.rules, *check.model.owed.values())
    if any(isinstance(part, Fact) for part, _ in walk(rule))
]


def _possible(case: Case, check: Check = TOLERANCE) -> tuple[str, ...]:
    return tuple(verdict["id"] for verdict in study(case, check)["possible"])


def _file_of(rule: Rule) -> str:
    return f"a{article_of(rule.provision):02}"


def _facts(steps: list[StepJson]) -> Iterator[StepJson]:
    for step in steps:
        if step["about"] == "fact":
            yield step
        yield from _facts(step["because"])


def _not_applicable(case: Case, fact: Fact) -> bool:
    return bool(fact.presupposes) and all(
        case.answers.get(each) is Truth.NO or _not_applicable(case, each) for each in fact.presupposes
    )


@cache
def _findings(stem: str) -> list[tuple[Case, StepJson]]:
    check = BODY.of_file(stem)
    return [
        (case, step)
        for file, case in CASES
        if file == stem
        for step in (
            *study(case, check)["findings"],
            *(duty["why"] for duty in follows(case, check)["duties"]),
        )
    ]


@cache
def _can_be_met(check: Check, rule: Rule, taken: tuple[Reading, ...] = ()) -> bool:
    """False where the text, so read, sets no such rule: then that it is not met says nothing."""

    compiled = check.evaluator.under(frozenset(taken))
    met, _ = compiled.sides(rule)
    return compiled.diagram.satisfiable(met, compiled.diagram.fix({}))


def _pairs() -> list[tuple[Case, Case]]:
    cases = [case for stem, case in CASES if stem == READINGS]
    return list(zip(cases[::2], cases[1::2], strict=True))


@cache
def _conflicts(check: Check) -> list[list[list[str]]]:
    """The contradictions of each case, by the facts of each."""
    evaluations = (
        check.evaluator.evaluate(case.answers, case.readings)
        for stem, case in CASES
        if stem != PUBLISHED and BODY.of_file(stem) is check
    )
    return [[[fact.key for fact in conflict.facts] for conflict in each.conflicts] for each in evaluations]


@each_case
def test_exactly_the_expected_verdicts_are_possible(check: Check, case: Case) -> None:
    assert case.expect is not None, "expect 没有写"
    assert _possible(case, check) == case.expect


@each_case
def test_the_poles_of_article_6_and_the_duties_stand_as_expected(check: Check, case: Case) -> None:
    evaluation = check.evaluator.evaluate(case.answers, case.readings)
    expected = {**case.poles, **case.follows}
    assert {rule.title: evaluation.truth(rule) for rule in expected} == {
        rule.title: truth for rule, truth in expected.items()
    }


@pytest.mark.parametrize(
    "pole",
    [pole for contrast in TOLERANCE.model.contrasts for pole in (contrast.favourable, contrast.adverse)],
    ids=lambda pole: pole.title,
)
def test_every_pole_is_there_not_there_and_open_in_a_case_of_article_6(pole: Rule) -> None:
    assert {case.poles[pole] for stem, case in CASES if stem == "a06" and pole in case.poles} == set(Truth)


@each_case
def test_unknown_leaves_open_what_silence_leaves_open(check: Check, case: Case) -> None:
    said = {fact: truth for fact, truth in case.answers.items() if truth is not Truth.UNKNOWN}
    silent = Case(said, case.texts, case.readings)
    assert _possible(silent, check) == _possible(case, check)
    states = [[duty["why"]["truth"] for duty in follows(each, check)["duties"]] for each in (silent, case)]
    assert states[0] == states[1]


@each_case
def test_a_derivation_tells_what_was_answered_from_what_was_not(check: Check, case: Case) -> None:
    owed = [duty["why"] for duty in follows(case, check)["duties"]]
    for step in _facts([*study(case, check)["findings"], *owed]):
        fact = check.model.facts[str(step["fact"])]
        answer = case.answers.get(fact)
        match step["basis"]:
            case "answer":
                assert answer is not None and answer.value == step["truth"], fact.key
            case "not-known":
                assert answer is Truth.UNKNOWN, fact.key
            case "not-asked":
                assert answer is None, fact.key
            case "presumption":
                assert fact.presumed_absent and answer in (None, Truth.UNKNOWN), fact.key
            case "consequence":
                assert answer in (None, Truth.UNKNOWN), fact.key
            case "not-applicable":
                assert _not_applicable(case, fact), fact.key
            case "parts":
                pytest.fail(f"{fact.key}：事实不会由部分组成")


@each_case
def test_a_title_is_one_sentence_and_says_what_comes_out(check: Check, case: Case) -> None:
    title = case.texts["title"]
    assert 10 <= len(title) <= 70
    assert not set("。！？\n") & set(title), "一个标题是一句话，末尾不加句号"
    possible = _possible(case, check)
    outcomes = {check.verdicts[outcome].title for outcome in possible}
    for verdict in check.verdicts.values():
        within = any(verdict.title in outcome for outcome in outcomes)
        assert verdict.title not in title or within
    if len(possible) == 1 and not case.follows:
        assert outcomes.pop() in title, "结论已定的，标题要说出结论"


def test_titles_differ() -> None:
    assert sorted(NAMES) == sorted(set(NAMES))


def test_there_are_enough_cases_of_the_articles() -> None:
    """Fewer than that and some item has lost a side; that each has all of them is tested below."""
    assert len(OPERATIVE) >= 60
    bearing = {part for check in BODY.checks for rule in check.model.every_rule for part, _ in walk(rule)}
    assert set(OPERATIVE) == {_file_of(rule) for rule in bearing if isinstance(rule, Rule)}


@pytest.mark.parametrize(
    "case", [case for stem, case in CASES if stem == PUBLISHED], ids=lambda case: case.texts.get("title")
)
def test_a_published_case_tells_its_story_and_the_official_outcome(case: Case) -> None:
    for key in ("story", "official", "differs"):
        assert case.texts[key].strip(), key
        assert case.texts[key].endswith("。"), key
    assert ("turns" in case.texts) == ("means" in case.texts), "写得细的，两样都要有"
    assert all(line.startswith(("http://", "https://")) for line in case.texts.get("source", "").split())


@pytest.mark.parametrize(
    ("check", "rule"), RULES, ids=[f"{check.key} {rule.provision} {rule.title}" for check, rule in RULES]
)
def test_every_rule_is_met_not_met_and_open_in_a_case_of_its_article(check: Check, rule: Rule) -> None:
    """A rule that rests on a presumption is never open: its third state is that nobody has displaced it.

    A rule that only another reading sets may be met in the file of readings, and counts where that reading is taken.
    """
    stem = check.key if check is not TOLERANCE else _file_of(rule)
    states: set[str] = set()
    for case, finding in [*_findings(stem), *(() if _can_be_met(check, rule) else _findings(READINGS))]:
        same = (finding["provision"], finding["text"]) == (rule.provision, rule.title)
        if same and _can_be_met(check, rule, case.readings):
            presumed = any(step["basis"] == "presumption" for step in _facts([finding]))
            states.add("presumed" if presumed else finding["truth"])
    rests_on_presumption = any(isinstance(part, Fact) and part.presumed_absent for part, _ in walk(rule))
    third = "presumed" if rests_on_presumption else "unknown"
    assert states == {"yes", "no", third}, f"{name(rule.provision)}：cases/{stem}.toml 里还没有齐"


CONFLICTS = [(check, conflict) for check in BODY.checks for conflict in check.model.conflicts]


@pytest.mark.parametrize(("check", "conflict"), CONFLICTS, ids=[conflict.reason for _, conflict in CONFLICTS])
def test_every_contradiction_is_met_alone_in_some_case(check: Check, conflict: Conflict) -> None:
    assert [[fact.key for fact in conflict.facts]] in _conflicts(check)


def _owed(case: Case) -> list[str]:
    return [duty["why"]["truth"] for duty in follows(case, TOLERANCE)["duties"]]


def _turned(default: Case, alternative: Case) -> set[Reading]:
    return set(default.readings) ^ set(alternative.readings)


@pytest.mark.parametrize("reading", TOLERANCE.model.readings.values(), ids=lambda reading: reading.key)
def test_every_reading_turns_what_is_possible_in_a_pair_of_cases(reading: Reading) -> None:
    """The same answers, then with this reading alone taken the other way; beside it only what it supposes."""
    pairs = [pair for pair in _pairs() if _turned(*pair) == {reading}]
    assert pairs, f"cases/{READINGS}.toml 里还没有 {reading.key} 的一对案例"
    for default, alternative in pairs:
        assert default.answers == alternative.answers, "一对案例的回答要相同"
        assert _possible(default) != _possible(alternative) or _owed(default) != _owed(alternative), "换读法没有变"


def test_the_file_of_readings_holds_nothing_but_pairs() -> None:
    assert {reading for pair in _pairs() for reading in _turned(*pair)} == set(TOLERANCE.model.readings.values())
    assert all(len(_turned(*pair)) == 1 for pair in _pairs())


@pytest.mark.parametrize("reading", ACCUSATION.model.readings.values(), ids=lambda reading: reading.key)
def test_every_reading_of_the_second_check_turns_what_is_possible_in_a_pair_of_its_cases(reading: Reading) -> None:
    cases = [case for stem, case in CASES if BODY.of_file(stem) is ACCUSATION]
    pairs = [
        (default, alternative)
        for default in cases
        for alternative in cases
        if default.answers == alternative.answers and {*default.readings, reading} == {*alternative.readings}
        if reading not in default.readings
    ]
    assert any(_possible(one, ACCUSATION) != _possible(other, ACCUSATION) for one, other in pairs)
