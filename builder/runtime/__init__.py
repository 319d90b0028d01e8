"""Pyodide and the checker -> what the check page carries: the scripts, the machine, the memory, the library."""

import json
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

import zstandard

from builder import HERE, ROOT, house, wheel
from builder.core import command, environment
from builder.core.steps import Step
from builder.runtime import machine, rehearsal, tables
from builder.runtime import strip_script as glue
from checker import regulations
from checker.body import Body

PYODIDE = environment.STEP.path / "pyodide"
MEASURE = ROOT / "builder" / "runtime" / "measure.mjs"
SNAPSHOT = ROOT / "builder" / "runtime" / "snapshot.mjs"
PARTS = ("snapshot", "later", "frozen", "library")
SCRIPTS = ("pyodide.asm.js", "pyodide.js")
MOUNT = PurePosixPath("/lib/python313.zip")


def make(folder: Path) -> None:
    """glue.js, machine.wasm, the parts, packed, and meta.json: versions, the lock for `loadPyodide`, the snapshot's."""
    with page_pyodide() as pyodide:
        whole = (pyodide / tables.MACHINE.name).read_bytes()
        scripts = b"\n".join((pyodide / name).read_bytes() for name in SCRIPTS)
        (folder / "glue.js").write_bytes(_without_source_map(scripts))
        archive = library(pyodide, house.body())
        told, parts = snapshot(pyodide, archive, house.body())
    for name, content in {**parts, "library": archive}.items():
        (folder / f"{name}.zst").write_bytes(pack(content))
    # Python would begin with the frozen modules; in the page it goes on after them.
    assert whole.count(parts["frozen"]) == 1, "the frozen modules are not in the machine"
    (folder / "machine.wasm").write_bytes(whole.replace(parts["frozen"], bytes(len(parts["frozen"]))))
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_bytes())
    meta: dict[str, Any] = {
        "pyodide": json.loads((PYODIDE / "package.json").read_bytes())["version"],
        "python": lock["info"]["python"],
        "lock": {"info": lock["info"], "packages": {}},
        **told,
    }
    (folder / "meta.json").write_text(json.dumps(meta, indent=1), encoding="utf-8")


@contextmanager
def page_pyodide() -> Iterator[Path]:
    """Pyodide with the page's own machine and script: what is tried while it is built is what the page carries."""
    with tempfile.TemporaryDirectory() as temporary:
        pyodide = Path(shutil.copytree(PYODIDE, temporary, dirs_exist_ok=True))
        whole = tables.without(tables.MACHINE.read_bytes())
        script, other = ((pyodide / name).read_text(encoding="utf-8") for name in SCRIPTS)
        script = glue.lean(script, other, machine.imported(whole))
        (pyodide / SCRIPTS[0]).write_text(script, encoding="utf-8", newline="\n")
        (pyodide / tables.MACHINE.name).write_bytes(machine.exporting(whole, glue.exports(script, other)))
        yield pyodide


def pack(content: bytes, level: int = 19) -> bytes:
    """One frame of zstd with its size and a checksum."""
    return zstandard.ZstdCompressor(level=level, write_checksum=True).compress(content)


def unpack(packed: bytes) -> bytes:
    """What a packed part is."""
    return zstandard.decompress(packed)


def snapshot(pyodide: Path, archive: bytes, body: Body) -> tuple[dict[str, Any], dict[str, bytes]]:
    """What the page must know of the memory with the checker in it, and where the frozen modules were; and the parts:
    the bytes that differ from the fresh machine's; a zip of what else of the library is used, by calls that come later;
    the frozen modules.

    The same for the same library: snapshot.mjs hides clock, chance and machine.
    """
    with tempfile.TemporaryDirectory() as temporary:
        library_, output, apart, later, given = (
            Path(temporary) / name for name in ("library.zip", "snapshot", "frozen", "later", "given.json")
        )
        library_.write_bytes(archive)
        asked = {
            "order": [fact.key for fact in body.first.evaluator.facts],
            "body": body.package,
            "atOnce": rehearsal.at_once(body),
            "later": rehearsal.later(body),
        }
        given.write_text(json.dumps(asked), encoding="utf-8")
        printed = command.run(["node", SNAPSHOT, pyodide, library_, output, apart, given], cwd=ROOT)
        told = json.loads(command.last_line(printed))
        brought = _names(told["brought"])
        packages = {name.parent for name in brought if name.stem == "__init__"}
        contents = _read(library_)
        _write(
            later,
            {
                name: contents[name]
                for name in contents
                for path in [PurePosixPath(name)]
                if path in brought or (path.suffix != ".pyc" and path.parent in packages)
            },
        )
        parts = {"snapshot": output.read_bytes(), "later": later.read_bytes(), "frozen": apart.read_bytes()}
        return {"snapshot": told["known"], "frozen": told["frozen"]}, parts


