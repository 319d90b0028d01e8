"""The check page read as a person reads it: with a mouse, with keys alone, from a server and from a disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect
from shared.check_reader import ADDRESS, Reader

IN_SCOPE = {"section_cadre": "yes", "duty_or_reform": "yes", "error": "yes", "intent": "no"}


@pytest.fixture
def reader(first_check: Reader) -> Reader:
    """At the page, everything there for a blank form."""
    return first_check.anew()


def test_open_answer_read_change_follow_a_reason_and_come_back(reader: Reader) -> None:
    expect(reader.verdict).to_have_text("尚不能判断")
    reader.answer(**IN_SCOPE, broke_prohibitory="yes")
    expect(reader.verdict).to_have_text("不能容错")
    expect(reader.frame.locator("#count")).to_have_text("5")

    reader.answer(broke_prohibitory="no")
    expect(reader.verdict).to_have_text("尚不能判断")
    reader.answer(broke_prohibitory="yes")
    expect(reader.verdict).to_have_text("不能容错")

    cite = reader.frame.locator("#view .yes").get_by_role("button", name="第八条第（二）项", exact=True).first
    cite.click()
    dialog = reader.frame.locator("#text")
    expect(dialog).to_be_visible()
    expect(dialog.locator(".here")).to_have_text("（二）违反当时法律法规强制性或者禁止性规定的；")
    expect(dialog.locator("article:visible [data-at]")).to_have_count(12)
    expect(dialog).to_contain_text("条文")
    expect(reader.page.locator("nav .here")).to_have_text("第八条")
    expect(reader.page.locator("nav .here")).to_have_attribute("href", "../articles/08.html")
    reader.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(cite).to_be_focused()


def test_pressing_the_chosen_answer_again_takes_it_back(reader: Reader) -> None:
    reader.answer(error="yes")
    chosen = reader.question("error").locator("[data-value=yes]")
    expect(chosen).to_have_attribute("aria-checked", "true")
    reader.answer(error="yes")
    expect(chosen).to_have_attribute("aria-checked", "false")
    expect(reader.frame.locator("#count")).to_have_text("0")


def test_what_no_longer_matters_is_marked_and_can_still_be_answered(reader: Reader) -> None:
    reader.answer(**IN_SCOPE, broke_prohibitory="yes")
    expect(reader.verdict).to_have_text("不能容错")
    moot = reader.question("loss").get_by_text("不再影响结果")
    expect(moot).to_be_visible()
    expect(reader.question("error").get_by_text("不再影响结果")).to_be_hidden()
    place = "(question) => [question.offsetTop, question.offsetHeight]"
    before = reader.question("loss").evaluate(place)
    reader.answer(loss="yes")
    expect(moot).to_be_hidden()
    assert reader.question("loss").evaluate(place) == before, "the page moved under the finger"


def test_answers_that_contradict_are_named_and_nothing_is_marked_as_moot(reader: Reader) -> None:
    reader.answer(democratic_decision="yes", **IN_SCOPE)
    reader.answer(error="no", repeated_error="yes")
    expect(reader.verdict).to_have_text("有回答互相矛盾，先不下结论")
    expect(reader.frame.locator("#view .conflict")).to_be_visible()
    expect(reader.frame.locator(".idle:visible")).to_have_count(0)


def test_clearing_asks_first(reader: Reader) -> None:
    reader.answer(**IN_SCOPE)
    chosen = reader.frame.locator(".fact [aria-checked=true]")
    expect(reader.frame.locator("#clear")).to_be_hidden()
    reader.frame.locator("#wipe > summary").click()
    expect(chosen).to_have_count(4)
    reader.frame.locator("#clear").click()
    expect(chosen).to_have_count(0)
    expect(reader.frame.locator("#view .verdict-option")).to_have_count(4)


def test_with_the_keyboard_alone(reader: Reader) -> None:
    keys, focused = reader.page.keyboard, reader.frame.locator("#app :focus")
    reader.answer()
    reader.frame.locator("#g-subject > summary").focus()
    keys.press("Tab")
    expect(focused).to_have_text("是")
    keys.press("ArrowLeft")
    expect(focused).to_have_text("不清楚")
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    expect(focused).to_have_text("否")
    expect(reader.frame.locator(".fact [aria-checked=true]")).to_have_count(0)
    keys.press("Space")
    expect(focused).to_have_attribute("aria-checked", "true")
    options = reader.frame.get_by_role("radiogroup", name="当事人是科级以上干部吗？")
    expect(options.get_by_role("radio", checked=True)).to_have_text("否")
    keys.press("Tab")
    expect(focused).to_have_text("第四条")
    keys.press("Enter")
    expect(reader.frame.locator("#text")).to_be_visible()
    keys.press("Escape")
    expect(focused).to_have_text("第四条")
    keys.press("Shift+Tab")
    expect(focused).to_have_text("否")


def test_no_request_but_the_page_itself_and_none_once_it_is_ready(page: Page, site_url: str) -> None:
    asked: list[Request] = []
    page.context.on("request", lambda request: asked.append(request))
    reader = Reader(page, site_url + ADDRESS).ready()
    (own, *blobs) = [request.url for request in asked]
    assert own == site_url + ADDRESS
    # The workers of the probe, the unpacker and Python; the driver does not always tell of all.
    assert 1 <= len(blobs) <= 3 and all(url.startswith("blob:null/") for url in blobs)
    asked.clear()
    reader.answer(**IN_SCOPE, broke_prohibitory="yes")
    expect(reader.verdict).to_have_text("不能容错")
    reader.frame.locator("#view .cite:visible").first.click()
    reader.frame.locator("#text-close").click()
    reader.printed()
    late = [request.url for request in asked]  # the driver may tell of a worker after it has begun to answer
    assert len(blobs) + len(late) <= 3 and all(url.startswith("blob:null/") for url in late)


def test_the_page_works_from_a_disk_without_a_network(browser: Browser, site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "存下的 自查.html"
    copy.write_bytes((site / "check" / "index.html").read_bytes())
    context = browser.new_context(offline=True)
    reader = Reader(context.new_page(), copy.as_uri()).ready()
    reader.answer(**IN_SCOPE, broke_prohibitory="yes")
    expect(reader.verdict).to_have_text("不能容错")
    context.close()


def test_the_newest_answers_win(reader: Reader) -> None:
    """Many presses while the worker is busy: the verdict is that of the last."""
    reader.answer(**IN_SCOPE)
    press = reader.frame.locator("#host").evaluate_handle(
        "(host) => (fact, value) => host.shadowRoot.querySelector(`[data-fact=${fact}] [data-value=${value}]`).click()"
    )
    press.evaluate("(press) => { for (let i = 0; i < 40; i++) press('broke_prohibitory', i % 2 ? 'yes' : 'no'); }")
    expect(reader.verdict).to_have_text("不能容错")


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A small phone, at the size of its window."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, is_mobile=True, has_touch=True)
    yield context
    context.close()


def test_on_a_phone_the_verdict_is_always_in_sight_and_opens_the_reasons(phone: BrowserContext, site_url: str) -> None:
    page = phone.new_page()
    reader = Reader(page, site_url + ADDRESS).ready()
    reader.answer(**IN_SCOPE, broke_prohibitory="yes")
    expect(reader.verdict).to_have_text("不能容错")
    expect(reader.verdict).to_be_in_viewport()
    expect(reader.frame.locator("#view .yes").first).to_be_hidden()
    reader.frame.locator("#bar").tap()
    expect(reader.frame.locator("#view .yes").first).to_be_visible()
    for document in (page.main_frame, reader.frame):
        assert document.evaluate("document.documentElement.scrollWidth <= innerWidth")
    heights = "(buttons) => buttons.map((button) => button.getBoundingClientRect().height)"
    assert min(reader.frame.locator("button:visible, label:visible").evaluate_all(heights)) >= 44
    sizes = "(all) => all.map((one) => [parseFloat(getComputedStyle(one).fontSize), one.localName])"
    small = [(size, name) for size, name in reader.frame.locator("#app :not(svg *)").evaluate_all(sizes) if size < 18]
    assert small == []
    reader.frame.locator("#view .yes .cite").first.tap()
    diagram = reader.frame.locator("#text article:visible details.way").first
    diagram.locator("summary").tap()
    drawn = diagram.locator("svg .words").first.bounding_box()
    assert drawn and drawn["height"] >= 18
    assert reader.frame.locator("#text").evaluate("(text) => text.scrollWidth <= text.clientWidth")
    sign = diagram.locator("svg .lamp.yes > .sign").first
    sign.scroll_into_view_if_needed()
    expect(sign).to_be_in_viewport(ratio=1)
    expect(sign.locator("tspan.yes")).to_have_css("display", "inline")


def test_the_list_of_articles_folds_when_the_window_becomes_narrow(reader: Reader) -> None:
    """As it does when a reader zooms to 200 %."""
    expect(reader.page.locator("nav")).to_be_visible()
    reader.page.set_viewport_size({"width": 640, "height": 400})
    expect(reader.page.locator("nav")).to_be_hidden()
    expect(reader.now.locator(".ask")).to_be_in_viewport()
    reader.page.set_viewport_size({"width": 1280, "height": 800})
    expect(reader.page.locator("nav")).to_be_visible()


def test_the_print_shows_the_whole_result_and_the_answers(reader: Reader, tmp_path: Path) -> None:
    from builder.core import command

    reader.answer(
        {**IN_SCOPE, "broke_prohibitory": "yes", "private_gain": "yes", "bad_effect": "no", "minor_effect": "yes"}
    )
    reader.answer({"R7.2": "yes"})
    expect(reader.verdict).to_have_text("不能容错")
    reader.printed()
    reader.page.pdf(path=tmp_path / "print.pdf", prefer_css_page_size=True)
    paper = reader.frame.locator("#paper")
    words = paper.evaluate("(paper) => paper.textContent")
    for expected in (
        "不能容错",
        "违反当时法律法规强制性或者禁止性规定的",  # a reason
        "只作对照：“违反了当时法律法规的禁止性规定”改成“否”",  # a change, folded on the screen
        "其他不符合容错情形的",  # an assumption
        "不利：假公济私、以权谋私",  # the balance sheet
        "现在按本站默认的读法",  # a reading on which it turns
        "当事人是科级以上干部吗？ 是",
        "“缺乏经验、先行先试” 缺乏经验、先行先试，两样都要有",  # a reading that was chosen
    ):
        assert expected in words
    expect(paper.locator("#paper-answers .void")).to_contain_text("造成的不良影响轻微吗？ 是")
    height = int(reader.page.locator("#frame").evaluate("(frame) => parseInt(frame.style.getPropertyValue('--h'))"))
    pages = command.run(["strings", tmp_path / "print.pdf"], cwd=tmp_path).count("/Type /Page\n")
    assert pages == -(-height // 1009)


def test_answers_are_kept_as_a_text_and_put_back_in_another_page(page: Page, site_url: str) -> None:
    chosen = {"section_cadre": "yes", "duty_or_reform": "yes", "error": "no", "loss": "unknown", "R7.4": "yes"}
    reader = Reader(page, site_url + ADDRESS).ready()
    reader.answer(chosen)
    reader.whole()
    kept = reader.section("存下这些回答").locator(".kept")
    kept.click()
    text = reader.frame.evaluate("getSelection().toString()") or kept.inner_text()
    assert text.startswith("明界自查 2") and "核对" in text
    verdict = reader.verdict.inner_text()

    reader = Reader(page, site_url + ADDRESS).ready()
    reader.see("list")
    reader.answer(intent="yes")
    reader.frame.locator("#put > summary").click()
    reader.frame.locator("#pasted").fill(text[:-3])
    reader.frame.locator("#put-back").click()
    expect(reader.frame.locator("#put-back-says")).to_contain_text("对不上")
    expect(reader.question("intent").locator("[data-value=yes]")).to_have_attribute("aria-checked", "true")

    reader.frame.locator("#pasted").fill(text)
    reader.frame.locator("#put-back").click()
    expect(reader.frame.locator("#put-back-says")).to_contain_text("放回了 5 个选择")
    for key, value in chosen.items():
        expect(reader.question(key).locator(f"[data-value={value}]")).to_have_attribute("aria-checked", "true")
    expect(reader.question("intent").locator("[aria-checked=true]")).to_have_count(0)
    expect(reader.verdict).to_have_text(verdict)
