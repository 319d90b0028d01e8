"""What people write in docs/: prose, and the notes of an article, each under the address of its provision.

A note file is named by its article (``docs/articles/07.md``), opens with the short title that the site gives the
article, and has a heading for each provision that it speaks about: ``## 7`` (the article), ``## 7-1`` (its first 款),
``## 7(3)`` (an item). ``[[8(3)]]`` anywhere in docs/ becomes a link that is named by the provision.
"""

import difflib
import re
from dataclasses import dataclass
from pathlib import Path

from builder.console import Problem
from checker.text import REGULATION, Article, UnknownProvision, anchor, article_of, name, provision

_TITLE = re.compile(r"---\ntitle: *(?P<title>\S.*)\n---\n")
_HEADING = re.compile(r"(?P<marks>#+) *(?P<words>.*)")
_REFERENCE = re.compile(r"(?P<code>`+[^`]*`+)|\[\[(?P<address>[^\]]*)\]\]")


@dataclass(frozen=True)
class Section:
    """What is said about one provision, in Markdown."""

    address: str
    markdown: str


@dataclass(frozen=True)
class Note:
    """The notes of one article; the first section is the one about the article as a whole."""

    title: str
    sections: tuple[Section, ...]

    @property
    def addresses(self) -> frozenset[str]:
        """The provisions that are spoken about."""
        return frozenset(section.address for section in self.sections)


@dataclass(frozen=True)
class Prose:
    """A page of docs/: what stands before its first ``##`` heading, and the rest."""

    title: str
    lead: str
    rest: str


@dataclass(frozen=True)
class _Line:
    """``code``: between two lines of three backticks, where nothing is a heading or a reference."""

    number: int
    text: str
    code: bool


@dataclass(frozen=True)
class _Source:
    """A file of docs/ with its place in the repository, for messages."""

    place: str
    title: str
    lines: tuple[_Line, ...]

    def problem(self, line: int, words: str) -> Problem:
        return Problem(f"{self.place} 第{line}行：{words}")


def read_note(folder: Path, article: Article) -> Note:
    """The notes of one article. Raises Problem for a heading that addresses none of its provisions."""
    source = _read(folder, f"articles/{article.number:02}.md")
    addresses = [each for each in _addresses() if article_of(each) == article.number]
    sections: list[tuple[str, int, list[str]]] = []
    for line in source.lines:
        heading = None if line.code else _HEADING.fullmatch(line.text)
        if heading and heading["marks"] == "##":
            _check(source, line.number, heading["words"], addresses, [address for address, _, _ in sections])
            sections.append((heading["words"], line.number, []))
        elif heading:
            raise source.problem(line.number, "注释里只有“##”一级标题，后面写条款地址；请改标题，或者改用粗体。")
        elif sections:
            sections[-1][2].append(_link(source, line, article.number))
        elif line.text.strip():
            raise source.problem(line.number, f"这一行不属于哪一款哪一项；请先写标题“## {article.number}”。")
    for address, number, lines in sections:
        if not any(line.strip() for line in lines):
            raise source.problem(number, f"{name(address)}的标题下面没有注释；请写上，或者删去标题。")
    if not sections or sections[0][0] != article.address:
        raise source.problem(1, f"第一节应当是整条的注释；请在最前面写“## {article.number}”。")
    return Note(source.title, tuple(Section(address, "\n".join(lines).strip()) for address, _, lines in sections))


def read_prose(folder: Path, file: str) -> Prose:
    """A page of docs/ that is not a note, its references made into links."""
    source = _read(folder, file)
    lines = [_link(source, line, None) for line in source.lines]
    cut = next((i for i, line in enumerate(source.lines) if line.text.startswith("## ")), len(lines))
    lead, rest = "\n".join(lines[:cut]).strip(), "\n".join(lines[cut:]).strip()
    return Prose(source.title, lead, rest)


def refuse_strays(folder: Path) -> None:
    """A file under docs/articles/ that no article answers to would be left out in silence; say so instead."""
    expected = {f"{article.number:02}.md" for article in REGULATION.articles}
    for path in sorted((folder / "articles").iterdir()):
        if path.name not in expected and not path.name.startswith("."):
            near = _nearest(path.name, sorted(expected))
            raise Problem(f"docs/articles/{path.name}：没有一条与这个文件名对应；请改名（最接近的是 {near}）或者移走。")


def _read(folder: Path, file: str) -> _Source:
    place = f"docs/{file}"
    try:
        text = (folder / file).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Problem(f"{place}：没有这个文件；请补上，或者用 git status 查看是否误删。") from None
    except UnicodeDecodeError as error:
        raise Problem(f"{place}：第{error.start + 1}个字节起不是 UTF-8 文字；请另存为 UTF-8。") from None
    front = _TITLE.match(text)
    if not front:
        raise Problem(f"{place} 第1行：开头没有标题；请在最前面写三行：---、title: 标题、---。")
    lines, code = [], False
    for number, line in enumerate(text[front.end() :].split("\n"), start=front[0].count("\n") + 1):
        fence = line.startswith("```")
        lines.append(_Line(number, line, code or fence))
        code ^= fence
    return _Source(place, front["title"].strip(), tuple(lines))


def _check(source: _Source, line: int, address: str, valid: list[str], seen: list[str]) -> None:
    if address in seen:
        raise source.problem(line, f"标题“{address}”前面已经有了；请合成一节。")
    if address not in valid:
        near = _nearest(address, valid)
        article = name(valid[0])
        raise source.problem(line, f"{article}没有“{address}”；最接近的是“{near}”（{name(near)}）。请改标题。")


def _link(source: _Source, line: _Line, here: int | None) -> str:
    if line.code:
        return line.text

    def replace(match: re.Match[str]) -> str:
        if match["code"]:
            return match[0]
        address = match["address"]
        try:
            provision(address)
        except UnknownProvision:
            near = _nearest(address, _addresses())
            words = f"引用“[[{address}]]”没有对应的条款；最接近的是“{near}”（{name(near)}）。请改引用。"
            raise source.problem(line.number, words) from None
        return f"[{_short(address, here)}]({_page(address, here)}#{anchor(address)})"

    return _REFERENCE.sub(replace, line.text)


def _short(address: str, here: int | None) -> str:
    """Within its own article a provision is cited without the article's number."""
    full = name(address)
    if article_of(address) != here:
        return full
    return full.removeprefix(name(str(here))) or "本条"


def _page(address: str, here: int | None) -> str:
    number = article_of(address)
    return "" if number == here else f"{number:02}.md" if here else f"articles/{number:02}.md"


def _addresses() -> list[str]:
    return [each.address for each in REGULATION]


def _nearest(word: str, valid: list[str]) -> str:
    return difflib.get_close_matches(word, valid, n=1, cutoff=0.0)[0]
