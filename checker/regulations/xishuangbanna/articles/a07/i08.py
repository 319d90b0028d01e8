"""7(8): what the rules of the time would not have pursued, or more leniently."""

from checker.logic import AnyOf, Element, Reading
from checker.regulations.xishuangbanna.articles.a07.facts import lesser_liability_then, no_liability_then
from checker.regulations.xishuangbanna.text import cited, rule

BARS_ALL_THE_SAME = Reading(
    "R7.8",
    "7(8)",
    "不应追究责任",
    f"当时不应追责的，落入{cited('8')}也不能容错；但这不产生任何责任",
    f"当时不应追责的，没有什么可挡，{cited('8')}不起作用",
    f"{cited('8')}没有写例外",
)
RULES_THEN = rule(
    "7(8)",
    "当时规定本就从宽",
    "按照事发当时党规党纪、法律法规和学院有关制度，不应追究责任或从轻减轻追究责任的",
    Element(
        "按照事发当时党规党纪、法律法规和学院有关制度，不应追究责任或从轻减轻追究责任",
        AnyOf(
            Element("不应追究责任", no_liability_then),
            Element("从轻减轻追究责任", lesser_liability_then),
        ),
    ),
)
