"""The browser of the tests is found behind stubs, and installed by what the machine has for it."""

import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from builder.core import command
from builder.core.console import Problem
from devtools import browser, old_browser

pytestmark = pytest.mark.needs("posix")


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on PATH; programs in it write down how they are called."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def program(folder: Path, name: str, body: str) -> None:
    (folder / name).write_text(f'#!/bin/sh\necho "{name} $*" >>"{folder}/calls"\n{body}\n')
    (folder / name).chmod(0o755)


def test_a_stub_that_only_tells_how_to_get_a_browser_is_passed_over(
    playwright: Playwright, bin_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    real = [path for name in browser.NAMES if (path := shutil.which(name))]
    monkeypatch.setenv("PATH", f"{bin_folder}{os.pathsep}{os.environ['PATH']}")
    program(bin_folder, "chromium", "echo 'please install the snap'; exit 1")
    (bin_folder / "google-chrome").symlink_to(real[0] if real else playwright.chromium.executable_path)
    chromium = browser.launch(playwright)
    assert chromium.version
    chromium.close()
    assert "chromium" in (bin_folder / "calls").read_text()


def test_no_browser_at_all_says_how_to_get_one(
    playwright: Playwright, bin_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "_candidates", lambda _playwright: iter(()))
    with pytest.raises(Problem, match=r"没有找到可以启动的 Chromium；.*apt-get install chromium fonts-noto-cjk"):
        browser.launch(playwright)


def test_root_on_debian_installs_what_is_missing_by_apt(bin_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    program(bin_folder, "apt-get", "")
    browser._install(["chromium", "fonts-noto-cjk"], strict=True)
    assert (bin_folder / "calls").read_text().splitlines() == [
        "apt-get update",
        "apt-get install -y --no-install-recommends chromium fonts-noto-cjk fontconfig",
    ]


def test_elsewhere_playwright_installs_its_own(bin_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bin_folder, "python", "")
    monkeypatch.setattr(sys, "executable", str(bin_folder / "python"))
    browser._install(["chromium"], strict=True)
    assert (bin_folder / "calls").read_text() == "python -m playwright install chromium\n"


def test_fonts_that_only_the_system_can_install_are_named(bin_folder: Path) -> None:
    with pytest.raises(Problem, match=r"字体：没有中文字体.*fonts-noto-cjk"):
        browser._install(["fonts-noto-cjk"], strict=True)
    assert not browser.has_chinese_font()


def test_a_download_that_fails_says_why(bin_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    program(bin_folder, "apt-get", "echo 'E: Failed to fetch http://x  Could not connect'; exit 100")
    monkeypatch.setattr(browser, "_missing", lambda: ["chromium"])
    with pytest.raises(Problem, match="安装测试用的浏览器：连不上网络"):
        browser.prepare()
    with pytest.raises(command.Failed):
        browser._install(["chromium"], strict=True)


def test_where_the_old_browser_is_missing_it_says_where_it_runs(
    playwright: Playwright, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(old_browser, "STEP", replace(old_browser.STEP, output=tmp_path))
    with pytest.raises(Problem, match=r"旧浏览器：Chromium 109 不能启动.*Linux（x86-64）.*libnss3"):
        old_browser.launch(playwright)


def test_a_firefox_that_is_a_stub_or_too_old_is_passed_over(bin_folder: Path) -> None:
    program(bin_folder, "firefox-esr", "echo 'please install the snap'; exit 1")
    program(bin_folder, "firefox", "echo 'Mozilla Firefox 102.9.0esr'")
    with pytest.raises(Problem, match=r"没有找到 Firefox；.*apt-get install firefox-esr"):
        browser.find_firefox()
    assert (bin_folder / "calls").read_text() == "firefox-esr --version\nfirefox --version\n"
    program(bin_folder, "firefox", "echo 'Mozilla Firefox 153.7.0esr'")
    assert browser.find_firefox() == str(bin_folder / "firefox")


def test_elsewhere_firefox_is_for_a_person_to_install(bin_folder: Path) -> None:
    with pytest.raises(Problem, match="没有找到 Firefox，也不能替你安装"):
        browser._install(["firefox-esr"], strict=True)
