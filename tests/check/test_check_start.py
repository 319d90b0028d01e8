"""How the check starts: from memory, or from nothing; what is shown meanwhile; answers that come before Python."""

import io
import json
import random
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from shared.check_reader import ADDRESS, Reader, page_from_nothing, saved, stalling, unpacked

from builder.runtime import tables
from builder.runtime.split_profile import made
from checker.api.bridge import deadlines, deeper, view
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from devtools.case_sampling import chosen, library

PLACE = BODY.place(BODY.first)
CALLS = "(requests) => requests.map(([name, request]) => mingjie(name, request))"


def test_it_starts_from_memory_which_is_as_it_was_where_it_was_made(page: Page, site_url: str) -> None:
    worker = Reader(page, site_url + ADDRESS).ready().worker
    told = {"from": "snapshot", "hash": (made().known.snapshot or {})["hash"], "error": "", "whole": True}
    assert worker.evaluate("() => rest().then(() => started)") == told


LATE = (
    "procedure/deadlines",
    "calendars/__init__",
    "procedure/description",
    "procedure/dates",
    "engine/follows",
    "procedure/ics",
    "view/afterwards",
)


def test_what_the_first_verdict_does_not_need_is_no_part_of_the_memory_and_is_brought_afterwards(
    page: Page, site_url: str
) -> None:
    with zipfile.ZipFile(io.BytesIO(unpacked("later"))) as archive:
        assert {f"checker/{module}.pyc" for module in LATE} <= set(archive.namelist())
    worker = Reader(page, site_url + ADDRESS).ready().whole().worker
    matter = json.dumps({"dates": {"received": "2026-09-18"}, "today": "2026-10-09"})
    late = "async (matter) => { await later(); await later(); return mingjie('deadlines', matter) }"
    assert worker.evaluate(late, matter) == deadlines(matter, BODY.place(TOLERANCE))


WAYS: dict[str, dict[str, int]] = {
    "no snapshot": {},
    "memory that is not as it was": {"hash": 7},
    "memory of another size": {"heap": 30 << 20},
    "a snapshot that is cut off": {"runs": 1 << 28},
}


@pytest.mark.parametrize("way", WAYS)
def test_where_memory_cannot_be_restored_it_starts_from_nothing_and_says_the_same(
    page: Page, tmp_path: Path, way: str
) -> None:
    worker = Reader(page, saved(page_from_nothing(**WAYS[way]), tmp_path)).ready().worker
    started = worker.evaluate("() => started")
    assert started["from"] == "nothing"
    assert bool(started["error"]) == bool(WAYS[way])
    asked = [chosen(case) for case in random.Random(5).sample([case for case in library() if not case.readings], 20)]
    requests = [(name, request) for request in asked for name in ("view", "deeper")]
    here = [{"view": view, "deeper": deeper}[name](request, PLACE) for name, request in requests]
    assert worker.evaluate(CALLS, requests) == here


def test_what_is_called_wrongly_is_told_where_by_the_restored_python(page: Page, site_url: str) -> None:
    worker = Reader(page, site_url + ADDRESS).ready().worker
    told = worker.evaluate("() => { try { mingjie('evaluate', 7n) } catch (error) { return String(error) } }")
    assert "Traceback" in told and "checker/api/bridge.py" in told and "TypeError" in told


@pytest.mark.parametrize("way", ["from memory", "from nothing"])
def test_modules_whose_tables_are_left_out_are_not_found(page: Page, site_url: str, tmp_path: Path, way: str) -> None:
    address = site_url + ADDRESS if way == "from memory" else saved(page_from_nothing(), tmp_path)
    worker = Reader(page, address).ready().whole().worker
    assert worker.evaluate("() => started.from") == {"from memory": "snapshot", "from nothing": "nothing"}[way]
    load = "(name) => { try { bridge.__builtins__.get('__import__')(name) } catch (error) { return String(error) } }"
    assert worker.evaluate(load, "zlib") is None
    for name in tables.MODULES:
        assert f"ModuleNotFoundError: import of {name} halted" in (worker.evaluate(load, name) or "")


CHARACTERS = """
import zlib
letters = [chr(code) for code in range(0x110000)]
tests = ("alnum", "alpha", "decimal", "digit", "identifier", "lower", "numeric", "printable", "space", "title", "upper")
sums = [zlib.crc32(bytes(getattr(letter, "is" + test)() for letter in letters)) for test in tests]
changes = ("lower", "upper", "title", "casefold", "swapcase", "__repr__")
sums += [zlib.crc32("".join(getattr(a, how)() for a in letters).encode("utf-8", "surrogatepass")) for how in changes]
"""


def test_every_character_is_to_python_in_the_page_what_it_is_here(page: Page, site_url: str) -> None:
    here: dict[str, list[int]] = {}
    exec(CHARACTERS, here)
    # The half of the machine that no first verdict needs has come.
    worker = Reader(page, site_url + ADDRESS).ready().whole().worker
    run = "(code) => { const scope = bridge.__builtins__.get('dict')(); bridge.__builtins__.get('exec')(code, scope);"
    assert worker.evaluate(run + " return scope.get('sums').toJs() }", CHARACTERS) == here["sums"]


def test_answers_given_while_it_loads_count_and_the_sizes_are_shown(page: Page, site: Path) -> None:
    built = (site / "check" / "index.html").read_bytes()
    with stalling(built, len(built) // 3) as (address, go_on):
        page.goto(address + ADDRESS, wait_until="commit")
        page.locator("#frame").wait_for()
        frame = page.frames[1]
        loading = frame.locator("#loading [data-when=loading]")
        expect(loading).to_be_visible()
        expect(frame.locator("#loaded")).not_to_have_text("0.0")
        assert 0 < float(frame.locator("#loaded").text_content() or "") < 4
        frame.locator("[for=list]").click()
        for key, value in {"section_cadre": "yes", "duty_or_reform": "yes", "error": "yes"}.items():
            question = frame.locator(f"[data-fact='{key}']")
            group = frame.locator("details.group", has=question)
            if group.get_attribute("open") is None:
                group.locator("summary").click()
            question.locator(f"[data-value={value}]").click()
        expect(frame.locator("#count")).to_have_text("3")
        assert frame.locator("#view > *").count() == 0
        go_on.set()
        page.locator("#print:enabled").wait_for(timeout=60_000)
        answers = {"section_cadre": "yes", "duty_or_reform": "yes", "error": "yes"}
        expect(frame.locator("#verdict")).to_have_text(
            json.loads(view(json.dumps({"chosen": answers}), BODY.place(TOLERANCE)))["view"][0]["t"]
        )
