"""An article as it is read: the note beneath each provision, what is derived in it, and how addresses open it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from shared.site_pages import Node, parse

from builder import ROOT
from builder.content import examples, norms, notes, readings
from builder.pages import bearing
from checker.body.standing import standing
from checker.engine.case import Case, read_cases
from checker.engine.check import Check
from checker.engine.report import report
from checker.logic import Fact, ReadAs, Rule, Truth, walk
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.articles.a09 import COURSE
from checker.regulations.xishuangbanna.checks.accusation import ACCUSATION
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.regulations.xishuangbanna.checks.verdict import MODEL
from checker.regulations.xishuangbanna.text import REGULATION
from checker.text import Article, anchor, article_of

DOCS = ROOT / "docs"
NORMS = norms.read(DOCS)
NOTES = {article.number: notes.read_note(DOCS, article, NORMS, BODY.text) for article in REGULATION.articles}
SECTIONS = {address: section for note in NOTES.values() for address, section in note.by_address.items()}
CASES = [
    (file.name, case)
    for file in sorted((ROOT / "cases").glob("*.toml"))
    for case in read_cases(file.read_text(encoding="utf-8"), BODY.of_file(file.stem), toml=True)
]
WAYS = readings.by_provision(readings.read(DOCS, BODY), BODY)
each_section = pytest.mark.parametrize("address", SECTIONS)


@pytest.fixture(scope="module")
def articles(site: Path) -> dict[int, Node]:
    return {number: parse(site / f"articles/{number:02}.html") for number in range(1, 17)}


def note(articles: dict[int, Node], address: str) -> Node:
    (found,) = [
        each
        for each in articles[article_of(address)].with_class("note")
        if each.attributes["id"] == f"n{anchor(address)[1:]}"
    ]
    return found


def links(node: Node) -> set[str]:
    return {each.attributes.get("href", "") for each in node if each.tag == "a"}


def link_to(here: str, there: str) -> set[str]:
    """The ways in which a note of one article may lead to a provision."""
    page = f"{article_of(there):02}.html#{anchor(there)}"
    return {page, f"#{anchor(there)}"} if article_of(here) == article_of(there) else {page}


@pytest.mark.parametrize("article", REGULATION.articles, ids=lambda article: article.label)
def test_every_provision_has_its_note_address_phrases_references_and_standing(
    articles: dict[int, Node], article: Article
) -> None:
    ids = {each.attributes.get("id") for each in articles[article.number]}
    rows = {row.place.address: row for row in standing(BODY)}
    for place in article.provisions:
        address = place.address
        assert anchor(address) in ids and address in rows
        if len(article.provisions) == 2 and address != article.address:
            continue  # the article has one sentence: its note is about both
        section = SECTIONS[address]
        assert f"n{anchor(address)[1:]}" in ids
        assert len(section.phrases) >= 8 and len(set(section.phrases)) == len(section.phrases)
        assert section.fields["一句话"] and section.fields["有关的"] and section.references
        derived = any(rule.provision == address for rule in rows[address].rules)
        assert bool(note(articles, address).with_class("elements")) == derived


def test_every_rule_of_its_own_has_an_example_on_either_side() -> None:
    """Left out: what only gathers other rules, sets nothing by default, or is the organ's to find (7(9), 8(11))."""
    told = examples.by_provision(CASES, BODY)
    for rule in BODY.named_rules:
        facts = list(default_facts(rule.condition))
        if facts and not all(fact.presumed_absent for fact in facts):
            assert told[rule.provision].fits and told[rule.provision].misses, rule.provision


@each_section
def test_a_note_stands_folded_right_beneath_the_words_that_it_is_about(articles: dict[int, Node], address: str) -> None:
    (whole,) = articles[article_of(address)].with_class("annotated")
    blocks = [each for each in whole.children if isinstance(each, Node) and each.tag in ("div", "details")]
    mine = blocks.index(note(articles, address))
    above = next(each for each in reversed(blocks[:mine]) if "official" in each.classes)
    place = REGULATION.provision(address)
    first = place.paragraphs[0].address if isinstance(place, Article) else address
    assert any(each.attributes.get("id") == anchor(first) for each in above)
    assert "open" not in blocks[mine].attributes


@each_section
def test_the_order_within_a_note_is_always_the_same(articles: dict[int, Node], address: str) -> None:
    """The meaning, what was written, the elements, duties, readings, examples, norms, what is around."""
    section, shown = SECTIONS[address], note(articles, address)
    words = shown.text()
    marks = [
        "一句话" if "一句话" in section.fields else "",
        *(field for field in section.free if field),
        *(["要件　照规则拆"] if shown.with_class("elements") else []),
        *(["谁，什么时候"] if any(duty.rule.provision == address for duty in BODY.duties) else []),
        *(["可以有两种读法"] if shown.with_class("readings") else []),
        *(["引到这里的"] if "引到这里的" in words else []),
    ]
    places = [words.index(mark) for mark in marks]
    assert places == sorted(places)


