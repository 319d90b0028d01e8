"""The command line, as a person runs it: on every Python there is, with nothing installed, on good and on bad input."""

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from checker.api import bridge
from checker.api.schema import schemas
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE

ROOT = Path(__file__).parents[2]
CASE = {"answers": {"section_cadre": True, "duty_or_reform": False}}


@cache
def pythons() -> tuple[str, ...]:
    """This Python, and every other from 3.11 that the machine has."""
    found = {f"{sys.version_info[0]}.{sys.version_info[1]}": sys.executable}
    places = [*os.environ["PATH"].split(os.pathsep), *map(str, Path.home().glob(".pyenv/versions/*/bin"))]
    for minor in range(11, 20):
        for place in places:
            candidate = shutil.which(f"python3.{minor}", path=place)
            probe = [candidate, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"] if candidate else []
            if probe and subprocess.run(probe, capture_output=True, text=True).stdout.strip() == f"3.{minor}":
                found.setdefault(f"3.{minor}", str(candidate))
    return tuple(found.values())


def checker(*arguments: str, given: bytes = b"", python: str = sys.executable) -> subprocess.CompletedProcess[bytes]:
    command = [python, "-S", "-B", "-W", "error", "-m", "checker", *arguments]
    return subprocess.run(command, cwd=ROOT, input=given, capture_output=True, timeout=60)


def refusal(done: subprocess.CompletedProcess[bytes]) -> str:
    """The one line that bad input gets."""
    assert done.returncode == 2, done
    assert done.stdout == b""
    line = done.stderr.decode()
    assert line.endswith("\n") and line.count("\n") == 1
    return line


@pytest.mark.parametrize("python", pythons())
def test_it_runs_with_nothing_installed_and_says_the_same_on_every_python(python: str) -> None:
    given = json.dumps(CASE).encode()
    done = checker("evaluate", "-", "--json", given=given, python=python)
    assert done.stderr == b""
    assert done.stdout == checker("evaluate", "-", "--json", given=given).stdout
    assert json.loads(done.stdout)["verdict"] == {"id": "not_applicable", "title": "不适用"}


def test_json_toml_and_standard_input_give_the_same_result(tmp_path: Path) -> None:
    toml = "[answers]\nsection_cadre = true\nduty_or_reform = false\n"
    (tmp_path / "case.json").write_text(json.dumps(CASE), encoding="utf-8-sig")
    (tmp_path / "case.toml").write_text(toml, encoding="utf-8")
    outputs = {
        checker("evaluate", str(tmp_path / "case.json"), "--json").stdout,
        checker("evaluate", str(tmp_path / "case.toml"), "--json").stdout,
        checker("evaluate", "-", "--json", given=toml.encode()).stdout,
        checker("evaluate", "-", "--json", given=json.dumps(CASE).encode()).stdout,
    }
    assert len(outputs) == 1 and outputs != {b""}


def test_a_file_with_several_cases_gives_a_line_of_json_for_each() -> None:
    given = json.dumps({"case": [CASE, {"title": "空白", "answers": {}}]}).encode()
    lines = checker("evaluate", "-", "--json", given=given).stdout.splitlines()
    assert [len(json.loads(line)["possible"]) for line in lines] == [1, 4]


def test_what_a_cadre_reads_names_the_verdict_the_provision_and_its_words() -> None:
    shown = checker("evaluate", "-", given=json.dumps(CASE).encode()).stdout.decode()
    assert shown.startswith("【不适用】")
    assert shown.splitlines()[1] == "✗ 第三条　在履职担当、改革创新过程中：不成立", "what decides comes first"
    assert "不适用不等于有责任" in shown
    assert "✗ 第三条　在履职担当、改革创新过程中：不成立" in shown
    assert "│ 在履职担当、改革创新过程中" in shown


def test_it_prints_chinese_where_the_terminal_speaks_only_ascii() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "checker", "rules"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, env=environment, timeout=60)
    assert done.returncode == 0 and "第八条第（十一）项" in done.stdout.decode()


def test_facts_give_key_question_help_provision_and_phrase() -> None:
    facts = json.loads(checker("facts", "--json").stdout)
    (concealed,) = [fact for fact in facts if fact["key"] == "concealed"]
    assert concealed["question"].startswith("有意隐瞒")
    assert concealed["help"]
    assert concealed["asked_by"] == [{"provision": "8(4)", "name": "第八条第（四）项", "quote": "隐瞒不报"}]
    shown = checker("facts").stdout.decode()
    assert all(fact["key"] in shown and fact["question"] in shown for fact in facts)


