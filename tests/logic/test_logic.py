"""The logic, on small random bodies of rules, against plain enumeration. It knows no law, so neither does this file."""

import ast
import itertools
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import checker.logic
from checker.logic import (
    ALWAYS,
    NEVER,
    AllOf,
    AnyOf,
    Basis,
    Branch,
    Conflict,
    Element,
    Evaluator,
    Expression,
    Fact,
    Model,
    Not,
    ReadAs,
    Reading,
    Rule,
    Step,
    Truth,
    Variable,
    explain,
    explain_outcome,
    next_question,
    smallest_changes,
)
from checker.logic.compilation import Compiled
from checker.logic.decision_diagram import exhaust
from checker.logic.rest import Rest
from checker.logic.sifting import sift

A, B, C = (Fact(key, key, f"{key}?", "") for key in "abc")
PRESUMED = Fact("p", "p", "p?", "", "presumed")
D = Fact("d", "d", "d?", "", presupposes=(A, PRESUMED))
E = Fact("e", "e", "e?", "", presupposes=(D,))
FACTS = (A, B, C, D, E, PRESUMED)
READINGS = tuple(Reading(key, "1", "words", "default", "alternative", "ground") for key in ("r", "s"))
World = dict[Fact | Reading, bool]


def holds(expression: Expression, world: World) -> bool:
    match expression:
        case Fact():
            return world[expression]
        case Not(condition=condition):
            return not holds(condition, world)
        case AllOf(parts=parts):
            return all(holds(part, world) for part in parts)
        case AnyOf(parts=parts):
            return any(holds(part, world) for part in parts)
        case ReadAs(reading=reading, default=default, alternative=alternative):
            return holds(alternative if world.get(reading) else default, world)
        case Element(condition=condition) | Rule(condition=condition):
            return holds(condition, world)


def asked(fact: Fact) -> Fact | Element:
    """What a rule may ask of the fact: nothing where it does not apply."""
    if not fact.presupposes:
        return fact
    there = Element("there", AnyOf(*map(asked, fact.presupposes)))
    return Element("applies", AllOf(there, fact))


ASKED = tuple(map(asked, FACTS))


def applies(fact: Fact, answers: dict[Fact, Truth]) -> bool:
    """Whether what the fact presupposes may be there."""
    absent = {fact for fact, truth in answers.items() if truth is Truth.NO}
    if answers.get(PRESUMED) is not Truth.YES:
        absent.add(PRESUMED)
    return not fact.presupposes or any(other not in absent and applies(other, answers) for other in fact.presupposes)


@cache  # a strategy costs more to make than an element to draw
def elements(depth: int) -> st.SearchStrategy[Element]:
    inner = st.sampled_from(ASKED) if depth == 0 else st.one_of(st.sampled_from(ASKED), elements(depth - 1))
    several = st.lists(inner, min_size=1, max_size=3)
    condition = st.one_of(
        inner,
        several.map(lambda parts: AllOf(*parts)),
        several.map(lambda parts: AnyOf(*parts)),
        inner.map(Not),
        several.map(lambda parts: Not(AnyOf(*parts))),
    )
    read = st.builds(ReadAs, st.sampled_from(READINGS), condition, condition | st.sampled_from([ALWAYS, NEVER]))
    return (condition | read).map(lambda made: Element("words", made))


conditions_ = st.lists(elements(2), min_size=1, max_size=3).map(lambda parts: AnyOf(*parts))
free_ = st.sampled_from(FACTS[:-1])
NEEDED = {D: (A,), E: (D, A)}
"""What is affirmed, too, wherever a conflict is about one of these."""


def conflict(yes: Fact, no: list[Fact]) -> Conflict:
    needed = (other for fact in (yes, *no) for other in NEEDED.get(fact, ()))
    return Conflict(tuple(dict.fromkeys((yes, *needed))), tuple(no), "reason", ("1",))


conflicts_ = st.lists(st.builds(conflict, free_, st.lists(free_, max_size=2)), max_size=3).map(tuple)


