"""What people write in docs/: prose, and the notes of an article, each under the address of its provision.

A note file is named by its article (``docs/articles/07.md``), opens with the short title that the site gives the
article, and has a heading for each provision that it speaks about: ``## 7`` (the article), ``## 7-1`` (its first 款),
``## 7(3)`` (an item). Under a heading stand fields, each a paragraph that opens with its name: ``**一句话**　…``.

``[[8(3)]]`` anywhere in docs/ becomes a link that is named by the provision, ``[[norm sanctions 第十条]]`` one that is
named by the norm and the place in it.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from builder.content import tables
from builder.content.norms import UNVERIFIED, Norm
from builder.content.tables import nearest
from builder.core.console import Problem
from checker.text import Article, Regulation, UnknownProvision, anchor, article_of, name

_TITLE = re.compile(r"---\ntitle: *(?P<title>\S.*)\n---\n")
_HEADING = re.compile(r"(?P<marks>#+) *(?P<words>.*)")
_REFERENCE = re.compile(r"(?P<code>`+[^`]*`+)|\[\[(?P<address>[^\]]*)\]\]")
_NORM = re.compile(r"norm(?:\s+(?P<key>\S+))?(?:\s+(?P<at>\S.*))?")
_LINKED = re.compile(r"\]\((?P<target>(?!#|[a-z]+:)[^)\s]+)")
_PLACE = r"[1-9]\d?(?:[(（][1-9]\d?[)）]|-[1-9]\d?)?"
_SLIPS = {
    re.compile(rf"【【?{_PLACE}】?】?"): "用了全角的括号；引条款写成 [[8(3)]] 的样子。",
    re.compile(rf"\[\[{_PLACE}\](?!\])|(?<!\[)\[{_PLACE}\]\](?!\])"): "少了一个方括号；引条款写成 [[8(3)]] 的样子。",
    re.compile(rf"(?<!\[)\[{_PLACE}\](?![\](])"): "只有一层方括号；引条款写成 [[8(3)]] 的样子。",
    re.compile(r"^\s*＃+.*"): "开头是全角的“＃”；标题写成“## 7(3)”的样子。",
    re.compile(r"</?[A-Za-z][^>]*>"): "是网页的标签；注释里不写标签，加粗写 **…**。",
}
"""Slips of the pen that would be printed as they stand."""
_FIELD = re.compile(r"\*\*(?P<name>[^*]+)\*\*(?:　(?P<rest>.*))?")

PHRASES, MEANING, ELEMENTS, FITS, MISSES, NORMS, RELATED = (
    "叫法",
    "一句话",
    "要件",
    "合",
    "不合",
    "上位规范",
    "有关的",
)
PLACED = (MEANING, FITS, MISSES, NORMS, RELATED)
"""The fields that have a place of their own on the page; the others follow the meaning in the order of the note."""


@dataclass(frozen=True)
class Citation:
    """A reference to a norm, and the place in it, if one is named."""

    key: str
    at: str


@dataclass(frozen=True)
class Section:
    """What is said about one provision; ``line`` is where its heading stands in the note.

    ``fields`` are in the order of the note, each without its name, in Markdown with its links made; what stands before
    the first is under the empty name; ``at_top``: the same with the links of a page at the site's top. ``phrases`` is
    what people call the provision: searched, and never printed. ``references`` are the provisions that the words link
    to, ``citations`` the norms, each once.
    """

    address: str
    line: int
    fields: Mapping[str, str]
    phrases: tuple[str, ...]
    references: tuple[str, ...]
    citations: tuple[Citation, ...]
    at_top: Mapping[str, str]

    @property
    def markdown(self) -> str:
        """What is printed of the note, in its order."""
        return "\n\n".join(map(self.printed, self.fields))

    def printed(self, field: str, *, top: bool = False) -> str:
        """A field under its name; empty if the note does not have it. ``top``: for a page at the site's top."""
        if field not in self.fields:
            return ""
        words = (self.at_top if top else self.fields)[field]
        if not field:
            return words
        listed = not words or words.startswith(("- ", "1. ", "|"))
        return f"**{field}**\n\n{words}" if listed else f"**{field}**　{words}"

    @property
    def free(self) -> tuple[str, ...]:
        """The names of the fields that have no place of their own on the page."""
        return tuple(field for field in self.fields if field not in PLACED)


@dataclass(frozen=True)
class Note:
    """The notes of one article; the first section is the one about the article as a whole."""

    title: str
    sections: tuple[Section, ...]

    @property
    def addresses(self) -> frozenset[str]:
        """The provisions that are spoken about."""
        return frozenset(self.by_address)

    @cached_property
    def by_address(self) -> Mapping[str, Section]:
        """The sections by the provision that each is about."""
        return {section.address: section for section in self.sections}


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
    """A file of docs/ with its place in the repository, for messages, and the text that it speaks of."""

    place: str
    title: str
    lines: tuple[_Line, ...]
    regulation: Regulation

    def problem(self, line: int, words: str) -> Problem:
        return Problem(f"{self.place} 第{line}行：{words}")


