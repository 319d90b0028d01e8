"""How long until the first verdict is shown, beside an ordinary page that runs Pyodide as its guide says."""

from __future__ import annotations

import gzip
import itertools
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from builder import check_page, wheel
from builder.runtime.settings import INSTALLED
from builder.serve import SITE, Handler, Server, serving
from checker.regulations.xishuangbanna import BODY
from devtools import drivers

RATE = 10e6 / 8  # bytes a second of the slow line
DELAY = 0.04  # its round trip
SLOWER = 4
PATIENCE = 180
PIECE = 4096
BROWSERS = ("chromium", "firefox")
Launch = Callable[[Path], AbstractContextManager[drivers.Driver]]

BASELINE = """<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>baseline</title>
<div id="view"></div>
<script>
const worker = new Worker("worker.js");
worker.onmessage = ({ data }) => {
  document.getElementById("view").append(Object.assign(document.createElement("p"), { textContent: data }));
};
</script>
"""
BASELINE_WORKER = """importScripts("pyodide.js");
(async () => {
  const pyodide = await loadPyodide();
  await pyodide.loadPackage(new URL("WHEEL", location.href).href);
  const shown = JSON.parse(pyodide.pyimport("checker.api.bridge").view('{"chosen": {}}', 'PLACE'));
  postMessage(shown.view[0].t);
})();
"""
# Runs in every frame of both pages before their own scripts; the times are since 1970, to be compared across processes.
WATCH = """(() => {
  const seen = (globalThis.marks = { from: performance.timeOrigin });
  const mark = (name) => (seen[name] ??= performance.timeOrigin + performance.now());
  const watch = () => {
    const root = document.getElementById("host")?.shadowRoot ?? document;
    const look = () => {
      if (root.querySelector("#questions:enabled")) mark("usable");
      if (root.querySelector("#view > *")) requestAnimationFrame(() => mark("verdict"));
    };
    new MutationObserver(look).observe(root, { subtree: true, childList: true, attributeFilter: ["disabled"] });
    look();
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", watch);
  else watch(); // the driver was late
})();"""
# From pressing a button until the answer to it stands and is laid out: forty answers to what is asked, each on a page
# that has come to rest, as it has when a person has read the question. When nothing is asked any more all is wiped.
CLICK = """
  const root = document.getElementById("host").shadowRoot, view = root.getElementById("view"), times = [];
  const heard = (done) => {
    const seen = new MutationObserver(() => { seen.disconnect(); done(); });
    seen.observe(view, { childList: true });
  };
  const wait = (time) => new Promise((done) => setTimeout(done, time));
  for (let number = 0; times.length < 40; number += 1) {
    while (root.querySelector(".stale, #app:not([data-state=ready])")) await wait(20);
    await wait(450); // the paper has been laid out, too
    const button = root.querySelector(`.now:not(.answered) [data-value=${number % 4 ? "no" : "yes"}]`);
    if (!button) { root.getElementById("clear").click(); continue; }
    await new Promise(requestAnimationFrame);
    const shown = new Promise(heard);
    const began = performance.now();
    button.click();
    await shown;
    view.getBoundingClientRect();
    times.push(performance.now() - began);
  }
  return times;
"""
QUESTIONS = 0  # the frame's number
RESTS = "document.getElementById('host').shadowRoot.querySelector('#app[data-state=ready] #readings:not(.stale)')"


@dataclass(frozen=True)
class Condition:
    """Under what circumstances a pair of loads is measured, and how often."""

    name: str
    runs: int
    slow_line: bool = False
    slow_processor: bool = False
    from_disk: bool = False


CONDITIONS = (
    Condition("unthrottled", 5),
    Condition("10 Mbit/s, 40 ms", 3, slow_line=True),
    Condition("processor four times slower", 3, slow_processor=True),
    Condition("from disk", 5, from_disk=True),
)


@dataclass(frozen=True)
class Load:
    """One load of a page: seconds from the start of the navigation, and bytes."""

    verdict: float
    usable: float | None
    sent: int  # until the verdict
    after_needed: float | None  # the verdict after the last byte that it needs, where bytes were sent


@dataclass
class Line:
    """A line to the reader that all connections share, and what went over it."""

    slow: bool = False
    sent: list[tuple[float, int]] = field(default_factory=list)
    needed: float | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)
    free: float = 0.0

    def clear(self) -> None:
        """Forget what was sent."""
        self.sent, self.needed, self.free = [], None, 0.0

    def wait(self, size: int) -> None:
        """Until the line has taken so many bytes."""
        if self.slow:
            with self.lock:
                now = time.monotonic()
                self.free = max(self.free, now) + size / RATE
                until = self.free
            time.sleep(max(0.0, until - now))


