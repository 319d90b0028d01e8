"""The course of article 9: five stages, two ways in, and what its words leave open at each.

A state is what has been reached. What stands under it as a task is owed from then on; the words that the text does not
have are said where a person would look for them, and nothing is filled in. A stage that has no 应当 of its own has that
of the lead (9-1, 应当按照以下程序进行); to apply is the subject's own choice.
"""

from checker.logic import Force, Quote
from checker.procedure.states import Barrier, Course, Gap, Silence, State, Task, Transition, Untold
from checker.regulations.xishuangbanna.articles.a09 import readings
from checker.regulations.xishuangbanna.articles.a09.events import (
    EVENTS,
    HANDLING,
    ORGAN,
    SUBJECT,
    UNNAMED,
    accepted,
    applied,
    begun,
    consulted,
    fed_back,
    filed,
    invited,
    lapsed,
    not_tolerated,
    notified,
    received,
    refused,
    reported,
    started,
    tolerated,
    withdrawn,
    written,
)
from checker.regulations.xishuangbanna.text import cited, quoted
from checker.text import name

_STAGES = quoted("9-1", "容错工作应当按照以下程序进行")
_APPLY = quoted("9(1)", "按照管理权限向问责机关提出容错的书面申请")
_HEAR = quoted("9(1)", "要认真听取当事人的合理意见")
_STUDY = quoted("9(1)", "认为当事人符合容错条件情形的应当及时研究，并在15个工作日内对是否受理给予答复")
_REPLY = quoted("9(1)", "对是否受理给予答复")
_OWN = quoted("9(1)", "在启动问责程序和责任追究调查过程中，认为符合容错条件情形的，应当主动启动容错程序")
_VERIFY = quoted("9(2)", "问责机关受理容错申请后，应当开展调查核实")
_GATHER = quoted("9(2)", "广泛收集证据材料")
_DEFEND = quoted("9(2)", "充分听取当事单位或者个人的申辩意见")
_INVITE = quoted(
    "9(2)",
    "对涉及面较大、社会关注度较高的问题，可以邀请部分群众代表、服务对象、利害关系方或者第三方参与调查核实",
)
_WEIGH = quoted("9(2)", "综合考虑动机态度、客观条件、程序方法、性质程度、后果影响以及挽回损失等情况")
_REPORT = quoted("9(2)", "形成书面容错调查报告，提出是否符合容错标准和情形的意见")
_USUAL = quoted("9(2)", "容错调查核实一般应当在20个工作日内完成")
_DECIDE = quoted("9(3)", "问责机关根据调查核实情况，集体研究，作出是否容错的认定")
_OPINION = quoted("9(3)", "对可以容错的，应形成免责、从轻或者减轻的书面容错意见")
_CONSULT = quoted("9(3)", "在认定过程中，如有必要可向有关部门征求意见或者进行听证")
_DEMAND = quoted("11-1", "在作出容错认定时，要同时提出纠错要求")
_CONCLUSION = quoted("9(4)", "认定结论")
_FEEDBACK = quoted("9(4)", "认定结论作出后，应在10个工作日内将书面认定意见及时反馈问责对象")
_NOTICE = quoted("9(4)", "并通报其主管部门或者纪委监委（纪检监察组）、组织人事部门")
_WRITTEN = quoted("9(4)", "书面认定意见")
_FILE = quoted("9(5)", "容错工作的调查报告、适用理由、报批手续以及容错决定等材料，由承办机关及时入卷归档")


def _silence(about: str, says: str, address: str, words: str) -> Silence:
    return Silence(about, says, quoted(address, words))


