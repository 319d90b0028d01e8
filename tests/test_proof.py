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

# Either the one refuses answers that the other takes, or both take them and say different things of them.
DIFFERENCE = """
differ :- refused1, not refused2.
differ :- refused2, not refused1.
differ :- not refused1, not refused2, verdict1(V), not verdict2(V).
:- not differ.
"""


def difference(model: Model) -> list[str] | None:
    """Facts, readings and verdicts of one case in which the two differ; None if there is none."""
    control = _program(model, DIFFERENCE)
    answer = control.solve()
    assert answer.satisfiable is not None  # neither interrupted nor unknown
    if answer.unsatisfiable:
        return None
    # There is one; look for a short one. Searched in this order, it would take far longer to find that there is none.
    control = _program(model, DIFFERENCE, options=("--heuristic=Domain",))
    with control.solve(yield_=True) as found:
        case = next(iter(found))
        shown = {"yes", "alt", "verdict1", "verdict2", "refused1", "refused2"}
        return sorted(str(atom) for atom in case.symbols(atoms=True) if atom.name in shown)


def _program(model: Model, *more: str, options: tuple[str, ...] = ()) -> clingo.Control:
    control = clingo.Control(["--warn=none", *options])
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
    assert {"3", "4", "5", "7", "8", "11"} <= articles
    assert len(every_seed()) > 100
