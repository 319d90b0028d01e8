"""Where a pass of the fast way meets something else than it expects, it is left out, says why, and the page works."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from shared.check_reader import Reader, saved, unpacked

from builder import ROOT, RUNTIME, check_page, runtime
from builder.__main__ import parser
from builder.core.console import Problem
from builder.runtime import fast, settings, strip_script
from builder.runtime.passes import NEEDS, PASSES, applied
from builder.runtime.published import Published
from builder.runtime.split_profile import Runtime, made
from checker.regulations.xishuangbanna import BODY

WEAK = "var currentModuleWeakSymbols=new Set([]);"


@pytest.fixture(scope="module")
def another(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Another Pyodide: its script says a thing otherwise, and behind its machine stands a section of no meaning."""
    folder = tmp_path_factory.mktemp("another") / "pyodide"
    shutil.copytree(settings.INSTALLED, folder)
    script = folder / "pyodide.asm.js"
    text = script.read_text(encoding="utf-8")
    assert WEAK in text
    script.write_text(text.replace(WEAK, f"{WEAK.removesuffix(';')} ;"), encoding="utf-8")
    machine = folder / "pyodide.asm.wasm"
    machine.write_bytes(machine.read_bytes() + b"\0\5\4none")
    return Published(folder)


def test_what_cannot_be_applied_is_named_with_its_reason_and_the_page_starts_all_the_same(
    another: Published, page: Page, tmp_path: Path
) -> None:
    chosen = ("tables", "script", "exports")
    whole = fast.make(another, BODY, chosen)
    assert {*whole.left} == {"tables", "script"}
    assert "tables.toml" in whole.left["tables"] and WEAK in whole.left["script"]
    parts = {name: runtime.pack(part, 1) for name, part in {"wasm": whole.machine, **whole.parts}.items()}
    known = replace(made().known, snapshot=None, frozen=None, passes=("exports",), left=whole.left)
    text = check_page.assemble(Runtime(whole.script, known, parts), check_page.forms(BODY)[0])
    reader = Reader(page, saved(text, tmp_path)).ready()
    reader.answer(section_cadre="yes", duty_or_reform="yes", error="yes", broke_prohibitory="yes")
    expect(reader.verdict).to_have_text("不能容错")
    assert reader.worker.evaluate("() => started.from") == "nothing"


def test_a_pass_that_breaks_what_comes_after_it_is_found_and_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It says nothing, but Python does not start any more."""
    monkeypatch.setattr(strip_script, "lean", lambda script, *_: script.replace("function", "fonction", 1))
    bench, left = fast.prepared(Published(settings.INSTALLED), BODY, ("script", "exports"), tmp_path)
    assert {*left} == {"script"} and left["script"].startswith("之后 Python 不能启动")
    assert "fonction" not in (bench.folder / "pyodide.asm.js").read_text(encoding="utf-8")


def test_a_trick_in_the_memory_that_fails_is_left_out_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bench, left = fast.Bench(Published(settings.INSTALLED), settings.INSTALLED, unpacked("library")), dict[str, str]()
    script = fast.SNAPSHOT.read_text(encoding="utf-8").replace("freed < 100_000", "freed < 1e9")
    other = tmp_path / "snapshot.mjs"
    other.write_text(script, encoding="utf-8")
    monkeypatch.setattr(fast, "SNAPSHOT", other)
    told, parts = fast._memory(bench, BODY, ("memory", "over", "sweep", "frozen"), left)
    assert (
        left == {"sweep": "Error: no free memory was found"} and told["snapshot"] and {*parts} >= {"snapshot", "frozen"}
    )


def test_what_is_not_chosen_is_not_tried_and_what_fails_changes_nothing() -> None:
    left: dict[str, str] = {}
    assert applied("tables", (), left, lambda value: value + 1, 1) == 1 and not left
    assert applied("tables", ("tables",), left, lambda value: value + 1, 1) == 2 and not left
    assert applied("tables", ("tables",), left, lambda value: value // 0, 1) == 1
    assert left == {"tables": "ZeroDivisionError：integer division or modulo by zero"}


def chosen(monkeypatch: pytest.MonkeyPatch, line: str) -> settings.Settings:
    """What the steps see after such options of build.py."""
    from builder.__main__ import _choose

    monkeypatch.setenv(RUNTIME, "{}")
    _choose(parser().parse_args(line.split()))
    return settings.current()


def test_the_way_and_each_pass_are_chosen_on_the_command_line_or_in_one_line_of_mkdocs_yml(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert "runtime: fast" in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert chosen(monkeypatch, "") == settings.Settings("fast", tuple(PASSES), settings.INSTALLED)
    assert chosen(monkeypatch, "--runtime plain") == settings.Settings("plain", (), settings.INSTALLED)
    assert chosen(monkeypatch, "--without sweep,halves").passes == tuple(
        name for name in PASSES if name not in ("sweep", "halves")
    )
    assert {*PASSES} - {*chosen(monkeypatch, "--without library,memory").passes} == {"library", "memory", *NEEDS}
    states = {settings.state() for line in ("", "--runtime plain", "--without sweep") if chosen(monkeypatch, line)}
    assert len(states) == 3, "a step would not run again"
    (tmp_path / "pyodide-lock.json").write_text(json.dumps({}), encoding="utf-8")
    assert chosen(monkeypatch, f"--pyodide {tmp_path}").pyodide == tmp_path
    with pytest.raises(Problem, match="--pyodide：没有文件夹 nowhere"):
        chosen(monkeypatch, "--pyodide nowhere")
    with pytest.raises(Problem, match="--without：没有 swep"):
        chosen(monkeypatch, "--without swep")
