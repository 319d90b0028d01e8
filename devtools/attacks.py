"""Attacks the check in both browsers, and says by place what got out: on the unprotected control, and on the check."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from builder import BUILD, ROOT
from builder.core.console import Problem, progress, remark, say
from builder.core.steps import log
from devtools.limits import unmet

BROWSERS = ("chromium", "firefox")
FOLDER = BUILD / "attacks"
PATIENCE = 2400  # seconds
EXPECTED = ROOT / "tests" / "attacks" / "expected.json"
PLACES = {
    "script": "推理程序的 worker 里，脚本",
    "python": "推理程序的 worker 里，Python",
    "window": "框架的窗口里，脚本",
}
SCHEMES = {"http": "从服务器打开", "file": "从文件打开"}

Report = Mapping[str, Any]
"""See tests/attacks/suite.py, `main`."""


def run() -> int:
    """Exit status 0 if nothing got out of the worker."""
    with progress("在 Chromium 和 Firefox 里攻击自查"):
        reports = measure()
    for line in table(reports):
        say(line)
    remark(f"已写入 {FOLDER.relative_to(ROOT).as_posix()}/")
    return int(any(escaped(report) for report in reports.values()))


def measure() -> dict[str, Report]:
    """By browser; both attack at the same time. What was found is written into FOLDER, too."""
    sys.path.insert(0, str(ROOT / "tests"))
    from attacks.suite import enclosed

    FOLDER.mkdir(parents=True, exist_ok=True)
    there = [name for name in BROWSERS if name == "chromium" or not unmet("firefox")]
    files = {name: FOLDER / f"{name}.json" for name in there}
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "tests")))}
    running = {}
    for name, file in files.items():
        file.unlink(missing_ok=True)
        words = enclosed([sys.executable, "-m", "attacks.suite", name, str(file)])
        running[name] = subprocess.Popen(
            words,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            start_new_session=True,
        )
    said = {name: _last_words(process) for name, process in running.items()}
    for name, process in running.items():
        if process.returncode:
            error = RuntimeError(said[name])
            raise Problem(
                f"攻击测试（{name}）：没有做完，所以什么也没有证明{log(f'attacks-{name}', error)}；请重新运行。"
            )
    reports = {name: json.loads(file.read_text(encoding="utf-8")) for name, file in files.items()}
    found = {name: found_in(report) for name, report in reports.items()}
    (FOLDER / EXPECTED.name).write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return reports


def _last_words(process: "subprocess.Popen[str]") -> str:
    try:
        return process.communicate(timeout=PATIENCE)[0]
    except subprocess.TimeoutExpired:
        return f"no end after {PATIENCE} s"
    finally:
        # With it go its browsers, also where an interrupt ends the wait.
        with suppress(ProcessLookupError):
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()


def found_in(report: Report) -> dict[str, dict[str, Any]]:
    """By scheme: what the control does not show, and what gets out of the window, by which channels."""
    found: dict[str, dict[str, Any]] = {}
    for scheme, pages in report["outcomes"].items():
        out = {way: each["arrived"] for way, each in pages["check"].items() if each["arrived"]}
        found[scheme] = {
            "unproven": sorted(way for way in pages["control"] if not proven(report, scheme, way)),
            "window": {way: out[way] for way in sorted(out) if way.startswith("window")},
        }
    return found


def proven(report: Report, scheme: str, way: str) -> bool:
    """Whether the control lets the way through."""
    return bool(report["outcomes"][scheme]["control"][way]["arrived"])


def escaped(report: Report) -> list[str]:
    """What got out of the check's worker: by scheme, place and name."""
    return [
        f"{scheme}, {way}"
        for scheme, pages in report["outcomes"].items()
        for way, each in pages["check"].items()
        if each["arrived"] and not way.startswith("window")
    ]


def table(reports: Mapping[str, Report]) -> Iterator[str]:
    """For people."""
    for name, report in reports.items():
        names = "" if report["named"] else "（没有听查域名的请求：系统不许另开一个网络）"
        yield f"{name} {report['version']}{names}"
        for scheme, pages in report["outcomes"].items():
            for place, words in PLACES.items():
                ways = [way for way in pages["check"] if way.startswith(f"{place}:")]
                shown = [way for way in ways if proven(report, scheme, way)]
                out = [way for way in ways if pages["check"][way]["arrived"]]
                yield (
                    f"  {SCHEMES[scheme]}，{words}：试了 {len(ways)} 种，对照页上出得去 {len(shown)} 种，"
                    f"自查页上出得去 {len(out)} 种"
                )
                for way in out:
                    yield f"    出得去：{way}（{'、'.join(pages['check'][way]['arrived'])}）"
                if unshown := [way.partition(": ")[2] for way in ways if way not in shown]:
                    yield f"    对照页上也出不去，不算数：{'；'.join(unshown)}"
