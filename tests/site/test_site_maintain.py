"""The maintainers' page is true: each mistake in its tables is made here, and what is printed is what the page says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from builder import ROOT, content, pages, site
from builder.content import stamps
from builder.core.console import Problem
from builder.search import index, terminal
from checker.regulations.xishuangbanna import BODY

PAGE = ROOT / "docs" / "maintain.md"
ROW = re.compile(r"^\| (?P<what>[^|]+) \| `(?P<said>(?:docs|cases|tests|checker)/[^|]+)` \|$", re.MULTILINE)
COMMAND = re.compile(r"python3 (?P<module>build\.py|-m checker)(?: (?P<verb>[a-z]+))?")
NOTE, CASES, RULE = "docs/articles/07.md", "cases/a07.toml", "checker/regulations/xishuangbanna/articles/a07/i03.py"
DAYS = "checker/calendars/2026.toml"
RULES = "checker/regulations/xishuangbanna"
LOCAL = f"{RULES}/calendar/2025-local.toml"
READ_AS_A_BUILD = """
import sys
from pathlib import Path
from builder import ROOT
from builder.core import console, steps
console.use_utf8()
try:
    from builder import house, pages
    pages.write(ROOT / "docs", ROOT / "pages", ROOT / "cases", house.body())
except console.Problem as problem:
    print(problem)
except Exception as error:
    print(steps.explain("build", "build.py", error))
"""

EARLIER = '[[proof]]\ndate = 2030-01-01\nby = "某人"\nhow = "对照"\nnot_done = "没有"\n\n'

Spoil = Callable[[Path], object]


def change(file: str, old: str, new: str, within: str = "") -> Spoil:
    """Put ``new`` in the place of the first ``old`` behind the words ``within``."""

    def spoil(root: Path) -> None:
        text = (root / file).read_text(encoding="utf-8")
        at = text.index(old, text.index(within))
        (root / file).write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")

    return spoil


def note(old: str, new: str) -> Spoil:
    """In the note of 7(3)."""
    return change(NOTE, old, new, within="\n## 7(3)\n")


def without(pattern: str) -> Spoil:
    """The note without what stands between the heading of 7(3) and the end of the pattern's first match."""

    def spoil(root: Path) -> None:
        text = (root / NOTE).read_text(encoding="utf-8")
        start = text.index("\n## 7(3)\n")
        (root / NOTE).write_text(text[:start] + re.sub(pattern, "", text[start:], count=1), encoding="utf-8")

    return spoil


def few(root: Path) -> None:
    text = (root / NOTE).read_text(encoding="utf-8")
    start = text.index("\n## 7(3)\n")
    fewer = re.sub(r"\*\*叫法\*\*　.*", "**叫法**　打擦边球、灰色地带、政策空白", text[start:], count=1)
    (root / NOTE).write_text(text[:start] + fewer, encoding="utf-8")


def rename(root: Path) -> None:
    (root / NOTE).rename(root / "docs/articles/7.md")


def last_years_copied(name: str) -> Spoil:
    """Last year's days as a new file of that name."""

    def spoil(root: Path) -> None:
        shutil.copyfile(root / DAYS, root / "checker/calendars" / name)

    return spoil


def other_encoding(root: Path) -> None:
    (root / NOTE).write_text((root / NOTE).read_text(encoding="utf-8"), encoding="gb18030")


def same_title(root: Path) -> None:
    first, second, *_ = re.findall(r"^title = .*$", (root / CASES).read_text(encoding="utf-8"), re.MULTILINE)
    change(CASES, second, first)(root)


