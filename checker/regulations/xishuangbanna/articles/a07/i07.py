"""7(7): force majeure."""

from checker.logic import AllOf, AnyOf, Element
from checker.regulations.xishuangbanna.articles.a03 import shortfall
from checker.regulations.xishuangbanna.articles.a07.facts import force_majeure
from checker.regulations.xishuangbanna.articles.a07.i02 import CAUSE
from checker.regulations.xishuangbanna.articles.a07.i03 import EFFECT_OR_LOSS
from checker.regulations.xishuangbanna.text import rule

FORCE_MAJEURE = rule(
    "7(7)",
    "不可抗力",
    "工作中因不可抗力因素，导致未达到预期效果或造成负面影响和损失的",
    AllOf(
        Element(
            "工作中因不可抗力因素",
            AllOf(force_majeure, CAUSE),
        ),
        Element(
            "导致未达到预期效果或造成负面影响和损失",
            AnyOf(shortfall, Element("造成负面影响和损失", EFFECT_OR_LOSS)),
        ),
    ),
)
