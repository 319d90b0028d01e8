"""The site on a stick: unpacked where folders have spaces and Chinese names, opened as files, with the network off."""

import hashlib
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from shared.check_reader import Reader, saved, without_policies

from builder import ROOT, house, offline
from builder.core import steps
from builder.exports import SUMS
from devtools import drivers


@pytest.fixture(scope="module")
def made(site: Path) -> Path:
    """Both files, of the site that the other tests look at."""
    steps.run([offline.STEP])
    return offline.STEP.path


@pytest.fixture(scope="module")
def stick(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is on the stick."""
    folder = tmp_path_factory.mktemp("stick") / "U 盘（培训用）"
    with zipfile.ZipFile(made / offline.zip_file()) as archive:
        archive.extractall(folder)
    return folder / house.site_name()


BARRED = ("section_cadre", "duty_or_reform", "error", "broke_prohibitory")
CHECK = "document.getElementById('host').shadowRoot"
SEARCH = """
  const input = document.querySelector(".md-search__input");
  input.focus();
  input.value = "图省事没走流程";
  input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  return null;
"""
FOUND = ".md-search-result__item a[href*='articles/08.html#a8-i3']"


def until(tab: drivers.Tab, what: str, frame: int | None = None) -> None:
    """Wait for it to be so. Raises TimeoutError."""
    for _ in range(600):
        with suppress(drivers.Failed):  # between two pages
            if tab.run(f"return Boolean({what})", frame):
                return
        time.sleep(0.1)
    raise TimeoutError(what)


@pytest.fixture(scope="module")
def firefox_away(tmp_path_factory: pytest.TempPathFactory) -> Iterator[drivers.Firefox]:
    """Firefox, which knows that there is no network."""
    with drivers.firefox(tmp_path_factory.mktemp("profile"), flags=["--offline"]) as firefox:
        yield firefox


@pytest.fixture
def away(browser: Browser) -> Iterator[Page]:
    """A page without a network."""
    context = browser.new_context(locale="zh-CN", offline=True)
    yield context.new_page()
    context.close()


def test_one_double_click_opens_the_site_and_its_text_and_search_are_there(stick: Path, away: Page) -> None:
    away.goto((stick / offline.START).as_uri())
    away.wait_for_url("**/site/index.html")
    away.get_by_role("link", name="第七条").first.click()
    expect(away.locator("#a7-i3")).to_contain_text("没有明令禁止")
    away.locator(".md-search__input").fill("图省事没走流程")
    away.locator(".md-search-result__item a[href*='articles/08.html#a8-i3']").click()
    expect(away.locator("#a8-i3")).to_be_in_viewport()


@pytest.fixture
def checks(stick: Path, made: Path, tmp_path: Path) -> list[Path]:
    """The check in the site, beside it, and alone under another name."""
    moved = tmp_path / "只有 这一个" / "改了名字.html"
    moved.parent.mkdir()
    shutil.copyfile(made / offline.check_file(), moved)
    return [stick / "site" / "check" / "index.html", stick / offline.check_file(), moved]


def test_the_check_runs_in_the_site_and_alone(checks: list[Path], away: Page) -> None:
    for file in checks:
        reader = Reader(away, file.as_uri()).ready()
        reader.answer(dict.fromkeys(BARRED, "yes"))
        expect(reader.verdict).to_have_text("不能容错")


def test_the_second_check_runs_on_the_stick_and_leads_where_the_pages_are(stick: Path, away: Page) -> None:
    file = stick / "site" / "check" / "a13" / "index.html"
    reader = Reader(away, file.as_uri()).ready()
    reader.answer(accepted="no")
    expect(reader.verdict).to_have_text("不在第十三条")
    ways = away.locator("header a:visible").evaluate_all("ways => ways.map(way => way.getAttribute('href'))")
    assert {"../index.html", "../../privacy.html", "../../articles/13.html"} <= set(ways)
    assert all((file.parent / way).is_file() for way in ways)
    away.locator("header a", has_text="查一件出了错的事").click()
    (other,) = [each for each in away.context.pages if each is not away] or [away.context.wait_for_event("page")]
    expect(other).to_have_title("明界 · 自查")


def test_in_firefox_the_same(stick: Path, checks: list[Path], firefox_away: drivers.Firefox) -> None:
    tab = firefox_away.visit((stick / offline.START).as_uri())
    assert tab.run("return navigator.onLine") is False
    until(tab, "location.href.endsWith('/site/index.html') && document.readyState === 'complete'")
    tab.run("[...document.links].find(({ text }) => text.includes('第七条')).click(); return null")
    until(tab, "document.querySelector('#a7-i3')?.textContent.includes('没有明令禁止')")
    until(tab, "document.readyState === 'complete'")
    tab.run(SEARCH)
    until(tab, f"document.querySelector({FOUND!r})")
    tab.run(f"document.querySelector({FOUND!r}).click(); return null")
    until(tab, "location.pathname.endsWith('/articles/08.html') && document.readyState === 'complete'")
    place = "document.querySelector('#a8-i3').getBoundingClientRect()"
    until(tab, f"{place}.top >= 0 && {place}.bottom <= innerHeight")
    for file in checks:
        tab = firefox_away.visit(file.as_uri())
        until(tab, f"{CHECK}.querySelector('#app[data-state=ready] #view > *')", 0)
        for key in BARRED:
            tab.run(f"{CHECK}.querySelector('[data-fact={key}] [data-value=yes]').click(); return null", 0)
        until(tab, f"{CHECK}.getElementById('verdict').textContent === '不能容错'", 0)


def test_in_firefox_a_probe_that_is_not_refused_keeps_it_shut(
    site: Path, firefox_away: drivers.Firefox, tmp_path: Path
) -> None:
    page = (site / "check" / "index.html").read_text(encoding="utf-8")
    tab = firefox_away.visit(saved(without_policies(page), tmp_path))
    until(tab, f"{CHECK}.querySelector('#app[data-state=probe]')", 0)
    assert tab.run(f"return {CHECK}.getElementById('questions').disabled", 0)


def test_alone_it_leads_nowhere_that_is_not_there_and_carries_the_licences(made: Path, site: Path, away: Page) -> None:
    """The same bytes are both; beside the site the links are there."""
    for file, alone in ((made / offline.check_file(), True), (site / "check" / "index.html", False)):
        away.goto(file.as_uri())
        away.locator("#frame").wait_for()
        assert bool(away.locator("header a:visible").count()) is not alone
        expect(away.locator(".alone-only summary", has_text="许可")).to_be_visible(visible=alone)
    away.goto((made / offline.check_file()).as_uri())
    away.locator("summary", has_text="许可").first.click()
    away.locator("summary", has_text="MPL-2.0").click()
    expect(away.locator("pre:visible")).to_contain_text("Mozilla Public License Version 2.0")


def test_it_is_the_very_page_that_is_served(stick: Path, made: Path, site: Path) -> None:
    served = (site / "check" / "index.html").read_bytes()
    assert served == (made / offline.check_file()).read_bytes() == (stick / offline.check_file()).read_bytes()


def test_all_is_on_the_stick_as_the_list_of_sums_says(stick: Path, site: Path) -> None:
    lines = (stick / "site" / SUMS).read_text(encoding="utf-8").splitlines()
    listed = {place: digest for digest, place in (line.split("  ", 1) for line in lines)}
    there = {
        file.relative_to(stick / "site").as_posix(): file for file in (stick / "site").rglob("*") if file.is_file()
    }
    assert there.keys() - {SUMS} == listed.keys() and len(listed) > 80
    assert {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()} == there.keys()
    for place, digest in listed.items():
        assert hashlib.sha256(there[place].read_bytes()).hexdigest() == digest, place


def test_two_builds_in_two_folders_give_the_same_bytes(made: Path, site: Path, tmp_path: Path) -> None:
    other = tmp_path / "另 一处"
    git = ["git", "-c", "core.quotePath=false", "-C", str(ROOT)]
    subprocess.run([*git, "clone", "-q", ROOT, other], check=True)
    changed = subprocess.run([*git, "ls-files", "-mo", "--exclude-standard"], check=True, capture_output=True)
    for name in changed.stdout.decode().splitlines():  # what is not committed yet
        (other / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, other / name)
    build = "from builder import offline; from builder.core import steps; steps.run([offline.STEP])"
    subprocess.run([sys.executable, "-c", build], cwd=other, check=True)
    assert (other / "site" / SUMS).read_text(encoding="utf-8") == (site / SUMS).read_text(encoding="utf-8")
    for name in (offline.zip_file(), offline.check_file()):
        assert (other / "offline" / name).read_bytes() == (made / name).read_bytes()
