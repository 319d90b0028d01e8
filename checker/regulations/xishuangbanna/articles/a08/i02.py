"""8(2): laws broken that bind or forbid."""

from checker.logic import NEVER, AnyOf, Element, ReadAs, Reading
from checker.regulations.xishuangbanna.articles.a08.facts import (
    broke_departmental_rule,
    broke_mandatory,
    broke_prohibitory,
)
from checker.regulations.xishuangbanna.text import cited, rule

LAWS_WITHOUT_RULES = Reading(
    "R8.2",
    "8(2)",
    "法律法规",
    "“法律法规”不含规章",
    "“法律法规”包括规章",
    f"条文讲规定时一样一样分开列举（{cited('5(3)')}、{cited('7(8)')}），没有列到的不并进来",
)

LAW_BROKEN = rule(
    "8(2)",
    "违反强制性、禁止性规定",
    "违反当时法律法规强制性或者禁止性规定的",
    Element(
        "违反当时法律法规强制性或者禁止性规定",
        AnyOf(
            Element("强制性", broke_mandatory),
            Element("禁止性规定", broke_prohibitory),
            ReadAs(LAWS_WITHOUT_RULES, NEVER, Element("法律法规", broke_departmental_rule)),
        ),
    ),
)
