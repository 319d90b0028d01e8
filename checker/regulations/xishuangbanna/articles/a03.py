"""第三条: what 容错纠错 is. Its elements decide whether the measure applies at all, and whether intent bars it."""

from checker.logic import NEVER, AllOf, AnyOf, Element, Fact, Not, ReadAs, Reading, Stage
from checker.regulations.xishuangbanna.text import cited, cited_here, rule

duty_or_reform = Fact(
    "duty_or_reform",
    "事情发生在履职担当、改革创新过程中",
    "事情是在履行职责、推进改革创新的工作中发生的吗？",
    "私人事务、与职责无关的行为，选“否”。日常履职也算，不限于改革项目。",
)
error = Fact(
    "error",
    "工作中出现了失误、偏差或者错误",
    "工作中出现了失误、偏差或者错误吗？",
    f"只问有没有，不问轻重，也不问怪谁。核查后什么错也没有的，选“否”：那要走的路是澄清（{cited('13')}），不是容错。",
    stage=Stage.OUTCOME,
)
deviation_only = Fact(
    "deviation_only",
    "出现的只是偏差，没有失误、错误",
    "出现的只是偏差（偏离了部署、计划、标准），没有失误、错误吗？",
    "做错了、疏忽了的是失误、错误，选“否”；没有做错什么、只是走偏了的，选“是”。条文没有给出两个词的界限；拿不准的，选“不清楚”。",
    stage=Stage.OUTCOME,
    presupposes=(error,),
)
shortfall = Fact(
    "shortfall",
    "工作未达到预期",
    "工作没有达到预期吗？",
    "同事先定下的目标、计划、任务相比。",
    stage=Stage.OUTCOME,
)
bad_effect = Fact(
    "bad_effect",
    "造成了不良影响",
    "造成了不良影响吗？",
    "按当时造成的来答；后来消除了的，仍选“是”，消除的情况在“纠错与补救”里答。",
    stage=Stage.OUTCOME,
)
loss = Fact(
    "loss",
    "造成了损失",
    "造成了损失吗？",
    "按当时造成的来答；后来挽回了的，仍选“是”，挽回的情况在“纠错与补救”里答。",
    stage=Stage.OUTCOME,
)
intent = Fact(
    "intent",
    "主观故意（明知并且追求或者放任坏的结果）",
    "当事方是故意要造成这个坏结果（或者明知会发生而放任）吗？",
    "问的是对结果的故意：“非因主观故意，导致……”。有意做了这个决定、但不想要坏结果的，或者以为能够避免的，选“否”。",
)

knowing_breach = Fact(
    "knowing_breach",
    "明知违反规定而这样做",
    "当事方明知违反规定，仍然这样做吗？",
    "问的是对违规的故意，不问想不想要坏结果。",
)
dereliction = Fact(
    "dereliction",
    "有失职失责",
    "事情是因为失职失责造成的吗？",
    f"该做的没有做，或者严重不负责任。{cited('6(8)')}把它列在不利的一端。",
)

PETITION_COUNTS = Reading(
    "R3.petition",
    "7(5)",
    "引发信访举报",
    f"同{cited('7(5)')}其余各样合起来，信访举报就算有了结果",
    f"信访举报本身不是{cited('3')}说的后果",
    f"否则{cited('7(5)')}的“引发信访举报”就没有用处",
)
LAWFULNESS_IS_NO_ELEMENT = Reading(
    "R3.lawful",
    "3",
    "符合法律法规和本办法规定的标准、情形",
    "说的是法律法规和本办法所规定的标准、情形",
    "行为本身要符合法律法规",
    "“规定的”管着前面两样",
)
INTENT_BARS = Reading(
    "R3.bar",
    "3",
    "非因主观故意",
    "主观故意的，不能容错",
    "主观故意的，本办法不适用",
    "本办法管得到这件事，只是不容",
)
COUNT_ERROR = Reading(
    "R3.error",
    "3",
    "工作未达到预期",
    "有失误、偏差，就算工作未达到预期",
    "只认未达到预期、不良影响、损失三样，单有失误不算",
    f"{cited('5(1)')}、{cited('7(1)')}至{cited_here('7(4)')}都直接说失误、错误或者偏差",
)
INTENT_OF = Reading(
    "R3.intent",
    "3",
    "非因主观故意，导致",
    "希望或者放任坏结果发生，才是主观故意",
    "明知违反规定仍然去做，也是主观故意",
    "“故意”后面接的是“导致”，管的是结果",
)
DERELICTION_BARS = Reading(
    "R3.gross",
    "3",
    "非因主观故意",
    f"失职失责是过失，不在这里挡住，放在{cited('6(8)')}权衡",
    "失职失责同主观故意一样看待",
    f"条文只排除主观故意；失职失责写在{cited('6')}",
)

DEVIATION_IS_NO_ERROR = Reading(
    "R7.deviation",
    "7(1)",
    "失误和偏差",
    "失误和偏差是两个词：条文只写失误、错误的地方，只有偏差的不在内",
    "偏差也算失误，写失误的地方把偏差包括在内",
    f"{cited('7(1)')}、{cited('11')}开头部分把两个词并列；{cited('7(3)')}、{cited_here('7(4)')}只写失误",
)

IN_DUTY = rule(
    "3",
    "在履职担当、改革创新过程中",
    "在履职担当、改革创新过程中",
    Element("在履职担当、改革创新过程中", duty_or_reform),
)

# Outcomes are meant as they arose (造成), not as they remain after recovery.
OUTCOME = rule(
    "3",
    "有失误、未达到预期、不良影响或者损失",
    "导致工作未达到预期、造成不良影响或者损失",
    AnyOf(
        Element("工作未达到预期", ReadAs(COUNT_ERROR, AnyOf(error, shortfall), shortfall)),
        Element("造成不良影响", bad_effect),
        Element("损失", loss),
    ),
)

# What the text calls 失误 or 错误 and nothing more.
LAPSE = ReadAs(DEVIATION_IS_NO_ERROR, AllOf(error, Not(deviation_only)), error)

INTENT = rule(
    "3",
    "主观故意",
    "非因主观故意，导致",
    Element("主观故意", ReadAs(INTENT_OF, intent, AnyOf(intent, knowing_breach))),
)

DERELICTION = rule(
    "3", "失职失责", "非因主观故意，导致", ReadAs(DERELICTION_BARS, NEVER, Element("非因主观故意", dereliction))
)
