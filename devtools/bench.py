"""Measures, for people to read: how long a result takes and where the time goes, and how both grow. Decides nothing."""

from __future__ import annotations

import inspect
import json
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from builder import BUILD, ROOT
from builder.core.console import progress, remark, say
from builder.serve import Handler, listen, serving
from checker.api.bridge import evaluate, view
from checker.engine.case import Case, read_case
from checker.engine.evaluate import answer, study
from checker.engine.result import to_json
from checker.logic import (
    Evaluation,
    Evaluator,
    Fact,
    Truth,
    explain,
    explain_outcome,
    next_question,
    smallest_changes,
)
from checker.logic.decision_diagram import exhaust
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.regulations.xishuangbanna.checks.verdict import EVALUATOR, MODEL
from devtools import bench_passes, bench_start
from devtools import case_sampling as samples
from devtools.bench_models import Solver, copies
from devtools.browser import launch

PLACE = BODY.place(TOLERANCE)
DRAWN = 1_000  # cases beside the library
IN_BROWSER = 300
CLICKS = 60
BATCH = 100_000
SIZES = (1, 10, 100)  # times the rules
SOLVED = 50  # cases that the solver gets

Times = list[float]
Report = dict[str, Any]


def run(wanted: Sequence[str] = ()) -> int:
    """Exit status 0. `wanted` are names out of PARTS; none means all."""
    report: Report = {
        "machine": f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}"
    }
    for name in wanted or PARTS:
        says, part = PARTS[name]
        with progress(says):
            report[name] = part(_cases())
        for line in _lines(report[name]):
            say(f"  {line}")
    file = BUILD / "bench" / f"{time.strftime('%Y%m%d-%H%M%S')}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
    remark(f"已写入 {file.relative_to(ROOT).as_posix()}")
    return 0


@cache
def _cases() -> tuple[Case, ...]:
    """The library's and drawn ones."""
    # A combination of readings costs its diagram once; the library has dozens, a person one or two.
    by_default = [case for case in samples.library() if not case.readings]
    return (*by_default, *samples.drawn(20261124, DRAWN, [(), (), *_taken()]))


def in_cpython(cases: Sequence[Case]) -> Report:
    """Each stage alone, so that the parts show where the time of the whole goes."""
    exhaust(EVALUATOR.prepare())
    results = [study(case, TOLERANCE) for case in cases]  # what is made once is made here
    requests, chosen = [samples.request(case) for case in cases], [samples.chosen(case) for case in cases]
    times = {
        "a full result: verdicts, readings, derivation, changes, next question": _timed(_full, cases),
        "and the whole of it: every rule and pole explained (study, as JSON)": _timed(
            lambda case: to_json(study(case, TOLERANCE)), cases
        ),
        "· read the case": _timed(lambda text: read_case(text, TOLERANCE), requests),
        "· verdicts possible": _timed(lambda case: _evaluated(case).possible, cases),
        "· and truth of every rule": _timed(lambda case: [_evaluated(case).truth(rule) for rule in MODEL.rules], cases),
        "· and open facts": _timed(lambda case: _evaluated(case).open, cases),
        "· and readings": _timed(lambda case: _evaluated(case).robustness, cases),
        "· and derivation of the verdict": _timed(lambda case: explain_outcome(_evaluated(case)), cases),
        "· and next question": _timed(lambda case: next_question(_evaluated(case), TOLERANCE.themes), cases),
        "· and smallest changes": _timed(lambda case: smallest_changes(_evaluated(case)), cases),
        "· and each answer turned round alone": _timed(lambda case: _evaluated(case).alone, cases),
        "· and every rule explained": _timed(
            lambda case: [explain(_evaluated(case), rule) for rule in MODEL.rules],
            [case for case in cases if _evaluated(case).possible],
        ),
        "· JSON text": _timed(to_json, results),
        "what is seen at once (answer, as JSON)": _timed(
            lambda case: to_json(answer(_evaluated(case), TOLERANCE)), cases
        ),
        "view for the page": _timed(lambda each: view(each, PLACE), chosen),
    }
    return {name: _spread(each) for name, each in times.items()}


