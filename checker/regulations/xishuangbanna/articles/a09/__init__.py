"""第九条: the procedure and its deadlines: a course of states, three numbers of days, and what is read two ways."""

from checker.logic import Truth
from checker.procedure.procedure import Counting, Procedure
from checker.regulations.xishuangbanna.articles import a10
from checker.regulations.xishuangbanna.articles.a09 import events, readings
from checker.regulations.xishuangbanna.articles.a09.course import COURSE
from checker.regulations.xishuangbanna.articles.a09.terms import TERMS

PROCEDURE = Procedure(
    article=9,
    course=COURSE,
    terms=TERMS,
    readings=readings.READINGS,
    counting=Counting(readings.FIRST_DAY, readings.RESTING_DAY, readings.HERE),
    ends=events.ENDS,
    again=events.AGAIN,
    once_more="；再一次申请的，请把前一次的日期也写上",
    again_title="再次申请",
    again_lead="没有受理、没有答复、撤回了，又再申请一次的，第二次的日子填在这里。能不能再申请，条文没有写；后面的只照能再申请的算。",
    found={
        events.tolerated: {a10.finding_made: Truth.YES, a10.tolerated: Truth.YES},
        events.not_tolerated: {a10.finding_made: Truth.YES, a10.tolerated: Truth.NO},
    },
)

__all__ = ["COURSE", "PROCEDURE", "TERMS"]
