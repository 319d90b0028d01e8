"""Makes every attempt in one browser: on the control and on the check, over http and from a file.

Run as a program by builder/attacks.py, in a network of its own where the system lets it have one (see `enclosed`):
there nothing but this machine can be reached, and the names that are looked up can be listened to.
"""

import ctypes
import fcntl
import json
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from unittest import mock

from check_reader import ADDRESS, library_with, meta, parts, unprotected
from markupsafe import Markup

from attacks import drivers
from attacks.listener import DOMAIN, Net, net, ports
from attacks.ways import WAYS, Way
from builder import check_page, runtime

SCHEMES = ("http", "file")
PATIENCE = 180  # seconds until the worker must have made its attempts
WAVE = 12  # pages that stand open at once
MARK = re.compile(r"mark-(\d+)-(\d+)-")

# Stands in the checker's place, and does all it can when it is first asked; it answers with what became of it.
HOSTILE = """
import asyncio, json, textwrap, traceback
ended = {}
async def run(order):
    try:
        exec("async def way():\\n" + textwrap.indent(order["code"], "  "), order)
        await order["way"]()
        ended[order["mark"]] = "ended"
    except BaseException as error:
        ended[order["mark"]] = f"{type(error).__name__}: {error}"[:300]
async def everything():
    import js
    ended.update(json.loads(await js.attack()))
    for order in ORDERS:
        await asyncio.wait([asyncio.ensure_future(run(order))], timeout=4)
        ended.setdefault(order["mark"], "no answer within 4 s")
    ended["all"] = True
def evaluate(text):
    return text
def view(request):
    if "begun" not in ended:
        ended["begun"] = True
        asyncio.ensure_future(everything())
    nodes = [{"k": "verdict", "t": "hostile"}, {"k": "say", "t": json.dumps(ended)}]
    return json.dumps({"view": nodes, "why": [], "ask": [], "open": [], "moot": []})
"""

# The attempts stand in the worker's own text: the policy lets nobody make a function out of a string.
SCRIPT = """
{
  for (const kind of ["error", "unhandledrejection"])
    addEventListener(kind, (event) => { event.preventDefault(); event.stopImmediatePropagation(); });
  const sleep = (time) => new Promise((end) => setTimeout(end, time));
  const ended = {};
  const make = async ([mark, way]) => {
    const late = sleep(2000).then(() => "no answer within 2 s");
    ended[mark] = await Promise.race([way().then(() => "ended", String), late]);
  };
  const [together, alone] = [TOGETHER, ALONE];
  self.attack = async () => {
    await Promise.all(Object.entries(together).map(make));
    for (const each of Object.entries(alone)) await make(each);
    return JSON.stringify(ended);
  };
}
"""
# Asks the worker again, and reads what it has answered.
ASK = """
  const root = document.getElementById("host").shadowRoot;
  const { state } = root.getElementById("app").dataset;
  if (root.querySelector("#trouble button")?.checkVisibility())
    return JSON.stringify({ trouble: `${state}: ${root.getElementById("detail").textContent}` });
  if (state === "ready") root.getElementById("skip").click();
  return root.querySelector("#view .say > .line")?.textContent ?? "{}";
"""
IN_WINDOW = """
  const sleep = (time) => new Promise((end) => setTimeout(end, time));
  const ended = {};
  await Promise.all(Object.entries(WAYS).map(async ([mark, way]) => {
    const late = sleep(6000).then(() => "no answer within 6 s");
    ended[mark] = await Promise.race([way().then(() => "ended", String), late]);
  }));
  return ended;
"""
ALONE = """
  const sleep = (time) => new Promise((end) => setTimeout(end, time));
  const [[mark, way]] = Object.entries(WAYS);
  const first = way();
  return { [mark]: await Promise.race([first.then(() => "ended", String), sleep(FIRST).then(() => "begun")]) };
"""

