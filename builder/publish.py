"""The built site -> a folder that visitors see, whole or not at all; what stood there before is kept and can come back.

`FOLDER/site` is what the server is to show; `FOLDER/older` has what was shown before, the latest last, and
`FOLDER/withdrawn` what was taken back. Where FOLDER is a checkout (of a branch for pages), the site is its content, and
its history keeps what was before.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from builder import HERE
from builder.core import command
from builder.core.console import Problem, progress, remark, say
from builder.core.steps import remove
from builder.exports import SUMS, sha256
from builder.serve import SITE

SHOWN, OLDER, WITHDRAWN, NEW = "site", "older", "withdrawn", ".new"
PUBLISHED = "发布"  # so begins what is said of it in a checkout's history
KEPT = 5  # of those before; older ones are deleted


def run(folder: Path, today: date, *, back: bool) -> int:
    """Exit status 0. Raises Problem; then visitors see what they saw before."""
    if folder.resolve() in (SITE.resolve(), HERE.resolve()) or SITE.resolve() in folder.resolve().parents:
        raise Problem(f"publish：{folder} 在网站自己的文件夹里；请写另一个文件夹。")
    if back:
        restored = _back(folder)
        say(f"已经换回：{restored}。")
        return 0
    whole = dict(sums(SITE))
    with progress(f"抄到 {folder}"):
        place = _checked_out(SITE, folder, today) if (folder / ".git").exists() else _put(SITE, folder, today)
    say(f"已经发布 {len(whole)} 个文件，逐个核对过：{place}")
    say(f"这一次的总校验值（{SUMS} 的 SHA-256）：{sha256((SITE / SUMS).read_bytes())}")
    if (folder / ".git").exists():
        remark("已经在这个文件夹里提交；请用 git push 送出去，送出去以后访问的人才看得到。")
    else:
        remark(f"请让服务器显示 {folder / SHOWN}；要换回上一次的：python3 build.py publish {folder} --back")
    return 0


def sums(site: Path) -> Iterator[tuple[str, str]]:
    """Place and SHA-256 of each file, as the build wrote them."""
    for line in (site / SUMS).read_text(encoding="utf-8").splitlines():
        digest, _, place = line.partition("  ")
        yield place, digest


def check(site: Path) -> None:
    """Every file is as it was built, and there is no other. Raises Problem that names the first."""
    if not (site / SUMS).is_file():
        raise Problem(f"{site}：没有 {SUMS}，不是建好的网站；请先运行 python3 build.py。")
    known = dict(sums(site))
    for place, digest in known.items():
        if not (site / place).is_file():
            raise Problem(f"{site}：缺少 {place}；请重新运行 python3 build.py。")
        if sha256((site / place).read_bytes()) != digest:
            raise Problem(f"{site}：{place} 和建成的时候不一样了；请重新运行 python3 build.py。")
    for file in sorted(site.rglob("*")):
        place = file.relative_to(site).as_posix()
        if file.is_file() and place not in known and place != SUMS and ".git" not in file.relative_to(site).parts:
            raise Problem(f"{site}：多出一个文件 {place}；请移走它，或重新运行 python3 build.py。")


def _put(site: Path, folder: Path, today: date) -> Path:
    """A whole and checked copy beside what is shown takes its place by renaming."""
    check(site)
    folder.mkdir(parents=True, exist_ok=True)
    fresh, shown = folder / NEW, folder / SHOWN
    remove(fresh)
    try:
        shutil.copytree(site, fresh)
        check(fresh)
    except BaseException:
        remove(fresh)
        raise
    before = _free(folder / OLDER, today.isoformat()) if shown.exists() else None
    _change(fresh, shown, before)
    for old in _kept(folder)[:-KEPT]:
        remove(old)
    return shown


def _change(fresh: Path, shown: Path, before: Path | None) -> None:
    """``fresh`` becomes what is shown, which goes to ``before``. If that fails all is as it was."""
    try:
        if before:
            before.parent.mkdir(exist_ok=True)
            shown.rename(before)
        try:
            fresh.rename(shown)
        except OSError:
            if before:
                before.rename(shown)
            raise
    except OSError as error:
        raise Problem(
            f"{shown}：换不上去（{error.strerror}）；多半有程序正开着里面的文件。访问的人看到的还是原来的；"
            "请关掉开着它的程序，再运行同一条命令。"
        ) from error


def _kept(folder: Path) -> list[Path]:
    """What was shown before, the latest last."""
    older = folder / OLDER
    return sorted(older.iterdir(), key=lambda each: _order(each.name)) if older.is_dir() else []


def _order(name: str) -> tuple[str, int]:
    day, _, number = name.partition("_")
    return day, int(number or 1)


def _free(folder: Path, name: str) -> Path:
    """A name after all others of that day: the second of a day ends in _2."""
    taken = [_order(each.name)[1] for each in folder.glob(f"{name.partition('_')[0]}*")]
    number = max(taken, default=0) + 1
    return folder / (name if number == 1 else f"{name.partition('_')[0]}_{number}")


def _back(folder: Path) -> Path | str:
    if (folder / ".git").exists():
        return _back_in_history(folder)
    kept = _kept(folder)
    if not kept:
        raise Problem(f"publish --back：{folder / OLDER} 里没有以前发布的；没有可以换回的。")
    check(kept[-1])
    shown = folder / SHOWN
    taken_back = _free(folder / WITHDRAWN, kept[-1].name) if shown.exists() else None
    _change(kept[-1], shown, taken_back)
    return kept[-1].name


def _back_in_history(folder: Path) -> str:
    """The content of the publication before the one that is shown, committed anew: the history only grows."""
    _refuse_changes(folder)
    published = command.run(["git", "log", f"--grep=^{PUBLISHED}", "--format=%T %s"], cwd=folder).splitlines()
    shown = command.run(["git", "log", "-1", "--format=%T"], cwd=folder).strip()
    older = [line.partition(" ") for line in published]
    at = next((n for n, (tree, *_) in enumerate(older) if tree == shown), -1)
    if at + 1 >= len(older):
        raise Problem(f"publish --back：{folder} 的历史里没有更早发布的；没有可以换回的。")
    tree, _, said = older[at + 1]
    command.run(["git", "read-tree", "--reset", "-u", tree], cwd=folder)
    check(folder)
    command.run(["git", "commit", "--quiet", "--message", f"换回 {said}"], cwd=folder)
    return said


def _refuse_changes(folder: Path) -> None:
    if command.run(["git", "status", "--porcelain"], cwd=folder).strip():
        raise Problem(f"{folder}：有没有提交的改动；请先提交或撤销（git status 看是哪些），再运行同一条命令。")


def _checked_out(site: Path, folder: Path, today: date) -> Path:
    """The content of a checkout is the site, and committed."""
    check(site)
    _refuse_changes(folder)
    for each in folder.iterdir():
        if each.name != ".git":
            remove(each)
    shutil.copytree(site, folder, dirs_exist_ok=True)
    check(folder)
    command.run(["git", "add", "--all"], cwd=folder)
    if command.run(["git", "status", "--porcelain"], cwd=folder).strip():
        command.run(["git", "commit", "--quiet", "--message", f"{PUBLISHED} {today}"], cwd=folder)
    return folder
