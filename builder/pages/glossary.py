"""docs/glossary.toml: what a word of the regulation means here, and where each of them stands in the official text.

A word is marked where it first stands in a 款 or 项, the longest word first, never in the provision that defines it.
Marking adds elements around words and changes none of them.
"""

from __future__ import annotations

import difflib
import html
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.console import Problem
from checker.text import REGULATION, Article, UnknownProvision, article_of, name, provision

FILE = "glossary.toml"
_REQUIRED, _OPTIONAL = ("term", "meaning"), ("also", "defined", "source")
_REFERENCE = re.compile(r"\[\[([^\]]*)\]\]")
_TOGETHER = re.compile(r"(\d+个工作日)")  # no line ends inside; the regulation writes no other digits


@dataclass(frozen=True, slots=True)
class Term:
    """``defined`` is the address of the definition, if the text has one; ``source`` the key of a norm, or empty.

    ``meaning`` may hold references: ``[[7(1)]]``.
    """

    term: str
    also: tuple[str, ...]
    defined: str
    meaning: str
    source: str

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way in which the text writes it."""
        return (self.term, *self.also)

    @property
    def plain(self) -> str:
        """The meaning, its references written out."""
        return _REFERENCE.sub(lambda match: name(match[1]), self.meaning)

    def linked(self, link: Callable[[str], str]) -> str:
        """The meaning as HTML, its references as what `link` makes of them."""
        return "".join(
            link(part) if number % 2 else html.escape(part, quote=False)
            for number, part in enumerate(_REFERENCE.split(self.meaning))
        )

    def is_defined_in(self, address: str) -> bool:
        """Whether this provision, or the article that it belongs to, is the word's definition."""
        return self.defined in (address, str(article_of(address)))


def read(folder: Path, norms: Mapping[str, str]) -> tuple[Term, ...]:
    """The words of `folder`/glossary.toml; `norms` are the keys that a source may have.

    Raises Problem, a line that names the place in the file.
    """
    place = f"docs/{FILE}"
    try:
        text = (folder / FILE).read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except FileNotFoundError:
        raise Problem(f"{place}：没有这个文件；请补上，或者用 git status 查看是否误删。") from None
    except UnicodeDecodeError as error:
        raise Problem(f"{place}：第{error.start + 1}个字节起不是 UTF-8 文字；请另存为 UTF-8。") from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        where = f" 第{line[1]}行" if line else ""
        raise Problem(f"{place}{where}：不合 TOML 的写法（{error}）；请看引号和等号。") from None
    if stray := sorted(table.keys() - {"term"}):
        raise Problem(f"{place}：不认识“{stray[0]}”；每个词以一行“[[term]]”开头。")
    lines = [
        number for number, line in enumerate(text.splitlines(), start=1) if line.split("#")[0].strip() == "[[term]]"
    ]
    terms: list[Term] = []
    for number, entry in zip(lines, table.get("term", []), strict=True):
        fault = _fault(entry, terms, norms)
        if fault:
            raise Problem(f"{place} 第{number}行：{fault}")
        optional = {"also": (), "defined": "", "source": ""}
        terms.append(Term(**{**optional, **entry, "also": tuple(entry.get("also", ()))}))
    return tuple(terms)


def _fault(entry: Mapping[str, Any], earlier: Sequence[Term], norms: Mapping[str, str]) -> str:
    """What is wrong with one entry, and what to do; empty if nothing is."""
    for key, value in entry.items():
        if key not in _REQUIRED + _OPTIONAL:
            return f"不认识“{key}”；可以写的是 {'、'.join(_REQUIRED + _OPTIONAL)}。"
        whole = isinstance(value, list) and all(isinstance(each, str) and each for each in value)
        if not (whole if key == "also" else isinstance(value, str)):
            kind = "方括号里的几个词，各加引号" if key == "also" else "带引号的文字"
            return f"“{key}”应当是{kind}；请改。"
    for key in _REQUIRED:
        if not entry.get(key):
            return f"这个词没有写“{key}”；请补上。"
    for form in (entry["term"], *entry.get("also", ())):
        if form not in REGULATION.text:
            return f"条文里没有“{form}”；请照条文的写法，或者删去。"
        if any(form in term.forms for term in earlier):
            return f"“{form}”前面已经有了；请合成一个。"
    for address in filter(None, [entry.get("defined"), *_REFERENCE.findall(entry["meaning"])]):
        try:
            provision(address)
        except UnknownProvision as error:
            return f"“{entry['term']}”：{error}。请改。"
    source = entry.get("source")
    if source and source not in norms:
        near = difflib.get_close_matches(source, norms, n=1, cutoff=0.0)[0]
        return f"“{entry['term']}”的 source“{source}”不在 docs/norms.toml 里；最接近的是“{near}”。请改。"
    return ""


def marked(text: str, address: str, terms: Sequence[Term], root: str) -> str:
    """The official words of the provision at ``address`` as HTML; ``root`` leads from its page to the site's top."""
    seen: set[Term] = set()

    def part(words: str) -> Iterator[str]:
        for piece, term in _pieces(words, terms):
            if term is None or term in seen or term.is_defined_in(address):
                yield html.escape(piece)
            else:
                seen.add(term)
                link = f'href="{root}glossary.html#{term.term}" title="{html.escape(term.plain)}"'
                yield f'<a class="term" {link}>{html.escape(piece)}</a>'

    return "".join(
        f'<span class="whole">{"".join(part(words))}</span>' if _TOGETHER.fullmatch(words) else "".join(part(words))
        for words in _TOGETHER.split(text)
    )


def occurrences(terms: Sequence[Term]) -> dict[Term, tuple[str, ...]]:
    """The 款 and 项 in which each word stands, in the order of the text."""
    found: dict[Term, dict[str, None]] = {term: {} for term in terms}
    for place in REGULATION:
        if not isinstance(place, Article):
            for _, term in _pieces(place.text, terms):
                if term:
                    found[term][place.address] = None
    return {term: tuple(places) for term, places in found.items()}


def _pieces(text: str, terms: Sequence[Term]) -> Iterator[tuple[str, Term | None]]:
    """The text cut into words of the glossary and what stands between them, the longest word first."""
    by_form = {form: term for term in terms for form in term.forms}
    longest_first = sorted(by_form, key=len, reverse=True)
    title = "《[^》]*》"  # the name of another instrument: its words are not this regulation's
    for piece in re.split(f"({'|'.join([title, *map(re.escape, longest_first)])})", text):
        if piece:
            yield piece, by_form.get(piece)
