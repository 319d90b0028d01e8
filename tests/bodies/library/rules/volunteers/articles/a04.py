"""第四条: an application, and ten working days for the reply."""

from checker.logic import Force, Reading
from checker.procedure.procedure import Counting, Procedure
from checker.procedure.states import Barrier, Course, Event, Silence, State, Task, Term, Transition
from rules.volunteers.text import quoted

VOLUNTEER, LIBRARY = "志愿者", "图书馆"

FIRST_DAY = Reading(
    "L4.first", "4", "10个工作日", "收到的那一天不算", "收到的那一天是工作日的，也算", "条文没有写；照民法典的办法"
)
RESTING_DAY = Reading(
    "L4.resting", "4", "10个工作日", "休息的日子收到的，就算在那一天", "当作下一个工作日收到", "条文没有写"
)
START = Reading("L4.start", "4", "收到申请后", "从收到起算", "从提出起算", "句子说“收到申请后”")

asked = Event("asked", "提出申请", VOLUNTEER, "申请交出去的那一天。")
got = Event("got", "收到申请", LIBRARY, "图书馆收到申请的那一天。")
answered = Event("answered", "作出答复", LIBRARY, "答复作出的那一天。")

_ASK = quoted("4", "志愿者可以向图书馆提出免责申请")
_ANSWER = quoted("4", "图书馆应当在收到申请后10个工作日内作出答复")

BEFORE = State(
    "before",
    "还没有申请",
    tasks=(Task(VOLUNTEER, Force.MAY, "提出申请", _ASK),),
    silences=(Silence("最晚哪天申请", "条文没有写最晚哪天申请。", _ASK),),
)
ASKED = State("asked", "已经提出申请")
WAITING = State("waiting", "等图书馆答复", tasks=(Task(LIBRARY, Force.MUST, "作出答复", _ANSWER),))
DONE = State("done", "已经答复", closed="答复以后还有什么，条文没有写。")

COURSE = Course(
    BEFORE,
    (asked, got, answered),
    (
        Transition(BEFORE, asked, ASKED, Force.MAY, _ASK),
        Transition(ASKED, got, WAITING, Force.UNSAID, _ANSWER),
        Transition(WAITING, answered, DONE, Force.MUST, _ANSWER),
    ),
    (
        Barrier(asked, "", "已经申请过了。", _ASK),
        Barrier(got, "还没有申请。", "已经收到了。", _ANSWER),
        Barrier(answered, "还没有收到申请。", "已经答复了。", _ANSWER),
    ),
    (),
    {},
)
REPLY = Term("reply", "答复", 10, LIBRARY, _ANSWER, (got,), (answered,), START, (asked,))
PROCEDURE = Procedure(
    article=4,
    course=COURSE,
    terms=(REPLY,),
    readings=(FIRST_DAY, RESTING_DAY, START),
    counting=Counting(FIRST_DAY, RESTING_DAY),
)
