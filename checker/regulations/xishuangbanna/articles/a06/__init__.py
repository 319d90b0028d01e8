"""第六条: nine standards, seventeen contrasts. They are weighed as a whole (综合分析); none decides by itself.

A pole is there if something that points to it is: an exclusion of article 8 that is met, an element of article 7, or a
fact of its own. Poles are not each other's negation, and no adverse pole ever leads to an exclusion.

``facts``: what no other article asks. ``i03``: the contrasts of item 6(3); so each item.
"""

from checker.logic import AnyOf, Reading
from checker.regulations.xishuangbanna.articles.a06 import i01, i02, i03, i04, i05, i06, i07, i08, i09
from checker.regulations.xishuangbanna.text import rule

WEIGHED_AS_A_WHOLE = Reading(
    "R6",
    "6-1",
    "容错的认定要综合分析",
    "各组放在一起权衡，有一组落在不利的一端只是风险",
    "有一组落在不利的一端，就不算符合容错情形",
    "条文写的是“综合分析”，没有写一组不过就不过",
)

CONTRASTS = (
    *i01.CONTRASTS,
    *i02.CONTRASTS,
    *i03.CONTRASTS,
    *i04.CONTRASTS,
    *i05.CONTRASTS,
    *i06.CONTRASTS,
    *i07.CONTRASTS,
    *i08.CONTRASTS,
    *i09.CONTRASTS,
)

ADVERSE = rule(
    "6-1",
    "有一组落在不利的一端",
    "坚持以下判断标准",
    AnyOf(*(contrast.adverse for contrast in CONTRASTS)),
)
