"""The evaluator against brute force (brute.py): all completions of many random cases, and each rule's whole block."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator

import pytest
from shared.brute import Partial, Worlds, settled

from checker.engine.case import Case
from checker.engine.follows import follows
from checker.engine.plan import bars, is_planned, openings, plan
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
    asked,
    next_question,
    smallest_changes,
    walk,
)
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.regulations.xishuangbanna.checks.verdict import EVALUATOR, MODEL
from devtools import case_sampling as samples

FEWEST, LONG = 10_000, 500_000  # partial cases
SPARSE = 2_500  # and so many with fewer answers
OPEN = 12  # facts at most that are left open
WIDEST = 14  # open facts at most for which brute force is the judge
PER_READINGS = 100  # cases for each combination of readings: a new one costs the evaluator more than a case
MOST_FACTS, MOST_TOGETHER = 16, 18  # facts of one rule; its facts and readings, all of whose values are tried


def taken(seed: int) -> Iterator[frozenset[Reading]]:
    """Readings for one case after another: by default for half of them."""
    chance = random.Random(seed)
    for number in itertools.count():
        sides = samples.readings(chance) if number % 2 else ()
        yield from itertools.repeat(frozenset(sides), PER_READINGS)


def partial_cases(seed: int, count: int) -> Iterator[Partial]:
    """Nearly all is answered, also where it does not apply."""
    chance = random.Random(seed)
    for sides in itertools.islice(taken(seed), count):
        answers = samples.full(chance)
        bits = chance.getrandbits(len(samples.FACTS))
        stand_ins = {fact: bool(bits >> place & 1) for place, fact in enumerate(samples.FACTS)}
        partial = samples.hide(chance, answers, chance.randint(0, OPEN))
        yield Partial(MODEL, partial, sides, stand_ins)


def sparse_cases(seed: int, count: int) -> Iterator[Partial]:
    """Anything from no answer to all, also where it does not apply: of a drawn case, or by chance alone."""
    chance = random.Random(seed)
    for sides in itertools.islice(taken(seed), count):
        likely = chance.choice((0.0, 0.1, 0.2, 0.4))
        tossed = {fact: Truth.of(chance.random() < likely) for fact in samples.FACTS}
        whole = tossed if likely else samples.full(chance)
        yield Partial(MODEL, samples.hide(chance, whole, chance.randint(0, len(samples.FACTS))), sides)


def said(case: Partial) -> str:
    """What the assertion shows of a case on which the two differ."""
    answers = " ".join(f"{fact.key}={truth.value}" for fact, truth in case.answers.items())
    return f"{answers} | {' '.join(reading.key for reading in case.readings)}"


def judged(case: Partial) -> tuple[str, ...]:
    """What is possible in it: by brute force where that can be, else evaluated by itself."""
    if case.width > WIDEST:
        return EVALUATOR.evaluate(case.answers, case.readings).possible
    return case.worlds.possible


def test_possible_verdicts_truths_and_all_that_is_foretold_are_those_of_all_completions(long: bool) -> None:
    seen: Counter[tuple[str, ...]] = Counter()
    chance = random.Random(5)
    for number, case in enumerate(partial_cases(20261124, LONG if long else FEWEST)):
        evaluation = EVALUATOR.evaluate(case.answers, case.readings)
        worlds = case.worlds
        assert evaluation.possible == worlds.possible, said(case)
        assert evaluation.outcome == (worlds.possible[0] if len(worlds.possible) == 1 else None), said(case)
        assert bool(evaluation.conflicts) == (not worlds.possible), said(case)
        check_open(evaluation, case)
        check_promises(evaluation, case, chance)
        if number % 8 == 0:
            check_readings(evaluation, case, chance)
        if worlds.possible and number % 3 == 0:
            for rule in MODEL.rules:
                assert evaluation.truth(rule) is worlds.truth(rule), f"{rule.provision} {said(case)}"
        seen[worlds.possible] += 1
    cases = seen.total()
    assert {(outcome,) for outcome in MODEL.outcomes} <= set(seen) and seen[()] < cases / 2
    assert all(seen[outcome,] > cases / 100 for outcome in MODEL.outcomes), seen
    assert sum(number for possible, number in seen.items() if len(possible) > 1) > cases / 10, seen


def test_of_few_answers_or_many_all_that_is_foretold_comes_true(long: bool) -> None:
    chance = random.Random(6)
    seen: Counter[str] = Counter()
    for number, case in enumerate(sparse_cases(20261127, LONG if long else SPARSE)):
        evaluation = EVALUATOR.evaluate(case.answers, case.readings)
        check_promises(evaluation, case, chance)
        if number % 10 == 0:
            seen.update(check_plan(case))
            seen.update(check_turning(case, chance))
    assert all(seen[each] > 5 for each in ("a plan's need", "several needs", "turning", "not turning")), seen


def check_promises(evaluation: Evaluation, case: Partial, chance: random.Random) -> None:
    """Of each kind one thing that is foretold, by doing it in the same document, void answers and all."""
    check_changes(evaluation, case, chance)
    check_alone(evaluation, case, chance)
    check_question(evaluation, case, chance)


def check_open(evaluation: Evaluation, case: Partial) -> None:
    """What is open is what can matter."""
    worlds = case.worlds
    undecided = len(worlds.possible) > 1
    turning = {fact for fact in worlds.turning() if isinstance(fact, Fact)} if undecided else set[Fact]()
    assert set(evaluation.turning) == turning, said(case)
    assert turning <= set(evaluation.open), said(case)
    for place, fact in enumerate(worlds.free):
        denied, affirmed = worlds.after(place)
        if fact not in evaluation.open and undecided:
            assert {denied, affirmed} <= {(), worlds.possible}, f"{fact.key} {said(case)}"


def check_question(evaluation: Evaluation, case: Partial, chance: random.Random) -> None:
    """What is asked next is open; an answer means what it is said to mean."""
    question = next_question(evaluation, TOLERANCE.themes)
    unasked = [fact for fact in asked(evaluation) if fact not in case.answers]
    assert (question is None) == (not unasked), said(case)
    if question:
        assert set(question.facts) <= set(unasked), said(case)
        affirmed = [({fact: Truth.YES}, yes) for fact, yes in zip(question.facts, question.yes, strict=True)]
        answers, then = chance.choice([*affirmed, (dict.fromkeys(question.facts, Truth.NO), question.no)])
        assert judged(case.answered(answers)) == then, f"{answers} {said(case)}"


def check_changes(evaluation: Evaluation, case: Partial, chance: random.Random) -> None:
    """One of the smallest changes does what it says; with one answer fewer it does not; nor does another as small."""
    changes = smallest_changes(evaluation)
    named = {change.outcome for change in changes}
    assert named.isdisjoint(evaluation.possible), said(case)
    if not changes:
        return
    change = chance.choice(changes)
    made = case.changed(change.facts)
    possible = judged(made)
    assert possible == change.then and (change.outcome in possible if change.outcome else possible), said(case)
    known = [fact for fact, truth in case.answers.items() if truth is not Truth.UNKNOWN]
    if len(change.facts) > 1:  # with none the case is as it is; another one alone is tried by itself
        another = frozenset(chance.sample(known, len(change.facts)))
        fewer = set(change.facts) - {chance.choice(change.facts)}
        ways = {frozenset(other.facts) for other in changes if other.outcome == change.outcome}
        for facts in (another, fewer):
            possible = judged(case.changed(facts))
            does = change.outcome in possible if change.outcome else bool(possible)
            assert does == (facts in ways), f"{[fact.key for fact in facts]} {said(case)}"
    before, after = (each.settled[1].intersection(known) for each in (case, made))
    assert set(change.revives) == before - after - {*change.facts}, said(case)
    assert set(change.lapses) == after - before, said(case)


def check_alone(evaluation: Evaluation, case: Partial, chance: random.Random) -> None:
    """One answer turned alone makes possible what it is said to; one that does not apply changes nothing."""
    known = [fact for fact, truth in case.answers.items() if truth is not Truth.UNKNOWN]
    assert evaluation.alone.keys() == {*known} - evaluation.inapplicable, said(case)
    assert evaluation.inapplicable == case.settled[1], said(case)
    for fact in chance.sample(known, min(1, len(known))):
        assert judged(case.changed([fact])) == evaluation.alone.get(fact, evaluation.possible), (
            f"{fact.key} {said(case)}"
        )


def check_readings(evaluation: Evaluation, case: Partial, chance: random.Random) -> None:
    """A reading turned alone changes what is possible just where it is said to; none that does not matter ever does."""
    robustness = evaluation.robustness
    reading = chance.choice((robustness.turns_on if chance.random() < 0.5 else ()) or samples.READINGS)
    turned = judged(case.read(case.readings ^ {reading}))
    assert (turned != evaluation.possible) == (reading in robustness.alone), f"{reading.key} {said(case)}"
    sides = frozenset(samples.readings(chance))
    then, otherwise = (judged(case.read(each)) for each in (sides, sides ^ {reading}))
    assert {*turned, *then, *otherwise} <= {*robustness.possible}, said(case)
    assert then == otherwise or reading in robustness.turns_on, f"{reading.key} {said(case)}"


def check_plan(case: Partial) -> Iterator[str]:
    """What a rule needs of a plan: as needed, and the rest of it open, the rule can be met; otherwise it cannot."""
    answers = {fact: truth for fact, truth in case.answers.items() if is_planned(fact)}
    result = plan(Case(answers, {}, tuple(case.readings)), TOLERANCE)
    rules = {(rule.provision, rule.title): rule for rule in (*openings(TOLERANCE), *bars(TOLERANCE))}

    def can(rule: Rule, changed: dict[Fact, Truth]) -> bool:
        evaluation = EVALUATOR.evaluate({**answers, **changed}, case.readings)
        return bool(evaluation.possible) and evaluation.truth(rule) is not Truth.NO

    for prospect in (*result["situations"], *result["exclusions"]):
        rule = rules[prospect["provision"], prospect["title"]]
        needs = {MODEL.facts[need["fact"]]: need for need in prospect["needs"]}
        where = f"{rule.provision} {said(case)}"
        assert all(Truth(need["given"]) is answers.get(fact, Truth.UNKNOWN) for fact, need in needs.items()), where
        left: dict[Fact, Truth] = dict.fromkeys(needs, Truth.UNKNOWN)
        met = {fact: Truth(need["needed"]) for fact, need in needs.items() if not need["instead"]}
        assert not needs or can(rule, left | met), where
        for fact, need in needs.items():
            if need["needed"] != "either":
                otherwise = {fact: ~Truth(need["needed"])}
                assert can(rule, left | otherwise) == need["instead"], f"{fact.key} {where}"
        if needs and prospect["state"] in ("closed", "clear"):
            assert not can(rule, {}), where
            yield "several needs" if len(needs) > 1 else "a plan's need"


def check_turning(case: Partial, chance: random.Random) -> Iterator[str]:
    """What is said to turn a lenient path into a strict one does, alone; nothing else of that duty does."""
    turning = follows(Case(dict(case.answers), {}, tuple(case.readings)), TOLERANCE)["turning"]
    for each in turning:
        rule = MODEL.owed[each["to"]]
        named = [MODEL.facts[key] for key in each["facts"]]
        for fact in {chance.choice(samples.asked(rule)), chance.choice(named or samples.asked(rule))}:
            then = case.answered({fact: Truth.YES})
            by = EVALUATOR.evaluate(then.answers, then.readings) if then.width > WIDEST else then.worlds
            assert (bool(by.possible) and by.truth(rule) is Truth.YES) == (fact in named), f"{fact.key} {said(case)}"
            yield "turning" if fact in named else "not turning"


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

    within = [conflict for conflict in MODEL.conflicts if set(conflict.facts) <= set(facts)]
    hidden = itertools.cycle((*range(len(facts)), *[None] * (2 ** len(facts) * len(taken) // 4096)))
    for sides in taken:
        alternatives = [reading for reading, side in zip(readings, sides, strict=True) if side]
        conflicts = [conflict for conflict in within if conflict.stands(alternatives)]
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
