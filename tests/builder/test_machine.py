"""The machine in two halves: together they are the machine, and a page with any first half answers the same."""

import json
import random
import re
from pathlib import Path

import pytest
from markupsafe import escape
from playwright.sync_api import Page, expect
from shared.check_reader import FIRST, Reader, runtime_with, saved, unpacked

from builder import check_page, runtime
from builder.runtime import machine, split_profile
from builder.runtime.published import Published
from builder.runtime.settings import INSTALLED
from builder.runtime.split_profile import made
from checker.api.bridge import deeper, view
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from devtools.case_sampling import chosen, library

PLACE = BODY.place(BODY.first)
CALLS = "(requests) => requests.map(([name, request]) => mingjie(name, request))"


@pytest.fixture(scope="module")
def whole() -> bytes:
    return (runtime.STEP.path / "machine.wasm").read_bytes()


@pytest.fixture(scope="module")
def ran(whole: bytes) -> dict[str, frozenset[int]]:
    """Functions that run while Python starts; and those that the page's first half has as they are."""
    pairs = enumerate(zip(bodies(whole), bodies(unpacked("wasm")), strict=True))
    kept = frozenset(number for number, (own, here) in pairs if own == here)
    return {"start": split_profile.ran([], BODY), "verdicts": kept}


def bodies(content: bytes) -> list[bytes]:
    return list(machine.bodies(content))


def test_each_function_is_in_one_half_as_it_was_and_in_the_other_a_call_of_it(
    whole: bytes, ran: dict[str, frozenset[int]]
) -> None:
    first, rest = bodies(unpacked("wasm")), bodies(unpacked("rest"))
    own = bodies(whole)
    assert len(first) == len(rest) == len(own) > 10_000
    for number, body in enumerate(own):
        here, there = (first, rest) if number in ran["verdicts"] else (rest, first)
        assert here[number] == body, number
        assert there[number] != body and len(there[number]) < 60, number
    assert 1_000 < len(ran["start"]) < len(ran["verdicts"]) < len(own) / 3


def test_the_first_half_is_what_runs_until_all_verdicts_are_given_and_the_same_each_time(
    ran: dict[str, frozenset[int]],
) -> None:
    assert split_profile.ran(split_profile.answers(BODY.first), BODY) == ran["verdicts"]


WAYS = ("nothing", "what starts Python")


@pytest.mark.parametrize("way", WAYS)
def test_where_the_first_half_does_not_do_python_starts_anew_with_all_of_it(
    page: Page, tmp_path: Path, whole: bytes, ran: dict[str, frozenset[int]], way: str
) -> None:
    few = {"nothing": frozenset[int](), "what starts Python": ran["start"]}[way]
    halves = zip(split_profile.PARTS, machine.halves(whole, few), strict=True)
    text = check_page.assemble(runtime_with(**{name: runtime.pack(half, 1) for name, half in halves}), FIRST)
    reader = Reader(page, saved(text, tmp_path)).ready()
    reader.answer(section_cadre="yes", duty_or_reform="yes", error="yes", broke_prohibitory="yes")
    expect(reader.verdict).to_have_text("不能容错")
    told = reader.whole().worker.evaluate("() => started")
    assert told["from"] == "snapshot" and told["whole"] and told["hash"] == (made().known.snapshot or {})["hash"]
    assert "RuntimeError" in told["error"]
    asked = [chosen(case) for case in random.Random(8).sample([case for case in library() if not case.readings], 10)]
    requests = [(name, request) for request in asked for name in ("view", "deeper")]
    here = [{"view": view, "deeper": deeper}[name](request, PLACE) for name, request in requests]
    assert reader.worker.evaluate(CALLS, requests) == here


def test_the_first_verdict_needs_no_more_than_the_first_half(page: Page, tmp_path: Path) -> None:
    """Whatever was answered before: on a page that has nothing after what the first verdict needs."""
    text = check_page.assemble(made(), FIRST)
    cut = text[: text.index('<script type="text/plain" data-part="rest"')]
    script = check_page.source("top.js")
    # Where it is not told that the page has ended, no part is missed; the policy names scripts by their hash.
    patient = script.replace("  send({ end: 1 });\n", "")
    known, named = (str(escape(check_page.named(each))) for each in (script, patient))
    reader = Reader(page, saved(cut.replace(script, patient).replace(known, named), tmp_path))
    expect(reader.frame.locator("#view > *").first).to_be_visible(timeout=60_000)
    given = random.Random(4).sample(split_profile.answers(BODY.first), 60)
    requests = [("view", json.dumps({"chosen": chosen})) for chosen in given]
    assert reader.worker.evaluate(CALLS, requests) == [view(request, BODY.place(TOLERANCE)) for _, request in requests]
    assert reader.worker.evaluate("() => started.error") == ""


def test_the_script_brings_no_graphics_and_asks_for_nothing_that_the_machine_has_not(whole: bytes) -> None:
    script = (runtime.STEP.path / "script.js").read_text(encoding="utf-8")
    assert len(script) < 450_000
    assert "bindFramebuffer" not in script and "SDL_OpenAudio" not in script
    asked = set(re.findall(r'wasmExports\["([^"]+)"\]', script))
    exported = machine.exported(whole)
    assert asked and asked <= exported
    assert exported < machine.exported(Published(INSTALLED).machine)


def test_what_has_the_codecs_tables_once_more_is_called_by_nothing(whole: bytes) -> None:
    original = Published(INSTALLED).machine
    opener = machine.functions(original)["iconv_open"]
    assert opener not in machine.placed(original), "it is in the table from which functions are called"
    call = b"\x10" + machine.unsigned(opener)
    assert not any(call in body for body in bodies(original)), "something calls it"
    assert not {name for name in machine.exported(whole) if name.startswith("iconv")}