@st.composite
def models(draw: st.DrawFn) -> Model:
    rules = tuple(Rule(str(number), f"rule {number}", "words", draw(conditions_)) for number in range(1, 4))
    first, second = (Rule(str(n), f"branch {n}", "words", AnyOf(*rules[n : n + 2])) for n in range(2))
    everything = Rule("9", "all facts", "words", AnyOf(*(Element("words", part) for part in ASKED)))
    return Model(
        (Branch("first", first, when=False), Branch("second", second)), "third", (*rules, everything), draw(conflicts_)
    )


alternatives_ = st.sets(st.sampled_from(READINGS))
answers_ = st.dictionaries(st.sampled_from(FACTS), st.sampled_from(Truth))


def worlds(model: Model, answers: dict[Fact, Truth], alternatives: Iterable[Reading] = ()) -> Iterator[World]:
    """Every consistent completion of the answers that apply, under the readings as chosen."""
    known = {fact: truth for fact, truth in answers.items() if truth is not Truth.UNKNOWN and applies(fact, answers)}
    return completions(model, {PRESUMED: Truth.NO} | known, alternatives)


def completions(model: Model, known: dict[Fact, Truth], alternatives: Iterable[Reading]) -> Iterator[World]:
    chosen: World = {reading: reading in set(alternatives) for reading in READINGS}
    for values in itertools.product((False, True), repeat=len(FACTS)):
        world: World = {**chosen, **dict(zip(FACTS, values, strict=True))}
        if all(world[fact] == (truth is Truth.YES) for fact, truth in known.items()) and all(
            holds(conflict.clause, world) for conflict in model.conflicts
        ):
            yield world


def outcome_in(model: Model, world: World) -> str:
    return next((b.outcome for b in model.branches if holds(b.condition, world)), model.otherwise)


def steps_of(step: Step) -> Iterator[Step]:
    yield step
    for part in step.because:
        yield from steps_of(part)


def broken(conflicts: tuple[Conflict, ...], answers: dict[Fact, Truth]) -> bool:
    """Whether each conflict is run into by the answers alone."""
    return all(
        all(answers.get(fact) is Truth.YES for fact in conflict.yes)
        and all(answers.get(fact) is Truth.NO for fact in conflict.no)
        for conflict in conflicts
    )


@settings(max_examples=300, deadline=None)
@given(models(), answers_, alternatives_)
def test_possible_outcomes_are_exactly_those_that_some_consistent_completion_reaches(
    model: Model, answers: dict[Fact, Truth], alternatives: set[Reading]
) -> None:
    reached = {outcome_in(model, world) for world in worlds(model, answers, alternatives)}
    assert set(Evaluator(model).evaluate(answers, alternatives).possible) == reached


@settings(max_examples=300, deadline=None)
@given(models(), answers_, alternatives_)
def test_a_truth_is_known_exactly_when_all_consistent_completions_agree(
    model: Model, answers: dict[Fact, Truth], alternatives: set[Reading]
) -> None:
    evaluation = Evaluator(model).evaluate(answers, alternatives)
    left = list(worlds(model, answers, alternatives))
    expressions: list[Rule | Fact] = [*model.rules, *FACTS]
    for expression in expressions if left else ():
        seen = {holds(expression, world) for world in left}
        assert evaluation.truth(expression) is (Truth.UNKNOWN if len(seen) == 2 else Truth.of(seen.pop()))


@settings(max_examples=300, deadline=None)
@given(models(), answers_)
def test_contradictory_answers_are_named_and_no_fewer_conflicts_would_do(
    model: Model, answers: dict[Fact, Truth]
) -> None:
    evaluation = Evaluator(model).evaluate(answers)
    named = evaluation.conflicts
    assert bool(named) == (not list(worlds(model, answers)))
    if named:
        only_named = Model(model.branches, model.otherwise, model.rules, named)
        assert not list(worlds(only_named, answers))
        for left_out in named if len(named) > 1 and not broken(named, answers) else ():
            fewer = tuple(conflict for conflict in named if conflict is not left_out)
            assert list(worlds(Model(model.branches, model.otherwise, model.rules, fewer), answers))


@settings(max_examples=300, deadline=None)
@given(models(), answers_, alternatives_)
def test_a_fact_that_is_not_open_cannot_change_what_is_possible(
    model: Model, answers: dict[Fact, Truth], alternatives: set[Reading]
) -> None:
    evaluator = Evaluator(model)
    evaluation = evaluator.evaluate(answers, alternatives)
    for fact in FACTS:
        if fact not in evaluation.values and fact not in evaluation.open:
            for truth in (Truth.YES, Truth.NO):
                changed = evaluator.evaluate({**answers, fact: truth}, alternatives)
                assert changed.conflicts or set(changed.possible) == set(evaluation.possible)


