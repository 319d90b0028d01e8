"""check/, the questions, the text and the runtime -> one self-contained page, its unprotected control, the licences."""

import base64
import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from builder import ROOT, diagrams, runtime
from builder.steps import Step
from checker import bridge
from checker.catalogue import facts, readings
from checker.checks import TOLERANCE
from checker.form import ALTERNATIVES, SECTIONS
from checker.lamps import LAMPS
from checker.logic import ReadAs, Stage, walk
from checker.text import REGULATION, name

SOURCES = ROOT / "check"
LADDER = ROOT / "theme" / "assets" / "ladder.css"
HAND_OVER = "G()"
# Letters of base64 in one block: small enough that the progress moves, a multiple of four.
BLOCK = 400_000
# Value, label, and whether it stands for no answer.
OPTIONS = (("yes", "是", False), ("no", "否", False), ("unknown", "不清楚", False))


@dataclass(frozen=True)
class Block:
    """A piece of a part, in the form in which the page carries it."""

    part: str
    text: str
    last: bool


def make(folder: Path) -> None:
    """index.html, control.html and licenses.html."""
    packed = {name: (runtime.STEP.path / f"{name}.gz").read_bytes() for name in ("glue", "wasm", "library")}
    meta = json.loads((runtime.STEP.path / "meta.json").read_text(encoding="utf-8"))
    pages = {
        "index.html": assemble(packed, meta["lock"]),
        "control.html": _template("control.html.j2").render(style=source("top.css"), probe=_probe()),
        "licenses.html": _template("licenses.html.j2").render(style=source("top.css"), meta=meta, texts=_licenses()),
    }
    for name_, text in pages.items():
        (folder / name_).write_text(text, encoding="utf-8", newline="\n")


def assemble(packed: Mapping[str, bytes], lock: object) -> str:
    """The page around the gzipped parts `glue`, `wasm` and `library`. `lock` is what `loadPyodide` asks for."""
    worker = f"self.LOCK = {json.dumps(json.dumps(lock))};\n{source('worker.js')}".encode()
    parts = {"worker": gzip.compress(worker, 9, mtime=0), **packed}
    parts = {part: parts[part] for part in ("worker", "glue", "wasm", "library")}
    top = {"script": source("top.js"), "style": source("top.css")}
    inner = {"script": source("frame.js"), "style": source("frame.css") + Markup(LADDER.read_text(encoding="utf-8"))}
    first = json.loads(bridge.view('{"chosen": {}}'))["ask"]
    # The frame inherits the page's policy and adds its own, so the page must allow what the frame needs.
    frame = _template("frame.html.j2").render(
        **inner,
        policy=_policy([inner["script"]], [inner["style"]]),
        sections=list(_groups(first)),
        first=first,
        readings=[reading for reading in readings() if reading["key"] in _SWITCHES],
        options=OPTIONS,
        articles=REGULATION.articles,
        drawn=_ladders(),
        title=REGULATION.title,
        name=name,
        size=sum(map(len, parts.values())),
    )
    return _template("page.html.j2").render(
        **top,
        policy=_policy([top["script"], HAND_OVER, inner["script"]], [top["style"], inner["style"]], "frame-src 'none'"),
        articles=REGULATION.articles,
        frame=str(frame),
        blocks=[block for part, content in parts.items() for block in _blocks(part, content)],
        hand_over=Markup(HAND_OVER),
    )


def _groups(first: Sequence[str]) -> Iterator[dict[str, object]]:
    """The sections of the form with what the page says of each fact; the group of the first question is open."""
    listed = {fact["key"]: fact for fact in facts()}
    for section in (*SECTIONS, ALTERNATIVES):
        asked = [{**listed[fact.key], "late": fact.stage is not Stage.CONDUCT} for fact in section.facts]
        yield {
            "key": section.key,
            "title": section.title,
            "intro": section.intro,
            "facts": asked,
            "late": all(fact["late"] for fact in asked),
            "first": any(fact["key"] in first for fact in asked),
        }


_SHOWN = {*LAMPS}
_SWITCHES = {
    part.reading.key for rule in TOLERANCE.model.deciding for part, _ in walk(rule) if isinstance(part, ReadAs)
}
"""The page decides; what follows, and the second check, are not on it yet."""


def _ladders() -> dict[str, list[Markup]]:
    """The diagrams of the rules that rest on no other rule: those of the others would repeat them."""
    return {
        address: [Markup(each.svg) for each in group if each.rule in _SHOWN and not diagrams.holds_rules(each.rule)]
        for address, group in diagrams.by_provision().items()
    }


def _probe() -> Markup:
    """The function that tries to connect, out of the frame's script: the control page runs the very same text."""
    script = source("frame.js")
    start = script.index("  function probe() {")
    return Markup(json.dumps(script[start : script.index("\n  }\n", start) + 4]))


def _licenses() -> list[tuple[str, str]]:
    return [(file.stem, file.read_text(encoding="utf-8")) for file in sorted((SOURCES / "licenses").glob("*.txt"))]


def _blocks(part: str, content: bytes) -> Iterator[Block]:
    letters = base64.b64encode(content).decode()
    for start in range(0, len(letters), BLOCK):
        yield Block(part, letters[start : start + BLOCK], start + BLOCK >= len(letters))


def _policy(scripts: Sequence[str], styles: Sequence[str], *more: str) -> str:
    """Hashes alone: no host, no 'self', no nonce, nothing that a query could be sent to."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))} 'wasm-unsafe-eval'",
            "worker-src blob:",
            f"style-src {' '.join(map(_hash, styles))}",
            *more,
            "form-action 'none'",
            "base-uri 'none'",
            "webrtc 'block'",
        ]
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def source(name: str) -> Markup:
    """A script or a style, to stand in the page as it is."""
    return Markup((SOURCES / name).read_text(encoding="utf-8"))


def _template(name: str) -> Template:
    loader = FileSystemLoader(SOURCES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True).get_template(name)


STEP = Step(
    name="check_page",
    says="组装自查页",
    inputs=("check", "builder/diagrams.py", "theme/assets/ladder.css"),
    after=(runtime.STEP,),
    run=make,
)
