"""The rules agree with a second encoding of the same text for every case and every combination of readings: proved.

Both programs are given to a solver with all facts and readings free, and with the question for a difference. No answer
set means that there is none. ``tests/proof/regulation.lp`` is written from the text, not from the rules.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import clingo
from proof.printer import free, print_model
from proof.seeds import Seed, seeds

from checker.logic import Model
from checker.verdict import MODEL

REGULATION = Path(__file__).with_name("proof").joinpath("regulation.lp").read_text(encoding="utf-8")

# Either the one refuses answers that the other takes, or both take them and say different things of them: of the
# verdict, or of a pole of article 6.
DIFFERENCE = """
differ :- refused1, not refused2.
differ :- refused2, not refused1.
differ :- not refused1, not refused2, verdict1(V), not verdict2(V).
differ :- not refused1, not refused2, pole1(I,N,S), not pole2(I,N,S).
differ :- not refused1, not refused2, pole2(I,N,S), not pole1(I,N,S).
:- not differ.
"""


def difference(model: Model) -> list[str] | None:
    """Facts, readings and verdicts of one case in which the two differ; None if there is none."""
    control = _program(model, DIFFERENCE)
    case = _answer(control, set())
    if case is None:
        return None
    # A case is easier to read with less in it: take away each fact and reading that the difference does not need.
    chosen = {atom.symbol for atom in control.symbolic_atoms if atom.symbol.name in ("yes", "alt") and not atom.is_fact}
    for atom in sorted(chosen & case):
        if atom in case:
            case = _answer(control, (chosen - case) | {atom}) or case
    shown = {"yes", "alt", "verdict1", "verdict2", "refused1", "refused2", "pole1", "pole2"}
    return sorted(str(atom) for atom in case if atom.name in shown)


def _answer(control: clingo.Control, absent: set[clingo.Symbol]) -> set[clingo.Symbol] | None:
    """What holds in an answer set without the atoms that are to be absent; None if there is none."""
    with control.solve(yield_=True, assumptions=[(atom, False) for atom in absent]) as found:
        for model in found:
            return set(model.symbols(atoms=True))
        assert found.get().unsatisfiable  # neither interrupted nor unknown
        return None


def _program(model: Model, *more: str) -> clingo.Control:
    control = clingo.Control(["--warn=none"])
    parts = (free(tuple(MODEL.facts), tuple(MODEL.readings)), print_model(model), REGULATION, *more)
    control.add("base", [], "\n".join(parts))
    control.ground([("base", [])])
    return control


def test_no_case_and_no_reading_tells_the_rules_from_the_text() -> None:
    assert difference(MODEL) is None


def test_both_give_one_verdict_for_every_case() -> None:
    """Otherwise an encoding without a verdict would agree with anything."""
    for verdict in ("verdict1", "verdict2"):
        control = _program(MODEL, f":- 1 {{ {verdict}(V) }} 1.")
        assert control.solve().unsatisfiable


def test_both_can_have_every_pole() -> None:
    """Otherwise two encodings without a pole would agree on it."""
    poles = [
        f'("{item}",{number},{side})'
        for item, count in zip((f"6({n})" for n in range(1, 10)), (2, 3, 1, 1, 2, 2, 2, 2, 2), strict=True)
        for number in range(1, count + 1)
        for side in ("favourable", "adverse")
    ]
    assert len(poles) == 2 * len(MODEL.contrasts)
    for name in ("pole1", "pole2"):
        control = _program(MODEL, "".join(f"#external asked({n}).\n" for n in range(len(poles))))
        control.add("poles", [], "".join(f":- asked({n}), not {name}{pole}.\n" for n, pole in enumerate(poles)))
        control.ground([("poles", [])])
        for number in range(len(poles)):
            control.assign_external(clingo.Function("asked", [clingo.Number(number)]), True)
            assert control.solve().satisfiable, (name, poles[number])
            control.assign_external(clingo.Function("asked", [clingo.Number(number)]), False)


def test_the_second_encoding_knows_every_fact_and_every_reading() -> None:
    code = re.sub(r"%.*", "", REGULATION)
    assert set(re.findall(r"yes\((\w+)\)", code)) == set(MODEL.facts)
    assert set(re.findall(r'alt\("([^"]+)"\)', code)) == set(MODEL.readings)


@cache
def every_seed() -> tuple[Seed, ...]:
    return tuple(seeds(MODEL))


def test_each_wrong_rule_is_found() -> None:
    unnoticed = []
    for seed in every_seed():
        case = difference(seed.model)
        if case is None:
            unnoticed.append(f"{seed.where}: {seed.what}")
        else:
            print(f"{seed.where}: {seed.what}\n    {' '.join(case)}")
    assert unnoticed == []


def test_wrong_rules_are_seeded_in_every_article() -> None:
    articles = {seed.provision.split("(")[0].split("-")[0] for seed in every_seed()}
    assert {"3", "4", "5", "6", "7", "8", "11"} <= articles
    assert len(every_seed()) > 100
