"""The check page as a reader meets it, and copies of it in which one thing is wrong."""

import html
import io
import re
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from types import MappingProxyType

from attacks.listener import Server
from markupsafe import Markup
from playwright.sync_api import Frame, Locator, Page, Worker

from builder import check_page, runtime
from builder.runtime.published import Published
from builder.runtime.settings import INSTALLED
from builder.runtime.split_profile import Runtime, made
from checker.regulations.xishuangbanna import BODY

FIRST, OTHER = check_page.forms(BODY)
ADDRESS = "/check/index.html"
SECOND = "/check/a13/index.html"

# What a code in the place of checker/api/bridge.py need not say itself.
QUIET = """
import json
def prepare(*_): return json.dumps({"more": False})
def deeper(request, *_): return json.dumps({"view": [], "lamps": ""})
def afterwards(request, *_): return json.dumps({"view": []})
def readings(request, *_): return json.dumps({"view": []})
"""


# As many nodes on paper as on the screen, the same verdict, and each answer.
PRINTED = """() => {
  const root = document.getElementById("host").shadowRoot, all = (selector) => [...root.querySelectorAll(selector)];
  const lines = (selector) => all(selector).map((node) => node.className + node.querySelector(".line")?.textContent);
  const screen = ["view", "afterwards", "deeper", "readings"].flatMap((place) => lines(`#${place} > *`));
  return String(lines("#paper-view > *")) === String(screen) &&
    all("#paper-answers > li").length === all(".answered").length &&
    all("#paper-verdict")[0].textContent === all("#verdict")[0].textContent;
}"""
RESTS = "(form) => Promise.all(form.getAnimations().map(({ finished }) => finished))"


# Nothing is open that was not so at the beginning.
UNFOLDED = """() => {
  const root = document.getElementById("host").shadowRoot;
  root.getElementById("text").close();
  for (const each of root.querySelectorAll("#reasons details[open], article details[open]")) each.open = false;
  for (const each of root.querySelectorAll("details.group")) each.open = each.matches(":has(.now)");
  if (root.querySelector("#panel.open")) root.getElementById("unfold").click();
}"""


class Reader:
    """A person at the page."""

    def __init__(self, page: Page, address: str = "") -> None:
        self.page = page
        if address:
            page.goto(address)
        page.locator("#frame").wait_for()
        self.frame: Frame = page.frames[1]

    def ready(self) -> "Reader":
        """Wait until Python has given its first verdict."""
        self.page.locator("#print:enabled").wait_for(timeout=60_000)
        self.frame.locator("#view > *").first.wait_for(state="attached")
        return self

    def question(self, key: str) -> Locator:
        """The control of a fact, of a reading, or of the mode before acting (`plan`)."""
        return self.frame.locator(f"[data-fact='{key}']")

    def see(self, way: str) -> None:
        """See the questions one at a time (`one`) or all of them (`list`)."""
        if not self.frame.locator(f"#{way}").is_checked():
            self.frame.locator(f"[for={way}]").click()

    def answer(self, answers: Mapping[str, str] = MappingProxyType({}), /, **more: str) -> None:
        """Press the button `yes`, `no` or `unknown` of each question, in the list of all questions."""
        self.see("list")
        for key, value in {**answers, **more}.items():
            group = self.frame.locator("details.group", has=self.question(key))
            if group.count() and group.get_attribute("open") is None:
                group.locator("summary").click()
            self.question(key).locator(f"[data-value={value}]").click()

    def dates(self, days: Mapping[str, str]) -> None:
        """Write the day of each event of the procedure; without one it only happened. `today`: the day looked at."""
        self.see("list")
        if self.frame.locator("#g-course").get_attribute("open") is None:
            self.frame.locator("#g-course > summary").click()
        for key, day in days.items():
            question = self.question(f"{BODY.prefix}{key}")
            if day:
                question.locator("input").fill(day)
            else:
                question.locator("[data-value=unknown]").click()

    @property
    def now(self) -> Locator:
        """The questions of the card, one at a time."""
        return self.frame.locator(".now:visible")

    def press(self, value: str) -> dict[str, str]:
        """Answer the first question of the card, deny what else it asks, and wait for another; what was answered."""
        keys = [question.get_attribute("data-fact") or "" for question in self.now.all()]
        self.question(keys[0]).locator(f"[data-value={value}]").click()
        self.frame.locator("#app[data-state=ready]").wait_for()
        if self.question(keys[0]).is_visible():
            self.frame.locator("#none").click()
        self.question(keys[0]).wait_for(state="hidden")
        chosen = {key: self.question(key).locator("[aria-checked=true]") for key in keys}
        return {key: option.get_attribute("data-value") or "" for key, option in chosen.items() if option.count()}

    def section(self, title: str) -> Locator:
        """What lies deeper under this title, opened."""
        return self.opened(self.frame.locator("#reasons .section", has_text=title).first)

    def opened(self, section: Locator) -> Locator:
        """The section once it has been filled: what is folded is filled when it is opened, a moment later."""
        if section.get_attribute("open") is None:
            section.locator("summary").first.click()
        section.locator("> :not(summary)").first.wait_for(state="attached")
        return section

    def whole(self) -> "Reader":
        """Wait until the last part of the present answer has come."""
        self.frame.locator("#app[data-state=ready] #readings:not(.stale)").wait_for(state="attached", timeout=60_000)
        return self

    def anew(self) -> "Reader":
        """The page as it was before anybody answered, but for what the browser keeps of it; Python goes on."""
        page, frame = self.page, self.frame
        page.emulate_media(media="null")
        page.mouse.move(0, 0)
        frame.evaluate(UNFOLDED)
        self.see("list")
        if frame.locator("[aria-checked=true]:not(.default)").count():
            frame.locator("#clear").evaluate("(clear) => clear.click()")
        self.see("one")
        frame.evaluate("document.getElementById('host').shadowRoot.activeElement?.blur()")
        frame.evaluate(
            "document.getElementById('host').shadowRoot.querySelector('main').scrollTo({ top: 0, behavior: 'instant' })"
        )
        return self.at_rest()

    def printed(self) -> "Reader":
        """Wait until all parts of the present answer have come and the paper bears them, which is laid out last."""
        self.whole().frame.wait_for_function(PRINTED)
        return self

    def at_rest(self) -> "Reader":
        """Wait until the answer is there and a double tap would be over: before that nothing can be pressed."""
        self.whole().frame.locator("#form").evaluate(RESTS)
        return self

    @property
    def verdict(self) -> Locator:
        return self.frame.locator("#verdict")

    @property
    def trouble(self) -> Locator:
        """The explanation on a failure screen."""
        return self.frame.locator("#trouble [data-trouble]:visible")

    @property
    def worker(self) -> Worker:
        """Python's worker: the last, as the unpacker's comes before it and the probe's has ended."""
        *_, worker = [each for each in self.page.workers if each.evaluate("() => 'loadPyodide' in self")]
        return worker