_OWN_TASK = Task(ORGAN, Force.MUST, "自己认为符合的，主动启动", _OWN)
ACCOUNTABLE = State(
    "accountable",
    "正在被追责问责",
    tasks=(
        Task(UNNAMED, Force.MUST, "照这五步走", _STAGES),
        Task(SUBJECT, Force.UNSAID, "认为符合标准和情形的，提出申请", _APPLY, "书面申请"),
        _OWN_TASK,
    ),
    silences=(
        _silence("最晚哪天申请", "条文没有写最晚哪天申请。", "9(1)", "在受到追责问责时"),
        _silence(
            "决定以后还能不能申请", "处分、处理决定作出以后还能不能申请，条文没有写。", "9(1)", "在受到追责问责时"
        ),
        _silence(
            "问责机关是哪一家", "问责机关是哪一家，条文没有写，只说按照管理权限。", "9(1)", "按照管理权限向问责机关"
        ),
        _silence("追责停不停", "申请、启动以后，正在进行的追责停不停，条文没有写。", "9(1)", "在受到追责问责时"),
    ),
)
APPLIED = State(
    "applied",
    "已经提出申请",
    silences=(
        _silence("收到的凭据", "机关收到申请要不要给凭据，条文没有写。", "9(1)", "书面申请"),
        _silence("撤回、代交", "申请能不能撤回，能不能由别人代交，条文没有写。", "9(1)", "提出容错的书面申请"),
    ),
)
STUDYING = State(
    "studying",
    "机关研究受不受理",
    tasks=(
        Task(ORGAN, Force.MUST, "认真听取合理意见", _HEAR),
        Task(ORGAN, Force.MUST, "及时研究，答复受不受理", _STUDY),
    ),
    silences=(
        _silence("从哪天起算", "15个工作日从哪天起算，条文没有写。", "9(1)", "15个工作日"),
        _silence("答复的形式", "答复要不要书面，条文没有写。", "9(1)", "给予答复"),
        _silence("不答复的后果", "过了期限没有答复会怎样，条文没有写。", "9(1)", "在15个工作日内对是否受理给予答复"),
    ),
)
REFUSED = State(
    "refused",
    "没有受理",
    tasks=(_OWN_TASK,),
    silences=(
        _silence("不受理的理由", "不受理要不要讲理由，条文没有写。", "9(1)", "对是否受理给予答复"),
        _silence("对不受理不服", "对不受理不服能向谁说，条文没有写。", "9(1)", "对是否受理给予答复"),
        _silence("再申请", "不受理以后能不能再申请，条文没有写。", "9(1)", "提出容错的书面申请"),
        _silence("改为受理", "不受理以后机关能不能自己改为受理，条文没有写。", "9(1)", "对是否受理给予答复"),
    ),
    closed=f"没有受理，这份申请到此为止：照{cited('9(2)')}，受理申请以后，或者机关主动启动以后，才调查核实。",
)
OWN_MOTION = State(
    "own_motion",
    "机关主动启动",
    tasks=(Task(ORGAN, Force.MUST, "开展调查核实", _VERIFY),),
    silences=(
        _silence("主动启动的期限", "多久以内要主动启动，条文没有写。", "9(1)", "应当主动启动容错程序"),
        _silence("要求主动启动", "当事人能不能要求机关主动启动，条文没有写。", "9(1)", "应当主动启动容错程序"),
        _silence("还答不答复", "主动启动以后，申请还要不要受理、答复，条文没有写。", "9(1)", "对是否受理给予答复"),
    ),
)
VERIFYING = State(
    "verifying",
    "调查核实",
    tasks=(
        Task(ORGAN, Force.MUST, "广泛收集证据材料", _GATHER),
        Task(ORGAN, Force.MUST, "充分听取申辩意见", _DEFEND),
        Task(ORGAN, Force.MAY, "请外面的人参与", _INVITE),
        Task(ORGAN, Force.MUST, "六个方面一起考虑", _WEIGH),
        Task(ORGAN, Force.MUST, "写成报告，提出意见", _REPORT, "书面容错调查报告"),
        Task(ORGAN, Force.USUALLY, "20个工作日内完成", _USUAL),
    ),
    silences=(
        _silence("能延多久", "能不能延长、延多久、谁批准，条文没有写。", "9(2)", "一般应当在20个工作日内完成"),
        _silence("从哪天起算", "20个工作日从哪天起算，条文没有写。", "9(2)", "20个工作日"),
        _silence("谁来证明", "由谁举证、证明到什么程度，条文没有写。", "9(2)", "收集相关证据材料"),
        _silence("请律师、代理", "能不能请律师或者别人代为申辩，条文没有写。", "9(2)", "申辩意见"),
        _silence("回避", "调查的人要不要回避，条文没有写。", "9(2)", "开展调查核实"),
        _silence("意见不一致", "核实的人意见不一致，报告怎样写，条文没有写。", "9(2)", "形成书面容错调查报告"),
        _silence("看报告", "当事人能不能看调查报告，条文没有写。", "9(2)", "书面容错调查报告"),
    ),
)
FINDING = State(
    "finding",
    "等待认定",
    tasks=(
        Task(ORGAN, Force.MUST, "集体研究，作出认定", _DECIDE),
        Task(ORGAN, Force.MUST, "可以容错的，写明免责、从轻还是减轻", _OPINION, "书面容错意见"),
        Task(ORGAN, Force.MAY, "征求意见，听证", _CONSULT),
        Task(ORGAN, Force.MUST, "同时提出纠错要求", _DEMAND),
    ),
    silences=(
        _silence("多少天内认定", "认定没有期限，条文没有写天数。", "9(3)", "作出是否容错的认定"),
        _silence("谁批准", "归档要有报批手续；报给谁批，条文没有写。", "9(5)", "报批手续"),
        _silence("怎样集体研究", "谁参加、怎样表决、不同意见记不记，条文没有写。", "9(3)", "集体研究"),
        _silence("要求听证", "当事人能不能要求听证，条文没有写。", "9(3)", "进行听证"),
        _silence("不容错的形式", "不容错的认定用什么形式作出，条文没有写。", "9(3)", "作出是否容错的认定"),
    ),
)
_AFTER_THE_CONCLUSION = (
    _silence("理由", "书面认定意见要不要写明理由，条文没有写。", "9(4)", "书面认定意见"),
    _silence("送达", "怎样送、要不要签收，条文没有写。", "9(4)", "反馈问责对象"),
    _silence("对认定不服", "对认定不服，申诉、复议、复查都没有写。", "9(4)", "认定结论作出后"),
    _silence(
        "公不公开不容错",
        "不容错的结论要不要让别人知道，条文没有写。",
        "12-1",
        "予以容错的情况应当在一定范围内以适当方式通报",
    ),
    _silence("会不会变", "认定以后能不能撤销、改变，条文没有写。", "9(4)", "认定结论"),
)
_FEEDBACK_TASK = Task(ORGAN, Force.MUST, "把书面认定意见反馈问责对象", _FEEDBACK, "书面认定意见")
_NOTICE_TASK = Task(ORGAN, Force.MUST, "通报有关部门", _NOTICE)
_FILING_TASK = Task(HANDLING, Force.MUST, "材料及时入卷归档", _FILE, "调查报告、适用理由、报批手续、容错决定等")
CONCLUDED = State(
    "concluded",
    "结论已经作出",
    tasks=(_FEEDBACK_TASK, _NOTICE_TASK, _FILING_TASK),
    silences=_AFTER_THE_CONCLUSION,
)
FILED_EARLY = State(
    "filed_early",
    "已经归档，还没有反馈",
    tasks=(_FEEDBACK_TASK, _NOTICE_TASK),
    silences=_AFTER_THE_CONCLUSION,
)
FED_BACK = State(
    "fed_back",
    "已经反馈，等待归档",
    tasks=(_NOTICE_TASK, _FILING_TASK),
    silences=(
        _silence("几天内归档", "归档只说“及时”，条文没有写天数。", "9(5)", "及时入卷归档"),
        _silence("承办机关", "承办机关是哪一家，条文没有写。", "9(5)", "由承办机关"),
        _silence("看卷宗", "当事人能不能看、能不能复印卷宗，条文没有写。", "9(5)", "入卷归档"),
        _silence("保存多久", "卷宗保存多久，条文没有写。", "9(5)", "入卷归档"),
    ),
)
CLOSED = State(
    "closed",
    "已经反馈、归档",
    silences=(
        _silence("不容错的归不归档", "不容错的材料要不要归档，条文没有写，也没有排除。", "9(5)", "容错决定等材料"),
    ),
)


