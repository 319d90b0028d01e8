"""What build.py prints, in UTF-8 whatever the terminal's encoding is.

What was asked for goes to standard output, so that a program can read it; how the work goes, to standard error.
"""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Problem(Exception):
    """Foreseeable trouble that a person can mend: one line, «哪里：什么原因；怎么办»."""


class Progress:
    """The open progress line; `note` replaces the elapsed time at its end."""

    note = ""


_open = False  # a progress line stands unfinished on the terminal


def use_utf8() -> None:
    """Chinese must come out under LANG=C and on Windows code pages, too."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """Print one line of what was asked for, also in the middle of a progress line."""
    _end_line()
    print(text, flush=True)


def remark(text: str) -> None:
    """Print one line about how the work goes."""
    _end_line()
    _write(text + "\n")


def _end_line() -> None:
    global _open
    if _open:
        _write("\n")
    _open = False


@contextmanager
def progress(says: str) -> Iterator[Progress]:
    """One line for one piece of work: what it is, then how long it took; on a terminal the seconds tick."""
    global _open
    line, began, ended = Progress(), time.monotonic(), threading.Event()

    def tick() -> None:
        while not ended.wait(1):
            if _open:
                _write(f"\r{says} … {time.monotonic() - began:.0f} 秒")

    _write(f"{says} … ")
    _open = True
    ticker = threading.Thread(target=tick, daemon=True)
    if sys.stderr.isatty():
        ticker.start()
    try:
        yield line
    except BaseException:
        line.note = "没有完成"
        raise
    finally:
        ended.set()
        if ticker.is_alive():
            ticker.join()
        end = line.note or f"{time.monotonic() - began:.1f} 秒"
        if _open and not sys.stderr.isatty():
            _write(f"{end}\n")
        else:
            _write(("\r" if _open else "") + f"{says} … {end}\n")
        _open = False


def _write(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
