"""7(2): errors of exploration."""

from checker.logic import ALWAYS, AllOf, AnyOf, Element, Not, ReadAs, Reading
from checker.logic.listing import any_or_all
from checker.regulations.xishuangbanna.articles.a03 import shortfall
from checker.regulations.xishuangbanna.articles.a07.facts import (
    creative_work,
    exploratory_error,
    first_trial,
    inexperience,
    other_causes,
    reform_work,
)
from checker.regulations.xishuangbanna.text import cited, rule

ONE_CAUSE_AMONG_OTHERS = Reading(
    "R7.cause",
    "7(2)",
    "因",
    "第（二）（三）（五）（六）（七）项的“因”，说的是原因之一",
    "这几项的“因”，说的是唯一的原因：当事方自己没有别的原因",
    f"条文没有“唯一”；别的原因占多大分量，在{cited('6(8)')}权衡",
)

CAUSE = Element("因", ReadAs(ONE_CAUSE_AMONG_OTHERS, ALWAYS, Not(other_causes)))

EITHER_CAUSE = Reading(
    "R7.2",
    "7(2)",
    "缺乏经验、先行先试",
    "缺乏经验、先行先试，有一样就行",
    "缺乏经验、先行先试，两样都要有",
    "顿号并列的两种原因，各自都说得通",
)

EXPLORING = rule(
    "7(2)",
    "探索性失误",
    "在全面深化改革、贯彻新发展理念以及创造性开展工作中，因缺乏经验、先行先试出现探索性失误或未达到预期效果的",
    AllOf(
        Element(
            "在全面深化改革、贯彻新发展理念以及创造性开展工作中",
            AnyOf(Element("全面深化改革、贯彻新发展理念", reform_work), Element("创造性开展工作", creative_work)),
        ),
        Element(
            "因缺乏经验、先行先试",
            AllOf(
                Element("缺乏经验、先行先试", any_or_all(EITHER_CAUSE, inexperience, first_trial)),
                CAUSE,
            ),
        ),
        Element("出现探索性失误或未达到预期效果", AnyOf(exploratory_error, shortfall)),
    ),
)
