"""7(4): errors in an emergency or an urgent task."""

from checker.logic import ALWAYS, AllOf, Element, Not, ReadAs, Reading
from checker.logic.listing import all_or_any
from checker.regulations.xishuangbanna.articles.a03 import LAPSE
from checker.regulations.xishuangbanna.articles.a07.facts import (
    active_responsibility,
    common_interest,
    decisive_action,
    grave_error,
    urgent_work,
)
from checker.regulations.xishuangbanna.text import cited, cited_here, rule

BOTH_MANNERS = Reading(
    "R7.4",
    "7(4)",
    "果断决策、积极担当作为",
    "果断决策和积极担当作为都要有",
    "果断决策、积极担当作为，有一样就行",
    "说的是一种做事的样子，拍板和担当合在一起",
)
SOME_IS_ANY = Reading(
    "R7.some",
    "7(4)",
    "一定失误",
    f"{cited_here('7(4)')}、{cited_here('7(5)')}的“一定”没有给尺度，重大的也在内，轻重在{cited('6(5)')}权衡",
    "第（四）（五）项的“一定”排除重大的失误、损失",
    "条文别处写了“重大”，这里没有写“非重大”",
)

EMERGENCY = rule(
    "7(4)",
    "急难险重中的失误",
    "在处置校园突发事件、维护校园安全稳定或完成急难险重工作任务中，以维护集体、人民利益为重，"
    "果断决策、积极担当作为，出现一定失误的",
    AllOf(
        Element("在处置校园突发事件、维护校园安全稳定或完成急难险重工作任务中", urgent_work),
        Element("以维护集体、人民利益为重", common_interest),
        Element(
            "果断决策、积极担当作为",
            all_or_any(
                BOTH_MANNERS, Element("果断决策", decisive_action), Element("积极担当作为", active_responsibility)
            ),
        ),
        Element(
            "出现一定失误",
            AllOf(Element("失误", LAPSE), Element("一定", ReadAs(SOME_IS_ANY, ALWAYS, Not(grave_error)))),
        ),
    ),
)
