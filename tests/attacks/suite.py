"""Makes every attempt in one browser: on the control and on the check, over http and from a file.

Run as a program by devtools/attacks.py, in a network of its own where the system lets it have one (see `enclosed`):
there nothing but this machine can be reached, and the names that are looked up can be listened to.
"""

import ctypes
import json
import os
import re
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright
from shared.check_reader import FIRST, library_with, runtime_with, source_with, unprotected

from attacks.listener import DOMAIN, Net, net, ports
from attacks.ways import WAYS, Place, Room, Way
from builder import check_page, runtime
from builder.runtime.split_profile import made
from devtools import drivers
from devtools.attacks import EXPECTED
from devtools.browser import enclosing

SCHEMES = ("http", "file")
START_PATIENCE = 180  # seconds until the worker must have begun with its attempts
PATIENCE = 60  # seconds within which it must then tell of another, however busy the machine is
TRIES = 3
# The frame waits for its worker, however busy the machine is.
PATIENT = source_with("frame.js", "{ starting: 90, busy: 20 }", "{ starting: 900, busy: 900 }")
# What a person may have switched on, and what a listener on this machine alone needs. All of it helps the attacker.
CHROMIUM = (
    "--allow-loopback-in-peer-connection",
    "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,LocalNetworkAccessChecks,WebRtcHideLocalIpsWithMdns",
    "--disable-popup-blocking",
)
FIREFOX: drivers.Settings = {
    "browser.send_pings": True,
    "dom.disable_open_during_load": False,
    "dom.events.testing.asyncClipboard": True,
    "dom.security.https_first": False,
    "media.peerconnection.ice.loopback": True,
    "media.peerconnection.ice.obfuscate_host_addresses": False,
    "network.dns.disablePrefetch": False,
    "network.manage-offline-status": False,
    "network.prefetch-next": True,
    "network.trr.mode": 5,
}
MARK = re.compile(r"mark-(\d+)-(\d+)-")
QUESTIONS, COPIES = 0, 2
"""Frames of the page, by number: that of the questions; after the one in which a reader tries, copies of the first."""

# Stands in the checker's place, and does all it can when it is first asked. It says what became of it in the way of a
# worker that was taken over: as a second answer to the first question.
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
async def together(orders):
    await asyncio.wait([asyncio.ensure_future(run(order)) for order in orders], timeout=4)
    for order in orders:
        ended.setdefault(order["mark"], "no answer within 4 s")
def shown():
    nodes = [{"k": "verdict", "t": "hostile"}, {"k": "say", "t": json.dumps(ended)}]
    return json.dumps({"view": nodes, "why": [], "ask": [], "open": [], "moot": [], "looks": []})
def tell():
    import js
    js.postMessage(js.JSON.parse(json.dumps({"number": 1, "part": "view", "answer": shown()})))
async def everything():
    import js
    try:
        script = js.attack()
        await together(ORDERS)
        ended.update(json.loads(await script))
        ended.update(json.loads(await js.attack_late()))
        for order in LATE:
            await together([order])
        ended["all"] = True
    except BaseException:
        ended["trouble"] = traceback.format_exc()
    tell()
def evaluate(text, *_):
    return text
def view(request, *_):
    ended["begun"] = True
    asyncio.ensure_future(everything())
    return shown()
"""

# The attempts stand in the worker's own text: the policy lets nobody make a function out of a string.
SCRIPT = """
{
  for (const kind of ["error", "unhandledrejection"])
    addEventListener(kind, (event) => { event.preventDefault(); event.stopImmediatePropagation(); });
  const sleep = (time) => new Promise((end) => setTimeout(end, time));
  const make = async (ended, [mark, way]) => {
    const late = sleep(4000).then(() => "no answer within 4 s");
    ended[mark] = await Promise.race([way().then(() => "ended", String), late]);
  };
  const [together, late] = [TOGETHER, LATE];
  self.attack = async () => {
    const ended = {};
    await Promise.all(Object.entries(together).map((each) => make(ended, each)));
    return JSON.stringify(ended);
  };
  self.attack_late = async () => {
    const ended = {};
    for (const each of Object.entries(late)) await make(ended, each);
    return JSON.stringify(ended);
  };
}
"""
# What the worker has said; or, where the page has given up on it, why.
SAID = """
  const root = document.getElementById("host").shadowRoot;
  const { state } = root.getElementById("app").dataset;
  if (root.querySelector("#trouble button")?.checkVisibility())
    return JSON.stringify({ trouble: `${state}: ${root.getElementById("detail").textContent}` });
  return root.querySelector("#view .say > .line")?.textContent ?? "{}";
"""
IN_WINDOW = """
  const sleep = (time) => new Promise((end) => setTimeout(end, time));
  const ended = {};
  await Promise.all(Object.entries(WAYS).map(async ([mark, way]) => {
    const late = sleep(4000).then(() => "no answer within 4 s");
    ended[mark] = await Promise.race([way().then(() => "ended", String), late]);
  }));
  return ended;
