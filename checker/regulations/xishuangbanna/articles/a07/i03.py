"""7(3): unclear bounds of policy, or what could not be foreseen."""

from checker.logic import AllOf, AnyOf, Element, Not
from checker.logic.listing import any_or_all
from checker.regulations.xishuangbanna.articles.a03 import LAPSE, bad_effect, loss
from checker.regulations.xishuangbanna.articles.a07.facts import (
    creative_work,
    express_prohibition,
    pilot_work,
    unclear_policy,
    unforeseeable,
)
from checker.regulations.xishuangbanna.articles.a07.i01 import AND_IS_OR
from checker.regulations.xishuangbanna.articles.a07.i02 import CAUSE
from checker.regulations.xishuangbanna.text import rule

# 影响 without 不良 is the bad effect of article 3.
EFFECT_OR_LOSS = any_or_all(AND_IS_OR, bad_effect, loss)

TRIAL = rule(
    "7(3)",
    "界限不明或不可预知",
    "党规党纪、法律法规没有明令禁止，因政策界限不明确或不可预知的因素，"
    "在承担试点性、实验性工作或创造性开展工作中出现失误或造成影响和损失的",
    AllOf(
        Element("党规党纪、法律法规没有明令禁止", Not(express_prohibition)),
        Element(
            "因政策界限不明确或不可预知的因素",
            AllOf(
                Element("政策界限不明确或不可预知的因素", AnyOf(unclear_policy, unforeseeable)),
                CAUSE,
            ),
        ),
        Element(
            "在承担试点性、实验性工作或创造性开展工作中",
            AnyOf(Element("试点性、实验性工作", pilot_work), Element("创造性开展工作", creative_work)),
        ),
        Element(
            "出现失误或造成影响和损失",
            AnyOf(
                Element("失误", LAPSE),
                Element("造成影响和损失", EFFECT_OR_LOSS),
            ),
        ),
    ),
)