@each_section
def test_what_people_call_it_is_searched_and_not_printed(articles: dict[int, Node], address: str) -> None:
    assert "叫法" not in note(articles, address).text()


@each_section
def test_the_elements_ask_what_the_rules_ask_and_each_question_opens_in_the_check(
    articles: dict[int, Node], address: str
) -> None:
    shown = note(articles, address)
    rules = [rule for rule in BODY.named_rules if rule.provision == address]
    asked = {part.key for rule in rules for part in default_facts(rule.condition)}
    found = {each.attributes["href"].partition("#")[2] for each in shown.with_class("asked") if each.attributes["href"]}
    assert found == asked
    quoted = {fact.key for fact, places in BODY.quotes.items() if any(quote.provision == address for quote in places)}
    doors = {tuple(href.split("#")) for href in links(shown) if href.startswith("../check/")}
    day = [event for event in COURSE.events if COURSE.known_by(event).provision == address][:1]
    days = {("../check/index.html", BODY.prefix + event.key) for event in day}
    assert days <= doors
    doors -= days
    assert {key for _, key in doors} == quoted | asked
    for page, key in doors:
        check = ACCUSATION if page == "../check/a13/index.html" else TOLERANCE
        assert page in ("../check/index.html", "../check/a13/index.html")
        assert key in {fact.key for section in check.every_section for fact in section.facts}
        assert article_of(address) != 13 or check is ACCUSATION, "its questions are those of the second check"


def default_facts(expression: object) -> Iterator[Fact]:
    """By the lamps of the other side: a fact that only the alternative of a reading names is left out."""
    if isinstance(expression, Rule):
        return
    if isinstance(expression, Fact):
        yield expression
    parts = (expression.default,) if isinstance(expression, ReadAs) else getattr(expression, "parts", ())
    for part in parts:
        yield from default_facts(part)


@each_section
def test_every_reading_of_a_provision_stands_in_its_note_with_both_sides_and_the_ground(
    articles: dict[int, Node], address: str
) -> None:
    words = note(articles, address).text()
    for reading in WAYS.get(address, ()):
        for part in (reading.words, reading.default, reading.alternative, reading.ground):
            assert part in words


@each_section
def test_references_lead_both_ways(articles: dict[int, Node], address: str) -> None:
    here = note(articles, address)
    for target in SECTIONS[address].references:
        assert links(here) & link_to(address, target)
        if target != address and target in SECTIONS and not bearing.is_lead_of(address, target):
            assert links(note(articles, target)) & link_to(target, address), (
                f"{target} does not say that {address} does"
            )


def test_what_rules_rest_on_one_another_is_named_on_the_page_of_what_they_rest_on() -> None:
    found = bearing.referring(SECTIONS, BODY)
    assert bearing.Bond("8(4)", "规则借用它的字句") in found["8(3)"], "R8.3to4"
    assert bearing.Bond("5(2)", "规则里有它") in found["5(4)"]
    assert bearing.Bond("3", "规则随它的读法变") in found["7(5)"], "R3.petition"


def test_exclusions_and_situations_name_each_other_where_the_model_ties_them() -> None:
    found = bearing.together(
        BODY, report([case for file, case in CASES if check_of(file) is TOLERANCE], TOLERANCE)["pairs"]
    )
    for one, bonds in found.items():
        for bond in bonds:
            assert bearing.Bond(one, bond.why) in found[bond.address]
    exclusions = {bond.address for bond in bearing.of_article(found["7(1)"], 8, BODY.text)}
    assert exclusions == {"8(1)", "8(5)", "8(7)", "8(8)"}
    assert {bond.address for bond in bearing.of_article(found["8(2)"], 7, BODY.text)} == {"7(3)"}


def test_every_example_is_printed_and_its_rule_bears_it_out(articles: dict[int, Node]) -> None:
    told = examples.by_provision(CASES, BODY)
    for file, case in CASES:
        evaluation = check_of(file).evaluator.evaluate(case.answers, case.readings)
        for fits, addresses in ((True, case.fits), (False, case.misses)):
            for address in addresses:
                assert truth_of(address, file, case, fits) is Truth.YES and evaluation.possible
    for address, each in told.items():
        words = note(articles, address).text()
        for title, stories in (("合", each.fits), ("不合", each.misses)):
            assert all(f"{title}　{story.story}" in words for story in stories)


def check_of(file: str) -> Check:
    return ACCUSATION if file == "a13.toml" else TOLERANCE