def test_rules_give_provision_sentence_and_condition() -> None:
    rules = json.loads(checker("rules", "--json").stdout)
    (rule,) = [rule for rule in rules if rule["provision"] == "8(3)"]
    assert rule["quote"] == "除临机决断、紧急避险等情况外违反工作程序的"
    head, breach, emergency = rule["condition"]
    assert head == "all"
    assert breach[:2] == ["element", "违反工作程序"]
    assert breach[2][:3] == ["any", "broke_procedure", ["reading", "R8.time", ["any"], "broke_later_procedure"]]
    assert emergency[:2] == ["element", "除临机决断、紧急避险等情况外"] and emergency[2][0] == "not"


def test_readings_give_both_sides_and_the_ground_of_the_default() -> None:
    readings = {reading["key"]: reading for reading in json.loads(checker("readings", "--json").stdout)}
    assert readings["R7.4"]["quote"] == "果断决策、积极担当作为"
    assert readings["R7.4"]["default"] != readings["R7.4"]["alternative"] and readings["R7.4"]["ground"]
    listed = checker("readings").stdout.decode()
    assert all(key in listed for key in readings)


def test_a_reading_taken_the_other_way_changes_what_is_said() -> None:
    case = {"answers": {"unit": True, "section_cadre": False, "leading_team": False}, "readings": ["R4.unit"]}
    shown = checker("evaluate", "-", given=json.dumps(case).encode()).stdout.decode()
    assert shown.startswith("【不适用】") and "按另一种读法：只有领导班子和个人是对象。" in shown
    del case["readings"]
    result = json.loads(checker("evaluate", "-", "--json", given=json.dumps(case).encode()).stdout)
    assert result["verdict"] is None and "R4.unit" in result["readings"]["alone"]


@pytest.mark.parametrize(
    ("given", "place", "mend"),
    [
        (b"", "全文", "answers"),
        (b"  \n", "全文", "answers"),
        (b'{"answers": {"sectioncadre": true}}', "answers.sectioncadre", "section_cadre"),
        (b'{"answer": {}}', "answer：", "answers"),
        (b'{"answers": {"section_cadre": 1}}', "answers.section_cadre", "数字 1"),
        (b'{"answers": {"section_cadre": "yes"}}', "answers.section_cadre", "true（是）"),
        (b'{"answers": {"section_cadre": null}}', "answers.section_cadre", "null"),
        (b'{"answers": {"section_cadre": [true]}}', "answers.section_cadre", "列表"),
        (b'{"answers": []}', "answers", "列表"),
        (b"{}", "answers", "没有这一项"),
        (b'{"answers": {"loss": true, "loss": false}}', "loss", "写了两次"),
        (b'{"answers": {"loss": true}', "第 1 行第 27 列", "JSON 写错了，这里要有逗号，或者括号没有写完"),
        (b'{"case": 3}', "case", "数字 3"),
        (b'{"case": [{"answers": {}}, {"answers": {"los": true}}]}', "case[2].answers.los", "loss"),
        (b'{"answers": {}, "expect": ["tolerable"]}', "expect", "not_tolerable"),
        (b'{"answers": {}, "title": 5}', "title", "数字 5"),
        (b'{"answers": {"\\ud800\\n": true}}', "answers.", "python3 -m checker facts"),
        (b'{"answers": {"harm": true}}', "answers.harm", "可以写的看 python3 -m checker facts"),
        (b'{"answers": {}, "readings": ["R7"]}', "readings", "可以写的看 python3 -m checker readings"),
        (b'{"answers": {}, "follows": {"x": true}}', "follows.x", "可以写的看 python3 -m checker duties"),
        (b'{"answers": {}, "story": "x", "fits": ["x"]}', "fits", "可以写的看 python3 -m checker standing"),
        (b'{"case": []}', "case：是空的", "请至少写一个"),
        (b'{"answers": {"loss": ' + b"9" * 5000 + b"}}", "全文", "太长的数字"),
        (b"answers = 3", "answers", "数字 3"),
        (b"[answers]\nloss = yes", "第 2 行第 8 列：TOML 写错了", "是、否写 true、false"),
        (b"[answers]\nloss = 2020-01-01", "answers.loss", "2020-01-01"),
        (b"3", "末尾：TOML 写错了", "要写 JSON，就以 { 开头"),
        (b"\xff\xfe\x00", "第 1 个字节", "UTF-8"),
        (b"[" * 2_000_000, "全文", "200000"),
        (b"[" * 190_000, "第 1 行第 3 列", "TOML 写错了"),
        (b'{"answers":' + b"[" * 190_000, "全文", "嵌套太深"),
        ("案".encode() * 700_000, "全文", "200000"),
    ],
)
def test_bad_input_gets_one_line_that_names_the_place_and_the_mend(given: bytes, place: str, mend: str) -> None:
    line = refusal(checker("evaluate", "-", given=given))
    assert place in line and mend in line


