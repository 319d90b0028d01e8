"""Nothing leaves the worker: every way that works on the control page is refused in the check's own worker."""

import base64
import hashlib
import html
import json
import re
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from attacks.listener import Net, net
from attacks.ways import PYTHON, SCRIPT, UNPROVEN
from check_reader import ADDRESS, Reader, inner, page_with, saved, unprotected
from playwright.sync_api import Browser, Worker

WAYS = [*(f"script: {name}" for name in SCRIPT), *(f"Python: {name}" for name in PYTHON)]

# Stands in the checker's place and does what it is told.
HOSTILE = """
import asyncio, json, textwrap
ended = {}
async def run(code, space):
    try:
        exec("async def way():\\n" + textwrap.indent(code, "  "), space)
        await space["way"]()
        ended[space["mark"]] = "ended"
    except BaseException as error:
        ended[space["mark"]] = f"{type(error).__name__}: {error}"
def evaluate(text):
    order = json.loads(text)
    if order:
        asyncio.ensure_future(run(order.pop("code"), order))
    return json.dumps(ended)
def view(request):
    nodes = [{"k": "verdict", "t": "hostile"}, {"k": "say", "t": "x"}]
    return json.dumps({"view": nodes, "why": [], "ask": [], "open": [], "moot": []})
"""

# The attempts stand in the text itself: the policy lets nobody make a function out of a string.
TRY = """async ([own, other]) => {
  const ended = {};
  for (const [mark, way] of Object.entries({ WAYS })) {
    const late = new Promise((end) => setTimeout(end, 1500, "no answer within 1.5 s"));
    ended[mark] = await Promise.race([way(mark).then(() => "ended", String), late]);
  }
  return ended;
}"""

KEPT = """async () => [
  ...(await indexedDB.databases()).map(({ name }) => name),
  ...(await (await caches.open("leak")).keys()).map(({ url }) => url),
  ...(await Array.fromAsync((await navigator.storage.getDirectory()).keys())),
  ...(await navigator.locks.query()).held.map(({ name }) => name),
  ...window.heard,
]"""


@dataclass
class Table:
    """What each way reported of itself, and whose mark arrived somewhere."""

    reports: dict[str, str]
    arrived: set[str]


def attack(browser: Browser, page: str) -> Table:
    """Make every attempt in the page's worker, with listeners on the network and in a second page of its origin."""
    pages = {"/check/index.html": page.encode(), "/observer": b"<!doctype html><title>observer</title>"}
    context = browser.new_context()
    with net(pages) as heard:
        observer = context.new_page()
        observer.goto(f"{heard.own}/observer")
        observer.evaluate(
            "() => { window.heard = []; new BroadcastChannel('leak').onmessage = ({ data }) => heard.push(data); }"
        )
        worker = Reader(context.new_page(), heard.own + ADDRESS).ready().worker
        numbers = {way: f"way-{index}-" for index, way in enumerate(WAYS)}
        reports = _script(worker, heard, numbers) | _python(worker, heard, numbers)
        kept = observer.evaluate(KEPT)
        context.close()
    # A socket becomes a WebSocket to the root, which nothing else asks for; it cannot bear a mark.
    socket = [numbers["Python: a socket"]] if "/" in heard.seen else []
    arrived = " ".join([*heard.seen, *map(str, kept), *socket])
    return Table(
        reports={way: reports[number] for way, number in numbers.items() if number in reports},
        arrived={way for way, number in numbers.items() if number in arrived},
    )


def _script(worker: Worker, heard: Net, numbers: dict[str, str]) -> dict[str, str]:
    ways = ",".join(f'"{numbers[f"script: {name}"]}": async (mark) => {{ {code} }}' for name, code in SCRIPT.items())
    reports: dict[str, str] = worker.evaluate(TRY.replace("WAYS", ways), [heard.own, heard.other])
    return reports


def _python(worker: Worker, heard: Net, numbers: dict[str, str]) -> dict[str, str]:
    call = "(order) => mingjie('evaluate', JSON.stringify(order))"
    for name, code in PYTHON.items():
        order = {"own": heard.own, "other": heard.other, "mark": numbers[f"Python: {name}"], "code": code}
        worker.evaluate(call, order)
    for _ in range(50):
        reports: dict[str, str] = json.loads(worker.evaluate(call, None))
        if len(reports) == len(PYTHON):
            break
        time.sleep(0.1)
    return reports