def in_browser(cases: Sequence[Case]) -> Report:
    """In the page's own worker, alone and with the way there and back; and from a click until the view is shown."""
    sys.path.insert(0, str(ROOT / "tests"))
    from shared.check_reader import ADDRESS, Reader

    requests = [samples.request(case) for case in cases if not case.readings]
    requests = random.Random(1).sample(requests, IN_BROWSER)
    chosen = random.Random(1).sample([samples.chosen(case) for case in cases if not case.readings], IN_BROWSER)
    inside = """([call, requests]) => requests.map(request => {
        const began = performance.now(); mingjie(call, request); return (performance.now() - began) / 1000; })"""
    # What `_full` does here is done there, by the same source.
    prelude = f"""from checker.engine.case import read_case
from checker.logic import explain_outcome, next_question, smallest_changes
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.regulations.xishuangbanna.checks.verdict import EVALUATOR, MODEL
{inspect.getsource(_evaluated)}
{inspect.getsource(_full)}""".replace(": Case", "").replace(" -> Evaluation", "")
    full = """([prelude, requests]) => {
        const python = bridge.__builtins__, names = python.get("dict")();
        python.get("exec")(prelude, names);
        const read = python.get("eval")("lambda text: read_case(text, MODEL)", names);
        return requests.map(request => { const case_ = read(request), began = performance.now();
          names.get("_full")(case_); return (performance.now() - began) / 1000; }); }"""
    click = """async (view, most) => { const times = [];
      for (const button of [...view.getRootNode().querySelectorAll(".fact [data-value=no]")].slice(0, most)) {
        const shown = new Promise(done => {
          const seen = new MutationObserver(() => { seen.disconnect(); requestAnimationFrame(() => done()); });
          seen.observe(view, {childList: true}); });
        const began = performance.now(); button.click();
        await shown; times.push((performance.now() - began) / 1000); } return times; }"""
    with sync_playwright() as playwright, serving(listen(Handler, 0)) as url:
        browser = launch(playwright)
        reader = Reader(browser.new_page(), url + ADDRESS).ready()
        worker = reader.worker
        worker.evaluate(inside, ["evaluate", requests[:5]])
        worker.evaluate(full, [prelude, requests[:5]])
        report = {
            "a full result in the worker": _spread(worker.evaluate(full, [prelude, requests])),
            "the same results in CPython": _spread(_timed(_full, [read_case(each, TOLERANCE) for each in requests])),
            "every rule explained, in the worker": _spread(worker.evaluate(inside, ["evaluate", requests])),
            "view in the worker": _spread(worker.evaluate(inside, ["view", chosen])),
            "deeper in the worker": _spread(worker.evaluate(inside, ["deeper", chosen])),
            "readings in the worker": _spread(worker.evaluate(inside, ["readings", chosen])),
            "click until the view is shown": _spread(reader.frame.locator("#view").evaluate(click, CLICKS)),
            "every rule explained, in CPython": _spread(_timed(lambda each: evaluate(each, PLACE), requests)),
        }
        browser.close()
    return report


def in_batch(cases: Sequence[Case]) -> Report:
    """One process, default output to nowhere; default readings."""
    requests = [samples.request(case) for case in cases if not case.readings]
    chance = random.Random(2)
    script = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cases.jsonl"
        file.write_text("".join(chance.choice(requests) + "\n" for _ in range(BATCH)), encoding="utf-8")
        command = [sys.executable, "-c", script, sys.executable, "-m", "checker", "batch", str(file)]
        began = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        seconds = time.perf_counter() - began
        size = file.stat().st_size
    return {
        "seconds": round(seconds, 1),
        "verdicts a second": round(BATCH / seconds),
        "peak memory, MB": round(int(done.stdout) / 1024, 1),
        "file, MB": round(size / 1e6, 1),
    }


def with_unknowns(_: Sequence[Case]) -> Report:
    """A whole case with more and more of its facts left out."""
    report = {}
    for hidden in range(0, len(samples.FACTS), 15):
        chance = random.Random(hidden)
        cases = [Case(samples.hide(chance, samples.full(chance), hidden), {}) for _ in range(200)]
        report[f"{hidden} of {len(samples.FACTS)} unknown"] = _spread(
            _timed(lambda case: to_json(study(case, TOLERANCE)), cases)
        )
    return report


