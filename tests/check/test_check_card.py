"""One question at a time: what is asked, why, and what never happens under the finger."""

import json
from collections.abc import Collection
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from shared.check_reader import ADDRESS, RESTS, SECOND, Reader, stalling

from checker.api.bridge import view
from checker.engine.catalogue import facts
from checker.engine.check import Check
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.checks.accusation import ACCUSATION
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE

QUESTIONS = {fact["key"]: fact["question"] for fact in facts(TOLERANCE)}
PLACE = (
    "(element) => { const { x, y, width, height } = element.getBoundingClientRect(); return [x, y, width, height]; }"
)


@pytest.fixture
def reader(first_check: Reader) -> Reader:
    """At the page, everything there for a blank form."""
    return first_check.anew()


@pytest.fixture
def phone(small_phone: Reader) -> Reader:
    """The same on a small phone."""
    return small_phone.anew()


def asked(chosen: dict[str, str], skipped: Collection[str] = ()) -> list[str]:
    """What the checker would ask now."""
    request = {"chosen": chosen | dict.fromkeys(skipped, "unknown")}
    keys: list[str] = json.loads(view(json.dumps(request), BODY.place(TOLERANCE)))["ask"]
    return keys


def keys(questions: Locator) -> list[str]:
    return [question.get_attribute("data-fact") or "" for question in questions.all()]