def read_note(folder: Path, article: Article, norms: Mapping[str, Norm], regulation: Regulation) -> Note:
    """The notes of one article. Raises Problem for a heading that addresses none of its provisions."""
    source = _read(folder, f"articles/{article.number:02}.md", regulation)
    addresses = [each for each in _addresses(regulation) if article_of(each) == article.number]
    found: list[tuple[_Line, list[_Line]]] = []
    for line in source.lines:
        heading = None if line.code else _HEADING.fullmatch(line.text)
        if heading and heading["marks"] == "##":
            _check(source, line.number, heading["words"], addresses, [_address(other) for other, _ in found])
            found.append((line, []))
        elif heading:
            raise source.problem(line.number, "注释里只有“##”一级标题，后面写条款地址；请改标题，或者改用粗体。")
        elif found:
            found[-1][1].append(line)
        elif line.text.strip():
            raise source.problem(line.number, f"这一行不属于哪一款哪一项；请先写标题“## {article.number}”。")
    for line in source.lines:
        _refuse_slips(source, line)
    for heading_line, lines in found:
        if not any(line.text.strip() for line in lines):
            words = f"{name(_address(heading_line))}的标题下面没有注释；请写上，或者删去标题。"
            raise source.problem(heading_line.number, words)
    if not found or _address(found[0][0]) != article.address:
        raise source.problem(1, f"第一节应当是整条的注释；请在最前面写“## {article.number}”。")
    return Note(source.title, tuple(_section(source, line, lines, article.number, norms) for line, lines in found))


def _address(heading: _Line) -> str:
    return heading.text.removeprefix("##").strip()


def _section(source: _Source, heading: _Line, lines: list[_Line], here: int, norms: Mapping[str, Norm]) -> Section:
    address = _address(heading)
    fields: dict[str, list[str]] = {}
    at_top: dict[str, list[str]] = {}
    current = ""
    phrases: tuple[str, ...] = ()
    references: dict[str, None] = {}
    citations: dict[Citation, None] = {}
    before = ""
    for line in lines:
        begins = not before.strip()
        opening = _FIELD.fullmatch(line.text) if begins and not line.code else None
        before = line.text
        if opening:
            current = opening["name"]
            if current in fields:
                words = f"{name(address)}的“{current}”前面已经有了；请合成一段，或者换个名字。"
                raise source.problem(line.number, words)
            fields[current], at_top[current] = [], []
            line = _Line(line.number, opening["rest"] or "", line.code)
        elif current == PHRASES and begins and line.text.strip():
            words = f"“{PHRASES}”下面这一段没有名字，或者名字后面不是全角空格；请写成“**{MEANING}**　…”的样子。"
            raise source.problem(line.number, words)
        if current == PHRASES:
            phrases += _phrases(source, line, phrases)
        for target in _targets(source, line, norms):
            if isinstance(target, Citation):
                citations.setdefault(target)
            else:
                references.setdefault(target)
        fields.setdefault(current, []).append(_link(source, line, here, norms))
        at_top.setdefault(current, []).append(_link(source, line, here, norms, top=True))
    whole, top = _joined(fields), _joined(at_top)
    return Section(address, heading.number, whole, phrases, tuple(references), tuple(citations), top)


def _joined(fields: Mapping[str, list[str]]) -> dict[str, str]:
    """What is printed of them."""
    joined = {field: "\n".join(each).strip() for field, each in fields.items() if field != PHRASES}
    return {field: words for field, words in joined.items() if words or field}


def _phrases(source: _Source, line: _Line, before: tuple[str, ...]) -> tuple[str, ...]:
    """Those of one line; an empty one, or one twice, is a slip of the pen."""
    if not line.text.strip():
        return ()
    phrases = tuple(phrase.strip() for phrase in line.text.strip().removesuffix("。").split("、"))
    for place, phrase in enumerate(phrases):
        if not phrase:
            raise source.problem(line.number, "“叫法”里有一个是空的；请检查“、”。")
        if "," in phrase or "，" in phrase:
            raise source.problem(line.number, f"“叫法”里“{phrase}”有逗号；一个一个的叫法之间用顿号“、”。")
        if phrase in before or phrase in phrases[:place]:
            raise source.problem(line.number, f"“叫法”里“{phrase}”写了两次；请留一个。")
    return phrases


def read_prose(folder: Path, file: str, norms: Mapping[str, Norm], regulation: Regulation) -> Prose:
    """A page of docs/ that is not a note, its references made into links."""
    source = _read(folder, file, regulation)
    lines = [_link(source, line, None, norms) for line in source.lines]
    cut = next((i for i, line in enumerate(source.lines) if line.text.startswith("## ")), len(lines))
    lead, rest = "\n".join(lines[:cut]).strip(), "\n".join(lines[cut:]).strip()
    return Prose(source.title, lead, rest)


def refuse_strays(folder: Path, regulation: Regulation) -> None:
    """A file under docs/articles/ that no article answers to would be left out in silence; say so instead."""
    expected = {f"{article.number:02}.md" for article in regulation.articles}
    for path in sorted((folder / "articles").iterdir()):
        if path.name not in expected and not path.name.startswith("."):
            near = nearest(path.name, sorted(expected))
            raise Problem(f"docs/articles/{path.name}：没有一条与这个文件名对应；请改名（最接近的是 {near}）或者移走。")


