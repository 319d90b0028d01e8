"""8(7): the same error again."""

from checker.logic import ALWAYS, AllOf, AnyOf, Element, Not, ReadAs, Reading
from checker.regulations.xishuangbanna.articles.a03 import LAPSE
from checker.regulations.xishuangbanna.articles.a07.facts import force_majeure, other_causes
from checker.regulations.xishuangbanna.articles.a08.facts import pointed_out, repeated_error, repeated_in_unit
from checker.regulations.xishuangbanna.text import cited, rule

OWN_REPETITION = Reading(
    "R8.7.own",
    "8(7)",
    "重复出现",
    "当事方自己重复",
    "单位里任何人犯过，再犯都算",
    "责任看各人自己的行为",
)
ANY_SECOND_TIME = Reading(
    "R8.7.again",
    "8(7)",
    "重复出现",
    "第二次就算",
    "第一次被指出以后又犯，才算",
    "条文没有要求曾被指出",
)
FORCE_IS_NO_ERROR = Reading(
    "R8.7.excuse",
    "8(7)",
    "重复出现失误错误",
    "不可抗力造成的不是失误错误，不算重复；当事方自身另有原因的，仍算",
    "不可抗力造成的重复也算",
    f"条文写的是“失误错误”；不可抗力造成的，{cited('7(7)')}另作规定",
)

REPEATED = rule(
    "8(7)",
    "同一事由重复出错",
    "工作中因同一事由重复出现失误错误的",
    AllOf(
        Element(
            "因同一事由重复出现失误错误",
            ReadAs(
                OWN_REPETITION,
                repeated_error,
                AnyOf(repeated_error, Element("失误错误", AllOf(Element("失误错误", LAPSE), repeated_in_unit))),
            ),
        ),
        Element("重复", ReadAs(ANY_SECOND_TIME, ALWAYS, pointed_out)),
        Element(
            "失误错误",
            ReadAs(
                FORCE_IS_NO_ERROR,
                Not(Element("不可抗力因素", AllOf(force_majeure, Not(other_causes)), provision="7(7)")),
                ALWAYS,
            ),
        ),
    ),
)