def test_one_question_is_there_with_the_page_and_the_next_comes_with_each_answer(page: Page, site: Path) -> None:
    built = (site / "check" / "index.html").read_bytes()
    with stalling(built, len(built) // 3) as (address, go_on):
        page.goto(address + ADDRESS, wait_until="commit")
        reader = Reader(page)
        expect(reader.now).to_have_count(1)
        assert reader.page.locator("#print").is_disabled()
        go_on.set()
        reader.ready().whole()
    chosen: dict[str, str] = {}
    for value in ("yes", "yes", "unknown", "no", "yes", "no"):
        assert keys(reader.now) == asked(chosen)
        assert reader.now.locator(".ask").all_text_contents() == [QUESTIONS[fact] for fact in asked(chosen)]
        assert keys(reader.frame.locator(".question.fact:visible")) == asked(chosen), "more is shown than is asked"
        chosen |= reader.press(value)


def test_why_it_is_asked_with_its_provision_and_what_a_yes_and_a_no_would_mean(reader: Reader) -> None:
    why = reader.frame.locator("#why")
    expect(why).to_contain_text("第三条还没有定，要看这一问。")
    expect(why.locator(".quote")).to_contain_text("在履职担当、改革创新过程中")
    expect(why).to_contain_text("答“否”：结论就是“不适用”。")
    expect(why).to_contain_text("答“是”：")
    why.get_by_role("button", name="第三条").click()
    expect(reader.frame.locator("#text article:visible h2")).to_have_text("第三条")
    reader.page.keyboard.press("Escape")
    reader.press("yes")
    expect(why).to_contain_text("第四条")
    expect(why).to_contain_text("都答“否”：结论就是“不适用”。")


def test_the_focus_goes_to_the_next_question_and_an_arrow_answers_nothing(reader: Reader) -> None:
    keyboard, focused = reader.page.keyboard, reader.frame.locator("#app :focus")
    (first,) = keys(reader.now)
    reader.now.get_by_role("radio", name="不清楚").focus()
    keyboard.press("ArrowRight")
    expect(focused).to_have_text("是")
    expect(reader.frame.locator(".question.answered")).to_have_count(0)
    keyboard.press("Space")
    expect(reader.question(first)).to_be_hidden()
    group = reader.frame.get_by_role("radiogroup", name=QUESTIONS[keys(reader.now)[0]])
    expect(group.locator(":focus")).to_have_count(1)
    expect(focused).to_have_attribute("role", "radio")
    expect(group).to_have_attribute("aria-describedby", f"h-{keys(reader.now)[0]}")
    keyboard.press("Shift+Tab")
    expect(focused).to_have_text("跳过这题", use_inner_text=True)


def test_a_key_that_is_held_down_answers_once(reader: Reader) -> None:
    reader.now.get_by_role("radio", name="否").focus()
    for _ in range(12):  # the driver marks every press after the first as a repetition
        reader.page.keyboard.down("Enter")
        reader.page.wait_for_timeout(60)
    reader.page.keyboard.up("Enter")
    expect(reader.frame.locator(".question.answered")).to_have_count(1)


def test_a_double_click_answers_one_question(reader: Reader) -> None:
    (first,) = keys(reader.now)
    reader.now.locator("[data-value=yes]").dblclick(delay=40)
    expect(reader.question(first)).to_be_hidden()
    reader.at_rest()
    expect(reader.frame.locator(".question.answered")).to_have_count(1)
    expect(reader.question(first).locator("[data-value=yes]")).to_have_attribute("aria-checked", "true")


def test_a_double_tap_answers_one_question_and_skips_one(phone: Reader) -> None:
    """Two taps where the browser does not count them as one double click."""
    button = phone.now.locator("[data-value=yes]").bounding_box()
    skip = phone.frame.locator("#skip").bounding_box()
    assert button and skip
    seen = [keys(phone.now)]
    for box in (button, skip):
        for _ in range(2):
            phone.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            phone.page.wait_for_timeout(150)  # between two taps
        phone.at_rest()
        expect(phone.frame.locator(".question.answered")).to_have_count(1)
        seen.append(keys(phone.now))
    chosen = {seen[0][0]: "yes"}
    assert seen[1:] == [asked(chosen), asked(chosen, seen[1])]


@pytest.mark.parametrize("size", [(360, 640), (390, 844), (768, 1024), (1280, 800)])
@pytest.mark.parametrize(("address", "check"), [(ADDRESS, TOLERANCE), (SECOND, ACCUSATION)])
def test_the_buttons_stand_in_the_same_place_whatever_is_asked(
    browser: Browser, site_url: str, size: tuple[int, int], address: str, check: Check
) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    reader = Reader(context.new_page(), site_url + address).ready().whole()
    places = reader.frame.locator("#host").evaluate(
        """(host) => {
          const root = host.shadowRoot, tops = {};
          for (const question of root.querySelectorAll(".question.fact")) {
            for (const other of root.querySelectorAll(".now")) other.classList.remove("now");
            question.classList.add("now");
            for (const group of root.querySelectorAll(".facts")) group.open = group === question.parentElement;
            tops[question.dataset.fact] = question.querySelector("[data-value=no]").getBoundingClientRect().top;
          }
          return tops;
        }"""
    )
    assert places.keys() == {fact.key for section in check.on_page for fact in section.facts}
    assert len(set(places.values())) == 1, places
    context.close()


def test_scrolled_down_nothing_moves_either(phone: Reader) -> None:
    phone.frame.locator("main").evaluate("(main) => main.scrollBy({ top: 40, behavior: 'instant' })")
    first = phone.frame.locator(".now:visible [data-value=no]").first
    before = first.evaluate(PLACE)
    for _ in range(3):
        phone.now.first.locator("[data-value=yes]").click()
        phone.at_rest()
        assert first.evaluate(PLACE) == before
        expect(phone.now.first.locator(".ask")).to_be_in_viewport()


def test_back_skip_and_forward(reader: Reader) -> None:
    back, skip = reader.frame.locator("#back"), reader.frame.locator("#skip")
    (first,) = keys(reader.now)
    expect(back).to_have_css("pointer-events", "none")
    reader.press("yes")
    second = keys(reader.now)
    skip.click()
    expect(reader.question(second[0])).to_be_hidden()
    assert keys(reader.now) == asked({first: "yes"}, second)
    expect(reader.frame.locator(".question.answered")).to_have_count(1)

    back.click()
    expect(reader.question(second[0])).to_be_visible()
    back.click()
    expect(reader.question(first)).to_be_visible()
    expect(reader.now.get_by_role("radio", checked=True)).to_have_text("是")
    expect(skip).to_have_text("下一题", use_inner_text=True)
    skip.click()
    expect(reader.question(second[0])).to_be_visible()
    back.click()
    expect(reader.question(first)).to_be_visible()
    reader.now.locator("[data-value=unknown]").click()
    expect(reader.question(first)).to_be_hidden()
    expect(reader.question(first).locator("[data-value=unknown]")).to_have_attribute("aria-checked", "true")
    assert keys(reader.now) == asked({first: "unknown"}, second)


def test_what_is_asked_together_stays_until_all_of_it_is_answered(reader: Reader) -> None:
    (first,) = keys(reader.now)
    reader.press("yes")
    together = keys(reader.whole().now)
    reader.frame.locator("#form").evaluate(RESTS)
    assert len(together) == 3 and asked({first: "yes"}) == together
    place = reader.now.last.evaluate(PLACE)
    reader.question(together[0]).locator("[data-value=no]").click()
    reader.whole()
    assert keys(reader.now) == together and reader.now.last.evaluate(PLACE) == place
    reader.frame.locator("#none").click()
    expect(reader.question(together[0])).to_be_hidden()
    for fact in together:
        expect(reader.question(fact).locator("[data-value=no]")).to_have_attribute("aria-checked", "true")
    expect(reader.verdict).to_have_text("不适用")


def test_one_yes_of_what_is_asked_together_can_be_enough(reader: Reader) -> None:
    (first,) = keys(reader.now)
    reader.press("yes")
    together = keys(reader.whole().now)
    reader.frame.locator("#form").evaluate(RESTS)
    reader.question(together[1]).locator("[data-value=yes]").click()
    expect(reader.question(together[0])).to_be_hidden()
    assert keys(reader.now) == asked({first: "yes", together[1]: "yes"})


def test_answers_that_contradict_are_the_question(reader: Reader) -> None:
    reader.answer(error="no", repeated_error="yes")
    reader.see("one")
    expect(reader.verdict).to_have_text("有回答互相矛盾，先不下结论")
    assert set(keys(reader.now)) == {"error", "repeated_error"}
    expect(reader.frame.locator("#why .conflict")).to_contain_text("同一事由重复出现失误错误，就是出现了失误错误")
    expect(reader.frame.locator("#none")).to_be_hidden()
    reader.question("error").locator("[data-value=yes]").click()
    expect(reader.verdict).to_have_text("尚不能判断")
    expect(reader.question("repeated_error")).to_be_hidden()


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
    phone.at_rest()
    done.get_by_role("button", name="看结论和理由").tap()
    expect(phone.frame.locator("#view .no").first).to_be_visible()


def test_what_was_skipped_is_asked_again_at_the_end(reader: Reader) -> None:
    skipped: set[str] = set()
    while not reader.frame.locator("#done").is_visible():
        before = keys(reader.now)
        reader.frame.locator("#skip").click()
        reader.question(before[0]).wait_for(state="hidden")
        assert not skipped & set(before)
        skipped |= set(before)
    expect(reader.frame.locator("#done:focus")).to_have_count(1)
    expect(reader.frame.locator(".question.answered")).to_have_count(0)
    reader.frame.locator("#again").click()
    expect(reader.question(asked({})[0])).to_be_visible()


def test_the_two_ways_show_the_same_answers(reader: Reader) -> None:
    (first,) = keys(reader.now)
    reader.press("yes")
    second = keys(reader.now)
    reader.see("list")
    expect(reader.question(first).locator("[data-value=yes]")).to_have_attribute("aria-checked", "true")
    expect(reader.question(second[0])).to_be_visible()
    expect(reader.frame.locator("#back")).to_be_hidden()
    assert reader.frame.locator(".facts > summary:visible").count() > 8
    reader.answer({second[0]: "yes"})
    expect(reader.frame.locator("#app[data-state=ready]")).to_be_visible()
    reader.see("one")
    assert keys(reader.now) == asked({first: "yes", second[0]: "yes"})
