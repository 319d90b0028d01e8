"""The rules agree with a second encoding of the same text for every case and every combination of readings: proved.

Both programs are given to a solver with all facts and readings free, and with the question for a difference. No answer
set means that there is none. ``tests/proof/regulation.lp`` is written from the text, not from the rules.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import clingo
import pytest

from checker.engine.check import Check
from checker.logic import Fact, Model, walk
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.checks.accusation import ACCUSATION
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from proof.printer import free, print_model
from proof.seeds import Seed, seeds

PROOF = Path(__file__).parent
FILES = {TOLERANCE: "regulation.lp", ACCUSATION: "accusation.lp"}
ENCODED = {check: (PROOF / file).read_text(encoding="utf-8") for check, file in FILES.items()}
each_check = pytest.mark.parametrize("check", BODY.checks, ids=BODY.made_checks)

# Either the one refuses answers that the other takes, or both take them and say different things of them: of the
# verdict, of a pole of article 6, or of a duty.
DIFFERENCE = """
differ :- refused1, not refused2.
differ :- refused2, not refused1.
differ :- not refused1, not refused2, verdict1(V), not verdict2(V).
differ :- not refused1, not refused2, pole1(I,N,S), not pole2(I,N,S).
differ :- not refused1, not refused2, pole2(I,N,S), not pole1(I,N,S).
differ :- not refused1, not refused2, owed1(T), not owed2(T).
differ :- not refused1, not refused2, owed2(T), not owed1(T).
:- not differ.
"""


def difference(model: Model, check: Check = TOLERANCE) -> list[str] | None:
    """Facts, readings and verdicts of one case in which the two differ; None if there is none."""
    control = _program(check, model, DIFFERENCE)
    case = _answer(control, set())
    if case is None:
        return None
    # A case is easier to read with less in it: take away each fact and reading that the difference does not need.
    chosen = {atom.symbol for atom in control.symbolic_atoms if atom.symbol.name in ("yes", "alt") and not atom.is_fact}
    for atom in sorted(chosen & case):
        if atom in case:
            case = _answer(control, (chosen - case) | {atom}) or case
    shown = {"yes", "alt", "verdict1", "verdict2", "refused1", "refused2", "pole1", "pole2", "owed1", "owed2"}
    return sorted(str(atom) for atom in case if atom.name in shown)


def _answer(control: clingo.Control, absent: set[clingo.Symbol]) -> set[clingo.Symbol] | None:
    """What holds in an answer set without the atoms that are to be absent; None if there is none."""
    with control.solve(yield_=True, assumptions=[(atom, False) for atom in absent]) as found:
        for model in found:
            return set(model.symbols(atoms=True))
        assert found.get().unsatisfiable  # neither interrupted nor unknown
        return None


def _program(check: Check, model: Model, *more: str) -> clingo.Control:
    control = clingo.Control(["--warn=none"])
    given = free(tuple(check.model.facts), tuple(check.model.readings))
    parts = (given, print_model(model), ENCODED[check], *more)
    control.add("base", [], "\n".join(parts))
    control.ground([("base", [])])
    return control


@each_check
def test_no_case_and_no_reading_tells_the_rules_from_the_text(check: Check) -> None:
    assert difference(check.model, check) is None


@each_check
def test_both_give_one_verdict_for_every_case(check: Check) -> None:
    """Otherwise an encoding without a verdict would agree with anything."""
    for verdict in ("verdict1", "verdict2"):
        control = _program(check, check.model, f":- 1 {{ {verdict}(V) }} 1.")
        assert control.solve().unsatisfiable


def test_both_can_have_every_pole() -> None:
    """Otherwise two encodings without a pole would agree on it."""
    poles = [
        f'("{item}",{number},{side})'
        for item, count in zip((f"6({n})" for n in range(1, 10)), (2, 3, 1, 1, 2, 2, 2, 2, 2), strict=True)
        for number in range(1, count + 1)
        for side in ("favourable", "adverse")
    ]
    assert len(poles) == 2 * len(TOLERANCE.model.contrasts)
    for name in ("pole1", "pole2"):
        assert _reachable(TOLERANCE, [f"{name}{pole}" for pole in poles]) == set(range(len(poles)))


@each_check
def test_both_can_owe_every_duty_and_neither_always_owes_what_has_a_condition(check: Check) -> None:
    """Otherwise two encodings without a duty, or with nothing else, would agree on it."""
    rules = list(check.model.owed.values())
    asking = [rule for rule in rules if any(isinstance(part, Fact) for part, _ in walk(rule))]
    for name in ("owed1", "owed2"):
        for kind, those in (("", rules), ("not ", asking)):
            atoms = [f'{kind}{name}("{rule.title}")' for rule in those]
            assert _reachable(check, atoms) == set(range(len(atoms)))


def _reachable(check: Check, literals: list[str]) -> set[int]:
    """The numbers of those that some consistent case makes so."""
    control = _program(check, check.model, "".join(f"#external asked({n}).\n" for n in range(len(literals))))
    refused = ":- refused1.\n"
    turned = [each.removeprefix("not ") if each.startswith("not ") else f"not {each}" for each in literals]
    control.add("asked", [], refused + "".join(f":- asked({n}), {each}.\n" for n, each in enumerate(turned)))
    control.ground([("asked", [])])
    found = set()
    for number in range(len(literals)):
        control.assign_external(clingo.Function("asked", [clingo.Number(number)]), True)
        if control.solve().satisfiable:
            found.add(number)
        control.assign_external(clingo.Function("asked", [clingo.Number(number)]), False)
    return found


@each_check
def test_the_second_encoding_knows_every_fact_and_every_reading(check: Check) -> None:
    code = re.sub(r"%.*", "", ENCODED[check])
    assert set(re.findall(r"yes\((\w+)\)", code)) == set(check.model.facts)
    assert set(re.findall(r'alt\("([^"]+)"\)', code)) == set(check.model.readings)


@cache
def every_seed(check: Check) -> tuple[Seed, ...]:
    return tuple(seeds(check.model))


@each_check
def test_each_wrong_rule_is_found(check: Check) -> None:
    unnoticed = []
    for seed in every_seed(check):
        case = difference(seed.model, check)
        if case is None:
            unnoticed.append(f"{seed.where}: {seed.what}")
        else:
            print(f"{seed.where}: {seed.what}\n    {' '.join(case)}")
    assert unnoticed == []


def test_wrong_rules_are_seeded_in_every_article() -> None:
    articles = {seed.provision.split("(")[0].split("-")[0] for seed in every_seed(TOLERANCE)}
    assert {"3", "4", "5", "6", "7", "8", "10", "11", "12", "14"} <= articles
    assert {"11", "13"} == {seed.provision.split("(")[0].split("-")[0] for seed in every_seed(ACCUSATION)}
    assert len(every_seed(TOLERANCE)) > 100 and len(every_seed(ACCUSATION)) > 10
