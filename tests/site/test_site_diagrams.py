"""The ladders: every rule has one on its article's page, made of its words, and a reader can read it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page
from shared.site_pages import Node, parse

from builder import ROOT
from builder.drawing.diagrams import WIDTH, Diagram, by_provision, in_words, parts
from builder.drawing.svg import CLOSING, OPENING, SIZE, wrap
from checker.engine.check import Check
from checker.engine.diagram_states import lamps, lamps_of
from checker.logic import ALWAYS, Element, Expression, Fact, Named, ReadAs, Rule, Truth, walk
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.checks.verdict import EVALUATOR, MODEL
from checker.text import anchor, article_of, name

pytestmark = pytest.mark.needs("chinese font")

LAMPS = lamps_of(MODEL)
SVG = "{http://www.w3.org/2000/svg}"
PARTS = parts(BODY)
DIAGRAMS = [each for group in by_provision(BODY, PARTS).values() for each in group]
each_diagram = pytest.mark.parametrize("drawn", DIAGRAMS, ids=lambda each: f"{each.rule.provision} {each.rule.title}")


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box) -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def apart(self, other: Box) -> bool:
        return (
            self.right <= other.left or other.right <= self.left or self.bottom <= other.top or other.bottom <= self.top
        )


def tree(drawn: Diagram) -> ElementTree.Element:
    return ElementTree.fromstring(drawn.svg)


def box(rect: ElementTree.Element) -> Box:
    left, top, width, height = (float(rect.attrib[key]) for key in ("x", "y", "width", "height"))
    return Box(left, top, left + width, top + height)


def groups(drawn: Diagram) -> list[ElementTree.Element]:
    return [group for group in tree(drawn).iter(f"{SVG}g") if "lamp" in group.get("class", "").split()]


def shown_by_default(rule: Rule) -> list[Named]:
    """The rule, and in it whatever has words, except within other rules and on the other side of a reading."""

    def parts(expression: Expression) -> Iterator[Named]:
        for part in (expression.default,) if isinstance(expression, ReadAs) else expression.parts:
            if isinstance(part, Rule | Element | Fact):
                yield part
            if not isinstance(part, Rule):
                yield from parts(part)

    return [*parts(rule), rule]


@pytest.mark.parametrize("check", BODY.checks, ids=BODY.made_checks)
def test_every_named_part_of_a_model_is_a_lamp_once_in_the_order_of_the_rules(check: Check) -> None:
    met = [part for rule in check.model.deciding for part, _ in walk(rule) if isinstance(part, Rule | Element | Fact)]
    lit = lamps_of(check.model)
    assert list(lit) == list(dict.fromkeys(met)) and len(set(lit)) == len(lit)
    for each in itertools.chain(*by_provision(BODY, lit).values()):
        numbers = {int(group.attrib["data-lamp"]) for group in groups(each)}
        assert {lit[number] for number in numbers} == set(shown_by_default(each.rule))


def test_a_case_lights_each_lamp_by_its_truth_and_none_where_the_answers_contradict() -> None:
    facts = MODEL.facts
    evaluation = EVALUATOR.evaluate({facts["private_gain"]: Truth.YES, facts["used_office"]: Truth.NO})
    lit = dict(zip(LAMPS, lamps(evaluation), strict=True))
    assert lit[facts["private_gain"]] == "y" and lit[facts["used_office"]] == "n" and lit[facts["loss"]] == "u"
    assert lit[facts["improper_gain"]] == "y", "it follows"
    assert all(lit[part] == evaluation.truth(part).value[0] for part in LAMPS)
    contradiction = {facts["private_gain"]: Truth.YES, facts["improper_gain"]: Truth.NO}
    assert set(lamps(EVALUATOR.evaluate(contradiction))) == {"u"}


def test_every_rule_has_its_diagram_under_its_provision() -> None:
    drawn = [rule for rule in BODY.named_rules if rule.condition is not ALWAYS]
    assert {each.rule for each in DIAGRAMS} == set(drawn) and len(DIAGRAMS) == len(drawn)
    assert all(duty.rule in drawn or not duty.rule.condition.parts for duty in BODY.duties)
    for address, group in by_provision(BODY, PARTS).items():
        assert all(each.rule.provision == address for each in group)


@each_diagram
def test_a_diagram_draws_exactly_what_the_rule_says_by_default_each_in_its_own_words(drawn: Diagram) -> None:
    found = []
    for group in groups(drawn):
        part = PARTS[int(group.attrib["data-lamp"])]
        found.append(part)
        words = "".join("".join(t.itertext()) for t in group.findall(f"{SVG}text") if t.get("class") != "sign")
        match part:
            case Element():
                assert words == f"“{part.words}”"
            case Fact():
                assert words == part.statement
            case Rule():
                assert words == ("" if part is drawn.rule else name(part.provision)) + part.title
    key = PARTS.index
    assert sorted(map(key, found)) == sorted(map(key, shown_by_default(drawn.rule)))
    marked = [group for group in tree(drawn).iter(f"{SVG}g") if group.get("class") == "reading"]
    assert {reading.words for reading in drawn.readings} <= {
        title.text[1:].split("”　")[0]
        for group in marked
        for title in group
        if title.tag == f"{SVG}title" and title.text
    }


@each_diagram
def test_no_box_overlaps_another_or_leaves_the_canvas(drawn: Diagram) -> None:
    root = tree(drawn)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    assert width == WIDTH
    boxes = [box(rect) for rect in root.iter(f"{SVG}rect")]
    for each in boxes:
        assert Box(0, 0, width, height).holds(each)
    for one, other in itertools.combinations(boxes, 2):
        assert one.apart(other) or one.holds(other) or other.holds(one)


@each_diagram
def test_a_frame_holds_what_its_element_is_made_of_and_nothing_else(drawn: Diagram) -> None:
    frames: dict[Named, list[Box]] = {PARTS[int(group.attrib["data-lamp"])]: [] for group in groups(drawn)}
    for group in groups(drawn):
        rect = group.find(f"{SVG}rect")
        assert rect is not None
        frames[PARTS[int(group.attrib["data-lamp"])]].append(box(rect))
    for part, places in frames.items():
        if isinstance(part, Element):
            below = set(shown_by_default(Rule("7", "", "", part))) - {part}
            inside = {
                other
                for other, others in frames.items()
                if other is not part and any(place.holds(each) for place in places for each in others)
            }
            assert {each for each in below if each in frames} == inside


@each_diagram
def test_a_reader_who_does_not_see_it_is_told_the_same(drawn: Diagram) -> None:
    root = tree(drawn)
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img" and title is not None and desc is not None
    assert title.text == f"{name(drawn.rule.provision)}“{drawn.rule.title}”怎样成立"
    assert desc.text == in_words(drawn.rule.condition)
    for part in shown_by_default(drawn.rule)[:-1]:
        said = part.words if isinstance(part, Element) else part.statement if isinstance(part, Fact) else part.title
        assert said in (desc.text or "")


def test_lines_are_no_longer_than_asked_and_break_as_chinese_does() -> None:
    for part in LAMPS:
        words = part.words if isinstance(part, Element) else part.statement if isinstance(part, Fact) else part.title
        for width in (140, 198, 266):
            lines = wrap(f"“{words}”", width)
            assert "".join(lines) == f"“{words}”"
            assert all(len(line) * SIZE <= width or not line.isprintable() or line.isascii() for line in lines)
            assert not any(line[0] in CLOSING for line in lines[1:]) and not any(line[-1] in OPENING for line in lines)


@pytest.fixture(scope="module")
def sheet(browser: Browser) -> Iterator[Page]:
    """All ladders on one page of a phone's width, in the fonts and styles of the site, every lamp lit."""
    styles = "".join((ROOT / "theme/assets" / file).read_text("utf-8") for file in ("type.css", "ladder.css"))
    figures = "".join(f"<figure style='margin: 0'>{each.svg}</figure>" for each in DIAGRAMS)
    page = browser.new_page(viewport={"width": 360, "height": 800}, locale="zh-CN")
    page.set_content(
        f"<!doctype html><html lang=zh-CN><style>{styles} body {{ font-family: var(--md-text-font); margin: 16px }}"
        "</style>"
        f"<body data-md-color-scheme=default>{figures}</body></html>"
    )
    page.evaluate("document.querySelectorAll('.lamp').forEach(lamp => lamp.classList.add('open'))")
    yield page
    page.close()


