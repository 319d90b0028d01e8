"""`build.py test` lets nothing pass by not running."""

import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from builder import ROOT
from builder.__main__ import BENCH
from builder.core import command
from devtools import bench, test

WAYS = {
    "skip": "import pytest\ndef test_it(): pytest.skip('later')",
    "skip mark": "import pytest\n@pytest.mark.skip\ndef test_it(): pass",
    "skipif": "import pytest\n@pytest.mark.skipif(True, reason='later')\ndef test_it(): pass",
    "xfail": "import pytest\n@pytest.mark.xfail\ndef test_it(): assert False",
    "xpass": "import pytest\n@pytest.mark.xfail\ndef test_it(): pass",
    "xfail inside": "import pytest\ndef test_it(): pytest.xfail('later')",
    "skip of a fixture": "import pytest\n@pytest.fixture\ndef it(): pytest.skip('later')\ndef test_it(it): pass",
    "skip of a file": "import pytest\npytest.importorskip('no_such_module')\ndef test_it(): pass",
    "unknown mark": "import pytest\n@pytest.mark.slow\ndef test_it(): pass",
    "warning": "import warnings\ndef test_it(): warnings.warn('soon gone', DeprecationWarning)",
}


def run(folder: Path, sources: Mapping[str, str], *more: str) -> list[str]:
    """Run these as test files under the repository's settings; the output, and on its last line the exit status."""
    (folder / "conftest.py").write_bytes((ROOT / "tests" / "conftest.py").read_bytes())
    for name, source in sources.items():
        (folder / f"test_{name.replace(' ', '_')}.py").write_text(source, encoding="utf-8")
    words = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder), str(folder)]
    words += ["--continue-on-collection-errors", *more]
    ended = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    return [*ended.stdout.splitlines(), str(ended.returncode)]


def test_what_did_not_run_has_not_passed(tmp_path: Path) -> None:
    *lines, closing, status = run(tmp_path, WAYS)
    assert status != "0"
    assert not re.search("passed|skipped|xfailed|xpassed|deselected", closing), closing
    for way in WAYS:
        name = f"test_{way.replace(' ', '_')}.py"
        assert any(line.startswith(("FAILED", "ERROR")) and name in line for line in lines), name


def test_no_test_at_all_is_a_failure(tmp_path: Path) -> None:
    assert run(tmp_path, {"nothing": ""})[-1] == "5"


NEEDING = """
import pytest
from devtools import limits
limits.NEEDS = {"a moon": ("这台机器上没有月亮", lambda: False), "a sun": ("没有太阳", lambda: True)}
@pytest.mark.needs("a moon")
def test_by_night(): pass
@pytest.mark.needs("a sun")
def test_by_day(): pass
"""


def test_what_this_machine_cannot_run_is_listed_with_the_reason_and_is_no_failure_unless_all_is_demanded(
    tmp_path: Path,
) -> None:
    *lines, closing, status = run(tmp_path, {"needing": NEEDING})
    assert (status, closing.partition(" in ")[0]) == ("0", "1 passed, 1 skipped")
    assert "没有运行 1 个测试，这台机器上没有月亮：" in lines and any("test_by_night" in line for line in lines)
    *lines, closing, status = run(tmp_path, {"needing": NEEDING}, "--strict-needs")
    assert (status == "1" and closing.startswith("1 failed, 1 passed")) or closing.startswith("1 passed, 1 error")
    assert any("这台机器上没有月亮" in line for line in lines)


def test_what_ran_and_holds_has_passed(tmp_path: Path) -> None:
    *_, closing, status = run(tmp_path, {"it": "def test_it(): pass"})
    assert (status, closing.partition(" in ")[0]) == ("0", "1 passed")


@pytest.mark.parametrize("failing", [None, "ruff", "mypy", "tsc", "pytest"])
def test_every_check_runs_whatever_failed_before(
    failing: str | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = []

    def check(words: Sequence[str], **_: object) -> subprocess.CompletedProcess[str]:
        line = " ".join(map(str, words))
        ran.append(line)
        fails = failing is not None and failing in line.replace(str(ROOT), "")
        if fails and failing != "pytest":
            raise command.Failed(["check"], "what is wrong")
        return subprocess.CompletedProcess(list(words), int(fails))

    monkeypatch.setattr(command, "run", check)
    monkeypatch.setattr(subprocess, "run", check)
    status = test.run([], ["-k", "this"])
    scripts = ["tsconfig.json", "tsconfig.unpacker.json", "tsconfig.worker.json"]
    order = ["ruff format --check", "ruff check", "mypy", *scripts, "pytest -k this"]
    assert len(ran) == len(order) and all(part in line for part, line in zip(order, ran, strict=True))
    closing = capsys.readouterr().out.splitlines()[-1]
    assert (status, closing.startswith("全部通过")) == ((0, True) if failing is None else (1, False))
    test.run([], ["--strict-needs"])
    assert ran[-1].endswith("pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder --strict-needs"), (
        "the whole run uses all processors"
    )
    if failing is not None:
        assert closing.startswith("没有通过：") and ("tsconfig" if failing == "tsc" else failing) in closing


def test_the_command_knows_the_parts_of_the_bench() -> None:
    assert tuple(bench.PARTS) == BENCH