"""
# Does not wait for what may never end.
ALONE = """
  if (NAME !== null && name !== NAME) throw new Error("not that frame");
  const sleep = (time) => new Promise((end) => setTimeout(end, time));
  const [[mark, way]] = Object.entries(WAYS);
  return { [mark]: await Promise.race([way().then(() => "ended", String), sleep(30).then(() => "begun")]) };
"""
# More frames like the one of the questions, in the same page: policy, sandbox and script are the same, the form is left
# out (29 forms took longer than all else).
COPY = r"""
  const frame = document.getElementById("frame");
  const srcdoc = frame.srcdoc.replace(/<template[^]*<\/template>/, "");
  if (srcdoc === frame.srcdoc) throw new Error("no form was found");
  await Promise.all(Array.from({ length: NUMBER }, (_, index) => new Promise((end) => {
    document.body.append(Object.assign(frame.cloneNode(), { id: "", name: `copy ${index}`, srcdoc, onload: end }));
  })));
  return null;
"""

OBSERVER = """<!doctype html><title>observer</title><script>
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


class Silent(Exception):
    """The worker did not end: Firefox, rarely, never answers a worker that makes another. Then all is tried anew."""


@dataclass(frozen=True)
class Outcome:
    """Of one way on one page: what it said of itself, and by which channels its mark arrived."""

    report: str
    arrived: tuple[str, ...]


Outcomes = dict[str, Outcome]
"""By place and name: "script: fetch, own host"."""
Known = Mapping[str, Collection[str]]
"""By scheme: the ways that the control is known not to show."""


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
        orders = {
            room: [{**self.targets(way), "code": way.code} for way in ways("python", room)]
            for room in ("together", "late")
        }
        return f"{HOSTILE}\nORDERS = {orders['together']!r}\nLATE = {orders['late']!r}\n"

    def attack(self, index: str, window: str, observer: str) -> None:
        """Everything: in the window of the page while its worker starts and tries, and in pages that have no program.

        The addresses are those of the page, of the same without a program, and of the observer.
        """
        watching, opener = self.driver.visit(observer), self.driver.visit(observer)
        tab = self.driver.opened_by(watching, index)
        tab.front()
        self.in_window(watching, tab)
        self.in_frames(tab)
        self.in_pages(opener, window)
        self.in_worker(tab)
        self.look(watching, tab)
        tab.close()
        watching.close()

    def in_worker(self, tab: drivers.Tab) -> None:
        """Wait until the worker, script and Python, has ended. Raises Silent."""
        heard, until = 0, time.monotonic() + START_PATIENCE
        while "all" not in (said := json.loads(tab.run(SAID, QUESTIONS))):
            if len(said) > heard and "begun" in said:
                heard, until = len(said), time.monotonic() + PATIENCE
            if "trouble" in said or time.monotonic() > until:
                raise Silent(f"the worker did not end; its last words: {said}")
            time.sleep(0.3)
        self.reports |= {mark: words for mark, words in said.items() if MARK.match(mark)}

    def in_window(self, observer: drivers.Tab, tab: drivers.Tab) -> None:
        """In the window of the frame."""
        self.reports |= tab.run(IN_WINDOW.replace("WAYS", self.script(ways("window", "together"))), QUESTIONS)
        self.look(observer, tab)
        tab.front()  # only there is the clipboard
        for way in ways("window", "late"):
            self.reports |= tab.run(IN_WINDOW.replace("WAYS", self.script([way])), QUESTIONS)
        self.look(observer, tab)

    def in_frames(self, tab: drivers.Tab) -> None:
        """Each in a frame of its own."""
        leaving = ways("window", "frame")
        tab.run(COPY.replace("NUMBER", str(len(leaving))))
        for index, way in enumerate(leaving):
            tab.front()  # behind others, as those that a way opens, it would wait a second for every moment
            self.alone(tab, way, COPIES + index, f"copy {index}")

    def in_pages(self, opener: drivers.Tab, address: str) -> None:
        """Each in a page of its own; the last may take the opener away."""
        tabs = [opener]
        for index, way in enumerate(ways("window", "page")):
            tab = self.driver.opened_by(opener, f"{address}?{index}")
            tab.front()
            self.alone(tab, way, QUESTIONS, None)
            tabs.append(tab)
        time.sleep(1.5)
        for tab in tabs:
            tab.close()

    def alone(self, tab: drivers.Tab, way: Way, frame: int, name: str | None) -> None:
        """The way in this frame, which has this name."""
        body = ALONE.replace("NAME", json.dumps(name)).replace("WAYS", self.script([way]))
        try:
            self.reports |= tab.run(body, frame)
        except drivers.Failed as error:
            self.reports[self.marks[way]] = f"the page went away: {error}"

    def look(self, observer: drivers.Tab, tab: drivers.Tab) -> None:
        """What was kept and told so far."""
        time.sleep(0.5)
        observer.front()
        self.kept += map(str, observer.run(KEPT))
        self.told += map(str, observer.run(TOLD))
        self.told += map(str, tab.run(FACE))

    def outcomes(self) -> Outcomes:
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
            channels = [channel for channel, text in heard.items() if mark in text]
            channels += ["socket"] * (self.ports[way] in self.heard.touched)
            found[title(way)] = Outcome(self.reports.get(mark, ""), tuple(sorted(channels)))
        return found