MATTER = b"[dates]\nreceived = 2025-04-07\n"


def test_deadlines_give_the_same_result_from_toml_and_json_and_the_same_as_across_the_bridge() -> None:
    document = {"dates": {"received": "2025-04-07"}, "today": "2025-04-28"}
    toml = checker("deadlines", "-", "--json", "--today", "2025-04-28", given=MATTER).stdout.decode()
    assert toml == checker("deadlines", "-", "--json", given=json.dumps(document).encode()).stdout.decode()
    assert toml == bridge.deadlines(json.dumps(document), BODY.place(TOLERANCE)) + "\n"
    shown = checker("deadlines", "-", "--today", "2025-04-28", given=MATTER).stdout.decode()
    assert (
        shown.startswith("【程序走到：机关研究受不受理】") and "最后一天 2025年4月30日星期三，还有 2 个工作日" in shown
    )


def test_today_is_the_machines_day_where_nobody_says_it_and_the_files_where_the_file_does() -> None:
    before, after = date.today(), json.loads(checker("deadlines", "-", "--json", given=MATTER).stdout)["today"]
    assert before.isoformat() <= after <= date.today().isoformat()
    given = b"today = 2025-05-01\n" + MATTER
    assert json.loads(checker("deadlines", "-", "--json", given=given).stdout)["today"] == "2025-05-01"
    other = checker("deadlines", "-", "--json", "--today", "2025-06-01", given=given).stdout
    assert json.loads(other)["today"] == "2025-06-01"


def test_the_calendar_text_has_the_line_ends_of_its_standard_and_is_for_one_matter() -> None:
    done = checker("deadlines", "-", "--ics", "--today", "2025-04-28", given=MATTER)
    assert done.stdout.startswith(b"BEGIN:VCALENDAR\r\n") and done.stdout.endswith(b"END:VCALENDAR\r\n")
    assert done.stdout.count(b"\n") == done.stdout.count(b"\r\n")
    two = json.dumps({"case": [{"dates": {}}, {"dates": {}}]}).encode()
    assert "一次只写一件事" in refusal(checker("deadlines", "-", "--ics", given=two))


@pytest.mark.parametrize(
    ("given", "arguments", "place", "mend"),
    [
        (b"", (), "全文", "dates"),
        (b'{"answers": {}}', (), "answers", "可以写的有 title、today、dates、readings、expect"),
        (b'{"case": []}', (), "case：是空的", "请至少写一件"),
        (b'{"today": "2026-12-01"}', (), "dates：没有这一项", "至少要有 dates"),
        (b'{"dates": {"received": "2026-02-30"}}', (), "dates.received：没有 2026-02-30 这一天", "请检查年、月、日"),
        (b"[dates]\nreceived = 2026-02-30\n", (), "第 2 行第 12 列：没有 2026-02-30 这一天", "请检查年、月、日"),
        (b'{"dates": {"received": null}}', (), "dates.received：没有写日期", "2027-01-05"),
        (b'{"dates": {"received": ""}}', (), "dates.received：没有写日期", "2027-01-05"),
        (b'{"dates": {}}', ("--today", ""), "--today：没有写日期", "2027-01-05"),
        (b'{"dates": {"recieved": "2025-04-07"}}', (), "dates.recieved", "received"),
        (b'{"dates": {"received": "7.4.2025"}}', (), "dates.received", "2027-01-05"),
        (b"[dates]\nreceived = 2025-04-07T10:00:00\n", (), "dates.received", "2027-01-05"),
        (b'{"dates": {}}', ("--today", "morgen"), "--today", "2027-01-05"),
        (b'{"dates":' + b"[" * 190_000, (), "全文", "嵌套太深"),
        (b'{"dates": {"received": ' + b"9" * 5000 + b"}}", (), "全文", "太长的数字"),
    ],
)
def test_bad_dates_get_one_line_that_names_the_place_and_the_mend(
    given: bytes, arguments: tuple[str, ...], place: str, mend: str
) -> None:
    line = refusal(checker("deadlines", "-", *arguments, given=given))
    assert place in line and mend in line


