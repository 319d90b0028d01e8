"""`build.py test` lets nothing pass by not running."""

import subprocess
import sys
from pathlib import Path

import pytest

from builder import ROOT

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
    "no test": "",
}


def run(folder: Path, source: str) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_bytes((ROOT / "tests" / "conftest.py").read_bytes())
    (folder / "test_it.py").write_text(source, encoding="utf-8")
    words = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder), str(folder)]
    return subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("way", WAYS)
def test_what_did_not_run_has_not_passed(tmp_path: Path, way: str) -> None:
    ended = run(tmp_path, WAYS[way])
    assert ended.returncode != 0
    assert "skipped" not in ended.stdout.splitlines()[-1] and "passed" not in ended.stdout.splitlines()[-1]


def test_what_ran_and_holds_has_passed(tmp_path: Path) -> None:
    ended = run(tmp_path, "def test_it(): pass")
    assert ended.returncode == 0
    assert ended.stdout.splitlines()[-1].startswith("1 passed")
