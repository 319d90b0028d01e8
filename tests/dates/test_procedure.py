"""The course of article 9: every way taken, every other refused for a reason, every word of it in the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date

import pytest

from checker.__main__ import main
from checker.api.bridge import procedure as across
from checker.engine.quoting import Misquoted
from checker.engine.result import to_json
from checker.logic import Force, Quote, Truth
from checker.procedure.description import describe, procedure_as_text
from checker.procedure.states import Course, Event, State, Term, Transition
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.articles.a09 import COURSE, PROCEDURE, TERMS, events, readings
from checker.regulations.xishuangbanna.articles.a09 import course as a09
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.regulations.xishuangbanna.text import provision, quoted
from checker.text import article_of, name

WAYS = {(way.source, way.event): way for way in COURSE.transitions}
PAIRS = [(state, event) for state in COURSE.states for event in COURSE.events]
BARRED = [pair for pair in PAIRS if pair not in WAYS]
STATES = {state.key: state for state in COURSE.states}
UNTOLD = {(state, untold.event) for untold in COURSE.untold for state in untold.states}


def _key(value: object) -> str | None:
    return value.key if isinstance(value, State | Event | Term) else None


def _quotes() -> Iterator[Quote]:
    for state in COURSE.states:
        yield from (task.quote for task in state.tasks)
        yield from (silence.quote for silence in state.silences)
    yield from (way.quote for way in COURSE.transitions)
    yield from (barrier.quote for barrier in COURSE.barriers)
    yield from (untold.gap.quote for untold in COURSE.untold)
    yield from (way.leaves.quote for way in COURSE.transitions if way.leaves)
    yield from (term.quote for term in TERMS)
    yield from (reading.quote for reading in PROCEDURE.readings)


def test_every_word_that_is_quoted_stands_verbatim_in_its_provision() -> None:
    quotes = list(_quotes())
    assert len(quotes) > 100
    for quote in quotes:
        assert quote.words in provision(quote.provision).text, quote
        assert article_of(quote.provision) in (9, 11, 12)


def test_words_that_the_text_does_not_have_cannot_be_quoted() -> None:
    with pytest.raises(Misquoted, match=r"9\(1\).*请照条文改"):
        quoted("9(1)", "在15日内对是否受理给予答复")


@pytest.mark.parametrize("way", COURSE.transitions, ids=lambda way: f"{way.source.key}-{way.event.key}")
def test_every_way_leads_where_it_says_and_by_the_other_side_of_its_reading_elsewhere(way: Transition) -> None:
    step = COURSE.step(way.source, way.event)
    assert (step.truth, step.state, step.quote, step.reason) == (Truth.YES, way.target, way.quote, "")
    if not way.reading:
        assert way.otherwise is None
        return
    step = COURSE.step(way.source, way.event, (way.reading,))
    if way.otherwise:
        assert step.truth is Truth.YES and step.state is way.otherwise is not way.target
    else:
        assert step.truth is Truth.UNKNOWN and step.state is way.source
        assert (way.source, way.event) in UNTOLD and "条文没有写" in step.reason


@pytest.mark.parametrize(("state", "event"), BARRED, ids=_key)
def test_every_other_event_is_refused_or_left_open_with_a_sentence_that_names_its_provision(
    state: State, event: Event
) -> None:
    step = COURSE.step(state, event)
    assert step.truth is (Truth.UNKNOWN if (state, event) in UNTOLD else Truth.NO)
    assert step.state is state, "what is refused changes nothing"
    assert re.fullmatch(r"[^。\n]+。", step.reason)
    assert re.search(r"第九条第（[一二三四五]）项|第九条到此为止", step.reason)
    assert step.quote.words in provision(step.quote.provision).text
    assert ("条文没有写" in step.reason) == (step.truth is Truth.UNKNOWN)


def _reachable(course: Course, state: State) -> set[State]:
    found, waiting = {state}, [state]
    for each in waiting:
        for way in course.out_of(each):
            if way.target not in found:
                found.add(way.target)
                waiting.append(way.target)
    return found


@pytest.mark.parametrize(("state", "event"), [pair for pair in BARRED if pair not in UNTOLD], ids=_key)
def test_too_early_is_told_from_too_late(state: State, event: Event) -> None:
    """Found a second way: whether the event, or where it has no way, a state that leaves it open, still lies ahead."""
    ahead = _reachable(COURSE, state) - {state}
    comes = {source for source, each in WAYS if each is event} or {each for each, other in UNTOLD if other is event}
    (barrier,) = (barrier for barrier in COURSE.barriers if barrier.event is event)
    expected = barrier.early if ahead & comes else state.closed or barrier.late
    assert expected and COURSE.step(state, event).reason == expected


def test_the_model_of_the_procedure_is_the_one_that_was_read() -> None:
    """The states, ways and impossibilities of the table in words, each by its key."""
    steps = [("accountable", "applied", "applied"), ("applied", "received", "studying")]
    steps += [("studying", "accepted", "verifying"), ("studying", "refused", "refused")]
    steps += [("accountable", "started", "own_motion"), ("own_motion", "begun", "verifying")]
    steps += [("verifying", "reported", "finding"), ("finding", "tolerated", "concluded")]
    steps += [("finding", "not_tolerated", "concluded"), ("concluded", "fed_back", "fed_back")]
    # The third sentence of 9(1) names no application and no refusal as a condition.
    steps += [(state, "started", "own_motion") for state in ("applied", "studying", "refused")]
    steps += [
        ("fed_back", "filed", "closed"),
        ("concluded", "filed", "filed_early"),
        ("filed_early", "fed_back", "closed"),
    ]
    moves = {
        (way.source.key, way.event.key, way.target.key) for way in COURSE.transitions if way.source is not way.target
    }
    assert moves == set(steps)
    impossible = [("studying", "reported"), ("studying", "tolerated"), ("verifying", "tolerated")]  # F before E
    impossible += [("finding", "fed_back"), ("verifying", "fed_back")]  # G before F
    impossible += [("refused", "begun"), ("refused", "reported"), ("finding", "filed")]  # E from D; no decision to file
    for state, event in impossible:
        assert COURSE.step(STATES[state], getattr(events, event)).truth is Truth.NO


def test_every_state_is_reached_and_from_every_one_but_the_ends_the_course_goes_on() -> None:
    assert _reachable(COURSE, COURSE.start) == set(COURSE.states)
    ends = {state.key for state in COURSE.states if not _reachable(COURSE, state) - {state}}
    assert ends == {"closed"}
    assert {state.key for state in COURSE.states if COURSE.ended(state)} == {"refused", "closed"}, "by the plain way"
    assert {state.key for state in COURSE.states if state.closed} == {"refused"}


def test_a_matter_is_followed_from_any_of_its_events() -> None:
    assert COURSE.follow([]).stands.state is COURSE.start
    for event in COURSE.events:
        sources = [source for source, each in WAYS if each is event]
        for day in (None, date(2025, 6, 9)):
            followed = COURSE.follow([(event, day)])
            (placed,) = followed.placed
            assert (placed.event, placed.day) == (event, day)
            if sources:
                assert placed.truth is Truth.YES and not followed.beside
                assert followed.stands.state in {WAYS[source, event].target for source in sources}
                assert bool(placed.assumed) == (COURSE.start not in sources)
            else:
                assert placed.truth is Truth.NO and followed.stands.state is COURSE.start


def test_what_is_assumed_before_an_event_leads_to_it_and_nothing_of_it_is_needless() -> None:
    for state, event in PAIRS:
        ways = COURSE.ways(state, event)
        assert bool(ways) == any(source in _surely(state) for source, each in WAYS if each is event)
        for way in ways:
            at = state
            for each in way:
                step = COURSE.step(at, each)
                assert step.truth is Truth.YES
                at = step.state
            assert COURSE.step(at, event).truth is Truth.YES
            assert not any(set(other) < set(way) for other in ways)


def _surely(state: State) -> set[State]:
    found, waiting = {state}, [state]
    for each in waiting:
        for way in COURSE.out_of(each):
            if way.reading is None and way.target not in found:
                found.add(way.target)
                waiting.append(way.target)
    return found


def test_which_event_comes_before_which() -> None:
    order = [events.applied, events.received, events.accepted, events.begun, events.reported, events.tolerated]
    order.append(events.fed_back)
    for number, one in enumerate(order):
        assert all(COURSE.before(one, other) for other in order[number + 1 :])
        assert not any(COURSE.before(other, one) for other in order[number:])
    apart = ((events.accepted, events.refused), (events.notified, events.fed_back), (events.applied, events.started))
    for one, other in apart:
        assert not COURSE.before(one, other) and not COURSE.before(other, one)


def test_a_start_of_the_organ_s_own_motion_opens_a_way_on_which_no_application_lies() -> None:
    assert COURSE.presupposes(events.reported, events.accepted, [])
    assert not COURSE.presupposes(events.reported, events.accepted, [events.started])
    assert COURSE.presupposes(events.accepted, events.received, [events.started])
    assert COURSE.presupposes(events.reported, events.begun, [events.accepted])


def test_every_gap_says_what_is_not_written_and_begins_a_sentence_on_either_side() -> None:
    gaps = {untold.gap for untold in COURSE.untold} | {way.leaves for way in COURSE.transitions if way.leaves}
    assert len(gaps) >= 6
    for gap in gaps:
        assert re.fullmatch(r"条文没有写[^。]+，没有许，也没有禁（第九条第（[一四]）项）。", gap.says)
        assert gap.granted.startswith("要是") and gap.denied.startswith("要是不") and gap.granted != gap.denied


def test_the_hearing_is_the_organ_s() -> None:
    """9(3): the sentence has no subject of its own; that of the item is 问责机关."""
    assert events.consulted.actor == events.ORGAN
    said = [task for state in COURSE.states for task in state.tasks if "听证" in task.quote.words]
    assert said and {task.actor for task in said} == {events.ORGAN}


BINDING = re.compile(r"应当|(?<!相)应(?!当)|(?<!需)要(?=认真|同时)")
MAY = re.compile(r"可以邀请|可向")


def _bound(quote: Quote) -> Force:
    """How the words themselves bind."""
    if "一般应当" in quote.words:
        return Force.USUALLY
    if MAY.search(quote.words):
        return Force.MAY
    return Force.MUST if BINDING.search(quote.words) else Force.UNSAID


SHARED = {
    # Words that stand under the verb of the sentence before them, which binds them as well.
    "广泛收集证据材料",
    "充分听取当事单位或者个人的申辩意见",
    "综合考虑动机态度、客观条件、程序方法、性质程度、后果影响以及挽回损失等情况",
    "形成书面容错调查报告，提出是否符合容错标准和情形的意见",
    "并通报其主管部门或者纪委监委（纪检监察组）、组织人事部门",
    # The lead of article 9 binds every stage: 应当按照以下程序进行.
    "问责机关根据调查核实情况，集体研究，作出是否容错的认定",
    "容错工作的调查报告、适用理由、报批手续以及容错决定等材料，由承办机关及时入卷归档",
}


def test_must_and_may_are_read_off_the_words() -> None:
    said = [(task.force, task.quote) for state in COURSE.states for task in state.tasks]
    said += [(way.force, way.quote) for way in COURSE.transitions if way.event is not events.lapsed]
    for force, quote in said:
        assert force is (Force.MUST if quote.words in SHARED else _bound(quote)), quote
    assert {force for force, _ in said} == set(Force) - {Force.MUST_NOT}


def test_what_the_text_does_not_set_is_said_where_one_looks_for_it_and_nothing_is_filled_in() -> None:
    said = {silence.about: silence for state in COURSE.states for silence in state.silences}
    wanted = {"最晚哪天申请", "多少天内认定", "能延多久", "不受理的理由", "对不受理不服", "对认定不服", "追责停不停"}
    wanted |= {
        "回避",
        "谁来证明",
        "谁批准",
        "撤回、代交",
        "几天内归档",
        "理由",
        "不答复的后果",
        "意见不一致",
        "公不公开不容错",
    }
    assert wanted <= set(said)
    for silence in said.values():
        assert re.fullmatch(r"[^。]*没有写[^。]*。", silence.says)
        assert not re.search(r"\d", silence.says.replace("15个工作日", "").replace("20个工作日", ""))
    for state in COURSE.states:
        assert state.silences, f"{state.title}：条文不是什么都写了"


def test_what_must_be_in_writing_is_called_written_by_the_text() -> None:
    for state in COURSE.states:
        for task in state.tasks:
            if task.writing.startswith("书面"):
                assert task.writing in provision(task.quote.provision).text
    writings = {task.writing for state in COURSE.states for task in state.tasks if task.writing}
    assert writings == {
        "书面申请",
        "书面容错调查报告",
        "书面容错意见",
        "书面认定意见",
        "调查报告、适用理由、报批手续、容错决定等",
    }


@pytest.mark.parametrize("term", TERMS, ids=_key)
def test_a_term_has_the_days_of_its_words_and_runs_between_events_of_the_course(term: Term) -> None:
    place = provision(term.quote.provision).text
    assert f"{term.days}个工作日" in place
    assert (term.usual is not None) == (f"一般应当在{term.days}个工作日" in place)
    for start in (*term.starts, *term.otherwise):
        assert all(COURSE.before(start, end) or start is events.written for end in term.met_by)


def test_silence_of_the_organ_ends_nothing_by_default_and_all_by_the_other_reading() -> None:
    after = COURSE.step(a09.STUDYING, events.lapsed)
    assert after.state is a09.STUDYING
    assert COURSE.step(a09.STUDYING, events.lapsed, (readings.SILENCE,)).state is a09.REFUSED


def test_readings_have_two_different_sides_and_a_ground() -> None:
    assert len({reading.key for reading in PROCEDURE.readings}) == len(PROCEDURE.readings)
    assert readings.OWN.key == "R9.own" and readings.OWN in PROCEDURE.readings
    for reading in PROCEDURE.readings:
        assert reading.default != reading.alternative and reading.ground
        assert reading.words in provision(reading.provision).text


def test_the_listing_has_every_state_every_way_and_every_silence_and_is_the_same_across_the_bridge(
    capsys: pytest.CaptureFixture[str],
) -> None:
    listed = describe(PROCEDURE)
    assert [stage["key"] for stage in listed["states"]] == [state.key for state in COURSE.states]
    for stage in listed["states"]:
        assert len(stage["ways"]) + len(stage["barred"]) == len(COURSE.events)
    assert across("", BODY.place(TOLERANCE)) == to_json(listed)
    assert main(["procedure", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == listed
    assert main(["procedure"]) == 0
    text = capsys.readouterr().out
    assert text == procedure_as_text(PROCEDURE) + "\n"
    for quote in [*(task.quote for state in COURSE.states for task in state.tasks), *(term.quote for term in TERMS)]:
        assert quote.words in text and name(quote.provision) in text
    for silence in (silence for state in COURSE.states for silence in state.silences):
        assert silence.says in text
