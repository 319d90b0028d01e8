"""Two browsers behind one small interface: Chromium by Playwright, Firefox by WebDriver BiDi."""

import json
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from playwright.sync_api import Error, Page, Playwright
from websockets.sync.client import ClientConnection, connect

from devtools import browser

Settings = Mapping[str, bool | int | str]
"""What stands in Firefox's about:config, by name."""

# Keeps the browser itself quiet, and its first window empty.
QUIET: Settings = {
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.connectivity-service.enabled": False,
    "termsofuse.acceptedVersion": 999,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}


class Failed(Exception):
    """The browser did not carry it out: it refused, or the page went away meanwhile."""


class Tab(Protocol):
    """A page in the browser."""

    def go(self, address: str) -> None:
        """Begin to load what is there."""

    def run(self, body: str, frame: int | None = None) -> Any:
        """What the body of an async function returns, as if the reader had clicked: in the page or in a frame of it."""

    def front(self) -> None:
        """Bring it before the others: only there may a page use the clipboard."""

    def close(self) -> None:
        """It need not be there any more."""


class Driver(Protocol):
    """A browser."""

    name: str

    @property
    def version(self) -> str:
        """Of the browser."""

    def before(self, script: str) -> None:
        """Have every frame of the pages that are made from now on run it before their own scripts."""

    def visit(self, address: str) -> Tab:
        """A page of its own."""

    def opened_by(self, opener: Tab, address: str) -> Tab:
        """A page that another has opened, and so has a handle to it; no other page has the address."""


class ChromiumTab:
    """See Tab."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def go(self, address: str) -> None:
        self.page.goto(address, wait_until="commit")

    def run(self, body: str, frame: int | None = None) -> Any:
        try:
            place = self.page.main_frame if frame is None else self.page.main_frame.child_frames[frame]
            return json.loads(place.evaluate(_whole(body)))
        except (Error, IndexError) as error:
            raise Failed(str(error).splitlines()[0]) from None

    def front(self) -> None:
        self.page.bring_to_front()

    def close(self) -> None:
        self.page.close()


class Chromium:
    """See Driver."""

    name = "chromium"

    def __init__(self, context: Any, version: str) -> None:
        self.context, self.version = context, version

    def before(self, script: str) -> None:
        self.context.add_init_script(script)

    def visit(self, address: str) -> ChromiumTab:
        page = self.context.new_page()
        page.goto(address)
        return ChromiumTab(page)

    def opened_by(self, opener: Tab, address: str) -> ChromiumTab:
        opener.run(f"open({json.dumps(address)}); return null")
        for _ in range(600):
            for page in self.context.pages:
                if page.url == address:
                    page.wait_for_load_state()
                    return ChromiumTab(page)
            self.context.pages[0].wait_for_timeout(50)
        raise Failed("no page was opened")


@contextmanager
def chromium(playwright: Playwright, profile: Path, flags: Sequence[str] = ()) -> Iterator[Chromium]:
    """With an empty or used profile in the folder, which its command line names."""
    context = browser.launch_persistent(playwright, profile, flags)
    version = context.browser.version if context.browser else ""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    try:
        yield Chromium(context, version)
    finally:
        context.close()


class FirefoxTab:
    """See Tab."""

    def __init__(self, firefox: "Firefox", context: str) -> None:
        self.firefox, self.context = firefox, context

    def go(self, address: str) -> None:
        self.firefox.call("browsingContext.navigate", context=self.context, url=address, wait="none")

    def run(self, body: str, frame: int | None = None) -> Any:
        context = self.context if frame is None else self._frame(frame)
        done = self.firefox.call(
            "script.evaluate",
            expression=f"({_whole(body)})()",
            target={"context": context},
            awaitPromise=True,
            userActivation=True,
        )
        if done["type"] != "success":
            raise Failed(done["exceptionDetails"]["text"])
        return json.loads(done["result"]["value"])

    def _frame(self, frame: int) -> str:
        (tree,) = self.firefox.call("browsingContext.getTree", root=self.context, maxDepth=1)["contexts"]
        if len(tree["children"]) <= frame:
            raise Failed("no frame")
        return str(tree["children"][frame]["context"])

    def front(self) -> None:
        self.firefox.call("browsingContext.activate", context=self.context)

    def close(self) -> None:
        with suppress(Failed):
            self.firefox.call("browsingContext.close", context=self.context)


class Firefox:
    """See Driver."""

    name = "firefox"

    def __init__(self, socket: ClientConnection) -> None:
        self._socket, self._number = socket, 0
        self.version = str(self.call("session.new", capabilities={})["capabilities"]["browserVersion"])

    def call(self, method: str, **params: object) -> Any:
        """The result of one command. Raises Failed."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            heard = json.loads(self._socket.recv(timeout=60))
            if heard.get("id") == self._number:
                if heard["type"] == "error":
                    raise Failed(f"{heard['error']}: {heard['message']}".splitlines()[0])
                return heard["result"]

    def before(self, script: str) -> None:
        self.call("script.addPreloadScript", functionDeclaration=f"() => {{ {script} }}")

    def visit(self, address: str) -> FirefoxTab:
        context = self.call("browsingContext.create", type="tab")["context"]
        self.call("browsingContext.navigate", context=context, url=address, wait="complete")
        return FirefoxTab(self, context)

    def opened_by(self, opener: Tab, address: str) -> FirefoxTab:
        opener.run(f"open({json.dumps(address)}); return null")
        for _ in range(600):
            for tree in self.call("browsingContext.getTree", maxDepth=0)["contexts"]:
                tab = FirefoxTab(self, tree["context"])
                if tree["url"] == address and tab.run("return document.readyState") == "complete":
                    return tab
            time.sleep(0.05)
        raise Failed("no page was opened")


@contextmanager
def firefox(profile: Path, settings: Settings = MappingProxyType({}), flags: Sequence[str] = ()) -> Iterator[Firefox]:
    """With an empty or used profile in the folder, which its command line names."""
    profile.mkdir(parents=True, exist_ok=True)
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in {**QUIET, **settings}.items())
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    words = [
        browser.find_firefox(),
        "--headless",
        "--no-remote",
        "--remote-debugging-port=0",
        "--profile",
        str(profile),
        *flags,
    ]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            with connect(f"{_address(process, profile)}/session", max_size=None, open_timeout=60) as socket:
                driver = Firefox(socket)
                yield driver
                driver.call("browser.close")
        finally:
            if process.poll() is None:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(20)
                process.terminate()


def _address(process: "subprocess.Popen[bytes]", profile: Path) -> str:
    """Firefox writes down where it listens."""
    file = profile / "WebDriverBiDiServer.json"
    while process.poll() is None:
        with suppress(OSError, ValueError):
            where = json.loads(file.read_text(encoding="utf-8"))
            return f"ws://{where['ws_host']}:{where['ws_port']}"
        time.sleep(0.05)
    raise Failed("Firefox ended before it listened")


def _whole(body: str) -> str:
    return f"async () => JSON.stringify((await (async () => {{ {body} }})()) ?? null)"
