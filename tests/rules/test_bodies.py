"""A second body of rules, small and fictional (tests/bodies/library): neither answers with the other's law.

That it is built all the way is in tests/builder/test_other_site.py.
"""

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from builder import ROOT
from checker.api import bridge
from checker.api.schema import schemas
from checker.body import Body, load
from checker.body.standing import Standing, standing
from checker.engine.case import Case, read_cases
from checker.engine.plan import plan
from checker.engine.report import report
from checker.logic import Truth
from checker.procedure.dates import read_matter
from checker.procedure.deadlines import deadlines
from checker.regulations.xishuangbanna import BODY
from checker.view.nodes import Node

SITE = ROOT / "tests" / "bodies" / "library"
sys.path.append(str(SITE))
OTHER = load("rules.volunteers")
CALLS = ("view", "deeper", "readings", "afterwards")


def cases(body: Body, folder: Path) -> list[Case]:
    """The library of a site."""
    files = sorted(folder.glob("*.toml"))
    return [case for file in files for case in read_cases(file.read_text("utf-8"), body.of_file(file.stem), toml=True)]


def each(nodes: list[Node]) -> Iterator[Node]:
    """The nodes, and all below them."""
    for node in nodes:
        yield node
        yield from each(node.get("c", []))


def asked(body: Body, chosen: Mapping[str, str], course: Mapping[str, str]) -> list[Node]:
    """Whatever the page would show of the answers."""
    days = {f"{body.prefix}{key}": day for key, day in course.items()}
    request = json.dumps({"chosen": {**chosen, **days}, "today": "2026-03-20"})
    said = [json.loads(getattr(bridge, call)(request, body.place(body.first))) for call in CALLS]
    assert all("view" in answer for answer in said), said
    return [node for answer in said for node in each(answer["view"])]


CHOSEN: list[tuple[Body, Mapping[str, str], Mapping[str, str]]] = [
    *(
        (
            OTHER,
            {fact.key: truth.value for fact, truth in case.answers.items()},
            {"asked": "2026-03-02", "got": "unknown"},
        )
        for case in cases(OTHER, SITE / "cases")
    ),
    (OTHER, {"plan": "yes", "first_time": "yes"}, {}),
    (BODY, {"error": "yes", "college_decision": "yes"}, {"applied": "2026-03-02", "received": "2026-03-03"}),
    (BODY, {"plan": "yes", "college_decision": "yes"}, {}),
    (OTHER, {"hid": "yes", "mistake": "yes"}, {"asked": "2026-03-02", "got": "2026-03-03", "answered": "2026-03-30"}),
]
"""By turns, so that what one has left behind would be found with the other."""


def test_whatever_is_shown_stands_on_the_words_of_its_own_text() -> None:
    for body, chosen, course in (*CHOSEN, *reversed(CHOSEN)):
        own, words = {place.address for place in body.text}, body.text.text
        shown = asked(body, chosen, course)
        assert {node["p"] for node in shown if "p" in node} <= own
        quotes = [node["t"] for node in shown if node["k"] == "quote"]
        assert quotes and [quote for quote in quotes if quote not in words] == []


def test_the_two_have_nothing_of_each_other() -> None:
    assert not {place.text for place in OTHER.text.articles} & {place.text for place in BODY.text.articles}
    assert OTHER.folder == "rules/volunteers" and BODY.folder == "checker/regulations/xishuangbanna"
    assert {rule.sentence for rule in OTHER.named_rules}.isdisjoint(rule.sentence for rule in BODY.named_rules)
    assert {*OTHER.readings}.isdisjoint(BODY.readings) and {*OTHER.verdicts}.isdisjoint({*BODY.verdicts})


def test_a_plan_is_told_its_own_situations_and_exclusions() -> None:
    made = plan(Case({OTHER.first.model.facts["first_time"]: Truth.YES}, {}), OTHER.first)
    assert [each["provision"] for each in made["situations"]] == ["2(1)", "2(2)", "2(3)"]
    assert {each["provision"] for each in made["exclusions"]} <= {"3(1)", "3(2)", "3(3)"}
    view = bridge.view('{"chosen": {"plan": "yes"}}', OTHER.place(OTHER.first))
    assert "不得免责" in view and "第二条" in view and "容错" not in view


