"""6(2): how it was decided."""

from checker.logic import AllOf, AnyOf, Contrast, Element
from checker.regulations.xishuangbanna.articles.a06.facts import (
    abused_power,
    backroom,
    blind_decision,
    by_the_rules,
    inaction,
    investigated,
    sole_decision,
)
from checker.regulations.xishuangbanna.articles.a06.poles import pole
from checker.regulations.xishuangbanna.articles.a07.facts import democratic_decision, open_operation
from checker.regulations.xishuangbanna.articles.a08.facts import headstrong, own_way
from checker.regulations.xishuangbanna.articles.a08.i04 import BEYOND_AUTHORITY
from checker.regulations.xishuangbanna.articles.a08.i05 import PRIVATE_GAIN

CONTRASTS = (
    Contrast(
        pole("6(2)", "民主决策", democratic_decision),
        pole(
            "6(2)",
            "个人专断、一意孤行",
            AnyOf(Element("个人专断", sole_decision), Element("一意孤行", AnyOf(headstrong, own_way))),
        ),
    ),
    Contrast(
        pole("6(2)", "依规履职", by_the_rules),
        pole("6(2)", "滥用职权", AnyOf(abused_power, BEYOND_AUTHORITY, PRIVATE_GAIN)),
    ),
    Contrast(
        # One way of going about it: all three. The adverse pole names three ways of going wrong: one is enough.
        pole(
            "6(2)",
            "经过深入调查研究、民主决策、阳光运行",
            AllOf(
                Element("深入调查研究", investigated),
                Element("民主决策", democratic_decision),
                Element("阳光运行", open_operation),
            ),
        ),
        pole(
            "6(2)",
            "利用职权暗箱操作或是未做调研盲目决策的乱作为、充当老好人不敢担当不敢碰硬的不作为",
            AnyOf(
                Element("利用职权暗箱操作", backroom),
                Element("未做调研盲目决策的乱作为", blind_decision),
                Element("充当老好人不敢担当不敢碰硬的不作为", inaction),
            ),
        ),
    ),
)
