"""The search: an index of the text, the notes and the other pages; the worker; and the same engine for a terminal.

Material's box and list stay as they are; theme/main.html names our worker in the place of Material's.
"""

import json
import shutil
from pathlib import Path
from typing import Any

from builder import HERE, content, house, pages
from builder.core import environment
from builder.core.steps import Step
from builder.search import index, scripts

SHIM = Path("iframe-worker") / "shim" / "index.js"
SETS = "self.docs = "


def make(folder: Path) -> None:
    """The index, which our worker loads; an empty one, which Material does; the worker, and a stand-in for files."""
    given = content.read(HERE / "docs", HERE / content.CASES, house.body())
    written = json.dumps(index.docs(given, pages.STEP.path), ensure_ascii=False, separators=(",", ":"))
    (folder / "index.js").write_text(SETS + written, encoding="utf-8")
    empty = json.dumps({"config": {"lang": ["zh"], "separator": r"\s+", "pipeline": []}, "docs": []})
    (folder / "search_index.json").write_text(empty, encoding="utf-8")
    (folder / "search_index.js").write_text(f"var __index = {empty}", encoding="utf-8")
    (folder / "worker.js").write_text(scripts.joined(), encoding="utf-8")
    shutil.copyfile(environment.STEP.path / SHIM, folder / "iframe-worker.js")


def read_index(folder: Path) -> dict[str, Any]:
    """What the engine is given, as the build wrote it."""
    index: dict[str, Any] = json.loads((folder / "index.js").read_text(encoding="utf-8").removeprefix(SETS))
    return index


STEP = Step(
    name="search",
    says="整理搜索",
    inputs=("builder/search", "search", "docs", "cases", "checker", "builder/content", "mkdocs.yml"),
    after=(environment.STEP, pages.STEP),
    run=make,
)
