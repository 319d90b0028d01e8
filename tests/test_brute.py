"""The evaluator against brute force (brute.py): all completions of many random cases, and each rule's whole block."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator

import pytest
from brute import MOST, Partial, Worlds, settled

from builder import samples
from checker.logic import (
    AllOf,
    AnyOf,
    Branch,
    Conflict,
    Element,
    Evaluation,
    Fact,
    Model,
    Not,
    ReadAs,
    Reading,
    Rule,
    Truth,
    Variable,
    next_question,
    smallest_changes,
    walk,
)
from checker.tolerance import TOLERANCE
from checker.verdict import EVALUATOR, MODEL

FEWEST, LONG = 20_000, 500_000  # partial cases
OPEN = 12  # facts at most that are left open
PER_READINGS = 100  # cases for each combination of readings: a new one costs the evaluator more than a case
MOST_FACTS, MOST_TOGETHER = 16, 18  # facts of one rule; its facts and readings, all of whose values are tried


def partial_cases(seed: int, count: int) -> Iterator[Partial]:
    """Half of them under the default readings."""
    chance = random.Random(seed)
    taken: tuple[Reading, ...] = ()
    for number in range(count):
        if number % PER_READINGS == 0:
            taken = samples.readings(chance) if number // PER_READINGS % 2 else ()
        answers = samples.full(chance)
        bits = chance.getrandbits(len(samples.FACTS))
        stand_ins = {fact: bool(bits >> place & 1) for place, fact in enumerate(samples.FACTS)}
        partial = samples.hide(chance, answers, chance.randint(0, OPEN))
        yield Partial(MODEL, partial, frozenset(taken), stand_ins)


def said(case: Partial) -> str:
    """What the assertion shows of a case on which the two differ."""
    answers = " ".join(f"{fact.key}={truth.value}" for fact, truth in case.answers.items())
    return f"{answers} | {' '.join(reading.key for reading in case.readings)}"


def test_possible_verdicts_truths_questions_and_changes_are_those_of_all_completions(long: bool) -> None:
    seen: Counter[tuple[str, ...]] = Counter()
    chance = random.Random(5)
    for number, case in enumerate(partial_cases(20261124, LONG if long else FEWEST)):
        evaluation = EVALUATOR.evaluate(case.answers, case.readings)
        worlds = case.worlds
        assert evaluation.possible == worlds.possible, said(case)
        assert evaluation.outcome == (worlds.possible[0] if len(worlds.possible) == 1 else None), said(case)
        assert bool(evaluation.conflicts) == (not worlds.possible), said(case)
        check_questions(evaluation, case)
        check_changes(evaluation, case, chance)
        if worlds.possible and number % 3 == 0:
            for rule in MODEL.rules:
                assert evaluation.truth(rule) is worlds.truth(rule), f"{rule.provision} {said(case)}"
        seen[worlds.possible] += 1
    cases = seen.total()
    assert {(outcome,) for outcome in MODEL.outcomes} <= set(seen) and seen[()] < cases / 2
    assert all(seen[outcome,] > cases / 100 for outcome in MODEL.outcomes), seen
    assert sum(number for possible, number in seen.items() if len(possible) > 1) > cases / 10, seen


def check_questions(evaluation: Evaluation, case: Partial) -> None:
    """What is open is what can matter; what is asked next is open; each answer means what it is said to mean."""
    worlds = case.worlds
    undecided = len(worlds.possible) > 1
    turning = {fact for fact in worlds.turning() if isinstance(fact, Fact)} if undecided else set[Fact]()
    assert set(evaluation.turning) == turning, said(case)
    assert turning <= set(evaluation.open), said(case)
    for place, fact in enumerate(worlds.free):
        denied, affirmed = worlds.after(place)
        if fact not in evaluation.open and undecided:
            assert {denied, affirmed} <= {(), worlds.possible}, f"{fact.key} {said(case)}"
    question = next_question(evaluation, TOLERANCE.themes)
    unasked = [fact for fact in evaluation.open if fact not in case.answers]
    assert (question is None) == (not unasked), said(case)
    if question:
        assert set(question.facts) <= set(unasked), said(case)
        for fact, yes in zip(question.facts, question.yes, strict=True):
            assert yes == worlds.after(worlds.free.index(fact))[1], f"{fact.key} {said(case)}"


def check_changes(evaluation: Evaluation, case: Partial, chance: random.Random) -> None:
    """One of the smallest changes does what it says; with one answer fewer it does not; nor does another as small."""
    changes = smallest_changes(evaluation)
    named = {change.outcome for change in changes}
    assert named.isdisjoint(evaluation.possible), said(case)
    if not changes:
        return
    change = chance.choice(changes)
    answers = {fact: truth for fact, truth in case.answers.items() if fact not in evaluation.inapplicable}
    bare = Partial(case.model, answers, case.readings, case.stand_ins)
    left_out = chance.choice(change.facts)
    known = [fact for fact, truth in answers.items() if truth is not Truth.UNKNOWN]
    another = frozenset(chance.sample(known, len(change.facts)))
    fewer = set(change.facts) - {left_out}
    tried = [bare.changed(facts) for facts in (change.facts, fewer, another)]
    if max(changed.width for changed in tried) > MOST:
        return  # what an answer turned makes applicable is open: more than a table holds
    then, *others = (changed.worlds.possible for changed in tried)
    by_fewer, by_another = (change.outcome in possible if change.outcome else bool(possible) for possible in others)
    assert then == change.then and (change.outcome in then if change.outcome else then), said(case)
    assert not by_fewer, said(case)
    ways = {frozenset(other.facts) for other in changes if other.outcome == change.outcome}
    assert (another in ways) == by_another, said(case)


def block(rule: Rule) -> tuple[list[Fact], list[Reading]]:
    """The facts and the readings that occur in the rule, each once."""
    readings = dict.fromkeys(part.reading for part, _ in walk(rule) if isinstance(part, ReadAs))
    return list(samples.asked(rule)), list(readings)


def consistent(answers: dict[Fact, Truth], conflicts: list[Conflict]) -> bool:
    """None of the conflicts is run into by the answers that count."""
    known = settled(MODEL, answers)[0] if conflicts else {}
    return not any(
        all(known.get(fact) is True for fact in conflict.yes) and all(known.get(fact) is False for fact in conflict.no)
        for conflict in conflicts
    )


@pytest.mark.parametrize("rule", MODEL.rules, ids=lambda rule: f"{rule.provision} {rule.title}")
def test_a_rule_is_what_its_condition_says_whatever_is_answered_and_however_it_is_read(rule: Rule) -> None:
    """All answers to its facts; and of some thousands the same with one left out, which is another each time."""
    facts, readings = block(rule)
    assert len(facts) <= MOST_FACTS, "too many facts to try them all"
    others: dict[Variable, bool] = {fact: False for fact in samples.FACTS if fact not in facts}
    holds = Worlds(MODEL, others, [*facts, *readings]).table(rule)
    taken = [values for values in itertools.product((0, 1), repeat=len(readings))]
    if len(facts) + len(readings) > MOST_TOGETHER:
        taken = random.Random(1).sample(taken, 2 ** max(0, MOST_TOGETHER - len(facts)))

    def truth(values: tuple[int, ...]) -> Truth:
        return Truth.of(bool(holds >> sum(value << place for place, value in enumerate(values)) & 1))

    conflicts = [conflict for conflict in MODEL.conflicts if set(conflict.facts) <= set(facts)]
    hidden = itertools.cycle((*range(len(facts)), *[None] * (2 ** len(facts) * len(taken) // 4096)))
    for sides in taken:
        alternatives = [reading for reading, side in zip(readings, sides, strict=True) if side]
        for values in itertools.product((0, 1), repeat=len(facts)):
            answers = {fact: Truth.of(bool(value)) for fact, value in zip(facts, values, strict=True)}
            if consistent(answers, conflicts):
                assert EVALUATOR.evaluate(answers, alternatives).truth(rule) is truth((*values, *sides)), answers
            place = next(hidden)
            if place is None:
                continue
            without = answers.pop(facts[place])
            both = (without,) if facts[place].presumed_absent else (without, ~without)
            left = {
                truth((*values[:place], int(value is Truth.YES), *values[place + 1 :], *sides))
                for value in both
                if consistent({**answers, facts[place]: value}, conflicts)
            }
            if left and not facts[place].presumed_absent:
                expected = left.pop() if len(left) == 1 else Truth.UNKNOWN
                assert EVALUATOR.evaluate(answers, alternatives).truth(rule) is expected, answers


def test_an_answer_that_does_not_apply_changes_no_world(long: bool) -> None:
    """Where all that a fact presupposes is denied, the fact turned alone leaves every outcome as it was."""
    tried: Counter[Fact] = Counter()
    supposing = [fact for fact in samples.FACTS if fact.presupposes]
    chance = random.Random(3)
    for case in itertools.islice(partial_cases(3, LONG), 20_000 if long else 2_000):
        fact = chance.choice(supposing)
        answers = {**case.answers, **dict.fromkeys(fact.presupposes, Truth.NO)}
        fixed: dict[Variable, bool] = {other: answers.get(other) is Truth.YES for other in samples.FACTS}
        fixed |= dict.fromkeys(case.readings, True)
        del fixed[fact]
        worlds = Worlds(MODEL, fixed, [fact], {fact})
        assert worlds.moving() == (), f"{fact.key}: {said(case)}"
        tried[fact] += 1
    assert set(tried) == set(supposing)


def test_brute_force_sees_what_is_put_before_it() -> None:
    """A small body of rules worked out by hand: r: a and not b; a conflict: b denied with c affirmed."""
    a, b, c = (Fact(key, key, key, "") for key in "abc")
    rule = Rule("1", "r", "words", AllOf(a, Not(b), Element("c", AnyOf(c, Not(c)))))
    model = Model((Branch("met", rule),), "not met", (rule,), (Conflict((c,), (b,), "reason", ("1",)),))
    case = Partial(model, {a: Truth.YES})
    assert case.worlds.possible == ("met", "not met") and case.worlds.truth(rule) is Truth.UNKNOWN
    assert case.worlds.turning() == (b,) and case.worlds.moving() == (b, c)
    assert [case.worlds.after(place) for place in (0, 1)] == [
        (("met",), ("not met",)),
        (("met", "not met"), ("not met",)),
    ]
    assert Partial(model, {b: Truth.NO, c: Truth.YES}).worlds.possible == ()