@settings(max_examples=300, deadline=None)
@given(models(), answers_, alternatives_)
def test_every_step_rests_on_what_is_below_it_and_on_nothing_else(
    model: Model, answers: dict[Fact, Truth], alternatives: set[Reading]
) -> None:
    evaluation = Evaluator(model).evaluate(answers, alternatives)
    if not evaluation.possible:
        return
    roots = [explain(evaluation, rule) for rule in model.rules] + list(explain_outcome(evaluation))
    for step in itertools.chain.from_iterable(map(steps_of, roots)):
        assert step.truth is evaluation.truth(step.subject)
        if step.truth is Truth.UNKNOWN:
            assert all(part.truth is Truth.UNKNOWN for part in step.because)
        assert bool(step.because) == (step.basis is Basis.PARTS) or step.basis is Basis.CONSEQUENCE
        if step.basis is Basis.READING:
            assert step.readings
        if step.basis is Basis.ANSWER:
            assert answers[step.subject] is step.truth  # type: ignore[index]
        if step.basis is Basis.PRESUMPTION:
            assert step.subject is PRESUMED and answers.get(PRESUMED, Truth.UNKNOWN) is Truth.UNKNOWN
        if step.basis is Basis.CONSEQUENCE:
            # The named answers and conflicts settle it; with any one of them left out they do not.
            named = [part.subject for part in step.because] + list(step.conflicts)
            for left_out in (None, *named):
                fewer = Model(
                    model.branches, model.otherwise, model.rules, tuple(c for c in step.conflicts if c is not left_out)
                )
                known = {part.subject: part.truth for part in step.because if part.subject is not left_out}
                seen = {holds(step.subject, world) for world in completions(fewer, known, alternatives)}  # type: ignore[arg-type]
                assert (len(seen) == 1) == (left_out is None)


@settings(max_examples=300, deadline=None)
@given(models(), answers_, alternatives_)
def test_the_derivation_alone_carries_the_outcome(
    model: Model, answers: dict[Fact, Truth], alternatives: set[Reading]
) -> None:
    """The answers that the derivation names, and the conflicts that it names, give the same outcome again."""
    evaluator = Evaluator(model)
    evaluation = evaluator.evaluate(answers, alternatives)
    if evaluation.outcome is None:
        assert explain_outcome(evaluation) == ()
        return
    named = {
        step.subject: step.truth
        for root in explain_outcome(evaluation)
        for step in steps_of(root)
        if step.basis is Basis.ANSWER
    }
    used = {c for root in explain_outcome(evaluation) for step in steps_of(root) for c in step.conflicts}
    again = Evaluator(Model(model.branches, model.otherwise, model.rules, tuple(used))).evaluate(named, alternatives)  # type: ignore[arg-type]
    assert again.outcome == evaluation.outcome


@settings(max_examples=300, deadline=None)
@given(models(), answers_)
def test_an_outcome_turns_on_exactly_the_readings_that_change_what_is_possible(
    model: Model, answers: dict[Fact, Truth]
) -> None:
    evaluator = Evaluator(model)
    robustness = evaluator.evaluate(answers).robustness
    exhaust(evaluator.prepare())
    assert evaluator.evaluate(answers).robustness == robustness
    used = set(model.readings.values())
    combinations = [frozenset(c) for n in range(len(READINGS) + 1) for c in itertools.combinations(READINGS, n)]
    reached = {
        combination: frozenset(outcome_in(model, world) for world in worlds(model, answers, combination))
        for combination in combinations
    }
    assert set(robustness.possible) == frozenset().union(*reached.values())
    for reading in READINGS:
        matters = any(reached[combination] != reached[combination ^ {reading}] for combination in combinations)
        assert (reading in robustness.turns_on) == matters
        assert (reading in robustness.alone) == (reached[frozenset({reading})] != reached[frozenset()])
        assert not matters or reading in used


