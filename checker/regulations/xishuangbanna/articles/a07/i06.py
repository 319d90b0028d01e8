"""7(6): a change of policy or of a decision above."""

from checker.logic import AllOf, AnyOf, Element
from checker.regulations.xishuangbanna.articles.a03 import shortfall
from checker.regulations.xishuangbanna.articles.a07.facts import policy_change
from checker.regulations.xishuangbanna.articles.a07.i02 import CAUSE
from checker.regulations.xishuangbanna.articles.a07.i03 import EFFECT_OR_LOSS
from checker.regulations.xishuangbanna.text import rule

POLICY_CHANGE = rule(
    "7(6)",
    "政策调整、部署变化",
    "因国家政策调整或上级决策部署变化，工作未达到预期效果或造成负面影响和损失的",
    AllOf(
        Element(
            "因国家政策调整或上级决策部署变化",
            AllOf(policy_change, CAUSE),
        ),
        Element(
            "工作未达到预期效果或造成负面影响和损失",
            AnyOf(shortfall, Element("造成负面影响和损失", EFFECT_OR_LOSS)),
        ),
    ),
)
