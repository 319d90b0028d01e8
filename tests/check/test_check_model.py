"""What the checker finds reaches the reader: possibilities, reasons, changes, readings, article 6, plans."""

import json

import pytest
from playwright.sync_api import Locator, Page, expect
from shared.check_reader import ADDRESS, Reader

from builder.check_page import switches
from checker.api import bridge
from checker.logic import Stage
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.articles.a09 import PROCEDURE
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.regulations.xishuangbanna.checks.verdict import MODEL

IN_SCOPE = {"section_cadre": "yes", "duty_or_reform": "yes", "error": "yes", "intent": "no"}
BARRED = {**IN_SCOPE, "broke_prohibitory": "yes"}


@pytest.fixture
def reader(first_check: Reader) -> Reader:
    """At the page, everything there for a blank form."""
    return first_check.anew()


def lines(place: Locator) -> list[str]:
    """What is said right below, without the names of provisions where they are only added."""
    texts = """(lines) => lines.map((line) => {
      const [first, second] = line.childNodes;
      return first.localName === "button" ? first.textContent + second.textContent : first.textContent;
    })"""
    found: list[str] = [line.removesuffix(" ") for line in place.locator("> * > .line").evaluate_all(texts)]
    return found


def said(part: str, chosen: dict[str, str]) -> list[dict[str, object]]:
    """What the checker gives to be shown."""
    request = json.dumps({"chosen": chosen})
    nodes: list[dict[str, object]] = json.loads(getattr(bridge, part)(request, BODY.place(TOLERANCE)))["view"]
    return nodes


def test_the_possible_verdicts_are_exactly_those_that_the_checker_finds(reader: Reader) -> None:
    options = reader.frame.locator("#view .verdict-option")
    expect(options).to_have_text(["不适用", "不能容错", "符合容错情形", "未见符合情形"])
    reader.answer(IN_SCOPE)
    expect(options).to_have_text(["不能容错", "符合容错情形", "未见符合情形"])
    assert {"k": "possible", "c": [{"k": "verdict-option", "t": title} for title in options.all_text_contents()]} in (
        said("view", IN_SCOPE)
    )


def test_one_step_deeper_lie_reasons_changes_assumptions_article_6_and_every_rule(reader: Reader) -> None:
    chosen = {**BARRED, "private_gain": "yes", "loss": "yes", "recovered_loss": "yes"}
    reader.answer(chosen)
    reader.whole()
    expected = said("deeper", chosen)
    assert lines(reader.frame.locator("#deeper")) == [section["t"] for section in expected]
    for section in expected:
        shown = reader.section(str(section["t"]))
        expect(shown.locator("> *").nth(1)).to_be_visible()
        children = section["c"]
        assert isinstance(children, list)
        assert lines(shown) == [child["t"] for child in children]


def test_what_is_past_is_only_compared(reader: Reader) -> None:
    reader.answer(BARRED)
    section = reader.section("怎样会变")
    section.locator(".section > summary", has_text="要有可能“符合容错情形”").click()
    fixed = section.locator(".fixed").filter(has_text="违反了当时法律法规的禁止性规定")
    expect(fixed).to_be_visible()
    expect(fixed).to_contain_text("只作对照")
    expect(section).to_contain_text("不是叫人去改")


def test_a_change_that_is_foretold_comes_true_with_the_answers_that_did_not_apply(reader: Reader) -> None:
    """Answered while there was an error, and kept; then no error; then the one answer turned that is said to do."""
    outcomes = dict.fromkeys(("shortfall", "bad_effect", "loss", "petition"), "no")
    reader.answer({**IN_SCOPE, **outcomes, "correctable": "yes", "corrected": "no"})
    reader.answer(error="no")
    expect(reader.verdict).to_have_text("不适用")
    for key in ("correctable", "corrected"):
        expect(reader.question(key).get_by_text("不适用，答了也不算")).to_be_visible()
    reader.whole()
    section = reader.section("怎样会变")
    for inner in section.locator("> .section").all():
        reader.opened(inner)
    by_error = section.locator(".fixed").filter(has_text="“工作中出现了失误、偏差或者错误”改成“是”")
    expect(by_error).to_have_count(1)
    expect(by_error).to_contain_text("先前答过的“已经纠错、整改”、“具备纠错条件”又算数，结论就是“不能容错”。")
    reader.answer(error="yes")
    expect(reader.verdict).to_have_text("不能容错")
    expect(reader.question("corrected").get_by_text("不适用，答了也不算")).to_be_hidden()
    reader.whole()
    back = reader.section("怎样会变").locator(".fixed").filter(has_text="“工作中出现了失误、偏差或者错误”改成“否”")
    reader.section("怎样会变").locator(".section > summary", has_text="要有可能“不适用”").click()
    expect(back).to_contain_text("“已经纠错、整改”、“具备纠错条件”不再算数，结论就是“不适用”。")
    reader.answer(error="no")
    expect(reader.verdict).to_have_text("不适用")


