"""The two pages about the rules themselves: the standing of each clause, and the report."""

from pathlib import Path

import pytest
from shared.site_pages import Node, parse

from checker.body.standing import says, standing
from checker.regulations.xishuangbanna import BODY
from checker.text import Article, Paragraph, anchor, article_of


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Node]:
    return {name: parse(site / f"{name}.html") for name in ("standing", "report")}


def rows(page: Node) -> list[Node]:
    return [row for table in page.with_class("rows") for row in table if row.tag == "tr"]


def test_the_standing_of_every_clause_is_shown_once_and_leads_to_its_words(pages: dict[str, Node]) -> None:
    shown: dict[str, str] = {}
    for row in rows(pages["standing"])[1:]:
        (link,) = [node for node in row if node.tag == "a"]
        assert link.attributes["href"] not in shown
        shown[link.attributes["href"]] = row.text()
    for entry in standing(BODY):
        place, number = entry.place, article_of(entry.place.address)
        href = f"articles/{number:02}.html#{anchor(place.address)}"
        if isinstance(place, Paragraph) and f"articles/{number:02}.html#a{number}-p2" not in shown and not place.items:
            href = f"articles/{number:02}.html#a{number}"  # an article of one 款 is shown as one
        assert says(BODY)[entry.standing] in shown[href], place.address
        if not isinstance(place, Article):
            assert all(f"“{rule.title}”" in shown[href] for rule in entry.rules)


def test_the_report_is_about_every_rule_and_reading_and_finds_nothing_wrong(pages: dict[str, Node]) -> None:
    words = pages["report"].text()
    assert "没有发现问题" in words
    shown = [row.text() for row in rows(pages["report"])]
    for rule in (rule for check in BODY.checks for rule in check.model.rules):
        assert any(f"“{rule.title}”" in row and "没有它：" in row for row in shown), rule.title
    for key in BODY.readings:
        assert any(key in row and "换过来：" in row for row in shown), key


def test_both_pages_stand_in_the_navigation_and_the_maintainers_page_leads_to_them(site: Path) -> None:
    home, maintain = parse(site / "index.html"), parse(site / "maintain.html")
    for page in (home, maintain):
        assert {"standing.html", "report.html"} <= {node.attributes.get("href", "") for node in page if node.tag == "a"}
