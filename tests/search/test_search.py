"""The search as Node runs it: the same engine as in the box, on the index that the build made."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from builder import ROOT, search
from builder.core import environment
from builder.core.console import Problem
from builder.search import index, scripts, terminal
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.text import REGULATION
from checker.text import Article, name, numeral

GOLDEN = ROOT / "tests" / "search" / "golden.toml"
# What it was when these lines were written, less a little: who makes it worse should know.
FIRST, THREE = 155, 170


def hits(words: str) -> list[dict[str, Any]]:
    """What is found, in the order of the box, what is folded last."""
    (answer,) = ask([words])
    return answer


def ask(queries: list[str]) -> list[list[dict[str, Any]]]:
    found = []
    for answer in terminal.ask(queries):
        every = [hit for group in answer["groups"] for hit in group["hits"]]
        found.append(sorted(every, key=lambda hit: bool(hit["folded"])))
    return found


def first(words: str) -> str:
    return str(hits(words)[0]["provision"])


def test_of_the_golden_queries_most_find_their_answer_first() -> None:
    marks = terminal.measure(GOLDEN, BODY.text)
    assert len(marks) >= 120 and sum(not mark.own for mark in marks) >= 60
    assert sum(mark.within(1) for mark in marks) >= FIRST
    assert sum(mark.within(3) for mark in marks) >= THREE
    assert all(mark.within(1) for mark in marks if mark.own), "words of the text find the text"


def test_every_sentence_of_the_text_finds_its_provision() -> None:
    places = [place for place in REGULATION if not isinstance(place, Article)]
    for place, found in zip(places, ask([place.text for place in places]), strict=True):
        assert found[0]["provision"] in (place.address, place.address.removesuffix("-1")), place.address
        assert found[0]["field"] == "text"


def test_every_phrase_finds_the_provision_under_which_it_stands() -> None:
    stands: dict[str, set[str]] = {}
    for provision in search.read_index(search.STEP.path)["provisions"]:
        for phrase in provision["phrases"]:
            stands.setdefault(phrase, set()).add(provision["address"])
    assert len(stands) > 500
    found = zip(stands.items(), ask(list(stands)), strict=True)
    lost = [phrase for (phrase, places), found in found if not {hit["provision"] for hit in found[:3]} & places]
    assert len(lost) <= len(stands) // 50, lost


NUMBERS = {
    "7(3)": "第七条第三项|第7条第3项|第七条第（三）项|第七条（三）|7.3|7。3|７．３|七（三）|七(三)|7(3)|７（３）"
    "|7（三）|7-3|第七條第三項|第 7 条 第 3 项|7条3项|第七条第三项是什么|第七条第一款第三项"
    "|《西双版纳职业技术学院领导干部容错纠错机制实施细则》第七条第（三）项",
    "12-2": "第十二条第二款|12-2|12.2|第12条第2款|十二条第二款|１２－２",
    "8(11)": "8.11|八（十一）|第八条第（十一）项|第8条第11项",
    "7": "第七条|第7条|7|七|第７条|7条|第七条的内容",
    "10": "第十条|第10条|10",
    "3": "第三条|3|第三条第一款|3.1|3-1",
    "11-1": "第十一条第一款|11-1",
}


@pytest.mark.parametrize("address", NUMBERS)
def test_a_number_in_any_form_leads_to_its_provision(address: str) -> None:
    forms = NUMBERS[address].split("|")
    for form, found in zip(forms, ask(forms), strict=True):
        assert (found[0]["provision"], found[0]["says"], found[0]["field"]) == (address, "", "number"), form


def test_every_provision_is_found_by_its_name_and_by_its_address() -> None:
    places = [place.address for place in REGULATION]
    for address, named, short in zip(places, ask([name(each) for each in places]), ask(places), strict=True):
        same = index.same(address, BODY.text)
        assert named[0]["provision"] == short[0]["provision"] == same


@pytest.mark.parametrize(
    ("words", "address", "says"),
    [
        ("第七条第十二项", "7", "第七条没有第（十二）项：它有九项。"),
        ("7.12", "7", "第七条没有第（十二）项：它有九项。"),
        ("第四条第二款", "4", "第四条没有第二款：它有一款，没有分项。"),
        ("12(5)", "12", "第十二条没有第（五）项：它有二款。"),
        ("第十七条", "16", "没有第十七条：本细则从第一条到第十六条，共十六条。"),
        ("第一百零三条", "16", "没有第一百零三条：本细则从第一条到第十六条，共十六条。"),
    ],
)
def test_a_number_that_does_not_exist_says_so_and_shows_the_article(words: str, address: str, says: str) -> None:
    found = hits(words)[0]
    assert (found["provision"], found["says"]) == (address, says)


def test_a_number_with_other_words_is_looked_for_in_that_article() -> None:
    assert first("第七条 突发事件") == "7(4)" and first("第八条 突发事件") != "7(4)"


@pytest.mark.parametrize("words", ["15个工作日内答复", "2023年", "一条龙服务", "哪一条都不沾"])
def test_figures_that_are_no_number_of_an_article_are_words(words: str) -> None:
    assert all(hit["field"] != "number" for hit in hits(words))


def test_parts_of_several_words_are_found_together_in_any_order() -> None:
    assert first("集体研究 挽回损失 程序") == first("挽回损失，程序；集体研究") == "7(1)"


def test_pasted_text_is_found_with_its_punctuation_and_without() -> None:
    for words in (
        "拿容错当“护身符”，搞纪律“松绑”。",
        "拿容错当护身符搞纪律松绑",
        '拿容错当"护身符",搞纪律"松绑"',
        "  （五）坚持审慎实施。",
    ):
        assert first(words) == "5(5)", words


def test_traditional_characters_find_what_simplified_ones_do() -> None:
    assert first("違反工作程序") == first("违反工作程序") == "8(3)"
    assert first("歷史遺留問題") == "7(5)"


def test_particles_question_words_and_order_do_not_matter() -> None:
    for words in ("主动消除影响", "请问主动消除影响了吗", "影响主动消除的话怎么办呢"):
        assert "7(1)" in [hit["provision"] for hit in hits(words)[:3]], words


def test_the_official_words_stand_above_notes_and_notes_above_pages() -> None:
    order = [hit["field"] for hit in sorted(hits("不可抗力"), key=lambda hit: -hit["score"])]
    ranks = [{"text": 0, "phrase": 1, "unsaid": 1, "note": 1, "page": 2}[field] for field in order]
    assert ranks == sorted(ranks) and ranks[0] == 0 and ranks[-1] > 0


def test_what_people_say_of_a_report_leads_to_article_13_and_its_check_is_found() -> None:
    assert hits("举报自查")[0]["location"].startswith("check-a13.html")
    assert any(hit["location"].startswith("check-a13.html") for hit in hits("举报"))
    for words in ("被诬告", "澄清", "被人举报了怎么办"):
        assert hits(words)[0]["location"].startswith("articles/13.html"), words


def test_what_people_call_it_is_shown_as_the_reason() -> None:
    found = hits("解释权")[0]
    assert found["provision"] == "15" and found["field"] == "phrase" and "解释权" in found["alias"]["text"]
    start, end = found["alias"]["marks"][0]
    assert found["alias"]["text"][start:end] == "解释权"


@pytest.mark.parametrize("words", ["申诉", "能不能上诉", "复议", "不服怎么办"])
def test_what_the_text_does_not_answer_leads_to_the_place_that_says_so(words: str) -> None:
    found = hits(words)[0]
    assert found["field"] == "unsaid" and found["location"] == "articles/09.html#n9"
    assert "没有写" in found["extract"]["text"]


def test_the_time_to_apply_is_a_gap_that_is_named() -> None:
    found = hits("申请期限")[0]
    assert found["provision"] == "9(1)" and found["field"] == "unsaid"


def test_marks_are_the_words_themselves() -> None:
    extract = hits("不可抗力")[0]["extract"]
    assert {extract["text"][start:end] for start, end in extract["marks"]} == {"不可抗力"}


def test_hits_are_grouped_by_article_and_the_weak_are_folded() -> None:
    (answer,) = terminal.ask(["容错"])
    locations = [group["location"] for group in answer["groups"]]
    assert len(locations) == len(set(locations)) and len(locations) > 3
    for group in answer["groups"]:
        shown = [hit["folded"] for hit in group["hits"]]
        assert shown == sorted(shown) and not shown[0]
        assert all(hit["location"].startswith(f"{group['location']}#") for hit in group["hits"])


@pytest.mark.parametrize("words", ["", " ", "？！", "qwxz", "（）", "第条", "\x00"])
def test_what_says_nothing_finds_nothing(words: str) -> None:
    assert hits(words) == []


def test_a_very_long_text_is_taken_as_it_is() -> None:
    assert hits(REGULATION.text)[0]["provision"] is not None


def test_numerals_are_those_of_the_text() -> None:
    script = f"import {{ numeral, numberOf }} from {json.dumps((scripts.FOLDER / 'numbers.mjs').as_uri())};"
    script += "const all = Array.from({ length: 99 }, (_, index) => numeral(index + 1));"
    script += (
        "console.log(JSON.stringify([all, all.map(numberOf), numeral(103), numberOf('一百零三'), numberOf('廿一')]))"
    )
    ended = subprocess.run(
        ["node", "--input-type=module", "-e", script], capture_output=True, check=True, encoding="utf-8"
    )
    numerals, numbers, *others = json.loads(ended.stdout)
    assert numerals == [numeral(number) for number in range(1, 100)] and numbers == list(range(1, 100))
    assert others == ["一百零三", 103, 21]


def told(*arguments: str) -> subprocess.CompletedProcess[str]:
    """As a reader runs it: by a Python that is not the environment's own, so that this has to be looked after first."""
    command = [environment.find_python(), "build.py", "search", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def test_the_command_prints_the_ranking_of_the_box() -> None:
    ended = told("--json", "解释权", "归谁")
    found = json.loads(ended.stdout)
    assert ended.returncode == 0 and [hit["provision"] for hit in found] == [
        hit["provision"] for hit in hits("解释权 归谁")
    ]
    assert found[0]["provision"] == "15" and found[0]["matched"]["phrase"]
    assert told("解释权").stdout.startswith("15　第十五条　〔叫法：“")
    assert (told("qwxz").returncode, told().returncode) == (1, 2)


def test_what_the_command_gives_stands_alone_on_standard_output() -> None:
    ended = told("--json", "解释权")
    assert json.loads(ended.stdout)[0]["provision"] == "15"
    begun = [line.partition(" … ")[0] for line in ended.stderr.splitlines()]
    assert begun[0].startswith("准备 Python") and begun[-1] == "整理搜索", "how the work goes is told, elsewhere"


def test_the_command_scores_a_file_of_queries(tmp_path: Path) -> None:
    file = tmp_path / "some.toml"
    file.write_text(
        '[[query]]\nwords = "听证"\nanswers = ["9(3)"]\n[[query]]\nwords = "听证"\nanswers = ["1"]\n', "utf-8"
    )
    lines = told("--score", str(file)).stdout.splitlines()
    assert lines[0].startswith("✗ 听证：要 1，得 9(3)") and "共 2 问：第一位 1，前三位 1" in lines
    ended = told("--score", str(tmp_path / "none.toml"))
    assert ended.returncode == 1 and len([line for line in ended.stderr.splitlines() if "none.toml" in line]) == 1


def page(config: Mapping[str, object]) -> str:
    return f'<script id="__config" type="application/json">{json.dumps(config)}</script>'


@pytest.mark.parametrize("named", ["assets/javascripts/workers/search.a7633da7.min.js", "x/search/worker.js", None])
def test_the_build_fails_where_another_worker_is_in_use(tmp_path: Path, named: str | None) -> None:
    (tmp_path / "search").mkdir()
    (tmp_path / "articles").mkdir()
    (tmp_path / "index.html").write_text(page({"search": "search/worker.js"}) if named else "", encoding="utf-8")
    (tmp_path / "articles" / "07.html").write_text(page({"search": named}) if named else "", encoding="utf-8")
    with pytest.raises(Problem, match=r"^搜索：.*theme/main.html。$") as failure:
        scripts.refuse_other_worker(tmp_path)
    assert "\n" not in str(failure.value) and (named or "") in str(failure.value)


def test_on_every_page_our_worker_is_the_one_in_use(site: Path) -> None:
    scripts.refuse_other_worker(site)
    assert not list(site.glob("assets/javascripts/workers/*")) and not list(site.glob("assets/javascripts/lunr/*"))
