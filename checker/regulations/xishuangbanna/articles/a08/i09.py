"""8(9): an accident with vile effects."""

from checker.logic import ALWAYS, AllOf, AnyOf, Element, Not, ReadAs, Reading
from checker.regulations.xishuangbanna.articles.a08.facts import (
    liability_accident,
    listed_accident,
    mass_incident,
    vile_effect,
)
from checker.regulations.xishuangbanna.text import rule

VILE_FOR_EVERY_KIND = Reading(
    "R8.9.vile",
    "8(9)",
    "责任事故，影响恶劣",
    "各类责任事故都要影响恶劣",
    "只有群体性事件要影响恶劣，其余有事故就算",
    "逗号以后的话管前面全部",
)
OTHER_ACCIDENTS_TOO = Reading(
    "R8.9.list",
    "8(9)",
    "群体性事件等责任事故",
    "“等”开口，别的责任事故也算",
    "只限列出的四类",
    "“等责任事故”是开口的说法",
)

_MASS_INCIDENT = Element("群体性事件", AllOf(listed_accident, mass_incident))

ACCIDENT = rule(
    "8(9)",
    "责任事故、影响恶劣",
    "造成安全生产、环境污染、食品药品安全、群体性事件等责任事故，影响恶劣的",
    AllOf(
        Element(
            "造成安全生产、环境污染、食品药品安全、群体性事件等责任事故",
            AllOf(
                Element("责任事故", liability_accident),
                Element("等", ReadAs(OTHER_ACCIDENTS_TOO, ALWAYS, listed_accident)),
            ),
        ),
        Element("影响恶劣", ReadAs(VILE_FOR_EVERY_KIND, vile_effect, AnyOf(vile_effect, Not(_MASS_INCIDENT)))),
    ),
)