def unpacked(part: str) -> bytes:
    """What a part of the runtime is."""
    return runtime.unpack(made().parts[part])


def library_with(bridge: str, *, whole: bool = False) -> bytes:
    """The part with other code in the place of checker/api/bridge.py; `whole`: and all of the standard library."""
    library = io.BytesIO(Published(INSTALLED).library if whole else unpacked("library"))
    contents = {}
    with zipfile.ZipFile(library) as old:
        contents = {name: old.read(name) for name in old.namelist() if not name.startswith("checker/")}
    contents |= {
        "checker/__init__.py": b"",
        "checker/api/__init__.py": b"",
        "checker/api/bridge.py": (QUIET + bridge).encode(),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as new:
        for name, content in contents.items():
            new.writestr(name, content)
    return runtime.pack(packed.getvalue(), 1)


def runtime_with(known: Mapping[str, object] = MappingProxyType({}), /, **parts: bytes) -> Runtime:
    """The page's own, of which something else is known, or with other parts."""
    whole = made()
    return replace(whole, known=replace(whole.known, **known), parts={**whole.parts, **parts})  # type: ignore[arg-type]


def page_with(bridge: str) -> str:
    """The page with other code in the place of checker/api/bridge.py, protected as ever; it starts from nothing."""
    return check_page.assemble(runtime_with({"snapshot": None}, library=library_with(bridge)), FIRST)


def source_with(script: str, old: str, new: str) -> Callable[[str], Markup]:
    """The page's scripts and styles, in one of which other words stand."""
    assert old in check_page.source(script), f"{script} says {old} no more"
    return lambda name: Markup(check_page.source(name).replace(old, new)) if name == script else check_page.source(name)


def page_after(statement: str) -> str:
    """The page in a browser where the statement has been carried out before the frame's script runs."""

    def source(name: str) -> Markup:
        return (Markup(statement) if name == "frame.js" else Markup()) + check_page.source(name)

    return check_page.assemble(made(), FIRST, source)


def page_from_nothing(**changes: int) -> str:
    """The page without a snapshot; or with one of which something that is told of it is wrong."""
    told = {**(made().known.snapshot or {}), **changes} if changes else None
    return check_page.assemble(runtime_with({"snapshot": told}), FIRST)


def inner(page: str) -> tuple[str, str]:
    """The documents of the two frames: of the questions, and of what is tried before the reader's eyes."""
    frame, verify = re.findall(r"srcdoc='(.*?)'></iframe>", page, re.DOTALL)
    return html.unescape(frame), html.unescape(verify)


def without_policies(page: str) -> str:
    """The page with none of its three policies."""
    bare, removed = re.subn(r"(&lt;|<)meta http-equiv=(&#34;|\")Content-Security-Policy.*?(&gt;|>)", "", page)
    assert removed == 3
    return bare


def unprotected(page: str) -> str:
    """The control: no policy, no sandbox, its opener kept, the probe's verdict disregarded. All else is the same."""
    bare = without_policies(page)
    for guard, instead in (
        ('sandbox="allow-scripts"', ""),
        ("window.opener = null;", ""),
        ('return said === "true,true,true";', "return true;"),
    ):
        assert guard in bare, guard
        bare = bare.replace(guard, instead)
    return bare


def saved(page: str, folder: Path) -> str:
    """The address of the page as a file of the reader's."""
    file = folder / "自查 一份.html"
    file.write_text(page, encoding="utf-8")
    return file.as_uri()


@contextmanager
def stalling(content: bytes, first: int) -> Iterator[tuple[str, threading.Event]]:
    """A server that sends so many bytes first and the rest after the event."""
    go_on = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[:first])
            go_on.wait(60)
            self.wfile.write(content[first:])

        def log_message(self, format: str, *args: object) -> None:
            pass

    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", go_on
        go_on.set()
        server.shutdown()