def test_the_verdict_is_that_of_the_sentences_for_every_full_set_of_answers() -> None:
    """The articles once more, as a function of bools."""
    facts = list(OTHER.first.model.facts.values())
    seen = set()
    for values in itertools.product((False, True), repeat=len(facts)):
        answers = dict(zip(facts, map(Truth.of, values), strict=True))
        so = {fact.key: value for fact, value in zip(facts, values, strict=True)}
        found = OTHER.first.evaluator.evaluate(answers)
        assert bool(found.conflicts) == (so["again"] and not so["mistake"])
        if not found.conflicts:
            assert found.possible == (_verdict(so),), so
            seen.add(_verdict(so))
    assert seen == {*OTHER.verdicts}


def _verdict(so: dict[str, bool]) -> str:
    if not (so["on_duty"] and so["mistake"]):
        return "no_mistake"
    if so["on_purpose"] or so["hid"] or so["again"]:
        return "barred"
    rescue = so["accident"] and so["no_time"] and so["to_protect"]
    return "spared" if so["by_the_book"] or (so["first_time"] and not so["trained"]) or rescue else "nothing_met"


def test_its_cases_come_out_as_their_author_expects_and_leave_no_rule_out() -> None:
    found = cases(OTHER, SITE / "cases")
    for case in found:
        assert OTHER.first.evaluator.evaluate(case.answers, case.readings).possible == case.expect, case.texts["title"]
    assert report(found, OTHER.first)["faults"] == []


def test_its_ten_days_are_counted_in_the_nations_calendar_without_the_feasts_of_another_place() -> None:
    """泼水节 is kept in 西双版纳 alone: 3 April to 17 April without it, and 清明节 between."""
    procedure = OTHER.procedure
    assert procedure is not None
    matter = read_matter('{"dates": {"asked": "2025-04-02", "got": "2025-04-03"}}', procedure)
    (term,) = deadlines(matter, date(2025, 4, 8), procedure, OTHER.calendar)["terms"]
    assert (term["term"], term["first"], term["last"], term["status"]) == (
        "reply",
        "2025-04-07",
        "2025-04-18",
        "running",
    )
    assert {side["key"] for side in term["rests_on"]} == {"L4.start", "L4.first", "L4.resting"}
    assert not OTHER.calendar.feasts and BODY.calendar.feasts


def test_every_clause_of_its_own_text_has_its_standing() -> None:
    rows = {row.place.address: row.standing for row in standing(OTHER)}
    assert list(rows) == [place.address for place in OTHER.text]
    assert rows["2(3)"] is rows["3(2)"] is rows["4"] is Standing.ENCODED and rows["5"] is Standing.ANNOTATED


def test_its_schemas_know_its_keys_alone() -> None:
    made = schemas(OTHER, OTHER.first)
    assert set(made) == set(schemas(BODY, BODY.first))
    assert list(made["case"]["$defs"]["answers"]["properties"]) == list(OTHER.first.model.facts)


def run(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """The command line."""
    return subprocess.run(
        [sys.executable, "-m", "checker", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(SITE)},
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "said", "given"),
    [
        (("evaluate", str(SITE / "cases" / "volunteers.toml")), "【可以免责】", ""),
        (("plan", "-"), "还没有看到落入“不得免责”的；第二条还有", '{"answers": {"accident": true}}'),
        (("deadlines", "-"), "10个工作日", '{"dates": {"asked": "2025-04-02", "got": "2025-04-03"}}'),
        (
            ("deadlines", "-", "--ics"),
            "PRODID:-//Mingjie//Article 4//ZH",
            '{"dates": {"asked": "2025-04-02", "got": "2025-04-03"}}',
        ),
        (("batch", "-"), '"possible":["barred"]', '{"answers": {"on_duty": true, "mistake": true, "hid": true}}'),
        (("standing",), "共 16 处", ""),
        (("--help",), "第四条的期限", ""),
    ],
)
def test_the_command_line_asks_the_body_that_is_named(arguments: tuple[str, ...], said: str, given: str) -> None:
    ended = run("--body", "rules.volunteers", *arguments, given=given)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert said in ended.stdout and "容错" not in ended.stdout and "学院" not in ended.stdout


def test_a_body_that_is_not_there_is_one_line() -> None:
    ended = run("--body", "rules.nobody", "facts")
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert "rules.nobody" in ended.stderr
