"""What must hold of any answers, under any readings; and of any input at all. Where it can be, one side is brute force.

That truths, verdicts and open facts are exact is shown in test_brute.py; here, how they hang together.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shared.brute import Partial, Worlds

from checker.api.bridge import deeper, evaluate, view
from checker.engine.case import DEEPEST, LONGEST, Case, read_cases
from checker.engine.evaluate import study
from checker.engine.fields import BadCase
from checker.engine.result import to_json
from checker.logic import Evaluator, Expression, Fact, Reading, Rule, Truth, Variable
from checker.logic.evaluation import KEPT
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.regulations.xishuangbanna.checks.verdict import EVALUATOR, MODEL
from checker.text import article_of
from devtools import case_sampling as samples

Answers = dict[Fact, Truth]
EXCLUSIONS = [rule for rule in MODEL.rules if article_of(rule.provision) == 8]
LENITY = {"not_applicable": 0, "not_tolerable": 0, "no_situation_met": 1, "situation_met": 2}
"""How much of a way to lenity a verdict leaves."""

# Each combination is compiled once: with the default there are no more of them than the evaluator keeps (KEPT).
TAKEN = [samples.readings(random.Random(seed)) for seed in range(KEPT - 1)]
readings_ = st.just(()) | st.sampled_from(TAKEN)
facts_ = st.sampled_from(samples.FACTS)


@st.composite
def whole_answers(draw: st.DrawFn) -> Answers:
    """A case of the library, all else denied, some answers turned."""
    base = draw(st.sampled_from(samples.library())).answers
    answers = {fact: Truth.of(base.get(fact) is Truth.YES) for fact in samples.FACTS}
    return answers | {fact: ~answers[fact] for fact in draw(st.sets(facts_, max_size=8))}


@st.composite
def some_answers(draw: st.DrawFn) -> Answers:
    """The same with facts left out, or not known."""
    answers = draw(whole_answers())
    for fact in draw(st.sets(facts_)):
        del answers[fact]
    return answers | dict.fromkeys(draw(st.sets(facts_, max_size=3)), Truth.UNKNOWN)


def verdict(answers: Answers, taken: tuple[Reading, ...]) -> str | None:
    return EVALUATOR.evaluate(answers, taken).outcome


def verdict_by_brute_force(answers: Answers, taken: tuple[Reading, ...]) -> str | None:
    possible = Partial(MODEL, answers, frozenset(taken)).worlds.possible
    return possible[0] if len(possible) == 1 else None


def elsewhere(expression: Expression) -> Iterator[Fact]:
    """The facts that are asked outside the exclusions."""
    if isinstance(expression, Fact):
        yield expression
    if expression not in EXCLUSIONS:
        for part in expression.parts:
            yield from elsewhere(part)


SHARED = {fact for branch in MODEL.branches for fact in elsewhere(branch.rule)}


def bits(table: int) -> list[int]:
    return [place for place in range(table.bit_length()) if table >> place & 1]


def unmet_and_met(
    data: st.DataObject, exclusion: Rule, own: list[Fact], answers: Answers, taken: tuple[Reading, ...]
) -> tuple[Answers, Answers]:
    """Two consistent cases that differ in ``own`` facts only, so that the exclusion is not met in the one and is in the
    other; the answers are kept but for its other facts, and those that could contradict it."""
    asked = samples.asked(exclusion)
    near = {fact for conflict in MODEL.conflicts if set(conflict.facts) & set(asked) for fact in conflict.facts}
    free = [*own, *(fact for fact in samples.FACTS if fact in {*asked, *near} and fact not in own)]
    fixed: dict[Variable, bool] = {}
    fixed.update(dict.fromkeys(taken, True))
    for fact, truth in answers.items():
        if fact not in free:
            fixed[fact] = truth is Truth.YES
    worlds = Worlds(MODEL, fixed, free)
    met, unmet = (worlds.consistent & each for each in (worlds.table(exclusion), ~worlds.table(exclusion)))
    size = 2 ** len(own)  # the worlds in which all facts but the own are the same stand side by side
    stretch = 2**size - 1
    found = [n for n in range(2 ** len(free) // size) if met >> n * size & stretch and unmet >> n * size & stretch]
    assume(found)
    place = data.draw(st.sampled_from(found)) * size
    first, second = (data.draw(st.sampled_from(bits(each >> place & stretch))) + place for each in (unmet, met))
    turned = [{fact: Truth.of(bool(world >> n & 1)) for n, fact in enumerate(free)} for world in (first, second)]
    return answers | turned[0], answers | turned[1]


each_exclusion = pytest.mark.parametrize("exclusion", EXCLUSIONS, ids=lambda rule: rule.provision)


@each_exclusion
@settings(max_examples=25)
@given(whole_answers(), st.data())
def test_an_exclusion_that_is_met_bars_whatever_else_is_so(
    exclusion: Rule, answers: Answers, data: st.DataObject
) -> None:
    """Under the default readings, and by whichever of its facts, others with a share in article 7 included."""
    before, after = unmet_and_met(data, exclusion, list(samples.asked(exclusion)), answers, ())
    assert verdict(after, ()) in ("not_tolerable", "not_applicable")
    assert verdict_by_brute_force(before, ()) is not None


@each_exclusion
@settings(max_examples=25)
@given(whole_answers(), readings_, st.data())
def test_adding_an_exclusion_never_improves_the_verdict_however_the_text_is_read(
    exclusion: Rule, answers: Answers, taken: tuple[Reading, ...], data: st.DataObject
) -> None:
    """Only facts that nothing but the exclusions asks for are turned: one that article 7 asks for may help there."""
    own = [fact for fact in samples.asked(exclusion) if fact not in SHARED]
    before, after = unmet_and_met(data, exclusion, own, answers, taken)
    was, now = verdict_by_brute_force(before, taken), verdict(after, taken)
    assert was is not None and now is not None
    assert LENITY[now] <= LENITY[was]


@given(whole_answers(), st.sets(facts_), st.sets(facts_), readings_)
def test_more_answers_never_make_more_possible_and_a_decided_verdict_stays(
    answers: Answers, first: set[Fact], second: set[Fact], taken: tuple[Reading, ...]
) -> None:
    """Facts presumed absent are answered throughout: that an answer may displace a presumption is another matter."""
    always = {fact for fact in samples.FACTS if fact.presumed_absent}
    few = {fact: truth for fact, truth in answers.items() if fact in first | always}
    more = {fact: truth for fact, truth in answers.items() if fact in first | second | always}
    before, after = EVALUATOR.evaluate(few, taken), EVALUATOR.evaluate(more, taken)
    assert set(after.possible) <= set(before.possible)
    if before.outcome is not None:
        assert after.outcome == before.outcome or (after.outcome is None and after.conflicts)
    whole = verdict_by_brute_force(answers, taken)
    assert whole is None or whole in before.possible


@given(some_answers(), readings_, st.randoms(use_true_random=False))
def test_the_order_of_answers_and_of_readings_is_irrelevant(
    answers: Answers, taken: tuple[Reading, ...], chance: random.Random
) -> None:
    shuffled, turned = list(answers.items()), list(taken)
    chance.shuffle(shuffled)
    chance.shuffle(turned)
    assert to_json(study(Case(answers, {}, taken), TOLERANCE)) == to_json(
        study(Case(dict(shuffled), {}, tuple(turned)), TOLERANCE)
    )


@settings(max_examples=30)
@given(st.lists(st.tuples(some_answers(), readings_), min_size=1, max_size=4))
def test_a_result_does_not_depend_on_what_was_evaluated_before(
    cases: list[tuple[Answers, tuple[Reading, ...]]],
) -> None:
    used, fresh = (replace(TOLERANCE, evaluator=Evaluator(MODEL)) for _ in range(2))
    said = [to_json(study(Case(answers, {}, taken), used)) for answers, taken in cases]
    answers, taken = cases[-1]
    assert said[-1] == to_json(study(Case(answers, {}, taken), fresh))
    assert said == [to_json(study(Case(answers, {}, taken), used)) for answers, taken in cases]


SUPPOSING = [fact for fact in samples.FACTS if fact.presupposes]


def test_there_are_facts_that_presuppose_others() -> None:
    assert SUPPOSING


@pytest.mark.parametrize("fact", SUPPOSING, ids=lambda fact: fact.key)
@settings(max_examples=8)
@given(some_answers(), readings_)
def test_an_answer_that_does_not_apply_has_no_effect_but_on_what_would_make_it_apply(
    fact: Fact, answers: Answers, taken: tuple[Reading, ...]
) -> None:
    answers = {**answers, **dict.fromkeys(fact.presupposes, Truth.NO)}
    answers.pop(fact, None)
    results = [study(Case({**answers, **said}, {}, taken), TOLERANCE) for said in ({}, *({fact: t} for t in Truth))]
    assert len({to_json({**result, "changes": None}) for result in results}) == 1
    for result in results:
        alone = [*(each["fact"] for each in result["changes"]["deciding"]), *result["changes"]["idle"]]
        assert fact.key in result["inapplicable"] and fact.key not in alone


# Any input: a result, or one line.

keys_ = st.sampled_from(["answers", "readings", "expect", "title", "case", *MODEL.facts, *MODEL.readings])
json_ = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["unknown", *MODEL.facts]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys_ | st.text(), inner, max_size=4),
    max_leaves=20,
)
requests_ = st.sampled_from([samples.request(case) for case in samples.library()])
wild = st.text(st.characters() | st.characters(categories=["Cs", "Cc"]) | st.sampled_from('{}[]":,\\'))


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A good case with a few stretches replaced."""
    text = draw(requests_)
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        text = text[:start] + draw(wild | st.just("")) + text[start + draw(st.integers(0, 12)) :]
    return text


