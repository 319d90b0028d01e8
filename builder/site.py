"""MkDocs turns the pages into the site, strictly: a link that leads nowhere stops it. The check is put in."""

import re
import shutil
import sys
from pathlib import Path

from builder import ROOT, check_page, pages
from builder.command import Failed, run
from builder.console import Problem
from builder.steps import Step

_COMPLAINT = re.compile(r"^(?:WARNING|ERROR) +-? *(?P<words>.*)", re.MULTILINE)


def build(output: Path) -> None:
    """Write the whole site into `output`."""
    try:
        run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", output],
            cwd=ROOT,
            env={"NO_MKDOCS_2_WARNING": "1"},
        )
    except Failed as failed:
        complaints = _COMPLAINT.findall(failed.output)
        if complaints:
            raise Problem(f"网页：MkDocs 不接受：{'；'.join(complaints)}。请改 docs/ 里相应的文件。") from failed
        raise
    shutil.copytree(check_page.STEP.path, output / "check")


STEP = Step(
    name="site",
    says="建成网站",
    inputs=("mkdocs.yml", "theme"),
    after=(pages.STEP, check_page.STEP),
    run=build,
    output=ROOT / "site",
)
