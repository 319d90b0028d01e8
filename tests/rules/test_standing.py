"""The standing of each clause: complete, derived from the rules, and true to what they quote."""

import dataclasses
import json

import pytest

from checker.__main__ import main
from checker.body.standing import Row, Standing, says, standing, standing_as_json, standing_as_text
from checker.logic import Contrast, Element, Evaluator, Rule, walk
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.articles.a09 import PROCEDURE
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.regulations.xishuangbanna.checks.verdict import MODEL
from checker.regulations.xishuangbanna.text import REGULATION
from checker.text import article_of

RULES = list(dict.fromkeys(rule for check in BODY.checks for rule in check.model.named_rules))
ROWS = {row.place.address: row for row in standing(BODY)}


def test_every_clause_has_its_row_once_in_the_order_of_the_text() -> None:
    assert [row.place for row in standing(BODY)] == list(REGULATION)
    assert len(ROWS) == len(standing(BODY))


@pytest.mark.parametrize("row", standing(BODY), ids=lambda row: row.place.address)
def test_the_rules_of_a_clause_quote_it_and_a_clause_without_rules_is_quoted_by_none(row: Row) -> None:
    article = next(each for each in REGULATION.articles if each.number == article_of(row.place.address))
    text = article.text if row.place is article else row.place.text
    quoting = {
        rule
        for rule in RULES
        for part, quote in walk(rule, into_rules=False)
        if isinstance(part, Rule | Element) and quote and quote.words in text
        if article_of(quote.provision) == article.number
    }
    assert set(row.rules) <= quoting
    assert (row.standing is Standing.ANNOTATED) == (not row.rules and not row.steps)
    assert set(row.facts) <= {part for rule in row.rules for part, _ in walk(rule, into_rules=False)}


def test_each_rule_stands_on_its_own_clause() -> None:
    for rule in RULES:
        assert rule in ROWS[rule.provision].rules
        assert rule in ROWS[str(article_of(rule.provision))].rules


def test_each_reading_stands_on_its_clause() -> None:
    for reading in (reading for check in BODY.checks for reading in check.model.readings.values()):
        assert reading in ROWS[reading.provision].readings


def test_what_the_organ_finds_is_judged_and_nothing_else_of_articles_7_and_8() -> None:
    judged = {address for address, row in ROWS.items() if row.standing is Standing.JUDGED}
    assert {address for address in judged if article_of(address) in (7, 8)} == {"7(9)", "8(11)"}
    encoded = (3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14)
    assert all(ROWS[str(number)].standing is Standing.ENCODED for number in encoded)
    assert all(ROWS[str(number)].standing is Standing.ANNOTATED for number in (1, 2, 15, 16))


def test_each_stage_of_article_9_is_encoded_by_the_steps_of_its_own_item() -> None:
    steps = {address: row.steps for address, row in ROWS.items() if row.steps}
    assert set(steps) == {"9", "9-1", "9(1)", "9(2)", "9(3)", "9(4)", "9(5)", "11", "11-1"}
    assert "答复受理" in steps["9(1)"] and "形成调查报告" in steps["9(2)"] and "认定容错" in steps["9(3)"]
    assert "反馈问责对象" in steps["9(4)"] and steps["9(5)"] == ("入卷归档", "材料及时入卷归档")
    assert steps["11-1"] == ("同时提出纠错要求",)
    for reading in PROCEDURE.readings:
        assert reading in ROWS[reading.provision].readings


def test_no_clause_of_articles_10_to_14_is_only_annotated() -> None:
    left = {address for address, row in ROWS.items() if row.standing is Standing.ANNOTATED}
    assert {address for address in left if article_of(address) in range(10, 15)} == set()


def test_the_poles_of_a_contrast_are_judged() -> None:
    fact = MODEL.facts["loss"]
    good, bad = (Rule("13(2)", title, "坚决查处", Element("坚决查处", fact)) for title in ("好", "坏"))
    model = dataclasses.replace(MODEL, contrasts=(Contrast(good, bad),), duties=())
    check = dataclasses.replace(TOLERANCE, evaluator=Evaluator(model))
    (row,) = [
        row
        for row in standing(dataclasses.replace(BODY, made_checks={"tolerance": lambda: check}, made_procedure=None))
        if row.place.address == "13(2)"
    ]
    assert row.standing is Standing.JUDGED and row.rules == (good, bad) and row.facts == (fact,)


def test_the_listing_has_a_line_for_each_clause_and_counts_them() -> None:
    lines = standing_as_text(BODY).splitlines()
    assert [line.split()[0] for line in lines[:-2]] == [place.address for place in REGULATION]
    counts = [row["standing"] for row in standing_as_json(BODY)]
    for kind in Standing:
        assert f"{says(BODY)[kind]} {counts.count(kind.value)}" in lines[-1]


def test_the_command_prints_the_same_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["standing"]) == 0
    assert capsys.readouterr().out == standing_as_text(BODY) + "\n"
    assert main(["standing", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == standing_as_json(BODY)
