"""What a reader can see for themselves: attempts made live, their control, and what is to be trusted."""

import hashlib
import html
import re
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Locator, Page, expect

from builder import ROOT

TRUSTED = ("top", "frame")


def outcomes(at: Page | Frame) -> tuple[str, list[Locator]]:
    """Press the button; what is said at the end, and the cells of worker and window, but for missing ways."""
    at.locator("#try").click()
    expect(at.locator("#try")).to_be_enabled(timeout=60_000)
    return at.locator("#sum").inner_text(), at.locator("#lines td[class]:not(.lacks)").all()


@pytest.mark.parametrize("base", ["http", "file"])
def test_every_attempt_in_the_check_is_refused_in_the_browser_s_own_words(
    page: Page, site: Path, site_url: str, base: str
) -> None:
    page.goto((site_url if base == "http" else site.as_uri()) + "/check/index.html")
    page.locator("#verify > summary").click()
    verify = page.frames[2]
    expect(verify.locator("#try")).to_be_visible()
    assert not verify.locator("[data-fact]").count(), "where it is tried there is nothing to be lost"
    said, cells = outcomes(verify)
    assert len(cells) >= 20 and said == f"试了 {len(cells)} 种：拦住 {len(cells)} 种，没有拦住 0 种。"
    told = [cell.inner_text() for cell in cells]
    assert all(re.match("拦住了 .*[A-Za-z]", words) for words in told), told
    assert sum("default-src 'none'" in words for words in told) >= 8


def test_the_same_attempts_succeed_on_the_control_page(page: Page, site_url: str) -> None:
    page.goto(site_url + "/check/control.html")
    said, cells = outcomes(page)
    assert len(cells) >= 20 and said == f"试了 {len(cells)} 种：拦住 0 种，没有拦住 {len(cells)} 种。"


def test_what_is_to_be_trusted_is_short_and_its_sums_are_on_the_page_and_in_the_readme(site: Path) -> None:
    page = (site / "check" / "index.html").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    scripts = {name: (ROOT / "check" / f"{name}.js").read_bytes() for name in TRUSTED}
    assert sum(script.count(b"\n") for script in scripts.values()) < 400
    for script in scripts.values():
        assert f"<script>{script.decode()}</script>" in html.unescape(page)
        assert page.count(hashlib.sha256(script).hexdigest()) == 1
        assert readme.count(hashlib.sha256(script).hexdigest()) == 1
