"""A revised regulation is entered as the office would: paste, look at what changed, mend what is listed, build.

The second edition is fictional, as the first is: an item inserted, one reworded, one gone, one moved by each.
"""

import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from shared.site_pages import refuse_dead_links

from builder import ROOT
from builder.content import marked
from builder.exports import NAMESPACE
from builder.wheel import EPOCH
from checker.regulations.xishuangbanna import BODY

LIBRARY = ROOT / "tests" / "bodies" / "library"
ADDRESS = "https://library.example/rules/"
NEW = """云上图书馆志愿者差错免责办法（虚构，仅供测试）

第一条 为让志愿者放心服务，制定本办法。本办法是虚构的，只供测试。
第二条　志愿者值班时出现差错，没有第三条情形，又有下列情形之一的，可以免责：
（一）照值班手册做了，仍然出现差错的；
（二）照馆里临时的安排做了，仍然出现差错的；
（三）初次值班，没有受过培训，出现差错的；
（四）遇到停电、漏水等意外，来不及报告，为保护馆藏而出现差错的。
第三条　有下列情形之一的，不得免责：
(一)故意损坏馆藏或者设备的；
（二）同样的差错一年内
出现两次以上的。
第四条　志愿者可以向图书馆提出免责申请，图书馆应当在收到申请后10个工作日内作出答复。
第五条　本办法由图书馆解释，自发布之日起施行。
"""
SAYS = """第一条　没有变
第二条　改了
　　第二条第（二）项　新的
　　第二条第（二）项 → 第二条第（三）项　挪了位置
　　第二条第（三）项 → 第二条第（四）项　挪了位置
第三条　改了
　　第三条第（一）项　改了
　　第三条第（二）项　没有了
　　第三条第（三）项 → 第三条第（二）项　挪了位置
第四条　没有变
第五条　没有变
"""
ADDED = """## 2(2)

**叫法**　临时安排、口头交代、馆里临时叫我做的、手册没有写、当天的通知、听安排、换了岗位、临时顶班

**一句话**　照馆里临时的安排做的，可以免责。

**合**　馆里临时叫志愿者搬书，照着搬，仍然放错了架。

**不合**　自己看着办，没有问过谁。

**有关的**　[[2(1)]]（照手册）

## 2(3)
"""
MENDS: dict[str, list[tuple[str | re.Pattern[str], str]]] = {
    "docs/articles/02.md": [("## 2@undated", "## 2"), ("## 2(3)\n", ADDED)],
    "docs/articles/03.md": [
        ("## 3@undated", "## 3"),
        ("三样里占一样", "两样里占一样"),
        ("## 3(1)@undated", "## 3(1)"),
        ("[[3(2)@undated]]（隐瞒）", "[[3(2)]]（又错）"),
        (re.compile(r"## 3\(2\)@undated\n.*?(?=## 3\(2\)\n)", re.DOTALL), ""),
    ],
    "rules/volunteers/articles/a03.py": [
        (re.compile(r"hid = Fact\(.*?\n\)\n", re.DOTALL), ""),
        ("from rules.volunteers.articles.a02 import mistake\n", ""),
        ('rule("3(1)@undated", "故意损坏", "故意损坏馆藏的"', 'rule("3(1)", "故意损坏", "故意损坏馆藏或者设备的"'),
        (re.compile(r"HIDDEN = .*\n"), ""),
        ("DAMAGED, HIDDEN, REPEATED", "DAMAGED, REPEATED"),
    ],
    "rules/volunteers/__init__.py": [("2@undated", "2")],
    "rules/volunteers/check.py": [("a03.on_purpose, a03.hid, a03.again", "a03.on_purpose, a03.again")],
    "cases/volunteers.toml": [
        ('misses = ["3(1)", "3(2)@undated"]', 'misses = ["3(1)"]'),
        (re.compile(r'\[\[case\]\]\ntitle = "瞒着不说".*?(?=\[\[case\]\])', re.DOTALL), ""),
        ("hid = false\n", ""),
        ('fits = ["3(1)"]\n', 'fits = ["3(1)"]\nmisses = ["3(2)"]\n'),
    ],
    "cases/readings.toml": [("hid = false\n", "")],
}


