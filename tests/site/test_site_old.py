"""The site in Chromium 109, the last that runs on Windows 7 and 8: the text is read, the rest works or says why not."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import needing
from playwright.sync_api import Browser, Page, Playwright, expect
from shared.check_reader import ADDRESS, FIRST, Reader, page_after, saved, source_with
from shared.site_pages import SIDEWAYS, paths

from builder import check_page
from builder.runtime.split_profile import made
from checker.regulations.xishuangbanna.text import REGULATION
from checker.text import Article, anchor, article_of
from devtools import old_browser

PHONE = 360
# The words as they are rendered; none, where they take no room, lie outside the window or are not to be seen.
SHOWN = """ids => ids.map(id => {
  const words = document.getElementById(id);
  const boxes = [...words.getClientRects()].filter(({ width, height }) => width > 10 && height > 10);
  const inside = boxes.length && boxes.every(({ left, right }) => left >= 0 && right <= innerWidth);
  return inside && words.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) ? words.innerText : "";
})"""


@pytest.fixture(scope="module")
def old(playwright: Playwright, pytestconfig: pytest.Config) -> Iterator[Browser]:
    needing("old browser", pytestconfig)
    chromium = old_browser.launch(playwright)
    assert chromium.version.startswith("109.")
    yield chromium
    chromium.close()


@pytest.fixture(params=[(1280, True), (PHONE, True), (PHONE, False)], ids=["desk", "phone", "phone, no script"])
def view(request: pytest.FixtureRequest, old: Browser) -> Iterator[Page]:
    """A page on which no script may fail."""
    width, scripted = request.param
    context = old.new_context(
        locale="zh-CN", viewport={"width": width, "height": 740}, java_script_enabled=scripted, has_touch=width == PHONE
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    yield page
    context.close()
    assert wrong == []


@pytest.fixture
def desk(old: Browser) -> Iterator[Page]:
    context = old.new_context(locale="zh-CN")
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(old: Browser) -> Iterator[Page]:
    context = old.new_context(locale="zh-CN", viewport={"width": PHONE, "height": 740}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def test_every_provision_is_there_to_be_read(view: Page, site_url: str) -> None:
    for number in (None, *range(1, len(REGULATION.articles) + 1)):
        view.goto(f"{site_url}/{f'articles/{number:02}' if number else 'text'}.html")
        lines = [each for each in REGULATION if not isinstance(each, Article)]
        places = [each for each in lines if number in (None, article_of(each.address))]
        shown = view.evaluate(SHOWN, [anchor(place.address) for place in places])
        for place, words in zip(places, shown, strict=True):
            assert re.sub(r"\s", "", place.text) in re.sub(r"\s", "", words), (number, place.address)


def test_no_page_is_empty_or_has_to_be_scrolled_sideways(phone: Page, site: Path, site_url: str) -> None:
    wrong: list[str] = []
    phone.on("pageerror", lambda error: wrong.append(f"{phone.url}: {error}"))
    for path in paths(site):
        phone.goto(f"{site_url}/{path}")
        phone.locator("details").evaluate_all("all => all.forEach(each => (each.open = true))")
        assert phone.evaluate(SIDEWAYS) == [], path
        assert phone.evaluate("document.documentElement.scrollWidth") == PHONE, path
        assert len(phone.locator(".md-content").inner_text()) > 10, path
    assert wrong == []


def test_one_finds_ones_way_on_a_phone(phone: Page, site_url: str) -> None:
    phone.goto(f"{site_url}/index.html")
    phone.locator(".md-header label[for=__drawer]").tap()
    phone.locator(".md-nav--primary").get_by_text("条文", exact=True).first.tap()
    phone.locator(".md-nav--primary").get_by_role("link", name="第八条").tap()
    phone.wait_for_url("**/articles/08.html")
    phone.locator(".md-footer__link--next").tap()
    phone.wait_for_url("**/articles/09.html")
    assert phone.locator("h1").inner_text().startswith("第九条")


def test_notes_terms_and_addresses_open(desk: Page, site_url: str) -> None:
    desk.goto(f"{site_url}/articles/07.html")
    note = desk.locator("#n7-i3")
    expect(note.locator("p").first).to_be_hidden()
    note.locator("> summary").click()
    expect(note.locator("p").first).to_be_visible()
    desk.locator("#a7-i7 a.term").hover()
    expect(desk.locator(".meaning")).to_contain_text("不能预见")
    desk.locator("#a7-i3 .permalink").click()
    expect(desk.get_by_role("button", name="复制引用")).to_be_visible()
    desk.goto(f"{site_url}/articles/08.html#n8-i4")
    expect(desk.locator("#n8-i4")).to_have_attribute("open", "")


def test_the_whole_text_is_read_with_or_without_notes(desk: Page, site_url: str) -> None:
    desk.goto(f"{site_url}/text.html")
    expect(desk.locator("#n7-i3")).to_be_hidden()
    desk.get_by_text("带注释", exact=True).click()
    expect(desk.locator("#n7-i3")).to_be_visible()


def test_the_search_finds_and_leads_there(phone: Page, site_url: str) -> None:
    phone.goto(f"{site_url}/articles/05.html")
    phone.locator(".md-header label[for=__search]").first.tap()
    phone.locator(".md-search__input").fill("图省事没走流程")
    expect(phone.locator(".found-as").first).to_be_visible()
    phone.locator(".md-search__input").fill("不可抗力")
    first = phone.locator(".md-search-result__item > a", has_text="第七条第（七）项").first
    expect(first.locator("mark").first).to_have_text("不可抗力")
    first.tap()
    phone.wait_for_url("**/articles/07.html#a7-i7")
    expect(phone.locator("#a7-i7")).to_be_in_viewport()


def test_the_check_runs(phone: Page, site_url: str) -> None:
    reader = Reader(phone, site_url + ADDRESS).ready()
    reader.answer(section_cadre="yes", duty_or_reform="yes", error="yes", broke_prohibitory="yes")
    expect(reader.verdict).to_have_text("不能容错", timeout=30_000)


def test_where_the_check_cannot_even_be_read_it_says_so(desk: Page, site_url: str, tmp_path: Path) -> None:
    """A browser that is older still takes a new way of writing for a slip and runs no line of the script."""
    reader = Reader(desk, saved(page_after("let let;"), tmp_path))
    words = reader.frame.locator("#host").inner_text()
    assert "这个浏览器太旧" in words and "请换用 Chrome" in words
    whole = Reader(desk, site_url + ADDRESS).ready()
    assert "太旧" not in whole.frame.locator("body").inner_text()


def test_where_the_style_is_not_understood_the_check_says_so(desk: Page, tmp_path: Path) -> None:
    """As in Chromium 86, which offices have under other names: it runs the script, and knows no `:is`."""
    source = source_with("frame.css", ":is(", ":not-known(")
    reader = Reader(desk, saved(check_page.assemble(made(), FIRST, source), tmp_path))
    expect(reader.trouble).to_contain_text("这个浏览器太旧")
