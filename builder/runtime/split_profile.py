"""What a first verdict runs of the machine -> its first half, which comes first, and the rest."""

import json
import random
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from builder import ROOT, house, runtime
from builder.core import command
from builder.core.steps import Step
from builder.runtime import Known, machine, settings
from builder.runtime.passes import HALVES, applied
from checker.body import Body
from checker.engine.catalogue import facts
from checker.engine.check import Check

WORKER = ROOT / "check" / "worker"
RUN = ROOT / "builder" / "runtime" / "split_profile.mjs"
PARTS = ("wasm", "rest")
_COMMENTS = re.compile(r"^ *(?://.*|/\*\*(?:[^*]|\*(?!/))*\*/)\n", re.MULTILINE)  # lines that are nothing else


@dataclass(frozen=True)
class Runtime:
    """What the page carries of Python: Pyodide's scripts, what is known of it all, the packed parts by name."""

    script: str
    known: Known
    parts: Mapping[str, bytes]


def made() -> Runtime:
    """The one that was made last."""
    files = [file for step in (runtime.STEP, STEP) for file in sorted(step.path.glob("*.zst"))]
    known = Known(**json.loads((STEP.path / "meta.json").read_text(encoding="utf-8")))
    return Runtime(_script(), known, {file.stem: file.read_bytes() for file in files})


def make(folder: Path) -> None:
    """Both halves, packed, or the whole machine where it is not divided; meta.json: what is known of it all."""
    body, known = house.body(), runtime.known()
    left: dict[str, str] = {}
    wanted = settings.current().passes if known.snapshot else ()
    whole: tuple[bytes, ...] = (_machine(),)
    halves = applied(HALVES, wanted, left, lambda _: _divided(_machine(), body), whole)
    for name, half in zip(PARTS, halves, strict=False):
        (folder / f"{name}.zst").write_bytes(runtime.pack(half))
    divided = (HALVES,) if len(halves) > 1 else ()
    known = replace(known, passes=(*known.passes, *divided), left={**known.left, **left})
    (folder / "meta.json").write_text(json.dumps(asdict(known), indent=1, ensure_ascii=False), encoding="utf-8")


def _machine() -> bytes:
    return (runtime.STEP.path / "machine.wasm").read_bytes()


def _script() -> str:
    return (runtime.STEP.path / "script.js").read_text(encoding="utf-8")


def _divided(whole: bytes, body: Body) -> tuple[bytes, ...]:
    return machine.halves(whole, ran(answers(body.first), body))


def ran(asked: Sequence[Mapping[str, str]], body: Body) -> frozenset[int]:
    """The numbers of the machine's functions that run when the page's worker starts and is asked for these verdicts."""
    known = runtime.known()
    undivided = Runtime(_script(), replace(known, passes=(*known.passes, HALVES)), {})
    with tempfile.TemporaryDirectory() as temporary:
        contents = {
            "program.js": program(undivided, body.first, body).encode(),
            "machine.wasm": machine.watched(_machine()),
            "snapshot": runtime.unpack((runtime.STEP.path / "snapshot.zst").read_bytes()),
            "asked.json": json.dumps(asked).encode(),
        }
        files = [Path(temporary) / name for name in contents]
        for file, content in zip(files, contents.values(), strict=True):
            file.write_bytes(content)
        return frozenset(json.loads(command.last_line(command.run(["node", RUN, *files], cwd=ROOT))))


def program(made: Runtime, check: Check, body: Body, before: str = "") -> str:
    """The text of Python's worker for one check. ``before``: what runs before the worker's own scripts."""
    known = made.known
    told = {
        "check": body.place(check),
        "first": check is body.first,
        "lock": json.dumps(known.lock),
        "mount": known.mount,
        "snapshot": known.snapshot,
        "frozen": known.frozen,
        "passes": known.passes,
    }
    names = ("calls", "parts", known.way, "answers")
    own = "\n".join(_COMMENTS.sub("", (WORKER / f"{name}.js").read_text(encoding="utf-8")) for name in names)
    return f"{made.script}\nself.MADE = {json.dumps(told)};\n{before}{own}"


def answers(check: Check) -> list[dict[str, str]]:
    """What may have been answered before the first verdict, as the page says it: nothing, one thing, many."""
    keys, chance = [fact["key"] for fact in facts(check)], random.Random(0)
    values = ("yes", "no", "unknown")
    many = [{key: chance.choice(values) for key in chance.sample(keys, min(12, len(keys)))} for _ in range(40)]
    planned = [{"plan": "yes"}] if check.planned else []
    return [{}, *planned, *({key: value} for key in keys for value in values), *many]


STEP = Step(
    name="halves",
    says="看首个结论要用 Python 的哪些部分",
    inputs=("check/worker", "builder/runtime/split_profile.mjs"),
    after=(runtime.STEP,),
    run=make,
    state=settings.state,
)
