"""Reading in a real browser: terms, copying, the size of the letters, paper, small screens, keys alone, no script."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from shared.site_pages import SIDEWAYS, paths

from checker.regulations.xishuangbanna.text import REGULATION
from checker.text import anchor, name

pytestmark = pytest.mark.needs("chinese font")

CITED = f"《{REGULATION.title}》第七条第（三）项"
CONTENT = "getComputedStyle(document.querySelector('%s')).%s"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        locale="zh-CN", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def unscripted(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", java_script_enabled=False, viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def tops(page: Page) -> list[float]:
    """Where the provisions stand, to see that nothing moves."""
    found: list[float] = page.locator(".official :is(.paragraph, .item)").evaluate_all(
        "all => all.map(each => each.offsetTop)"
    )
    return found


def test_a_term_says_what_it_means_to_a_pointer_and_to_a_key_and_moves_nothing(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/articles/07.html")
    before, meaning = tops(page), page.locator(".meaning")
    assert page.locator(".md-content a:not([href])").count() == 0  # the box's own link leads nowhere before it opens
    term = page.locator("#a7-i7 a.term")
    assert meaning.is_hidden()
    term.hover()
    assert "不能预见、不能避免且不能克服" in meaning.inner_text()
    meaning.hover()  # the pointer may go into the box
    page.wait_for_timeout(400)
    assert meaning.is_visible() and tops(page) == before
    page.keyboard.press("Escape")
    assert meaning.is_hidden()
    page.locator("#a7-i6 .permalink").focus()
    page.mouse.move(0, 0)
    while not page.evaluate("document.activeElement.matches('#a7-i7 a.term')"):
        page.keyboard.press("Tab")
    meaning.wait_for()
    described = page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent"
    )
    assert "不能预见" in described
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html#*")
    assert page.locator("h2:target").inner_text() == "不可抗力"


def test_a_term_says_what_it_means_to_a_finger(phone: Page, site_url: str) -> None:
    phone.goto(f"{site_url}/articles/07.html")
    meaning = phone.locator(".meaning")
    phone.locator("#a7-i7 a.term").tap()
    meaning.wait_for()
    box = meaning.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
    assert phone.url.endswith("/articles/07.html")
    phone.locator("#a7-i6 .words").tap(position={"x": 60, "y": 50})
    assert meaning.is_hidden()
    phone.locator("#a7-i7 a.term").tap()
    meaning.get_by_role("link").tap()
    phone.wait_for_url("**/glossary.html#*")


def test_a_provision_is_copied_as_a_link_and_as_a_citation(browser: Browser, site_url: str) -> None:
    context = browser.new_context(locale="zh-CN", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site_url}/articles/07.html?h=x#n7")
    before = tops(page)
    page.locator("#a7-i3 .permalink").click()
    for button, copied in (("复制链接", f"{site_url}/articles/07.html#a7-i3"), ("复制引用", CITED)):
        page.get_by_role("button", name=button).click()
        page.get_by_text("已复制").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == copied
    assert tops(page) == before
    page.keyboard.press("Escape")
    assert page.locator(".copying").is_hidden() and page.evaluate("document.activeElement.matches('#a7-i3 a')")
    context.close()


def test_where_the_clipboard_refuses_the_words_are_selected(page: Page, site: Path) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")  # as in old browsers
    page.goto((site / "articles/07.html").as_uri())
    page.locator("#a7-i3 .permalink").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("没能复制").wait_for()
    assert page.evaluate("String(getSelection())") == CITED


@pytest.mark.parametrize(
    ("address", "cited"),
    [("7-1", "第七条"), ("12-2", "第十二条第二款"), ("15-1", "第十五条"), ("8(11)", "第八条第（十一）项")],
)
def test_a_citation_names_the_provision_as_is_usual(page: Page, site: Path, address: str, cited: str) -> None:
    page.goto((site / "text.html").as_uri())
    label = f"{name(address)}的链接"
    assert page.get_by_label(label, exact=True).get_attribute("data-cite") == f"《{REGULATION.title}》{cited}"


def test_larger_letters_stay_and_are_there_before_anything_is_painted(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/articles/07.html")
    size = "parseFloat(getComputedStyle(document.querySelector('#a7-i3 .words')).fontSize)"
    assert 18 <= page.evaluate(size) < 20
    page.get_by_label("字号").focus()
    page.keyboard.press("End")
    assert page.evaluate(size) > 25
    page.route("**/*.js", lambda route: route.abort())  # what is loaded comes too late
    page.goto(f"{site_url}/articles/09.html")
    assert page.evaluate("document.documentElement.dataset.size") == "3"
    page.unroute("**/*.js")
    page.reload()
    assert page.get_by_label("字号").input_value() == "3"


def test_letters_lines_and_faces_are_as_recommended(phone: Page, site_url: str) -> None:
    phone.goto(f"{site_url}/articles/07.html#n7-i3")
    for place in (".official p", ".note p", ".md-typeset"):
        letters, line = (
            float(phone.evaluate(CONTENT % (place, of)).removesuffix("px")) for of in ("fontSize", "lineHeight")
        )
        assert letters >= 18 and 1.7 <= line / letters <= 1.81, place
        assert phone.evaluate(CONTENT % (place, "fontFeatureSettings")) == "normal", "Firefox halves the punctuation"
    assert "Serif" in phone.evaluate(CONTENT % (".official p", "fontFamily"))
    assert "Serif" not in phone.evaluate(CONTENT % (".note p", "fontFamily"))
    small = phone.locator(".md-content :is(summary, button, .permalink), .md-header :is(select, button, label.md-icon)")
    sizes = small.evaluate_all("all => all.map(e => [e.offsetWidth, e.offsetHeight, e.outerHTML.slice(0, 80)])")
    assert sizes and not [each for each in sizes if each[0] and min(each[:2]) < 44]


def test_no_number_is_broken_from_its_unit_nor_a_citation_in_two(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/articles/09.html")
    page.locator("details").evaluate_all("all => all.forEach(each => (each.open = true))")
    whole = page.locator(".unbroken, .note a[href*='#a']:not([href*='norms.html'], td a)")
    assert whole.count() > 10
    for width in range(330, 530, 23):
        page.set_viewport_size({"width": width, "height": 800})
        assert set(
            whole.evaluate_all("all => all.map(e => new Set([...e.getClientRects()].map(r => r.top)).size)")
        ) <= {0, 1, 2}
        heights = whole.evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
        assert max(heights) < 45, width


def test_nothing_has_to_be_scrolled_sideways(page: Page, site: Path, site_url: str) -> None:
    for path in paths(site):
        page.goto(f"{site_url}/{path}")
        page.locator("details").evaluate_all("all => all.forEach(each => (each.open = true))")
        for width, size in ((360, "1"), (360, "3"), (640, "1")):  # a phone, with large letters, a projector at 200 %
            page.set_viewport_size({"width": width, "height": 740})
            page.evaluate("size => (document.documentElement.dataset.size = size)", size)
            assert page.evaluate(SIDEWAYS) == [], (path, width, size)


def test_without_a_script_all_is_there(unscripted: Page, site_url: str) -> None:
    unscripted.goto(f"{site_url}/text.html")
    shown = re.sub(r"\s", "", unscripted.locator(".whole-text").inner_text())
    for place in REGULATION:
        assert re.sub(r"\s", "", place.text) in shown or place.address == "1" or not place.address.isdigit()
    assert unscripted.locator("#a7-i3 .permalink").get_attribute("href") == f"#{anchor('7(3)')}"
    assert unscripted.get_by_label("字号").is_hidden()
    assert unscripted.locator(".note").first.is_hidden()
    unscripted.get_by_text("带注释", exact=True).click()
    assert unscripted.locator("#n7-i3").is_visible()
    unscripted.goto(f"{site_url}/articles/07.html")
    unscripted.locator("#n7-i3 > summary").click()
    assert unscripted.locator("#n7-i3 p").first.is_visible()
    assert unscripted.locator("#a7-i7 a.term").get_attribute("title")
    unscripted.locator("#a7-i7 a.term").click()
    assert unscripted.url.endswith("/glossary.html#%E4%B8%8D%E5%8F%AF%E6%8A%97%E5%8A%9B")


def test_paper_bears_the_text_its_addresses_and_the_notes_that_were_chosen(page: Page, site_url: str) -> None:
    def sheets() -> int:
        paper = page.pdf(prefer_css_page_size=True)
        boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", paper)
        assert boxes and {(round(float(w)), round(float(h))) for w, h in boxes} <= {(595, 842), (594, 841), (595, 841)}
        return len(boxes)

    page.goto(f"{site_url}/text.html")
    bare = sheets()
    page.get_by_text("带注释", exact=True).click()
    annotated = sheets()
    assert bare <= 8 and annotated > 2 * bare
    page.locator("#n7-i3 > summary").click()
    page.emulate_media(media="print")
    assert page.locator("#n7-i3").is_hidden() and page.locator("#n7-i2").is_visible()
    for gone in (".md-header", ".md-sidebar--primary", ".jump", ".choice"):
        assert page.locator(gone).is_hidden(), gone
    mark = "getComputedStyle(document.querySelector('#a7-i3 .permalink'), '::before').content"
    assert page.evaluate(mark) == '"#a7-i3"'


def test_keys_alone_reach_everything_and_nothing_holds_them(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/articles/12.html")
    wanted = page.locator(":is(.md-content, .md-header) :is(a, summary, button, select):not([tabindex='-1']):visible")
    wanted.evaluate_all("all => all.forEach((each, number) => (each.dataset.number = number))")
    missing, unseen = set(range(wanted.count())), []
    for _ in range(400):
        page.keyboard.press("Tab")
        number, outlined, what = page.evaluate(
            """() => {
              const e = document.activeElement;
              const seen = getComputedStyle(e).outlineStyle !== "none" || e.matches("input");
              return [Number(e.dataset.number ?? -1), seen, e === document.body ? "" : e.outerHTML.slice(0, 100)];
            }"""
        )
        missing.discard(number)
        if not what:
            break
        if not outlined:
            unseen.append(what)
    else:
        pytest.fail("the Tab key never comes round")
    assert unseen == []
    assert [wanted.nth(number).evaluate("each => each.outerHTML.slice(0, 100)") for number in sorted(missing)] == []
