"""The built site: the official words stand at their addresses, apart from the notes; every link leads somewhere."""

import itertools
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser
from shared.site_pages import Node, parse

from builder import ROOT
from builder.core.console import Problem
from builder.pages.emended import key
from builder.pages.published import shown
from checker.engine.case import Case, read_cases
from checker.engine.evaluate import study, study_readings
from checker.logic import Truth
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.regulations.xishuangbanna.checks.verdict import MODEL
from checker.regulations.xishuangbanna.text import EDITIONS, REGULATION
from checker.text import Apparatus, Article, Paragraph, anchor, article_of, name

APPARATUS = cast("Apparatus", EDITIONS.current.apparatus)
EMENDATIONS, KEPT = APPARATUS.emendations, APPARATUS.kept

PUBLISHED = read_cases((ROOT / "cases/published.toml").read_text(encoding="utf-8"), TOLERANCE, toml=True)
RESOURCES = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "use": "href"}
PHRASES = {
    "紧急避险": "08",
    "不能容错": "08",
    "主动消除影响": "07",
    "急难险重工作任务": "07",
    "历史遗留问题": "07",
    "15个工作日": "09",
    "护身符": "05",
    "由学院纪委负责解释": "15",
}


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Node]:
    """Every page by its path in the site."""
    return {file.relative_to(site).as_posix(): parse(file) for file in sorted(site.rglob("*.html"))}


def identified(page: Node) -> dict[str, Node]:
    nodes = [node for node in page if "id" in node.attributes]
    found = {node.attributes["id"]: node for node in nodes}
    assert len(found) == len(nodes), "two elements with one id"
    return found


@pytest.mark.parametrize("article", REGULATION.articles, ids=lambda article: article.label)
def test_every_provision_stands_verbatim_at_its_address_on_both_pages(pages: dict[str, Node], article: Article) -> None:
    for path in ("text.html", f"articles/{article.number:02}.html"):
        found = identified(pages[path])
        whole = found[anchor(article.address)]
        official = [p for p in whole if p.classes & {"paragraph", "item"}]
        lines = [p.text(without="permalink").strip("\n") for p in official]
        assert "\n".join(lines) == article.text
        for place in REGULATION:
            if article_of(place.address) == article.number and not isinstance(place, Article):
                shown = found[anchor(place.address)].text(without="permalink").replace("\n", "")
                assert shown == (place.text if isinstance(place, Paragraph) else place.line), place.address


def test_all_official_words_are_in_the_official_layer_and_no_note_is(pages: dict[str, Node]) -> None:
    for article in REGULATION.articles:
        page = pages[f"articles/{article.number:02}.html"]
        official, notes = page.with_class("official"), page.with_class("note")
        words = "".join(run.text(without="permalink") for run in official)
        assert words.replace("\n", "") == article.text.replace("\n", "")
        assert notes and all(note.tag == "details" and "open" not in note.attributes for note in notes)
        assert not [node for run in official for node in run if "note" in node.classes]
        assert not [node for note in notes for node in note if "official" in node.classes]
        (whose,) = page.with_class("whose")
        assert "本站的注释，不是条文，也不是第十五条所说的解释" in whose.text()
        for place in REGULATION:
            if article_of(place.address) == article.number and len(place.text) > 30:
                assert all(place.text not in note.text() for note in notes), f"a note repeats {place.address}"


def test_every_emendation_is_marked_at_its_place_on_both_pages(pages: dict[str, Node]) -> None:
    """What stands before a mark ends as this site reads, and not as the source does; the mark itself has no words."""
    for number in range(1, 17):
        here = [each for each in EMENDATIONS if article_of(each.at) == number]
        for path, up in (("text.html", ""), (f"articles/{number:02}.html", "../")):
            marks = {node.attributes["href"]: node for node in pages[path].with_class("emended")}
            for each in here:
                mark = marks[f"{up}emendations.html#{key(each, APPARATUS)}"]
                assert mark.text() == "" and each.why in mark.attributes["aria-label"]
                place = identified(pages[path])[anchor(each.at)]
                (line,) = [p for p in place if p.tag == "p" and mark in list(p)] or [place]
                before = line.text(without="permalink")[: text_before(line, mark)]
                assert any(before.endswith(each.read[:end]) for end in range(1, len(each.read) + 1)) or (
                    each.read.startswith(before)
                ), each
            assert up == "" or len(marks) == len(here)
    rows = identified(pages["emendations.html"])
    assert {key(each, APPARATUS) for each in EMENDATIONS} <= rows.keys()


def text_before(line: Node, mark: Node) -> int:
    """How many letters of the line stand before the mark."""

    def count(node: Node) -> tuple[int, bool]:
        seen = 0
        for child in node.children:
            if child is mark:
                return seen, True
            more, found = (len(child), False) if isinstance(child, str) else count(child)
            seen += more
            if found:
                return seen, True
        return seen, False

    return count(line)[0]


