"""What a reader can see for themselves: attempts made live, their control, and what is to be trusted."""

import hashlib
import html
import re
from pathlib import Path

import pytest

from builder import ROOT
from devtools import drivers

TRUSTED = ("top", "frame")
VERIFY = 1  # the frame's number
LEAST = 19  # attempts in worker and window together

OPEN = """document.querySelector("#verify > summary").click(); return null"""
# What is said at the end; by way, what is said of the worker and of the window; and how many questions are there.
TRY = """
  const at = (id) => document.getElementById(id), sleep = () => new Promise((end) => setTimeout(end, 100));
  while (!at("try") || at("try").getBoundingClientRect().height === 0) await sleep();
  at("try").click();
  do await sleep(); while (at("try").disabled);
  const lines = [...at("lines").rows].map(({ cells: [says, ...cells] }) => [
    says.textContent, cells.filter((cell) => cell.matches("[class]:not(.lacks)")).map((cell) => cell.textContent),
  ]);
  return [at("sum").textContent, Object.fromEntries(lines), document.querySelectorAll("[data-fact]").length];
"""
# What a browser refuses without a reason that the page could show; any other refusal has its words.
SILENT = {"chromium": {"交一张表单"}, "firefox": {"交一张表单", "另开一个线程，程序从网址来（Worker）"}}


@pytest.mark.parametrize("base", ["http", "file"])
def test_every_attempt_in_the_check_is_refused_in_the_browser_s_own_words(
    driver: drivers.Driver, site: Path, site_url: str, base: str
) -> None:
    tab = driver.visit((site_url if base == "http" else site.as_uri()) + "/check/index.html")
    tab.run(OPEN)
    said, lines, questions = tab.run(TRY, VERIFY)
    tab.close()
    assert not questions, "where it is tried there is nothing to be lost"
    told = [cell for cells in lines.values() for cell in cells]
    assert len(told) >= LEAST and said == f"试了 {len(told)} 种：拦住 {len(told)} 种，没有拦住 0 种。"
    assert all(cell.startswith("拦住了 ") for cell in told), told
    silent = {way for way, cells in lines.items() if any("浏览器没有说原因" in cell for cell in cells)}
    assert silent == SILENT[driver.name]
    assert all(re.search("[A-Za-z]", cell) for way, cells in lines.items() if way not in silent for cell in cells)
    assert sum("default-src 'none'" in cell for cell in told) >= 7


def test_the_same_attempts_succeed_on_the_control_page(driver: drivers.Driver, site_url: str) -> None:
    tab = driver.visit(site_url + "/check/control.html")
    said, lines, _ = tab.run(TRY)
    tab.close()
    told = [cell for cells in lines.values() for cell in cells]
    assert len(told) >= LEAST and said == f"试了 {len(told)} 种：拦住 0 种，没有拦住 {len(told)} 种。", lines


def test_what_is_to_be_trusted_is_short_and_its_sums_are_on_the_page_and_beside_the_promise(site: Path) -> None:
    page = (site / "check" / "index.html").read_text(encoding="utf-8")
    promise = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    scripts = {name: (ROOT / "check" / f"{name}.js").read_bytes() for name in TRUSTED}
    assert sum(script.count(b"\n") for script in scripts.values()) < 500
    for script in scripts.values():
        assert f"<script>{script.decode()}</script>" in html.unescape(page)
        assert page.count(hashlib.sha256(script).hexdigest()) == 1
        assert promise.count(hashlib.sha256(script).hexdigest()) == 1
