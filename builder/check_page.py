"""check/, the questions, the text and the runtime -> a self-contained page for each check, a control, the licences."""

import base64
import hashlib
import html
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import zstandard
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from builder import ROOT, house
from builder.core import addresses, environment
from builder.core.steps import Step
from builder.drawing import diagrams
from builder.runtime import Known, split_profile
from builder.runtime.passes import OF_PYODIDE, PASSES
from builder.runtime.split_profile import Runtime
from checker.api import bridge
from checker.body import Body
from checker.engine.catalogue import ReadingJson, facts, readings
from checker.engine.check import Check, Section
from checker.engine.diagram_states import lamps_of
from checker.engine.saved import head
from checker.logic import Stage
from checker.procedure.description import describe
from checker.procedure.procedure import SECOND, Procedure
from checker.text import name

SOURCES = ROOT / "check"
ZSTDDEC = environment.STEP.path / "zstddec" / "dist" / "zstddec.mjs"
LADDER = ROOT / "theme" / "assets" / "ladder.css"
HAND_OVER = "G()"
# Letters of base64 in one block: small enough that the progress moves, a multiple of four.
BLOCK = 400_000
# What the control page takes for a program from elsewhere; only in a worker that verify.js makes of it, it says a word.
NOTHING = 'if (self.name === "verify") postMessage("");\n'
# Value, label, and whether it stands for no answer.
OPTIONS = (("yes", "是", False), ("no", "否", False), ("unknown", "不清楚", False))


