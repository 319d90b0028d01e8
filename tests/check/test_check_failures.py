"""What can go wrong with the check page, each made to happen: a plain explanation, a way on, the answers kept."""

import time
from pathlib import Path

import pytest
from attacks.listener import net
from playwright.sync_api import Browser, Page, Playwright, expect
from shared.check_reader import ADDRESS, FIRST, Reader, page_after, page_with, saved, source_with, without_policies

from builder import check_page, offline
from builder.runtime.split_profile import made
from devtools.browser import launch

BARRED = {"section_cadre": "yes", "duty_or_reform": "yes", "error": "yes", "broke_prohibitory": "yes"}
RAISES = "def evaluate(text, *_): return text\ndef view(text, *_): return 1 / 0\n"


@pytest.fixture(scope="module")
def built(site: Path) -> str:
    """The page as it is published."""
    return (site / "check" / "index.html").read_text(encoding="utf-8")


def expect_trouble(reader: Reader, words: str) -> None:
    """One explanation, in words, and no verdict."""
    reader.trouble.wait_for(timeout=30_000)
    expect(reader.trouble).to_have_count(1)
    expect(reader.trouble).to_contain_text(words)
    expect(reader.verdict).to_have_text("暂时没有结论")
    expect(reader.frame.locator("#view > *")).to_have_count(0)


@pytest.mark.parametrize("network", ["on", "off"])
def test_without_its_policies_the_page_refuses_to_start(page: Page, built: str, tmp_path: Path, network: str) -> None:
    """As in a browser that does not keep them; the offline copy is no way out there, with no network either."""
    page.context.set_offline(network == "off")
    reader = Reader(page, saved(without_policies(built), tmp_path))
    expect_trouble(reader, "浏览器没有拦住")
    expect(reader.trouble).to_contain_text("请换用新版的 Chrome、Edge 或 Firefox")
    expect(reader.trouble).to_contain_text(f"在“隐私”页存下“{offline.check_file()}”")
    expect(reader.question("error").locator("[data-value=yes]")).to_be_disabled()
    expect(page.locator("#print")).to_be_disabled()


def test_without_the_sandbox_the_page_refuses_to_start(page: Page, built: str) -> None:
    """On a server only: a file has an opaque origin anyway."""
    sandbox = 'sandbox="allow-scripts"'
    assert built.count(sandbox) == 2
    with net({ADDRESS: built.replace(sandbox, "").encode()}) as served:
        expect_trouble(Reader(page, served.own + ADDRESS), "浏览器没有拦住")


