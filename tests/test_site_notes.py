"""What a maintainer is told when a note is wrong: one line, the file, the line, the nearest right thing."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from builder import ROOT, pages, site
from builder.console import Problem
from builder.pages import notes

NOTE = "articles/07.md"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    return tmp_path / "docs"


def change(old: str, new: str, file: str = NOTE) -> Callable[[Path], None]:
    def mend(docs: Path) -> None:
        text = (docs / file).read_text(encoding="utf-8")
        assert old in text
        (docs / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return mend


def rename(docs: Path) -> None:
    (docs / NOTE).rename(docs / "articles/7.md")


def not_utf8(docs: Path) -> None:
    (docs / NOTE).write_bytes("---\ntitle: 情形\n---\n".encode("gb18030"))


@pytest.mark.parametrize(
    ("spoil", "place", "mend"),
    [
        (change("## 7(3)", "## 7(12)"), "docs/articles/07.md 第", "最接近的是“7(2)”（第七条第（二）项）"),
        (change("## 7(3)", "## 8(3)"), "docs/articles/07.md 第", "第七条没有“8(3)”"),
        (change("## 7(3)", "## 第三项"), "docs/articles/07.md 第", "请改标题"),
        (change("## 7(3)", "## 7(2)"), "docs/articles/07.md 第", "前面已经有了"),
        (change("## 7(3)", "### 7(3)"), "docs/articles/07.md 第", "请改标题"),
        (change("## 7\n", "写在前面\n\n## 7\n"), "docs/articles/07.md 第5行", "请先写标题“## 7”"),
        (change("[[8(3)]]", "[[8(13)]]"), "docs/articles/07.md 第", "最接近的是“8(3)”"),
        (change("title:", "标题："), "docs/articles/07.md 第1行", "title: 标题"),
        (change("[[11(3)]]", "[[11(4)]]", "articles/08.md"), "docs/articles/08.md 第", "请改引用"),
        (rename, "docs/articles/7.md", "07.md"),
        (not_utf8, "docs/articles/07.md", "UTF-8"),
        (lambda docs: (docs / "privacy.md").unlink(), "docs/privacy.md", "没有这个文件"),
    ],
)
def test_a_wrong_note_stops_the_build_with_one_line(
    docs: Path, tmp_path: Path, spoil: Callable[[Path], None], place: str, mend: str
) -> None:
    spoil(docs)
    with pytest.raises(Problem) as caught:
        pages.write(docs, tmp_path / "pages")
    line = str(caught.value)
    assert place in line and mend in line and "\n" not in line


def test_a_reference_becomes_a_link_named_by_the_provision(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("---\ntitle: 页\n---\n见[[7(3)]]，`[[7(3)]]`照旧。\n", encoding="utf-8")
    prose = notes.read_prose(tmp_path, "page.md", {})
    assert prose.lead == "见[第七条第（三）项](articles/07.md#a7-i3)，`[[7(3)]]`照旧。"


@pytest.mark.parametrize("link", ["nowhere.md", "text.md#a99", "articles/07.md#a7-i10"])
def test_a_link_that_leads_nowhere_stops_the_build_with_its_line(docs: Path, tmp_path: Path, link: str) -> None:
    privacy = docs / "privacy.md"
    privacy.write_text(privacy.read_text(encoding="utf-8") + f"\n[去看]({link})\n", encoding="utf-8")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    pages.write(docs, tmp_path / ".build" / "pages")
    with pytest.raises(Problem) as caught:
        site.render(tmp_path, tmp_path / "site")
    line = len(privacy.read_text(encoding="utf-8").splitlines())
    assert str(caught.value) == f"docs/privacy.md 第{line}行：链接“{link}”没有通向任何地方。请改正后重新运行。"