IN_PAGES: dict[str, Spoil] = {
    "标题写成 `## 7(12)`": note("## 7(3)", "## 7(12)"),
    "`## 7(2)` 写了两次": note("## 7(3)", "## 7(2)"),
    "标题写成 `### 7(3)`": note("## 7(3)", "### 7(3)"),
    "少了第（三）项一节": without(r"(?s)\n## 7\(3\)\n.*?(?=\n## 7\(4\)\n)"),
    "开头没有 `title:`": change(NOTE, "title:", "标题："),
    "文件名写成 `7.md`": rename,
    "文件不是 UTF-8": other_encoding,
    "没有“一句话”": without(r"\*\*一句话\*\*　.*\n"),
    "“一句话”后面是半角空格": note("**一句话**　", "**一句话** "),
    "没有“有关的”": without(r"\*\*有关的\*\*　.*\n"),
    "“叫法”只有三个": few,
    "“叫法”里多了一个顿号": note("、打擦边球", "、、打擦边球"),
    "“叫法”里同一个写了两次": note("、打擦边球", "、打擦边球、打擦边球"),
    "“叫法”下面一段没有名字": note("**一句话**　", ""),
    "“一句话”写了两段": note("**一句话**", "**一句话**　再说一句。\n\n**一句话**"),
    "手写“要件”": note("**一句话**", "**要件**　三样都要有。\n\n**一句话**"),
    "手写“可以有两种读法”": note("**一句话**", "**可以有两种读法**　……\n\n**一句话**"),
    "手写“合”": note("**一句话**", "**合**　一件事。\n\n**一句话**"),
    "引用写成 `[[8(13)]]`": note("[[8(3)]]", "[[8(13)]]"),
    "规范的代号写错": note("[[norm distinctions 三句话]]", "[[norm sanction]]"),
    "引了没有抄过的一处": note("[[norm distinctions 三句话]]", "[[norm sanctions 第一百条]]"),
    "standing 写成 `see`": change("docs/norms.toml", '"seen"', '"see"', within='key = "sanctions"'),
    "没有看过原文却有引文": change("docs/norms.toml", '"seen"', '"named"', within='key = "sanctions"'),
    "`says` 写成 `say`": change("docs/norms.toml", "says =", "say =", within='key = "sanctions"'),
    "用了中文引号": change("docs/norms.toml", '"公职人员政务处分法"', "“公职人员政务处分法”"),
    "引号没有关上": change("docs/readings.toml", '不良影响或者损失"', "不良影响或者损失"),
    "`[[norm]]` 写成 `[[norms]]`": change("docs/norms.toml", "[[norm]]", "[[norms]]"),
    "words 不是原话": change("docs/readings.toml", "造成不良影响或者损失", "造成坏影响或者损失"),
    "key 同规则里的重了": change("docs/readings.toml", '"R3.loss"', '"R3.intent"'),
    "期限的读法少了一则": change(
        "docs/readings.toml",
        '[[reading]]\nkey = "R9.usual"\nmatters = "超过20个工作日，是慢了，还是违反了程序。"\n',
        "",
    ),
    "provision 写错": change("docs/readings.toml", 'provision = "3"', 'provision = "33"'),
    "词不是条文的写法": change("docs/glossary.toml", 'term = "管理权限"', 'term = "管辖权限"'),
    "同一个词写了两则": change("docs/glossary.toml", 'term = "管理权限"', 'term = "问责机关"'),
    "source 写错": change("docs/glossary.toml", 'term = "管理权限"\n', 'term = "管理权限"\nsource = "sanction"\n'),
    "对照的条款写错": change("docs/siblings.toml", 'provision = "7(2)"', 'provision = "7(22)"'),
    "没有读过却有引文": change("docs/siblings.toml", '"seen"', '"named"', within='key = "hbvtc"'),
    "shown 写了没有的一家": change("docs/differences.toml", '["hbvtc"]', '["hbvt"]'),
    "shown 忘了方括号": change("docs/differences.toml", '["hbvtc"]', '"hbvtc"'),
    "事实的名字写错": change(CASES, "express_prohibition =", "express_prohibitions =", within='fits = ["7(3)"]'),
    '回答写成 `"是"`': change(CASES, "express_prohibition = false", 'express_prohibition = "是"'),
    "说它合，其实不合": change(CASES, "express_prohibition = false", "express_prohibition = true", 'fits = ["7(3)"]'),
    "回答不够，定不下来": change(CASES, "express_prohibition = false\n", "", within='fits = ["7(3)"]'),
    "没有规则的也写 `fits`": change(CASES, 'fits = ["7(3)"]', 'fits = ["7(3)", "9(1)"]'),
    "有 `fits` 没有 `story`": change(CASES, "story =", "# story =", within='fits = ["7(3)"]'),
    "删了唯一的例子": change(CASES, 'fits = ["7(3)"]', ""),
    "引条款少了一个方括号": note("[[8(3)]]", "[[8(3)]"),
    "引条款只有一层方括号": note("[[8(3)]]", "[8(3)]"),
    "引条款用了全角括号": note("[[8(3)]]", "【【8(3)】】"),
    "标题写成 `＃＃ 7(3)`": note("## 7(3)", "＃＃ 7(3)"),
    "用了网页的标签": note("**一句话**　", "**一句话**　<b>注意</b>"),
    "“叫法”之间用了逗号": note("、打擦边球", ",打擦边球"),
    "defined 忘了引号": change("docs/glossary.toml", 'term = "管理权限"\n', 'term = "管理权限"\ndefined = 3\n'),
    "两处引文的 at 一样": change("docs/norms.toml", 'at = "第十一条"', 'at = "第十条"', within='key = "sanctions"'),
    "年份用了全角数字": change("docs/norms.toml", "year = 2020", "year = ２０２０", within='key = "sanctions"'),
    "expect 写错": change(CASES, '["situation_met"]', '["not_tolerable"]', within="[[case]]"),
    "没有写 expect": change(CASES, "expect =", "# expect ="),
    "没有写 title": change(CASES, "title =", "# title ="),
    "两个案例同一个 title": same_title,
    "文件名写成 `a7.toml`": lambda root: (root / CASES).rename(root / "cases/a7.toml"),
    "文件存成了 `new.toml.txt`": lambda root: (root / "cases/new.toml.txt").touch(),
    "公开案例没有 story": change("cases/published.toml", "story =", "# story ="),
    "公开案例的 turns 写错": change("cases/published.toml", 'turns = "8(3)"', 'turns = "8(33)"'),
}
IN_FOOT: dict[str, Spoil] = {
    "日期加了引号": change("docs/proofs.toml", "date = 2026-11-24", 'date = "2026-11-24"'),
    "早的一次排在了后面": change("docs/proofs.toml", "[[proof]]", f"{EARLIER}[[proof]]"),
    "没有写怎样核对": change("docs/proofs.toml", "how =", "# how ="),
}
IN_SEARCH: dict[str, Spoil] = {
    "换着说的词写错了括号": change("docs/alike.toml", '["上级", "上面", "上头", "上边"]', '"上级", "上面"]'),
    "问题的答案写错": change("tests/search/golden.toml", 'answers = ["1"]', 'answers = ["7(12)"]'),
}
IN_SITE: dict[str, Spoil] = {
    "链接通不到": note("**容易看错的**", "[去看](nowhere.md)\n\n**容易看错的**"),
}
IN_RULES: dict[str, Spoil] = {
    "规则引的不是原话": change(RULE, "因政策界限不明确或不可预知的因素，", "因政策界限不清楚或不可预知的因素，"),
    "规则的条款写错": change(RULE, '"7(3)"', '"7(12)"'),
    "少了一个逗号": change(RULE, '"7(3)",', '"7(3)"'),
    "用了没有的事实": change(RULE, "AnyOf(unclear_policy,", "AnyOf(vague_policy,"),
    "改了条文，校勘没有跟着改": change(f"{RULES}/text/regulation.toml", 'text = "为了', 'text = "为着'),
    "抄错了一个字": change(f"{RULES}/text/regulation.toml", "营造想干事", "营造想做事"),
    "校勘的 at 写错": change(f"{RULES}/text/emendations.toml", 'at = "2"', 'at = "22"'),
    "校勘的 why 写错": change(f"{RULES}/text/emendations.toml", '"page-break"', '"page-brake"'),
    "照录的又改了": change(
        f"{RULES}/text/emendations.toml", 'at = "6(2)"\nwords = "滥用职权：甄别', 'at = "6(4)"\nwords = "（四）从'
    ),
    "照去年的抄，忘了改 `year`": last_years_copied("2027.toml"),
    "文件存成了 `2027.toml.txt`": last_years_copied("2027.toml.txt"),
    "忘了写 `seen`": change(DAYS, "seen =", "# seen ="),
    "日期写成 `2026.2.15`": change(DAYS, "2026-02-15", "2026.2.15"),
    "同一天写了两次": change(DAYS, "to = 2026-09-27", "to = 2026-10-01"),
    "月份抄错，一放三十几天": change(DAYS, "to = 2026-02-23", "to = 2026-03-23"),
    "州里上班的日子，全国在放假": change(LOCAL, "2025-04-16", "2025-04-16\nworked = [2025-04-05]"),
    "少抄了一个上班的周末": change(DAYS, "2026-02-14, ", ""),
    "少了一个节日": change(DAYS, '"清明节"', '"清明"'),
    "一个节日的头一天抄晚了": change(DAYS, "from = 2026-06-19", "from = 2026-06-20"),
    "通知的名称还是去年的": change(DAYS, "2026年部分", "2025年部分"),
    "州里的月份抄错": change(
        LOCAL,
        "from = 2025-04-14\nto = 2025-04-16",
        "from = 2025-06-14\nto = 2025-06-16",
    ),
    "上班的日子不是周末": change(DAYS, "[2026-01-04]", "[2026-01-05]"),
    "日期加了引号（节日）": change(DAYS, "2026-02-15", '"2026-02-15"'),
    "年份抄成了上一年": change(DAYS, "2026-10-07", "2025-10-07"),
    "州里的文件写了春节": change(LOCAL, '"泼水节"', '"春节"'),
}
EVERY = IN_PAGES | IN_FOOT | IN_SEARCH | IN_SITE | IN_RULES