def test_the_balance_sheet_of_article_6_has_both_sides_and_no_grade(reader: Reader) -> None:
    reader.answer({**IN_SCOPE, "private_gain": "yes", "loss": "yes", "recovered_loss": "yes"})
    section = reader.section("第六条")
    recovered, gain = section.locator("> .favourable"), section.locator("> .adverse").first
    expect(recovered.locator("> .line")).to_have_text("有利：及时补救 第六条第（九）项")
    expect(recovered).to_contain_text("积极主动挽回损失：是")
    expect(recovered).to_contain_text("相对的一面“消极应对、漠视损失”：还不能定。")
    expect(gain.locator("> .line")).to_have_text("不利：假公济私、以权谋私 第六条第（一）项")
    expect(gain).to_contain_text("为自己、他人或者单位谋取私利：是")
    expect(section).to_contain_text("这里不打分")
    reader.page.set_viewport_size({"width": 2200, "height": 1100})
    one, other = section.locator("> .favourable").bounding_box(), section.locator("> .adverse").first.bounding_box()
    assert one and other and one["x"] < other["x"] and one["x"] + one["width"] < other["x"] + other["width"]


def test_every_reading_can_be_chosen_with_its_words_both_meanings_and_the_ground(reader: Reader) -> None:
    reader.answer()
    group = reader.frame.locator("#g-readings")
    expect(group).not_to_have_attribute("open", "")
    group.locator("> summary").click()
    expect(group.locator(".question")).to_have_count(len(switches(TOLERANCE, PROCEDURE, BODY.prefix)))
    for reading in switches(TOLERANCE, PROCEDURE, BODY.prefix):
        question = reader.question(reading["key"])
        expect(question.locator(".ask")).to_have_text(f"“{reading['quote']}”")
        expect(question.locator("[data-value=no]")).to_have_text(reading["default"])
        expect(question.locator("[data-value=no]")).to_have_attribute("aria-checked", "true")
        expect(question.locator("[data-value=yes]")).to_have_text(reading["alternative"])
        expect(question.locator(".help")).to_contain_text(reading["ground"])
        expect(question.locator(f"[data-open='{reading['provision']}']")).to_have_text(reading["name"])


def test_a_chosen_reading_changes_the_verdict_and_what_is_asked_and_can_be_taken_back(reader: Reader) -> None:
    reader.answer(BARRED)
    expect(reader.verdict).to_have_text("不能容错")
    turns = reader.whole().section("换一种读法会怎样")
    rank = turns.locator(".reading", has_text="只有正科级才算科级")
    expect(rank).to_contain_text("现在按本站默认的读法：正科、副科都算科级")
    reader.answer({"R4.rank": "yes"})
    expect(reader.verdict).to_have_text("尚不能判断")
    expect(reader.frame.locator("#g-readings .count")).to_have_text(
        "换了 1 / " + str(len(switches(TOLERANCE, PROCEDURE, BODY.prefix)))
    )
    expect(reader.frame.locator("#count")).to_have_text(str(len(BARRED)))
    reader.see("one")
    expect(reader.question("deputy_rank")).to_be_visible()
    expect(reader.whole().section("换一种读法会怎样")).to_contain_text("现在按另一种读法：只有正科级才算科级")
    reader.answer({"R4.rank": "yes"})
    expect(reader.question("R4.rank").locator("[data-value=no]")).to_have_attribute("aria-checked", "true")
    expect(reader.verdict).to_have_text("不能容错")