def command(site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    whole = [sys.executable, "-m", "builder", "--site", str(site), *words]
    return subprocess.run(whole, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the site in which the text may be revised, and the new text beside it."""
    folder = tmp_path_factory.mktemp("云上 图书馆") / "site"
    shutil.copytree(LIBRARY, folder, ignore=shutil.ignore_patterns(".build", "site", "__pycache__"))
    settings = folder / "mkdocs.yml"
    theme = (ROOT / "theme").as_posix()
    text = settings.read_text("utf-8").replace("../../../theme", theme)
    settings.write_text(f"{text}site_url: {ADDRESS}\n", encoding="utf-8")
    (folder / "新的.txt").write_text(NEW, encoding="utf-8-sig", newline="\r\n")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """All that is there, but what a build makes."""
    made = {".build", "site", "__pycache__"}
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and not made & {*file.relative_to(folder).parts}
    }


@pytest.fixture(scope="module")
def looked(library: Path) -> str:
    """What only looking says; it changes nothing."""
    before = files(library)
    ended = command(library, "revise", str(library / "新的.txt"), "--from", "2027-03-01", "--look")
    assert ended.returncode == 0, ended.stderr
    assert files(library) == before
    return ended.stdout


@pytest.fixture(scope="module")
def entered(library: Path, looked: str) -> str:
    """What entering it says."""
    words = ["--from", "2027-03-01", "--issued", "2027-02-20"]
    ended = command(library, "revise", str(library / "新的.txt"), *words)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith(looked)
    return ended.stdout


@pytest.fixture(scope="module")
def stopped(library: Path, entered: str) -> str:
    """What the build says while nobody has looked yet."""
    ended = command(library)
    assert ended.returncode == 1
    return ended.stderr.splitlines()[-1]


@pytest.fixture(scope="module")
def built(library: Path, stopped: str) -> Path:
    """The site, after a person has mended what was listed."""
    for place, changes in MENDS.items():
        file = library / place
        text = file.read_text(encoding="utf-8")
        for old, new in changes:
            mended = old.sub(new, text) if isinstance(old, re.Pattern) else text.replace(old, new)
            assert mended != text, (place, old)
            text = mended
        file.write_text(text, encoding="utf-8")
    ended = command(library)
    assert ended.returncode == 0, ended.stderr
    return library / "site"


def test_it_says_article_by_article_what_changed(looked: str) -> None:
    assert looked == SAYS


def test_it_lists_what_a_person_has_to_look_at_by_file_and_line(entered: str) -> None:
    assert "新的，还没有注释、规则的：第二条第（二）项" in entered
    for place, address in (
        ("docs/articles/02.md 第5行", "第二条"),
        ("docs/articles/03.md 第5行", "第三条"),
        ("docs/articles/03.md 第21行", "第三条第（一）项"),
        ("docs/articles/03.md 第29行", "第三条第（二）项"),
        ("rules/volunteers/articles/a03.py 第19行", "第三条第（一）项"),
        ("rules/volunteers/articles/a03.py 第20行", "第三条第（二）项"),
        ("cases/volunteers.toml 第83行", "第三条第（二）项"),
    ):
        assert f"  {place}：照“undated”一版的{address}写的" in entered, place


def test_the_same_list_comes_again_and_the_build_stops_at_its_first_place(library: Path, stopped: str) -> None:
    assert stopped.startswith("cases/volunteers.toml 第72行：照“undated”一版的第三条第（二）项写的，")
    assert re.search(r"；共 \d+ 处，全部见 python3 build.py revise。$", stopped)
    left = command(library, "revise").stdout
    assert left.startswith(SAYS) and "docs/articles/03.md 第29行：" in left


def test_what_moved_went_along(library: Path, entered: str) -> None:
    note = (LIBRARY / "docs" / "articles" / "02.md").read_text(encoding="utf-8")
    words = note.partition("## 2(2)\n")[2].partition("## ")[0]
    assert (
        words.strip() in (library / "docs" / "articles" / "02.md").read_text(encoding="utf-8").partition("## 2(3)")[2]
    )
    rules = (library / "rules" / "volunteers" / "articles" / "a02.py").read_text(encoding="utf-8")
    assert '"2(3)",\n    "初次值班' in rules and '"2(4)",\n    "遇到意外' in rules and "undated" not in rules
    assert '"2(3)"' in (library / "cases" / "volunteers.toml").read_text(encoding="utf-8")


def test_no_note_stands_under_a_provision_that_it_was_not_written_for(built: Path) -> None:
    page = (built / "articles" / "03.html").read_text(encoding="utf-8")
    second = page.partition('id="a3-i2"')[2]
    assert "同样的差错一年内" in second and "隐瞒差错" not in second and "一年里同样的错出两次以上" in second
    assert "瞒着的，不免" not in page


def test_with_an_address_there_are_a_map_of_the_site_and_canonical_links(built: Path) -> None:
    """Without one: tests/builder/test_stamps.py. It bears no day of its own: there is no commit here."""
    listed = (built / "sitemap.xml").read_text(encoding="utf-8")
    for page in ("text.html", "articles/03.html", "editions/undated.html"):
        assert f"<loc>{ADDRESS}{page}</loc>" in listed
        assert f'<link rel="canonical" href="{ADDRESS}{page}">' in (built / page).read_text(encoding="utf-8")
    packed = int.from_bytes((built / "sitemap.xml.gz").read_bytes()[4:8], "little")
    assert packed // 86400 == int(EPOCH) // 86400


def test_every_link_leads_somewhere_also_between_the_editions(built: Path) -> None:
    refuse_dead_links(built)


def test_both_editions_can_be_read_each_at_its_address_and_beside_each_other(built: Path) -> None:
    old = (built / "editions" / "undated.html").read_text(encoding="utf-8")
    assert "不是现行的" in old and "隐瞒差错的；" in old and 'id="a3-i2"' in old
    new = (built / "editions" / "2027-03-01.html").read_text(encoding="utf-8")
    assert "现行的一版" in new and "2027-02-20 印发；2027-03-01 起施行" in new and "隐瞒差错的" not in new
    beside = (built / "editions" / "2027-03-01-changes.html").read_text(encoding="utf-8")
    assert "故意损坏馆藏<ins>或者设备</ins>的；" in beside and "挪了位置" in beside and "没有了" in beside
    every = (built / "editions.html").read_text(encoding="utf-8")
    assert "没有载明" in every and "2027-03-01" in every
    assert "editions.html" in (built / "text.html").read_text(encoding="utf-8")


def test_the_exports_name_the_edition_and_its_days(built: Path) -> None:
    data = json.loads((built / "data" / "regulation.json").read_text(encoding="utf-8"))
    assert (data["edition"], data["issued"], data["effective"]) == ("2027-03-01", "2027-02-20", "2027-03-01")
    former = json.loads((built / "data" / "editions" / "undated" / "regulation.json").read_text(encoding="utf-8"))
    assert (former["edition"], former["issued"], former["effective"]) == ("undated", None, None)
    expression = ET.parse(built / "data" / "regulation.akn.xml").find(f".//{{{NAMESPACE}}}FRBRExpression")
    assert expression is not None
    uri = expression.find(f"{{{NAMESPACE}}}FRBRuri")
    assert uri is not None and uri.get("value", "").endswith("/zho@2027-03-01")
    legislation = json.loads((built / "data" / "legislation.jsonld").read_text(encoding="utf-8"))
    versions = {each["legislationIdentifier"]: each for each in legislation["@graph"]}
    assert [each.get("legislationDateVersion") for each in versions.values()] == [None, "2027-03-01"]


def test_a_case_is_told_which_edition_applied_on_its_day(library: Path, built: Path, tmp_path: Path) -> None:
    said = {}
    for day in ("2026-05-03", "2027-05-03"):
        case = tmp_path / f"{day}.json"
        case.write_text(json.dumps({"day": day, "answers": {"on_duty": True}}), encoding="utf-8")
        ended = subprocess.run(
            [sys.executable, "-m", "checker", "--body", "rules.volunteers", "evaluate", str(case)],
            cwd=library,
            env={"PYTHONPATH": str(ROOT), "PATH": ""},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        said[day] = ended.stdout.splitlines()[0]
    assert "施行的是以前的“undated”一版" in said["2026-05-03"] and "到 2027-03-01 为止" in said["2026-05-03"]
    assert "施行的就是现行的一版（2027-03-01 起施行）" in said["2027-05-03"]


def test_nothing_in_the_repository_looks_as_if_it_were_left_over() -> None:
    """The maintainers' page shows what a mark looks like."""
    texts = marked.read(BODY, ROOT / "docs", ROOT / "cases")
    assert any("@undated" in text for text in texts.values())
    assert not [*marked.marks(texts, "undated")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "新的.txt 第1行：第一行应当是名称"),
        ("第一条　没有名称。\n", "新的.txt 第1行：第一行应当是名称"),
        ("名称\n", "新的.txt：一条也没有"),
        ("名称\n总则\n第一条　字。\n", "新的.txt 第2行：名称以后应当是“第一条”；目录、章节的标题请删去"),
        (
            "名称\n第一条　字。\n第三条　字。\n",
            "新的.txt 第3行：这里应当是第二条，写的是“三”；请看是不是漏了、",
        ),
        ("名称\n第一条　有下列：\n（一）字；\n（三）字。\n", "新的.txt 第4行：这里应当是（二），写的是“三”"),
        ("名称\n第一条\n", "新的.txt 第2行：序号后面没有文字"),
    ],
)
def test_a_text_that_cannot_be_read_is_told_by_its_line(tmp_path: Path, text: str, line: str) -> None:
    file = tmp_path / "新的.txt"
    file.write_text(text, encoding="utf-8")
    ended = command(LIBRARY, "revise", str(file), "--from", "2027-03-01", "--look")
    assert ended.returncode == 1 and ended.stderr.splitlines()[-1].startswith(line), ended.stderr


def test_a_text_in_another_encoding_or_without_its_day_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "新的.txt"
    file.write_bytes(NEW.encode("gb18030"))
    ended = command(LIBRARY, "revise", str(file), "--from", "2027-03-01", "--look")
    assert (
        ended.stderr.splitlines()[-1]
        == "新的.txt 第1行：不是 UTF-8 文字（像是 GBK，记事本里叫 ANSI）；请另存为 UTF-8。"
    )
    ended = command(LIBRARY, "revise", str(file))
    assert "请加上 --from" in ended.stderr