OBSERVER = b"""<!doctype html><title>observer</title><script>
window.name = "observer"; window.heard = [];
onmessage = ({ data }) => heard.push(String(data));
try { new BroadcastChannel("leak").onmessage = ({ data }) => heard.push(String(data)); } catch {}
</script>"""
# What the observer, a page of the same origin as the top page, finds afterwards.
KEPT = """
  const found = await Promise.all([
    async () => (await indexedDB.databases()).map(({ name }) => name),
    async () => (await (await caches.open("leak")).keys()).map(({ url }) => url),
    async () => {
      const names = [];
      for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
      return names;
    },
    async () => (await navigator.locks.query()).held.map(({ name }) => name),
    async () => await navigator.storageBuckets.keys(),
    async () => Object.keys(localStorage),
    async () => [document.cookie],
    async () => (await navigator.serviceWorker.getRegistrations()).map((worker) => worker.active?.scriptURL),
  ].map((look) => Promise.race([look(), new Promise((end) => setTimeout(end, 1500, []))]).catch(() => [])));
  return found.flat();
"""
TOLD = """
  self.focus();
  await new Promise((end) => setTimeout(end, 100));
  const clipboard = await Promise.race([
    Promise.resolve(navigator.clipboard?.readText()).catch(() => ""), new Promise((end) => setTimeout(end, 1000, "")),
  ]);
  return [...(window.heard ?? []), clipboard];
"""
FACE = "return [name, document.title, location.href, ...Object.keys(sessionStorage)]"


@dataclass(frozen=True)
class Outcome:
    """Of one way on one page: what it said of itself, and by which channels its mark arrived."""

    report: str
    arrived: tuple[str, ...]


Outcomes = dict[str, Outcome]
"""By place and name: "script: fetch, own host"."""


def title(way: Way) -> str:
    """Place and name."""
    return f"{way.place}: {way.name}"