def _gap(says: str, granted: str, denied: str, quote: Quote, *, undoes: bool = False) -> Gap:
    return Gap(f"{says}，没有许，也没有禁（{name(quote.provision)}）。", granted, denied, quote, undoes)


BESIDE = _gap("条文没有写机关主动启动以后，申请还要不要受理、答复", "要是还要答复", "要是不用再答复", _REPLY)
AGAIN = _gap(
    "条文没有写申请以后、不受理以后、主动启动以后或者认定以后，还能不能申请", "要是还能申请", "要是不能再申请", _APPLY
)
OWN_AGAIN = _gap(
    "条文没有写有了申请以后、不受理以后或者认定以后，机关还能不能主动启动",
    "要是还能主动启动",
    "要是不能再主动启动",
    _OWN,
)
TURNED = _gap("条文没有写不受理以后，机关能不能改为受理", "要是能改为受理", "要是不能改为受理", _REPLY)
WITHDRAWAL = _gap("条文没有写申请能不能撤回", "要是能撤回", "要是不能撤回", _APPLY, undoes=True)
OTHERWISE = _gap("条文没有写认定以后能不能撤销、改变", "要是能改变", "要是不能改变", _CONCLUSION)


TRANSITIONS = (
    Transition(ACCOUNTABLE, applied, APPLIED, Force.UNSAID, _APPLY),
    Transition(APPLIED, received, STUDYING, Force.UNSAID, _APPLY),
    Transition(STUDYING, lapsed, STUDYING, Force.UNSAID, _STUDY, readings.SILENCE, REFUSED),
    Transition(STUDYING, accepted, VERIFYING, Force.MUST, _STUDY),
    Transition(STUDYING, refused, REFUSED, Force.MUST, _STUDY),
    Transition(ACCOUNTABLE, started, OWN_MOTION, Force.MUST, _OWN, leaves=BESIDE),
    Transition(APPLIED, started, OWN_MOTION, Force.MUST, _OWN, readings.OWN, leaves=BESIDE),
    Transition(STUDYING, started, OWN_MOTION, Force.MUST, _OWN, readings.OWN, leaves=BESIDE),
    Transition(REFUSED, started, OWN_MOTION, Force.MUST, _OWN, readings.OWN),
    Transition(OWN_MOTION, begun, VERIFYING, Force.MUST, _VERIFY),
    Transition(VERIFYING, begun, VERIFYING, Force.MUST, _VERIFY),
    Transition(VERIFYING, invited, VERIFYING, Force.MAY, _INVITE),
    Transition(VERIFYING, reported, FINDING, Force.MUST, _REPORT),
    Transition(FINDING, consulted, FINDING, Force.MAY, _CONSULT),
    Transition(FINDING, tolerated, CONCLUDED, Force.MUST, _DECIDE),
    Transition(FINDING, not_tolerated, CONCLUDED, Force.MUST, _DECIDE),
    Transition(CONCLUDED, written, CONCLUDED, Force.UNSAID, _WRITTEN),
    Transition(CONCLUDED, fed_back, FED_BACK, Force.MUST, _FEEDBACK),
    Transition(FED_BACK, filed, CLOSED, Force.MUST, _FILE),
    # No word forbids to file before the feedback; only the decision must be there.
    Transition(CONCLUDED, filed, FILED_EARLY, Force.MUST, _FILE),
    Transition(FILED_EARLY, written, FILED_EARLY, Force.UNSAID, _WRITTEN),
    Transition(FILED_EARLY, fed_back, CLOSED, Force.MUST, _FEEDBACK),
    # The notice to others may come before the feedback or after it.
    *(Transition(state, notified, state, Force.MUST, _NOTICE) for state in (CONCLUDED, FILED_EARLY, FED_BACK, CLOSED)),
)

