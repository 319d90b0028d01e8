"""8(6): laws and rules not followed, with harm done."""

from checker.logic import AllOf, AnyOf, Element, ReadAs, Reading
from checker.logic.listing import any_or_all
from checker.regulations.xishuangbanna.articles.a08.facts import (
    broke_later_rules,
    harmed_development,
    harmed_public,
    ignored_law,
    ignored_rules,
)
from checker.regulations.xishuangbanna.articles.a08.p1 import RULES_THEN
from checker.regulations.xishuangbanna.text import rule

EITHER_FAILURE = Reading(
    "R8.6.rules",
    "8(6)",
    "有法不依、有规不行",
    "有法不依、有规不行，有一样就行",
    "有法不依、有规不行，两样都要有",
    "顿号并列，各自都成其为违",
)
EITHER_HARM = Reading(
    "R8.6.harm",
    "8(6)",
    "损害事业发展、群众利益",
    "损害事业发展、群众利益，有一样就行",
    "损害事业发展、群众利益，两样都要有",
    "顿号并列，各自都成其为害",
)

_RULES_NOT_FOLLOWED = Element("有规不行", ReadAs(RULES_THEN, ignored_rules, AnyOf(ignored_rules, broke_later_rules)))

RULES_IGNORED = rule(
    "8(6)",
    "有法不依、有规不行",
    "有法不依、有规不行，损害事业发展、群众利益的",
    AllOf(
        Element("有法不依、有规不行", any_or_all(EITHER_FAILURE, ignored_law, _RULES_NOT_FOLLOWED)),
        Element("损害事业发展、群众利益", any_or_all(EITHER_HARM, harmed_development, harmed_public)),
    ),
)
