"""The parts of an answer: what is there at once, what comes after it, and that the newest answer waits for neither."""

from pathlib import Path

from playwright.sync_api import Page, expect
from shared.check_reader import ADDRESS, Reader, page_with, saved

from checker.engine.diagram_states import lamps, lamps_of
from checker.logic import Fact, Truth
from checker.regulations.xishuangbanna.checks.verdict import EVALUATOR, MODEL

LAMPS = lamps_of(MODEL)
IN_SCOPE = {"section_cadre": "yes", "duty_or_reform": "yes", "error": "yes", "intent": "no"}

# Shows how many answers it was given; what lies deeper takes its time, and tells what was made before.
SLOW = """
import time
made = []
def part(name, request):
    made.append(f"{name} {len(json.loads(request)['chosen'])}")
def view(request, *_):
    part("view", request)
    nodes = [{"k": "verdict", "t": made[-1]}, {"k": "say", "t": "x"}]
    return json.dumps({"view": nodes, "why": [], "ask": ["error"], "open": [], "moot": [], "looks": []})
def deeper(request, *_):
    part("deeper", request)
    time.sleep(2.5)
    return json.dumps({"view": [{"k": "say", "t": "; ".join(made)}], "lamps": ""})
def readings(request, *_):
    part("readings", request)
    return json.dumps({"view": [{"k": "say", "t": "; ".join(made)}]})
"""


def test_the_newest_answer_is_shown_before_what_lies_deeper_of_an_older_one(page: Page, tmp_path: Path) -> None:
    reader = Reader(page, saved(page_with(SLOW), tmp_path)).ready().whole()
    reader.answer(error="yes")
    expect(reader.verdict).to_have_text("view 1")
    expect(reader.frame.locator(".wait")).to_be_visible()
    expect(reader.frame.locator("#deeper > *")).to_be_hidden()
    reader.answer(intent="yes")  # while what lies deeper of the first is being made
    expect(reader.verdict).to_have_text("view 2")
    reader.whole()
    expect(reader.frame.locator(".wait")).to_be_hidden()
    made = "view 0; deeper 0; readings 0; view 1; deeper 1; view 2; deeper 2"
    expect(reader.frame.locator("#deeper")).to_have_text(made)
    expect(reader.frame.locator("#readings")).to_have_text(f"{made}; readings 2")


PREPARING = """
left = 200
def prepare(*_):
    import time
    global left
    left -= 1
    time.sleep(0.01)
    return json.dumps({"more": left > 0})
def view(request, *_):
    chosen = json.loads(request)["chosen"]
    nodes = [{"k": "verdict", "t": f"{len(chosen)} with {left} left"}, {"k": "say", "t": "x"}]
    return json.dumps({"view": nodes, "why": [], "ask": ["error"], "open": [], "moot": [], "looks": []})
def readings(request, *_):
    return json.dumps({"view": [{"k": "say", "t": f"with {left} left"}]})
"""


def test_what_the_readings_need_first_is_made_in_pieces_between_answers(page: Page, tmp_path: Path) -> None:
    reader = Reader(page, saved(page_with(PREPARING), tmp_path)).ready()
    reader.answer(error="yes")
    expect(reader.verdict).to_contain_text("1 with")
    assert int((reader.verdict.text_content() or "").split()[2]) > 0, "the answer waited"
    reader.whole()
    expect(reader.frame.locator("#readings")).to_have_text("with 0 left")


def test_a_closed_section_is_made_when_it_is_opened_and_stays_open(page: Page, site_url: str) -> None:
    reader = Reader(page, site_url + ADDRESS).ready()
    reader.answer(**IN_SCOPE, broke_prohibitory="yes")
    expect(reader.verdict).to_have_text("不能容错")
    closed = reader.frame.locator("#deeper > .section", has_text="为什么")
    expect(closed.locator("> *")).to_have_count(1)
    section = reader.section("为什么")
    expect(section.locator("> .yes, > .no").first).to_be_visible()
    expect(section).to_contain_text("违反当时法律法规强制性或者禁止性规定的")
    reader.answer(private_gain="yes")
    expect(reader.frame.locator("#deeper:not(.stale)")).to_contain_text("为什么")
    expect(closed).to_have_attribute("open", "")
    expect(closed.locator("> .yes, > .no").first).to_be_visible()


def test_the_lamps_of_the_diagrams_light_up_with_the_answers(page: Page, site_url: str) -> None:
    reader = Reader(page, site_url + ADDRESS).ready()
    drawn = reader.frame.locator("[data-lamp]")
    read = "(lamps) => lamps.map((lamp) => [lamp.dataset.lamp, lamp.getAttribute('class')])"
    assert drawn.count() > 300
    barred = {"broke_prohibitory": "yes"}
    look = {"y": "yes", "n": "no", "u": "open"}
    for added, answers in (({}, {}), (IN_SCOPE, IN_SCOPE), (barred, IN_SCOPE | barred)):
        reader.answer(**added)
        known: dict[Fact, Truth] = {MODEL.facts[fact]: Truth(value) for fact, value in answers.items()}
        letters = lamps(EVALUATOR.evaluate(known))

        def unlit(letters: str = letters) -> list[object]:
            seen = drawn.evaluate_all(read)
            return [LAMPS[int(number)] for number, found in seen if look[letters[int(number)]] not in found.split()]

        for _ in range(100):
            if not unlit():
                break
            page.wait_for_timeout(100)
        assert not unlit()
    reader.frame.locator("#view .cite", has_text="第八条第（二）项").first.click()
    ladder = reader.frame.locator("article:visible details", has_text="第八条第（二）项怎样成立")
    ladder.locator("summary").click()
    expect(ladder.locator("svg.ladder")).to_be_visible()
    expect(ladder.locator(".lamp.rule.yes")).to_be_visible()
