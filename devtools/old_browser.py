"""The last Chromium that runs on Windows 7 and 8, for the tests: offices still have it."""

import platform
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Error, Playwright

from builder import ROOT, SHARED
from builder.core import command, environment, steps
from builder.core.console import Problem
from builder.core.steps import Step
from devtools.browser import FLAGS

MACHINES = (("linux", "x86_64"),)  # for which the package has it
UNPACK = """
const [from, to] = process.argv.slice(1);
const { readFileSync, writeFileSync } = require("fs");
writeFileSync(to, require("zlib").brotliDecompressSync(readFileSync(from)), { mode: 0o755 });
"""


def launch(playwright: Playwright) -> Browser:
    """Start it. Raises Problem where it is not there or does not run."""
    try:
        # No zygote, as its own package starts it: without a sandbox there is nothing for one to do.
        flags = [*FLAGS, "--no-zygote"]
        return playwright.chromium.launch(executable_path=STEP.path / "chromium", args=flags)
    except Error as error:
        words = error.message.splitlines()[0]
        raise Problem(
            f"旧浏览器：Chromium 109 不能启动（{words}）；请在 Linux（x86-64）上用 python3 build.py test 准备好它，"
            "缺少的库在 Debian 上是 libnss3 和 libexpat1。"
        ) from error


def prepare() -> None:
    """Unpack it, where there is one for this machine; elsewhere its tests fail, and say so."""
    if (sys.platform, platform.machine()) in MACHINES:
        steps.run([STEP])


def _unpack(folder: Path) -> None:
    packages = folder / "packages"
    packages.mkdir()
    environment.npm_ci(environment.OLD_BROWSER, packages)
    packed = packages / "@sparticuz" / "chromium" / "bin" / "chromium.br"
    command.run(["node", "-e", UNPACK, packed, folder / "chromium"], cwd=ROOT)
    shutil.rmtree(packages)


STEP = Step(
    name="old-browser",
    says="准备测试用的旧浏览器（Chromium 109）",
    inputs=("requirements/old-browser", "builder/core/environment.py"),
    after=(),
    run=_unpack,
    output=SHARED / "old-browser",
    shared=True,
)