class Round:
    """All the ways on one kind of page in one browser."""

    def __init__(self, number: int, driver: drivers.Driver, heard: Net, opened: Sequence[int]) -> None:
        self.driver, self.heard = driver, heard
        self.marks = {way: f"mark-{number}-{index}-" for index, way in enumerate(WAYS)}
        self.ports = dict(zip(WAYS, opened, strict=True))
        self.reports: dict[str, str] = {}
        self.kept: list[str] = []
        self.told: list[str] = []

    def targets(self, way: Way) -> dict[str, object]:
        """What the way's code is given."""
        host = f"{self.marks[way]}x.{DOMAIN}" if self.heard.named else "127.0.0.1"
        other = self.heard.other.replace("127.0.0.1", host)
        return {
            "own": self.heard.own,
            "other": other,
            "host": host,
            "port": self.ports[way],
            "mark": self.marks[way],
        }

    def script(self, ways: Iterable[Way]) -> str:
        """An object of functions, by mark."""
        functions = []
        for way in ways:
            names = ", ".join(f"{name} = {json.dumps(value)}" for name, value in self.targets(way).items())
            functions.append(f'"{self.marks[way]}": async () => {{ const {names}; {way.code} }}')
        return "{" + ",\n".join(functions) + "}"

    def python(self) -> str:
        """What stands in the checker's place."""
        orders = [{**self.targets(way), "code": way.code} for way in WAYS if way.place == "python"]
        return f"{HOSTILE}\nORDERS = {orders!r}\n"

    def in_worker(self, observer: drivers.Tab, address: str) -> None:
        """Script and Python, in the worker of the page at the address."""
        tab = self.driver.opened_by(observer, address)
        until = time.monotonic() + PATIENCE
        while "all" not in (ended := json.loads(tab.run(ASK, framed=True))):
            if "trouble" in ended or time.monotonic() > until:
                raise drivers.Failed(f"the worker did not end; its last words: {ended}")
            time.sleep(0.3)
        self.reports |= {mark: said for mark, said in ended.items() if MARK.match(mark)}
        self.look(observer, [tab])

    def in_window(self, observer: drivers.Tab, address: str) -> None:
        """In the window of the frame: most together, those that may take the page away each in a page of its own."""
        together = [way for way in WAYS if way.place == "window" and not way.alone]
        tab = self.driver.opened_by(observer, address)
        tab.front()
        body = IN_WINDOW.replace("WAYS", self.script(together))
        self.reports |= tab.run(body, framed=True)
        self.look(observer, [tab])
        alone = [way for way in WAYS if way.place == "window" and way.alone]
        for start in range(0, len(alone), WAVE):
            tabs = []
            for way in alone[start : start + WAVE]:
                tab = self.driver.opened_by(observer, f"{address}?{way.name.encode().hex()}")
                tab.front()
                tabs.append(tab)
                try:
                    # The clipboard needs the page in front for a moment.
                    body = ALONE.replace("FIRST", "500" if way.seen == "told" else "30")
                    self.reports |= tab.run(body.replace("WAYS", self.script([way])), framed=True)
                except drivers.Failed as error:
                    self.reports[self.marks[way]] = f"the page went away: {error}"
            time.sleep(1.2)
            self.look(observer, tabs)

    def look(self, observer: drivers.Tab, tabs: Sequence[drivers.Tab]) -> None:
        """What was kept and told so far; then the pages go."""
        time.sleep(0.5)
        observer.front()
        self.kept += map(str, observer.run(KEPT))
        self.told += map(str, observer.run(TOLD))
        for tab in tabs:
            try:
                self.told += map(str, tab.run(FACE))
            except drivers.Failed:
                continue
            finally:
                tab.close()

    def outcomes(self, places: set[str]) -> Outcomes:
        """What became of each way."""
        time.sleep(1)
        heard = {
            "request": "\n".join(self.heard.requests),
            "name": "\n".join(self.heard.names),
            "kept": "\n".join(self.kept),
            "told": "\n".join(self.told),
        }
        found = {}
        for way, mark in self.marks.items():
            if way.place in places:
                channels = [channel for channel, text in heard.items() if mark in text]
                channels += ["socket"] * (self.ports[way] in self.heard.touched)
                found[title(way)] = Outcome(self.reports.get(mark, ""), tuple(sorted(channels)))
        return found


def measure(driver: drivers.Driver, named: bool, folder: Path) -> dict[str, dict[str, Outcomes]]:
    """By scheme, and by page (control, check)."""
    results: dict[str, dict[str, Outcomes]] = {}
    pages: dict[str, bytes] = {"/observer": OBSERVER}
    number = 0
    with net(pages, named=named) as heard:
        for scheme in SCHEMES:
            results[scheme] = {}
            for kind in ("control", "check"):
                found: Outcomes = {}
                for places in ({"script", "python"}, {"window"}):
                    number += 1
                    print(f"{time.monotonic():.0f} {scheme} {kind} {'/'.join(sorted(places))}", flush=True)
                    with ports(heard, len(WAYS)) as opened:
                        attempt = Round(number, driver, heard, opened)
                        whole = page_for(attempt, "window" not in places)
                        page = whole if kind == "check" else unprotected(whole)
                        where = folder / f"自查 {number}"
                        address, observer_address = place(scheme, page, pages, heard, where)
                        observer = driver.visit(observer_address)
                        if "window" in places:
                            attempt.in_window(observer, address)
                        else:
                            attempt.in_worker(observer, address)
                        found |= attempt.outcomes(places)
                        observer.close()
                    heard.clear()
                results[scheme][kind] = found
    return results


