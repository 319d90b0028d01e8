"""What can go wrong with the check page, each made to happen: a plain explanation, a way on, the answers kept."""

from pathlib import Path

import pytest
from attacks.listener import net
from check_reader import ADDRESS, Reader, page_after, page_with, saved, without_policies
from playwright.sync_api import Browser, Page, expect

RAISES = "def evaluate(text): return text\ndef view(text): return 1 / 0\n"


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


def test_without_its_policies_the_page_refuses_to_start(page: Page, built: str, tmp_path: Path) -> None:
    reader = Reader(page, saved(without_policies(built), tmp_path))
    expect_trouble(reader, "浏览器没有拦住")
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
    reader.worker.evaluate("() => close()")
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
