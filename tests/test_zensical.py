"""What `build.py zensical` tells of two built sites: every difference that a reader would notice, and no other."""

from collections.abc import Callable
from pathlib import Path

import pytest

from builder import environment, zensical

PAGE = '<nav id="n">x</nav><article><h1 id="a">第七条</h1> <p>可以</p></article><footer class="stamps">v</footer>'


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    return built(tmp_path / "ours")


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    return built(tmp_path / "theirs")


def built(folder: Path) -> Path:
    for name in ("index.html", "articles/07.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(PAGE, encoding="utf-8")
    (folder / "search.json").write_text("{}", encoding="utf-8")
    return folder


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")

    return change


@pytest.mark.parametrize(
    "change",
    [
        edit("index.html", "<p>", '<p id="b">\n  '),
        edit("index.html", '<nav id="n">x', "<nav>y"),
    ],
    ids=["an id more and other spaces", "other navigation"],
)
def test_what_no_reader_of_the_text_would_notice_is_no_difference(
    ours: Path, theirs: Path, change: Callable[[Path], None]
) -> None:
    change(theirs)
    found = zensical.compare(ours, theirs)
    assert found.same == found.both == ("articles/07.html", "index.html")
    assert zensical.report(found) == [
        "Zensical 建成 2 页，MkDocs 建成 2 页。",
        "正文的文字相同、锚点一个不少的：2 页。",
    ]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (edit("index.html", "可以", "应当"), "正文的文字不同的：index.html。"),
        (edit("index.html", 'id="a"', 'id="b"'), "index.html 少了锚点：a。"),
        (edit("index.html", 'class="stamps"', ""), "页脚没有版本的：index.html。"),
        (lambda folder: (folder / "articles/07.html").unlink(), "Zensical 没有建的：articles/07.html。"),
        (lambda folder: (folder / "404.html").write_text(PAGE), "只有 Zensical 建的：404.html。"),
        (
            lambda folder: (folder / "search.json").unlink(),
            "Zensical 没有的其他文件（搜索等由它自己另做）：search.json。",
        ),
    ],
)
def test_every_difference_is_told_with_its_page(
    ours: Path, theirs: Path, change: Callable[[Path], None], told: str
) -> None:
    change(theirs)
    assert told in zensical.report(zensical.compare(ours, theirs))


def test_the_site_and_its_tests_need_nothing_of_zensical() -> None:
    for lock in environment.LOCKS.values():
        assert "zensical" not in lock.read_text(encoding="utf-8")
    assert "zensical==" in environment.ZENSICAL.read_text(encoding="utf-8")
