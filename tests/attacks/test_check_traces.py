"""The check leaves nothing of the answers on the machine: the browser's whole profile is searched after its use."""

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial, reduce
from pathlib import Path

import lz4.block  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Playwright
from shared.check_reader import ADDRESS, inner

from attacks.listener import net
from attacks.suite import QUESTIONS
from checker.regulations.xishuangbanna.checks.verdict import MODEL
from devtools import drivers

Launch = Callable[[Path], AbstractContextManager[drivers.Driver]]

PASTED = "trace-left-by-pasting"
DAY = "2031-03-14"
# Answers a dozen questions, looks at the reasons and at an article, goes back, and pastes a text, which stays; what was
# asked.
USE = """
  const root = document.getElementById("host").shadowRoot, said = [];
  const press = async (button) => { button.click(); await new Promise((end) => setTimeout(end, 150)); };
  for (const [index, question] of [...root.querySelectorAll(".fact")].slice(0, 12).entries()) {
    said.push(question.dataset.fact, question.querySelector(".ask").textContent);
    await press(question.querySelector(`[data-value=${["yes", "no", "unknown"][index % 3]}]`));
  }
  const day = root.querySelector("[data-fact='a09.received'] input");
  day.closest("details").open = true;
  day.focus();
  day.value = "DAY";
  for (const kind of ["input", "change"]) day.dispatchEvent(new Event(kind, { bubbles: true, composed: true }));
  await press(root.getElementById("unfold"));
  await press(root.querySelector("#reasons .cite, .basis .cite"));
  await press(root.getElementById("text-close"));
  await press(root.getElementById("back"));
  const pasted = root.getElementById("pasted");
  root.getElementById("put").open = true;
  pasted.focus();
  pasted.value = "PASTED";
  pasted.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  pasted.dispatchEvent(new Event("change", { bubbles: true }));
  await press(root.getElementById("put-back"));
  if (pasted.value !== "PASTED") throw new Error("the text did not stay");
  return [said, root.getElementById("verdict").textContent];
""".replace("PASTED", PASTED).replace("DAY", DAY)
STATE = """
  const root = document.getElementById("host").shadowRoot;
  return [root.getElementById("app").dataset.state, root.querySelector("#view > *") !== null];
"""

# An ordinary form with the same questions: what a page leaves behind that takes no care.
ORDINARY = """<!doctype html><meta charset="utf-8"><title>an ordinary form</title><form>%s</form>"""
FIELD = '<p><label>{ask}<input type="radio" id="{key}-yes" name="{key}"><input id="{key}-words" name="{key}-w"></label>'
FILL = """
  for (const field of document.querySelectorAll("input"))
    if (field.type === "radio") field.click();
    else { field.value = field.id; field.dispatchEvent(new InputEvent("input", { bubbles: true })); }
  await new Promise((end) => setTimeout(end, 6000));
  return null;
"""


@pytest.fixture(params=["chromium", pytest.param("firefox", marks=pytest.mark.needs("firefox"))])
def launch(request: pytest.FixtureRequest, playwright: Playwright) -> Launch:
    """A browser with the profile in a folder."""
    if request.param == "firefox":
        return partial(drivers.firefox, settings={"browser.sessionstore.interval": 1000})
    return partial(drivers.chromium, playwright)


def test_no_answer_is_found_in_the_browser_s_profile(launch: Launch, site: Path, tmp_path: Path) -> None:
    """Neither of the page that is served nor of the one from a file.

    The page is not to be cached here, or what it asks would be found because the page is. For the same reason the
    frame, as it was published, is overlooked: Firefox writes it into its session as it is.
    """
    page = (site / "check" / "index.html").read_bytes()
    file = tmp_path / "自查 一份.html"
    file.write_bytes(page)
    profile = tmp_path / "profile"
    marks = {PASTED, DAY, *KEYS}
    with net({ADDRESS: page}) as served, launch(profile) as driver:
        addresses = [served.own + ADDRESS, file.as_uri()]
        for address in addresses:
            tab = driver.visit(address)
            while tab.run(STATE, QUESTIONS) != ["ready", True]:
                tab.run("await new Promise((end) => setTimeout(end, 300)); return null")
            said, verdict = tab.run(USE, QUESTIONS)
            assert len(said) == 24
            marks |= {verdict, *(words for words in said if len(words) > 8)}
        # The state of the session is written after a while, and when the browser ends.
        tab.run("await new Promise((end) => setTimeout(end, 6000)); return null")
    assert set(found(profile, addresses)) == set(addresses), "not even the addresses are found: the search is broken"
    assert not found(profile, marks, without=inner(page.decode()))


def test_of_an_ordinary_form_the_same_answers_are_found(launch: Launch, tmp_path: Path) -> None:
    keys = KEYS[:5]
    form = ORDINARY % "".join(FIELD.format(key=key, ask=key[::-1]) for key in keys)
    profile = tmp_path / "profile"
    with net({"/form": form.encode()}) as served, launch(profile) as driver:
        driver.visit(served.own + "/form").run(FILL)
    assert set(found(profile, keys)) == set(keys)


KEYS = [key for key in MODEL.facts if "_" in key]
"""A single word stands in a browser's own files."""


def found(profile: Path, marks: Iterable[str], *, without: Sequence[str] = ()) -> dict[str, list[str]]:
    """Which marks stand in which files, in any of the ways in which a browser writes text down."""
    overlooked = [json.dumps(each, ensure_ascii=False)[1:-1].encode() for each in without]
    places: dict[str, list[str]] = {}
    spelled = {mark: [mark.encode(), mark.encode("utf-16-le"), json.dumps(mark)[1:-1].encode()] for mark in marks}
    for file in sorted(each for each in profile.rglob("*") if each.is_file() and not each.is_symlink()):
        for whole in _contents(file):
            content = reduce(lambda left, each: left.replace(each, b""), overlooked, whole)
            for mark, spellings in spelled.items():
                if any(spelling in content for spelling in spellings):
                    places.setdefault(mark, []).append(str(file.relative_to(profile)))
    return places


def _contents(file: Path) -> Iterator[bytes]:
    """The file as it is, and unpacked; what Firefox packs, unpacked only."""
    content = file.read_bytes()
    if content.startswith(b"mozLz40\0"):
        yield lz4.block.decompress(content[8:])  # packed, a text that is overlooked could not be taken out
        return
    yield content
    if content.startswith(b"\x1f\x8b"):
        yield gzip.decompress(content)
    elif content.startswith(b"\x78"):
        yield zlib.decompressobj().decompress(content)
