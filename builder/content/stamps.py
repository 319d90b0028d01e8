"""What the foot of every page says: who read the text against its source and when, and which version this is."""

import datetime
import subprocess
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from builder import HERE
from builder.content import tables
from builder.core.console import Problem
from builder.wheel import EPOCH

PROOFS = "docs/proofs.toml"
UNKNOWN = "未知版本"
DIRTY = "，另有未提交的改动"
_FIELDS = ("by", "how", "not_done")


@dataclass(frozen=True)
class Proof:
    """One reading of the text against its source: by whom (a role), how, and what was not done."""

    date: str
    by: str
    how: str
    not_done: str

    @property
    def line(self) -> str:
        """As it stands in the foot."""
        return f"{self.date} 由{self.by}对照源文件核对；{self.not_done}。"


def proofs(root: Path = HERE) -> tuple[Proof, ...]:
    """Every reading, the newest last. Raises Problem where the file does not say date, by, how and not_done."""
    if not (root / PROOFS).is_file():
        raise Problem(f"{PROOFS}：没有这个文件；请补上，或者用 git status 查看是否误删。")
    found = tuple(map(_proof, tables.entries(root / "docs", Path(PROOFS).name, "proof")))
    if not found:
        raise Problem(f"{PROOFS} 第1行：没有一次核对；每一次写一段，以单独一行 [[proof]] 开头。")
    for (before, _), (after, entry) in pairwise(found):
        if after.date < before.date:
            raise entry.problem(
                f"这一次核对（{after.date}）比上面的（{before.date}）早，最后一则却印在页脚；请按日期先后排。"
            )
    return tuple(proof for proof, _ in found)


@dataclass(frozen=True)
class Version:
    """A commit, the day and the second of its date, and whether there is more than it in the folder."""

    commit: str
    date: str
    epoch: str
    dirty: bool

    @property
    def line(self) -> str:
        """As it stands in the foot."""
        return f"版本 {self.commit[:10]}（{self.date}）{DIRTY if self.dirty else ''}"


def version(root: Path = HERE) -> Version | None:
    """What `root` was built from; nothing in it depends on when it was built.

    None where `root` is no git repository of its own, has no commit, or git is not there.
    """
    try:
        if not Path(_git(root, "rev-parse", "--show-toplevel")).samefile(root):
            return None  # unpacked inside of somebody else's repository
        commit, date, epoch = _git(root, "-c", "log.showSignature=false", "log", "-1", "--format=%H %cs %ct").split()
        dirty = _git(root, "status", "--porcelain", "--untracked-files=normal")
    except (OSError, subprocess.CalledProcessError, ValueError):
        return None
    return Version(commit, date, epoch, bool(dirty))


def version_line(root: Path = HERE) -> str:
    """The version in words, or UNKNOWN."""
    found = version(root)
    return found.line if found else UNKNOWN


def environ() -> dict[str, str]:
    """What mkdocs.yml takes from the environment (`!ENV`), and MkDocs' idea of today."""
    found = version()
    return {
        "MINGJIE_PROOF": f"条文：{proofs()[-1].line}",
        "MINGJIE_VERSION": found.line if found else UNKNOWN,
        "SOURCE_DATE_EPOCH": found.epoch if found else EPOCH,
    }


def _proof(entry: tables.Entry) -> tuple[Proof, tables.Entry]:
    date = entry.values.get("date")
    if type(date) is not datetime.date:
        raise entry.problem("这一次核对没有日期；请写 date = 2026-11-24 的样子，不加引号。")
    words = []
    for key in _FIELDS:
        value = entry.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise entry.problem(f"这一次核对没有写 {key}；请补上一句话，加引号。")
        words.append(value)
    if strange := sorted(entry.values.keys() - {"date", *_FIELDS}):
        raise entry.problem(f"不认识“{strange[0]}”；只有 date、{'、'.join(_FIELDS)}。")
    return Proof(date.isoformat(), *words), entry


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout.strip()
