"""The Python and the npm packages that every later step needs, each checked against its lock. Standard library only."""

import hashlib
import json
import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from builder import ROOT, SHARED
from builder.core import command
from builder.core.console import Problem, progress
from builder.core.steps import Step, explain, remove

VENV = SHARED / "venv"
STAMP = VENV / "complete.json"
WANTED = (ROOT / ".python-version").read_text(encoding="ascii").strip()
NODE = 18  # what Pyodide's package asks for

# `build` is what a site needs; `test` holds all of it and the tools that check it, three times the size.
LOCKS = {group: ROOT / "requirements" / f"{group}.txt" for group in ("build", "test")}
OLD_BROWSER = ROOT / "requirements" / "old-browser"  # the tests alone need it, and it is large
NPM_FOLDERS = (ROOT, OLD_BROWSER)

# Prints the interpreter behind a shim or a venv, or nothing if it is no CPython with the usual lock.
PROBE = """
import sys, sysconfig
if sys.implementation.name == 'cpython' and not sysconfig.get_config_var('Py_GIL_DISABLED'):
    print('%d.%d' % sys.version_info[:2], getattr(sys, '_base_executable', None) or sys.executable)
"""


def venv_python() -> Path:
    """Where the environment's interpreter is."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def is_ready(group: str) -> bool:
    """Whether this process is the environment's own Python and finds the group's packages there."""
    return Path(sys.prefix) == VENV and _holds(group)


def _holds(group: str) -> bool:
    wanted, present = _wanted(), _present()
    return all(present.get(name) == wanted[name] for name in ("place", group))


def clean_environ() -> dict[str, str]:
    """The environment's Python must not look into another one's folders."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}


def prepare(group: str) -> str:
    """Make or reuse the environment so that it holds the group's packages; returns its Python."""
    says = f"准备 Python {WANTED} 环境" + ("（含测试工具）" if group == "test" else "")
    with progress(says) as line:
        if _holds(group):
            line.note = "未变"
            return str(venv_python())
        try:
            # The tests' tools are added to what a site needs, all else is made from nothing.
            if not _holds("build") or "test" in _present():
                find_npm()  # before the long download, not after it
                python = find_python()
                STAMP.unlink(missing_ok=True)
                remove(VENV)
                command.run([python, "-I", "-m", "venv", VENV], cwd=ROOT)
            pip(LOCKS[group])
            wanted = _wanted()  # whoever has `test` has `build`
            STAMP.write_text(json.dumps({name: wanted[name] for name in ("place", "build", group)}), encoding="utf-8")
        except Problem:
            raise
        except Exception as error:
            raise explain("environment", says, error) from error
        finally:
            if not STAMP.exists():
                shutil.rmtree(VENV, ignore_errors=True)
    return str(venv_python())


def _wanted() -> dict[str, str]:
    locks = {group: hashlib.sha256(lock.read_bytes()).hexdigest() for group, lock in LOCKS.items()}
    # A venv holds its own path, so a moved folder needs a new one.
    return {"place": f"{WANTED} {sys.platform} {platform.machine()} {VENV}", **locks}


def _present() -> dict[str, str]:
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and venv_python().exists() else {}