@settings(max_examples=300, deadline=None)
@given(models(), st.permutations((*FACTS, *READINGS)), st.integers(1, 2))
def test_sifting_keeps_the_variables_and_makes_no_diagram_larger(
    model: Model, order: list[Variable], rounds: int
) -> None:
    def nodes(order: Iterable[Variable]) -> tuple[int, Compiled]:
        compiled = Compiled(model, tuple(order), frozenset())
        return len(Rest(compiled.diagram, compiled.root, compiled.diagram.fix({})).nodes), compiled

    before, compiled = nodes(order)
    sifted = exhaust(sift(compiled.diagram, compiled.root, rounds))
    assert sorted(map(id, sifted)) == sorted(map(id, order))
    assert nodes(sifted)[0] <= before


@settings(max_examples=200, deadline=None)
@given(models(), answers_, st.randoms())
def test_the_order_of_answers_is_irrelevant_and_repeating_changes_nothing(
    model: Model, answers: dict[Fact, Truth], random: object
) -> None:
    evaluator = Evaluator(model)
    shuffled = list(answers.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = evaluator.evaluate(answers), evaluator.evaluate(dict(shuffled))
    assert first.possible == second.possible == evaluator.evaluate(answers).possible
    assert first.open == second.open


def after(evaluator: Evaluator, answers: dict[Fact, Truth], turned: Iterable[Fact], sides: set[Reading]) -> set[str]:
    return set(worlds_outcomes(evaluator.model, {**answers, **{fact: ~answers[fact] for fact in turned}}, sides))


def worlds_outcomes(model: Model, answers: dict[Fact, Truth], sides: Iterable[Reading]) -> Iterator[str]:
    return (outcome_in(model, world) for world in worlds(model, answers, sides))


@settings(max_examples=300, deadline=None)
@given(models(), answers_, alternatives_)
def test_the_smallest_changes_are_all_there_and_each_does_what_it_says(
    model: Model, answers: dict[Fact, Truth], alternatives: set[Reading]
) -> None:
    evaluator = Evaluator(model)
    evaluation = evaluator.evaluate(answers, alternatives)
    known = [fact for fact, truth in answers.items() if truth is not Truth.UNKNOWN]
    subsets = [set(c) for size in range(len(known) + 1) for c in itertools.combinations(known, size)]
    reached = {frozenset(subset): after(evaluator, answers, subset, alternatives) for subset in subsets}
    changes = smallest_changes(evaluation)
    for outcome in model.outcomes if evaluation.possible else [""]:
        if outcome in evaluation.possible:
            assert not [change for change in changes if change.outcome == outcome]
            continue
        ways = [subset for subset, outcomes in reached.items() if (outcome in outcomes if outcome else outcomes)]
        fewest = min(map(len, ways), default=0)
        found = [change for change in changes if change.outcome == outcome]
        assert {frozenset(change.facts) for change in found} == {way for way in ways if len(way) == fewest}
        for change in found:
            assert set(change.then) == reached[frozenset(change.facts)]
            changed = {**answers, **{fact: ~answers[fact] for fact in change.facts}}
            others = [fact for fact in known if fact not in change.facts]
            assert set(change.revives) == {f for f in others if applies(f, changed) and not applies(f, answers)}
            assert set(change.lapses) == {f for f in known if applies(f, answers) and not applies(f, changed)}
    assert set(evaluation.alone) == {fact for fact in known if applies(fact, answers)}
    for fact, then in evaluation.alone.items():
        assert set(then) == reached[frozenset({fact})]


@settings(max_examples=300, deadline=None)
@given(models(), answers_, alternatives_)
def test_the_next_question_is_asked_while_something_can_still_change_and_says_what_each_answer_means(
    model: Model, answers: dict[Fact, Truth], alternatives: set[Reading]
) -> None:
    evaluation = Evaluator(model).evaluate(answers, alternatives)
    question = next_question(evaluation, [FACTS[:3], FACTS[3:]])
    unasked = [fact for fact in evaluation.open if fact not in answers]
    assert (question is None) == (not unasked)
    if question:
        assert set(question.facts) <= set(unasked)
        for fact, yes in zip(question.facts, question.yes, strict=True):
            assert set(yes) == set(worlds_outcomes(model, {**answers, fact: Truth.YES}, alternatives))
        denied = dict.fromkeys(question.facts, Truth.NO)
        assert set(question.no) == set(worlds_outcomes(model, {**answers, **denied}, alternatives))


@settings(max_examples=200, deadline=None)
@given(models(), st.fixed_dictionaries(dict.fromkeys(FACTS, st.sampled_from([Truth.YES, Truth.NO]))))
def test_whoever_answers_what_is_asked_comes_to_the_outcome_of_the_whole_case(
    model: Model, whole: dict[Fact, Truth]
) -> None:
    evaluator = Evaluator(model)
    if not (expected := set(evaluator.evaluate(whole).possible)):
        return
    answers: dict[Fact, Truth] = {}
    while question := next_question(evaluator.evaluate(answers), [FACTS]):
        answers |= {fact: whole[fact] for fact in question.facts}
    assert {PRESUMED: whole[PRESUMED]} == {PRESUMED: Truth.YES} or set(evaluator.evaluate(answers).possible) == expected


def test_what_only_all_parts_together_settle_names_the_answers_it_rests_on() -> None:
    """a, or neither a nor c: with c denied it holds either way, and the failed part b has no share in it."""
    a, b, c = FACTS[:3]
    either = AnyOf(Element("a", a), Element("b", b), Element("neither", Not(AnyOf(a, c))))
    rule = Rule("1", "either way", "words", either)
    model = Model((Branch("first", rule),), "second", (rule,), ())
    step = explain(Evaluator(model).evaluate({b: Truth.NO, c: Truth.NO}), rule)
    assert (step.truth, step.basis) == (Truth.YES, Basis.CONSEQUENCE)
    assert [part.subject for part in step.because] == [c]


def test_an_answer_that_does_not_apply_says_nothing_of_its_fact_and_counts_again_once_it_applies() -> None:
    rule = Rule("1", "e", "words", AllOf(asked(E), Element("words", AnyOf(B, Element("words", Not(B))))))
    model = Model((Branch("first", rule),), "second", (rule,), (conflict(E, [B]),))
    evaluation = Evaluator(model).evaluate({A: Truth.NO, D: Truth.YES, E: Truth.YES})
    assert evaluation.inapplicable == {D, E}
    assert evaluation.truth(D) is evaluation.truth(E) is Truth.UNKNOWN
    (change,) = smallest_changes(evaluation)
    assert (change.facts, change.then, change.revives, change.lapses) == ((A,), ("first",), (D, E), ())
    back = Evaluator(model).evaluate({A: Truth.YES, D: Truth.YES, E: Truth.YES})
    (change, *_) = smallest_changes(back)
    assert (change.facts, change.then, change.revives, change.lapses) == ((A,), ("second",), (), (D, E))


def test_a_combinator_without_words_of_its_own_is_refused() -> None:
    nested = Rule("1", "nested", "words", AllOf(FACTS[0], AnyOf(FACTS[1], FACTS[2])))
    with pytest.raises(ValueError, match="must stand in an Element or a Rule"):
        Model((Branch("first", nested),), "second", (nested,), ())


def test_truth_has_no_truth_value_of_its_own() -> None:
    with pytest.raises(TypeError, match="not a bool"):
        bool(Truth.UNKNOWN)


@pytest.mark.parametrize(("first", "second"), list(itertools.product(Truth, repeat=2)))
def test_truth_follows_kleene(first: Truth, second: Truth) -> None:
    rank = [Truth.NO, Truth.UNKNOWN, Truth.YES]
    assert rank.index(first & second) == min(rank.index(first), rank.index(second))
    assert rank.index(first | second) == max(rank.index(first), rank.index(second))
    assert ~~first is first


def test_logic_imports_nothing_but_itself_and_the_standard_library() -> None:
    order = [
        *("truth", "expression", "duties", "model", "ordering", "decision_diagram", "rest", "sifting", "projection"),
        *("compilation", "evaluation", "explanation", "changes", "questions", "soundness", "coverage", "__init__"),
        "listing",
    ]
    folder = Path(checker.logic.__file__).parent
    assert {file.stem for file in folder.glob("*.py")} == set(order)
    for file in folder.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("checker"):
                imported = (node.module or "").removeprefix("checker.logic.")
                assert order.index(imported) < order.index(file.stem), f"{file.name} imports {node.module}"
