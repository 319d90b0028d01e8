"""Everything that `build.py test` runs; all of it, also after the first failure."""

import subprocess
import sys
from collections.abc import Sequence

from builder import ROOT
from builder.core import command, environment
from builder.core.console import progress, remark, say


def run(rooms: Sequence[str], arguments: Sequence[str]) -> int:
    """Exit status 0 if every check passed. The site has been built and a browser is there.

    ``rooms``: of tests/; none for all. ``arguments``: for pytest.
    """
    python = [sys.executable, "-m"]
    tsc = ["node", str(environment.STEP.path / "typescript" / "bin" / "tsc"), "--pretty", "false", "-p"]
    results = {
        "ruff format": _quiet("ruff format", [*python, "ruff", "format", "--check", "."]),
        "ruff check": _quiet("ruff check", [*python, "ruff", "check", "--quiet", "."]),
        "mypy": _quiet("mypy --strict", [*python, "mypy", "--no-error-summary"]),
    }
    for config in sorted(ROOT.glob("tsconfig*.json")):
        results[config.name] = _quiet(f"tsc（{config.name}）", [*tsc, str(config)])
    remark("pytest …")
    # File by file, as many at a time as there are processors; what is chosen by hand one by one.
    by_hand = any(not word.startswith("--strict") for word in arguments)
    at_once = [] if by_hand else ["--numprocesses=auto", "--dist=loadfile", "--no-loadscope-reorder"]
    places = [f"tests/{room}" for room in rooms]
    tests = subprocess.run([*python, "pytest", *at_once, *arguments, *places], cwd=ROOT, check=False)
    results["pytest"] = tests.returncode == 0
    failed = [name for name, passed in results.items() if not passed]
    say(f"没有通过：{'、'.join(failed)}；请看上面的输出。" if failed else f"全部通过：{'、'.join(results)}。")
    return 1 if failed else 0


def _quiet(says: str, words: list[str]) -> bool:
    with progress(says) as line:
        try:
            command.run(words, cwd=ROOT)
        except command.Failed as error:
            line.note = "没有通过"
            output = error.output.rstrip()
        else:
            return True
    say(output)
    return False
