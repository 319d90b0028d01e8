"""The content and the rules become what MkDocs reads.

The official words are put in as raw HTML, which Markdown passes through untouched. The templates stand in
builder/pages/templates and not in theme/, because MkDocs publishes every file of a theme that is not HTML.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from builder import HERE, ROOT, content, exports, house
from builder.content import CASES, PUBLISHED, Content, citation, glossary, stamps
from builder.content.notes import Prose
from builder.core.addresses import check_page, door_page
from builder.core.console import Problem
from builder.core.steps import Step
from builder.drawing import diagrams, lanes
from builder.pages import around, bearing, editions, emended, published, sheets
from builder.pages.elements import AT_TOP, IN_ARTICLES
from checker.body import Body
from checker.body.standing import says, standing
from checker.engine.check import FORCES
from checker.engine.report import example_in_words, owed_in_words, report
from checker.text import Apparatus, Emendation, anchor, article_of, name, numeral

TEMPLATES = ROOT / "builder" / "pages" / "templates"
ALWAYS = {
    "index.md": "",
    "text.md": "全文",
    "map.md": "图",
    "standing.md": "各条怎么办的",
    "report.md": "规则的体检",
    "data.md": "数据",
}
"""The pages that every site has, and how they are called where docs/ does not say."""
EMENDED = {"emendations.md": "校勘记"}
"""The same where the text was made from a source that is kept."""


def run(output: Path) -> None:
    """Write every page into `output`."""
    write(HERE / "docs", output, HERE / CASES, house.body())


def write(docs: Path, output: Path, cases: Path, body: Body) -> None:
    """The pages from the folders `docs` and `cases`. Raises Problem for whatever people wrote that is wrong."""
    render(content.read(docs, cases, body), output)


def render(content: Content, output: Path) -> None:
    """The pages of what people wrote, and of the rules."""
    body, regulation = content.body, content.body.text
    doors = {f"{door_page(body, check)}.md": check for check in body.checks}
    written = {path.name for path in content.docs.glob("*.md")}
    own = {**ALWAYS, **(EMENDED if body.apparatus else {})}
    pages = dict.fromkeys([*own, *doors, *sorted(written)])
    for file in house.nav():
        if "/" not in file and file not in pages:
            raise Problem(f"docs/{file}：没有这个文件；请补上，或者用 git status 查看是否误删。")
    pages_around = around.given(content)
    drawn = diagrams.by_provision(body, diagrams.parts(body))
    telling = content.library.get(PUBLISHED, ())
    turning = published.turning(telling, body)
    proofs = stamps.proofs()
    # Takes longest: after all that can be wrong.
    found = [(check, report(_of(check.key, content), check)) for check in body.checks]
    sources = sheets.Sources(
        sections=content.sections,
        norms=content.norms,
        drawn=drawn,
        readings=content.readings,
        examples=content.examples,
        referring=bearing.referring(content.sections, body),
        together=bearing.together(body, *(each["pairs"] for _, each in found)),
        cases=turning,
    )
    everything = {
        "body": body,
        "regulation": regulation,
        "notes": content.notes,
        "noted": frozenset(content.sections),
        "apparatus": body.apparatus,
        "emendations": _by_reason(body),
        "published": [published.shown(case, body) for case in telling],
        "drawn": drawn,
        "glossary": glossary.occurrences(content.terms, regulation),
        "norms": content.norms,
        "standing": standing(body),
        "says": says(body),
        "verdicts": body.verdicts,
        "rules": body.named_rules,
        "switches": body.readings,
        "asked": body.quotes,
        "reports": found,
        "sheets": sheets.sheets(sources, body, IN_ARTICLES),
        "at_top": sheets.sheets(sources, body, AT_TOP),
        "data": exports.files(body),
        "proofs": proofs,
        "pages": pages,
        "mapped": _mapped(body),
        **pages_around,
    }
    templates = _templates(content)
    (output / "articles").mkdir(parents=True)
    for article in regulation.articles:
        emendations = body.apparatus.emendations if body.apparatus else ()
        page = templates.get_template("article.md.j2").render(
            everything,
            article=article,
            title=content.notes[article.number].title,
            doors=[
                (f"{door_page(body, check)}.html", check.from_article)
                for check in body.checks
                if check.applies(article.number)
            ],
            changes=[each for each in emendations if article_of(each.at) == article.number],
        )
        (output / "articles" / f"{article.number:02}.md").write_text(page, encoding="utf-8")
    for file in pages:
        check = doors.get(file)
        names = ["check.md.j2"] if check else [f"{file}.j2", "prose.md.j2"]
        default = check.called if check else own.get(file, "")
        prose = content.prose(file) if file in written else Prose(default, f"# {default}", "")
        page = templates.select_template(names).render(everything, check=check, prose=prose)
        (output / file).write_text(page, encoding="utf-8")
    if body.editions.former:
        _write_editions(templates, everything, output)


def _write_editions(templates: Environment, everything: Mapping[str, Any], output: Path) -> None:
    """Each edition's text, each beside the one before, and the list of all."""
    body = everything["body"]
    (output / editions.FOLDER).mkdir()
    prose = Prose("历次版本", "", "")
    (output / editions.INDEX).write_text(
        templates.get_template("editions.md.j2").render(everything, prose=prose), encoding="utf-8"
    )
    each = body.editions.each
    for edition, following in zip(each, (*each[1:], None), strict=True):
        page = templates.get_template("edition.md.j2").render(
            everything, edition=edition, current=following is None, following=following
        )
        (output / f"{editions.file(edition)}.md").write_text(page, encoding="utf-8")
    for before, after, revision in editions.pairs(body):
        page = templates.get_template("revision.md.j2").render(
            everything,
            before=before,
            after=after,
            articles=editions.articles(revision),
            rows=lambda article, revision=revision: editions.rows(article, revision),
        )
        (output / f"{editions.compared(after)}.md").write_text(page, encoding="utf-8")