def _read(folder: Path, file: str, regulation: Regulation) -> _Source:
    place = f"docs/{file}"
    try:
        text = tables.read(folder / file, place)
    except FileNotFoundError:
        raise Problem(f"{place}：没有这个文件；请补上，或者用 git status 查看是否误删。") from None
    front = _TITLE.match(text)
    if not front:
        raise Problem(f"{place} 第1行：开头没有标题；请在最前面写三行：---、title: 标题、---。")
    lines, code = [], False
    for number, line in enumerate(text[front.end() :].split("\n"), start=front[0].count("\n") + 1):
        fence = line.startswith("```")
        lines.append(_Line(number, line, code or fence))
        code ^= fence
    return _Source(place, front["title"].strip(), tuple(lines), regulation)


def _check(source: _Source, line: int, address: str, valid: list[str], seen: list[str]) -> None:
    if address in seen:
        raise source.problem(line, f"标题“{address}”前面已经有了；请合成一节。")
    if address not in valid:
        near = nearest(address, valid)
        article = name(valid[0])
        raise source.problem(line, f"{article}没有“{address}”；最接近的是“{near}”（{name(near)}）。请改标题。")


def _link(source: _Source, line: _Line, here: int | None, norms: Mapping[str, Norm], *, top: bool = False) -> str:
    """The line with its references made into links; `_targets` has refused what leads nowhere.

    ``here``: the article that the words are about, None for a page of prose; ``top``: they stand at the site's top.
    """
    top = top or here is None
    if line.code:
        return line.text

    def replace(match: re.Match[str]) -> str:
        if match["code"]:
            return match[0]
        target = _target(source, line, match["address"], norms)
        if isinstance(target, Citation):
            norm = norms[target.key]
            mark = "" if norm.verified else UNVERIFIED
            return f"[{norm.cited(target.at)}]({'' if top else '../'}norms.md#{target.key}){mark}"
        return f"[{_short(target, here)}]({_page(target, here, top)}#{anchor(target)})"

    own = _LINKED.sub(_from_top, line.text) if top and here is not None else line.text
    return _REFERENCE.sub(replace, own)


def _from_top(link: re.Match[str]) -> str:
    """A link that a note makes by hand, from docs/articles/, as a page at the site's top makes it."""
    return "](" + posixpath.normpath(posixpath.join("articles", link["target"]))


def _refuse_slips(source: _Source, line: _Line) -> None:
    """What looks as if it meant something here, and means nothing. Raises Problem."""
    if line.code:
        return
    for pattern, words in _SLIPS.items():
        if found := pattern.search(re.sub(r"`+[^`]*`+", "", line.text)):
            raise source.problem(line.number, f"“{found[0]}”{words}")


def _targets(source: _Source, line: _Line, norms: Mapping[str, Norm]) -> Iterator[str | Citation]:
    if not line.code:
        for match in _REFERENCE.finditer(line.text):
            if not match["code"]:
                yield _target(source, line, match["address"], norms)


def _target(source: _Source, line: _Line, words: str, norms: Mapping[str, Norm]) -> str | Citation:
    """What stands between double brackets: a provision, or a norm. Raises Problem, naming the nearest."""
    cited = _NORM.fullmatch(words)
    if cited:
        return _citation(source, line, words, cited["key"] or "", (cited["at"] or "").strip(), norms)
    try:
        source.regulation.provision(words)
    except UnknownProvision:
        near = nearest(words, _addresses(source.regulation))
        said = f"引用“[[{words}]]”没有对应的条款；最接近的是“{near}”（{name(near)}）。请改引用。"
        raise source.problem(line.number, said) from None
    return words


def _citation(source: _Source, line: _Line, words: str, key: str, at: str, norms: Mapping[str, Norm]) -> Citation:
    if key not in norms:
        near = f"；最接近的是“{nearest(key, norms)}”" if norms else ""
        raise source.problem(line.number, f"引用“[[{words}]]”：docs/norms.toml 里没有“{key}”{near}。请改引用。")
    norm = norms[key]
    if at and norm.verified and norm.quotation(at) is None:
        places = [quote.at for quote in norm.quotes]
        near = f"；最接近的是“{nearest(at, places)}”" if places else "，一处也没有"
        said = f"引用“[[{words}]]”：docs/norms.toml 的“{key}”没有引“{at}”{near}。请改引用。"
        raise source.problem(line.number, said)
    return Citation(key, at)


def _short(address: str, here: int | None) -> str:
    """Within its own article a provision is cited without the article's number."""
    full = name(address)
    if article_of(address) != here:
        return full
    return full.removeprefix(name(str(here))) or "本条"


def _page(address: str, here: int | None, top: bool) -> str:
    number = article_of(address)
    return "" if number == here else f"{'articles/' if top else ''}{number:02}.md"


def _addresses(regulation: Regulation) -> list[str]:
    return [each.address for each in regulation]