def ways(place: Place, room: Room) -> list[Way]:
    """Those tried there in that manner."""
    return [way for way in WAYS if (way.place, way.room) == (place, room)]


def measure(driver: drivers.Driver, known: Known, named: bool, folder: Path) -> dict[str, dict[str, Outcomes]]:
    """By scheme, and by page (control, check).

    The control is attacked again where it did not show what it is known to: an attempt may be lost on a busy machine.
    """
    results: dict[str, dict[str, Outcomes]] = {scheme: {} for scheme in SCHEMES}
    columns = [(scheme, kind) for scheme in SCHEMES for kind in ("control", "check") for _ in range(TRIES)]
    pages: dict[str, bytes] = {}
    with net(pages, named=named) as heard:
        for number, (scheme, kind) in enumerate(columns):
            before = results[scheme].get(kind, {})
            if before and not (kind == "control" and unshown(before, known[scheme])):
                continue
            print(f"{time.monotonic():.0f} {scheme} {kind}", flush=True)
            with ports(heard, len(WAYS)) as opened:
                attempt = Round(number, driver, heard, opened)
                texts = {"index": with_program(attempt), "window": without_program()}
                if kind == "control":
                    texts = {name: unprotected(page) for name, page in texts.items()}
                at = {
                    name: place(scheme, name, page, pages, heard, folder / f"自查 {number}")
                    for name, page in {**texts, "observer": OBSERVER}.items()
                }
                try:
                    attempt.attack(**at)
                    results[scheme][kind] = either(before, attempt.outcomes())
                except Silent as silent:
                    print(silent, flush=True)
            heard.clear()
    return results


def unshown(outcomes: Outcomes, known: Collection[str]) -> list[str]:
    """The ways out of the worker that did not get out, and of which that is not ``known``."""
    return [way for way, each in outcomes.items() if not (each.arrived or way in known or way.startswith("window"))]


def either(before: Outcomes, now: Outcomes) -> Outcomes:
    """Of each way what showed more."""
    return {
        way: max(each, before.get(way, each), key=lambda outcome: len(outcome.arrived)) for way, each in now.items()
    }


def place(scheme: str, name: str, page: str, pages: dict[str, bytes], heard: Net, folder: Path) -> str:
    """Put the page where the scheme finds it; its address."""
    if scheme == "http":
        address = f"/check/{name}.html"
        pages[address] = page.encode()
        return heard.own + address
    folder.mkdir(exist_ok=True)
    file = folder / f"{name}.html"
    file.write_text(page, encoding="utf-8")
    return file.as_uri()


def without_program() -> str:
    """The check whose parts are empty."""
    return check_page.assemble(
        runtime_with({"snapshot": None}, **dict.fromkeys(made().parts, runtime.pack(b"", 1))), FIRST
    )


def with_program(attempt: Round) -> str:
    """The check with the attempts in its worker."""
    script = SCRIPT.replace("TOGETHER", attempt.script(ways("script", "together")))
    script = script.replace("LATE", attempt.script(ways("script", "late")))
    library = library_with(attempt.python(), whole=True)
    return check_page.assemble(runtime_with({"snapshot": None}, library=library), FIRST, PATIENT, script)


# ---- A network of its own.


def enclosed(command: Sequence[str]) -> list[str]:
    """The command in a network of its own, where the system lets it have one; `--enclosed` is added then."""
    words = enclosing()
    return [*words, *command, "--enclosed"] if words else list(command)


def enclose(folder: Path) -> None:
    """Called within: this machine can reach itself, at two addresses and as its way out, and asks itself for names.

    Without an address that is not 127.0.0.1 and a route to everywhere, Firefox tries no WebRTC.
    """
    import fcntl  # there is none on Windows, where nothing is enclosed

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
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as stack:
        folder = Path(temporary)
        if more:
            enclose(folder)
        profile = folder / "profile"
        launched: AbstractContextManager[drivers.Driver] = (
            drivers.firefox(profile, FIREFOX)
            if name == "firefox"
            else drivers.chromium(stack.enter_context(sync_playwright()), profile, CHROMIUM)
        )
        with launched as driver:
            known = json.loads(EXPECTED.read_text(encoding="utf-8"))[name]
            unproven = {scheme: known[scheme]["unproven"] for scheme in SCHEMES}
            results = measure(driver, unproven, bool(more), folder)
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
