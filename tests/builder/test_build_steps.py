"""A step runs when what it reads has changed, and only a whole output counts."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from builder import ROOT
from builder.core import steps
from builder.core.command import Failed
from builder.core.console import Problem
from builder.core.steps import Step


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository."""
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    monkeypatch.setattr(steps, "BUILD", tmp_path / ".build")
    (tmp_path / "requirements").mkdir()
    (tmp_path / steps.ENVIRONMENT).write_text("")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text("old")
    return tmp_path


class Copy:
    """A step's work: copies the notes, counts how often, and does what `then` says before it returns."""

    def __init__(self, root: Path) -> None:
        self.root, self.runs = root, 0
        self.then: Callable[[], None] = lambda: None

    def __call__(self, folder: Path) -> None:
        self.runs += 1
        assert not list(folder.iterdir())
        (folder / "a.md").write_text((self.root / "notes" / "a.md").read_text())
        self.then()


def step(run: Copy, name: str = "copy", inputs: tuple[str, ...] = ("notes",), after: tuple[Step, ...] = ()) -> Step:
    return Step(name=name, says="抄写", inputs=inputs, after=after, run=run)


def test_what_has_not_changed_is_reused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = Copy(root)
    steps.run([step(copy)])
    steps.run([step(copy)])
    assert copy.runs == 1
    out, err = capsys.readouterr()
    first, second = err.splitlines()
    assert out == "", "how the work goes is no part of what a command gives"
    assert first.startswith("抄写 … ") and first.endswith("秒")
    assert second == "抄写 … 未变"


def test_what_its_state_says_counts_like_a_file(root: Path) -> None:
    copy = Copy(root)
    for said in (b"one", b"one", b"two"):
        steps.run([replace(step(copy), state=said.decode)])
    assert copy.runs == 2


@pytest.mark.parametrize("change", ["edit", "add", "remove", "rename", "environment"])
def test_any_change_of_an_input_runs_it_again(root: Path, change: str) -> None:
    (root / "notes" / "b.md").write_text("second")
    copy = Copy(root)
    steps.run([step(copy)])
    match change:
        case "edit":
            (root / "notes" / "a.md").write_text("new")
        case "add":
            (root / "notes" / "c.md").write_text("")
        case "remove":
            (root / "notes" / "b.md").unlink()
        case "rename":
            (root / "notes" / "b.md").rename(root / "notes" / "c.md")
        case "environment":
            (root / steps.ENVIRONMENT).write_text("mkdocs==2\n")
    steps.run([step(copy)])
    assert copy.runs == 2


def test_caches_are_no_input(root: Path) -> None:
    copy = Copy(root)
    steps.run([step(copy)])
    (root / "notes" / "__pycache__").mkdir()
    (root / "notes" / "__pycache__" / "a.cpython-313.pyc").write_text("")
    steps.run([step(copy)])
    assert copy.runs == 1


def test_a_step_runs_after_what_it_reads_and_again_when_that_has_changed(root: Path) -> None:
    first, second = Copy(root), Copy(root)
    earlier = step(first, "first")
    later = step(second, "second", ("requirements",), (earlier,))
    steps.run([later])
    assert (first.runs, second.runs) == (1, 1)
    (root / "notes" / "a.md").write_text("new")
    steps.run([later])
    assert (first.runs, second.runs) == (2, 2)
    assert (later.path / "a.md").read_text() == "new"


def test_an_input_that_is_not_there_is_named(root: Path) -> None:
    with pytest.raises(Problem, match=r"rules/\*\.toml：构建需要它，但没有找到"):
        steps.run([step(Copy(root), inputs=("rules/*.toml",))])


@pytest.mark.parametrize("damage", ["remove", "edit", "add", "all"])
def test_an_output_changed_by_hand_is_made_anew(root: Path, damage: str) -> None:
    copy = Copy(root)
    made = step(copy)
    steps.run([made])
    match damage:
        case "remove":
            (made.path / "a.md").unlink()
        case "edit":
            (made.path / "a.md").write_text("damaged")
        case "add":
            (made.path / "b.md").write_text("")
        case "all":
            steps.remove(made.path)
    steps.run([made])
    assert copy.runs == 2
    assert [file.read_text() for file in made.path.iterdir()] == ["old"]


