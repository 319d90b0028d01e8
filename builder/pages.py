"""docs/ (what people write), checker.text (the official words) and the published cases become what MkDocs reads.

The official words are put in as raw HTML, which Markdown passes through untouched. The templates stand in
builder/templates and not in theme/, because MkDocs publishes every file of a theme that is not HTML.
"""

import html
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from builder import ROOT, notes
from builder.console import Problem
from builder.steps import Step
from checker.case import BadCase, read_cases
from checker.study import study
from checker.text import APPARATUS, REGULATION, Emendation, anchor, article_of, name
from checker.verdict import MODEL
from checker.view import grounds

TEMPLATES = ROOT / "builder" / "templates"
PAGES = ("index.md", "text.md", "emendations.md", "cases.md", "check.md", "privacy.md", "maintain.md")
PUBLISHED = "tests/cases/published.toml"


def run(output: Path) -> None:
    """Write every page into `output`."""
    write(ROOT / "docs", output)


def write(docs: Path, output: Path) -> None:
    """The pages from the folder `docs`. Raises Problem where a note or a reference names no provision."""
    notes.refuse_strays(docs)
    written = {article.number: notes.read_note(docs, article) for article in REGULATION.articles}
    everything = {
        "regulation": REGULATION,
        "notes": written,
        "noted": frozenset().union(*(note.addresses for note in written.values())),
        "apparatus": APPARATUS,
        "emendations": _by_reason(),
        "published": _published(),
    }
    templates = _templates()
    (output / "articles").mkdir(parents=True)
    for article in REGULATION.articles:
        page = templates.get_template("article.md.j2").render(
            everything,
            article=article,
            note=written[article.number],
            checked=any(article_of(rule.provision) == article.number for rule in MODEL.rules),
            changes=[each for each in APPARATUS.emendations if article_of(each.at) == article.number],
        )
        (output / "articles" / f"{article.number:02}.md").write_text(page, encoding="utf-8")
    for file in PAGES:
        page = templates.select_template([f"{file}.j2", "prose.md.j2"]).render(
            everything, prose=notes.read_prose(docs, file)
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
    templates.filters |= {"anchor": anchor, "name": name, "article_of": article_of, "visible": _visible}
    return templates


def _published() -> list[dict[str, Any]]:
    """The published cases, each with what the rules say to it."""
    try:
        cases = read_cases((ROOT / PUBLISHED).read_text(encoding="utf-8"), MODEL, toml=True)
    except BadCase as error:
        raise Problem(f"{PUBLISHED} {error}") from error
    studied = [(case.texts, study(case)) for case in cases]
    return [{"texts": texts, "result": result, "grounds": grounds(result)} for texts, result in studied]


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
    inputs=("docs", "checker", PUBLISHED, "builder/templates", "builder/notes.py"),
    after=(),
    run=run,
)
