"""docs/ (what people write), checker.text (the official words) and the published cases become what MkDocs reads.

The official words are put in as raw HTML, which Markdown passes through untouched. The templates stand in
builder/pages/templates and not in theme/, because MkDocs publishes every file of a theme that is not HTML.
"""

import html
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from builder import ROOT, diagrams
from builder.console import Problem
from builder.pages import around, norms, notes, published
from builder.steps import Step
from checker.case import BadCase, Case, read_cases
from checker.report import example_in_words, report
from checker.standing import SAYS, standing
from checker.text import APPARATUS, REGULATION, Emendation, anchor, article_of, name
from checker.verdict import MODEL, VERDICTS

TEMPLATES = ROOT / "builder" / "pages" / "templates"
PAGES = (
    "index.md",
    "text.md",
    "emendations.md",
    "cases.md",
    "check.md",
    "map.md",
    "readings.md",
    "norms.md",
    "compare.md",
    "standing.md",
    "report.md",
    "tested.md",
    "privacy.md",
    "maintain.md",
)
CASES = "tests/cases"
PUBLISHED = f"{CASES}/published.toml"


def run(output: Path) -> None:
    """Write every page into `output`."""
    write(ROOT / "docs", output)


def write(docs: Path, output: Path) -> None:
    """The pages from the folder `docs`. Raises Problem where a note or a reference names no provision."""
    notes.refuse_strays(docs)
    known = norms.read(docs)
    written = {article.number: notes.read_note(docs, article, known) for article in REGULATION.articles}
    drawn = diagrams.by_provision()
    library = _library()
    everything = {
        "regulation": REGULATION,
        "notes": written,
        "noted": frozenset().union(*(note.addresses for note in written.values())),
        "apparatus": APPARATUS,
        "emendations": _by_reason(),
        "published": [published.shown(case) for case in _read(PUBLISHED)],
        "drawn": drawn,
        "standing": standing(),
        "says": SAYS,
        "model": MODEL,
        "verdicts": VERDICTS,
        "report": report(library),
        **around.given(docs, written, known, library),
    }
    templates = _templates()
    (output / "articles").mkdir(parents=True)
    for article in REGULATION.articles:
        page = templates.get_template("article.md.j2").render(
            everything,
            article=article,
            note=written[article.number],
            diagrams=[(place.address, drawn[place.address]) for place in article.provisions if place.address in drawn],
            checked=any(article_of(rule.provision) == article.number for rule in MODEL.rules),
            changes=[each for each in APPARATUS.emendations if article_of(each.at) == article.number],
        )
        (output / "articles" / f"{article.number:02}.md").write_text(page, encoding="utf-8")
    for file in PAGES:
        page = templates.select_template([f"{file}.j2", "prose.md.j2"]).render(
            everything, prose=notes.read_prose(docs, file, known)
        )
        (output / file).write_text(page, encoding="utf-8")


def _templates() -> Environment:
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
        "article_of": article_of,
        "visible": _visible,
        "example": example_in_words,
    }
    return templates


def _library() -> list[Case]:
    files = sorted((ROOT / CASES).glob("*.toml"))
    return [case for file in files for case in _read(f"{CASES}/{file.name}")]


def _read(file: str) -> tuple[Case, ...]:
    try:
        return read_cases((ROOT / file).read_text(encoding="utf-8"), MODEL, toml=True)
    except BadCase as error:
        raise Problem(f"{file} {error}") from error


def _by_reason() -> list[tuple[str, list[Emendation]]]:
    """The emendations by their reason, what changes words before what changes spaces."""
    groups: dict[str, list[Emendation]] = {}
    for emendation in APPARATUS.emendations:
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
        "builder/pages",
        "builder/diagrams.py",
    ),
    after=(),
    run=run,
)