@pytest.mark.parametrize("command", ["evaluate", "follows", "plan", "report", "deadlines"])
def test_a_file_with_no_case_is_refused_by_every_command_that_reads_one(tmp_path: Path, command: str) -> None:
    for name, content in {"none.json": '{"case": []}', "none.toml": "case = []"}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
        assert "case：是空的" in refusal(checker(command, str(tmp_path / name)))


LIST = b"today = 2025-08-01\n[dates]\nreceived = [2025-06-09, 2025-07-02]\nrefused = 2025-06-16\n"


def test_a_list_of_days_is_the_same_in_toml_and_json_and_one_day_is_a_list_of_one() -> None:
    document = {"today": "2025-08-01", "dates": {"received": ["2025-06-09", "2025-07-02"], "refused": ["2025-06-16"]}}
    toml = checker("deadlines", "-", "--json", given=LIST).stdout
    assert toml == checker("deadlines", "-", "--json", given=json.dumps(document).encode()).stdout
    assert [term["number"] for term in json.loads(toml)["terms"] if term["term"] == "reply"] == [1, 2]
    calendar = checker("deadlines", "-", "--ics", given=LIST).stdout.decode()
    assert calendar.count("BEGIN:VEVENT") == 2 and "答复受不受理（第2次）" in calendar.replace("\r\n ", "")


TOML = [
    ("a = 2026-02-30", "没有 2026-02-30 这一天"),
    ("a = ok", "等号后面的值写错了"),
    ("提出申请 = 1", "这一行读不懂"),
    ("a", "键后面没有等号"),
    ("[a", "表头没有写完"),
    ("[[a]", "表头没有写完"),
    ("[中]", "键只能用字母"),
    ("[a]\n[a]", "同一个表写了两次"),
    ("a = 1\na = 2", "同一个键写了两次"),
    ("a = {b = 1, b = 2}", "同一个键写了两次"),
    ("[[a]]\n[a]", "写了两次"),
    ("a = [1", "方括号没有写完"),
    ("a = {b = 1", "花括号没有写完"),
    ("a = {b = 1}\na.c = 2", "花括号里的表"),
    ('a = "b', "引号不成对"),
    ("a = 'b", "引号不成对"),
    ('a = "\\q"', "反斜杠要写两次"),
    ('a = "\\uzzzz"', "编码写错了"),
    ('a = "\\ud800"', "不是一个字"),
    ('a = "b\nc"', "引号里换了行"),
    ("a = 1 b", "后面还有东西"),
    ("# \x00", "控制字符"),
]


@pytest.mark.parametrize(("text", "cause"), TOML, ids=[cause for _, cause in TOML])
@pytest.mark.parametrize("python", pythons())
def test_what_is_wrong_with_toml_is_said_in_chinese_with_its_place(python: str, text: str, cause: str) -> None:
    line = refusal(checker("deadlines", "-", given=text.encode(), python=python))
    assert re.match(r"-：(第 \d+ 行第 \d+ 列|末尾)：", line) and cause in line
    assert not re.search(r"[A-Za-z]{4,}", re.sub(r"TOML|JSON|true|false|case", "", line))


@pytest.mark.parametrize("of", ["case", "result", "follows", "dates", "deadlines"])
def test_every_schema_is_printed_as_it_is(of: str) -> None:
    assert json.loads(checker("schema", of).stdout) == schemas(BODY, TOLERANCE)[of]


@pytest.mark.parametrize("arguments", [("evaluate",), ("evalute", "-"), ("schema", "facts"), ()])
def test_a_wrong_command_gets_one_line(arguments: tuple[str, ...]) -> None:
    assert "--help" in refusal(checker(*arguments))


@pytest.mark.parametrize(("name", "reason"), [("没有.json", "没有这个文件"), (".", "是文件夹")])
def test_a_file_that_cannot_be_read_gets_one_line(tmp_path: Path, name: str, reason: str) -> None:
    line = refusal(checker("evaluate", str(tmp_path / name)))
    assert reason in line and "检查文件名" in line


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f'"{sys.executable}" -m checker facts | head -n 1'
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, timeout=60)
    assert done.stderr == b""


@pytest.mark.needs("full disk")
def test_output_that_cannot_be_written_gets_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "checker", "facts"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, timeout=60
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith("输出：写不出去") and done.stderr.count(b"\n") == 1
