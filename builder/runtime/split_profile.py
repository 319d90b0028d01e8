"""What a first verdict runs of the machine -> its first half, which comes first, and the rest."""

import json
import random
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from builder import ROOT, house, runtime
from builder.core import command
from builder.core.steps import Step
from builder.runtime import machine
from checker.body import Body
from checker.engine.catalogue import facts
from checker.engine.check import Check

WORKER = ROOT / "check" / "worker.js"
RUN = ROOT / "builder" / "runtime" / "split_profile.mjs"
PARTS = ("wasm", "rest")
_COMMENTS = re.compile(r"^ *(?://.*|/\*\*(?:[^*]|\*(?!/))*\*/)\n", re.MULTILINE)  # lines that are nothing else


def make(folder: Path) -> None:
    """Both halves, packed."""
    body = house.body()
    whole = (runtime.STEP.path / "machine.wasm").read_bytes()
    for name, half in zip(PARTS, machine.halves(whole, ran(answers(body.first), body)), strict=True):
        (folder / f"{name}.zst").write_bytes(runtime.pack(half))


def ran(asked: Sequence[Mapping[str, str]], body: Body) -> frozenset[int]:
    """The numbers of the machine's functions that run when the page's worker starts and is asked for these verdicts."""
    known = meta()
    with tempfile.TemporaryDirectory() as temporary:
        contents = {
            "program.js": program(
                WORKER.read_text(encoding="utf-8"), known["lock"], known["snapshot"], body.first, body
            ).encode(),
            "machine.wasm": machine.watched((runtime.STEP.path / "machine.wasm").read_bytes()),
            "snapshot": runtime.unpack((runtime.STEP.path / "snapshot.zst").read_bytes()),
            "asked.json": json.dumps(asked).encode(),
        }
        files = [Path(temporary) / name for name in contents]
        for file, content in zip(files, contents.values(), strict=True):
            file.write_bytes(content)
        return frozenset(json.loads(command.last_line(command.run(["node", RUN, *files], cwd=ROOT))))


def program(worker: str, lock: object, snapshot: object, check: Check, body: Body) -> str:
    """The text of Python's worker, check/worker.js last. `lock` is what `loadPyodide` asks for."""
    procedure = body.procedure_before(check)
    told = {"lock": json.dumps(lock), "snapshot": snapshot, "frozen": meta()["frozen"]}
    made = json.dumps(
        {
            **told,
            "prefix": procedure.prefix if procedure else "",
            "check": body.place(check),
            "first": check is body.first,
        }
    )
    glue = (runtime.STEP.path / "glue.js").read_text(encoding="utf-8")
    return f"{glue}\nself.MADE = {made};\n{_COMMENTS.sub('', worker)}"


def parts() -> dict[str, bytes]:
    """All parts but the two scripts, packed."""
    steps = {**dict.fromkeys(PARTS, STEP), **dict.fromkeys(runtime.PARTS, runtime.STEP)}
    return {name: (step.path / f"{name}.zst").read_bytes() for name, step in steps.items()}


def meta() -> dict[str, Any]:
    """What is known of the runtime: versions, `lock`, `snapshot`."""
    known: dict[str, Any] = json.loads((runtime.STEP.path / "meta.json").read_text(encoding="utf-8"))
    return known


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
    inputs=("check/worker.js", "builder/runtime/split_profile.mjs"),
    after=(runtime.STEP,),
    run=make,
)
