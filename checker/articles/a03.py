"""第三条: what 容错纠错 is. Its elements decide whether the measure applies at all, and whether intent bars it."""

from checker.articles.quoting import rule
from checker.logic import AnyOf, Element, Fact

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
    "只问有没有，不问轻重，也不问怪谁。核查后什么错也没有的，选“否”：那要走的路是澄清（第十三条），不是容错。",
)
shortfall = Fact(
    "shortfall",
    "工作未达到预期",
    "工作没有达到预期吗？",
    "同事先定下的目标、计划、任务相比。",
)
bad_effect = Fact(
    "bad_effect",
    "造成了不良影响",
    "造成了不良影响吗？",
    "按当时造成的来答；后来消除了的，仍选“是”，消除的情况在“纠错与补救”里答。",
)
loss = Fact(
    "loss",
    "造成了损失",
    "造成了损失吗？",
    "按当时造成的来答；后来挽回了的，仍选“是”，挽回的情况在“纠错与补救”里答。",
)
intent = Fact(
    "intent",
    "主观故意（明知并且追求或者放任坏的结果）",
    "当事方是故意要造成这个坏结果（或者明知会发生而放任）吗？",
    "问的是对结果的故意：“非因主观故意，导致……”。有意做了这个决定、但不想要坏结果的，或者以为能够避免的，选“否”。",
)

IN_DUTY = rule(
    "3",
    "在履职担当、改革创新过程中",
    "在履职担当、改革创新过程中",
    Element("在履职担当、改革创新过程中", duty_or_reform),
)

# An error or deviation counts as 未达到预期 even without shortfall, effect or loss: 5(1) and 7(1) to 7(4) speak of
# 失误 and 偏差 alone. Outcomes are meant as they arose (造成), not as they remain after recovery.
OUTCOME = rule(
    "3",
    "有失误、未达到预期、不良影响或者损失",
    "导致工作未达到预期、造成不良影响或者损失",
    AnyOf(
        Element("工作未达到预期", AnyOf(error, shortfall)),
        Element("造成不良影响", bad_effect),
        Element("损失", loss),
    ),
)

# Intent bars rather than takes the matter out of scope: the measure excludes it as it excludes the cases of article 8.
INTENT = rule("3", "主观故意", "非因主观故意，导致", Element("主观故意", intent))