def test_every_provision_has_a_link_of_its_own_that_a_reader_can_name(pages: dict[str, Node]) -> None:
    links = {
        (node.attributes["href"], node.attributes["aria-label"]) for node in pages["text.html"].with_class("permalink")
    }
    for place in REGULATION:
        if not isinstance(place, Article):
            assert (f"#{anchor(place.address)}", f"{name(place.address)}的链接") in links


def test_every_link_and_every_fragment_leads_somewhere(pages: dict[str, Node], site: Path) -> None:
    ids = {path: set(identified(page)) for path, page in pages.items()}
    for path in ("check/index.html", "check/a13/index.html"):
        (frame,) = [node for node in pages[path] if node.attributes.get("id") == "frame"]
        ids[path] |= set(re.findall('data-fact="([^"]+)"', frame.attributes["srcdoc"]))
    checked = 0
    for path, page in pages.items():
        for node in page:
            target = (
                node.attributes.get("href") if node.tag == "a" else node.attributes.get(RESOURCES.get(node.tag, ""))
            )
            if not target or urlsplit(target).scheme or path == "404.html":
                continue
            address, fragment = urldefrag(target)
            goal = (site / path).parent / unquote(address) if address else site / path
            goal = goal.resolve()
            assert goal.exists(), f"{path}: {target}"
            inside = goal.relative_to(site.resolve()).as_posix()
            assert not fragment or fragment in ids[inside] or fragment.startswith("__"), f"{path}: {target}"
            checked += 1
    assert checked > 500


def test_no_page_names_a_resource_of_another_host(pages: dict[str, Node], site: Path) -> None:
    for path, page in pages.items():
        for node in page:
            address = node.attributes.get(RESOURCES.get(node.tag, ""), "")
            assert not urlsplit(address).netloc, f"{path}: {address}"
    for style in site.rglob("*.css"):
        assert "url(http" not in style.read_text(encoding="utf-8") and "@import" not in style.read_text(
            encoding="utf-8"
        )


