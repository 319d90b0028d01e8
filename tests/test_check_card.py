"""One question at a time: what is asked, why, and what never happens under the finger."""

import json
from collections.abc import Iterator

import pytest
from check_reader import ADDRESS, Reader
from playwright.sync_api import Browser, Locator, Page, expect

from checker.bridge import view
from checker.catalogue import facts

QUESTIONS = {fact["key"]: fact["question"] for fact in facts()}
PLACE = (
    "(element) => { const { x, y, width, height } = element.getBoundingClientRect(); return [x, y, width, height]; }"
)


@pytest.fixture
def reader(page: Page, site_url: str) -> Reader:
    """At the page, everything there for a blank form."""
    return Reader(page, site_url + ADDRESS).ready().whole()


@pytest.fixture
def phone(browser: Browser, site_url: str) -> Iterator[Reader]:
    """The same on a small phone."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, is_mobile=True, has_touch=True)
    yield Reader(context.new_page(), site_url + ADDRESS).ready().whole()
    context.close()


def asked(**chosen: object) -> list[str]:
    """What the checker would ask now."""
    keys: list[str] = json.loads(view(json.dumps({"chosen": chosen})))["ask"]
    return keys


def key(question: Locator) -> str:
    return question.get_attribute("data-fact") or ""


def test_one_question_is_there_with_the_page_and_the_next_comes_with_each_answer(page: Page, site_url: str) -> None:
    reader = Reader(page, site_url + ADDRESS)
    expect(reader.now).to_have_count(1)
    assert reader.page.locator("#print").is_disabled(), "Python was there first: the test shows nothing"
    chosen: dict[str, object] = {}
    reader.ready().whole()
    for _ in range(4):
        (expected,) = asked(**chosen)
        expect(reader.now).to_have_attribute("data-fact", expected)
        expect(reader.now.locator(".ask")).to_have_text(QUESTIONS[expected])
        expect(reader.frame.locator(".fact:visible")).to_have_count(1)
        reader.press("yes")
        chosen[expected] = True


def test_the_focus_goes_to_the_next_question_and_an_arrow_answers_nothing(reader: Reader) -> None:
    keys, focused = reader.page.keyboard, reader.frame.locator("#app :focus")
    first = key(reader.now)
    reader.now.get_by_role("radio", name="不清楚").focus()
    keys.press("ArrowRight")
    expect(reader.now).to_have_attribute("data-fact", first)
    keys.press("Space")
    expect(reader.frame.locator(f".now[data-fact={first}]")).to_have_count(0)
    group = reader.frame.get_by_role("radiogroup", name=QUESTIONS[key(reader.now)])
    expect(group.locator(":focus")).to_have_count(1)
    expect(focused).to_have_attribute("role", "radio")
    keys.press("Shift+Tab")
    expect(focused).to_have_text("跳过这题", use_inner_text=True)


def test_a_key_that_is_held_down_answers_once(reader: Reader) -> None:
    reader.now.get_by_role("radio", name="否").focus()
    for _ in range(12):  # the driver marks every press after the first as a repetition
        reader.page.keyboard.down("Enter")
        reader.page.wait_for_timeout(60)
    reader.page.keyboard.up("Enter")
    expect(reader.frame.locator(".fact.answered")).to_have_count(1)


def test_a_double_click_answers_one_question(reader: Reader) -> None:
    first = key(reader.now)
    reader.now.locator("[data-value=yes]").dblclick(delay=40)
    expect(reader.frame.locator(f".now[data-fact={first}]")).to_have_count(0)
    reader.page.wait_for_timeout(800)
    expect(reader.frame.locator(".fact.answered")).to_have_count(1)
    expect(reader.question(first).locator("[data-value=yes]")).to_have_attribute("aria-checked", "true")


def test_a_double_tap_answers_one_question_and_skips_none(phone: Reader) -> None:
    """Two taps where the browser does not count them as one double click."""
    button = phone.now.locator("[data-value=yes]").bounding_box()
    skip = phone.frame.locator("#skip").bounding_box()
    assert button and skip
    for box, answered in ((button, 1), (skip, 1)):
        before = key(phone.now)
        for pause in (150, 900):
            phone.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            phone.page.wait_for_timeout(pause)
        expect(phone.frame.locator(".fact.answered")).to_have_count(answered)
        assert key(phone.now) != before
    phone.frame.locator("#back").tap()
    phone.page.wait_for_timeout(600)
    assert key(phone.now) == before, "two were skipped"


@pytest.mark.parametrize("size", [(360, 640), (390, 844), (768, 1024), (1280, 800)])
def test_the_buttons_stand_in_the_same_place_whatever_is_asked(
    browser: Browser, site_url: str, size: tuple[int, int]
) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    reader = Reader(context.new_page(), site_url + ADDRESS).ready().whole()
    places = reader.frame.locator("#host").evaluate(
        """(host) => {
          const root = host.shadowRoot, tops = {};
          for (const question of root.querySelectorAll(".fact")) {
            for (const other of root.querySelectorAll(".now")) other.classList.remove("now");
            question.classList.add("now");
            for (const group of root.querySelectorAll(".facts")) group.open = group === question.parentElement;
            tops[question.dataset.fact] = question.querySelector("[data-value=no]").getBoundingClientRect().top;
          }
          return tops;
        }"""
    )
    assert len(places) == len(QUESTIONS)
    assert len(set(places.values())) == 1, {
        fact: top for fact, top in places.items() if top != places["duty_or_reform"]
    }
    context.close()


def test_scrolled_down_nothing_moves_either(phone: Reader) -> None:
    phone.frame.locator("main").evaluate("(main) => main.scrollBy({ top: 40, behavior: 'instant' })")
    before = phone.now.locator("[data-value=no]").evaluate(PLACE)
    for _ in range(3):
        phone.press("yes")
        assert phone.now.locator("[data-value=no]").evaluate(PLACE) == before
        expect(phone.now.locator(".ask")).to_be_in_viewport()


def test_back_skip_and_forward(reader: Reader) -> None:
    first = key(reader.now)
    expect(reader.frame.locator("#back")).to_have_css("pointer-events", "none")
    reader.press("yes")
    second = key(reader.now)
    reader.frame.locator("#skip").click()
    third = reader.frame.locator(f".now:not([data-fact={second}])")
    expect(third).to_have_count(1)
    (expected,) = asked(**{first: True, second: "unknown"})
    expect(third).to_have_attribute("data-fact", expected)
    expect(reader.question(second)).not_to_have_class("answered")

    reader.frame.locator("#back").click()
    expect(reader.now).to_have_attribute("data-fact", second)
    reader.frame.locator("#back").click()
    expect(reader.now).to_have_attribute("data-fact", first)
    expect(reader.now.get_by_role("radio", checked=True)).to_have_text("是")
    expect(reader.frame.locator("#skip")).to_have_text("下一题", use_inner_text=True)
    reader.frame.locator("#skip").click()
    expect(reader.now).to_have_attribute("data-fact", second)
    reader.frame.locator("#back").click()
    expect(reader.now).to_have_attribute("data-fact", first)
    reader.now.locator("[data-value=no]").click()
    expect(reader.question(first).locator("[data-value=no]")).to_have_attribute("aria-checked", "true")


def test_the_end_leads_to_the_result(phone: Reader) -> None:
    expect(phone.frame.locator("#done")).to_be_hidden()
    phone.answer(duty_or_reform="no")
    phone.see("one")
    expect(phone.verdict).to_have_text("不适用")
    done = phone.frame.locator("#done")
    expect(done).to_contain_text("没有要问的了")
    expect(phone.now).to_have_count(0)
    expect(phone.frame.locator("#skip, #again")).to_have_count(2)
    for hidden in phone.frame.locator("#skip, #again").all():
        expect(hidden).to_be_hidden()
    phone.page.wait_for_timeout(500)
    done.get_by_role("button", name="看结论和理由").tap()
    expect(phone.frame.locator("#view .no").first).to_be_visible()


def test_what_was_skipped_is_asked_again_at_the_end(reader: Reader) -> None:
    skipped = 0
    while not reader.frame.locator("#done").is_visible():
        before = [key(question) for question in reader.now.all()]
        reader.frame.locator("#skip").click()
        reader.frame.locator(f".now[data-fact={before[0]}]").wait_for(state="hidden")
        skipped += len(before)
        assert skipped <= len(QUESTIONS)
    expect(reader.frame.locator("#done :focus, #done:focus")).to_have_count(1)
    reader.frame.locator("#again").click()
    expect(reader.now.first).to_have_attribute("data-fact", asked()[0])


def test_the_two_ways_show_the_same_answers(reader: Reader) -> None:
    first = key(reader.now)
    reader.press("yes")
    second = key(reader.now)
    reader.see("list")
    expect(reader.question(first).locator("[data-value=yes]")).to_have_attribute("aria-checked", "true")
    expect(reader.question(second)).to_be_visible()
    expect(reader.frame.locator("#back")).to_be_hidden()
    assert reader.frame.locator(".facts > summary:visible").count() > 8
    reader.answer({second: "yes"})
    reader.see("one")
    expect(reader.now).to_have_count(1)
    assert key(reader.now) not in (first, second)