def test_a_truncated_file(page: Page, built: str, tmp_path: Path) -> None:
    reader = Reader(page, saved(built[: len(built) * 2 // 3], tmp_path))
    expect_trouble(reader, "没有载入完整")


def test_a_damaged_file(page: Page, built: str, tmp_path: Path) -> None:
    middle = built.index('data-part="wasm"') + 200_000
    reader = Reader(page, saved(built[:middle] + "AAAAAAAA" + built[middle + 8 :], tmp_path))
    expect_trouble(reader, "文件损坏")


def test_python_raises_and_the_reader_tries_again(page: Page, tmp_path: Path) -> None:
    reader = Reader(page, saved(page_with(RAISES), tmp_path))
    expect_trouble(reader, "推理程序出了错")
    expect(reader.frame.locator("#detail")).to_have_text("ZeroDivisionError: division by zero")
    reader.answer(error="yes")
    reader.frame.locator("#retry").click()
    expect(reader.frame.locator("#trouble")).to_be_hidden()
    expect_trouble(reader, "你的回答还在")
    expect(reader.question("error").locator("[data-value=yes]")).to_have_attribute("aria-checked", "true")


def test_a_killed_worker_is_noticed_and_replaced_with_the_answers_kept(page: Page, site_url: str) -> None:
    reader = Reader(page, site_url + ADDRESS).ready()
    reader.answer(section_cadre="yes", duty_or_reform="yes", error="yes")
    reader.worker.evaluate("() => void setTimeout(close)")  # not at once: nobody would answer the driver
    reader.answer(broke_prohibitory="yes")
    expect_trouble(reader, "没有回音")
    reader.frame.locator("#retry").click()
    expect(reader.verdict).to_have_text("不能容错", timeout=30_000)
    expect(reader.frame.locator("#trouble")).to_be_hidden()


def test_a_browser_without_wasm(page: Page, tmp_path: Path) -> None:
    reader = Reader(page, saved(page_after("delete globalThis.WebAssembly;"), tmp_path))
    expect_trouble(reader, "不能运行 WebAssembly")


def test_a_browser_that_refuses_wasm(page: Page, built: str, tmp_path: Path) -> None:
    permission = " &#39;wasm-unsafe-eval&#39;"
    assert permission in built
    reader = Reader(page, saved(built.replace(permission, "").replace(permission.replace("&", "&amp;"), ""), tmp_path))
    expect_trouble(reader, "不能运行 WebAssembly")


def test_an_old_browser(page: Page, tmp_path: Path) -> None:
    reader = Reader(page, saved(page_after("delete HTMLDialogElement.prototype.showModal;"), tmp_path))
    expect_trouble(reader, "浏览器太旧")
    expect(reader.question("error").locator("[data-value=yes]")).to_be_disabled()


def test_a_browser_without_declarative_shadow_roots(page: Page, built: str, tmp_path: Path) -> None:
    markup = "&lt;template shadowrootmode="
    assert built.count(markup) == 1
    reader = Reader(page, saved(built.replace(markup, "&lt;template data-unknown="), tmp_path)).ready()
    reader.answer(error="yes")
    expect(reader.frame.locator("#count")).to_have_text("1")


def test_no_script_at_all(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + ADDRESS)
    expect(page.locator(".noscript")).to_contain_text("JavaScript 被关掉了")
    context.close()


@pytest.mark.parametrize("pages", [64, 310], ids=["to unpack it", "to run it"])
def test_memory_is_short(playwright: Playwright, site_url: str, pages: int) -> None:
    chromium = launch(playwright, f"--js-flags=--wasm-max-mem-pages={pages}")  # of 64 KiB; Python begins with 320
    page = chromium.new_page()
    reader = Reader(page, site_url + ADDRESS)
    reader.trouble.wait_for(timeout=60_000)
    expect(reader.trouble).to_contain_text("内存")
    reader.answer(error="yes")
    expect(reader.question("error").locator("[data-value=yes]")).to_have_attribute("aria-checked", "true")
    chromium.close()


def test_a_tab_that_was_put_to_sleep_over_an_answer_goes_on_when_it_wakes(page: Page, tmp_path: Path) -> None:
    """Longer than the page would wait for a worker that does not answer, were it awake; here that is two seconds."""
    hasty = source_with("frame.js", "busy: 20 }", "busy: 2 }")
    reader = Reader(page, saved(check_page.assemble(made(), FIRST, hasty), tmp_path)).ready()
    session = page.context.new_cdp_session(page)
    reader.answer(BARRED)
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    time.sleep(4)
    session.send("Page.setWebLifecycleState", {"state": "active"})
    expect(reader.verdict).to_have_text("不能容错", timeout=30_000)
    expect(reader.frame.locator("#trouble")).to_be_hidden()


def test_back_and_forward(page: Page, site_url: str) -> None:
    reader = Reader(page, site_url + ADDRESS).ready()
    reader.answer(BARRED)
    page.goto(site_url + "/privacy.html")
    page.go_back()
    page.locator("#print:enabled").wait_for(timeout=60_000)
    again = Reader(page)
    chosen = again.frame.locator(".fact [aria-checked=true]").count()
    assert chosen in (0, len(BARRED)), "a page of old with all its answers, or a new one with none"
    again.answer({key: value for key, value in BARRED.items() if not chosen})
    expect(again.verdict).to_have_text("不能容错", timeout=30_000)


def test_at_twice_the_size_all_can_be_reached(browser: Browser, site_url: str) -> None:
    """A window of 1280 by 800 at 200 %."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 640, "height": 400}, device_scale_factor=2)
    page = context.new_page()
    reader = Reader(page, site_url + ADDRESS).ready()
    pressed = reader.press("yes")
    for document in (page.main_frame, reader.frame):
        assert document.evaluate("document.documentElement.scrollWidth <= innerWidth")
    reader.answer({key: value for key, value in BARRED.items() if key not in pressed})
    expect(reader.verdict).to_have_text("不能容错")
    expect(reader.verdict).to_be_in_viewport(ratio=1)
    reader.frame.locator("#unfold").click()
    expect(reader.frame.locator("#view > *").first).to_be_in_viewport()
    context.close()


def test_two_tabs_know_nothing_of_each_other(page: Page, site_url: str) -> None:
    one, two = Reader(page, site_url + ADDRESS).ready(), Reader(page.context.new_page(), site_url + ADDRESS).ready()
    one.answer(BARRED)
    two.answer(error="no")
    expect(one.verdict).to_have_text("不能容错")
    expect(two.frame.locator("#count")).to_have_text("1")
    expect(two.frame.locator(".fact [aria-checked=true]")).to_have_count(1)