def library(pyodide: Path, body: Body) -> bytes:
    """One zip: what was seen to be used of the standard library and the checker, as bytecode; the checker's texts."""
    with tempfile.TemporaryDirectory() as temporary:
        whole = Path(temporary) / "python_stdlib.zip"
        shutil.copyfile(PYODIDE / "python_stdlib.zip", whole)
        (packed,) = wheel.STEP.path.glob("*-py3-*.whl")
        checker = {**_rules_apart(_read(packed), body), **_own(body)}
        with zipfile.ZipFile(whole, "a") as opened:
            opened.writestr("sitecustomize.py", tables.REFUSAL)
            for name, content in checker.items():
                opened.writestr(name, content)
        # -OO leaves the docstrings out, no_debug_ranges the column marks of tracebacks. (-I ignores PYTHON… variables.)
        python = [sys.executable, "-I", "-OO", "-X", "no_debug_ranges"]
        compile_ = [*python, "-m", "pyodide_cli", "py-compile", "--no-keep", "--silent", whole]
        command.run(compile_, cwd=whole.parent, env={"SOURCE_DATE_EPOCH": wheel.EPOCH})
        contents = _read(whole)
        _write(whole, contents)
        used = _used(pyodide, whole, body)
        # The packages' own files come along: a package is not found without its __init__.
        _write(whole, {name: contents[name] for name in contents if name in checker or PurePosixPath(name) in used})
        _used(pyodide, whole, body)
        return whole.read_bytes()


def _rules_apart(packed: Mapping[str, bytes], body: Body) -> dict[str, bytes]:
    """The checker with the rules of no other body."""
    others = f"{regulations.__name__.replace('.', '/')}/"
    mine = (f"{others}__init__.py", f"{body.folder}/")
    return {
        name: content
        for name, content in packed.items()
        if name.startswith("checker/") and (not name.startswith(others) or name.startswith(mine))
    }


def _own(body: Body) -> dict[str, bytes]:
    """The rules of a body that does not stand in the checker."""
    if body.folder.startswith("checker/"):
        return {}
    folder = HERE / body.folder
    files = [file for file in sorted(folder.rglob("*")) if file.suffix in (".py", ".toml")]
    packages = [HERE / each / "__init__.py" for each in list(PurePosixPath(body.folder).parents)[:-1]]
    return {file.relative_to(HERE).as_posix(): file.read_bytes() for file in (*packages, *files) if file.is_file()}


def _used(pyodide: Path, archive: Path, body: Body) -> set[PurePosixPath]:
    """The names in the archive of all that was imported while the checker worked in Node."""
    asked = archive.with_suffix(".json")
    asked.write_text(json.dumps(rehearsal.everything(body)), encoding="utf-8")
    printed = command.run(["node", MEASURE, pyodide, archive, asked], cwd=ROOT)
    return _names(json.loads(command.last_line(printed)))


def _names(files: list[str]) -> set[PurePosixPath]:
    """Those of the files that are in the library, as they are called there."""
    paths = map(PurePosixPath, files)
    return {path.relative_to(MOUNT) for path in paths if path.is_relative_to(MOUNT)}


def _read(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}


def _write(archive: Path, contents: dict[str, bytes]) -> None:
    """Stored, not deflated: the whole is packed once, and Python need not inflate each module."""
    with zipfile.ZipFile(archive, "w") as opened:
        for name in sorted(contents):
            opened.writestr(zipfile.ZipInfo(name, wheel.DATE), contents[name])


def _without_source_map(script: bytes) -> bytes:
    return b"\n".join(line for line in script.split(b"\n") if not line.startswith(b"//# sourceMappingURL"))


STEP = Step(
    name="runtime",
    says="准备浏览器里的 Python",
    inputs=(
        "package-lock.json",
        "builder/runtime/strip_script.py",
        "builder/runtime/machine.py",
        "builder/runtime/measure.mjs",
        "builder/runtime/rehearsal.py",
        "builder/runtime/snapshot.mjs",
        "builder/runtime/tables.py",
        "builder/runtime/tables.toml",
    ),
    after=(environment.STEP, wheel.STEP),
    run=make,
)