def run(conditions: Sequence[Condition] = CONDITIONS, browsers: Sequence[str] = BROWSERS) -> dict[str, Any]:
    """A table for each browser and condition. Ratios are medians of the ratios of each pair."""
    report: dict[str, Any] = {}
    line = Line()
    server = Server(("127.0.0.1", 0), partial(_Handler, _files(), line))
    with serving(server) as url, sync_playwright() as playwright:
        launches: dict[str, Launch] = {"chromium": partial(drivers.chromium, playwright), "firefox": drivers.firefox}
        for name, condition in itertools.product(browsers, conditions):
            pairs = []
            for number in range(condition.runs):
                loads = {}
                # In turn first, so that neither always meets the busier machine.
                for which in ("baseline", "check")[:: 1 if number % 2 else -1]:
                    address = f"{url}/{which}/index.html"
                    if which == "check" and condition.from_disk:
                        address = (SITE / "check" / "index.html").as_uri()
                    loads[which] = _visits(launches[name], address, condition, line)
                pairs.append(loads)
            report |= _table(f"{name}, {condition.name}", pairs)
        for name, slow in itertools.product(browsers, (False, True)):
            times = _clicks(launches[name], f"{url}/check/index.html", slow)
            title = f"{name}, one answer, warm, click until it is shown" + ", processor four times slower" * slow
            report[title] = {"median ms": round(statistics.median(times), 1), "max ms": round(max(times), 1)}
    return report


def _visits(launch: Launch, address: str, condition: Condition, line: Line) -> list[Load]:
    """Three loads in a new profile."""
    with (
        _opened(launch) as (tab, profile),
        _slowed(profile) if condition.slow_processor else nullcontext(),
    ):
        return [_load(tab, address, condition, line) for _ in range(3)]