FITS = """() => [...document.querySelectorAll('.lamp')].map(lamp => {
  const inner = box => [box.x, box.y, box.x + box.width, box.y + box.height];
  const texts = [...lamp.querySelectorAll(':scope > text')];
  const sign = texts.find(text => text.classList.contains('sign'));
  return {
    words: lamp.textContent, rect: inner(lamp.querySelector(':scope > rect').getBBox()), sign: inner(sign.getBBox()),
    texts: texts.filter(text => text !== sign).map(text => inner(text.getBBox())),
  };
})"""


def test_in_a_real_browser_the_words_fit_their_boxes_and_leave_room_for_the_sign(sheet: Page) -> None:
    lit = sheet.evaluate(FITS)
    assert len(lit) == sum(len(groups(each)) for each in DIAGRAMS)
    for each in lit:
        rect, sign = Box(*each["rect"]), Box(*each["sign"])
        assert sign.right - sign.left > 2, "the sign is shown"
        assert rect.holds(sign), each["words"]
        for words in (Box(*text) for text in each["texts"]):
            assert rect.holds(words) and sign.right <= words.left, each["words"]


def test_on_a_phone_the_letters_are_large_enough_and_nothing_runs_out_of_the_picture(sheet: Page) -> None:
    scales = sheet.evaluate("[...document.querySelectorAll('svg')].map(svg => svg.getBoundingClientRect().width)")
    assert all(width / WIDTH * SIZE >= 18 for width in scales)
    outside = sheet.evaluate(
        """[...document.querySelectorAll('svg text')].filter(text => {
          const own = text.getBoundingClientRect(), all = text.ownerSVGElement.getBoundingClientRect();
          return own.left < all.left || own.right > all.right || own.top < all.top || own.bottom > all.bottom;
        }).map(text => text.textContent)"""
    )
    assert outside == []
    assert sheet.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_sign_is_shown_only_where_its_lamp_is_lit(sheet: Page) -> None:
    shown = """kind => {
      const lamp = document.querySelector('.lamp');
      const before = lamp.getAttribute('class');
      lamp.classList.remove('open');
      if (kind) lamp.classList.add(kind);
      const all = [...lamp.querySelectorAll('.sign > tspan')];
      const signs = all.filter(each => getComputedStyle(each).display !== 'none');
      lamp.setAttribute('class', before);
      return signs.map(each => each.textContent).join('');
    }"""
    assert [sheet.evaluate(shown, kind) for kind in ("", "yes", "no", "open")] == ["", "✓", "✗", "?"]


@pytest.fixture(scope="module")
def articles(site: Path) -> dict[int, Node]:
    return {number: parse(site / f"articles/{number:02}.html") for number in range(1, 17)}


def test_each_diagram_stands_on_its_articles_page_outside_the_official_words(articles: dict[int, Node]) -> None:
    for number, page in articles.items():
        assert not [ladder for run in page.with_class("official") for ladder in run.with_class("ladder")]
        ids = {node.attributes["id"]: node for node in page.with_class("drawn")}
        here = {address: group for address, group in by_provision(BODY, PARTS).items() if article_of(address) == number}
        assert set(ids) == {f"d{anchor(address)[1:]}" for address in here}
        notes = {node.attributes["id"]: node for node in page.with_class("note")}
        for address, group in here.items():
            details = ids[f"d{anchor(address)[1:]}"]
            assert "open" not in details.attributes
            assert len(details.with_class("ladder")) == len(group)
            note = notes[f"n{anchor(address)[1:]}"]
            assert details in list(note), "the diagram stands in the note of its provision"
            own = [reading for drawn in group for reading in drawn.readings if reading.provision == address]
            assert all(reading.alternative in note.text() for reading in own)
