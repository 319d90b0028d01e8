"""The fast way: one pass after another makes what the first verdict needs small. Each can be left out (passes.py)."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from builder import ROOT, wheel
from builder.core import command
from builder.runtime import checker_files, machine, rehearsal, strip_script, tables
from builder.runtime.passes import IN_MEMORY, NotApplied, applied, reason
from builder.runtime.published import LIBRARY, LOADER, MACHINE, Published, joined
from checker.body import Body

MEASURE = ROOT / "builder" / "runtime" / "measure.mjs"
SNAPSHOT = ROOT / "builder" / "runtime" / "snapshot.mjs"
BEFORE_MEMORY = ("library", "tables", "script", "exports")
_IN_A_TRICK = re.compile(r"\[(\w+)\] (.*)")  # snapshot.mjs says so which of IN_MEMORY it was at


@dataclass(frozen=True)
class Bench:
    """Pyodide as the passes have left it, so that what is tried in Node is what the page carries; and the library."""

    published: Published
    folder: Path
    library: bytes

    def write(self, script: str, machine_: bytes) -> None:
        """Its script and its machine."""
        (self.folder / self.published.script_name).write_text(script, encoding="utf-8", newline="\n")
        (self.folder / MACHINE).write_bytes(machine_)


@dataclass(frozen=True)
class Made:
    """What the page carries, unpacked: ``machine`` is divided later. ``left``: pass → why it was not applied."""

    script: str
    machine: bytes
    parts: dict[str, bytes]
    told: dict[str, Any] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)


def make(published: Published, body: Body, chosen: Sequence[str]) -> Made:
    """All passes but the last, which needs the page's own program (split_profile.py)."""
    with tempfile.TemporaryDirectory() as temporary:
        bench, left = prepared(published, body, chosen, Path(temporary))
        scripts = [(bench.folder / name).read_text(encoding="utf-8") for name in (published.script_name, LOADER)]
        whole = (bench.folder / MACHINE).read_bytes()
        told, parts = _memory(bench, body, chosen, left)
        if "frozen" in parts:
            try:
                whole = _without(whole, parts["frozen"])
            except NotApplied as error:
                left["frozen"] = reason(error)
                told, parts = _memory(bench, body, [each for each in chosen if each != "frozen"], left)
        return Made(joined(*scripts), whole, {**parts, "library": bench.library}, told, left)


def _without(whole: bytes, frozen: bytes) -> bytes:
    """Python would begin with the frozen modules; in the page it goes on after them."""
    if whole.count(frozen) != 1:
        raise NotApplied("Python 自带的模块在机器里不是正好一处")
    return whole.replace(frozen, bytes(len(frozen)))


# ---- The script, the machine, the library.


def prepared(published: Published, body: Body, chosen: Collection[str], work: Path) -> tuple[Bench, dict[str, str]]:
    """What the passes before the memory make, and which could not be applied. What comes of it has run in Node.

    Where it does not run, the passes are tried one after the other, and those with which it does not are left out.
    """
    wanted = [name for name in BEFORE_MEMORY if name in chosen]
    bench, left = _applied(published, body, wanted, work / "all")
    if not _trouble(bench, body, tried="library" in wanted and "library" not in left):
        return bench, left
    kept: list[str] = []
    left = {}
    for name in wanted:
        bench, its = _applied(published, body, [*kept, name], work / name)
        trouble = its.get(name) or _trouble(bench, body, tried=name == "library")
        if trouble:
            left[name] = trouble
        else:
            kept.append(name)
    return _applied(published, body, kept, work / "kept")[0], left


def _trouble(bench: Bench, body: Body, *, tried: bool) -> str:
    """Why Python does not run with it; empty if it does. ``tried``: it has run already."""
    if tried:
        return ""
    try:
        used(bench, bench.library, body)
    except Exception as error:
        return f"之后 Python 不能启动：{reason(error)}"
    return ""


def _applied(published: Published, body: Body, names: Collection[str], folder: Path) -> tuple[Bench, dict[str, str]]:
    left: dict[str, str] = {}
    shutil.copytree(published.folder, folder, ignore=shutil.ignore_patterns("node_modules"))
    script, loader = published.scripts
    whole = applied("tables", names, left, tables.without, published.machine)
    refused = "tables" in names and "tables" not in left
    script = applied(
        "script", names, left, lambda text: strip_script.lean(text, loader, machine.imported(whole)), script
    )
    asked = strip_script.words(script, loader)
    whole = applied("exports", names, left, lambda code: machine.exporting(code, asked), whole)
    library = _library(published, body, tables.REFUSAL if refused else "")
    bench = Bench(published, folder, library)
    bench.write(script, whole)
    made = applied("library", names, left, lambda archive: trimmed(bench, archive, body), library)
    return Bench(published, folder, made), left


