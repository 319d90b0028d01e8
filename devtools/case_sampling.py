"""Cases to try the checker on: the library in cases, and any number drawn from it at random, the same each time.

A drawn case starts from one of the library, so that every verdict comes up; what the library case leaves out is filled
in, some of it is turned, and then some facts are taken away again.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from builder import HERE
from checker.engine.case import Case, read_cases
from checker.engine.check import Check
from checker.engine.fields import UNKNOWN
from checker.engine.result import to_json
from checker.logic import Conflict, Fact, Reading, Rule, Truth, next_question, walk
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.regulations.xishuangbanna.checks.verdict import EVALUATOR, MODEL

FACTS = tuple(MODEL.facts.values())
KNOWN = (Truth.NO, Truth.YES)
READINGS = tuple(MODEL.readings.values())


@cache
def library(check: Check = TOLERANCE) -> tuple[Case, ...]:
    """Every case of cases that is for the check."""
    files = [file for file in sorted((HERE / "cases").glob("*.toml")) if BODY.of_file(file.stem) is check]
    return tuple(case for file in files for case in read_cases(file.read_text("utf-8"), check, toml=True))


def full(chance: random.Random) -> dict[Fact, Truth]:
    """An answer to every fact."""
    base = chance.choice(library()).answers
    likely, turned = chance.choice((0.0, 0.05, 0.3)), chance.choice((0.0, 0.02, 0.05))
    answers = dict.fromkeys(FACTS, Truth.NO) | {fact: truth for fact, truth in base.items() if truth in KNOWN}
    for fact in chance.sample(FACTS, round(likely * len(FACTS))):
        if base.get(fact) not in KNOWN:
            answers[fact] = Truth.YES
    for fact in chance.sample(FACTS, round(turned * len(FACTS))):
        answers[fact] = ~answers[fact]
    if chance.random() < MENDED:
        _mend(chance, answers)
    return answers


MENDED = 0.7  # of the cases: what is filled in at random contradicts itself more often than people do


def _mend(chance: random.Random, answers: dict[Fact, Truth]) -> None:
    """Turns one answer of each contradiction until none is left, or gives up."""
    for _ in range(10):
        broken = [conflict for conflict in MODEL.conflicts if _runs_into(answers, conflict)]
        if not broken:
            return
        for conflict in broken:
            fact = chance.choice(conflict.facts)
            answers[fact] = ~answers[fact]


def _runs_into(answers: dict[Fact, Truth], conflict: Conflict) -> bool:
    return all(answers[fact] is Truth.YES for fact in conflict.yes) and all(
        answers[fact] is Truth.NO for fact in conflict.no
    )


@cache
def asked(rule: Rule) -> tuple[Fact, ...]:
    """The facts of a rule, each once."""
    return tuple(dict.fromkeys(part for part, _ in walk(rule) if isinstance(part, Fact)))


def hide(chance: random.Random, answers: dict[Fact, Truth], count: int) -> dict[Fact, Truth]:
    """The answers without ``count`` of them, half of which belong to a few rules; some say that they are not known."""
    near = [fact for rule in chance.sample(MODEL.rules, 3) for fact in asked(rule)]
    hidden = set(chance.sample(near, min(count // 2, len(near))))
    hidden |= set(chance.sample(FACTS, count - len(hidden)))
    partial = {fact: truth for fact, truth in answers.items() if fact not in hidden}
    return partial | {fact: Truth.UNKNOWN for fact in FACTS if fact in hidden and chance.random() < 0.2}


def readings(chance: random.Random) -> tuple[Reading, ...]:
    """One reading taken the other way, or a few, or many."""
    return tuple(chance.sample(READINGS, chance.choice((1, 1, 2, 5, len(READINGS) // 2))))


def drawn(seed: int, count: int, taken: Sequence[tuple[Reading, ...]] = ((),)) -> Iterator[Case]:
    """Cases with anything from no answer to all, under one of ``taken``."""
    chance = random.Random(seed)
    for _ in range(count):
        answers = full(chance)
        yield Case(hide(chance, answers, chance.randint(0, len(FACTS))), {}, chance.choice(taken))


def said(case: Case) -> dict[str, bool | str]:
    """The case's answers as a document gives them."""
    values: dict[Truth, bool | str] = {Truth.YES: True, Truth.NO: False, Truth.UNKNOWN: UNKNOWN}
    return {fact.key: values[truth] for fact, truth in case.answers.items()}


def request(case: Case) -> str:
    """The case as JSON."""
    return to_json({"answers": said(case), "readings": [reading.key for reading in case.readings]})


def chosen(case: Case) -> str:
    """The case as the page sends it."""
    answers = {fact.key: truth.value for fact, truth in case.answers.items()}
    return to_json({"chosen": answers | {reading.key: Truth.YES.value for reading in case.readings}})


@dataclass(frozen=True)
class Interview:
    """A person with a case in mind answers what is asked until a verdict is left, from a blank page.

    ``questions``: how many were asked. ``answers``: how many buttons were pressed, one for all that is denied at once.
    ``after_ten``: how many verdicts were possible after ten questions, or at the end.
    """

    outcome: str
    questions: int
    answers: int
    after_ten: int


def interview(case: Case) -> Interview | None:
    """What the case does not mention is not there. None where that contradicts itself."""
    given: dict[Fact, Truth] = {}
    questions = pressed = after_ten = 0
    while True:
        evaluation = EVALUATOR.evaluate(given)
        if questions <= 10:
            after_ten = len(evaluation.possible)
        question = next_question(evaluation, TOLERANCE.themes)
        if evaluation.outcome or not question:
            return Interview(evaluation.outcome, questions, pressed, after_ten) if evaluation.outcome else None
        said = {fact: case.answers.get(fact, Truth.NO) for fact in question.facts}
        questions += 1
        pressed += (len(said) > 1) + sum(truth is not Truth.NO or len(said) == 1 for truth in said.values())
        given |= said


def interviews() -> list[Interview]:
    """One for each case of the library that has a verdict by default."""
    decided = [case for case in library() if not case.readings and EVALUATOR.evaluate(case.answers).outcome]
    return [made for case in decided if (made := interview(case))]