def test_a_question_that_does_not_apply_keeps_its_answer_and_does_not_count(reader: Reader) -> None:
    reader.answer({**IN_SCOPE, "bad_effect": "yes", "minor_effect": "yes"})
    question = reader.question("minor_effect")
    label = question.get_by_text("不适用，答了也不算")
    expect(reader.frame.locator("#app[data-state=ready]")).to_be_visible()
    expect(label).to_be_hidden()
    place = "(question) => [question.offsetTop, question.offsetHeight]"
    before = question.evaluate(place)
    reader.answer(bad_effect="no")
    expect(label).to_be_visible()
    expect(question.locator("[data-value=yes]")).to_have_attribute("aria-checked", "true")
    assert question.evaluate(place) == before
    reader.answer(bad_effect="yes")
    expect(label).to_be_hidden()


def test_before_acting_safeguards_that_are_missing_are_shown_and_nothing_later_is_asked(reader: Reader) -> None:
    late = {fact.key for fact in MODEL.facts.values() if fact.stage is not Stage.CONDUCT}
    assert late
    plan = reader.question("plan")
    expect(plan.get_by_role("radio", checked=True)).to_have_text("已经发生")
    plan.get_by_role("radio", name="还在打算").click()
    chosen: dict[str, str] = {}
    for _ in range(5):
        reader.whole()
        assert not late & {question.get_attribute("data-fact") for question in reader.now.all()}
        chosen |= reader.press("yes")
    reader.whole()
    expect(reader.verdict).to_have_text(str(said("view", {**chosen, "plan": "yes"})[0]["t"]))
    missing = reader.section("第七条的各项还要什么").locator(".missing").first
    expect(missing).to_be_visible()
    expect(missing.locator(".cite")).to_be_visible()
    reader.see("list")
    reader.frame.locator(".facts").evaluate_all("(groups) => groups.forEach((group) => { group.open = true; })")
    assert reader.frame.locator(".question.fact:visible").count() == len(MODEL.facts) - len(late)
    plan.get_by_role("radio", name="已经发生").click()
    expect(reader.verdict).to_have_text(str(said("view", chosen)[0]["t"]))
    assert reader.frame.locator(".fact.late:visible").count() > 0


def test_the_plan_has_an_address_of_its_own(page: Page, site_url: str) -> None:
    reader = Reader(page, f"{site_url}{ADDRESS}#plan").ready()
    expect(reader.question("plan").get_by_role("radio", checked=True)).to_have_text("还在打算")
    assert [question.get_attribute("data-fact") for question in reader.now.all()] == (
        json.loads(bridge.view('{"chosen": {"plan": "yes"}}', BODY.place(TOLERANCE)))["ask"]
    )
    expect(reader.verdict).to_have_text(str(said("view", {"plan": "yes"})[0]["t"]))


@pytest.mark.parametrize("key", ["express_prohibition", "good_attitude", "R8.3to4"])
def test_a_question_has_an_address_of_its_own_that_opens_all_questions_there(
    page: Page, site_url: str, key: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    reader = Reader(page, f"{site_url}{ADDRESS}#{key}").ready()
    expect(reader.frame.locator("#list")).to_be_checked()
    expect(reader.question(key)).to_be_in_viewport(ratio=0.5)
    expect(reader.frame.locator(".named")).to_have_count(1)
    assert reader.question(key).evaluate("question => question.matches('.named') && !question.matches('.answered')")
    expect(reader.frame.locator("#count")).to_have_text("0")
    expect(reader.verdict).to_have_text(str(said("view", {})[0]["t"]))
    if key in MODEL.facts:
        reader.answer({key: "yes"})
        expect(reader.frame.locator("#count")).to_have_text("1")
    assert page.url == f"{site_url}{ADDRESS}#{key}", "no answer comes into the address"


def test_an_address_that_names_no_question_opens_the_check_as_ever(page: Page, site_url: str) -> None:
    reader = Reader(page, f"{site_url}{ADDRESS}#nowhere").ready()
    expect(reader.frame.locator("#one")).to_be_checked()
    expect(reader.frame.locator(".named")).to_have_count(0)


def test_before_acting_what_the_plan_runs_into_comes_first(reader: Reader) -> None:
    reader.answer(plan="yes", broke_prohibitory="yes")
    danger = reader.frame.locator("#view > .danger").first
    expect(danger).to_contain_text("第八条第（二）项")
    danger.get_by_role("button", name="第八条第（二）项").click()
    expect(reader.frame.locator("#text .here")).to_contain_text("违反当时法律法规强制性或者禁止性规定的")
