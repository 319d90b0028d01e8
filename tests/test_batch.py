"""``checker batch``: many cases in, one a line; one result a line out; whatever a line holds, the rest is done."""

import io
import json
import os
import pty
import random
import subprocess
import sys
import tracemalloc
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from test_cli import ROOT, checker

from builder.samples import library, request
from checker import batch
from checker.case import LONGEST

BLANK = b'{"answers":{}}\n'
DENIED = b'{"answers":{"duty_or_reform":false}}\n'


class Source(io.RawIOBase):
    """A file that is made as it is read and stands nowhere whole."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        assert isinstance(buffer, memoryview)
        self._left = self._left or next(self._pieces, b"")
        now, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(now)] = now
        return len(now)


class Counter(io.TextIOBase):
    """Takes lines and keeps the last."""

    lines = 0
    last = ""

    def write(self, text: str) -> int:
        self.lines += text.count("\n")
        self.last = text
        return len(text)


def run(pieces: Iterable[bytes]) -> tuple[int, Counter, Counter]:
    out, err = Counter(), Counter()
    return batch.run(io.BufferedReader(Source(pieces)), "f", out, err), out, err  # type: ignore[arg-type]


def peak(pieces: Iterable[bytes]) -> int:
    """Bytes at most in use beside what was there before."""
    tracemalloc.start()
    try:
        run(pieces)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_each_line_gets_the_verdict_that_evaluate_gives_in_order() -> None:
    chosen = random.Random(4).sample(library(), 60)
    given = "".join(request(case) + "\n" for case in chosen)
    lines = [json.loads(line) for line in checker("batch", "-", given=given.encode()).stdout.splitlines()]
    for number, (case, line) in enumerate(zip(chosen, lines, strict=True), start=1):
        assert case.expect is not None
        verdict = case.expect[0] if len(case.expect) == 1 else None
        assert line == {"line": number, "verdict": verdict, "possible": list(case.expect)}


def test_in_full_each_line_is_what_evaluate_gives() -> None:
    given = [request(case).encode() for case in library()[:3]]
    lines = checker("batch", "-", "--full", given=b"\n".join(given)).stdout.splitlines()
    for number, (case, line) in enumerate(zip(given, lines, strict=True), start=1):
        alone = checker("evaluate", "-", "--json", given=case).stdout.strip()
        assert line == b'{"line":%d,' % number + alone.removeprefix(b"{")


def test_a_bad_line_is_said_by_number_and_the_rest_is_done() -> None:
    bad = {
        2: (b'{"answers":{"los":true}}', "：answers.los：没有这一项；最接近的是 loss"),
        5: (b'{"answers":{}', "第 14 列：JSON 写错了"),
        6: (b"[]", "：全文：应当是一个对象"),
        7: (b'{"case":[{"answers":{}},{"answers":{}}]}', "：case：这里一次只看一个案例"),
        8: (b"\xff", "：第 1 个字节：不是 UTF-8 文字"),
        9: (b"x" * (4 * LONGEST + 1), f"：太长，一份案例最多 {LONGEST} 个字符"),
        10: ("案".encode() * (LONGEST + 1), f"：全文：有 {LONGEST + 1} 个字符"),
    }
    lines = {1: b"\xef\xbb\xbf" + BLANK, 3: b"\n", 4: b" \t\r\n", 11: BLANK}
    lines |= {number: line + b"\n" for number, (line, _) in bad.items()}
    given = b"".join(lines[number] for number in sorted(lines))
    done = checker("batch", "-", given=given)
    assert done.returncode == 1
    assert [json.loads(line)["line"] for line in done.stdout.splitlines()] == [1, 11]
    for line, (number, (_, says)) in zip(done.stderr.decode().splitlines(), bad.items(), strict=True):
        assert line.startswith(f"-：第 {number} 行{says}")


MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def test_a_hundred_thousand_lines_take_no_more_memory_than_a_thousand(tmp_path: Path) -> None:
    line = b'{"title":"%s",' % (b"x" * 500)
    used = []
    for times in (1, 100):
        file = tmp_path / f"{times}.jsonl"
        file.write_bytes((line + DENIED[1:] + line + BLANK[1:]) * 500 * times)
        command = [sys.executable, "-c", MEASURE, sys.executable, "-m", "checker", "batch", str(file)]
        used.append(1024 * int(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout))
    assert used[1] - used[0] < file.stat().st_size / 10


def test_a_line_that_is_too_long_is_never_held_whole() -> None:
    pieces = [BLANK, *[b"x" * 100_000] * 1_000, b"\n", BLANK]
    status, out, err = run(pieces)
    assert (status, out.lines, err.lines) == (1, 2, 1) and '"line":3,' in out.last and "第 2 行：太长" in err.last
    assert peak(pieces) < 4 * batch.LONGEST_LINE


def test_a_terminal_sees_how_far_it_is(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_bytes((DENIED * 5_000 + b"{}\n") * 8)
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "checker", "batch", str(file)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=follower) as process:
        os.close(follower)
        seen = b""
        while True:
            try:
                seen += os.read(leader, 65_536)
            except OSError:  # the other end is closed
                break
    os.close(leader)
    assert process.returncode == 1
    shown = [piece for piece in seen.decode().split("\r") if "%" in piece]
    assert shown and all(piece.startswith("[") and "行/秒" in piece for piece in shown)
    shares = [int(piece.split("] ")[1].split("%")[0]) for piece in shown]
    assert shares == sorted(shares) and 0 < shares[-1] <= 100
    lines = [line.split("\r")[-2 if line.endswith("\r") else -1] for line in seen.decode().split("\n")]
    assert sum(line.startswith(str(file)) for line in lines) == 8, "an error stands on a line of its own"


def test_without_a_terminal_there_is_no_bar() -> None:
    assert checker("batch", "-", given=DENIED * 20_000).stderr == b""


@pytest.mark.parametrize(("name", "reason"), [("没有.jsonl", "没有这个文件"), (".", "是文件夹")])
def test_a_file_that_cannot_be_read_cannot_start(tmp_path: Path, name: str, reason: str) -> None:
    done = checker("batch", str(tmp_path / name))
    assert done.returncode == 2 and done.stdout == b""
    assert reason in done.stderr.decode() and done.stderr.count(b"\n") == 1


def test_a_file_that_breaks_off_gets_one_line() -> None:
    done = checker("batch", "/proc/self/mem")  # can be opened, not read
    assert done.returncode == 1
    assert "第 1 行：读不下去" in done.stderr.decode() and done.stderr.count(b"\n") == 1


def test_output_that_cannot_be_written_gets_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "checker", "batch", "-"],
            cwd=ROOT, input=DENIED * 2_000, stdout=full, stderr=subprocess.PIPE, timeout=60,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.decode().startswith("输出：写不出去") and done.stderr.count(b"\n") == 1


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "cases.jsonl").write_bytes(DENIED * 20_000)
    command = f'set -o pipefail; "{sys.executable}" -m checker batch "{tmp_path / "cases.jsonl"}" | head -n 1'
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["line"] == 1


def test_an_interruption_says_how_far_it_came() -> None:
    def pieces() -> Iterator[bytes]:
        yield DENIED * 3
        raise KeyboardInterrupt

    status, out, err = run(pieces())
    assert (status, out.lines, err.last) == (130, 3, "f：第 3 行：已中断，前面各行已经做完\n")
