"""6(7): how the rules stood."""

from checker.logic import Contrast
from checker.regulations.xishuangbanna.articles.a06.facts import distorted_rules, reckless
from checker.regulations.xishuangbanna.articles.a06.poles import pole
from checker.regulations.xishuangbanna.articles.a07.facts import first_trial, unclear_policy

CONTRASTS = (
    Contrast(
        pole("6(7)", "界限不明", unclear_policy),
        pole("6(7)", "故意曲解、随意变通", distorted_rules),
    ),
    Contrast(
        pole("6(7)", "先行先试", first_trial),
        pole("6(7)", "肆意妄为", reckless),
    ),
)
