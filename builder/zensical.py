"""Zensical, Material's successor, builds the same pages; what differs is told. The site does not need it."""

import re
import shutil
import sys
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from builder import ROOT, command, environment, pages, site, stamps, steps
from builder.console import say
from builder.steps import Step

PRINTED = "printed.txt"
_DOCS = re.compile(r"^docs_dir: .*$", re.MULTILINE)


@dataclass(frozen=True)
class Content:
    """What a page has between the tags of its `article` element: the words without spaces, and every id."""

    words: str
    ids: frozenset[str]


@dataclass(frozen=True)
class Comparison:
    """Pages by their path, as MkDocs and Zensical made them; `same` have the same words and no id less."""

    both: tuple[str, ...]
    same: tuple[str, ...]
    other_words: tuple[str, ...]
    lost_ids: dict[str, tuple[str, ...]]
    missing: tuple[str, ...]
    added: tuple[str, ...]
    no_file: tuple[str, ...]
    no_foot: tuple[str, ...]


def run() -> int:
    """Build, compare, say what differs; exit status 0 whatever it is. The site has been built."""
    steps.run([STEP])
    for line in report(compare(site.STEP.path, STEP.path / "site")):
        say(line)
    say(f"Zensical 自己说：{(STEP.path / PRINTED).read_text(encoding='utf-8')}")
    return 0


def compare(ours: Path, theirs: Path) -> Comparison:
    """The pages of two built sites. The check page is no page of the theme's and left out."""
    mine, other = _pages(ours), _pages(theirs)
    both = sorted(mine.keys() & other.keys())
    read = {path: (content(mine[path]), content(other[path])) for path in both}
    lost = {path: tuple(sorted(first.ids - second.ids)) for path, (first, second) in read.items()}
    other_words = tuple(path for path, (first, second) in read.items() if first.words != second.words)
    return Comparison(
        both=tuple(both),
        same=tuple(path for path in both if path not in other_words and not lost[path]),
        other_words=other_words,
        lost_ids={path: ids for path, ids in lost.items() if ids},
        missing=tuple(sorted(mine.keys() - other.keys())),
        added=tuple(sorted(other.keys() - mine.keys())),
        no_file=tuple(sorted(_others(ours) - _others(theirs))),
        no_foot=tuple(path for path in both if 'class="stamps"' not in other[path].read_text(encoding="utf-8")),
    )


def report(found: Comparison) -> list[str]:
    """A line for each thing to know."""
    both = len(found.both)
    lines = [
        f"Zensical 建成 {both + len(found.added)} 页，MkDocs 建成 {both + len(found.missing)} 页。",
        f"正文的文字相同、锚点一个不少的：{len(found.same)} 页。",
    ]
    for says, paths in (
        ("Zensical 没有建的", found.missing),
        ("只有 Zensical 建的", found.added),
        ("正文的文字不同的", found.other_words),
        ("页脚没有版本的", found.no_foot),
        ("Zensical 没有的其他文件（搜索等由它自己另做）", found.no_file),
    ):
        if paths:
            lines.append(f"{says}：{'、'.join(paths)}。")
    lines += [f"{path} 少了锚点：{'、'.join(ids)}。" for path, ids in found.lost_ids.items()]
    return lines


def content(page: Path) -> Content:
    """Raises nothing for odd HTML; a page without an `article` element has no words and no ids."""
    reader = _Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    return Content(re.sub(r"\s+", "", "".join(reader.words)), frozenset(reader.ids))


def build(output: Path) -> None:
    """The pages with the site's own settings and theme, by Zensical, into `output`/site."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (output / "mkdocs.yml").write_text(_DOCS.sub("docs_dir: pages", settings), encoding="utf-8")
    shutil.copytree(ROOT / "theme", output / "theme")
    shutil.copytree(pages.STEP.path, output / "pages")
    printed = command.run(
        [sys.executable, "-m", "zensical", "build", "--clean", "--config-file", "mkdocs.yml"],
        cwd=output,
        env={"PYTHONPATH": str(PACKAGES.path), "PYTHONSAFEPATH": "1", **stamps.environ()},
    )
    (output / PRINTED).write_text("；".join(line for line in printed.splitlines() if line.strip()), encoding="utf-8")


def install(folder: Path) -> None:
    """What requirements/zensical.txt names, beside the environment and not in it."""
    environment.pip(environment.ZENSICAL, "--target", folder)


def _pages(folder: Path) -> dict[str, Path]:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.html")}
    return {name: path for name, path in found.items() if not name.startswith("check/")}


def _others(folder: Path) -> set[str]:
    """What is neither a page nor put in by us afterwards nor named by its own hash."""
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*") if path.suffix != ".html"}
    return {name for name in found if not name.startswith(("check/", "data/", "assets/javascripts/", "assets/styles"))}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.ids: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self._depth += 1
        if self._depth:
            self.ids += [value for key, value in attrs if key == "id" and value]

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.words.append(data)


PACKAGES = Step(
    name="zensical-packages",
    says="安装 Zensical",
    inputs=("requirements/zensical.txt",),
    after=(),
    run=install,
)

STEP = Step(
    name="zensical",
    says="用 Zensical 建同样的页面",
    inputs=("mkdocs.yml", "theme", "builder/stamps.py", stamps.PROOFS),
    after=(pages.STEP, PACKAGES),
    run=build,
    state=stamps.version_line,
)
