"""西双版纳职业技术学院领导干部容错纠错机制实施细则: its text, its articles, what is asked of them, its working days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.body import Body
from checker.regulations.xishuangbanna.text import EDITIONS

if TYPE_CHECKING:
    from checker.calendars import Calendar
    from checker.engine.check import Check
    from checker.procedure.procedure import Procedure
    from checker.procedure.stages import Stages


def _tolerance() -> Check:
    from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE

    return TOLERANCE


def _accusation() -> Check:
    from checker.regulations.xishuangbanna.checks.accusation import ACCUSATION

    return ACCUSATION


def _procedure() -> Procedure:
    from checker.regulations.xishuangbanna.articles.a09 import PROCEDURE

    return PROCEDURE


def _stages() -> Stages:
    from checker.regulations.xishuangbanna.stages import STAGES

    return STAGES


def _calendar() -> Calendar:
    from checker.calendars import calendar

    return calendar(f"{__name__}.calendar")


BODY = Body(
    package=__name__,
    editions=EDITIONS,
    made_checks={"tolerance": _tolerance, "a13": _accusation},
    made_procedure=_procedure,
    prefix="a09.",
    made_calendar=_calendar,
    made_stages=_stages,
    interpreter="15",
    organ="问责机关",
    institution="西双版纳职业技术学院",
    work="/akn/cn/act/rules/xishuangbanna-zhiye-jishu-xueyuan/undated/rongcuo-jiucuo",
    act="shishi-xize",
    at_the_time="7(8)",
    samples=("7", "7-1", "7(3)", "12-2"),
)
