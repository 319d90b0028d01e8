"""8(4): authority exceeded, or what is due for report concealed."""

from checker.logic import ALWAYS, NEVER, AllOf, AnyOf, Element, Not, ReadAs, Reading
from checker.regulations.xishuangbanna.articles.a08.facts import (
    concealed,
    exceeded_authority,
    exceeded_later_authority,
    report_due,
    without_leave,
)
from checker.regulations.xishuangbanna.articles.a08.i03 import EMERGENCY
from checker.regulations.xishuangbanna.articles.a08.p1 import RULES_THEN
from checker.regulations.xishuangbanna.text import cited_here, rule

ITEM_THREE_ALONE = Reading(
    "R8.3to4",
    "8(3)",
    "除临机决断、紧急避险等情况外",
    f"这个例外只管{cited_here('8(3)')}",
    "来不及请示而越权的，也借用这个例外",
    f"例外写在{cited_here('8(3)')}，{cited_here('8(4)')}没有写",
)
WITHOUT_LEAVE_COUNTS = Reading(
    "R8.4",
    "8(4)",
    "擅自",
    "“擅自”是单独的要件：没有经有权决定这件事的人或者机关同意",
    "越了权自然就是擅自，不必另看",
    "每个词都有用",
)

BEYOND_AUTHORITY = rule(
    "8(4)",
    "越权擅断或隐瞒不报",
    "超越权限擅自作出决策，或者应报告、报备而隐瞒不报的",
    AnyOf(
        Element(
            "超越权限擅自作出决策",
            AllOf(
                Element(
                    "超越权限擅自作出决策",
                    AnyOf(
                        Element(
                            "超越权限擅自作出决策",
                            AllOf(
                                Element("超越权限", exceeded_authority),
                                Element("擅自作出决策", ReadAs(WITHOUT_LEAVE_COUNTS, without_leave, ALWAYS)),
                            ),
                        ),
                        ReadAs(RULES_THEN, NEVER, exceeded_later_authority),
                    ),
                ),
                Element(
                    "除临机决断、紧急避险等情况外",
                    ReadAs(ITEM_THREE_ALONE, ALWAYS, Not(EMERGENCY)),
                    provision="8(3)",
                ),
            ),
        ),
        Element(
            "应报告、报备而隐瞒不报",
            AllOf(Element("应报告、报备", report_due), Element("隐瞒不报", concealed)),
        ),
    ),
)
