"""6(4): whether it had been settled or forbidden."""

from checker.logic import AllOf, AnyOf, Contrast, Element
from checker.regulations.xishuangbanna.articles.a06.poles import pole
from checker.regulations.xishuangbanna.articles.a07.facts import (
    creative_work,
    express_prohibition,
    first_trial,
    pilot_work,
    unclear_policy,
)
from checker.regulations.xishuangbanna.articles.a08.facts import defied_orders
from checker.regulations.xishuangbanna.articles.a08.i01 import HIGHER_DECISIONS

CONTRASTS = (
    Contrast(
        pole(
            "6(4)",
            "在上级尚未明确规定时的探索实施",
            AllOf(
                Element("上级尚未明确规定", unclear_policy),
                Element("探索实施", AnyOf(first_trial, pilot_work, creative_work)),
            ),
        ),
        # Whoever forbade it: Party rules, laws, or a decision from above. A duty left undone is no 有禁不止.
        pole(
            "6(4)",
            "明令禁止后的有禁不止",
            AnyOf(
                express_prohibition,
                Element("有禁不止", AllOf(HIGHER_DECISIONS, defied_orders)),
            ),
        ),
    ),
)