_BEGUN = (OWN_MOTION, VERIFYING, FINDING, CONCLUDED, FILED_EARLY, FED_BACK, CLOSED)
_NEEDS_VERIFICATION = f"还没有到核实：照{cited('9(2)')}，受理申请以后，或者机关主动启动以后，才调查核实。"
_NEEDS_REPORT = f"还没有书面调查报告：照{cited('9(3)')}，认定要根据调查核实情况作出。"
_NEEDS_CONCLUSION = f"还没有认定结论：照{cited('9(4)')}，结论作出以后才反馈、通报。"
_IS_VERIFIED = f"调查报告已经形成，照{cited('9(3)')}，下一步是认定。"
_IS_CONCLUDED = f"认定结论已经作出，照{cited('9(4)')}，下一步是反馈和通报。"
_IS_DECIDED = f"受不受理已经有了答复，或者是机关主动启动的，照{cited('9(1)')}，没有受理这一步了。"

BARRIERS = (
    Barrier(
        received,
        f"还没有申请：照{cited('9(1)')}，书面申请提出以后，机关才收得到。",
        f"申请已经收到了，或者是机关主动启动、没有申请的，照{cited('9(1)')}，没有收申请这一步了。",
        _APPLY,
    ),
    Barrier(lapsed, f"还没有收到申请：{cited('9(1)')}的15个工作日还没有开始。", _IS_DECIDED, _STUDY),
    Barrier(accepted, f"还没有收到申请：照{cited('9(1)')}，有了书面申请才谈得上受不受理。", _IS_DECIDED, _REPLY),
    Barrier(refused, f"还没有收到申请：照{cited('9(1)')}，有了书面申请才谈得上受不受理。", _IS_DECIDED, _REPLY),
    Barrier(started, "", f"容错程序已经启动了，{cited('9(1)')}的主动启动用不着了。", _OWN),
    Barrier(begun, _NEEDS_VERIFICATION, _IS_VERIFIED, _VERIFY),
    Barrier(invited, _NEEDS_VERIFICATION, _IS_VERIFIED, _INVITE),
    Barrier(reported, _NEEDS_VERIFICATION, _IS_VERIFIED, _REPORT),
    Barrier(consulted, _NEEDS_REPORT, _IS_CONCLUDED, _CONSULT),
    Barrier(tolerated, _NEEDS_REPORT, "", _DECIDE),
    Barrier(not_tolerated, _NEEDS_REPORT, "", _DECIDE),
    Barrier(written, _NEEDS_CONCLUSION, f"书面认定意见已经反馈了，照{cited('9(4)')}，不再写一份。", _WRITTEN),
    Barrier(fed_back, _NEEDS_CONCLUSION, f"书面认定意见已经反馈了，照{cited('9(4)')}，下一步是归档。", _FEEDBACK),
    Barrier(notified, _NEEDS_CONCLUSION, "", _NOTICE),
    Barrier(
        filed,
        f"还没有容错决定：照{cited('9(5)')}，归档的材料里要有容错决定。",
        f"已经归档了，{cited('9')}到此为止。",
        _FILE,
    ),
    Barrier(withdrawn, f"还没有申请：照{cited('9(1)')}，没有提出的申请撤不回。", "", _APPLY),
)

_CONCLUDED = (CONCLUDED, FILED_EARLY, FED_BACK, CLOSED)
UNTOLD = (
    Untold(applied, (APPLIED, STUDYING, REFUSED, *_BEGUN), AGAIN, APPLIED),
    Untold(started, (APPLIED, STUDYING, REFUSED, *_CONCLUDED), OWN_AGAIN, OWN_MOTION),
    Untold(accepted, (REFUSED,), TURNED, VERIFYING),
    Untold(withdrawn, (APPLIED, STUDYING, REFUSED, *_BEGUN), WITHDRAWAL),
    Untold(tolerated, _CONCLUDED, OTHERWISE, CONCLUDED),
    Untold(not_tolerated, _CONCLUDED, OTHERWISE, CONCLUDED),
)

OPENING = {
    applied: (applied, received),
    received: (received,),
    started: (tolerated, not_tolerated),
    tolerated: (tolerated, not_tolerated),
    not_tolerated: (tolerated, not_tolerated),
}
"""A second application, a start after a finding and a second finding begin anew what is owed after them."""

COURSE = Course(ACCOUNTABLE, EVENTS, TRANSITIONS, BARRIERS, UNTOLD, OPENING)
"""What happens in the course of article 9, in the order in which a matter comes to it."""
