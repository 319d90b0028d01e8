"""A small copy of the repository that builds without a network: one tiny package, no npm package, one page."""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

from builder import ROOT

SITE = '''
"""The last step of the small copy."""
import time
from pathlib import Path
from builder import ROOT
from builder.core import environment
from builder.core.console import Problem
from builder.core.steps import Step

def make(folder: Path) -> None:
    note = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    if "missing" in note:
        raise Problem("docs/index.md：缺少一句话；请补上。")
    (folder / "check").mkdir()
    (folder / "part.wasm").write_bytes(b"")
    for page in ("index.html", "check/index.html"):
        (folder / page).write_text(f"<body>{note}</body>", encoding="utf-8")

def left_out() -> dict[str, str]:
    return {}

STEP = Step("site", "生成网站", ("docs",), (environment.STEP,), make, ROOT / "site")
'''


class Tree:
    """A copy of the builder with one tiny package to install, from a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir()
        shutil.copytree(ROOT / "builder", root / "builder", ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("build.py", ".python-version"):
            shutil.copyfile(ROOT / name, root / name)
        (root / "builder" / "site.py").write_text(SITE, encoding="utf-8")
        self.write("docs/index.md", "old")
        self.write("package.json", json.dumps({"name": "small", "version": "1.0.0"}))
        self.write(
            "package-lock.json",
            json.dumps({"name": "small", "version": "1.0.0", "lockfileVersion": 3, "requires": True, "packages": {}}),
        )
        wheel = _tiny_wheel(root.parent / "wheels")
        self.lock(hashlib.sha256(wheel.read_bytes()).hexdigest())

    def write(self, name: str, content: str) -> None:
        """A file of the tree."""
        path = self.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")

    def lock(self, digest: str, package: str = "tiny==1.0") -> None:
        """Both Python locks."""
        for group in ("build", "test"):
            self.write(f"requirements/{group}.txt", f"{package} --hash=sha256:{digest}\n")

    def environ(self, **changes: str) -> dict[str, str]:
        """Where pip finds the tiny package and nothing else."""
        local = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.root.parent / "wheels")}
        return {**os.environ, **local, **changes}

    def start(self, *arguments: str, **changes: str) -> subprocess.Popen[str]:
        """`python3 build.py …`, with changes to the environment variables."""
        return subprocess.Popen(
            [sys.executable, str(self.root / "build.py"), *arguments],
            cwd=self.root.parent,
            env=self.environ(**changes),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )

    def build(self, *arguments: str, **changes: str) -> tuple[int, list[str]]:
        """Exit status and the lines printed."""
        with self.start(*arguments, **changes) as process:
            output = process.communicate(timeout=60)[0]
        return process.returncode, output.splitlines()

    def borrow_packages(self) -> None:
        """Let the copy's environment, once made, find this one's packages."""
        (packages,) = (self.root / ".build" / "venv").rglob("site-packages")
        (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")

    @property
    def is_trusted(self) -> bool:
        """Whether a second run would take the environment as it is."""
        return (self.root / ".build" / "venv" / "complete.json").exists()


def _tiny_wheel(folder: Path) -> Path:
    folder.mkdir()
    files = {
        "tiny.py": "",
        "tiny-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n",
        "tiny-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},\n"
        for name, text in files.items()
    )
    wheel = folder / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in {**files, "tiny-1.0.dist-info/RECORD": record}.items():
            archive.writestr(name, text)
    return wheel
