"""The checks that there are, by key. No key of theirs means two things."""

from __future__ import annotations

from checker.engine.check import Check
from checker.logic import Duty, Fact, Quote, Reading, Rule
from checker.regulations.xishuangbanna.checks import accusation
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE

ACCUSATION = Check(
    key="a13",
    title="举报自查（第十三条）",
    called="举报自查",
    after="要做什么、谁来做",
    evaluator=accusation.EVALUATOR,
    verdicts=accusation.VERDICTS,
    sections=accusation.SECTIONS,
    alternatives=accusation.ALTERNATIVES,
    afterwards=accusation.AFTERWARDS,
    assumptions=accusation.ASSUMPTIONS,
    tensions=accusation.TENSIONS,
    always=accusation.ALWAYS,
    at_once=True,
    afterwards_remarks=accusation.AFTERWARDS_REMARKS,
)
CHECKS = {check.key: check for check in (TOLERANCE, ACCUSATION)}

MODELS = tuple(check.model for check in CHECKS.values())
NAMED_RULES: tuple[Rule, ...] = tuple(dict.fromkeys(rule for model in MODELS for rule in model.named_rules))
READINGS: dict[str, Reading] = {key: reading for model in MODELS for key, reading in model.readings.items()}
DUTIES: tuple[Duty, ...] = tuple(dict.fromkeys(duty for model in MODELS for duty in model.duties))
VERDICTS = {outcome: verdict for check in CHECKS.values() for outcome, verdict in check.verdicts.items()}
"""Of all checks, each once."""


def quotes() -> dict[Fact, tuple[Quote, ...]]:
    """Every fact of any check with all words of the text that ask for it."""
    found: dict[Fact, dict[Quote, None]] = {}
    for model in MODELS:
        for fact, places in model.quotes.items():
            found.setdefault(fact, {}).update(dict.fromkeys(places))
    return {fact: tuple(places) for fact, places in found.items()}


def of_file(stem: str) -> Check:
    """The check that a file of cases is for: that of its name if there is one, else the first."""
    return CHECKS.get(stem, TOLERANCE)
