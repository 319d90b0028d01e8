"""A second body of rules (tests/bodies/library) is built all the way, by the same commands."""

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from shared.check_reader import Reader
from shared.site_pages import refuse_dead_links

from builder import ROOT
from builder.serve import Handler, listen, serving

LIBRARY = ROOT / "tests" / "bodies" / "library"
ARTICLES = 5


def build(*words: str) -> str:
    """What the command prints."""
    command = [sys.executable, "-m", "builder", "--site", str(LIBRARY), *words]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def other() -> Path:
    """The folder of the built site."""
    build()
    return LIBRARY / "site"


@pytest.fixture(scope="module")
def other_url(other: Path) -> Iterator[str]:
    with serving(listen(Handler, 0, other)) as url:
        yield url


def test_every_article_has_its_page_with_its_own_words_notes_diagrams_and_examples(other: Path) -> None:
    for number in range(1, ARTICLES + 1):
        assert (other / "articles" / f"{number:02}.html").is_file()
    assert not (other / "articles" / f"{ARTICLES + 1:02}.html").exists()
    second = (other / "articles" / "02.html").read_text(encoding="utf-8")
    for words in (
        "照值班手册做了，仍然出现差错的；",
        "第一次来、又没有人教过",
        'class="ladder"',
        "期刊上到了书库",
        "有一样就够",
    ):
        assert words in second, words
    assert "填上日期，算期限" in (other / "articles" / "04.html").read_text(encoding="utf-8")


def test_nothing_of_the_first_site_is_in_the_second(other: Path) -> None:
    names = re.compile("容错|西双版纳|明界|举报|问责机关|xishuangbanna")
    for file in sorted(other.rglob("*")):
        if file.suffix in (".html", ".json", ".xml", ".txt") or file.match("search/index.js"):
            found = names.search(file.read_text(encoding="utf-8"))
            assert not found, f"{file.relative_to(other)}: {found and found[0]}"


def test_every_link_leads_to_a_page_and_a_place_on_it(other: Path) -> None:
    refuse_dead_links(other)


def test_its_check_gives_its_own_verdict_and_its_own_deadline(page: Page, other_url: str) -> None:
    reader = Reader(page, f"{other_url}/check/index.html").ready()
    reader.answer(dict.fromkeys(("on_duty", "mistake", "by_the_book"), "yes"))
    reader.answer(dict.fromkeys(("on_purpose", "hid", "again"), "no"))
    expect(reader.verdict).to_have_text("可以免责")
    reader.answer(hid="yes")
    expect(reader.verdict).to_have_text("不得免责")
    expect(reader.frame.locator("#g-course summary")).to_contain_text("程序走到哪一步（第四条）")
    assert reader.frame.locator("[data-fact='a04.got']").count() == 1


def test_its_search_finds_a_provision_by_what_people_call_it(other: Path) -> None:
    assert '"2(2)"' in build("search", "没人教我", "--json")


def test_its_offline_copy_holds_its_site_and_its_check_alone(other: Path) -> None:
    build("offline")
    folder = LIBRARY / "offline"
    assert (folder / "云上图书馆-检查.html").read_bytes() == (other / "check" / "index.html").read_bytes()
    with zipfile.ZipFile(folder / "云上图书馆.zip") as archive:
        assert "云上图书馆/site/articles/05.html" in archive.namelist()
