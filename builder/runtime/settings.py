"""How Python comes into the page: by the plain way or the fast one, and from which Pyodide."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builder import RUNTIME, SHARED, house
from builder.core import command, environment
from builder.core.console import Problem
from builder.core.steps import remove
from builder.runtime.passes import NEEDS, PASSES

WAYS = ("plain", "fast")


@dataclass(frozen=True, slots=True)
class Settings:
    """``way``: one of WAYS; ``passes``: of the fast way, those that are tried; ``pyodide``: its package's folder."""

    way: str
    passes: tuple[str, ...]
    pyodide: Path


def current() -> Settings:
    """What ``extra.runtime`` of mkdocs.yml says, and the command line. Raises Problem."""
    given: Mapping[str, object] = json.loads(os.environ.get(RUNTIME, "{}"))
    way = given.get("way") or house.setting("runtime")
    if way not in WAYS:
        raise Problem(f"mkdocs.yml：extra 里 runtime 写的是 {way}；请写 fast（快）或 plain（Pyodide 原样）。")
    without = given.get("without") or ()
    assert isinstance(without, list | tuple)
    for name in without:
        if name not in PASSES:
            raise Problem(f"--without：没有 {name} 这一道；有的是 {'、'.join(PASSES)}。")
    tried = tuple(each for each in PASSES if way == "fast" and not {each, NEEDS.get(each)} & {*without})
    return Settings(str(way), tried, _package(str(given.get("pyodide") or "")))


def state() -> str:
    """For a step: what it does otherwise when this is another."""
    chosen = current()
    return json.dumps([chosen.way, chosen.passes, *_known(chosen.pyodide)])


def _known(pyodide: Path) -> list[str]:
    """The sums of another Pyodide's files; the one that is installed is known by the lock."""
    files = [] if pyodide == INSTALLED else sorted(file for file in pyodide.iterdir() if file.is_file())
    return [f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}" for file in files]


INSTALLED = environment.STEP.path / "pyodide"


def _package(named: str) -> Path:
    """The folder of the package: a folder, or a version, which npm fetches."""
    if not named:
        return INSTALLED
    folder = Path(named)
    if folder.is_dir():
        if not (folder / "pyodide-lock.json").is_file():
            raise Problem(
                f"--pyodide：{named} 里没有 pyodide-lock.json；请写 npm 包 pyodide 解开后的文件夹，或一个版本号。"
            )
        return folder.resolve()
    if "/" in named or not named[:1].isdigit():
        raise Problem(f"--pyodide：没有文件夹 {named}；请写 npm 包 pyodide 解开后的文件夹，或一个版本号。")
    kept = SHARED / "pyodide" / named
    package = kept / "node_modules" / "pyodide"
    if not package.is_dir():
        kept.mkdir(parents=True, exist_ok=True)
        npm = ["npm", "install", "--prefix", kept, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts"]
        try:
            command.run([*npm, f"pyodide@{named}"], cwd=kept)
        except command.Failed as failed:
            remove(kept)
            raise Problem(f"--pyodide：npm 没有装上 pyodide {named}；{failed.cause or failed}") from failed
    return package