def _of(key: str, content: Content) -> list[Any]:
    """The cases of the library that are for this check."""
    files = content.library.items()
    return [case for file, found in files if content.body.of_file(Path(file).stem).key == key for case in found]


def _mapped(body: Body) -> dict[str, tuple[int, int]]:
    """By part of the map its first and its last article: what the first check decides and weighs, then the course."""
    model = body.first.model
    poles = [contrast.favourable for contrast in model.contrasts]
    decided = {article_of(rule.provision) for rule in (*model.rules, *poles)}
    parts = {"decision": decided}
    if body.stages:
        parts["course"] = {article_of(each) for part in body.stages.parts for each in part.provisions}
        parts["course"] |= {article_of(duty.rule.provision) for duty in body.stages.throughout}
    return {part: (min(articles), max(articles)) for part, articles in parts.items()}


def _templates(content: Content) -> Environment:
    body, regulation, terms = content.body, content.body.text, content.terms
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # pages are Markdown; official words go through |e in the templates
    )
    templates.filters |= {
        "anchor": anchor,
        "name": name,
        "numeral": numeral,
        "called": lambda address: citation.called(address, regulation),
        "cited": lambda address: citation.cited(address, regulation),
        "article_of": article_of,
        "visible": _visible,
        "emended": lambda words, place, up, of_number=False: emended.mark(
            words, place, up, body.apparatus, of_number=of_number
        ),
        "gap": emended.gap,
        "row": lambda emendation: emended.key(emendation, _apparatus(body)),
        "example": example_in_words,
        "owed": owed_in_words,
        "binds": FORCES.__getitem__,
        "days": lanes.term_in_words,
        "digest": exports.digest,
        "file": exports.article_file,
        "sha256": exports.sha256,
        "edition_file": editions.file,
        "edition_compared": editions.compared,
        "in_force": lambda edition: editions.in_force(edition, body.editions),
        "e_id": lambda address: exports.e_id(address, regulation),
        "marked": lambda text, place, up: glossary.marked(text, place.address, terms, up, regulation),
        "referring": lambda words: glossary.with_places(words, _place),
    }
    templates.globals["marker"] = lambda address, up: glossary.marker_of_note(address, terms, up, regulation)
    templates.globals["here"] = body.first.here
    templates.globals["check_page"] = lambda check: check_page(body, check)
    templates.globals["door_page"] = lambda check: door_page(body, check)
    return templates


def _apparatus(body: Body) -> Apparatus:
    """There is one where there are emendations."""
    assert body.apparatus is not None
    return body.apparatus


def _place(address: str) -> str:
    """A link to the provision, for a page at the site's top."""
    return f'<a href="articles/{article_of(address):02}.html#{anchor(address)}">{name(address)}</a>'


def _by_reason(body: Body) -> list[tuple[str, list[Emendation]]]:
    """The emendations by their reason, what changes words before what changes spaces."""
    groups: dict[str, list[Emendation]] = {}
    for emendation in body.apparatus.emendations if body.apparatus else ():
        groups.setdefault(emendation.why, []).append(emendation)
    return sorted(groups.items(), key=lambda group: len(group[1]))


def _visible(words: str) -> str:
    """Spaces and line ends as marks that a reader can see, in HTML."""
    marks = {"\n": "⏎", " ": "␣", "\u3000": "□"}
    return "".join(f'<span class="mark">{marks[each]}</span>' if each in marks else html.escape(each) for each in words)


STEP = Step(
    name="pages",
    says="生成页面",
    inputs=(
        "docs",
        "checker",
        CASES,
        "mkdocs.yml",
        "tests/**/*.py",
        around.MATTERS,
        "builder/pages",
        "builder/content",
        "builder/drawing",
        "builder/core/addresses.py",
        "builder/house.py",
        "builder/exports.py",
    ),
    after=(),
    run=run,
)
