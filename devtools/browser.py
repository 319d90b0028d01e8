"""A real Chromium, a Firefox, and fonts with Chinese characters, for the tests: found, or installed."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Browser, BrowserContext, Error, Playwright, sync_playwright

from builder import ROOT
from builder.core import command
from builder.core.console import Problem, progress
from builder.core.steps import explain

Started = TypeVar("Started")

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
PLACES = {
    "win32": ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"),
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
}
FIREFOX_NAMES = ("firefox-esr", "firefox")
FIREFOX_PLACES = {
    "win32": ("Mozilla Firefox/firefox.exe",),
    "darwin": ("/Applications/Firefox.app/Contents/MacOS/firefox",),
}
FIREFOX_OLDEST = 129  # speaks all of WebDriver BiDi that the tests use
# No sandbox: it needs rights that root and containers lack. The rest keeps the browser itself off the network.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
BY_HAND = "请安装 Chromium、Chrome 或 Edge 中的一种（Debian 上：apt-get install chromium fonts-noto-cjk）后重新运行。"
FIREFOX_BY_HAND = f"请安装 Firefox {FIREFOX_OLDEST} 以上（Debian 上：apt-get install firefox-esr）后重新运行。"


def launch(playwright: Playwright, *more: str) -> Browser:
    """Start the first browser that starts; a file of that name may be a stub that only tells how to get one."""
    return _first(playwright, lambda path: playwright.chromium.launch(executable_path=path, args=[*FLAGS, *more]))


def launch_persistent(playwright: Playwright, profile: Path, flags: Sequence[str] = ()) -> BrowserContext:
    """The same with a profile in this folder, which the browser's processes name in their command lines."""
    start = playwright.chromium.launch_persistent_context
    return _first(playwright, lambda path: start(profile, executable_path=path, args=[*FLAGS, *flags]))


def _first(playwright: Playwright, start: Callable[[str], Started]) -> Started:
    for candidate in _candidates(playwright):
        try:
            return start(candidate)
        except Error:
            continue
    raise Problem(f"浏览器：没有找到可以启动的 Chromium；{BY_HAND}")


def find_firefox() -> str:
    """The first Firefox that is new enough and tells its version; a stub only tells how to get one."""
    for candidate in _firefox_candidates():
        try:
            said = command.run([candidate, "--version"], cwd=ROOT)
        except (OSError, command.Failed):
            continue
        if (version := re.search(r"Firefox (\d+)", said)) and int(version[1]) >= FIREFOX_OLDEST:
            return candidate
    raise Problem(f"浏览器：没有找到 Firefox；{FIREFOX_BY_HAND}")


def prepare(*, strict: bool = True) -> None:
    """Make sure that `launch` and `find_firefox` find one and that Chinese text has glyphs; install what is missing.

    Where that cannot be done, Chromium alone is enough unless ``strict``: what needs the rest does not run then.
    """
    with progress("准备测试用的浏览器") as line:
        missing = _missing()
        if not missing:
            line.note = "已有"
            return
        try:
            _install(missing, strict=strict)
        except command.Failed as error:
            raise explain("browser", "安装测试用的浏览器", error) from error
        still = [name for name in _missing() if strict or name == "chromium"]
        if still:
            mend = FIREFOX_BY_HAND if still == ["firefox-esr"] else BY_HAND
            raise Problem(f"浏览器：安装后仍然缺少 {'、'.join(still)}；{mend}")


def _missing() -> list[str]:
    missing = []
    with sync_playwright() as playwright:
        try:
            launch(playwright).close()
        except Problem:
            missing.append("chromium")
    try:
        find_firefox()
    except Problem:
        missing.append("firefox-esr")
    if not has_chinese_font():
        missing.append("fonts-noto-cjk")
    return missing


def has_chinese_font() -> bool:
    """Whether Chinese characters are drawn as they are; elsewhere than on Linux they always are."""
    if sys.platform != "linux":
        return True
    # No fc-list means no fontconfig, and Chromium on Linux finds its fonts by nothing else.
    return bool(shutil.which("fc-list")) and bool(command.run(["fc-list", ":lang=zh"], cwd=ROOT).strip())


def _install(missing: list[str], *, strict: bool) -> None:
    if shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        command.run(["apt-get", "update"], cwd=ROOT, env=quiet)
        packages = [*missing, "fontconfig"] if "fonts-noto-cjk" in missing else missing
        command.run(["apt-get", "install", "-y", "--no-install-recommends", *packages], cwd=ROOT, env=quiet)
    elif strict and "fonts-noto-cjk" in missing:
        raise Problem(
            "字体：没有中文字体，页面无法如实显示；请安装 fonts-noto-cjk（或系统里对应的中文字体包）后重新运行。"
        )
    elif strict and "firefox-esr" in missing:
        raise Problem(f"浏览器：没有找到 Firefox，也不能替你安装；{FIREFOX_BY_HAND}")
    elif "chromium" in missing:
        command.run([sys.executable, "-m", "playwright", "install", "chromium"], cwd=ROOT)


def enclosing() -> list[str]:
    """The words before a command that give it a network of its own; none where the system does not let it have one."""
    for words in (["unshare", "--net", "--mount"], ["unshare", "--map-root-user", "--net", "--mount"]):
        tried = [*words, "mount", "--bind", "/etc/hosts", "/etc/resolv.conf"]
        if shutil.which(words[0]) and subprocess.run(tried, capture_output=True, check=False).returncode == 0:
            return words
    return []


def _candidates(playwright: Playwright) -> Iterator[str]:
    for name in NAMES:
        if found := shutil.which(name):
            yield found
    yield from _placed(PLACES)
    if Path(playwright.chromium.executable_path).exists():
        yield playwright.chromium.executable_path


def _firefox_candidates() -> Iterator[str]:
    for name in FIREFOX_NAMES:
        if found := shutil.which(name):
            yield found
    yield from _placed(FIREFOX_PLACES)


def _placed(places: Mapping[str, Sequence[str]]) -> Iterator[str]:
    roots = [Path(os.environ.get(name, "/")) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)")]
    for place in places.get(sys.platform, ()):
        yield from (str(root / place) for root in roots if (root / place).exists())