@pytest.fixture(scope="module")
def tables(browser: Browser) -> dict[str, Table]:
    """The attempts on the control and on the check; the two pages differ by their protection alone."""
    page = page_with(HOSTILE, whole_library=True)
    return {"control": attack(browser, unprotected(page)), "check": attack(browser, page)}


@pytest.mark.parametrize("way", WAYS)
def test_the_way_works_on_the_control_and_is_refused_in_the_check(tables: dict[str, Table], way: str) -> None:
    control, check = tables["control"], tables["check"]
    assert way in control.reports and way in check.reports, "did not run: a dead worker only looks safe"
    assert (way in control.arrived) == (way not in UNPROVEN), control.reports[way]
    assert way not in check.arrived, check.reports[way]


def test_the_policies_allow_the_page_s_own_scripts_by_hash_and_nothing_else(site: Path) -> None:
    page = (site / "check" / "index.html").read_text(encoding="utf-8")
    frame, verify = inner(page)
    top = page.replace(html.escape(frame), "").replace(html.escape(verify), "")
    for document, also in ((frame, ""), (verify, ""), (top, frame + verify)):
        scripts = set(re.findall(r"<script>(.*?)</script>", document + also, re.DOTALL))
        styles = set(re.findall(r"<style>(.*?)</style>", document + also, re.DOTALL))
        (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="(.*?)"', document)
        rules = dict(rule.partition(" ")[::2] for rule in html.unescape(policy).split("; "))
        assert rules.pop("frame-src", "'none'") == "'none'"
        assert set(rules.pop("script-src").split()) == {*map(_hash, scripts), "'wasm-unsafe-eval'"}
        assert set(rules.pop("style-src").split()) == set(map(_hash, styles))
        assert rules == {
            "default-src": "'none'",
            "worker-src": "blob:",
            "form-action": "'none'",
            "base-uri": "'none'",
            "webrtc": "'block'",
        }
        head = document[: document.index("<style>")]
        first, second, *_ = re.findall(r"<meta ([a-z-]+=[^ >]+)", head)
        assert (first, second) == ('charset="utf-8"', 'http-equiv="Content-Security-Policy"')
    assert not re.search(r"\s(on\w+|style)=", frame)
    frames = re.findall(r"<iframe (.*?) srcdoc=", top)
    assert len(frames) == 2 and all('sandbox="allow-scripts" allow=""' in attributes for attributes in frames)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_scripts_to_be_trusted_stay_short_enough_to_be_read() -> None:
    from builder.check_page import SOURCES

    lines = {name: len((SOURCES / name).read_text(encoding="utf-8").splitlines()) for name in ("top.js", "frame.js")}
    assert lines["top.js"] <= 60
    assert sum(lines.values()) < 400


STRANGE = "\"><img src=x onerror=alert(1)><a href='javascript:alert(1)'>x</a>"
VERDICT = {"k": "verdict", "t": "x"}
VIEWS: dict[str, dict[str, object]] = {
    "text, address, answer and question are shown as text or not at all": {
        "view": [
            {"k": "verdict", "t": STRANGE},
            {"k": "say", "t": STRANGE, "p": STRANGE, "c": [{"k": "yes", "t": STRANGE, "p": "__proto__"}]},
        ],
        "why": [{"k": "say", "t": STRANGE}],
        "ask": [STRANGE, "__proto__"],
        "open": [STRANGE, "__proto__"],
        "moot": [STRANGE, "constructor"],
    },
    "a kind that is not in the table": {"view": [VERDICT, {"k": "script", "t": "x"}]},
    "a kind from the prototype": {"view": [VERDICT, {"k": "constructor", "t": "x"}]},
    "an unknown kind in the reasons for a question": {"view": [VERDICT], "why": [{"k": "script"}]},
    "no verdict": {"view": [{"k": "say", "t": STRANGE}]},
    "no list": {"view": STRANGE},
    "too deep": {"view": [VERDICT, json.loads('{"k":"yes","c":[' * 60 + "]}" * 60)]},
    "too many": {"view": [VERDICT, *[{"k": "say", "t": "x"}] * 5001]},
}
ATTRIBUTES = """(root) => [...root.shadowRoot.querySelectorAll('#view, #view *, #why, #why *, #verdict')]
  .flatMap((element) => [element.localName, ...[...element.attributes].map(({ name, value }) => name + '=' + value)])"""


@pytest.mark.parametrize("name", VIEWS)
def test_nothing_that_the_worker_says_becomes_more_than_text(browser: Browser, tmp_path: Path, name: str) -> None:
    said = {"why": [], "ask": [], "open": [], "moot": []} | VIEWS[name]
    bridge = f"""
def view(request): return {json.dumps(json.dumps(said))}
def deeper(request): return {json.dumps(json.dumps({"view": [], "lamps": STRANGE}))}
"""
    context = browser.new_context()
    reader = Reader(context.new_page(), saved(page_with(bridge), tmp_path))
    if name.startswith("text"):
        reader.ready()
        assert reader.verdict.text_content() == STRANGE
        assert reader.frame.locator("#view .say > .line").text_content() == STRANGE
        assert reader.frame.locator("#why .say > .line").text_content() == STRANGE
    else:
        reader.trouble.wait_for()
        assert reader.frame.locator("#view > *").count() == 0
    met = set(reader.frame.locator("#host").evaluate(ATTRIBUTES))
    own = {"div", "p", "span", "id=view", "id=why", "id=verdict", "role=status", "aria-live=polite"}
    assert met <= own | {"class=say", "class=line", "class=yes", "class="}
    assert not any(STRANGE in value for value in reader.frame.locator("#host").evaluate(EVERY_ATTRIBUTE))
    context.close()


# What a worker that has been taken over may say to the frame: past worker.js, with the number that is waited for.
MESSAGES: dict[str, tuple[object, bool]] = {
    "an unknown part": ({"part": STRANGE, "answer": "{}"}, True),
    "a part from the prototype": ({"part": "constructor", "answer": "{}"}, True),
    "another number": ({"number": 7, "part": "readings", "answer": '{"view": [{"k": "say", "t": "late"}]}'}, True),
    "no message": (None, True),
    "a stage": ({"stage": STRANGE}, True),
    "no JSON": ({"part": "view", "answer": STRANGE}, False),
    "looks": (
        {
            "part": "view",
            "answer": json.dumps(
                {"view": [VERDICT], "why": [], "ask": [], "open": [], "moot": [], "looks": [STRANGE, "done open"]}
            ),
        },
        True,
    ),
    "an error that is markup": ({"error": STRANGE}, False),
    "a section that hides an unknown kind": (
        {"part": "readings", "answer": '{"view": [{"k": "section", "t": "open me", "c": [{"k": "script"}]}]}'},
        False,
    ),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_worker_that_was_taken_over_finds_nothing_to_take_hold_of(browser: Browser, site_url: str, name: str) -> None:
    message, harmless = MESSAGES[name]
    context = browser.new_context()
    reader = Reader(context.new_page(), site_url + ADDRESS).ready().whole()
    reader.page.wait_for_timeout(500)  # paper comes last
    before = reader.frame.locator("#host").evaluate(EVERY_ATTRIBUTE)
    sent = {"number": 1, **message} if isinstance(message, dict) else message
    reader.worker.evaluate("(message) => postMessage(message)", sent)
    if name.startswith("a section"):
        reader.frame.get_by_text("open me").click()
    if not harmless:
        reader.trouble.wait_for()
    reader.page.wait_for_timeout(500)
    assert reader.trouble.count() == (not harmless)
    after = reader.frame.locator("#host").evaluate(EVERY_ATTRIBUTE)
    assert not any(STRANGE in value or "done open" in value for value in after)
    assert not harmless or name == "looks" or after == before
    context.close()


EVERY_ATTRIBUTE = """(root) => [...root.shadowRoot.querySelectorAll('*')].flatMap((element) =>
  [...element.attributes].map(({ value }) => value))"""
