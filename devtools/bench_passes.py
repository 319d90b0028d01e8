"""What each pass of the fast way is worth: the small site of the tests without it, and by the plain way."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

from builder import ROOT
from builder.runtime.passes import PASSES
from devtools import drivers

SMALL = ROOT / "tests" / "bodies" / "library"
RUNS = 3
# Milliseconds from the start of the page until a verdict stands; the verdict.
VERDICT = """
  const root = document.getElementById("host").shadowRoot;
  while (!root.querySelector("#view > *")) await new Promise((done) => setTimeout(done, 5));
  return [performance.now(), root.getElementById("verdict").textContent];
"""


def passes() -> dict[str, dict[str, object]]:
    """By what is left out: kilobytes of what is needed and of the page, milliseconds to a verdict in each browser."""
    ways = {
        "everything": (),
        **{f"without {name}": ("--without", name) for name in PASSES},
        "plain": ("--runtime", "plain"),
    }
    try:
        return {way: _measured(options) for way, options in ways.items()}
    finally:
        _built(())


def _built(options: Sequence[str]) -> None:
    command = [sys.executable, "build.py", "--site", str(SMALL), *options]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def _measured(options: Sequence[str]) -> dict[str, object]:
    _built(options)
    page = SMALL / "site" / "check" / "index.html"
    known = json.loads((SMALL / ".build" / "halves" / "meta.json").read_text(encoding="utf-8"))
    parts = [*(SMALL / ".build" / "runtime").glob("*.zst"), *(SMALL / ".build" / "halves").glob("*.zst")]
    sizes = {file.stem: file.stat().st_size // 1000 for file in sorted(parts)}
    first = ("wasm", "snapshot") if known["snapshot"] else tuple(sizes)
    times = {name: round(statistics.median(found)) for name, found in _times(page.as_uri())}
    return {
        "kB": sum(sizes[name] for name in first),
        "page kB": page.stat().st_size // 1000,
        **times,
        "left": known["left"],
    }


def _times(address: str) -> Iterator[tuple[str, list[float]]]:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        for name in ("chromium", "firefox"):
            profile = Path(folder) / name
            with drivers.firefox(profile) if name == "firefox" else drivers.chromium(playwright, profile) as driver:
                found = []
                for _ in range(RUNS):
                    tab = driver.visit(address)
                    time, verdict = tab.run(VERDICT, 0)
                    tab.close()
                    assert verdict == "尚不能判断", verdict
                    found.append(time)
            yield name, found
