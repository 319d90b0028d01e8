"""云上图书馆志愿者差错免责办法: openly fictional, for the tests alone. Five articles, one check, a term of ten days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.body import Body
from rules.volunteers.text import EDITIONS

if TYPE_CHECKING:
    from checker.calendars import Calendar
    from checker.engine.check import Check
    from checker.procedure.procedure import Procedure


def _check() -> Check:
    from rules.volunteers.check import CHECK

    return CHECK


def _procedure() -> Procedure:
    from rules.volunteers.articles.a04 import PROCEDURE

    return PROCEDURE


def _calendar() -> Calendar:
    from checker.calendars import calendar

    return calendar(f"{__name__}.calendar")


BODY = Body(
    package=__name__,
    editions=EDITIONS,
    made_checks={"volunteers": _check},
    made_procedure=_procedure,
    prefix="a04.",
    made_calendar=_calendar,
    interpreter="5",
    organ="图书馆",
    institution="云上图书馆",
    samples=("2", "2-1", "2(3)"),
)