@contextmanager
def _opened(launch: Launch) -> Iterator[tuple[drivers.Tab, str]]:
    """A page that is watched, in a new profile."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile, launch(Path(profile)) as driver:
        driver.before(WATCH)
        yield driver.visit("about:blank"), profile


def _load(tab: drivers.Tab, address: str, condition: Condition, line: Line) -> Load:
    tab.front()  # behind the browser's first page, which may come late, no frame would be drawn
    tab.go("about:blank")
    time.sleep(0.5)  # the browser's own work after the start, and the last page's end
    line.clear()
    line.slow = condition.slow_line
    tab.go(address)
    marks = _marks(tab)
    while tab.run("return document.readyState") != "complete":  # left before its end, a page is not kept by the browser
        time.sleep(0.2)
    line.slow = False
    verdict, began = marks["verdict"] / 1e3, marks["from"] / 1e3
    needed = line.needed if line.needed is not None and line.needed < verdict else None
    return Load(
        verdict=verdict - began,
        usable=marks["usable"] / 1e3 - began if "usable" in marks else None,
        sent=sum(size for at, size in line.sent if at <= verdict),
        after_needed=verdict - needed if needed else None,
    )


def _marks(tab: drivers.Tab) -> dict[str, float]:
    """Both documents' marks together; `from` is the top page's."""
    for _ in range(PATIENCE * 5):
        found: dict[str, float] = {}
        for frame in (QUESTIONS, None):
            with suppress(drivers.Failed):  # the frame has just been made or is going, or there is none
                found |= tab.run("return globalThis.marks ?? {}", frame)
        if "verdict" in found:
            return found
        time.sleep(0.2)
    raise TimeoutError(f"no verdict within {PATIENCE} s; only {found}")


def _clicks(launch: Launch, address: str, slow: bool) -> list[float]:
    with _opened(launch) as (tab, profile):
        tab.front()
        tab.go(address)
        _marks(tab)
        while not tab.run(f"return Boolean({RESTS})", QUESTIONS):
            time.sleep(0.2)
        with _slowed(profile) if slow else nullcontext():
            times: list[float] = tab.run(CLICK, QUESTIONS)
        return times


def _table(title: str, pairs: Sequence[Mapping[str, Sequence[Load]]]) -> dict[str, Any]:
    table = {}
    for number, name in enumerate(("cold", "second", "third")):
        base = [pair["baseline"][number] for pair in pairs]
        ours = [pair["check"][number] for pair in pairs]
        ratios = sorted(own.verdict / other.verdict for own, other in zip(ours, base, strict=True))
        usable = [load.usable for load in ours if load.usable is not None]
        after = [load.after_needed for load in ours if load.after_needed is not None]
        table[f"{title}, {name}"] = {
            "ratio": round(statistics.median(ratios), 3),
            "from": round(ratios[0], 3),
            "to": round(ratios[-1], 3),
            "baseline ms": _ms([load.verdict for load in base]),
            "check ms": _ms([load.verdict for load in ours]),
            "form usable ms": _ms(usable),
            "baseline bytes": round(statistics.median(load.sent for load in base)),
            "check bytes": round(statistics.median(load.sent for load in ours)),
        } | ({"verdict after the last byte needed ms": _ms(after)} if after else {})
    return table


def _ms(seconds: Sequence[float]) -> int:
    return round(statistics.median(seconds) * 1e3)


# ---- The server: what is sent is compressed beforehand, as a good host does, and may be kept for ten minutes.


def _files() -> dict[str, tuple[str, bytes, int]]:
    """Address → type, gzipped content, and how much of that the first verdict needs."""
    (packed,) = wheel.STEP.path.glob("*-py3-*.whl")
    names = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "pyodide-lock.json", "python_stdlib.zip")
    contents = {f"/baseline/{name}": (INSTALLED / name).read_bytes() for name in names}
    contents[f"/baseline/{packed.name}"] = packed.read_bytes()
    contents["/baseline/index.html"] = BASELINE.encode()
    contents["/baseline/worker.js"] = (
        BASELINE_WORKER.replace("PLACE", BODY.place(BODY.first)).replace("WHEEL", packed.name).encode()
    )
    contents["/check/index.html"] = (SITE / "check" / "index.html").read_bytes()
    files = {}
    for address, content in contents.items():
        kind = Handler.extensions_map.get(Path(address).suffix, "application/octet-stream")
        needed = (
            check_page.needed(content, check_page.forms(BODY)[0]) if address == "/check/index.html" else len(content)
        )
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        first = packer.compress(content[:needed]) + packer.flush(zlib.Z_SYNC_FLUSH)
        files[address] = (kind, first + packer.compress(content[needed:]) + packer.flush(), len(first))
    assert all(gzip.decompress(files[address][1]) == content for address, content in contents.items())
    return files


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, files: dict[str, tuple[str, bytes, int]], line: Line, *arguments: Any) -> None:
        self.files, self.line = files, line
        super().__init__(*arguments)

    def setup(self) -> None:
        super().setup()
        if self.line.slow:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 * PIECE)
            time.sleep(DELAY)  # the connection's own round trip

    def log_message(self, format: str, *args: Any) -> None:
        """A request is nothing to tell."""

    def do_GET(self) -> None:
        kind, body, needed = self.files.get(self.path, ("text/plain", gzip.compress(b""), 0))
        if self.line.slow:
            time.sleep(DELAY)
        self.send_response(200 if self.path in self.files else 404)
        for name, value in (
            ("Content-Type", kind),
            ("Content-Encoding", "gzip"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "max-age=600"),
        ):
            self.send_header(name, value)
        self.end_headers()
        for start in range(0, len(body), PIECE):
            piece = body[start : start + PIECE]
            self.line.wait(len(piece))
            self.wfile.write(piece)
            now = time.time()
            self.line.sent.append((now, len(piece)))
            if self.path in self.files and start < needed <= start + PIECE:
                self.line.needed = now


# ---- The processor: DevTools slow down a page's main thread alone, no worker; so every process is stopped in turns.

TURNS = """import os, signal, sys, threading, time
profile, slower = sys.argv[1].encode(), int(sys.argv[2])
def processes():
    found, parents = [], {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file: command = file.read()
            with open(f"/proc/{pid}/stat") as file: parents[int(pid)] = int(file.read().rpartition(")")[2].split()[1])
        except OSError: continue
        if profile in command and int(pid) != os.getpid(): found.append(int(pid))
    own, grown = set(found), True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in own} - own
        own |= more
        grown = bool(more)
    return own
def tell(pids, what):
    for pid in pids:
        try: os.kill(pid, what)
        except ProcessLookupError: pass
pids = processes()
ended = []
signal.signal(signal.SIGTERM, lambda *_: ended.append(1))
def look():
    global pids
    while not ended:
        pids = processes()
        time.sleep(0.1)
looking = threading.Thread(target=look)
looking.start()
print("started", flush=True)
parent = os.getppid()
while not ended and os.getppid() == parent:
    stopped = pids
    tell(stopped, signal.SIGSTOP); time.sleep(0.002 * (slower - 1))
    tell(stopped, signal.SIGCONT); time.sleep(0.002)
ended.append(1)
looking.join()
"""


@contextmanager
def _slowed(profile: str) -> Iterator[None]:
    """While it lasts, the browser of that profile runs for a quarter of the time."""
    command = [sys.executable, "-c", TURNS, profile, str(SLOWER)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as turns:
        assert turns.stdout is not None
        turns.stdout.readline()
        try:
            yield
        finally:
            turns.send_signal(signal.SIGTERM)
            turns.wait()


if __name__ == "__main__":  # python -m devtools.bench_start [BROWSER [CONDITION…]]: without a build
    wanted = [each for each in CONDITIONS if not sys.argv[2:] or each.name.startswith(tuple(sys.argv[2:]))]
    os.nice(5)
    for name_, row in run(wanted, sys.argv[1:2] or BROWSERS).items():
        print(name_, json.dumps(row, ensure_ascii=False), flush=True)
