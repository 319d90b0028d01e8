"""docs/glossary.toml: what a word of the regulation means here, and where each of them stands in the official text.

A word is marked where it first stands in a 款 or 项, and in its note, the longest word first, never in the provision
that defines it.
Marking adds elements around words and changes none of them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.content.citation import called
from builder.content.tables import Entry, entries, nearest
from checker.text import Article, Regulation, UnknownProvision, article_of

FILE = "glossary.toml"
_REFERENCE = re.compile(r"\[\[([^\]]*)\]\]")
_NOT_THE_NOTES = re.compile(r"(\[[^\]]*\]\([^)]*\)|<[^>]*>|`[^`]*`|\*\*[^*]*\*\*|“[^”]*”)")
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

    def plain(self, regulation: Regulation) -> str:
        """The meaning, its references written out."""
        return _REFERENCE.sub(lambda match: called(match[1], regulation), self.meaning)

    def linked(self, link: Callable[[str], str]) -> str:
        """The meaning as HTML, its references as what `link` makes of them."""
        return with_places(self.meaning, link)

    def is_defined_in(self, address: str) -> bool:
        """Whether this provision, or the article that it belongs to, is the word's definition."""
        return self.defined in (address, str(article_of(address)))


def with_places(words: str, link: Callable[[str], str]) -> str:
    """The words as HTML, their references as what `link` makes of them."""
    return "".join(
        link(part) if number % 2 else html.escape(part, quote=False)
        for number, part in enumerate(_REFERENCE.split(words))
    )


def read(docs: Path, norms: Collection[str], regulation: Regulation) -> tuple[Term, ...]:
    """The words in the order of the file; `norms` are the keys that a source may have.

    Raises Problem where an entry lacks something, or speaks of words, provisions or norms that there are not.
    """
    terms: list[Term] = []
    for entry in entries(docs, FILE, "term"):
        terms.append(_term(entry, terms, norms, regulation))
    return tuple(terms)


def _term(entry: Entry, earlier: Sequence[Term], norms: Collection[str], regulation: Regulation) -> Term:
    entry.refuse_others(("term", "also", "defined", "meaning", "source"))
    term = Term(
        term=entry.text("term"),
        also=entry.texts("also"),
        defined=_address(entry),
        meaning=entry.text("meaning"),
        source=str(entry.values.get("source", "")),
    )
    for form in term.forms:
        if form not in regulation.text:
            raise entry.problem(f"条文里没有“{form}”；请照条文的写法，或者删去。")
        if any(form in other.forms for other in earlier):
            raise entry.problem(f"“{form}”前面已经有了；请合成一个。")
    for address in filter(None, (term.defined, *_REFERENCE.findall(term.meaning))):
        try:
            regulation.provision(address)
        except UnknownProvision as error:
            raise entry.problem(f"“{term.term}”：{error}。请改。") from None
    if term.source and term.source not in norms:
        near = nearest(term.source, norms)
        raise entry.problem(f"“{term.term}”的 source“{term.source}”不在 docs/norms.toml 里；最接近的是“{near}”。请改。")
    return term


def _address(entry: Entry) -> str:
    value = entry.values.get("defined", "")
    if not isinstance(value, str):
        raise entry.problem(f'“{entry.text("term")}”的 defined 应当加引号，写成 defined = "{value}"。')
    return value


def marked(text: str, address: str, terms: Sequence[Term], root: str, regulation: Regulation) -> str:
    """The official words of the provision at ``address`` as HTML; ``root`` leads from its page to the site's top."""
    mark = _marker(address, terms, root, regulation)
    return "".join(
        f'<span class="unbroken">{mark(words)}</span>' if _TOGETHER.fullmatch(words) else mark(words)
        for words in map(html.escape, _TOGETHER.split(text))
    )


def marker_of_note(address: str, terms: Sequence[Term], root: str, regulation: Regulation) -> Callable[[str], str]:
    """Marks a note's Markdown, piece by piece: a word where it first stands, in no link, no quotation, nothing bold."""
    mark = _marker(address, terms, root, regulation)
    return lambda markdown: "".join(
        part if number % 2 else mark(part) for number, part in enumerate(_NOT_THE_NOTES.split(markdown))
    )


def _marker(address: str, terms: Sequence[Term], root: str, regulation: Regulation) -> Callable[[str], str]:
    """Marks each word once, in however many pieces the text comes."""
    seen: set[Term] = set()

    def part(words: str) -> Iterator[str]:
        for piece, term in _pieces(words, terms):
            if term is None or term in seen or term.is_defined_in(address):
                yield piece
            else:
                seen.add(term)
                link = f'href="{root}glossary.html#{term.term}" title="{html.escape(term.plain(regulation))}"'
                yield f'<a class="term" {link}>{piece}</a>'

    return lambda words: "".join(part(words))


def occurrences(terms: Sequence[Term], regulation: Regulation) -> dict[Term, tuple[str, ...]]:
    """The 款 and 项 in which each word stands, in the order of the text."""
    found: dict[Term, dict[str, None]] = {term: {} for term in terms}
    for place in regulation:
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
