"""The pages for whoever looks into the repository: what they name is there."""

import re
from pathlib import Path

import pytest

from builder import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("builder/**/*.md")])
FOLDERS = "builder|cases|check|devtools|checker|docs|requirements|search|tests|theme"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!http)([^)#]+)", text)
    named = re.findall(rf"`((?:{FOLDERS})/[\w./-]*)`", text)
    tests = re.findall(r"`(test_\w+\.py)`", text)
    places = [page.parent / link for link in links] + [ROOT / name for name in named]
    assert [place for place in places if not place.exists()] == []
    there = {file.name for file in (ROOT / "tests").rglob("test_*.py")}
    assert [name for name in tests if name not in there] == []
