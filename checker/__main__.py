"""The command line: ``python3 -m checker evaluate|facts|rules|…``; ``--help`` lists all. Exit status 2 on bad input."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from checker.bridge import to_json
from checker.case import LONGEST, BadCase, Case, read_cases
from checker.catalogue import facts, facts_as_text, readings, readings_as_text, rules, rules_as_text
from checker.logic import Truth
from checker.plan import is_planned, plan
from checker.report import report, report_as_text
from checker.schema import case_schema, result_schema
from checker.standing import standing_as_json, standing_as_text
from checker.study import study, study_readings
from checker.verdict import MODEL
from checker.view import (
    Node,
    as_text,
    node,
    view_answer,
    view_deeper,
    view_plan,
    view_plan_deeper,
    view_question,
    view_readings,
)


def main(arguments: Sequence[str] | None = None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        print(options.run(options))
        sys.stdout.flush()
    except BadCase as error:
        print(f"{getattr(options, 'case', '')}：{error}", file=sys.stderr)
        return 2
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes once more at its end
        if not isinstance(error, BrokenPipeError):  # a reader that has gone is no error
            print(f"输出：写不出去（{error.strerror}）；请换个地方放，或者腾出空间", file=sys.stderr)
            return 1
    return 0


_SAID = {"title": "案例", "story": "经过", "official": "官方的结论", "differs": "与本细则相比"}

_WHY_UNREADABLE: dict[type[OSError], str] = {
    FileNotFoundError: "没有这个文件",
    IsADirectoryError: "这是文件夹，不是文件",
    PermissionError: "没有权限读这个文件",
}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line, as for any other bad input."""
        self.exit(2, f"命令写错了：{message}；看 python3 -m checker --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python3 -m checker", description="明界的检查程序：各条对一个假设的案例怎么说。")
    commands = parser.add_subparsers(metavar="命令", required=True)

    one = commands.add_parser("evaluate", help="看一份案例的结论和理由")
    one.add_argument("case", metavar="CASE", help="案例文件（.json 或 .toml）；写 - 从标准输入读")
    one.add_argument("--json", action="store_true", help="输出 JSON（文件里有几个案例，就一行一个）")
    one.set_defaults(run=_evaluate)

    before = commands.add_parser("plan", help="还没有做的事：各条对计划怎么说，缺什么，会撞上什么")
    before.add_argument("case", metavar="CASE", help="案例文件，只写计划里已经定了的；写 - 从标准输入读")
    before.add_argument("--json", action="store_true", help="输出 JSON（文件里有几个案例，就一行一个）")
    before.set_defaults(run=_plan)

    for name, title, as_lines, as_values in (
        ("facts", "列出全部事实：键、问题、说明、条款和所引的字句", facts_as_text, facts),
        ("rules", "列出全部规则：条款、原句和条件", rules_as_text, rules),
        ("readings", "列出全部读法：字句、两边的意思、默认的理由", readings_as_text, readings),
        ("standing", "列出每一条、款、项：写成了规则，留给机关认定，还是只作注释", standing_as_text, standing_as_json),
    ):
        listing = commands.add_parser(name, help=title)
        listing.add_argument("--json", action="store_true", help="输出 JSON")
        listing.set_defaults(
            run=lambda options, lines=as_lines, values=as_values: to_json(values()) if options.json else lines()
        )

    checkup = commands.add_parser(
        "report", help="规则的体检：每条规则、每处读法能不能左右结论；给出案例，就看案例齐不齐"
    )
    checkup.add_argument("cases", metavar="CASE", nargs="*", help="案例文件（.json 或 .toml）；可以有几个")
    checkup.add_argument("--json", action="store_true", help="输出 JSON")
    checkup.set_defaults(run=_report)

    schema = commands.add_parser("schema", help="案例或者结论的 JSON Schema")
    schema.add_argument("of", choices=("case", "result"), help="case：案例；result：结论")
    schema.set_defaults(
        run=lambda options: json.dumps(
            case_schema() if options.of == "case" else result_schema(), ensure_ascii=False, indent=2
        )
    )
    return parser


def _evaluate(options: argparse.Namespace) -> str:
    cases = _read(options.case)
    if options.json:
        return "\n".join(to_json({**study(case), "readings": study_readings(case)}) for case in cases)
    return "\n\n".join(_shown(case) for case in cases)


def _report(options: argparse.Namespace) -> str:
    cases: list[Case] = []
    for file in options.cases:
        options.case = file  # so that bad input is reported with its file
        cases += _read(file)
    result = report(cases if options.cases else None)
    return to_json(result) if options.json else report_as_text(result)


def _shown(case: Case) -> str:
    said = [f"{label}：{case.texts[key]}" for key, label in _SAID.items() if case.texts.get(key)]
    return "\n\n".join([*said, as_text(_nodes(case)).strip()])


def _nodes(case: Case) -> list[Node]:
    result = study(case)
    question = view_question(result)
    asked = [node("section", "下一个要问的", question)] if question else []
    return [*view_answer(result), *asked, *view_deeper(result), *view_readings(case, study_readings(case))]


def _plan(options: argparse.Namespace) -> str:
    cases = _read(options.case)
    for case in cases:
        for fact, truth in case.answers.items():
            if truth is not Truth.UNKNOWN and not is_planned(fact):
                raise BadCase(f"answers.{fact.key}：“{fact.statement}”要等事情发生以后才知道，计划里请去掉这一项")
    if options.json:
        return "\n".join(to_json(plan(case)) for case in cases)
    return "\n\n".join(as_text([*view_plan(made), *view_plan_deeper(made)]).strip() for made in map(plan, cases))


def _read(place: str) -> tuple[Case, ...]:
    try:
        if place == "-":
            content = sys.stdin.buffer.read(4 * LONGEST + 1)
        else:
            with Path(place).open("rb") as file:
                content = file.read(4 * LONGEST + 1)  # UTF-8 needs four bytes for a character at most
    except OSError as error:
        raise BadCase(f"{_WHY_UNREADABLE.get(type(error), error.strerror)}；请检查文件名") from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if len(content) > 4 * LONGEST:
            raise BadCase(f"全文：文件太大，一份案例最多 {LONGEST} 个字符；请检查是不是放错了文件") from None
        raise BadCase(f"第 {error.start + 1} 个字节：不是 UTF-8 文字；请用 UTF-8 编码另存") from None
    kinds = {".toml": True, ".json": False}
    return read_cases(text, MODEL, toml=kinds.get(Path(place).suffix.lower()))


if __name__ == "__main__":
    sys.exit(main())
