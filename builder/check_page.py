"""check/, the questions, the text and the runtime -> one self-contained page, its unprotected control, the licences."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import zstandard
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from builder import ROOT, diagrams, environment, runtime
from builder.steps import Step
from checker import bridge
from checker.catalogue import ReadingJson, facts, readings
from checker.form import ALTERNATIVES, SECTIONS
from checker.lamps import LAMPS
from checker.logic import ReadAs, Stage, walk
from checker.text import REGULATION, name
from checker.tolerance import TOLERANCE

SOURCES = ROOT / "check"
ZSTDDEC = environment.STEP.path / "zstddec" / "dist" / "zstddec.mjs"
LADDER = ROOT / "theme" / "assets" / "ladder.css"
HAND_OVER = "G()"
# Letters of base64 in one block: small enough that the progress moves, a multiple of four.
BLOCK = 400_000
# Value, label, and whether it stands for no answer.
# What the control page takes for a program from elsewhere; only in a worker that verify.js makes of it, it says a word.
NOTHING = 'if (self.name === "verify") postMessage("");\n'
OPTIONS = (("yes", "是", False), ("no", "否", False), ("unknown", "不清楚", False))


@dataclass(frozen=True)
class Block:
    """A piece of a part, in the form in which the page carries it."""

    part: str
    text: str
    last: bool


def make(folder: Path) -> None:
    """index.html, control.html with what it fetches, and licenses.html."""
    packed = {name: (runtime.STEP.path / f"{name}.zst").read_bytes() for name in runtime.PARTS}
    meta = _meta()
    pages = {
        "index.html": assemble(packed, meta["lock"], meta["snapshot"]),
        "control.html": _template("control.html.j2").render(style=source("verify.css"), script=source("verify.js")),
        "nothing.js": NOTHING,
        "licenses.html": _template("licenses.html.j2").render(style=source("top.css"), **_licensed()),
    }
    for name_, text in pages.items():
        (folder / name_).write_text(text, encoding="utf-8", newline="\n")


def assemble(packed: Mapping[str, bytes], lock: object, snapshot: object) -> str:
    """The page around the packed parts of the runtime. `lock` is what `loadPyodide` asks for.

    Without a snapshot (None) Python starts from the library, as it does where the memory cannot be restored.
    """
    made = json.dumps({"lock": json.dumps(lock), "snapshot": snapshot})
    worker = runtime.pack(f"\nself.MADE = {made};\n{source('worker.js')}".encode(), 9)
    needed_ = ("program", "wasm", "snapshot" if snapshot else "library")
    # A frame of zstd after another gives the one text after the other.
    parts = {"program": packed["glue"] + worker, **packed}
    # What Python has later comes last; where it starts from the library, that has it.
    parts = {part: parts[part] for part in dict.fromkeys((*needed_, *(["later"] if snapshot else []), "library"))}
    sizes = {part: zstandard.frame_content_size(content) for part, content in parts.items()}
    sizes["program"] += zstandard.frame_content_size(worker)
    parts = {"unpacker": _unpacker(sizes), **parts}
    top = {"script": source("top.js"), "style": source("top.css")}
    inner = {"script": source("frame.js"), "style": source("frame.css") + Markup(LADDER.read_text(encoding="utf-8"))}
    first = json.loads(bridge.view('{"chosen": {}}'))["ask"]
    # The frame inherits the page's policy and adds its own, so the page must allow what the frame needs.
    frame = _template("frame.html.j2").render(
        **inner,
        policy=_policy([inner["script"]], [inner["style"]]),
        sections=list(_groups(first)),
        first=first,
        readings=switches(),
        options=OPTIONS,
        articles=REGULATION.articles,
        drawn=_ladders(),
        title=REGULATION.title,
        name=name,
        size=sum(len(parts[part]) for part in ("unpacker", *needed_)),
    )
    tried = {
        "script": inner["script"][: inner["script"].index("(() =>")] + source("verify.js"),
        "style": source("verify.css"),
    }
    verify = _template("verify.html.j2").render(**tried, policy=_policy([tried["script"]], [tried["style"]]))
    within = (inner, tried)
    return _template("page.html.j2").render(
        **top,
        policy=_policy(
            [top["script"], HAND_OVER, *(each["script"] for each in within)],
            [top["style"], *(each["style"] for each in within)],
            "frame-src 'none'",
        ),
        articles=REGULATION.articles,
        frame=str(frame),
        verify=str(verify),
        sums=trusted(),
        **_licensed(),
        blocks=[block for part, content in parts.items() for block in _blocks(part, content)],
        hand_over=Markup(HAND_OVER),
    )


def needed(page: bytes) -> int:
    """How many bytes of the page, from its start, the first verdict needs: all but what comes later, at the end."""
    return page.index(b'<script type="text/plain" data-part="later"')


def _unpacker(sizes: Mapping[str, int]) -> bytes:
    """The script of the worker that unpacks the other parts; it is not packed itself."""
    module, ending = ZSTDDEC.read_text(encoding="utf-8"), "export { ZSTDDecoder };"
    assert module.count("export ") == 1 and module.rstrip().endswith(ending), "zstddec is not as it was"
    # Where `fetch` is missing it takes its machine from a Buffer: the policy would refuse what it fetches.
    return f"""self.ZSTDDecoder = ((fetch, Buffer) => {{
{module.rstrip().removesuffix(ending)}return ZSTDDecoder;
}})(undefined, {{ from: (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0)) }});
self.SIZES = {json.dumps(sizes)};
{source("unpacker.js")}""".encode()


def switches() -> list[ReadingJson]:
    """The readings that can be chosen on the page: those on which what it shows can turn."""
    return [reading for reading in readings() if reading["key"] in _SWITCHES]


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


def trusted() -> dict[str, str]:
    """SHA-256 of the two scripts that could see an answer and send it: the top page's and the frame's."""
    return {name: hashlib.sha256((SOURCES / f"{name}.js").read_bytes()).hexdigest() for name in ("top", "frame")}


def _licensed() -> dict[str, Any]:
    """What is in the page of others: the versions, and the texts of their licences."""
    texts = [(file.stem, file.read_text(encoding="utf-8")) for file in sorted((SOURCES / "licenses").glob("*.txt"))]
    return {"meta": _meta(), "texts": texts}


def _meta() -> dict[str, Any]:
    known: dict[str, Any] = json.loads((runtime.STEP.path / "meta.json").read_text(encoding="utf-8"))
    return known


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
