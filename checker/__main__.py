"""The command line: ``python3 -m checker evaluate|facts|rules|…``; ``--help`` lists all. Exit status 2 on bad input.

Which body of rules is asked is said by ``--body``, a package; without it, it is the only one that stands in
`checker.regulations`.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import pkgutil
import sys
from collections.abc import Sequence
from datetime import date
from io import BufferedReader
from pathlib import Path
from typing import NoReturn, cast

from checker import regulations
from checker.api.schema import NAMES, schemas
from checker.body import Body, load
from checker.body.in_force import in_force
from checker.body.standing import standing_as_json, standing_as_text
from checker.engine import batch
from checker.engine.case import LONGEST, Case, decode, read_cases
from checker.engine.catalogue import (
    duties,
    duties_as_text,
    facts,
    facts_as_text,
    readings,
    readings_as_text,
    rules,
    rules_as_text,
)
from checker.engine.check import Check
from checker.engine.evaluate import study, study_readings
from checker.engine.fields import BadCase, read_day
from checker.engine.follows import follows
from checker.engine.plan import is_planned, plan
from checker.engine.report import report, report_as_text
from checker.engine.result import FullJson, to_json
from checker.logic import Truth
from checker.procedure.dates import Matter, read_matters
from checker.procedure.deadlines import deadlines
from checker.procedure.description import describe, procedure_as_text
from checker.procedure.ics import as_ics
from checker.procedure.procedure import Procedure
from checker.text import name
from checker.text.written import BadFile
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
from checker.view.deadlines import view_deadlines
from checker.view.follows import view_follows


def main(arguments: Sequence[str] | None = None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = argparse.Namespace(case="")
    try:
        body, rest = _body(arguments)
        options = _parser(body).parse_args(rest)
        options.body = body
        status: int = options.run(options)
        sys.stdout.flush()
    except BadCase as error:
        print(f"{options.case}：{error}", file=sys.stderr)
        return 2
    except BadFile as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes once more at its end
        if not isinstance(error, BrokenPipeError):  # a reader that has gone is no error
            print(f"输出：写不出去（{error.strerror}）；请换个地方放，或者腾出空间", file=sys.stderr)
            return 1
        return 0
    return status


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


def _body(arguments: Sequence[str] | None) -> tuple[Body, list[str]]:
    """The body of rules that is asked, and what else is on the command line."""
    first = _Parser(prog="python3 -m checker", add_help=False, allow_abbrev=False)
    first.add_argument("--body", metavar="包")
    named, rest = first.parse_known_args(arguments)
    there = [f"{regulations.__name__}.{each.name}" for each in pkgutil.iter_modules(regulations.__path__)]
    package = named.body or (there[0] if len(there) == 1 else None)
    if package is None:
        first.error(f"有几部规章，要用 --body 说明是哪一部：{'、'.join(there)}")
    try:
        return load(package), rest
    except ModuleNotFoundError as error:
        if error.name and package.startswith(error.name):
            first.error(f"--body：没有“{package}”这一部规章；有的是 {'、'.join(there)}")
        raise


def _parser(body: Body) -> argparse.ArgumentParser:
    parser = _Parser(prog="python3 -m checker", description="明界的检查程序：各条对一个假设的案例怎么说。")
    commands = parser.add_subparsers(metavar="命令", required=True)

    one = commands.add_parser("evaluate", help="看一份案例的结论和理由")
    one.add_argument("case", metavar="CASE", help="案例文件（.json 或 .toml）；写 - 从标准输入读")
    one.add_argument("--json", action="store_true", help="输出 JSON（文件里有几个案例，就一行一个）")
    one.set_defaults(run=_evaluate)

    after = commands.add_parser("follows", help=f"{body.first.after}：谁必须、可以做什么")
    after.add_argument("case", metavar="CASE", help="案例文件（.json 或 .toml）；写 - 从标准输入读")
    after.add_argument("--json", action="store_true", help="输出 JSON（文件里有几个案例，就一行一个）")
    after.set_defaults(run=_follows)

    if any(check.planned for check in body.checks):
        before = commands.add_parser("plan", help="还没有做的事：各条对计划怎么说，缺什么，会撞上什么")
        before.add_argument("case", metavar="CASE", help="案例文件，只写计划里已经定了的；写 - 从标准输入读")
        before.add_argument("--json", action="store_true", help="输出 JSON（文件里有几个案例，就一行一个）")
        before.set_defaults(run=_plan)
    many = commands.add_parser("batch", help="看许多份案例的结论，一行一份，一行一个结果")
    many.add_argument("case", metavar="FILE", help="JSON Lines 文件；写 - 从标准输入读")
    many.add_argument("--full", action="store_true", help="每行给出完整的结果，同 evaluate --json")
    many.set_defaults(run=_batch)

    if body.procedure:
        dated = commands.add_parser(
            "deadlines", help=f"{name(str(body.procedure.article))}的期限：从已知的日子算出每个期限的头一天、最后一天"
        )
        dated.add_argument("case", metavar="CASE", help="写着日子的文件（.json 或 .toml）；写 - 从标准输入读")
        dated.add_argument(
            "--today", metavar="日期", help="看到哪一天为止（写成 2027-01-05）；不写，用文件里的，再没有就用今天"
        )
        dated.add_argument("--json", action="store_true", help="输出 JSON（文件里有几件事，就一行一件）")
        dated.add_argument("--ics", action="store_true", help="输出日历文件（iCalendar）；一次一件事")
        dated.set_defaults(run=_deadlines)
        stages = commands.add_parser(
            "procedure",
            help=f"列出{name(str(body.procedure.article))}的各步：谁应当、可以做什么，能到哪一步，条文没有写什么",
        )
        stages.add_argument("--json", action="store_true", help="输出 JSON")
        stages.set_defaults(run=_procedure)

    for key, title, as_lines, as_values in (
        ("facts", "列出全部事实：键、问题、说明、条款和所引的字句", facts_as_text, facts),
        ("rules", "列出全部规则：条款、原句和条件", rules_as_text, rules),
        ("readings", "列出全部读法：字句、两边的意思、默认的理由", readings_as_text, readings),
        ("duties", "列出全部义务和措施：条款、原句、谁、什么时候、条件", duties_as_text, duties),
    ):
        listing = commands.add_parser(key, help=title)
        listing.add_argument("--json", action="store_true", help="输出 JSON")
        _of_check(listing, body)
        listing.set_defaults(run=_listed, lines=as_lines, values=as_values)
    became = commands.add_parser("standing", help="列出每一条、款、项：写成了规则，留给机关认定，还是只作注释")
    became.add_argument("--json", action="store_true", help="输出 JSON")
    became.set_defaults(run=_standing)

    checkup = commands.add_parser(
        "report", help="规则的体检：每条规则、每处读法能不能左右结论；给出案例，就看案例齐不齐"
    )
    checkup.add_argument("cases", metavar="CASE", nargs="*", help="案例文件（.json 或 .toml）；可以有几个")
    checkup.add_argument("--json", action="store_true", help="输出 JSON")
    checkup.set_defaults(run=_report)

    there = schemas(body, body.first)
    schema = commands.add_parser("schema", help="案例或者结论的 JSON Schema")
    schema.add_argument("of", choices=tuple(there), help="；".join(f"{key}：{NAMES[key]}" for key in there))
    schema.set_defaults(run=_schema)
    for command in (one, after, checkup, schema):
        _of_check(command, body)
    return parser


def _schema(options: argparse.Namespace) -> int:
    made = schemas(options.body, _check(options))[options.of]
    return _print(json.dumps(made, ensure_ascii=False, indent=2))


def _of_check(command: argparse.ArgumentParser, body: Body) -> None:
    named = "；".join(f"{check.key}：{check.title}" for check in body.checks)
    keys = [check.key for check in body.checks]
    command.add_argument("--check", choices=keys, help=f"用哪一种自查（{named}）；不写，就看案例的文件名")


def _check(options: argparse.Namespace, file: str = "") -> Check:
    """The one that is named, else that of the file."""
    body: Body = options.body
    return body.check(options.check) if options.check else body.of_file(Path(file).stem)


def _listed(options: argparse.Namespace) -> int:
    check = _check(options)
    return _print(to_json(options.values(check)) if options.json else options.lines(check))


def _standing(options: argparse.Namespace) -> int:
    return _print(to_json(standing_as_json(options.body)) if options.json else standing_as_text(options.body))


def _procedure(options: argparse.Namespace) -> int:
    procedure = _procedure_of(options)
    return _print(to_json(describe(procedure)) if options.json else procedure_as_text(procedure))


def _procedure_of(options: argparse.Namespace) -> Procedure:
    """There is one, or the command line has no command that needs it."""
    procedure: Procedure = options.body.procedure
    return procedure


def _print(text: str) -> int:
    print(text)
    return 0


def _evaluate(options: argparse.Namespace) -> int:
    check = _check(options, options.case)
    cases = _read(options.case, check)
    if options.json:
        return _print("\n".join(to_json(_whole(case, check, options.body)) for case in cases))
    return _print("\n\n".join(_shown(case, [*_in_force(case, options.body), *_nodes(case, check)]) for case in cases))


def _follows(options: argparse.Namespace) -> int:
    check = _check(options, options.case)
    cases = _read(options.case, check)
    if options.json:
        return _print("\n".join(to_json(follows(case, check)) for case in cases))
    return _print("\n\n".join(_shown(case, view_follows(follows(case, check), check)) for case in cases))


def _batch(options: argparse.Namespace) -> int:
    with _open(options.case) as source:
        check = options.body.first
        whole = (lambda case: _whole(case, check, options.body)) if options.full else None
        return batch.run(source, options.case, sys.stdout, sys.stderr, check, whole)


def _whole(case: Case, check: Check, body: Body) -> FullJson:
    whole = cast("FullJson", {**study(case, check), "readings": study_readings(case, check)})
    if case.day:
        whole["in_force"] = in_force(case.day.isoformat(), body)
    return whole


def _in_force(case: Case, body: Body) -> list[Node]:
    """Before all else, which edition applied on its day."""
    if not case.day:
        return []
    said = in_force(case.day.isoformat(), body)
    return [node("say", said["says"], provision=said["provision"] or "")]


def _report(options: argparse.Namespace) -> int:
    """One for each check that the files are for."""
    cases: dict[Check, list[Case]] = {}
    for file in options.cases:
        options.case = file  # so that bad input is reported with its file
        check = _check(options, file)
        cases.setdefault(check, []).extend(_read(file, check))
    found = [(check, report(given, check)) for check, given in cases.items()]
    if not found:
        found = [(_check(options), report(None, _check(options)))]
    if options.json:
        return _print("\n".join(to_json(result) for _, result in found))
    return _print("\n\n".join(report_as_text(result, check) for check, result in found))


def _shown(case: Case, nodes: list[Node]) -> str:
    said = [f"{label}：{case.texts[key]}" for key, label in _SAID.items() if case.texts.get(key)]
    return "\n\n".join([*said, as_text(nodes).strip()])


def _nodes(case: Case, check: Check) -> list[Node]:
    result = study(case, check)
    question = view_question(result, check)
    asked = [node("section", "下一个要问的", question)] if question else []
    return [
        *view_answer(result, check),
        *asked,
        *view_deeper(result, check),
        *view_readings(case, study_readings(case, check), check),
    ]


def _plan(options: argparse.Namespace) -> int:
    check: Check = options.body.first
    cases = _read(options.case, check)
    for case in cases:
        for fact, truth in case.answers.items():
            if truth is not Truth.UNKNOWN and not is_planned(fact):
                raise BadCase(f"answers.{fact.key}：“{fact.statement}”要等事情发生以后才知道，计划里请去掉这一项")
    if options.json:
        return _print("\n".join(to_json(plan(case, check)) for case in cases))
    plans = [plan(case, check) for case in cases]
    shown = (as_text([*view_plan(made, check), *view_plan_deeper(made, check)]).strip() for made in plans)
    return _print("\n\n".join(shown))


def _deadlines(options: argparse.Namespace) -> int:
    procedure, days = _procedure_of(options), options.body.calendar
    matters = _read_matters(options.case, procedure)
    said = read_day(options.today, "--today") if options.today is not None else None
    results = [deadlines(matter, said or matter.today or date.today(), procedure, days) for matter in matters]
    if options.ics:
        if len(results) != 1:
            raise BadCase(f"case：日历一次只写一件事，给了 {len(results)} 件；请分开")
        sys.stdout.flush()
        sys.stdout.buffer.write(as_ics(results[0], procedure).encode())  # its lines end as RFC 5545 has it
        return 0
    if options.json:
        return _print("\n".join(map(to_json, results)))
    return _print("\n\n".join(as_text(view_deadlines(result, procedure)).strip() for result in results))


def _open(place: str) -> BufferedReader:
    try:
        return open(0, "rb", closefd=False) if place == "-" else Path(place).open("rb")
    except OSError as error:
        raise BadCase(f"{_WHY_UNREADABLE.get(type(error), error.strerror)}；请检查文件名") from None


def _read(place: str, check: Check) -> tuple[Case, ...]:
    return read_cases(_text(place), check, toml=_TOML.get(Path(place).suffix.lower()))


def _read_matters(place: str, procedure: Procedure) -> tuple[Matter, ...]:
    return read_matters(_text(place), procedure, toml=_TOML.get(Path(place).suffix.lower()))


_TOML = {".toml": True, ".json": False}


def _text(place: str) -> str:
    with _open(place) as file:
        try:
            content = file.read(4 * LONGEST + 1)  # UTF-8 needs four bytes for a character at most
        except OSError as error:
            raise BadCase(f"{_WHY_UNREADABLE.get(type(error), error.strerror)}；请检查文件名") from None
    if len(content) > 4 * LONGEST:
        raise BadCase(f"全文：文件太大，一份案例最多 {LONGEST} 个字符；请检查是不是放错了文件")
    return decode(content)


if __name__ == "__main__":
    sys.exit(main())