def rows() -> list[tuple[str, str]]:
    """What the tables of the page say: the mistake, and the line."""
    return [(row["what"].strip(), row["said"]) for row in ROW.finditer(PAGE.read_text(encoding="utf-8"))]


def printed(what: str, said: str) -> None:
    """``N`` on the page stands for the number of the line."""
    assert "\n" not in said
    assert re.sub(r"第\d+行", "第N行", said) == dict(rows())[what]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """What people write, as a copy."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    for folder in ("cases", "tests/search"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def test_every_mistake_of_the_page_is_made_here_and_no_other() -> None:
    assert [what for what, _ in rows()] == list(dict.fromkeys(what for what, _ in rows()))
    assert {what for what, _ in rows()} == EVERY.keys()


@pytest.mark.parametrize("what", IN_PAGES)
def test_what_people_write_and_is_wrong_stops_the_build_with_the_line_of_the_page(root: Path, what: str) -> None:
    IN_PAGES[what](root)
    with pytest.raises(Problem) as caught:
        pages.write(root / "docs", root / "pages", root / "cases", BODY)
    printed(what, str(caught.value))


@pytest.mark.parametrize("what", IN_FOOT)
def test_a_wrong_record_of_who_read_the_text_stops_the_build_likewise(root: Path, what: str) -> None:
    IN_FOOT[what](root)
    with pytest.raises(Problem) as caught:
        stamps.proofs(root)
    printed(what, str(caught.value))


@pytest.mark.parametrize("what", IN_SEARCH)
def test_what_search_is_given_and_is_wrong_stops_it_likewise(
    root: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    IN_SEARCH[what](root)
    monkeypatch.chdir(root)
    with pytest.raises(Problem) as caught:
        index.docs(content.read(root / "docs", root / "cases", BODY), root / "pages")
        terminal.read_queries(Path("tests/search/golden.toml"), BODY.text)
    printed(what, str(caught.value))


@pytest.mark.parametrize("what", IN_SITE)
def test_a_link_that_leads_nowhere_stops_the_build_likewise(root: Path, what: str) -> None:
    IN_SITE[what](root)
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(ROOT / "theme", root / "theme")
    pages.write(root / "docs", root / ".build" / "pages", root / "cases", BODY)
    with pytest.raises(Problem) as caught:
        site.render(root, root / "site")
    printed(what, str(caught.value))


@pytest.mark.parametrize("what", IN_RULES)
def test_a_wrong_rule_or_a_changed_text_stops_the_build_likewise(root: Path, what: str) -> None:
    """In a process of its own: the rules are read when Python loads them."""
    shutil.copy(ROOT / "mkdocs.yml", root)
    for folder in ("builder", "checker"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    IN_RULES[what](root)
    ended = subprocess.run(
        [sys.executable, "-c", READ_AS_A_BUILD],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    printed(what, ended.stdout.strip() or ended.stderr)
