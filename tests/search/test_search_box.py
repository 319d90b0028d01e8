"""The search in a real browser, from a server and from a file: typing, pasting, keys, marks, groups, reasons."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from builder.search import terminal


@pytest.fixture(params=["http", "file"])
def box(request: pytest.FixtureRequest, browser: Browser, site: Path, site_url: str) -> Iterator[Page]:
    """An article's page; what it asks for is kept in `asked`, what goes wrong in `wrong`."""
    base = site_url if request.param == "http" else site.as_uri()
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda each: asked.append(each.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{base}/articles/05.html")
    page.locator(".md-search__input").click()
    yield page
    assert not wrong and all(url.startswith((base, "data:", "blob:")) for url in asked), "asked nobody else"
    assert any("search/worker.js" in url for url in asked)
    context.close()


def test_who_only_reads_does_not_fetch_the_index(browser: Browser, site_url: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url))
    page.goto(f"{site_url}/articles/05.html", wait_until="networkidle")
    assert f"{site_url}/search/worker.js" in asked and f"{site_url}/search/index.js" not in asked
    with page.expect_request_finished(lambda each: each.url.endswith("/search/index.js")):
        page.locator(".md-search__input").click()
    page.close()


def found(box: Page) -> list[str]:
    """The names of the hits that are shown, in order."""
    box.locator(".md-search-result__item").first.wait_for()
    return [words for words in box.locator(".md-search-result__item > a h2").all_inner_texts() if words]


def test_typing_finds_marks_and_groups(box: Page) -> None:
    box.keyboard.type("不可抗力")
    assert found(box)[0] == "第七条第（七）项"
    expect(box.locator(".md-search-result__item h1").first).to_have_text("第七条　可以容错的情形")
    assert set(box.locator(".md-search-result__item").first.locator("> a mark").all_inner_texts()) == {"不可抗力"}
    titles = box.locator(".md-search-result__item h1").all_inner_texts()
    assert len(titles) == len(set(titles))


def test_pasted_or_dictated_text_finds_and_the_order_is_that_of_the_command(box: Page) -> None:
    box.keyboard.insert_text("拿容错当“护身符”，搞纪律“松绑”")  # no key is pressed
    assert found(box)[0] == "第五条第（五）项"
    (answer,) = terminal.ask(["拿容错当“护身符”，搞纪律“松绑”"])
    assert found(box) == [hit["name"] for group in answer["groups"] for hit in group["hits"] if not hit["folded"]]


def test_the_reason_is_shown(box: Page) -> None:
    box.keyboard.insert_text("解释权")
    expect(box.locator(".md-search-result__item").first.locator(".found-as").first).to_contain_text("也叫：解释权")
    box.locator(".md-search__input").fill("第七条第十二项")
    expect(box.locator(".found-as").first).to_have_text("第七条没有第（十二）项：它有九项。")


def test_what_is_typed_is_never_markup(box: Page) -> None:
    box.keyboard.insert_text("<img src=x onerror=alert(1)> 护身符")
    assert found(box)[0] == "第五条第（五）项"
    assert box.locator(".md-search-result img").count() == 0


def test_keys_alone_reach_a_hit_and_no_word_goes_into_the_address(box: Page) -> None:
    box.keyboard.press("Escape")
    expect(box.locator("#__search")).not_to_be_checked()
    box.wait_for_function("!document.querySelector('.md-search').contains(document.activeElement)")
    box.keyboard.press("/")
    box.keyboard.insert_text("第八条第四项")
    found(box)
    box.keyboard.press("ArrowDown")
    box.keyboard.press("ArrowDown")
    assert box.evaluate("document.activeElement.hash") == "#a8-i4"
    box.keyboard.press("Enter")
    box.wait_for_url("**/articles/08.html#a8-i4")
    assert "?" not in box.url


def test_enter_goes_to_the_first_hit(box: Page) -> None:
    box.keyboard.insert_text("护身符")
    found(box)
    box.keyboard.press("Enter")
    box.wait_for_url("**/articles/05.html#a5-i5")
    assert "?" not in box.url
