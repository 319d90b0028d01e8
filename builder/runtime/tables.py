"""Tables of the browser's Python that nothing in the page reads, a tenth of all bytes: zeroed, they pack to nothing.

They belong to modules that the page's Python refuses to import, and to `iconv` of the C library, which has some of them
once more and which nothing calls. `python -m builder.runtime.tables` finds them anew, for another Pyodide: as the same
bytes in this Python's own modules, which must be shared libraries.
"""

import hashlib
import importlib.util
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from builder import ROOT
from builder.core import environment
from builder.core.console import Problem
from builder.runtime.passes import NotApplied

RECORD = ROOT / "builder" / "runtime" / "tables.toml"
MACHINE = environment.STEP.path / "pyodide" / "pyodide.asm.wasm"
MODULES = ("unicodedata", *(f"_codecs_{name}" for name in ("cn", "hk", "jp", "kr", "tw")))
# Python itself runs it when it starts: what would read the tables is not found, rather than found and wrong.
REFUSAL = f"import sys\nsys.modules.update(dict.fromkeys({MODULES!r}))\n"
UNCALLED = "iconv"
WINDOW, SHORTEST, GAP = 32, 1024, 2048  # bytes; what is between two tables of one place, and not as in a module


def without(machine: bytes) -> bytes:
    """The machine with the recorded tables zeroed. `NotApplied` if it is not the machine of the record."""
    record = tomllib.loads(RECORD.read_text(encoding="utf-8"))
    if hashlib.sha256(machine).hexdigest() != record["sha256"]:
        raise NotApplied("tables.toml 记的不是这个 Pyodide；可运行 python -m builder.runtime.tables 重新找")
    emptied = bytearray(machine)
    for start, size in (table for name in (*MODULES, UNCALLED) for table in record[name]):
        emptied[start : start + size] = bytes(size)
    return bytes(emptied)


def found(machine: bytes) -> Iterator[tuple[str, int, int]]:
    """Module, start and size of each table, the longest first; what two places hold is the module's only once.

    Last come the places that hold a module's table once more, each whole.
    """
    libraries = {name: _library(name) for name in MODULES}
    seen: dict[bytes, tuple[str, int]] = {}
    for name, library in libraries.items():
        for at in range(0, len(library) - WINDOW, WINDOW):
            window = library[at : at + WINDOW]
            if len(set(window)) >= WINDOW // 3:
                seen[window] = (name, at)
    same, at = [], 0
    while at < len(machine) - WINDOW:
        if known := seen.get(machine[at : at + WINDOW]):
            library, there = libraries[known[0]], known[1]
            back, on = 0, WINDOW
            while min(at, there) > back and machine[at - back - 1] == library[there - back - 1]:
                back += 1
            while (
                max(at + on - len(machine), there + on - len(library)) < 0 and machine[at + on] == library[there + on]
            ):
                on += 1
            same.append((back + on, at - back, there - back, known[0]))
            at += on
        else:
            at += 1
    taken: list[tuple[str, int, int]] = []
    own: list[tuple[int, int]] = []
    for size, start, there, name in sorted(same, reverse=True):
        shared = [min(end, there + size) - max(begin, there) for of, begin, end in taken if of == name]
        if size >= SHORTEST and max(shared, default=0) < size // 2:
            taken.append((name, there, there + size))
            own.append((start, start + size))
            yield name, start, size
    again = [(at, at + size) for size, at, *_ in same if size >= 2 * WINDOW]
    places: list[list[int]] = []
    for at, end in sorted(each for each in again if not any(each[0] < to and on < each[1] for on, to in own)):
        if places and at - places[-1][1] <= GAP:
            places[-1][1] = max(end, places[-1][1])
        else:
            places.append([at, end])
    yield from ((UNCALLED, at, end - at) for at, end in places if end - at >= 4 * SHORTEST)


def _library(name: str) -> bytes:
    spec = importlib.util.find_spec(name)
    if not spec or not spec.origin or not Path(spec.origin).is_file():
        raise Problem(f"Python：{sys.executable} 的 {name} 不是单独的文件；请换一个（例如 pyenv 装的）Python 运行。")
    return Path(spec.origin).read_bytes()


def main() -> None:
    """Write the record."""
    machine = MACHINE.read_bytes()
    tables = list(found(machine))
    lines = [
        "# Written by `python -m builder.runtime.tables`: where in pyodide.asm.wasm the tables are: [start, size].",
        f'sha256 = "{hashlib.sha256(machine).hexdigest()}"',
    ]
    for module in (*MODULES, UNCALLED):
        own = sorted([start, size] for name, start, size in tables if name == module)
        lines += ["", f"{module} = [", *(f"  {table}," for table in own), "]"]
    RECORD.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
