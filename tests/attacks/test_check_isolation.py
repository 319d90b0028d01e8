"""The page's policies, and what a worker that was taken over could make of the frame (attacks: test_check_attacks)."""

import base64
import hashlib
import html
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from shared.check_reader import ADDRESS, Reader, inner, page_with, saved


def test_the_policies_allow_the_page_s_own_scripts_by_hash_and_nothing_else(site: Path) -> None:
    page = (site / "check" / "index.html").read_text(encoding="utf-8")
    frame, verify = inner(page)
    top = re.sub(r"srcdoc='.*?'>", "srcdoc=''>", page, flags=re.DOTALL)
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
    assert lines["top.js"] <= 75
    assert sum(lines.values()) < 500


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
    said = {"why": [], "ask": [], "open": [], "moot": [], "looks": []} | VIEWS[name]
    bridge = f"""
def view(request, *_): return {json.dumps(json.dumps(said))}
def deeper(request, *_): return {json.dumps(json.dumps({"view": [], "lamps": STRANGE}))}
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


# What a worker that has been taken over may say to the frame: past its own scripts, with the number that is waited for.
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


HEARS = """() => {
  const place = document.getElementById("host").shadowRoot.getElementById("readings");
  self.heard = new Promise((done) => new MutationObserver(done).observe(place, { childList: true })).then(() => true);
}"""
AGAIN = """() => {
  postMessage({ number: 1, part: "readings", answer: mingjie("readings", JSON.stringify({ chosen: {} })) });
}"""
OPEN = """(place) => new MutationObserver((_, seen) => (seen.disconnect(), place.querySelector("summary").click()))
  .observe(place, { childList: true })"""


@pytest.mark.parametrize("name", MESSAGES)
def test_a_worker_that_was_taken_over_finds_nothing_to_take_hold_of(browser: Browser, site_url: str, name: str) -> None:
    message, harmless = MESSAGES[name]
    context = browser.new_context()
    reader = Reader(context.new_page(), site_url + ADDRESS).ready().printed()
    before = reader.frame.locator("#host").evaluate(EVERY_ATTRIBUTE)
    sent = {"number": 1, **message} if isinstance(message, dict) else message
    if name.startswith("a section"):  # opened as soon as it is there: paper, which is laid out soon after, opens all
        reader.frame.locator("#readings").evaluate(OPEN)
    reader.worker.evaluate("(message) => postMessage(message)", sent)
    if harmless:  # by the time that the frame has heard what it knows already, it has heard the other, too
        reader.frame.evaluate(HEARS)
        reader.worker.evaluate(AGAIN)
        reader.frame.evaluate("() => self.heard")
    else:
        reader.trouble.wait_for()
    assert reader.trouble.count() == (not harmless)
    after = reader.frame.locator("#host").evaluate(EVERY_ATTRIBUTE)
    assert not any(STRANGE in value or "done open" in value for value in after)
    assert not harmless or name == "looks" or after == before
    context.close()


EVERY_ATTRIBUTE = """(root) => [...root.shadowRoot.querySelectorAll('*')].flatMap((element) =>
  [...element.attributes].map(({ value }) => value))"""
