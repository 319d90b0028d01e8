"""The two ends of a contrast: a pole goes by its words."""

from checker.engine.quoting import rule
from checker.logic import Expression, Rule


def pole(provision: str, words: str, condition: Expression) -> Rule:
    return rule(provision, words, words, condition)