def pip(lock: Path) -> None:
    """Install into the environment what a lock names, each checked against its hash."""
    # The lock alone decides: the machine's constraints stay out, its index and its proxy stay in.
    options = ["--no-input", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
    settings = {"PIP_CONSTRAINT": os.devnull, "PIP_USER": "0", "PIP_NO_WARN_SCRIPT_LOCATION": "1"}
    command.run([venv_python(), "-m", "pip", "install", *options, "-r", lock], cwd=ROOT, env=settings)


def find_python() -> str:
    """A CPython of the wanted minor version, tried by running it: a shim of that name may lead nowhere."""
    for candidate in _candidates():
        try:
            found = command.run([*candidate, "-I", "-c", PROBE], cwd=ROOT).split(maxsplit=1)
        except (OSError, Problem, command.Failed):
            continue
        if found and found[0] == WANTED:
            return found[1].strip()
    raise Problem(
        f"Python：没有找到 CPython {WANTED}（浏览器里的 Python 也是这个版本）；"
        f"请从系统软件源、python.org、pyenv 或 uv（uv python install {WANTED}）安装后重新运行。"
    )


def _candidates() -> Iterator[list[str]]:
    yield [sys.executable]
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        for name in (f"python{WANTED}", "python3", "python"):
            if found := shutil.which(name, path=folder or os.curdir):
                yield [found]
    if os.name == "nt" and shutil.which("py"):
        yield ["py", f"-{WANTED}"]
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    for version in sorted(pyenv.glob(f"versions/{WANTED}*"), reverse=True):
        yield [str(version / ("python.exe" if os.name == "nt" else "bin/python3"))]
    if uv := shutil.which("uv"):
        for ask in (["find"], ["install", "find"]):
            try:
                found = [command.run([uv, "python", verb, WANTED], cwd=ROOT) for verb in ask][-1]
            except (OSError, Problem, command.Failed):
                continue
            yield [found.strip().splitlines()[-1]]


def find_npm() -> str:
    """npm, beside a Node that is new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    mend = f"请从系统软件源或 nodejs.org 安装 Node.js {NODE} 以上（含 npm）后重新运行。"
    if not node or not npm:
        raise Problem(f"Node.js：没有找到 {'node' if not node else 'npm'}；{mend}")
    try:
        version = command.run([node, "--version"], cwd=ROOT).strip()
    except (OSError, command.Failed) as error:
        raise Problem(f"Node.js：{node} 不能运行（{error}）；{mend}") from error
    major = re.match(r"v(\d+)\.", version)
    if not major or int(major[1]) < NODE:
        raise Problem(f"Node.js：{node} 的版本是 {version}，太旧；{mend}")
    return npm


def npm_ci(source: Path, folder: Path) -> None:
    """Install into an empty folder what the lock in `source` names, each checked against its hash; run no script."""
    npm = find_npm()
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(source / name, folder / name)
    patience = {"npm_config_fetch_retry_mintimeout": "1000", "npm_config_fetch_retry_maxtimeout": "5000"}
    options = ["--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=warn"]
    printed = command.run([npm, "ci", *options], cwd=folder, env=patience)
    # A file that could not be written, on a full disk for instance, is only a warning to npm.
    if "TAR_ENTRY_ERROR" in printed:
        raise command.Failed([npm], printed)
    installed = folder / "node_modules"
    for name in ("package.json", "package-lock.json"):
        (folder / name).unlink()
    installed.mkdir(exist_ok=True)  # npm makes none for an empty list
    for child in installed.iterdir():
        child.rename(folder / child.name)
    installed.rmdir()


def _npm_ci(folder: Path) -> None:
    npm_ci(ROOT, folder)


STEP = Step(
    name="npm",
    says="安装 npm 组件",
    inputs=("package.json", "package-lock.json"),
    after=(),
    run=_npm_ci,
    output=ROOT / "node_modules",
    shared=True,
)


def relock() -> None:
    """Compute both kinds of lock anew: names, versions and hashes, no addresses."""
    says = "重新锁定组件"
    with progress(says):
        try:
            _relock()
        except command.Failed as error:
            raise explain("lock", says, error) from error


def _relock() -> None:
    flags = [
        "--upgrade",
        "--universal",
        "--python-version",
        WANTED,
        "--generate-hashes",
        "--no-header",
        "--no-annotate",
    ]
    for group, lock in LOCKS.items():
        # What both groups hold must be the same, or adding the tests' tools would change the site's.
        same = ["--constraint", LOCKS["build"]] if group == "test" else []
        uv = ["uv", "pip", "compile", "--quiet", "--group", group, *flags, *same]
        command.run([sys.executable, "-m", *uv, "--output-file", lock, "pyproject.toml"], cwd=ROOT)
    npm = [find_npm(), "install", "--package-lock-only", "--omit-lockfile-registry-resolved", "--no-audit", "--no-fund"]
    for folder in NPM_FOLDERS:
        (folder / "package-lock.json").unlink(missing_ok=True)
        command.run(npm, cwd=folder)