def test_no_page_makes_a_request_to_another_host(pages: dict[str, Node], browser: Browser, site_url: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in pages:
        page.goto(f"{site_url}/{path}")
    page.close()
    assert len(asked) > len(pages)
    assert {url for url in asked if not url.startswith((site_url, "data:", "blob:"))} <= {"about:srcdoc"}


@pytest.mark.parametrize(("phrase", "article"), PHRASES.items())
def test_search_finds_a_phrase_of_the_text_typed_or_pasted(
    browser: Browser, site_url: str, phrase: str, article: str
) -> None:
    page = browser.new_page()
    page.goto(f"{site_url}/index.html")
    page.locator(".md-search__input").click()
    page.keyboard.insert_text(phrase)  # as pasting and input methods do: no key is pressed
    page.locator(".md-search-result__item").first.wait_for()
    links = page.locator(".md-search-result__item .md-search-result__link")
    shown = links.evaluate_all("links => [...new Set(links.map(({ pathname }) => pathname))]")
    page.close()
    assert f"/articles/{article}.html" in shown[:3]


@pytest.mark.parametrize(("path", "check"), [("check", "check/index"), ("check-a13", "check/a13/index")])
def test_the_door_opens_the_check_with_nothing_in_its_hands(pages: dict[str, Node], path: str, check: str) -> None:
    (door,) = [n for n in pages[f"{path}.html"] if n.attributes.get("href") == f"{check}.html"]
    assert door.attributes["rel"] == "noopener noreferrer" and door.attributes["target"] == "_blank"


def test_articles_with_rules_lead_to_the_check_and_no_other_does(pages: dict[str, Node]) -> None:
    doors = {number: pages[f"articles/{number:02}.html"].with_class("door") for number in range(1, 17)}
    leading = {
        number: [node.attributes["href"] for door in found for node in door if node.tag == "a"]
        for number, found in doors.items()
        if found
    }
    assert leading == {**{number: ["../check.html"] for number in (3, 4, 5, 7, 8)}, 13: ["../check-a13.html"]}


def test_each_check_leads_to_the_other_and_to_the_pages_around_it(pages: dict[str, Node]) -> None:
    for path, other in (("check/index.html", "a13/index.html"), ("check/a13/index.html", "../index.html")):
        (header,) = [node for node in pages[path] if node.tag == "header"]
        ways = [node for node in header if node.tag == "a"]
        assert other in [way.attributes["href"] for way in ways]
        assert all(way.attributes["rel"] == "noopener noreferrer" for way in ways)
    assert "check-a13.html" in [node.attributes.get("href") for node in pages["check.html"]]


def test_every_emendation_is_listed_with_what_stood_and_why(pages: dict[str, Node]) -> None:
    page = pages["emendations.html"]
    rows = [row for table in page.with_class("emendations") for row in table if row.tag == "tr"]
    assert len(rows) == len(EMENDATIONS) + len(KEPT) + len({e.why for e in EMENDATIONS}) + 1
    words = page.text()
    for emendation in EMENDATIONS:
        assert emendation.why in words and emendation.read.replace("\u3000", "□") in words
        assert emendation.stood.replace("\n", "⏎").replace(" ", "␣") in words


def test_the_home_page_says_in_three_sentences_what_for_whom_and_what_not(pages: dict[str, Node]) -> None:
    (main,) = [node for node in pages["index.html"] if node.tag == "article"]
    sentences = [node.text() for node in main if node.tag == "p"][:3]
    assert [sentence.count("。") for sentence in sentences] == [1, 1, 1]
    assert "不是官方网站" in sentences[2]


def test_a_page_that_is_missing_says_so_in_chinese(pages: dict[str, Node]) -> None:
    assert "没有这一页" in pages["404.html"].text()


def test_the_twelve_published_cases_stand_beside_what_the_rules_say(pages: dict[str, Node]) -> None:
    sections = pages["cases.html"].with_class("case")
    assert len(sections) == 12
    for section, case in zip(sections, PUBLISHED, strict=True):
        result = study(case, TOLERANCE)
        terms = {a.text(): b.text() for a, b in itertools.pairwise(n for n in section if n.tag in ("dt", "dd"))}
        assert case.texts["official"] in terms["那里的结论"] and terms["差在哪里"] == case.texts["differs"]
        titles = [result["verdict"]["title"]] if result["verdict"] else [v["title"] for v in result["possible"]]
        assert all(title in terms["照本细则"] for title in titles)


def test_three_cases_come_first_with_the_sentence_they_turn_on_and_what_readings_and_answers_make_of_them(
    pages: dict[str, Node],
) -> None:
    sections = pages["cases.html"].with_class("case")
    assert [section.classes for section in sections] == [{"case", "at-length"}] * 3 + [{"case"}] * 9
    for section, case in zip(sections, PUBLISHED[:3], strict=False):
        (turns,) = section.with_class("turns")
        (quoted,) = [node.text() for node in turns if node.tag == "blockquote"]
        assert quoted == REGULATION.provision(case.texts["turns"]).text
        (link,) = [node for node in turns if node.tag == "a"]
        assert link.text() == name(case.texts["turns"])
        assert link.attributes["href"].endswith(f"#{anchor(case.texts['turns'])}")
        assert case.texts["means"].count("。") == 2 and case.texts["means"] in section.text()
        assert rows(section, "others") == [
            (reading.words, titles(case, readings=(reading,)))
            for reading in MODEL.readings.values()
            if reading.key in study_readings(case, TOLERANCE)["alone"]
        ]
        now = titles(case)
        assert rows(section, "answered") == [
            (fact.question, then)
            for fact, truth in case.answers.items()
            if truth is Truth.UNKNOWN
            for said in (Truth.YES, Truth.NO)
            if (then := titles(case, answers={**case.answers, fact: said})) != now
        ]


def rows(section: Node, kind: str) -> list[tuple[str, list[str]]]:
    """Of each line the words or the question that it is about, and the verdicts that it ends with."""
    found = []
    for line in (node for each in section.with_class(kind) for node in each if node.tag == "li"):
        (verdicts,) = [node.text() for node in line if node.tag == "strong"]
        words = line.text()
        about = words.split("”，换成")[0].split("“", 1)[1] if kind == "others" else words.split("答“")[0]
        found.append((about, verdicts.removesuffix("都还可能").split("、")))
    return found


def titles(case: Case, **changed: Any) -> list[str]:
    return [verdict["title"] for verdict in study(replace(case, **changed), TOLERANCE)["possible"]]


def test_what_the_text_gives_and_what_the_organ_did_part_in_the_three() -> None:
    """Nothing to excuse where it was excused; open by the text, or barred unless there was an emergency."""
    bus, late, lent = PUBLISHED[:3]
    assert titles(bus) == ["不适用"] and "容错免责" in bus.texts["official"]
    assert len(titles(late)) == 3 and "符合容错" in late.texts["official"]
    assert titles(late, readings=(MODEL.readings["R8.3.late"],)) == ["不能容错"]
    no_emergency = {**lent.answers, MODEL.facts["emergency_present"]: Truth.NO}
    assert titles(lent, answers=no_emergency) == ["不能容错"] and "免责" in lent.texts["official"]


def test_a_case_that_turns_on_no_provision_there_is_stops_the_build_in_one_line() -> None:
    case = replace(PUBLISHED[0], texts={**PUBLISHED[0].texts, "turns": "8(12)"})
    with pytest.raises(Problem, match=r"^cases/.* 案例“某科长.*”的 turns：.*8\(12\).*；请写本细则里有的一处。$"):
        shown(case, BODY)