def source(name: str) -> Markup:
    """A script or a style, to stand in the page as it is."""
    return Markup((SOURCES / name).read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Form:
    """What differs from page to page, but for the questions.

    ``place`` is below check/; ``site`` leads to the site's folder and ``beside`` to the first page's. ``others``: where
    the other checks are, and what leads there. ``single``: the page is also handed out as a file by itself, and then
    leads nowhere.
    """

    body: Body
    check: Check
    place: str
    site: str
    beside: str
    others: tuple[tuple[str, str], ...]
    single: bool


def forms(body: Body) -> tuple[Form, ...]:
    """A page for each check, the first at the top."""
    return tuple(_form(body, check) for check in body.checks)


def _form(body: Body, check: Check) -> Form:
    first = check is body.first
    beside = "" if first else "../"
    others = tuple(
        (beside + addresses.check_page(body, each).removeprefix("check/"), each.leads)
        for each in body.checks
        if each is not check
    )
    return Form(
        body, check, addresses.check_page(body, check).removeprefix("check/"), f"../{beside}", beside, others, first
    )


@dataclass(frozen=True)
class Block:
    """A piece of a part, in the form in which the page carries it."""

    part: str
    text: Markup
    packed: bool
    last: bool


def make(folder: Path) -> None:
    """The page of each check, control.html with what it fetches, and licenses.html."""
    runtime, body = split_profile.made(), house.body()
    pages = {
        **{form.place: assemble(runtime, form) for form in forms(body)},
        "control.html": _template("control.html.j2").render(
            site_name=house.site_name(), style=source("verify.css"), script=source("verify.js")
        ),
        "nothing.js": NOTHING,
        "licenses.html": _template("licenses.html.j2").render(
            site_name=house.site_name(), style=source("top.css"), **_licensed(runtime.known)
        ),
    }
    for name_, text in pages.items():
        (folder / name_).parent.mkdir(exist_ok=True)
        (folder / name_).write_text(text, encoding="utf-8", newline="\n")


def assemble(runtime: Runtime, form: Form, source: Callable[[str], Markup] = source, before: str = "") -> str:
    """The page around Python.

    ``source`` gives the scripts and styles of check/ by name, ``before`` runs in the worker before its own scripts:
    tests give others.
    """
    body, check = form.body, form.check
    procedure = body.procedure_before(check)
    first, afterwards = _order(runtime)
    needed_ = first if check is body.first else (*first, *afterwards)
    parts = {part: runtime.parts[part] for part in dict.fromkeys((*first, *afterwards, *LAST)) if part in runtime.parts}
    scripts = {
        "unpacker": _unpacker({part: zstandard.frame_content_size(content) for part, content in parts.items()}),
        "program": split_profile.program(runtime, check, body, before),
    }
    top = {"script": source("top.js"), "style": source("top.css")}
    inner = {"script": source("frame.js"), "style": source("frame.css") + Markup(LADDER.read_text(encoding="utf-8"))}
    asked = json.loads(bridge.view('{"chosen": {}}', body.place(check)))["ask"]
    # The frame inherits the page's policy and adds its own, so the page must allow what the frame needs.
    frame = _template("frame.html.j2").render(
        **inner,
        policy=_policy([inner["script"]], [inner["style"]]),
        form=form,
        check=check,
        head=head(check),
        sections=list(_groups(check, check.on_page, asked)),
        afterwards=[] if check.at_once else list(_groups(check, check.afterwards, asked)),
        first=asked,
        course=describe(procedure) if procedure else None,
        prefix=body.prefix_before(check),
        second=SECOND,
        readings=switches(check, procedure, body.prefix_before(check)),
        options=OPTIONS,
        articles=body.text.articles,
        drawn=_ladders(form),
        title=body.text.title,
        name=name,
        procedure=procedure,
        body=body,
        site_name=house.site_name(),
        size=sum(map(len, scripts.values())) + sum(len(parts[part]) for part in needed_),
    )
    tried = {
        "script": inner["script"][: inner["script"].index("(async () =>")] + source("verify.js"),
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
        form=form,
        check=check,
        site_name=house.site_name(),
        articles=body.text.articles,
        frame=_attribute(frame),
        verify=_attribute(verify),
        sums=trusted(),
        **_licensed(runtime.known),
        blocks=[block for part, content in (scripts | parts).items() for block in _blocks(part, content)],
        hand_over=Markup(HAND_OVER),
    )


LAST = ("library",)
"""Where Python starts from memory: what it starts from if that fails."""


def _order(runtime: Runtime) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parts that a first verdict waits for, and those that come after it."""
    first: tuple[str, ...] = ("wasm", "rest", "frozen", *LAST, "wheel")
    afterwards: tuple[str, ...] = ()
    if runtime.known.snapshot:
        first, afterwards = ("wasm", "snapshot"), ("rest", "later", "frozen")
    there = runtime.parts
    return tuple(part for part in first if part in there), tuple(part for part in afterwards if part in there)


def needed(page: bytes, form: Form) -> int:
    """How many bytes of the page, from its start, the first verdict needs: all but what comes later, at the end."""
    later = ("rest", "later", "library") if form.single else ("library",)
    places = (page.find(f'<script type="text/plain" data-part="{part}"'.encode()) for part in later)
    return min((place for place in places if place >= 0), default=len(page))


def _unpacker(sizes: Mapping[str, int]) -> str:
    """The script of the worker that unpacks the parts."""
    module, ending = ZSTDDEC.read_text(encoding="utf-8"), "export { ZSTDDecoder };"
    assert module.count("export ") == 1 and module.rstrip().endswith(ending), "zstddec is not as it was"
    # Where `fetch` is missing it takes its machine from a Buffer: the policy would refuse what it fetches.
    return f"""self.ZSTDDecoder = ((fetch, Buffer) => {{
{module.rstrip().removesuffix(ending)}return ZSTDDecoder;
}})(undefined, {{ from: (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0)) }});
self.SIZES = {json.dumps(sizes)};
{source("unpacker.js")}"""


def switches(check: Check, procedure: Procedure | None, prefix: str) -> list[ReadingJson]:
    """The readings that can be chosen on the page: those of the check, then those of the procedure before it."""
    if procedure is None:
        return readings(check)
    of_the_course: list[ReadingJson] = [
        {
            "key": prefix + each["key"],
            "provision": each["provision"],
            "name": name(each["provision"]),
            "quote": each["quote"],
            "default": each["default"],
            "alternative": each["alternative"],
            "ground": each["ground"],
        }
        for each in describe(procedure)["readings"]
    ]
    return [*readings(check), *of_the_course]


def _groups(check: Check, sections: Sequence[Section], first: Sequence[str]) -> Iterator[dict[str, object]]:
    """The sections of the form with what the page says of each fact; the group of the first question is open."""
    listed = {fact["key"]: fact for fact in facts(check)}
    for section in sections:
        asked = [{**listed[fact.key], "late": fact.stage is not Stage.CONDUCT} for fact in section.facts]
        yield {
            "key": section.key,
            "title": section.title,
            "intro": section.intro,
            "facts": asked,
            "late": all(fact["late"] for fact in asked),
            "first": any(fact["key"] in first for fact in asked),
        }


def _ladders(form: Form) -> dict[str, list[Markup]]:
    """The diagrams of what decides. Rules that rest on others would mostly repeat them."""
    return {
        address: [Markup(each.svg) for each in group if form.check.nested or not diagrams.holds_rules(each.rule)]
        for address, group in diagrams.by_provision(form.body, lamps_of(form.check.model)).items()
    }


def trusted() -> dict[str, str]:
    """SHA-256 of the two scripts that could see an answer and send it: the top page's and the frame's."""
    return {name: hashlib.sha256((SOURCES / f"{name}.js").read_bytes()).hexdigest() for name in ("top", "frame")}


def _licensed(known: Known) -> dict[str, Any]:
    """What is in the page of others: the versions, what was changed, and the texts of their licences."""
    texts = [(file.stem, file.read_text(encoding="utf-8")) for file in sorted((SOURCES / "licenses").glob("*.txt"))]
    changes = [
        *([known.adapted] if known.adapted else []),
        *(PASSES[name] for name in known.passes if name in OF_PYODIDE),
    ]
    others = [PASSES[name] for name in known.passes if name not in OF_PYODIDE]
    return {"meta": known, "changes": changes, "others": others, "texts": texts}


def _blocks(part: str, content: str | bytes) -> Iterator[Block]:
    """A script stands there as it is, for the host packs the page; what is packed already, in base64."""
    packed = isinstance(content, bytes)
    letters = base64.b64encode(content).decode() if isinstance(content, bytes) else content
    # HTML would read these otherwise than as they stand.
    assert packed or not re.search(r"</script|<!--|[\r\0]", letters, re.IGNORECASE), part
    for start in range(0, len(letters), BLOCK):
        yield Block(part, Markup(letters[start : start + BLOCK]), packed, start + BLOCK >= len(letters))


def _policy(scripts: Sequence[str], styles: Sequence[str], *more: str) -> str:
    """Hashes alone: no host, no 'self', no nonce, nothing that a query could be sent to."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(map(named, scripts))} 'wasm-unsafe-eval'",
            "worker-src blob:",
            f"style-src {' '.join(map(named, styles))}",
            *more,
            "form-action 'none'",
            "base-uri 'none'",
            "webrtc 'block'",
        ]
    )


def named(text: str) -> str:
    """How a policy names a script or a style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _attribute(document: str) -> Markup:
    """The document as an attribute between single quotes: it is full of double ones."""
    return Markup(html.escape(document, quote=False).replace("'", "&#39;"))


def _template(name: str) -> Template:
    loader = FileSystemLoader(SOURCES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True).get_template(name)


STEP = Step(
    name="check_page",
    says="组装自查页",
    inputs=("check", "builder/drawing/diagrams.py", "theme/assets/ladder.css"),
    after=(split_profile.STEP,),
    run=make,
)
