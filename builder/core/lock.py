"""Two runs never build in one folder at once; the system frees the lock when its holder ends, in whatever way."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from builder import SHARED
from builder.core.console import remark
from builder.core.steps import explain

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[str]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def held() -> Iterator[None]:
    """Wait, with a message, until no other run builds here."""
    try:
        SHARED.mkdir(exist_ok=True)
        file = (SHARED / "lock").open("a", encoding="utf-8")
    except OSError as error:
        raise explain("lock", "准备构建文件夹", error) from error
    with file:
        waiting = False
        while not _taken(file):
            if not waiting:
                remark("另一个 build.py 正在这个文件夹里构建，等它结束 …")
            waiting = True
            time.sleep(0.2)
        yield


def _taken(file: IO[str]) -> bool:
    try:
        _take(file)
    except OSError:
        return False
    return True
