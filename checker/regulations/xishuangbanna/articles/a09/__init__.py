"""第九条: the procedure and its deadlines: a course of states, three numbers of days, and what is read two ways."""

from checker.regulations.xishuangbanna.articles.a09.course import COURSE
from checker.regulations.xishuangbanna.articles.a09.events import AGAIN, ENDS, EVENTS
from checker.regulations.xishuangbanna.articles.a09.readings import READINGS
from checker.regulations.xishuangbanna.articles.a09.terms import TERMS

__all__ = ["AGAIN", "COURSE", "ENDS", "EVENTS", "READINGS", "TERMS"]
