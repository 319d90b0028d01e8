"""Many cases, one a line (JSON Lines): one result a line, in order, however many there are, in constant memory."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator
from functools import cache
from io import BufferedReader
from typing import TextIO

from checker.engine.bitset import possible_in_each
from checker.engine.case import LONGEST, Case, decode, read_case
from checker.engine.check import Check
from checker.engine.fields import BadCase
from checker.engine.result import to_json

LONGEST_LINE = 4 * LONGEST  # bytes: UTF-8 needs four for a character at most
INTERRUPTED = 130
CHUNK = 1 << 19  # bytes read at once, at most
EVERY = 0.2  # seconds between two looks at the progress
WIDTH = 30  # characters of the bar

Work = Callable[[Case], object]


def run(source: BufferedReader, name: str, out: TextIO, err: TextIO, check: Check, whole: Work | None = None) -> int:
    """One result a line; ``whole`` makes all of it, otherwise the line is the verdict and what is possible.

    A line that is no case is said on ``err`` by its number, and the rest is done. Exit status 1 if there was one.
    """
    progress = Progress(source, err, shown=err.isatty() and not out.isatty())
    good = True
    number = 0
    try:
        for lines in _blocks(source):
            known = possible_in_each(lines, check) if whole is None else [None] * len(lines)
            for line, possible in zip(lines, known, strict=True):
                number += 1
                progress.passed(number, len(line) + 1)
                if not line.strip():
                    continue
                try:
                    result = _result(_read(line, check), check, whole) if possible is None else _shown(possible)
                except BadCase as error:
                    good = False
                    progress.clear()
                    err.write(f"{name}：{_placed(number, str(error))}\n")
                else:
                    out.write(f'{{"line":{number},{result}\n')
            out.flush()
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


def _blocks(source: BufferedReader) -> Iterator[list[bytes]]:
    """The lines, without their ends, as many at a time as have arrived. Of a line too long the first bytes stand."""
    begun = b""
    while arrived := _arrived(source):
        *lines, begun = (begun + arrived).split(b"\n")
        begun = begun[: LONGEST_LINE + 1]
        yield lines
    if begun:
        yield [begun]


def _arrived(source: BufferedReader) -> bytes:
    """What the source has, waiting only where it has nothing; empty at its end."""
    try:
        return source.read1(CHUNK)
    except OSError as error:
        raise _Unreadable(error.strerror) from None


def _read(line: bytes, check: Check) -> Case:
    if len(line) > LONGEST_LINE:
        raise BadCase(f"太长，一份案例最多 {LONGEST} 个字符；请检查是不是几份案例没有分行")
    return read_case(decode(line.rstrip(b"\r")), check)


def _placed(number: int, message: str) -> str:
    """The message with the line's number. A place inside the line that the message begins with is in its line 1."""
    inside = message.removeprefix("第 1 行")
    return f"第 {number} 行{inside}" if inside != message else f"第 {number} 行：{message}"


def _result(case: Case, check: Check, whole: Work | None) -> str:
    """The end of its line."""
    if whole is None:
        return _shown(check.evaluator.evaluate(case.answers, case.readings).possible)
    return to_json(whole(case))[1:]


@cache
def _shown(possible: tuple[str, ...]) -> str:
    """The end of a line; there are no more of them than sets of verdicts."""
    verdict = possible[0] if len(possible) == 1 else None
    return to_json({"verdict": verdict, "possible": possible})[1:]


class Progress:
    """One line on a terminal: how much has been read, as far as the size is known, and how fast."""

    def __init__(self, source: BufferedReader, err: TextIO, shown: bool) -> None:
        self._err = err
        self._began = time.monotonic()
        self._next = self._began + EVERY if shown else float("inf")
        self._size = _size(source) if shown else 0
        self._done = 0
        self._width = 0

    def passed(self, lines: int, size: int) -> None:
        """So many lines were read; the last has so many bytes."""
        self._done += size
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
        share = min(self._done / self._size, 1)
        done = int(share * WIDTH)
        return f"[{'#' * done}{'.' * (WIDTH - done)}] {share:.0%}　"

    def _write(self, text: str) -> None:
        width = len(text) + sum(char > "⺀" for char in text)  # these take two columns
        self._err.write("\r" + text + " " * (self._width - width))
        self._err.flush()
        self._width = width


def _size(source: BufferedReader) -> int:
    """Bytes that are still to come from a file; 0 where that cannot be known."""
    try:
        state = os.fstat(source.fileno())
    except OSError:
        return 0
    return state.st_size - source.tell() if stat.S_ISREG(state.st_mode) else 0
