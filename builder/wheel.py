"""checker/ -> a wheel; the same bytes each time."""

import sys
import zipfile
from pathlib import Path

from builder import ROOT
from builder.core import command
from builder.core.steps import Step

# 2024-01-01: a wheel tells nothing about the day it was packed.
EPOCH = "1704067200"
DATE = (2024, 1, 1, 0, 0, 0)


def pack(folder: Path) -> None:
    """The wheel, into the folder."""
    # -I: in the root, `import build` would find build.py.
    build = [sys.executable, "-I", "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    command.run(build, cwd=folder, env={"SOURCE_DATE_EPOCH": EPOCH})
    (wheel,) = folder.glob("*.whl")
    repack(wheel)


def repack(archive: Path) -> None:
    """Write a zip anew with sorted names and one date, so that its bytes depend on its contents alone."""
    with zipfile.ZipFile(archive) as old:
        contents = {name: old.read(name) for name in sorted(old.namelist())}
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            new.writestr(entry, content)


STEP = Step(name="wheel", says="打包检查程序", inputs=("checker", "pyproject.toml", "LICENSE"), after=(), run=pack)
