"""Pyodide and the checker -> what the check page carries: the scripts, the machine, the memory, the library."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import zstandard

from builder import house, wheel
from builder.core import environment
from builder.core.steps import Step
from builder.runtime import fast, plain, settings
from builder.runtime.passes import HALVES, NEEDS
from builder.runtime.published import Published


def make(folder: Path) -> None:
    """script.js, machine.wasm, the other parts, packed, and meta.json: what is known of all that."""
    chosen, body = settings.current(), house.body()
    published = Published(chosen.pyodide)
    if chosen.way == "plain":
        made = fast.Made(plain.script(published), published.machine, plain.parts(published, body))
    else:
        made = fast.make(published, body, chosen.passes)
    for name, content in made.parts.items():
        (folder / f"{name}.zst").write_bytes(pack(content))
    (folder / "machine.wasm").write_bytes(made.machine)
    (folder / "script.js").write_text(made.script, encoding="utf-8", newline="\n")
    known = Known(
        way=chosen.way,
        pyodide=published.version,
        python=published.python,
        adapted=published.adapted,
        mount=str(published.mount),
        lock=published.lock,
        snapshot=made.told.get("snapshot"),
        frozen=made.told.get("frozen"),
        passes=tuple(each for each in chosen.passes if not {each, NEEDS.get(each)} & {*made.left, HALVES}),
        left=made.left,
    )
    (folder / "meta.json").write_text(json.dumps(asdict(known), indent=1, ensure_ascii=False), encoding="utf-8")


@dataclass(frozen=True)
class Known:
    """What is told of a runtime that was made.

    ``adapted``: what is changed in its scripts. ``mount``: where Python finds its library. ``lock``: what `loadPyodide`
    asks for. ``snapshot``: what the page must know of the memory, and ``frozen`` where in it Python's own modules
    belong; None without. ``passes``: those that were applied; ``left``: those that could not be, and why.
    """

    way: str
    pyodide: str
    python: str
    adapted: str
    mount: str
    lock: Mapping[str, Any]
    snapshot: Mapping[str, Any] | None
    frozen: int | None
    passes: Sequence[str]
    left: Mapping[str, str]


def known() -> Known:
    """Of the runtime that was made last, before its machine was divided."""
    return Known(**json.loads((STEP.path / "meta.json").read_text(encoding="utf-8")))


def pack(content: bytes, level: int = 19) -> bytes:
    """One frame of zstd with its size and a checksum."""
    return zstandard.ZstdCompressor(level=level, write_checksum=True).compress(content)


def unpack(packed: bytes) -> bytes:
    """What a packed part is."""
    return zstandard.decompress(packed)


STEP = Step(
    name="runtime",
    says="准备浏览器里的 Python",
    inputs=(
        "package-lock.json",
        *(f"builder/runtime/{name}.py" for name in ("checker_files", "fast", "machine", "passes", "plain")),
        *(f"builder/runtime/{name}.py" for name in ("published", "rehearsal", "settings", "strip_script", "tables")),
        "builder/runtime/measure.mjs",
        "builder/runtime/snapshot.mjs",
        "builder/runtime/tables.toml",
    ),
    after=(environment.STEP, wheel.STEP),
    run=make,
    state=settings.state,
)