def _library(published: Published, body: Body, first: str) -> bytes:
    """The standard library and the checker in one zip. ``first``: what Python runs when it starts."""
    own = {"sitecustomize.py": first.encode()} if first else {}
    return checker_files.stored({**checker_files.read(published.library), **own, **checker_files.files(body)})


def trimmed(bench: Bench, archive: bytes, body: Body) -> bytes:
    """What was seen to be used of the standard library and the checker, as bytecode; the checker's texts."""
    with tempfile.TemporaryDirectory() as temporary:
        whole = Path(temporary) / LIBRARY
        whole.write_bytes(archive)
        # -OO leaves the docstrings out, no_debug_ranges the column marks of tracebacks. (-I ignores PYTHON… variables.)
        python = [sys.executable, "-I", "-OO", "-X", "no_debug_ranges"]
        compile_ = [*python, "-m", "pyodide_cli", "py-compile", "--no-keep", "--silent", whole]
        command.run(compile_, cwd=whole.parent, env={"SOURCE_DATE_EPOCH": wheel.EPOCH})
        contents = checker_files.read(whole.read_bytes())
    checker, needed = checker_files.files(body), used(bench, checker_files.stored(contents), body)
    # The packages' own files come along: a package is not found without its __init__.
    kept = checker_files.stored(
        {name: contents[name] for name in contents if name in checker or PurePosixPath(name) in needed}
    )
    used(bench, kept, body)
    return kept


def used(bench: Bench, archive: bytes, body: Body) -> set[PurePosixPath]:
    """The names in the archive of all that was imported while the checker worked in Node."""
    with tempfile.TemporaryDirectory() as temporary:
        library, asked = Path(temporary) / LIBRARY, Path(temporary) / "asked.json"
        library.write_bytes(archive)
        asked.write_text(json.dumps(rehearsal.everything(body)), encoding="utf-8")
        printed = command.run(["node", MEASURE, bench.folder, library, asked], cwd=ROOT)
    return _names(bench.published, json.loads(command.last_line(printed)))


def _names(published: Published, files: list[str]) -> set[PurePosixPath]:
    """Those of the files that are in the library, as they are called there."""
    paths = map(PurePosixPath, files)
    return {path.relative_to(published.mount) for path in paths if path.is_relative_to(published.mount)}


# ---- The memory.


def _memory(
    bench: Bench, body: Body, chosen: Sequence[str], left: dict[str, str]
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """`memory`; nothing where it cannot be made. A trick that fails in it is left out, and it is made without."""
    if "memory" not in chosen:
        return {}, {}
    tricks = [name for name in IN_MEMORY if name in chosen]
    while True:
        try:
            return memory(bench, body, tricks)
        except Exception as error:
            told = _IN_A_TRICK.search(command.last_line(getattr(error, "output", "")))
            if not told or told[1] not in tricks:
                left["memory"] = reason(error)
                return {}, {}
            tricks.remove(told[1])
            left[told[1]] = told[2]


def memory(bench: Bench, body: Body, tricks: Sequence[str]) -> tuple[dict[str, Any], dict[str, bytes]]:
    """What the page must know of the memory with the checker in it, and where the frozen modules were; and the parts:
    the bytes that differ from the fresh machine's; a zip of what else of the library is used, by calls that come later;
    the frozen modules.

    The same for the same library: snapshot.mjs hides clock, chance and machine.
    """
    with tempfile.TemporaryDirectory() as temporary:
        library, output, apart, given = (
            Path(temporary) / name for name in (LIBRARY, "snapshot", "frozen", "given.json")
        )
        library.write_bytes(bench.library)
        asked = {
            "order": [fact.key for fact in body.first.evaluator.facts],
            "overReadings": [each.key for each in body.first.evaluator.arranged],
            "body": body.package,
            "atOnce": rehearsal.at_once(body),
            "later": rehearsal.later(body),
            "tricks": tricks,
        }
        given.write_text(json.dumps(asked), encoding="utf-8")
        printed = command.run(["node", SNAPSHOT, bench.folder, library, output, apart, given], cwd=ROOT)
        told = json.loads(command.last_line(printed))
        parts = {"snapshot": output.read_bytes(), "later": _later(bench, told["brought"])}
        if told["frozen"] is not None:
            parts["frozen"] = apart.read_bytes()
        return {"snapshot": told["known"], "frozen": told["frozen"]}, parts


def _later(bench: Bench, files: list[str]) -> bytes:
    brought = _names(bench.published, files)
    packages = {name.parent for name in brought if name.stem == "__init__"}
    contents = checker_files.read(bench.library)
    return checker_files.stored(
        {
            name: contents[name]
            for name in contents
            for path in [PurePosixPath(name)]
            if path in brought or (path.suffix not in (".py", ".pyc") and path.parent in packages)
        }
    )
