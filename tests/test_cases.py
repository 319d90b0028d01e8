"""The cases in tests/cases: what their authors worked out from the text is what the checker says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from checker.case import Case, read_cases
from checker.logic import Conflict, Fact, Reading, Rule, Truth, walk
from checker.result import StepJson
from checker.study import study
from checker.text import article_of, name
from checker.verdict import EVALUATOR, MODEL, VERDICTS

FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
PUBLISHED = "published"
READINGS = "readings"
COVERAGE = "coverage"
CASES = [(file.stem, case) for file in FILES for case in read_cases(file.read_text("utf-8"), MODEL, toml=True)]
NAMES = [case.texts.get("title", f"{stem}-{number}") for number, (stem, case) in enumerate(CASES)]
OPERATIVE = [stem for stem, _ in CASES if stem not in (PUBLISHED, READINGS, COVERAGE)]
each_case = pytest.mark.parametrize("case", [case for _, case in CASES], ids=NAMES)


def _possible(case: Case) -> tuple[str, ...]:
    return tuple(verdict["id"] for verdict in study(case)["possible"])


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
    return [(case, step) for file, case in CASES if file == stem for step in study(case)["findings"]]


@cache
def _can_be_met(rule: Rule, taken: tuple[Reading, ...] = ()) -> bool:
    """False where the text, so read, sets no such rule: then that it is not met says nothing."""

    compiled = EVALUATOR.under(frozenset(taken))
    met, _ = compiled.sides(rule)
    return compiled.diagram.satisfiable(met, compiled.diagram.fix({}))


def _pairs() -> list[tuple[Case, Case]]:
    cases = [case for stem, case in CASES if stem == READINGS]
    return list(zip(cases[::2], cases[1::2], strict=True))


@cache
def _conflicts() -> list[list[list[str]]]:
    """The contradictions of each case, by the facts of each."""
    evaluations = (EVALUATOR.evaluate(case.answers, case.readings) for stem, case in CASES if stem != PUBLISHED)
    return [[[fact.key for fact in conflict.facts] for conflict in each.conflicts] for each in evaluations]


@each_case
def test_exactly_the_expected_verdicts_are_possible(case: Case) -> None:
    assert case.expect is not None, "expect 没有写"
    assert _possible(case) == case.expect


@each_case
def test_the_poles_of_article_6_stand_as_expected(case: Case) -> None:
    evaluation = EVALUATOR.evaluate(case.answers, case.readings)
    assert {pole.title: evaluation.truth(pole) for pole in case.poles} == {
        pole.title: truth for pole, truth in case.poles.items()
    }


@pytest.mark.parametrize(
    "pole",
    [pole for contrast in MODEL.contrasts for pole in (contrast.favourable, contrast.adverse)],
    ids=lambda pole: pole.title,
)
def test_every_pole_is_there_not_there_and_open_in_a_case_of_article_6(pole: Rule) -> None:
    assert {case.poles[pole] for stem, case in CASES if stem == "a06" and pole in case.poles} == set(Truth)


@each_case
def test_unknown_leaves_open_what_silence_leaves_open(case: Case) -> None:
    said = {fact: truth for fact, truth in case.answers.items() if truth is not Truth.UNKNOWN}
    assert _possible(Case(said, case.texts, case.readings)) == _possible(case)


@each_case
def test_a_derivation_tells_what_was_answered_from_what_was_not(case: Case) -> None:
    for step in _facts(study(case)["findings"]):
        fact = MODEL.facts[str(step["fact"])]
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
def test_a_title_is_one_sentence_and_says_what_comes_out(case: Case) -> None:
    title = case.texts["title"]
    assert 10 <= len(title) <= 70
    assert not set("。！？\n") & set(title), "一个标题是一句话，末尾不加句号"
    for verdict in VERDICTS.values():
        assert verdict.title not in title or verdict.id in _possible(case)
    if len(_possible(case)) == 1:
        assert VERDICTS[_possible(case)[0]].title in title, "结论已定的，标题要说出结论"


def test_titles_differ() -> None:
    assert sorted(NAMES) == sorted(set(NAMES))


def test_there_are_enough_cases_of_the_articles() -> None:
    """Fewer than that and some item has lost a side; that each has all of them is tested below."""
    assert len(OPERATIVE) >= 60
    bearing = {part for branch in MODEL.branches for part, _ in walk(branch.rule) if isinstance(part, Rule)}
    assert set(OPERATIVE) == {_file_of(rule) for rule in bearing}


@pytest.mark.parametrize(
    "case", [case for stem, case in CASES if stem == PUBLISHED], ids=lambda case: case.texts.get("title")
)
def test_a_published_case_tells_its_story_and_the_official_outcome(case: Case) -> None:
    for key in ("story", "official", "differs"):
        assert case.texts[key].strip(), key
        assert case.texts[key].endswith("。"), key
    assert ("turns" in case.texts) == ("means" in case.texts), "写得细的，两样都要有"
    assert all(line.startswith(("http://", "https://")) for line in case.texts.get("source", "").split())


@pytest.mark.parametrize("rule", MODEL.rules, ids=lambda rule: f"{rule.provision} {rule.title}")
def test_every_rule_is_met_not_met_and_open_in_a_case_of_its_article(rule: Rule) -> None:
    """A rule that rests on a presumption is never open: its third state is that nobody has displaced it.

    A rule that only another reading sets may be met in the file of readings, and counts where that reading is taken.
    """
    stem = _file_of(rule)
    states: set[str] = set()
    for case, finding in [*_findings(stem), *(() if _can_be_met(rule) else _findings(READINGS))]:
        if (finding["provision"], finding["text"]) == (rule.provision, rule.title) and _can_be_met(rule, case.readings):
            presumed = any(step["basis"] == "presumption" for step in _facts([finding]))
            states.add("presumed" if presumed else finding["truth"])
    rests_on_presumption = any(isinstance(part, Fact) and part.presumed_absent for part, _ in walk(rule))
    third = "presumed" if rests_on_presumption else "unknown"
    assert states == {"yes", "no", third}, f"{name(rule.provision)}：tests/cases/{stem}.toml 里还没有齐"


@pytest.mark.parametrize("conflict", MODEL.conflicts, ids=lambda conflict: conflict.reason)
def test_every_contradiction_is_met_alone_in_some_case(conflict: Conflict) -> None:
    assert [[fact.key for fact in conflict.facts]] in _conflicts()


def _turned(default: Case, alternative: Case) -> set[Reading]:
    return set(default.readings) ^ set(alternative.readings)


@pytest.mark.parametrize("reading", MODEL.readings.values(), ids=lambda reading: reading.key)
def test_every_reading_turns_what_is_possible_in_a_pair_of_cases(reading: Reading) -> None:
    """The same answers, then with this reading alone taken the other way; beside it only what it supposes."""
    pairs = [pair for pair in _pairs() if _turned(*pair) == {reading}]
    assert pairs, f"tests/cases/{READINGS}.toml 里还没有 {reading.key} 的一对案例"
    for default, alternative in pairs:
        assert default.answers == alternative.answers, "一对案例的回答要相同"
        assert _possible(default) != _possible(alternative), "换一种读法，结论没有变"


def test_the_file_of_readings_holds_nothing_but_pairs() -> None:
    assert {reading for pair in _pairs() for reading in _turned(*pair)} == set(MODEL.readings.values())
    assert all(len(_turned(*pair)) == 1 for pair in _pairs())
