"""8(3): working procedures broken, emergencies excepted."""

from checker.logic import ALWAYS, NEVER, AllOf, AnyOf, Element, Not, ReadAs, Reading
from checker.regulations.xishuangbanna.articles.a08.facts import (
    broke_later_procedure,
    broke_procedure,
    emergency_present,
    forced_by_emergency,
    like_emergency_only,
    report_due,
    reported_late,
)
from checker.regulations.xishuangbanna.articles.a08.p1 import RULES_THEN
from checker.regulations.xishuangbanna.text import cited_here, rule

LIKE_CASES_TOO = Reading(
    "R8.3.like",
    "8(3)",
    "等情况",
    "“等”开口，包括相类似的情况，由机关判断",
    "只限临机决断、紧急避险两样",
    "“等情况”是开口的说法",
)
MUST_HAVE_FORCED = Reading(
    "R8.3.forced",
    "8(3)",
    "除临机决断、紧急避险等情况外",
    "情况逼得不得不违反程序的，才除外",
    "当时有这样的情况就除外",
    "除外的是因此而违反",
)
LATE_IS_NO_BREACH = Reading(
    "R8.3.late",
    "8(3)",
    "违反工作程序",
    "报告、报备迟了而没有瞒的，不算违反工作程序",
    "报告、报备的时限也是工作程序，迟了就算违反",
    f"报告、报备另有{cited_here('8(4)')}，只写了“隐瞒不报”；不报本身就算违反程序的话，“隐瞒”二字就落空了",
)

EMERGENCY = Element(
    "临机决断、紧急避险等情况",
    AllOf(
        Element(
            "临机决断、紧急避险",
            ReadAs(MUST_HAVE_FORCED, AllOf(emergency_present, forced_by_emergency), emergency_present),
        ),
        Element("等情况", ReadAs(LIKE_CASES_TOO, ALWAYS, Not(like_emergency_only))),
    ),
)

PROCEDURE_BROKEN = rule(
    "8(3)",
    "违反工作程序",
    "除临机决断、紧急避险等情况外违反工作程序的",
    AllOf(
        Element(
            "违反工作程序",
            AnyOf(
                broke_procedure,
                ReadAs(RULES_THEN, NEVER, broke_later_procedure),
                ReadAs(LATE_IS_NO_BREACH, NEVER, Element("违反工作程序", AllOf(report_due, reported_late))),
            ),
        ),
        Element("除临机决断、紧急避险等情况外", Not(EMERGENCY)),
    ),
)
