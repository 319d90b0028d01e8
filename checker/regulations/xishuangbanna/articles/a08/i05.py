"""8(5): office used for private gain."""

from checker.logic import ALWAYS, AllOf, Element, Not, ReadAs, Reading
from checker.regulations.xishuangbanna.articles.a08.facts import (
    clique_gain_only,
    gain_obtained,
    private_gain,
    used_office,
)
from checker.regulations.xishuangbanna.text import cited, rule

OFFICE_COUNTS = Reading(
    "R8.5.office",
    "8(5)",
    "利用职权之便",
    "是单独的要件",
    "只是描写，谋私利就够",
    "写明了手段，没有用职权的不在这里",
)
CLIQUES_TOO = Reading(
    "R8.5.clique",
    "8(5)",
    "为自己、他人或者单位",
    "小团体属于“他人”",
    "没有写小团体，就不算",
    f"小团体由他人组成；{cited('7(1)')}把小团体同他人并列，另一种读法由此而来",
)
ATTEMPT_IS_ENOUGH = Reading(
    "R8.5.attempt",
    "8(5)",
    "谋取私利",
    "着手谋取就算",
    "得到了才算",
    "条文说的是“谋取”，没有说“取得”",
)

PRIVATE_GAIN = rule(
    "8(5)",
    "以权谋私",
    "假公济私，利用职权之便为自己、他人或者单位谋取私利的",
    AllOf(
        Element("利用职权之便", ReadAs(OFFICE_COUNTS, used_office, ALWAYS)),
        Element(
            "为自己、他人或者单位谋取私利",
            AllOf(
                Element("谋取私利", ReadAs(ATTEMPT_IS_ENOUGH, private_gain, AllOf(private_gain, gain_obtained))),
                Element("为自己、他人或者单位", ReadAs(CLIQUES_TOO, ALWAYS, Not(clique_gain_only))),
            ),
        ),
    ),
)
