"""docs/ (what people write), checker.text (the official words) and the published cases become what MkDocs reads.

The official words are put in as raw HTML, which Markdown passes through untouched. The templates stand in
builder/pages/templates and not in theme/, because MkDocs publishes every file of a theme that is not HTML.
"""

import html
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from builder import ROOT, diagrams
from builder.console import Problem
from builder.pages import bearing, emended, examples, norms, notes, published, readings, sheets
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
    "standing.md",
    "report.md",
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
    sections = {address: section for note in written.values() for address, section in note.by_address.items()}
    drawn = diagrams.by_provision()
    library = [(file, case) for file in _files() for case in _read(file)]
    found = report([case for _, case in library])
    ways = readings.by_provision(readings.read(docs))
    everything = {
        "regulation": REGULATION,
        "notes": written,
        "noted": frozenset(sections),
        "apparatus": APPARATUS,
        "emendations": _by_reason(),
        "published": [published.shown(case) for case in _read(PUBLISHED)],
        "drawn": drawn,
        "standing": standing(),
        "says": SAYS,
        "model": MODEL,
        "verdicts": VERDICTS,
        "report": found,
        "sheets": sheets.sheets(
            sheets.Sources(
                sections=sections,
                norms=known,
                drawn=drawn,
                readings=ways,
                examples=examples.by_provision(library),
                referring=bearing.referring(sections),
                together=bearing.together(found["pairs"]),
                cases=published.turning(_read(PUBLISHED)),
            )
        ),
    }
    templates = _templates()
    (output / "articles").mkdir(parents=True)
    for article in REGULATION.articles:
        page = templates.get_template("article.md.j2").render(
            everything,
            article=article,
            title=written[article.number].title,
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
        "emended": emended.mark,
        "row": emended.key,
        "example": example_in_words,
    }
    return templates


def _files() -> list[str]:
    return [f"{CASES}/{file.name}" for file in sorted((ROOT / CASES).glob("*.toml"))]


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
