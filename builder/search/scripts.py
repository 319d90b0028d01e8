"""Our worker in the place of Material's: joined from search/*.mjs, and named by every page."""

import json
import re
from pathlib import Path

from builder import ROOT
from builder.core.console import Problem

FOLDER = ROOT / "search"
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(?P<name>\w+)\.mjs";\n', re.MULTILINE)
_CONFIG = re.compile(r'<script id="__config" type="application/json">(?P<json>.*?)</script>', re.DOTALL)


def joined() -> str:
    """The worker and all that it imports as one classic script, what is imported first."""
    parts: dict[str, str] = {}

    def visit(name: str) -> None:
        text = (FOLDER / f"{name}.mjs").read_text(encoding="utf-8")
        for found in _IMPORT.finditer(text):
            if found["name"] not in parts:
                visit(found["name"])
        own = _IMPORT.sub("", text)
        if left := re.search(r"^import .*", own, re.MULTILINE):
            raise Problem(
                f'search/{name}.mjs：“{left[0]}”不能并入一个文件；请写成一行 import {{ … }} from "./名字.mjs";。'
            )
        parts[name] = re.sub(r"^export ", "", own, flags=re.MULTILINE)

    visit("worker")
    return "\n".join(parts.values())


def refuse_other_worker(site: Path) -> None:
    """Raises Problem if a page still names the worker that Material brings, or one that is not there."""
    checked = 0
    for path in sorted(site.rglob("*.html")):
        config = _CONFIG.search(path.read_text(encoding="utf-8"))
        if not config:
            continue
        checked += 1
        named = str(json.loads(config["json"])["search"])
        if (path.parent / named).resolve() != (site / "search" / "worker.js").resolve() and path.name != "404.html":
            raise _not_replaced(path.relative_to(site).as_posix(), named)
        if not named.endswith("search/worker.js"):
            raise _not_replaced(path.relative_to(site).as_posix(), named)
    if not checked:
        raise _not_replaced("所有网页", "（没有找到 __config）")


def _not_replaced(page: str, named: str) -> Problem:
    return Problem(
        f"搜索：{page} 用的还是“{named}”，不是 search/worker.js；请对照 Material 的 base.html 改 theme/main.html。"
    )
