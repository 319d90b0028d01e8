"""``checker batch``: many cases in, one a line; one result a line out; whatever a line holds, the rest is done."""

import io
import json
import os
import random
import select
import subprocess
import sys
import tracemalloc
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_cli import ROOT, checker

from checker.engine import batch
from checker.engine.bitset import possible_in_each
from checker.engine.case import LONGEST, TEXTS, decode, read_case
from checker.engine.fields import BadCase
from checker.engine.result import to_json
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.regulations.xishuangbanna.checks.verdict import EVALUATOR, MODEL
from devtools import case_sampling as samples
from devtools.case_sampling import library, request

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


def reader(pieces: Iterable[bytes]) -> io.BufferedReader:
    return io.BufferedReader(Source(pieces))


def run(pieces: Iterable[bytes]) -> tuple[int, Counter, Counter]:
    out, err = Counter(), Counter()
    return batch.run(reader(pieces), "f", out, err, TOLERANCE), out, err  # type: ignore[arg-type]


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


def closely(line: bytes) -> tuple[str, ...] | str:
    """What is possible, or what is wrong with the line, by the way that takes one case at a time."""
    try:
        case = read_case(decode(line.rstrip(b"\r")), TOLERANCE)
    except BadCase as error:
        return str(error)
    return EVALUATOR.evaluate(case.answers, case.readings).possible


DRAWN = tuple(samples.drawn(20261125, 2_000))
PLAIN = tuple(request(case) for case in DRAWN)


def test_many_cases_at_once_come_to_what_each_comes_to_alone() -> None:
    expected = [EVALUATOR.evaluate(case.answers).possible for case in DRAWN]
    assert len(set(expected)) > 10
    for size in (1, 7, 300, len(PLAIN)):
        blocks = (PLAIN[start : start + size] for start in range(0, len(PLAIN), size))
        assert [
            each for block in blocks for each in possible_in_each([line.encode() for line in block], TOLERANCE)
        ] == expected


def test_a_plain_line_takes_no_closer_look() -> None:
    texts = dict.fromkeys(TEXTS, '案例: {"[,]"}')
    for case in DRAWN[:50]:
        document = {**texts, "answers": samples.said(case)}
        for line in (to_json(document), json.dumps(document), f" {json.dumps(document, indent=1)}\r".replace("\n", "")):
            assert possible_in_each([line.encode()], TOLERANCE) == [closely(line.encode())]


MEMBERS = [
    *('"title":"a:b"', '"title":5', '"title":NaN', '"story":{"a":"b"}', '"turns":"\\ud800"', '"titel":"x"', '"":""'),
    *('"answers":{}', '"answers":[]', '"answers":null', '"answers":{"unit":true}', '"expect":["EXEMPT"]', '"poles":{}'),
    *('"readings":[]', '"readings":["x"]', '"readings":false', '"readings":{}', '"readings":""', '"readings":[[]]'),
    *(f'"readings":["{key}"]' for key in list(MODEL.readings)[:2]), '"case":[]', '"case":[{"answers":{}}]',
    *('"unit":true', '"unit":false', '"unit" : true', '"un\\u0069t":false', '"unti":true', '"unti":"unknown"'),
    *(f'"unit":{value}' for value in ("1", "0", "1.0", "null", '"yes"', '"unknown"', "[]", "{}", "9" * 5_000, "TRUE")),
]  # fmt: skip
PIECES = [
    b"",
    b" ",
    b"\t",
    b"\r",
    b",",
    b":",
    b'"',
    b"{",
    b"}",
    b"[" * 90_000,
    b"[]",
    b"\\",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\0",
]


def with_member(line: str, member: str, at: int) -> str:
    """The line with one member more: the first, the first of the answers, or the last."""
    place = [line.index("{"), line.index("{", 1), line.rindex(",")][at]
    return f"{line[: place + 1]}{member},{line[place + 1 :]}"


def test_a_line_with_anything_unusual_in_it_comes_to_what_it_comes_to_alone() -> None:
    line = '{"title":"一","answers":{"loss":true,"error":"unknown"},"readings":[]}'
    bare = line.replace(',"readings":[]', "")
    spoiled = [with_member(each, member, at).encode() for each in (line, bare) for member in MEMBERS for at in range(3)]
    for piece in PIECES:
        for at in (0, 1, line.index("一"), line.index("{", 1) + 1, len(line)):
            spoiled.append(line[:at].encode() + piece + line[at:].encode())
    spoiled += [line.encode("utf-16-le"), line.replace("一", "一" * LONGEST).encode()]
    for each in spoiled:
        assert possible_in_each([each], TOLERANCE) in ([None], [closely(each)]), each


@st.composite
def lines(draw: st.DrawFn) -> bytes:
    """A plain line, most often with something put in, or something else put in its place."""
    line = draw(st.sampled_from(PLAIN))
    for _ in range(draw(st.integers(0, 2))):
        line = with_member(line, draw(st.sampled_from(MEMBERS)), draw(st.integers(0, 2)))
    written = line.encode()
    if draw(st.booleans()):
        at = draw(st.integers(0, len(written)))
        piece = draw(st.sampled_from(PIECES) | st.binary(max_size=3)).replace(b"\n", b"")
        written = written[:at] + piece + written[at + draw(st.integers(0, 2)) :]
    return written


@given(st.lists(lines(), min_size=1, max_size=8), st.data())
def test_whatever_the_lines_hold_they_come_to_what_each_comes_to_alone(given: list[bytes], data: st.DataObject) -> None:
    content = b"\n".join(given)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(content)), max_size=4)))
    pieces = [content[start:end] for start, end in zip([0, *cuts], [*cuts, len(content)], strict=True)]
    out, err = io.StringIO(), io.StringIO()
    status = batch.run(reader(piece for piece in pieces if piece), "f", out, err, TOLERANCE)
    results, faults = [], []
    for number, line in enumerate(given, start=1):
        found = closely(line)
        if isinstance(found, str):
            inside = found.removeprefix("第 1 行")
            faults.append(f"f：第 {number} 行{inside if inside != found else '：' + found}\n")
        else:
            results.append({"line": number, "verdict": found[0] if len(found) == 1 else None, "possible": list(found)})
    assert (status, err.getvalue()) == (1 if faults else 0, "".join(faults))
    assert [json.loads(line) for line in out.getvalue().splitlines()] == results


def test_who_waits_for_an_answer_gets_it_before_the_next_line() -> None:
    command = [sys.executable, "-m", "checker", "batch", "-"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin and process.stdout
        for number in (1, 2):
            process.stdin.write(DENIED)
            process.stdin.flush()
            assert select.select([process.stdout], [], [], 30)[0], "an answer comes while the input is still open"
            assert json.loads(os.read(process.stdout.fileno(), 1_000))["line"] == number
        process.stdin.close()
    assert process.returncode == 0


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


@pytest.mark.needs("posix")
def test_a_terminal_sees_how_far_it_is(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_bytes((DENIED * 5_000 + b"{}\n") * 8)
    import pty  # there is none on Windows

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


@pytest.mark.needs("proc")
def test_a_file_that_breaks_off_gets_one_line() -> None:
    done = checker("batch", "/proc/self/mem")  # can be opened, not read
    assert done.returncode == 1
    assert "第 1 行：读不下去" in done.stderr.decode() and done.stderr.count(b"\n") == 1


@pytest.mark.needs("full disk")
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
