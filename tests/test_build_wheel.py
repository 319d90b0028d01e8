"""The wheels: the same bytes each time, complete, and bytecode that this minor version runs."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from builder import ROOT, wheel


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both wheels."""
    folder = tmp_path_factory.mktemp("packed")
    wheel.pack(folder)
    return folder


def names(archive: Path) -> set[str]:
    with zipfile.ZipFile(archive) as opened:
        return {name for name in opened.namelist() if ".dist-info/" not in name}


def one(folder: Path, tag: str) -> Path:
    (found,) = folder.glob(f"mingjie_checker-*-{tag}-none-any.whl")
    return found


def test_the_bytes_do_not_depend_on_the_folder_or_the_hour(packed: Path, tmp_path: Path) -> None:
    for name in ("checker", "pyproject.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    again = tmp_path / "again"
    again.mkdir()
    wheel.pack(again)
    assert sorted(path.name for path in again.iterdir()) == sorted(path.name for path in packed.iterdir())
    for path in packed.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes()


def test_every_file_of_the_checker_is_in_both(packed: Path) -> None:
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "checker").rglob("*") if path.is_file()}
    files = {name for name in files if "__pycache__" not in name}
    assert names(one(packed, "py3")) == files
    assert names(one(packed, "cp313")) == {name + "c" if name.endswith(".py") else name for name in files}


@pytest.mark.parametrize("tag", ["py3", "cp313"])
def test_the_checker_runs_from_the_wheel_alone(packed: Path, tmp_path: Path, tag: str) -> None:
    program = "import sys; sys.path.insert(0, sys.argv[1]); from checker.text import REGULATION, __file__ as place;"
    program += "assert place.startswith(sys.argv[1]); print(len(REGULATION.articles))"
    words = [sys.executable, "-I", "-c", program, str(one(packed, tag))]
    assert subprocess.run(words, cwd=tmp_path, capture_output=True, check=True).stdout.strip() == b"16"


def test_no_path_of_this_machine_is_in_the_bytecode(packed: Path) -> None:
    with zipfile.ZipFile(one(packed, "cp313")) as opened:
        for name in opened.namelist():
            assert os.fsencode(ROOT) not in opened.read(name), name
