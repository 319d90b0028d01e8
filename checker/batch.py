"""Many cases, one a line (JSON Lines): one result a line, in order, however many there are, in constant memory."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator
from functools import cache
from typing import BinaryIO, TextIO

from checker.bridge import to_json
from checker.case import LONGEST, BadCase, Case, decode, read_case
from checker.verdict import EVALUATOR, MODEL

LONGEST_LINE = 4 * LONGEST  # bytes: UTF-8 needs four for a character at most
INTERRUPTED = 130
EVERY = 0.2  # seconds between two looks at the progress
WIDTH = 30  # characters of the bar

Work = Callable[[Case], object]


def run(source: BinaryIO, name: str, out: TextIO, err: TextIO, whole: Work | None = None) -> int:
    """One result a line; ``whole`` makes all of it, otherwise the line is the verdict and what is possible.

    A line that is no case is said on ``err`` by its number, and the rest is done. Exit status 1 if there was one.
    """
    progress = Progress(source, err, shown=err.isatty() and not out.isatty())
    good = True
    number = 0
    try:
        for number, line in enumerate(_lines(source), start=1):
            progress.passed(number)
            if line.isspace():
                continue
            try:
                case = _read(line)
            except BadCase as error:
                good = False
                progress.clear()
                err.write(f"{name}：{_placed(number, str(error))}\n")
            else:
                result = _verdict(case) if whole is None else to_json(whole(case))[1:]
                out.write(f'{{"line":{number},{result}\n')
    except _Unreadable as error:
        good = False
        progress.clear()
        err.write(f"{name}：第 {number + 1} 行：读不下去（{error}）；请检查文件所在的磁盘，前面各行已经做完\n")
    except KeyboardInterrupt:
        progress.clear()
        err.write(f"{name}：第 {number} 行：已中断，前面各行已经做完\n")
        return INTERRUPTED
    progress.clear()
    return 0 if good else 1


class _Unreadable(Exception):
    """What went wrong while the file was read."""


def _lines(source: BinaryIO) -> Iterator[bytes]:
    """Each line with its end. Of one that is too long the first bytes stand for it; the others are passed over."""
    try:
        while line := source.readline(LONGEST_LINE + 1):
            yield line
            while line and not line.endswith(b"\n"):
                line = source.readline(65_536)
    except OSError as error:
        raise _Unreadable(error.strerror) from None


def _read(line: bytes) -> Case:
    if len(line) > LONGEST_LINE:
        raise BadCase(f"太长，一份案例最多 {LONGEST} 个字符；请检查是不是几份案例没有分行")
    return read_case(decode(line.rstrip(b"\r\n")), MODEL)


def _placed(number: int, message: str) -> str:
    """The message with the line's number. A place inside the line that the message begins with is in its line 1."""
    inside = message.removeprefix("第 1 行")
    return f"第 {number} 行{inside}" if inside != message else f"第 {number} 行：{message}"


def _verdict(case: Case) -> str:
    return _shown(EVALUATOR.evaluate(case.answers, case.readings).possible)


@cache
def _shown(possible: tuple[str, ...]) -> str:
    """The end of a line; there are no more of them than sets of verdicts."""
    verdict = possible[0] if len(possible) == 1 else None
    return to_json({"verdict": verdict, "possible": possible})[1:]


class Progress:
    """One line on a terminal: how much has been read, as far as the size is known, and how fast."""

    def __init__(self, source: BinaryIO, err: TextIO, shown: bool) -> None:
        self._source = source
        self._err = err
        self._began = time.monotonic()
        self._next = self._began + EVERY if shown else float("inf")
        self._size = _size(source) if shown else 0
        self._width = 0

    def passed(self, lines: int) -> None:
        """So many lines were read."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + EVERY
            self._write(f"{self._bar()}{lines} 行　{lines / (now - self._began):.0f} 行/秒")

    def clear(self) -> None:
        """Leave the line empty for something else."""
        if self._width:
            self._err.write("\r" + " " * self._width + "\r")
            self._width = 0

    def _bar(self) -> str:
        if not self._size:
            return ""
        share = min(self._source.tell() / self._size, 1)
        done = int(share * WIDTH)
        return f"[{'#' * done}{'.' * (WIDTH - done)}] {share:.0%}　"

    def _write(self, text: str) -> None:
        width = len(text) + sum(char > "⺀" for char in text)  # these take two columns
        self._err.write("\r" + text + " " * (self._width - width))
        self._err.flush()
        self._width = width


def _size(source: BinaryIO) -> int:
    """Bytes of a file; 0 where that cannot be known."""
    try:
        state = os.fstat(source.fileno())
    except OSError:
        return 0
    return state.st_size if stat.S_ISREG(state.st_mode) else 0
