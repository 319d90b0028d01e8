"""The words of the glossary: marked where they stand, changing no word, with a page that leads there and back."""

import html
import re
from pathlib import Path

import pytest
from shared.site_pages import Node, parse

from builder import ROOT
from builder.content import glossary, norms
from builder.core.console import Problem
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.text import REGULATION
from checker.text import Article, anchor, article_of

NORMS = norms.read(ROOT / "docs")
TERMS = glossary.read(ROOT / "docs", NORMS, BODY.text)
PLACES = [place for place in REGULATION if not isinstance(place, Article)]
ENTRY = '[[term]]\nterm = "免责"\nmeaning = "责任免去。"\n'


def marks(address: str) -> list[str]:
    """The words that are marked in this provision, as they stand there."""
    text = REGULATION.provision(address).text
    return re.findall(r'<a class="term"[^>]*>([^<]*)</a>', glossary.marked(text, address, TERMS, "", BODY.text))


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.address)
def test_marking_changes_no_word_and_marks_each_term_once(place: Article) -> None:
    marked = glossary.marked(place.text, place.address, TERMS, "../", BODY.text)
    assert html.unescape(re.sub("<[^>]*>", "", marked)) == place.text
    targets = re.findall(r'href="\.\./glossary\.html#([^"]*)"', marked)
    assert len(set(targets)) == len(targets)


def test_the_longest_word_is_marked_and_none_inside_another() -> None:
    assert "界限不明确" in marks("7(3)") and "界限不明" in marks("6(7)")
    assert "通报批评" in marks("11(2)") and "通报" not in marks("11(2)") and "通报" in marks("12-1")


def test_no_word_is_marked_in_its_definition_or_in_another_instruments_name() -> None:
    assert "容错纠错" not in marks("3-1") and "容错纠错" in marks("2-1")
    assert "认定" not in marks("9(3)") and "认定" in marks("9(4)")
    assert "《云南省容错纠错办法》" in REGULATION.provision("1-1").text and "容错纠错" not in marks("1-1")


def test_a_note_marks_a_word_once_and_in_nothing_that_is_quoted_linked_or_bold() -> None:
    mark = glossary.marker_of_note("9(1)", TERMS, "../", BODY.text)
    assert mark("**免责**　[免责](07.md)，“免责”，`免责`，《免责办法》 > 别处") == (
        "**免责**　[免责](07.md)，“免责”，`免责`，《免责办法》 > 别处"
    )
    first, second = mark("- 是免责，还是免责？"), mark("免责或者从轻")
    assert re.findall(r'<a class="term" href="\.\./glossary\.html#(\S+)"', first + second) == ["免责", "从轻"]
    assert html.unescape(re.sub("<[^>]*>", "", first)) == "- 是免责，还是免责？"


def test_the_notes_on_both_pages_bear_marks_and_what_is_said_of_higher_norms_does_not(site: Path) -> None:
    for path, to in (("articles/08.html", "../glossary.html#"), ("text.html", "glossary.html#")):
        (note,) = [node for node in parse(site / path) if node.attributes.get("id") == "n8-i4"]
        marks = [node for node in note if "term" in node.classes]
        assert "工作程序" in {node.text() for node in marks}
        assert all(node.attributes["href"].startswith(to) and node.attributes["title"] for node in marks)
        higher = [p for p in note if p.tag == "p" and p.text().startswith("上位规范")]
        assert higher and not [node for p in higher for node in p if "term" in node.classes]


def test_every_word_is_marked_somewhere_or_is_defined_where_it_stands() -> None:
    for term, places in glossary.occurrences(TERMS, BODY.text).items():
        assert places and any(form in marks(place) for place in places for form in term.forms), term.term


def test_a_number_and_its_unit_stay_together() -> None:
    for address, days in (("9(1)", "15"), ("9(2)", "20"), ("9(4)", "10")):
        marked = glossary.marked(REGULATION.provision(address).text, address, TERMS, "", BODY.text)
        assert re.search(rf'<span class="unbroken">{days}个(<a class="term"[^>]*>)?工作日(</a>)?</span>', marked)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ('[[term]]\nterm = "免责"\n', "第1行：“免责”的 meaning 应当是文字"),
        ('[[term]]\nterm = "免于责任"\nmeaning = "…"\n', "第1行：条文里没有“免于责任”"),
        (f"{ENTRY}\n{ENTRY}", "第5行：“免责”前面已经有了"),
        (f'{ENTRY}defined = "17"\n', "“免责”：没有“17”这个条款；最接近的是"),
        (ENTRY.replace("责任免去。", "见[[8(12)]]。"), "没有“8(12)”这个条款；最接近的是“8("),
        (f'{ENTRY}source = "penalti"\n', "不在 docs/norms.toml 里；最接近的是“penalty”"),
        (f'{ENTRY}alsoo = ["免除"]\n', "最接近的是 also"),
        (f'{ENTRY}also = "免除"\n', "also 应当是方括号里的词"),
        ('[[term]]\nterm = "免责\n', "第2行：写法不对（引号没有关上，"),
    ],
)
def test_a_wrong_entry_stops_the_build_with_one_line(tmp_path: Path, wrong: str, says: str) -> None:
    (tmp_path / "glossary.toml").write_text(wrong, encoding="utf-8")
    with pytest.raises(Problem) as caught:
        glossary.read(tmp_path, NORMS, BODY.text)
    line = str(caught.value)
    assert line.startswith("docs/glossary.toml") and says in line and "\n" not in line


def test_the_pages_lead_from_the_text_to_the_words_and_back(site: Path) -> None:
    page = parse(site / "glossary.html")
    entries = {
        next(n.attributes["id"] for n in section if n.tag == "h2"): section for section in page.with_class("entry")
    }
    assert list(entries) == [term.term for term in TERMS]
    for term, places in glossary.occurrences(TERMS, BODY.text).items():
        back = {node.attributes["href"] for node in entries[term.term] if node.tag == "a"}
        assert {f"articles/{article_of(place):02}.html#{anchor(place)}" for place in places} <= back
        assert term.plain(BODY.text) in entries[term.term].text()
        assert term.defined or "条文里没有" in entries[term.term].text()


def test_no_link_stands_inside_another(site: Path) -> None:
    def inside(node: Node, linked: bool) -> bool:
        return any(
            (linked and child.tag == "a") or inside(child, linked or child.tag == "a")
            for child in node.children
            if isinstance(child, Node)
        )

    for file in [site / "text.html", *sorted((site / "articles").glob("*.html"))]:
        assert not inside(parse(file), False), file.name
