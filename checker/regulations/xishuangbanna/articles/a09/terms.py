"""The three numbers of days that article 9 sets; the third is owed twice, to the subject and to other departments."""

from checker.procedure.states import Hang, Lapse, Owed, Term
from checker.regulations.xishuangbanna.articles.a09 import events, readings
from checker.regulations.xishuangbanna.articles.a09.course import BESIDE, WITHDRAWAL
from checker.regulations.xishuangbanna.text import quoted

REPLY = Term(
    "reply",
    "答复受不受理",
    15,
    events.ORGAN,
    quoted("9(1)", "在15个工作日内对是否受理给予答复"),
    starts=(events.received,),
    met_by=(events.accepted, events.refused),
    reading=readings.REPLY_START,
    otherwise=(events.applied,),
    owed=(Owed(readings.REPLY_OWED, yes=events.accepted, no=events.refused),),
    # Where the organ begins of its own motion, an application that waits for its reply is not spoken of.
    hangs=(Hang(events.started, BESIDE, reading=readings.OWN), Hang(events.withdrawn, WITHDRAWAL)),
    lapse=Lapse(events.lapsed, "过了这一天还没有答复，才是期限满了没有答复"),
)
VERIFY = Term(
    "verify",
    "调查核实",
    20,
    events.ORGAN,
    quoted("9(2)", "容错调查核实一般应当在20个工作日内完成"),
    starts=(events.accepted, events.started),
    met_by=(events.reported,),
    reading=readings.VERIFY_START,
    otherwise=(events.begun,),
    usual=readings.USUAL,
    hangs=(Hang(events.withdrawn, WITHDRAWAL, after=events.accepted),),
)
FEEDBACK = Term(
    "feedback",
    "反馈书面认定意见",
    10,
    events.ORGAN,
    quoted("9(4)", "认定结论作出后，应在10个工作日内将书面认定意见及时反馈问责对象"),
    starts=(events.tolerated, events.not_tolerated),
    met_by=(events.fed_back,),
    reading=readings.FEEDBACK_START,
    otherwise=(events.written,),
    owed=(Owed(readings.CONCLUSIONS, yes=events.tolerated, no=events.not_tolerated),),
)
NOTICE = Term(
    "notice",
    "通报有关部门",
    10,
    events.ORGAN,
    quoted("9(4)", "并通报其主管部门或者纪委监委（纪检监察组）、组织人事部门"),
    starts=(events.tolerated, events.not_tolerated),
    met_by=(events.notified,),
    reading=readings.FEEDBACK_START,
    otherwise=(events.written,),
    owed=(
        Owed(readings.NOTICE),
        Owed(readings.CONCLUSIONS, yes=events.tolerated, no=events.not_tolerated),
    ),
)

TERMS = (REPLY, VERIFY, FEEDBACK, NOTICE)