def place(scheme: str, page: str, pages: dict[str, bytes], heard: Net, folder: Path) -> tuple[str, str]:
    """Put the page where the scheme finds it; its address, and that of the observer beside it."""
    if scheme == "http":
        pages[ADDRESS] = page.encode()
        return heard.own + ADDRESS, heard.own + "/observer"
    folder.mkdir()
    (folder / "index.html").write_text(page, encoding="utf-8")
    (folder / "observer.html").write_bytes(OBSERVER)
    return (folder / "index.html").as_uri(), (folder / "observer.html").as_uri()


def page_for(attempt: Round, worker: bool) -> str:
    """The check with the attempts in its worker; or without any program, for its window alone."""
    if not worker:
        return check_page.assemble(dict.fromkeys(parts(), runtime.pack(b"", 1)), meta()["lock"], None)
    script = SCRIPT
    for word, alone in (("TOGETHER", False), ("ALONE", True)):
        ways = [way for way in WAYS if way.place == "script" and way.alone == alone]
        script = script.replace(word, attempt.script(ways))
    source = check_page.source
    with mock.patch.object(
        check_page, "source", lambda name: (Markup(script) if name == "worker.js" else "") + source(name)
    ):
        library = library_with(attempt.python(), whole=True)
        return check_page.assemble({**parts(), "library": library}, meta()["lock"], None)


# ---- A network of its own.


def enclosed(command: Sequence[str]) -> list[str]:
    """The command in a network of its own, where the system lets it have one; `--enclosed` is added then."""
    for words in (["unshare", "--net", "--mount"], ["unshare", "--map-root-user", "--net", "--mount"]):
        tried = [*words, "mount", "--bind", "/etc/hosts", "/etc/resolv.conf"]
        if shutil.which(words[0]) and subprocess.run(tried, capture_output=True).returncode == 0:
            return [*words, *command, "--enclosed"]
    return list(command)


def enclose(folder: Path) -> None:
    """Called within: this machine can reach itself, at two addresses and as its way out, and asks itself for names.

    Without an address that is not 127.0.0.1 and a route to everywhere, Firefox tries no WebRTC.
    """
    address = struct.pack("HH4s8x", socket.AF_INET, 0, socket.inet_aton("10.7.7.7"))
    everywhere = struct.pack("H14x", socket.AF_INET)
    interface = ctypes.create_string_buffer(b"lo")
    route = (0, everywhere, everywhere, everywhere, 0x1, 0, 0, 0, 0, 0, 0, 0, 0, ctypes.addressof(interface), 0, 0, 0)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        fcntl.ioctl(asked, 0x8914, struct.pack("16sH14x", b"lo", 0x1 | 0x40))  # SIOCSIFFLAGS: IFF_UP, IFF_RUNNING
        fcntl.ioctl(asked, 0x8916, struct.pack("16s16s", b"lo:1", address))  # SIOCSIFADDR
        fcntl.ioctl(asked, 0x890B, struct.pack("L16s16s16sHhLBB3hhPLLH", *route))  # SIOCADDRT: RTF_UP
    resolver = folder / "resolv.conf"
    resolver.write_text("nameserver 127.0.0.1\n", encoding="ascii")
    subprocess.run(["mount", "--bind", str(resolver), "/etc/resolv.conf"], check=True)


def main(arguments: Sequence[str]) -> None:
    """BROWSER FILE [--enclosed]: the outcomes go into the file, as JSON."""
    name, file, *more = arguments
    for variable in [each for each in os.environ if each.lower().endswith("_proxy")]:
        del os.environ[variable]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if more:
            enclose(folder)
        launch: Callable[[Path], object] = {"chromium": drivers.chromium, "firefox": drivers.firefox}[name]
        with launch(folder / "profile") as driver:  # type: ignore[attr-defined]
            results = measure(driver, bool(more), folder)
            report = {
                "browser": name,
                "version": driver.version,
                "named": bool(more),
                "outcomes": {
                    scheme: {kind: {way: asdict(each) for way, each in found.items()} for kind, found in kinds.items()}
                    for scheme, kinds in results.items()
                },
            }
    Path(file).write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