def fail(error: BaseException) -> Callable[[], None]:
    def then() -> None:
        raise error

    return then


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (Problem("第七条：缺少注释；请补写。"), r"^第七条：缺少注释；请补写。$"),
        (OSError(errno.ENOSPC, "No space left on device"), "^抄写：磁盘已满；请腾出空间"),
        (OSError(errno.EROFS, "Read-only file system", "notes"), "^抄写：无法写入 notes"),
        (Failed(["npm"], "npm error code ENOTFOUND"), r"^抄写：连不上网络.*（详情见 \.build/log/copy\.txt）$"),
        (
            ValueError("two\nlines"),
            r"^抄写（copy）：意外的错误 ValueError：two lines（详情见 \.build/log/copy\.txt）$",
        ),
    ],
)
def test_a_step_that_fails_says_why_in_one_line_and_leaves_the_old_output(
    root: Path, error: Exception, line: str
) -> None:
    copy = Copy(root)
    made = step(copy)
    steps.run([made])
    (root / "notes" / "a.md").write_text("new")
    copy.then = fail(error)
    with pytest.raises(Problem, match=line) as raised:
        steps.run([made])
    assert "\n" not in str(raised.value)
    assert (made.path / "a.md").read_text() == "old"
    assert sorted(path.name for path in (root / ".build").iterdir() if path.name.startswith(".")) == []
    copy.then = lambda: None
    steps.run([made])
    assert copy.runs == 3
    assert (made.path / "a.md").read_text() == "new"


def test_an_unexpected_error_leaves_its_traceback_and_the_output_of_the_program(root: Path) -> None:
    copy = Copy(root)
    copy.then = fail(Failed(["mkdocs"], "first line\nlast line"))
    with pytest.raises(Problem, match="意外的错误 Failed：mkdocs: last line"):
        steps.run([step(copy)])
    log = (root / ".build" / "log" / "copy.txt").read_text()
    assert "Traceback" in log and "first line" in log


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(1)])
def test_an_interrupted_step_is_not_trusted(root: Path, error: BaseException) -> None:
    copy = Copy(root)
    copy.then = fail(error)
    with pytest.raises(type(error)):
        steps.run([step(copy)])
    assert not step(copy).path.exists()
    copy.then = lambda: None
    steps.run([step(copy)])
    assert copy.runs == 2


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from builder.core import steps
root = steps.ROOT = Path(sys.argv[1])
steps.BUILD = root / ".build"

def work(folder):
    (folder / "a.md").write_text((root / "notes" / "a.md").read_text())
    if sys.argv[2] == "inside":
        os.kill(os.getpid(), signal.SIGKILL)

def seal(step, key):
    os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[2] == "before the stamp":
    steps._is_current, steps._seal = lambda step, key: False, seal
steps.run([steps.Step("copy", "抄写", ("notes",), (), work)])
"""


@pytest.mark.parametrize("moment", ["inside", "before the stamp"])
def test_a_process_killed_in_a_step_leaves_nothing_that_is_trusted(root: Path, moment: str) -> None:
    def run(how: str) -> int:
        (root / "killed.py").write_text(KILLED, encoding="utf-8")
        words = [sys.executable, "-X", "utf8", str(root / "killed.py"), str(root), how, str(ROOT)]
        return subprocess.run(words, check=False).returncode

    assert run("not at all") == 0
    (root / "notes" / "a.md").write_text("new")
    assert run(moment) == (-signal.SIGKILL if os.name == "posix" else 1)
    (root / "notes" / "a.md").write_text("newest")
    assert run("not at all") == 0
    output = root / ".build" / "copy"
    assert [file.read_text() for file in output.iterdir()] == ["newest"]
    assert sorted(path.name for path in (root / ".build").iterdir()) == ["copy", "stamps"]


@pytest.mark.parametrize(
    ("output", "cause"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "磁盘已满"),
        ("npm error code ENOSPC", "磁盘已满"),
        ("Error: ENOSPC: no space left on device, write", "磁盘已满"),
        ("Error: ENOSPC: System limit for number of file watchers reached, watch '/a/docs'", "不是磁盘满了"),
        ("OSError: No space left on device: inotify_add_watch", "不是磁盘满了"),
        ('OSError: OS file watch limit reached. about ["/a/docs"]', "不是磁盘满了"),
        ("WARNING: Retrying after connection broken by 'NewConnectionError(...)'\nERROR: No matching", "连不上网络"),
        ("npm error code EAI_AGAIN", "连不上网络"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "校验值不符"),
        ("npm error code EINTEGRITY", "校验值不符"),
        ("ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED]", "证书"),
        ("ERROR: No matching distribution found for mkdocs==1.6.1", "没有锁定的版本"),
        ("The virtual environment was not created successfully because ensurepip is not available.", "ensurepip"),
        ("npm error code EACCES", "无法写入"),
    ],
)
def test_what_package_managers_say_becomes_a_cause_and_a_mend(output: str, cause: str) -> None:
    words = Failed(["pip"], output).cause
    assert words is not None and cause in words and "\n" not in words


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    from builder.core import command

    with pytest.raises(Problem, match="no-such-program：本机没有这个程序"):
        command.run(["no-such-program"], cwd=tmp_path)
