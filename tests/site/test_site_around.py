"""The pages around the regulation: the map, the readings, the norms, the comparison, and how the site is tested."""

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from playwright.sync_api import Browser
from shared.site_pages import Node, parse

from builder import ROOT, content
from builder.content import comparison, norms, readings
from builder.core.console import Problem
from builder.drawing import course, overview
from builder.pages import around
from builder.pages.turns import turns
from checker.engine.check import FORCES
from checker.logic import Force, Quote, Reading, Truth
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.articles.a09 import COURSE, TERMS
from checker.regulations.xishuangbanna.articles.a14 import ROLES, UNGIVEN
from checker.regulations.xishuangbanna.checks.verdict import MODEL, VERDICTS
from checker.regulations.xishuangbanna.text import REGULATION
from checker.text import Article, anchor, article_of, name
from devtools.case_sampling import library

DOCS = ROOT / "docs"
CASES = ROOT / "cases"
CONTENT = content.read(DOCS, CASES, BODY)
DRAWINGS = tuple(overview.decision(BODY))
WHOLE = cast(course.Whole, course.whole(BODY))
STEPS = [step for stage in WHOLE.stages for step in stage.steps]
EVERYWHERE = [each.step for each in WHOLE.throughout]
TURNS = turns([case for check in BODY.checks for case in library(check)], BODY)
LINE = re.compile(r"docs/\w+\.toml 第\d+行：[^\n]+。")


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Node]:
    return {name: parse(site / f"{name}.html") for name in ("map", "readings", "norms", "compare", "tested", "index")}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A copy of what people write, to be spoilt."""
    return shutil.copytree(DOCS, tmp_path / "docs")


def spoil(docs: Path, file: str, old: str, new: str) -> int:
    """Puts ``new`` for the first ``old``; returns the line where that stands."""
    text = (docs / file).read_text(encoding="utf-8")
    assert old in text
    (docs / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def target(address: str) -> str:
    return f"articles/{article_of(address):02}.html#{anchor(address)}"


# The map.


def test_the_decision_asks_every_rule_that_decides_once_and_names_every_verdict_in_its_order() -> None:
    asked = [step[0] for drawing in DRAWINGS[: len(MODEL.branches)] for step in drawing.steps if step[0]]
    situations = {f"7({n})" for n in range(1, 10)}
    exclusions = {f"8({n})" for n in range(1, 12)}
    assert sorted(address for address in asked if address in situations | exclusions) == sorted(situations | exclusions)
    assert asked.count("5(4)") == asked.count("5(5)") == 1
    words = "".join(step[1] for drawing in DRAWINGS for step in drawing.steps)
    places = [words.index(f"：{VERDICTS[branch.outcome].title}。") for branch in MODEL.branches]
    assert places == sorted(places) and f"：{VERDICTS[MODEL.otherwise].title}。" in words
    weighed = [address for address, _ in DRAWINGS[-1].steps]
    assert weighed == [*(f"6({n})" for n in range(1, 10)), "9(3)"]


def test_the_course_has_every_duty_and_every_task_of_nine_to_fourteen_once_in_the_words_of_the_text() -> None:
    quotes = [step.words for step in (*STEPS, *EVERYWHERE)]
    owed = [Quote(duty.rule.provision, duty.rule.sentence) for duty in BODY.duties]
    tasks = list(dict.fromkeys(task.quote for state in COURSE.states for task in state.tasks))
    (demand,) = [quote for quote in tasks if quote not in quotes]
    assert [quote for quote in owed if demand.words in quote.words and demand.provision == quote.provision]
    assert sorted(quotes, key=repr) == sorted([*owed, *(quote for quote in tasks if quote != demand)], key=repr)
    assert all(quote.words in REGULATION.provision(quote.provision).text for quote in quotes)
    items = {item.address for article in REGULATION.articles[8:14] for item in article.items}
    assert items <= {quote.provision for quote in quotes}


def test_each_term_stands_at_its_step_and_nowhere_else() -> None:
    found = {step.title: (step.term.days, step.term.usual is not None) for step in STEPS if step.term}
    assert found == {
        "及时研究，答复受不受理": (15, False),
        "20个工作日内完成": (20, True),
        "把书面认定意见反馈问责对象": (10, False),
        "通报有关部门": (10, False),
    }
    assert len([step for step in STEPS if step.term]) == len(TERMS)


def test_a_step_lies_in_the_lane_of_whom_the_text_names_and_what_nobody_is_given_in_its_own() -> None:
    lanes = {step.title: step.lane for step in (*STEPS, *EVERYWHERE)}
    assert lanes["认为符合标准和情形的，提出申请"] == "单位或者个人" and lanes["材料及时入卷归档"] == "承办机关"
    assert lanes["提出纠错要求"] == lanes["集体研究，作出认定"] == "问责机关"
    assert [title for title, lane in lanes.items() if lane == course.NOBODY] == ["通报容错的情况", "回访、谈心谈话"]
    for role in ROLES:
        assert [step.title for step in (*STEPS, *EVERYWHERE) if step.lane == role.name] == sorted(
            [duty.rule.title for duty in role.duties], key=lambda title: title not in [step.title for step in STEPS]
        )
    given = [step.words for step in STEPS if step.unassigned]
    assert len(given) == len(UNGIVEN)
    assert all(any(each.quote.words in words.words for words in given) for each in UNGIVEN)


def test_what_leads_on_is_the_way_of_article_nine() -> None:
    assert [(lead.source.title, lead.target.title) for lead in WHOLE.leads] == [
        ("认为符合标准和情形的，提出申请", "认真听取合理意见"),
        ("及时研究，答复受不受理", "开展调查核实"),
        ("自己认为符合的，主动启动", "开展调查核实"),
        ("写成报告，提出意见", "集体研究，作出认定"),
        ("集体研究，作出认定", "把书面认定意见反馈问责对象"),
        ("把书面认定意见反馈问责对象", "材料及时入卷归档"),
    ]


def test_what_the_text_leaves_open_is_in_the_picture_and_in_the_words(pages: dict[str, Node]) -> None:
    (figure,) = pages["map"].with_class("lanes")
    (steps,) = pages["map"].with_class("steps")
    drawn = [node.text().replace("？", "") for node in figure if node.tag == "a" and "silence" in node.classes]
    silences = [silence.about for state in COURSE.states for silence in state.silences]
    assert sorted(drawn) == sorted(each.about for stage in WHOLE.stages for each in stage.silences)
    assert set(drawn) == set(silences)
    assert all(about in steps.text() for about in silences)
    assert all(step.silent in steps.text() for step in (*STEPS, *EVERYWHERE))
    assert steps.text().count("第十四条没有把它交给哪个部门") == len(UNGIVEN)
    for state in COURSE.states:
        assert state.closed in steps.text() and (not state.closed or state.closed.partition("：")[0] in figure.text())


def test_each_step_is_a_link_to_its_provision_and_is_said_with_its_lane_for_whoever_does_not_see_it(
    pages: dict[str, Node],
) -> None:
    (figure,) = pages["map"].with_class("lanes")
    boxes = [(node.attributes["href"], node.text()) for node in figure if node.tag == "a" and "act" in node.classes]
    (words,) = pages["map"].with_class("steps")
    told = [
        (run.with_class("who")[0].text(), item) for run in words.with_class("run") for item in run if item.tag == "li"
    ]
    assert len(boxes) == len(told) == len(STEPS) + len(EVERYWHERE)
    for step in (*STEPS, *EVERYWHERE):
        force = FORCES[step.force] if step.force is not Force.UNSAID else ""
        days = f"{step.term.days}个工作日" if step.term else ""
        (box,) = [text for href, text in boxes if href == target(step.words.provision) and step.title in text]
        (item,) = [item for lane, item in told if lane == step.lane and step.title in item.text().split("“")[0]]
        assert force in box and days in box and bool(step.silent) == ("？" in box)
        assert force in item.text() and days in item.text() and f"“{step.words.words}”" in item.text()
        assert target(step.words.provision) in [node.attributes.get("href") for node in item if node.tag == "a"]


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.id)
def test_each_box_of_a_drawing_leads_to_its_provision_and_is_said_in_words(
    pages: dict[str, Node], drawing: overview.Drawing
) -> None:
    (figure,) = [node for node in pages["map"] if node.attributes.get("id") == drawing.id]
    (svg,) = [node for node in figure if node.tag == "svg"]
    links = [node.attributes["href"] for node in svg if node.tag == "a"]
    assert links == [target(address) for address, _ in drawing.steps if address]
    (words,) = [node for node in figure if node.tag == "ol"]
    assert [node.text().split("　", 1)[-1] if at else node.text() for node, (at, _) in items(words, drawing)] == [
        said.split("　", 1)[-1] if not at else said for at, said in drawing.steps
    ]


def items(words: Node, drawing: overview.Drawing) -> list[tuple[Node, tuple[str, str]]]:
    return list(zip([node for node in words if node.tag == "li"], drawing.steps, strict=True))


@pytest.mark.parametrize("width", [360, 390, 1280])
def test_the_map_fits_its_window_and_no_word_leaves_its_box(browser: Browser, site_url: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{site_url}/map.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    outside = page.evaluate(
        """() => [...document.querySelectorAll("svg.map a")].flatMap((link) => {
          const box = link.querySelector("rect").getBoundingClientRect();
          return [...link.querySelectorAll("text")].filter((text) => {
            const { left, right, top, bottom } = text.getBoundingClientRect();
            return left < box.left - 1 || right > box.right + 1 || top < box.top - 2 || bottom > box.bottom + 2;
          }).map((text) => text.textContent);
        })"""
    )
    crossing = page.evaluate(
        """() => [...document.querySelectorAll("svg.map")].flatMap((drawing) => {
          const boxes = [...drawing.querySelectorAll("a")].map((a) => a.querySelector("rect").getBoundingClientRect());
          const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1
            && a.top < b.bottom - 1 && b.top < a.bottom - 1;
          return boxes.filter((one, i) => boxes.some((other, j) => i < j && meet(one, other))).map((box) => box.top);
        })"""
    )
    seen = page.evaluate("getComputedStyle(document.querySelector('figure.lanes')).display !== 'none'")
    page.close()
    assert outside == [] and crossing == []
    assert seen == (width >= 960), "on a phone the list with the lanes at the left takes its place"


def test_no_drawing_is_cut_on_paper(browser: Browser, site_url: str) -> None:
    page = browser.new_page(viewport={"width": 643, "height": 987})  # A4 without its margins
    page.emulate_media(media="print")
    page.goto(f"{site_url}/map.html")
    heights = page.evaluate("[...document.querySelectorAll('figure')].map((f) => f.getBoundingClientRect().height)")
    kept = page.evaluate("[...document.querySelectorAll('figure')].map((f) => getComputedStyle(f).breakInside)")
    page.close()
    assert len(heights) == len(DRAWINGS) + 1 and min(heights) > 0 and max(heights) < 987 and set(kept) == {"avoid"}


# The readings.


def test_every_reading_is_there_with_both_sides_its_words_and_what_turns_on_it(pages: dict[str, Node]) -> None:
    sections = {node.attributes["id"]: node for node in pages["readings"].with_class("two-ways")}
    every: dict[str, Reading] = {**BODY.readings}
    every |= {each.key: each for each in readings.read(DOCS, BODY)}
    assert set(sections) == set(every)
    for reading in every.values():
        section, words = sections[reading.key], sections[reading.key].text()
        (quoted,) = [node.text() for node in section if node.tag == "blockquote"]
        assert quoted == reading.words
        assert all(each in words for each in (reading.default, reading.alternative, reading.ground))
        assert target(reading.provision) in [node.attributes.get("href") for node in section if node.tag == "a"]
        matters = reading.matters if isinstance(reading, readings.OpenReading) else TURNS[reading].title
        assert matters in words
    order = [provision.address for provision in REGULATION]
    shown = [every[key].provision for key in sections]
    assert shown == sorted(shown, key=order.index)


def test_the_case_shown_for_a_reading_comes_to_the_two_verdicts_that_are_said() -> None:
    assert set(TURNS) == set(BODY.readings.values())
    owing = []
    for reading, turn in TURNS.items():
        check, answers = next(
            (check, case.answers)
            for check in BODY.checks
            for case in library(check)
            if case.texts["title"].startswith(turn.title) and set(case.readings) == set(turn.beside)
        )
        sides = [check.evaluator.evaluate(answers, each) for each in (turn.beside, (*turn.beside, reading))]
        before, after = (side.outcome for side in sides)
        if before == after:
            says = {Truth.YES: "用得上", Truth.NO: "用不上"}
            (title,) = [title for title in check.model.owed if turn.default.startswith(f"“{title}”")]
            truths = [side.truth(check.model.owed[title]) for side in sides]
            assert set(truths) == set(says), "turned"
            assert [f"“{title}”{says[truth]}" for truth in truths] == [turn.default, turn.alternative]
            owing.append(reading.key)
        else:
            assert before and after
            titles = (check.verdicts[before].title, check.verdicts[after].title)
            assert titles == (turn.default, turn.alternative), reading.key
    assert sorted(owing) == ["R10.kinds", "R10.members", "R10.team", "R11.when", "R14.3"]


def test_a_reading_that_no_pair_of_cases_shows_stops_the_build() -> None:
    without = [case for case in library() if MODEL.readings["R7.4"] not in case.readings]
    with pytest.raises(Problem, match=r"^cases：没有一对案例显示读法“R7\.4”[^\n]*。$"):
        around.given(replace(CONTENT, library={"a07.toml": tuple(without)}))


def test_what_a_reading_does_is_not_taken_from_cases_with_other_answers() -> None:
    case = next(case for case in library() if case.readings == (MODEL.readings["R7.4"],))
    fact = next(fact for fact, truth in case.answers.items() if truth is Truth.NO)
    changed = [
        type(each)(
            {**each.answers, fact: Truth.YES} if each.answers == case.answers and not each.readings else each.answers,
            each.texts,
            each.readings,
            each.expect,
        )
        for each in library()
        if MODEL.readings["R7.4"] not in each.readings or each is case
    ]
    assert MODEL.readings["R7.4"] not in turns(changed, BODY)


# The norms.


def test_each_norm_shows_its_standing_and_only_what_was_read_is_quoted(pages: dict[str, Node]) -> None:
    known = norms.read(DOCS)
    headings = [node.attributes.get("id") for node in pages["norms"] if node.tag == "h2"]
    assert headings == list(known)
    said = {norms.Known.SEEN: "看过", norms.Known.NAMED: "只知名称，待核", norms.Known.ABSENT: "没有找到"}
    for section, norm in zip(pages["norms"].with_class("norm"), known.values(), strict=True):
        (standing,) = [node.text() for node in section.with_class("standing")]
        assert standing.startswith(said[norm.standing]) and norm.says in section.text()
        quoted = [node.text() for node in section if node.tag == "blockquote"]
        assert [words.replace("\n", "") for words in quoted] == [q.text.strip().replace("\n", "") for q in norm.quotes]
        links = [node.attributes["href"] for node in section if node.tag == "a"]
        assert (norm.source in links) == norm.verified
    assert sum(norm.verified for norm in known.values()) > 8


def test_where_a_norm_is_cited_is_read_off_the_notes() -> None:
    section = type("Section", (), {"address": "8(3)", "citations": (norm_cited("sanctions"), norm_cited("sanctions"))})
    note = type("Note", (), {"sections": (section,)})
    assert around.cited_by({8: note}) == {"sanctions": ["8(3)"]}  # type: ignore[dict-item]


def norm_cited(key: str) -> object:
    return type("Citation", (), {"key": key})


# The comparison.


def test_the_comparison_quotes_what_was_read_beside_our_words_and_nothing_else(pages: dict[str, Node]) -> None:
    compared = comparison.read(DOCS, BODY.text)
    unread = [sibling for sibling in compared.siblings if not sibling.verified]
    assert unread and not any(sibling.points for sibling in unread)
    ours = [node.text() for node in pages["compare"].with_class("ours")]
    assert len(ours) == len(compared.by_provision)
    for words, address in zip(ours, compared.by_provision, strict=True):
        place = REGULATION.provision(address)
        assert name(address) in words and (place.paragraphs[0] if isinstance(place, Article) else place).text in words
    theirs = pages["compare"].with_class("theirs")
    points = [(sibling, point) for pairs in compared.by_provision.values() for sibling, point in pairs]
    assert len(theirs) == len(points) == sum(len(sibling.points) for sibling in compared.siblings)
    for node, (sibling, point) in zip(theirs, points, strict=True):
        assert sibling.short in node.text() and point.text in node.text() and point.differs in node.text()
    for each in unread:
        (section,) = [node for node in pages["compare"] if node.attributes.get("id") == each.key]
        assert "没有看过，待核" in section.text()


def test_what_another_rule_has_is_shown_by_words_that_were_read_about_that_provision() -> None:
    for difference in comparison.read(DOCS, BODY.text).differences:
        for sibling in difference.shown:
            assert difference.provision in [point.provision for point in sibling.points], difference.says


# How it is tested; and the way to all of these.


def test_the_figures_of_the_tests_are_counted_and_not_written(pages: dict[str, Node]) -> None:
    words = pages["tested"].text()
    cases = sum(len(library(check)) for check in BODY.checks)
    assert f"案例 {cases} 个" in words and f"{len(BODY.readings)} 处可以另读" in words
    files = list((ROOT / "tests").rglob("test_*.py"))
    count = sum(len(re.findall(r"^ *def test_", file.read_text(encoding="utf-8"), re.MULTILINE)) for file in files)
    assert f"测试写在 {len(files)} 个文件里，共 {count} 个" in words


def test_the_pages_stand_in_the_navigation_in_a_sensible_order(pages: dict[str, Node]) -> None:
    (bar,) = [node for node in pages["index"] if "md-nav--primary" in node.classes]
    links = [node.attributes["href"] for node in bar if node.tag == "a" and "href" in node.attributes]
    order = ["text.html", "articles/01.html", "check.html", "check-a13.html", "map.html", "readings.html", "norms.html"]
    order += [
        "compare.html",
        "cases.html",
        "standing.html",
        "report.html",
        "tested.html",
        "privacy.html",
        "maintain.html",
    ]
    assert [link for link in links if link in order] == order


# What is wrong in the data is one line: the file, the line, the cause, the mend.

WRONG: dict[str, tuple[str, str, str, str]] = {
    "a rule quoted that was not read": (
        "siblings.toml",
        'standing = "seen"',
        'standing = "named"',
        "没有读过原文（standing = named），不能有引文；请删去 point，或者核对后改成 seen。",
    ),
    "a standing that is none": (
        "siblings.toml",
        'standing = "seen"',
        'standing = "read"',
        "可以写 seen、named）。",
    ),
    "a comparison with no provision of ours": (
        "siblings.toml",
        'provision = "8(7)"',
        'provision = "8(12)"',
        "请改正。",
    ),
    "a difference shown by nobody who was read": (
        "differences.toml",
        'shown = ["jintan"]',
        'shown = ["hubei"]',
        "不是读过的规定",
    ),
    "a difference of no kind": (
        "differences.toml",
        'kind = "lacks"',
        'kind = "less"',
        "只能写 lacks、more。",
    ),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_wrong_data_is_one_line(docs: Path, wrong: tuple[str, str, str, str]) -> None:
    file, old, new, cause = wrong
    line = spoil(docs, file, old, new)
    with pytest.raises(Problem) as caught:
        content.read(docs, CASES, BODY)
    said = str(caught.value)
    assert LINE.fullmatch(said) and cause in said and said.startswith(f"docs/{file} 第")
    found = int(said.split("第", 1)[1].split("行", 1)[0])
    assert 0 <= line - found < 12, "the entry in which it stands"


@pytest.mark.parametrize("file", [file for files in content.NEEDS.values() for file in files])
def test_a_file_that_is_missing_is_one_line(docs: Path, file: str) -> None:
    (docs / file).unlink()
    with pytest.raises(
        Problem, match=rf"^docs/{re.escape(file)}：没有这个文件；请补上，或者用 git status 查看是否误删。$"
    ):
        content.read(docs, CASES, BODY)
