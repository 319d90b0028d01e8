"""Pyodide as npm publishes it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

_EXPORT = "export default _createPyodideModule;"
MACHINE, LIBRARY, LOADER = "pyodide.asm.wasm", "python_stdlib.zip", "pyodide.js"


@dataclass(frozen=True)
class Published:
    """The package in a folder."""

    folder: Path

    @property
    def script_name(self) -> str:
        """Emscripten's script: to version 0.29 a script, from 314 on a module."""
        return next(name for name in ("pyodide.asm.js", "pyodide.asm.mjs") if (self.folder / name).is_file())

    @property
    def machine(self) -> bytes:
        """The WebAssembly file that is Python."""
        return (self.folder / MACHINE).read_bytes()

    @property
    def library(self) -> bytes:
        """Python's standard library, a zip."""
        return (self.folder / LIBRARY).read_bytes()

    @property
    def scripts(self) -> tuple[str, str]:
        """Emscripten's script, and the loader, which has `loadPyodide`."""
        script, loader = ((self.folder / name).read_text(encoding="utf-8") for name in (self.script_name, LOADER))
        return script, loader

    @cached_property
    def _lock(self) -> dict[str, Any]:
        return dict(json.loads((self.folder / "pyodide-lock.json").read_bytes()))

    @property
    def lock(self) -> dict[str, Any]:
        """What `loadPyodide` must be told: there are no packages but the checker."""
        return {"info": self._lock["info"], "packages": {}}

    @property
    def version(self) -> str:
        """Its own."""
        return str(json.loads((self.folder / "package.json").read_bytes())["version"])

    @property
    def python(self) -> str:
        """Python's version."""
        return str(self._lock["info"]["python"])

    @property
    def adapted(self) -> str:
        """What `joined` changes in its scripts, for whoever reads the licences; empty where that is nothing."""
        return "" if self.script_name.endswith(".js") else "脚本原是模块，改成普通脚本（builder/runtime/published.py）"

    @property
    def mount(self) -> PurePosixPath:
        """Where Python finds its library."""
        major, minor, *_ = self.python.split(".")
        return PurePosixPath(f"/lib/python{major}{minor}.zip")


def joined(*scripts: str) -> str:
    """Scripts one after the other, for a classic worker: Chromium starts no module in one whose origin is opaque.

    From version 314 on Emscripten's is a module; it imports nothing and only asks for its own address. The line that
    names a source map would lead to a file that the page has not.
    """
    return "\n".join(
        line.replace("import.meta.url", "location.href").removesuffix(_EXPORT)
        for script in scripts
        for line in script.split("\n")
        if not line.startswith("//# sourceMappingURL")
    )
