"""A step and its runner: a step runs when what it reads has changed, and its output counts only once it is whole."""

import errno
import hashlib
import os
import platform
import re
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder import BUILD, HERE, ROOT, SHARED
from builder.core.command import Failed
from builder.core.console import Problem, progress

# Every step runs in the environment that this lock describes.
ENVIRONMENT = "requirements/build.txt"
RULES = ROOT / "checker" / "regulations"
IGNORED = {"__pycache__", ".DS_Store", "Thumbs.db"}


@dataclass(frozen=True)
class Step:
    """One piece of the build.

    `run` writes into a fresh empty folder, which becomes the output only if it returns. `inputs` are files, folders
    or globs below the site's folder, else ROOT, whose bytes decide whether it runs again, as does what `state` says of
    anything that is no file; `after` are the steps whose output it reads. `shared`: it is the same for every site.
    """

    name: str
    says: str
    inputs: tuple[str, ...]
    after: tuple["Step", ...]
    run: Callable[[Path], None]
    output: Path | None = None
    state: Callable[[], str] = str
    shared: bool = False

    @property
    def path(self) -> Path:
        """The folder of the output."""
        return self.output or BUILD / self.name

    @property
    def stamp(self) -> Path:
        """Written last; names the key and the files of an output that can be trusted."""
        return (SHARED if self.shared else BUILD) / "stamps" / self.name


def run(steps: Sequence[Step]) -> None:
    """Bring the output of these steps, and of all that they come after, up to date."""
    keys: dict[str, str] = {}
    for step in steps:
        _visit(step, keys)


def _visit(step: Step, keys: dict[str, str]) -> None:
    if step.name in keys:
        return
    for earlier in step.after:
        _visit(earlier, keys)
    keys[step.name] = key = _key(step, keys)
    with progress(step.says) as line:
        if _is_current(step, key):
            line.note = "未变"
        else:
            make(step, key)


def make(step: Step, key: str) -> None:
    """Run one step into a new folder, put it in the place of the old output, then write the stamp."""
    fresh = step.path.with_name(f".{step.path.name}.new")
    old = step.path.with_name(f".{step.path.name}.old")
    try:
        remove(fresh)
        remove(old)
        fresh.mkdir(parents=True)
        step.run(fresh)
        step.stamp.unlink(missing_ok=True)
        if step.path.exists():
            step.path.rename(old)
        fresh.rename(step.path)
        step.stamp.parent.mkdir(parents=True, exist_ok=True)
        step.stamp.write_text(_seal(step, key), encoding="utf-8")
    except Problem:
        raise
    except Exception as error:
        raise explain(step.name, step.says, error) from error
    finally:
        remove(fresh)
        remove(old)


def explain(name: str, says: str, error: Exception) -> Problem:
    """The one line for an exception that a piece of work did not foresee; the traceback goes into a log."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Problem(f"{says}：磁盘已满；请腾出空间后重新运行同一条命令。")
    if isinstance(error, OSError) and error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        place = f"{error.filename or '文件夹'}（{error.strerror}）"
        return Problem(f"{says}：无法写入 {place}；请换到可写的文件夹或改正权限后重新运行。")
    if isinstance(error, Failed) and error.cause:
        return Problem(f"{says}：{error.cause}{log(name, error)}")
    # By its name: the Python that this runs in at first may be too old to import it.
    if "BadFile" in (each.__name__ for each in type(error).__mro__):
        return Problem(f"{error}。")
    if problem := _rule(name, error):
        return problem
    words = " ".join(str(error).split())[:300]
    return Problem(f"{says}（{name}）：意外的错误 {type(error).__name__}：{words}{log(name, error)}")


def _rule(name: str, error: Exception) -> Problem | None:
    """Of an error that a file of rules raises when it is read; None for any other."""
    mend = "请检查这一行和它上面的括号、引号、逗号和名字"
    if isinstance(error, SyntaxError) and RULES in Path(error.filename or "").parents:
        file, line = error.filename or "", error.lineno
        words = f"写法不对（{error.msg}）；{mend}。{log(name, error)}"
    else:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if RULES in Path(frame.filename).parents]
        read = [frame for frame in frames if frame.name == "<module>"]
        if not read:
            return None
        file, line = read[-1].filename, read[-1].lineno
        told = type(error).__module__.startswith("checker.")  # made for the writer of a rule, in Chinese
        called = re.sub(r"\b\w+\.(?=\w+\(\) )", "", str(error))  # by its name alone, as the writer knows it
        cause = f"{type(error).__name__}：{called}"
        words = f"{error}。" if told else f"写法不对（{cause}）；{mend}。{log(name, error)}"
    place = Path(file).relative_to(ROOT if ROOT in Path(file).parents else HERE)
    return Problem(f"{place.as_posix()} 第{line}行：{words}")


def log(name: str, error: Exception) -> str:
    """Keep the traceback where a maintainer finds it; says where."""
    path = BUILD / "log" / f"{name}.txt"
    text = "".join(traceback.format_exception(error)) + getattr(error, "output", "")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError:
        return ""
    return f"（详情见 {path.relative_to(BUILD.parent).as_posix()}）"


def remove(path: Path) -> None:
    """Delete a file or a folder that may not be there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def files(pattern: str) -> list[Path]:
    """The files that an input names, sorted; an input that names none is a mistake in the repository."""
    roots = [root for root in (HERE, ROOT) if (root / pattern).exists() or any(root.glob(pattern))]
    named = [
        path for root in roots[:1] for path in ([root / pattern] if (root / pattern).exists() else root.glob(pattern))
    ]
    found = sorted(file for path in named for file in _walk(path))
    if not found:
        raise Problem(f"{pattern}：构建需要它，但没有找到；请用 git status 查看是否误删。")
    return found


def _walk(path: Path) -> Iterator[Path]:
    if path.name in IGNORED:
        return
    if path.is_dir():
        for child in path.iterdir():
            yield from _walk(child)
    elif path.suffix != ".pyc":
        yield path


def _rules_elsewhere() -> list[Path]:
    """The rules of a site that is not this repository's: they may bear on every step."""
    if HERE == ROOT:
        return []
    return sorted(file for file in _walk(HERE / "rules") if file.is_file())


def _key(step: Step, keys: dict[str, str]) -> str:
    digest = hashlib.sha256(f"{platform.python_implementation()} {sys.version} {platform.machine()}\n".encode())
    module = Path(sys.modules[step.run.__module__].__file__ or "")
    given = [file for pattern in step.inputs for file in files(pattern)]
    for file in [ROOT / ENVIRONMENT, module, *given, *([] if step.shared else _rules_elsewhere())]:
        content = file.read_bytes()
        digest.update(f"{os.path.relpath(file, ROOT)}\0{len(content)}\0".encode())
        digest.update(content)
    digest.update(f"{step.state()}\0".encode())
    for earlier in step.after:
        digest.update(keys[earlier.name].encode())
    return digest.hexdigest()


def _seal(step: Step, key: str) -> str:
    """The key, and a digest over names, sizes and times of the output's files: an output changed by hand is remade."""
    digest = hashlib.sha256()
    for file in sorted(_walk(step.path)):
        state = file.stat()
        digest.update(f"{file.relative_to(step.path).as_posix()}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return f"{key}\n{digest.hexdigest()}\n"


def _is_current(step: Step, key: str) -> bool:
    try:
        return step.path.is_dir() and step.stamp.read_text(encoding="utf-8") == _seal(step, key)
    except (OSError, UnicodeDecodeError):
        return False
