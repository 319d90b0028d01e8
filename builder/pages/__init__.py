"""docs/ (what people write), checker.text (the official words) and the published cases become what MkDocs reads.

The official words are put in as raw HTML, which Markdown passes through untouched. The templates stand in
builder/pages/templates and not in theme/, because MkDocs publishes every file of a theme that is not HTML.
"""

import html
import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from builder import HERE, ROOT, exports
from builder.content import citation, complete, glossary, norms, notes, readings, stamps, tables
from builder.core.console import Problem
from builder.core.steps import Step
from builder.drawing import diagrams, lanes
from builder.pages import around, bearing, emended, examples, published, sheets
from checker.body.standing import SAYS, standing
from checker.calendars import BadCalendar
from checker.engine.case import Case, read_cases
from checker.engine.check import FORCES
from checker.engine.fields import BadCase
from checker.engine.report import example_in_words, owed_in_words, report
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.checks.accusation import ACCUSATION
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.regulations.xishuangbanna.checks.verdict import MODEL
from checker.regulations.xishuangbanna.text import APPARATUS, REGULATION
from checker.text import Emendation, anchor, article_of, name

TEMPLATES = ROOT / "builder" / "pages" / "templates"
PAGES = (
    "index.md",
    "text.md",
    "glossary.md",
    "emendations.md",
    "cases.md",
    "check.md",
    "check-a13.md",
    "data.md",
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
CASES = "cases"
PUBLISHED = "published.toml"
DOORS = {
    TOLERANCE: ("check.html", "用这一条自查一件事"),
    ACCUSATION: ("check-a13.html", "用这一条看一封举报"),
}
"""From the page of an article to that of the check which applies it."""
_NTH = re.compile(r"case\[(?P<number>\d+)\]\.?(?P<words>.*)", re.DOTALL)


def run(output: Path) -> None:
    """Write every page into `output`."""
    write(HERE / "docs", output, HERE / CASES)


def write(docs: Path, output: Path, cases: Path) -> None:
    """The pages from the folders `docs` and `cases`. Raises Problem for whatever people wrote that is wrong."""
    _refuse_wrong_calendar()
    emended.refuse_lost()
    notes.refuse_strays(docs)
    known = norms.read(docs)
    written = {article.number: notes.read_note(docs, article, known) for article in REGULATION.articles}
    sections = {address: section for note in written.values() for address, section in note.by_address.items()}
    drawn = diagrams.by_provision()
    terms = glossary.read(docs, known)
    library = {file.name: _read(file) for file in sorted(cases.glob("*.toml"))}
    every = [case for file in library.values() for case in file]
    own = {
        key: [case for file, found in library.items() if BODY.of_file(Path(file).stem).key == key for case in found]
        for key in BODY.made_checks
    }
    shown = examples.by_provision((f"{CASES}/{file}", case) for file, found in library.items() for case in found)
    complete.refuse_gaps(written, shown)
    ways = readings.by_provision(readings.read(docs))
    pages_around = around.given(docs, written, known, every)
    turning = published.turning(library[PUBLISHED])
    proofs = stamps.proofs()
    # Takes longest: after all that can be wrong.
    found = [(check, report(own[check.key], check)) for check in BODY.checks]
    everything = {
        "regulation": REGULATION,
        "notes": written,
        "noted": frozenset(sections),
        "apparatus": APPARATUS,
        "emendations": _by_reason(),
        "published": [published.shown(case) for case in library[PUBLISHED]],
        "drawn": drawn,
        "glossary": glossary.occurrences(terms),
        "norms": known,
        "standing": standing(BODY),
        "says": SAYS,
        "model": MODEL,
        "verdicts": BODY.verdicts,
        "rules": BODY.named_rules,
        "switches": BODY.readings,
        "asked": BODY.quotes,
        "reports": found,
        "sheets": sheets.sheets(
            sheets.Sources(
                sections=sections,
                norms=known,
                drawn=drawn,
                readings=ways,
                examples=shown,
                referring=bearing.referring(sections),
                together=bearing.together(*(each["pairs"] for _, each in found)),
                cases=turning,
            )
        ),
        "data": exports.files(),
        "proofs": proofs,
        **pages_around,
    }
    templates = _templates()
    templates.filters["marked"] = lambda text, place, up: glossary.marked(text, place.address, terms, up)
    templates.globals["marker"] = lambda address: glossary.marker_of_note(address, terms, "../")
    (output / "articles").mkdir(parents=True)
    for article in REGULATION.articles:
        page = templates.get_template("article.md.j2").render(
            everything,
            article=article,
            title=written[article.number].title,
            doors=[DOORS[check] for check in BODY.checks if check.applies(article.number)],
            changes=[each for each in APPARATUS.emendations if article_of(each.at) == article.number],
        )
        (output / "articles" / f"{article.number:02}.md").write_text(page, encoding="utf-8")
    for file in PAGES:
        page = templates.select_template([f"{file}.j2", "prose.md.j2"]).render(
            everything, prose=notes.read_prose(docs, file, known)
        )
        (output / file).write_text(page, encoding="utf-8")


def _refuse_wrong_calendar() -> None:
    try:
        BODY.calendar  # noqa: B018 – it is read, and refused where it is wrong
    except BadCalendar as error:
        raise Problem(f"{error}。") from None


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
        "called": citation.called,
        "cited": citation.cited,
        "from_root": _from_root,
        "article_of": article_of,
        "visible": _visible,
        "emended": emended.mark,
        "row": emended.key,
        "example": example_in_words,
        "owed": owed_in_words,
        "binds": FORCES.__getitem__,
        "days": lanes.term_in_words,
        "digest": exports.digest,
        "file": exports.article_file,
        "sha256": exports.sha256,
        "e_id": exports.e_id,
    }
    return templates


def _read(file: Path) -> tuple[Case, ...]:
    place = f"{CASES}/{file.name}"
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem(f"{place}：第{error.start + 1}个字节起不是 UTF-8 文字；请另存为 UTF-8。") from None
    tables.parse(place, text)
    try:
        return read_cases(text, BODY.of_file(file.stem), toml=True)
    except BadCase as error:
        raise Problem(f"{place} {_located(str(error), text)}。") from error


def _located(words: str, text: str) -> str:
    """What is wrong with the n-th case, with the line where that case begins in the place of its number."""
    numbered = _NTH.fullmatch(words)
    if not numbered:
        return words
    line = tables.headings(text, "case")[int(numbered["number"]) - 1]
    return f"第{line}行起的案例，{numbered['words']}"


def _by_reason() -> list[tuple[str, list[Emendation]]]:
    """The emendations by their reason, what changes words before what changes spaces."""
    groups: dict[str, list[Emendation]] = {}
    for emendation in APPARATUS.emendations:
        groups.setdefault(emendation.why, []).append(emendation)
    return sorted(groups.items(), key=lambda group: len(group[1]))


def _from_root(note: str) -> str:
    """The note of one provision, made for a page in articles/, as the whole text shows it: open, without drawings."""
    undrawn = re.sub(r'<details class="drawn".*?</details>', "", note, flags=re.DOTALL)
    opened = undrawn.replace('<details class="note"', '<details class="note" open', 1)
    moved = re.sub(r'(\]\(|href=")(?=\d\d\.(?:md|html))', r"\1articles/", opened)
    return re.sub(r'(\]\(|href=")\.\./', r"\1", moved)


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
        "tests/**/*.py",
        around.MATTERS,
        "builder/pages",
        "builder/drawing/diagrams.py",
        "builder/exports.py",
        "builder/content/stamps.py",
    ),
    after=(),
    run=run,
)
