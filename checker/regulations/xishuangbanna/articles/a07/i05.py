"""7(5): old conflicts settled, barriers broken."""

from checker.logic import ALWAYS, AllOf, AnyOf, Element, Not, ReadAs, Reading
from checker.logic.listing import any_or_all
from checker.regulations.xishuangbanna.articles.a03 import loss
from checker.regulations.xishuangbanna.articles.a07.facts import (
    breaking_barriers,
    heavy_loss,
    petition,
    settling_conflict,
    touching_interests,
)
from checker.regulations.xishuangbanna.articles.a07.i02 import CAUSE
from checker.regulations.xishuangbanna.articles.a07.i04 import SOME_IS_ANY
from checker.regulations.xishuangbanna.text import rule

EITHER_BOLDNESS = Reading(
    "R7.5",
    "7(5)",
    "勇于破除障碍、触及固有利益",
    "勇于破除障碍、触及固有利益，有一样就行",
    "勇于破除障碍、触及固有利益，两样都要有",
    "顿号并列的两种原因，各自都说得通",
)

OLD_PROBLEMS = rule(
    "7(5)",
    "化解矛盾、破除障碍",
    "在化解矛盾、解决历史遗留问题中，因勇于破除障碍、触及固有利益，造成一定损失或引发信访举报的",
    AllOf(
        Element("在化解矛盾、解决历史遗留问题中", settling_conflict),
        Element(
            "因勇于破除障碍、触及固有利益",
            AllOf(
                Element(
                    "勇于破除障碍、触及固有利益", any_or_all(EITHER_BOLDNESS, breaking_barriers, touching_interests)
                ),
                CAUSE,
            ),
        ),
        Element(
            "造成一定损失或引发信访举报",
            AnyOf(
                Element(
                    "造成一定损失",
                    AllOf(Element("损失", loss), Element("一定", ReadAs(SOME_IS_ANY, ALWAYS, Not(heavy_loss)))),
                ),
                Element("引发信访举报", petition),
            ),
        ),
    ),
)
