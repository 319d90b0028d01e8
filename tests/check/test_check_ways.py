"""Plain or fast, from memory or from nothing, in Chromium and in Firefox: the same page, the same answers."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright
from shared.check_reader import FIRST, Reader, page_from_nothing, runtime_with, saved

from builder import check_page, runtime
from builder.runtime import machine, plain, split_profile
from builder.runtime.published import Published
from builder.runtime.settings import INSTALLED
from builder.runtime.split_profile import Runtime, made
from checker.api.bridge import afterwards, deeper, readings, view
from checker.regulations.xishuangbanna import BODY
from devtools import drivers
from devtools.case_sampling import chosen, library

PLACE = BODY.place(BODY.first)


def plainly() -> Runtime:
    """Pyodide as it is published."""
    published = Published(INSTALLED)
    parts = {"wasm": published.machine, **plain.parts(published, BODY)}
    known = replace(made().known, way="plain", snapshot=None, frozen=None, passes=())
    return Runtime(plain.script(published), known, {name: runtime.pack(part, 1) for name, part in parts.items()})


def plain_page() -> str:
    return check_page.assemble(plainly(), FIRST)


def page_with_too_little() -> str:
    """Its first half has no function at all."""
    halves = machine.halves((runtime.STEP.path / "machine.wasm").read_bytes(), frozenset())
    packed = {name: runtime.pack(half, 1) for name, half in zip(split_profile.PARTS, halves, strict=True)}
    return check_page.assemble(runtime_with(**packed), FIRST)


WAYS: dict[str, Callable[[], str]] = {
    "fast": lambda: check_page.assemble(made(), FIRST),
    "fast, where the first half of the machine does not do": page_with_too_little,
    "fast, where memory is not as it was": lambda: page_from_nothing(hash=7),
    "fast, without memory": page_from_nothing,
    "plain": plain_page,
}

ANSWERS = {
    "section_cadre": "yes",
    "duty_or_reform": "yes",
    "error": "yes",
    "loss": "unknown",
    "broke_prohibitory": "yes",
}
# Until all parts of the last answer are there; then what is read in them, folded or not.
SHOWN = """
  const root = document.getElementById("host").shadowRoot;
  const places = ["verdict", "view", "deeper", "afterwards", "readings"].map((place) => root.getElementById(place));
  const whole = () => root.querySelector("#app[data-state=ready] #readings:not(.stale)");
  const wait = (time) => new Promise((done) => setTimeout(done, time));
  while (!whole() || !root.querySelector("#view > *")) await wait(50);
  for (const [key, value] of Object.entries(ANSWERS)) {
    root.querySelector(`[data-fact=${key}] [data-value=${value}]`).click();
    await wait(50);
    while (!whole()) await wait(50);
  }
  for (const place of places)
    for (let folded; (folded = place.querySelector("details:not([open])")); ) {
      folded.open = true; // filled when it is told that it was opened
      await new Promise((done) => folded.addEventListener("toggle", done, { once: true }));
    }
  return places.map(({ textContent }) => textContent);
"""


def shown(driver: drivers.Driver, address: str) -> list[str]:
    """The verdict and each part, as they are read on the page after the answers."""
    tab = driver.visit(address)
    said: list[str] = tab.run(SHOWN.replace("ANSWERS", repr(ANSWERS)), 0)
    tab.close()
    return said


@pytest.fixture(scope="module")
def said(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory, site: Path) -> list[str]:
    """By the page as it was built, in Chromium."""
    with drivers.chromium(playwright, tmp_path_factory.mktemp("profile")) as chromium:
        return shown(chromium, (site / "check" / "index.html").as_uri())


@pytest.mark.parametrize("way", WAYS)
def test_whatever_the_way_the_answers_are_the_same(
    driver: drivers.Driver, tmp_path: Path, way: str, said: list[str]
) -> None:
    assert shown(driver, saved(WAYS[way](), tmp_path)) == said
    assert said[0] == "不能容错" and "第八条第（二）项" in said[1] and len("".join(said)) > 2_000


def test_the_plain_way_is_pyodide_as_published_behind_the_same_walls(page: Any, tmp_path: Path) -> None:
    text = plain_page()
    reader = Reader(page, saved(text, tmp_path)).ready()
    assert reader.worker.evaluate("() => [started.from, started.error]") == ["published", ""]
    built = check_page.assemble(made(), FIRST)
    policies = [
        re.findall(r'Content-Security-Policy(?:"|&#34;) content=(?:"|&#34;)(.*?)(?:"|&#34;)', each)
        for each in (text, built)
    ]
    assert policies[0] == policies[1] and len(policies[0]) == 3
    refused = "() => fetch('https://mingjie.invalid/').then(() => 'out', (error) => String(error))"
    assert "Failed to fetch" in reader.worker.evaluate(refused)
    published = Published(INSTALLED)
    assert all(script.rpartition("\n//# sourceMappingURL")[0] in plainly().script for script in published.scripts)
    assert runtime.unpack(plainly().parts["wasm"]) == published.machine
    assert runtime.unpack(plainly().parts["library"]) == published.library
    calls = {"view": view, "deeper": deeper, "readings": readings, "afterwards": afterwards}
    requests = [(name, chosen(case)) for case in library()[::25] for name in calls if name != "afterwards"]
    here = [calls[name](request, PLACE) for name, request in requests]
    assert reader.worker.evaluate("(all) => all.map(([name, request]) => mingjie(name, request))", requests) == here
