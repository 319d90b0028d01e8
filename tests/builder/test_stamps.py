"""The foot of each page: who read the text against its source, and which version this is."""

import os
import subprocess
from pathlib import Path

import pytest
from shared.site_pages import parse

from builder import ROOT, house
from builder.content import stamps
from builder.core.console import Problem

WHO = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in
       {"NAME": "t", "EMAIL": "t@example.org", "DATE": "2020-02-03T04:05:06+08:00"}.items()}  # fmt: skip


def git(folder: Path, *arguments: str) -> str:
    ran = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **WHO, "GIT_CONFIG_GLOBAL": os.devnull},
    )
    return ran.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "a.txt").write_text("a")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "one")
    return tmp_path


def test_the_version_is_the_commit_and_its_date_not_the_time_of_the_build(repository: Path) -> None:
    assert stamps.version_line(repository) == f"版本 {git(repository, 'rev-parse', 'HEAD')[:10]}（2020-02-03）"


@pytest.mark.parametrize("file", ["a.txt", "new.txt"])
def test_what_is_not_committed_is_said(repository: Path, file: str) -> None:
    (repository / file).write_text("b")
    assert stamps.version_line(repository).endswith("（2020-02-03）" + stamps.DIRTY)


def test_without_a_repository_of_its_own_a_commit_or_git_the_version_is_unknown(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = tmp_path_factory.mktemp("bare")
    assert stamps.version_line(bare) == stamps.UNKNOWN
    git(bare, "init", "--quiet")
    assert stamps.version_line(bare) == stamps.UNKNOWN
    inside = repository / "unpacked"
    inside.mkdir()
    assert stamps.version_line(inside) == stamps.UNKNOWN
    monkeypatch.setenv("PATH", str(bare))
    assert stamps.version_line(repository) == stamps.UNKNOWN


def test_every_page_says_both_at_its_foot(site: Path) -> None:
    pages = [page for page in sorted(site.rglob("*.html")) if site / "check" not in page.parents]
    assert len(pages) > 20
    version = parse(site / "index.html").with_class("stamps")[0].text().strip().splitlines()[-1].strip()
    assert version == stamps.UNKNOWN or version.startswith("版本 ")
    for page in pages:
        (foot,) = parse(page).with_class("stamps")
        assert stamps.proofs()[-1].line in foot.text(), page
        assert version in foot.text(), page


def test_the_foot_names_the_commit_that_is_checked_out(site: Path) -> None:
    built = parse(site / "index.html").with_class("stamps")[0].text().replace(stamps.DIRTY, "")
    assert stamps.version_line(ROOT).replace(stamps.DIRTY, "") in built, "run python3 build.py after a commit"


def test_without_an_address_there_is_no_map_of_the_site_and_no_canonical_link(site: Path) -> None:
    """With one: tests/builder/test_revise.py."""
    assert not house.site_address()
    assert not [*site.glob("sitemap*")]
    assert 'rel="canonical"' not in (site / "index.html").read_text(encoding="utf-8")


def test_the_readings_in_the_repository_say_what_was_not_done() -> None:
    for proof in stamps.proofs():
        assert proof.not_done and proof.line.endswith("。")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "第1行：没有一次核对"),
        ("[[proof", "写法不对"),
        ('# x\n[[proof]]\ndate = "2026-11-24"\n', "第2行：这一次核对没有日期"),
        ("[[proof]]\ndate = 2026-11-24\nby = 'a'\nhow = ''\nnot_done = 'c'\n", "第1行：这一次核对没有写 how"),
        ("[[proof]]\ndate = 2026-11-24\nby = 'a'\nhow = 'b'\nnot_done = 'c'\nname = 'd'\n", "不认识“name”"),
    ],
)
def test_a_wrong_entry_is_one_line_with_its_place(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / stamps.PROOFS).write_text(content, encoding="utf-8")
    with pytest.raises(Problem) as caught:
        stamps.proofs(tmp_path)
    assert words in str(caught.value) and "\n" not in str(caught.value)
    assert str(caught.value).startswith("docs/proofs.toml")


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"docs/proofs\.toml：没有这个文件"):
        stamps.proofs(tmp_path)
