"""MkDocs turns the pages into the site, strictly: a link that leads nowhere stops it. Check and search are put in."""

import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from builder import HERE, check_page, exports, house, pages, search
from builder.content import stamps
from builder.core.command import Failed, run
from builder.core.console import Problem
from builder.core.steps import Step, remove
from builder.runtime import split_profile
from builder.search import scripts

_COMPLAINT = re.compile(r"^(?:WARNING|ERROR) +-? *(?P<words>.*)", re.MULTILINE)
_PLACED = re.compile(r"docs/\S+ 第\d+行：")
SHOWN = 3  # complaints in one message; one mistake in a template is found on every page
_LINK = re.compile(r"Doc file '(?P<file>[^']+)' contains a link '(?P<link>[^']+)'")


def build(output: Path) -> None:
    """Write the whole site into `output`."""
    render(HERE, output)
    shutil.copytree(check_page.STEP.path, output / "check")
    shutil.copytree(exports.STEP.path, output / "data")
    # What Material's own search would use is not published: its index, its worker, its word lists.
    for unused in ("search", "assets/javascripts/workers", "assets/javascripts/lunr"):
        remove(output / unused)
    shutil.copytree(search.STEP.path, output / "search")
    scripts.refuse_other_worker(output)
    if not house.site_address():
        for empty in ("sitemap.xml", "sitemap.xml.gz"):
            remove(output / empty)
    contents = {file.relative_to(output).as_posix(): file.read_bytes() for file in output.rglob("*") if file.is_file()}
    (output / exports.SUMS).write_bytes(exports.sums(contents))


def left_out() -> Mapping[str, str]:
    """Of the fast way to bring Python into the page, the passes that could not be applied, and why."""
    return split_profile.made().known.left


def render(root: Path, output: Path) -> None:
    """What MkDocs makes of `root`/mkdocs.yml. Raises Problem for whatever it warns of."""
    # Not --quiet: it drops warnings before --strict counts them.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", output]
    try:
        run(command, cwd=root, env={"NO_MKDOCS_2_WARNING": "1", **stamps.environ()})
    except Failed as failed:
        complaints = list(dict.fromkeys(_reworded(words, root / "docs") for words in _COMPLAINT.findall(failed.output)))
        # A note is shown on other pages as well: what stands in a file with its line says it all.
        complaints = [words for words in complaints if _PLACED.match(words)] or complaints
        if complaints:
            more = f"；另有 {len(complaints) - SHOWN} 处" if len(complaints) > SHOWN else ""
            raise Problem("；".join(complaints[:SHOWN]) + more + "。请改正后重新运行。") from failed
        raise


def _reworded(words: str, docs: Path) -> str:
    """The commonest complaint in Chinese, with its line; any other as MkDocs says it."""
    link = _LINK.match(words)
    if not link:
        return f"网页：MkDocs 不接受：{words.rstrip('.')}"
    source = docs / link["file"]
    lines = source.read_text(encoding="utf-8").splitlines() if source.is_file() else []
    number = next((number for number, line in enumerate(lines, start=1) if link["link"] in line), None)
    place = f"docs/{link['file']}" + (f" 第{number}行" if number else "")
    return f"{place}：链接“{link['link']}”没有通向任何地方"


STEP = Step(
    name="site",
    says="建成网站",
    inputs=("mkdocs.yml", "theme", stamps.PROOFS, "builder/content/stamps.py"),
    after=(pages.STEP, check_page.STEP, exports.STEP, search.STEP),
    run=build,
    output=HERE / "site",
    state=stamps.version_line,
)
