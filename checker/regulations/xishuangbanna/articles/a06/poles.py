"""The two ends of a contrast: a pole goes by its words."""

from checker.logic import Expression, Rule
from checker.regulations.xishuangbanna.text import rule


def pole(provision: str, words: str, condition: Expression) -> Rule:
    return rule(provision, words, words, condition)
