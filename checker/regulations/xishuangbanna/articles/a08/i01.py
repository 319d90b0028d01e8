"""8(1): decisions of those above watered down."""

from checker.logic import ALWAYS, AllOf, AnyOf, Element, Not, ReadAs, Reading
from checker.regulations.xishuangbanna.articles.a07.facts import college_decision
from checker.regulations.xishuangbanna.articles.a08.facts import higher_decision, standing_rules_only, watered_down
from checker.regulations.xishuangbanna.text import cited, rule

COLLEGE_IS_NOT_HIGHER = Reading(
    "R8.1.college",
    "8(1)",
    "上级",
    "学院党政不是这里的“上级”",
    "对二级学院和部门来说，学院党政也是上级",
    f"{cited('7(1)')}另用“学院党政”来说",
)
STANDING_RULES_COUNT = Reading(
    "R8.1.standing",
    "8(1)",
    "决策部署",
    "上级的一般规定也算决策部署",
    "只有就这件事作出的专门部署才算",
    "一般规定也是上级的决策；条文没有限定",
)

HIGHER_DECISIONS = rule(
    "8(1)",
    "对上级部署打折扣",
    "贯彻落实党中央和上级决策部署打折扣、做选择、搞变通，甚至有令不行、有禁不止的",
    AllOf(
        Element(
            "贯彻落实党中央和上级决策部署",
            AllOf(
                Element(
                    "党中央和上级",
                    ReadAs(COLLEGE_IS_NOT_HIGHER, higher_decision, AnyOf(higher_decision, college_decision)),
                ),
                Element("决策部署", ReadAs(STANDING_RULES_COUNT, ALWAYS, Not(standing_rules_only))),
            ),
        ),
        Element("打折扣、做选择、搞变通，甚至有令不行、有禁不止", watered_down),
    ),
)
