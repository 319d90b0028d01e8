"""The wheel: the same bytes each time, complete, and enough by itself."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from builder import ROOT, wheel


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packed")
    wheel.pack(folder)
    (found,) = folder.iterdir()
    return found


def test_the_bytes_do_not_depend_on_the_folder_or_the_hour(packed: Path, tmp_path: Path) -> None:
    for name in wheel.STEP.inputs:
        (tmp_path / name).symlink_to(ROOT / name)
    again = tmp_path / "again"
    again.mkdir()
    wheel.pack(again)
    assert [path.name for path in again.iterdir()] == [packed.name]
    assert (again / packed.name).read_bytes() == packed.read_bytes()


def test_every_file_of_the_checker_is_in_it(packed: Path) -> None:
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "checker").rglob("*") if path.is_file()}
    with zipfile.ZipFile(packed) as opened:
        names = {name for name in opened.namelist() if ".dist-info/" not in name}
    assert names == {name for name in files if "__pycache__" not in name}


def test_its_licence_comes_along(packed: Path) -> None:
    with zipfile.ZipFile(packed) as opened:
        (kept,) = [name for name in opened.namelist() if name.endswith(".dist-info/licenses/LICENSE")]
        assert opened.read(kept) == (ROOT / "LICENSE").read_bytes()


def test_the_checker_runs_from_the_wheel_alone(packed: Path, tmp_path: Path) -> None:
    program = "import sys; sys.path.insert(0, sys.argv[1]); from checker.body import load, __file__ as place;"
    program += (
        "assert place.startswith(sys.argv[1]); print(len(load('checker.regulations.xishuangbanna').text.articles))"
    )
    words = [sys.executable, "-I", "-c", program, str(packed)]
    assert subprocess.run(words, cwd=tmp_path, capture_output=True, check=True).stdout.strip() == b"16"
