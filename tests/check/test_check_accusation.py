"""The second check's page, a report about a person: from the first question to each verdict, and on paper."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from shared.check_reader import ADDRESS, FIRST, OTHER, SECOND, Reader, inner, runtime_with, saved

from builder import check_page
from checker.api import bridge
from checker.engine.case import Case
from checker.logic import Truth
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.checks.accusation import ACCUSATION
from devtools.case_sampling import library

BY_VERDICT = {
    verdict: next(case for case in library(ACCUSATION) if case.expect == (verdict,) and not case.readings)
    for verdict in ACCUSATION.verdicts
}
LETTERS = {Truth.YES: "yes", Truth.NO: "no", Truth.UNKNOWN: "unknown"}


@pytest.fixture
def reader(second_check: Reader) -> Reader:
    """At the page, everything there for a blank form."""
    return second_check.anew()


def led(reader: Reader, case: Case) -> dict[str, str]:
    """Answers what is asked, card by card, until nothing is; what the case does not mention is not so."""
    said = {fact.key: LETTERS[truth] for fact, truth in case.answers.items()}
    given: dict[str, str] = {}
    for _ in range(len(ACCUSATION.model.facts) + 1):
        reader.whole()
        asked = [question.get_attribute("data-fact") or "" for question in reader.now.all()]
        if not (key := next((key for key in asked if key not in given), "")):
            break
        given[key] = said.get(key, "no")
        reader.question(key).locator(f"[data-value={given[key]}]").click()
    return given


def shown(part: str, given: dict[str, str]) -> list[dict[str, object]]:
    """What the checker has to say of these answers."""
    request = json.dumps({"chosen": given, "today": "2026-11-26"})
    nodes: list[dict[str, object]] = json.loads(getattr(bridge, part)(request, BODY.place(ACCUSATION)))["view"]
    return nodes


@pytest.mark.parametrize("verdict", ACCUSATION.verdicts)
def test_from_the_first_question_to_the_verdict_which_speaks_without_a_click(reader: Reader, verdict: str) -> None:
    given = led(reader, BY_VERDICT[verdict])
    expect(reader.frame.locator("#done")).to_contain_text("没有要问的了")
    expect(reader.verdict).to_have_text(ACCUSATION.verdicts[verdict].title)
    said = reader.frame.locator("#view")
    for remark in (*ACCUSATION.verdicts[verdict].remarks, *ACCUSATION.always):
        expect(said.locator("> .say", has_text=remark.text)).to_be_visible()
        expect(said.get_by_text(remark.quote.words, exact=True).first).to_be_visible()
    sections = reader.frame.locator("#deeper > .section > summary").all_text_contents()
    assert sections == [node["t"] for node in shown("deeper", given) if node["k"] == "section"]
    expect(reader.frame.locator("#afterwards > .section > summary").first).to_have_text(ACCUSATION.after)


def test_what_must_be_done_stands_below_with_who_and_when_and_what_the_text_leaves_out(reader: Reader) -> None:
    led(reader, BY_VERDICT["clear_and_pursue"])
    section = reader.whole().section(ACCUSATION.after)
    for title in ("严格甄别", "听取意见和解释", "及时澄清、消除影响", "坚决查处、依纪依法追究"):
        expect(section.locator("> .part > .yes > .line", has_text=title)).to_be_visible()
    always = section.locator("> .section", has_text="一直都要做的")
    always.locator("> summary").click()
    expect(always.locator("> .yes > .line", has_text="不得打击报复")).to_be_visible()
    expect(section).to_contain_text("四川的规定要市（州）以上批准，云南的没有见到")
    expect(section).to_contain_text("当事人能不能申请、几天之内、给不给书面的，没有写")


def test_answers_that_contradict_are_the_question_and_the_reporter_stays_protected(reader: Reader) -> None:
    reader.answer(groundless="yes", proven="yes")
    reader.see("one")
    expect(reader.verdict).to_have_text("有回答互相矛盾，先不下结论")
    assert {question.get_attribute("data-fact") for question in reader.now.all()} == {"groundless", "proven"}
    expect(reader.frame.locator("#why > *")).to_have_count(2)
    expect(reader.frame.locator("#why .conflict")).to_contain_text("一个问题查下来只有一种结果")
    expect(reader.frame.locator("#view > .say", has_text="都不许借机打击报复举报人")).to_be_visible()


def test_there_is_nothing_to_plan_and_every_question_of_the_check_is_asked(reader: Reader) -> None:
    reader.see("list")
    expect(reader.question("plan")).to_have_count(0)
    keys = reader.frame.locator(".fact").evaluate_all("all => all.map(each => each.dataset.fact)")
    assert set(keys) == set(ACCUSATION.model.facts) and len(keys) == len(set(keys))
    switches = reader.frame.locator("#g-readings [data-fact]").evaluate_all("all => all.map(each => each.dataset.fact)")
    assert switches == list(ACCUSATION.model.readings)


@pytest.mark.parametrize("key", ["malice_found", "vague_lead", "R13.1"])
def test_a_question_has_an_address_of_its_own(page: Page, site_url: str, key: str) -> None:
    reader = Reader(page, f"{site_url}{SECOND}#{key}").ready()
    expect(reader.question(key)).to_be_in_viewport(ratio=0.5)
    expect(reader.frame.locator(".named")).to_have_count(1)


def test_a_reading_turns_the_verdict_and_the_ladder_is_lit_by_the_answers(reader: Reader) -> None:
    chosen = {"accepted": "yes", "groundless": "yes", "malice_found": "no", "disrupted_reform": "no"}
    reader.answer({**chosen, "unreasonable_petitions": "no", "chose_to_clarify": "no"})
    expect(reader.verdict).to_have_text("要澄清")
    expect(reader.whole().section("换一种读法会怎样")).to_contain_text("“可以”说的是澄不澄清")
    reader.frame.locator("#view .cite", has_text="第十三条第（一）项").first.click()
    ladder = reader.frame.locator("article:visible details", has_text="第十三条第（一）项怎样成立")
    ladder.locator("summary").click()
    expect(ladder.locator(".lamp.rule.yes", has_text="澄清事实")).to_be_visible()
    expect(ladder.locator(".lamp.said.yes", has_text="查无实据")).to_be_visible()
    expect(reader.page.locator("nav .here")).to_have_attribute("href", "../../articles/13.html")
    reader.page.keyboard.press("Escape")
    reader.answer({"R13.1": "yes"})
    expect(reader.verdict).to_have_text("第十三条没有对应的项")


def test_the_print_shows_the_verdict_both_sides_what_must_be_done_and_the_answers(
    reader: Reader, tmp_path: Path
) -> None:
    led(reader, BY_VERDICT["clear"])
    reader.printed()
    reader.page.pdf(path=tmp_path / "print.pdf", prefer_css_page_size=True)
    paper = reader.frame.locator("#paper")
    words = paper.evaluate("""(paper) => {
      const closed = [...paper.querySelectorAll("details:not([open])")];
      return [...paper.querySelectorAll("*")].filter((each) => !each.children.length || each.matches(".line"))
        .filter((each) => !closed.some((one) => one.contains(each))).map((each) => each.textContent).join("\\n");
    }""")
    for expected in (
        "明界 · 举报自查",
        "是不是诬告，由有权的机关认定",
        "对被反映的人：失实的，要及时澄清",
        "对举报人：没有哪一项要追究。错告",
        "及时澄清、消除影响：用得上",
        "必须（“及时”）；谁：没有点名",
        "查下来，是查无实据吗？ 是",
    ):
        assert expected in words, expected


def test_the_saved_text_of_either_page_is_refused_by_the_other_with_the_reason(page: Page, site_url: str) -> None:
    for address, answers, other, whose in (
        (SECOND, {"accepted": "yes"}, ADDRESS, "明界举报自查"),
        (ADDRESS, {"error": "yes"}, SECOND, "明界自查"),
    ):
        reader = Reader(page, site_url + address).ready()
        reader.answer(answers)
        text = reader.whole().section("存下这些回答").locator(".kept").inner_text()
        assert text.startswith(f"{whose} 2")
        reader = Reader(page, site_url + other).ready()
        reader.frame.locator("#put > summary").click()
        reader.frame.locator("#pasted").fill(text)
        reader.frame.locator("#put-back").click()
        expect(reader.frame.locator("#put-back-says")).to_contain_text(f"这一段是“{whose}”存下的")
        expect(reader.frame.locator(".question.answered")).to_have_count(0)
    reader = Reader(page, site_url + SECOND).ready()
    reader.frame.locator("#put > summary").click()
    reader.frame.locator("#pasted").fill(bridge_text())
    reader.frame.locator("#put-back").click()
    expect(reader.frame.locator("#put-back-says")).to_contain_text("放回了 2 个选择")
    expect(reader.frame.locator(".question.answered")).to_have_count(2)


def bridge_text() -> str:
    (kept,) = [node for node in shown("afterwards", {"accepted": "yes", "proven": "no"}) if node["t"] == "存下这些回答"]
    (text,) = [each["t"] for each in kept["c"] if each["k"] == "kept"]  # type: ignore[attr-defined]
    return str(text)


# ---- The same trust: what could see an answer and send it is the same in both.


def documents(site: Path, address: str) -> tuple[str, str, str]:
    """Of the page itself, without what it carries; of the frame with the questions; and of the one where is tried."""
    page = (site / address[1:]).read_text(encoding="utf-8")
    frame, verify = inner(page)
    for text in (frame, verify):
        page = page.replace(html.escape(text), "")
    return page, frame, verify


def guarded(document: str) -> Iterator[list[str]]:
    """Policies, scripts, styles and what a frame is allowed: all by which it is kept, and all that runs in it."""
    for pattern in (
        r'<meta http-equiv="[^"]+" content="[^"]*">',
        r"<script>(.*?)</script>",
        r"<style>(.*?)</style>",
        r"<iframe ([^>]*) srcdoc",
        r"<template[^>]*>",
    ):
        yield [re.sub(r'title="[^"]*"', "", found) for found in re.findall(pattern, document, re.DOTALL)]


def test_both_pages_have_the_same_scripts_styles_policies_and_sandboxes(site: Path) -> None:
    first, second = documents(site, ADDRESS), documents(site, SECOND)
    assert first[2] == second[2]
    for one, other in zip(first[:2], second[:2], strict=True):
        for mine, its in zip(guarded(one), guarded(other), strict=True):
            assert mine == its
        assert not re.search(r"\s(on\w+|style)=", other.split("</style>")[-1].split("<script")[0])
    assert all(len(found) > 0 for found in [*guarded(first[1])][:3])


def carried(site: Path, address: str) -> dict[str, str]:
    """What stands in the page of each part of the program."""
    page = (site / address[1:]).read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for part, block in re.findall(r'<script type="text/plain" data-part="(\w+)"[^>]*>(.*?)</script>', page, re.DOTALL):
        found[part] = found.get(part, "") + block
    return found


def test_both_pages_carry_the_same_program_which_is_told_which_check_it_is_asked(site: Path) -> None:
    first, second = carried(site, ADDRESS), carried(site, SECOND)
    held = ["wasm", "snapshot", "rest", "later", "frozen", "library"]
    assert list(first) == list(second) == ["unpacker", "program", *held]
    for part in ("unpacker", *held):
        assert first[part] == second[part]
    told = f'{{"check": "{BODY.place(BODY.first)}", "first": true, '
    asked = f'{{"check": "{BODY.place(ACCUSATION)}", "first": false, '
    assert first["program"].count(told) == second["program"].count(asked) == 1
    assert first["program"].replace(told, asked) == second["program"]


def test_where_memory_cannot_be_restored_the_second_check_starts_from_the_library(page: Page, tmp_path: Path) -> None:
    text = check_page.assemble(runtime_with({"snapshot": None}), OTHER)
    reader = Reader(page, saved(text, tmp_path)).ready()
    assert reader.worker.evaluate("() => started.from") == "nothing"
    reader.answer(accepted="yes", groundless="yes", malice_found="yes")
    expect(reader.verdict).to_have_text("要澄清，也要查处")
    expect(reader.whole().frame.locator("#afterwards > .section > summary").first).to_have_text(ACCUSATION.after)


def test_the_first_page_waits_for_nothing_of_the_second(site: Path) -> None:
    first, second = ((site / address[1:]).read_bytes() for address in (ADDRESS, SECOND))
    for part in (b'data-part="rest"', b'data-part="later"', b'data-part="frozen"'):
        assert (
            part not in first[: check_page.needed(first, FIRST)] and part in second[: check_page.needed(second, OTHER)]
        )