def truth_of(address: str, file: str, case: Case, fits: bool) -> Truth:
    """Written a second time: by the truth of the rules that no other rule of the provision holds.

    What only duties say of it, they say: one of them is met, or none of those that can fail.
    """
    evaluation = check_of(file).evaluator.evaluate(case.answers, case.readings)
    own = [rule for rule in BODY.named_rules if rule.provision == address]
    owed = {duty.rule for duty in BODY.duties}
    if set(own) <= owed:
        truths = {evaluation.truth(rule) for rule in own if rule.condition.parts}
        return Truth.YES if (Truth.YES in truths if fits else truths == {Truth.NO}) else Truth.NO
    own = [rule for rule in own if rule not in owed]
    inner = {part for rule in own for part, _ in walk(rule.condition)}
    side = {c.favourable if fits else c.adverse for c in MODEL.contrasts}
    heads = [rule for rule in own if rule not in inner]
    if article_of(address) == 6:
        return Truth.YES if Truth.YES in [evaluation.truth(rule) for rule in heads if rule in side] else Truth.NO
    truths = {evaluation.truth(rule) for rule in heads}
    return Truth.YES if (Truth.YES in truths if fits else truths == {Truth.NO}) else Truth.NO


@each_section
def test_a_quotation_of_a_norm_is_printed_with_its_source_and_an_unverified_norm_says_so(
    articles: dict[int, Node], address: str
) -> None:
    shown = note(articles, address)
    quoted = [each.text() for each in shown.with_class("higher")]
    for cited in SECTIONS[address].citations:
        norm = NORMS[cited.key]
        quotation = norm.quotation(cited.at)
        if quotation is None:
            assert norm.verified or f"{norm.cited(cited.at)}〔待核〕" in shown.text()
        else:
            assert any(" ".join(quotation.text.split()) in " ".join(each.split()) for each in quoted)
            assert quotation.source in links(shown)
    assert len(quoted) == sum(NORMS[c.key].quotation(c.at) is not None for c in SECTIONS[address].citations)


def test_published_cases_are_named_where_they_turn(articles: dict[int, Node], site: Path) -> None:
    published = [case for file, case in CASES if file == "published.toml"]
    ids = {each.attributes.get("id") for each in parse(site / "cases.html")}
    turning = [(number, case) for number, case in enumerate(published, start=1) if "turns" in case.texts]
    assert turning
    for number, case in turning:
        shown = note(articles, case.texts["turns"])
        assert f"../cases.html#case-{number}" in links(shown) and f"case-{number}" in ids
        assert case.texts["title"] in shown.text()


def test_an_article_weighs_less_than_200_kilobytes_with_all_that_it_needs(site: Path) -> None:
    for number in range(1, 17):
        html = (site / f"articles/{number:02}.html").read_bytes()
        assert len(gzip.compress(html)) < 60_000, f"article {number}"


# The words that the note is about, below the header.
WORDS_IN_SIGHT = """(place) => {
  const words = [...document.querySelectorAll(".official")].find((each) => each.matches(`:has(${place})`));
  const { top } = words.getBoundingClientRect();
  return document.querySelector(".md-header").getBoundingClientRect().bottom <= top && top < 300;
}"""


@pytest.mark.parametrize("fragment", ["n7-i3", "n8-i4", "d7-i3", "n7"])
def test_an_address_that_leads_into_a_note_opens_it_below_the_words(page: Page, site_url: str, fragment: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    number = int(fragment[1:].partition("-")[0])
    page.goto(f"{site_url}/articles/{number:02}.html#{fragment}")
    opened = page.locator("details.note[open]")
    expect(opened).to_have_count(1)
    if fragment.startswith("n"):
        expect(opened.locator("> summary")).to_be_in_viewport()
    if fragment.startswith("n") and "-" in fragment:
        # Whatever else scrolls on opening has done so by the end.
        page.wait_for_function(WORDS_IN_SIGHT, arg=f"#a{fragment[1:]}")
    assert page.locator("details.note").count() > 5
    if fragment.startswith("d"):
        expect(page.locator(f"#{fragment} svg").first).to_be_in_viewport()


def test_a_link_opens_a_note_again_that_was_folded_and_back_leads_back(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/articles/07.html#n7-i3")
    note_ = page.locator("#n7-i3")
    expect(note_).to_have_attribute("open", "")
    note_.locator("> summary").click()
    expect(note_).not_to_have_attribute("open", "")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<a id=again href=\"#n7-i3\">again</a>')")
    page.locator("#again").dispatch_event("click")
    expect(note_).to_have_attribute("open", "")


def test_without_scripts_a_note_opens_by_hand(page: Page, site_url: str) -> None:
    browser = page.context.browser
    assert browser
    context = browser.new_context(java_script_enabled=False)
    bare = context.new_page()
    bare.goto(f"{site_url}/articles/07.html#n7-i3")
    words = bare.locator("#n7-i3 > p").first
    expect(words).to_be_hidden()
    bare.locator("#n7-i3 > summary").click()
    expect(words).to_be_visible()
    context.close()


def test_a_note_never_looks_like_the_law(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/articles/07.html#n7-i3")
    looks = (
        "node => [getComputedStyle(node).fontFamily, getComputedStyle(node.closest('div, details')).backgroundColor]"
    )
    law = page.locator("#a7-i3 .words").evaluate(looks)
    said = page.locator("#n7-i3 > p").first.evaluate(looks)
    assert law[0] != said[0] and law[1] != said[1]