def with_size(_: Sequence[Case]) -> Report:
    """The rules many times over, each copy with facts of its own; the answers of a case are about one copy."""
    report = {}
    chance = random.Random(3)
    cases = [case for case in samples.library() if not case.readings]
    for times in SIZES:
        model, renamed = copies(MODEL, times)
        began = time.perf_counter()
        evaluator = Evaluator(model)
        with _deep():
            _possible(evaluator, {})
            made = time.perf_counter() - began
            asked = [(chance.choice(renamed), case) for case in chance.sample(cases, 50)]
            answers = [{own[fact]: truth for fact, truth in case.answers.items() if fact in own} for own, case in asked]
            spread = _spread(_timed(partial(_possible, evaluator), answers))
        report[f"{times} x: {len(model.facts)} facts, made once in {made:.2f} s"] = spread
    return report


def with_clingo(cases: Sequence[Case]) -> Report:
    """The same rules printed for the solver and ground once; what is possible is asked as brave consequences."""
    solver = Solver(MODEL)
    some = random.Random(4).sample([case for case in cases if not case.readings], SOLVED)
    for case in some:
        assert solver.possible(case) == set(EVALUATOR.evaluate(case.answers).possible)
    return {
        "clingo": _spread(_timed(solver.possible, some)),
        "checker": _spread(_timed(lambda case: EVALUATOR.evaluate(case.answers).possible, some)),
    }


def _taken() -> list[tuple[Any, ...]]:
    return [samples.readings(random.Random(seed)) for seed in range(2)]


def _possible(evaluator: Evaluator, answers: dict[Fact, Truth]) -> tuple[str, ...]:
    return evaluator.evaluate(answers).possible


def _evaluated(case: Case) -> Evaluation:
    return EVALUATOR.evaluate(case.answers, case.readings)


def _full(case: Case) -> None:
    evaluation = _evaluated(case)
    _ = evaluation.possible, evaluation.conflicts, evaluation.robustness, evaluation.alone
    explain_outcome(evaluation)
    smallest_changes(evaluation)
    next_question(evaluation, TOLERANCE.themes)


def _timed(work: Callable[[Any], object], inputs: Iterable[Any]) -> Times:
    """Seconds for each; the best of three, as other programs run on the machine."""
    times = []
    for each in inputs:
        best = float("inf")
        for _ in range(3):
            began = time.perf_counter()
            work(each)
            best = min(best, time.perf_counter() - began)
        times.append(best)
    return times


def _spread(times: Times) -> Report:
    ordered = sorted(times)
    return {
        "median ms": round(statistics.median(ordered) * 1e3, 3),
        "p99 ms": round(ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)] * 1e3, 3),
        "n": len(ordered),
    }


def _lines(report: Report) -> Iterable[str]:
    for name, value in report.items():
        shown = "  ".join(f"{key} {each}" for key, each in value.items()) if isinstance(value, dict) else value
        yield f"{name}: {shown}"


@contextmanager
def _deep() -> Any:
    """Diagrams are made by recursion, one call for each fact."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(1_000_000)
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


def start(_: Sequence[Case]) -> Report:
    """Until the first verdict, beside an ordinary page; and one answer on a warm page."""
    return bench_start.run()


def passes(_: Sequence[Case]) -> Report:
    """What each pass of the fast way is worth."""
    return bench_passes.passes()


# Name → what is said of it, and the measurement.
PARTS: dict[str, tuple[str, Callable[[Sequence[Case]], Report]]] = {
    "start": ("自查页：从打开到第一个结论", start),
    "passes": ("快的做法里每一道值多少（测试用的小网站）", passes),
    "cpython": ("CPython：一个完整的结果", in_cpython),
    "browser": ("浏览器：一个完整的结果", in_browser),
    "batch": (f"checker batch：{BATCH} 个案例", in_batch),
    "unknown": ("未答的事实多了会怎样", with_unknowns),
    "size": ("规则多了会怎样", with_size),
    "clingo": ("换用 clingo（回答集求解）求可能的结论", with_clingo),
}