def is_one_line(message: str) -> bool:
    message.encode()  # no lone surrogate
    return message.isprintable() and "：" in message and 0 < len(message) < 2_000


def check(text: str) -> None:
    """Whatever is called from the page answers; and the reader of files takes the text or refuses it in one line."""
    result = json.loads(evaluate(text, BODY.place(TOLERANCE)))
    if "error" not in result:
        assert set(result["possible"][0]) == {"id", "title"} if result["possible"] else result["conflicts"]
    for answer in (
        result,
        json.loads(view(text, BODY.place(TOLERANCE))),
        json.loads(deeper(text, BODY.place(TOLERANCE))),
    ):
        assert answer if "error" not in answer else set(answer) == {"error"} and is_one_line(answer["error"])
    for toml in (True, False, None):
        try:
            assert all(isinstance(case, Case) for case in read_cases(text, TOLERANCE, toml=toml))
        except BadCase as error:
            assert is_one_line(str(error))


@given(json_)
def test_any_json_gets_a_result_or_one_line(value: object) -> None:
    check(json.dumps(value, ensure_ascii=False))
    check(json.dumps({"answers": value}))
    check(json.dumps({"chosen": value}))


@given(mutated() | wild)
def test_any_text_gets_a_result_or_one_line(text: str) -> None:
    check(text)


@settings(max_examples=20)
@given(wild.filter(bool), st.integers(1, LONGEST + 10))
def test_text_of_any_length_gets_a_result_or_one_line(piece: str, length: int) -> None:
    check((piece * (length // len(piece) + 1))[:length])


@given(st.integers(1, 2 * DEEPEST), st.booleans(), st.text('[{}]"\\', max_size=60))
def test_what_nests_too_deep_is_refused_as_that_and_nothing_else_is(depth: int, lists: bool, within: str) -> None:
    """Brackets inside a text do not nest."""
    opening, closing = ("[", "]") if lists else ('{"a":', "}")
    text = '{"answers":' + opening * depth + json.dumps(within) + closing * depth + "}"
    message = json.loads(evaluate(text, BODY.place(TOLERANCE)))["error"]
    assert ("嵌套太深" in message) == (depth + 1 > DEEPEST)
