"""第八条: eleven exclusions. One is enough; 8(11) is the organ's to find."""

from checker.articles.a03 import error
from checker.articles.a05 import correctable
from checker.articles.a07 import recovered_loss, removed_effect
from checker.articles.quoting import rule
from checker.logic import AllOf, AnyOf, Element, Fact, Not

# 8(1)
higher_decision = Fact(
    "higher_decision",
    "涉及党中央和上级的决策部署",
    "这件事涉及贯彻落实党中央或者上级的决策部署吗？",
    "学院党委、行政的决定不算“上级”：条文把两者分开写（第七条第（一）项写的是“学院党政”）。",
)
watered_down = Fact(
    "watered_down",
    "打折扣、做选择、搞变通，或者有令不行、有禁不止",
    "在贯彻落实中打折扣、做选择、搞变通，或者有令不行、有禁不止吗？",
    "几样占了一样就选“是”。按实际情况细化、分步推进，本身不是“搞变通”。",
)
HIGHER_DECISIONS = rule(
    "8(1)",
    "对上级部署打折扣",
    "贯彻落实党中央和上级决策部署打折扣、做选择、搞变通，甚至有令不行、有禁不止的",
    AllOf(
        Element("贯彻落实党中央和上级决策部署", higher_decision),
        Element("打折扣、做选择、搞变通，甚至有令不行、有禁不止", watered_down),
    ),
)

# 8(2)
broke_mandatory = Fact(
    "broke_mandatory",
    "违反了当时法律法规的强制性规定",
    "违反了当时法律、法规里“必须这样做”的强制性规定吗？",
    "只问法律和法规；规章、党内法规、学院制度不在这一项里（违反程序的看第（三）项，有规不行的看第（六）项）。",
)
broke_prohibitory = Fact(
    "broke_prohibitory",
    "违反了当时法律法规的禁止性规定",
    "违反了当时法律、法规里“不得这样做”的禁止性规定吗？",
    "只问法律和法规，以事发当时有效的为准。",
)
# 法律法规 is read without 规章 and party rules: 5(3) and 7(8) list the kinds apart.
LAW_BROKEN = rule(
    "8(2)",
    "违反强制性、禁止性规定",
    "违反当时法律法规强制性或者禁止性规定的",
    Element(
        "违反当时法律法规强制性或者禁止性规定",
        AnyOf(Element("强制性", broke_mandatory), Element("禁止性规定", broke_prohibitory)),
    ),
)

# 8(3)
broke_procedure = Fact(
    "broke_procedure",
    "违反了工作程序",
    "违反了工作程序吗？",
    "该走的程序没有走、走错了或者事后才补的，都算；只是报晚了算不算，看有关规定把期限写成程序没有，拿不准的选“不清楚”。",
)
forced_by_emergency = Fact(
    "forced_by_emergency",
    "因临机决断、紧急避险等情况不得不违反程序",
    "是因为临机决断、紧急避险一类的情况，不得不违反程序吗？",
    "要是情况紧急、来不及走程序造成的；只是图快、图省事的，选“否”。没有违反程序的，不必答。",
)
# 等 leaves the list open to like cases; the emergency must have forced the breach, not merely been there.
PROCEDURE_BROKEN = rule(
    "8(3)",
    "违反工作程序",
    "除临机决断、紧急避险等情况外违反工作程序的",
    AllOf(
        Element("违反工作程序", broke_procedure),
        Element("除临机决断、紧急避险等情况外", Not(forced_by_emergency)),
    ),
)

# 8(4)
exceeded_authority = Fact(
    "exceeded_authority",
    "决策超越了权限",
    "作出的决策超越了当事方的权限吗？",
    "几个都没有权限的人一起决定，仍是超越权限；按规定必须上会的事一个人定了，也可能是。权限以内的决定，独断也好、后来证明错了也好，不是超越权限。",
)
without_leave = Fact(
    "without_leave",
    "擅自作出决策",
    "是擅自决定的吗（没有经有权的人或者机关同意）？",
    "事先请示并得到同意的，选“否”。没有超越权限的，不必答。",
)
report_due = Fact(
    "report_due",
    "有应当报告、报备的事项",
    "有按规定应当报告或者报备的事项吗？",
    "看请示报告、重大事项、备案等规定。",
)
concealed = Fact(
    "concealed",
    "隐瞒不报",
    "有意隐瞒，没有报告、报备吗？",
    "“隐瞒”是有意不让应当知道的机关知道。只是报晚了、备案迟了但没有瞒的，选“否”；迟报是不是违反工作程序，在那一问里答。没有应报事项的，不必答。",
)
# 擅自 is an element of its own. The exception of 8(3) stands in item 3 alone and does not reach here.
BEYOND_AUTHORITY = rule(
    "8(4)",
    "越权擅断或隐瞒不报",
    "超越权限擅自作出决策，或者应报告、报备而隐瞒不报的",
    AnyOf(
        Element(
            "超越权限擅自作出决策",
            AllOf(Element("超越权限", exceeded_authority), Element("擅自作出决策", without_leave)),
        ),
        Element(
            "应报告、报备而隐瞒不报",
            AllOf(Element("应报告、报备", report_due), Element("隐瞒不报", concealed)),
        ),
    ),
)

# 8(5)
used_office = Fact(
    "used_office",
    "利用了职权之便",
    "利用了职权的便利吗？",
    "包括利用职务上主管、经手、打招呼的便利。",
)
private_gain = Fact(
    "private_gain",
    "为自己、他人或者单位谋取私利",
    "为自己、他人或者单位谋取私利吗？",
    "小团体属于“他人”。着手谋取就算，不问最后得没得到。",
)
PRIVATE_GAIN = rule(
    "8(5)",
    "以权谋私",
    "假公济私，利用职权之便为自己、他人或者单位谋取私利的",
    AllOf(
        Element("利用职权之便", used_office),
        Element("为自己、他人或者单位谋取私利", private_gain),
    ),
)

# 8(6)
ignored_law = Fact(
    "ignored_law",
    "有法不依",
    "有法律、法规可依而不依吗？",
    "知道或者应当知道有规定，却没有照办。",
)
ignored_rules = Fact(
    "ignored_rules",
    "有规不行",
    "有规章制度可循而不执行吗？",
    "规章、党内法规、学院制度都算。",
)
harmed_development = Fact(
    "harmed_development",
    "损害了事业发展",
    "损害了学院事业的发展吗？",
    "要有实际的损害，不是可能。",
)
harmed_public = Fact(
    "harmed_public",
    "损害了群众利益",
    "损害了群众的利益吗？",
    "师生员工，也包括校外的群众。要有实际的损害，不是可能。",
)
# 、 is either, in each pair: one of the two failures and one of the two harms.
RULES_IGNORED = rule(
    "8(6)",
    "有法不依、有规不行",
    "有法不依、有规不行，损害事业发展、群众利益的",
    AllOf(
        Element("有法不依、有规不行", AnyOf(ignored_law, ignored_rules)),
        Element("损害事业发展、群众利益", AnyOf(harmed_development, harmed_public)),
    ),
)

# 8(7)
repeated_error = Fact(
    "repeated_error",
    "因同一事由重复出现失误错误",
    "当事方因同一事由重复出现过失误、错误吗？",
    "问的是当事方自己、同一个事由；不同事由的几次，选“否”。",
)
# The subject's own repetition; any second time. No exception for 不可抗力: the text has none.
REPEATED = rule(
    "8(7)",
    "同一事由重复出错",
    "工作中因同一事由重复出现失误错误的",
    Element("工作中因同一事由重复出现失误错误", repeated_error),
)

# 8(8)
recognition_lacking = Fact(
    "recognition_lacking",
    "对失误错误思想认识不到位",
    "当事方对失误、错误的思想认识不到位吗？",
    "由问责机关看态度和言行判断；自己拿不准的，选“不清楚”。",
)
# 挽回 or 消除: barred only if neither was done; 思想认识 is an element of its own, not inferred from inaction.
NOT_REMEDIED = rule(
    "8(8)",
    "认识不到位、不补救",
    "对失误错误行为思想认识不到位，在具备纠错条件的情况下，未积极主动采取必要措施挽回损失或者消除负面影响的",
    AllOf(
        Element("对失误错误行为", error),
        Element("思想认识不到位", recognition_lacking),
        Element("在具备纠错条件的情况下", correctable),
        Element(
            "未积极主动采取必要措施挽回损失或者消除负面影响",
            Not(AnyOf(recovered_loss, removed_effect)),
        ),
    ),
)

# 8(9)
liability_accident = Fact(
    "liability_accident",
    "造成了责任事故",
    "造成了安全生产、环境污染、食品药品安全、群体性事件等责任事故吗？",
    "要经主管机关认定为责任事故。还没有认定的，选“不清楚”。",
)
vile_effect = Fact(
    "vile_effect",
    "影响恶劣",
    "事故的影响恶劣吗？",
    "条文没有给出标准，由问责机关判断；拿不准的，选“不清楚”。",
)
# 影响恶劣 qualifies every kind of accident, not only the last; 等 leaves the list open.
ACCIDENT = rule(
    "8(9)",
    "责任事故、影响恶劣",
    "造成安全生产、环境污染、食品药品安全、群体性事件等责任事故，影响恶劣的",
    AllOf(
        Element("造成安全生产、环境污染、食品药品安全、群体性事件等责任事故", liability_accident),
        Element("影响恶劣", vile_effect),
    ),
)

# 8(10)
ignored_warning = Fact(
    "ignored_warning",
    "不重视重大风险提醒",
    "对重大风险的提醒不重视吗？",
    "要有过提醒：会议、文件、上级或者专业部门的意见。",
)
ignored_prevention = Fact(
    "ignored_prevention",
    "不重视重大风险防范",
    "对重大风险的防范不重视吗？",
    "该有的防范措施没有安排或者没有落实。",
)
headstrong = Fact(
    "headstrong",
    "固执专断，我行我素",
    "当事方固执专断、我行我素吗？",
    "不听不同意见，执意要这样做。",
)
heavy_loss = Fact(
    "heavy_loss",
    "造成了重大损失",
    "造成了重大损失吗？",
    "第八条第（十）项问的是因不听提醒、不作防范而造成的。条文没有给出标准；有关规定另有认定标准的，从其标准。拿不准的，选“不清楚”。",
)
# 提醒和防范: not heeding either is enough. 固执专断，我行我素 are near-synonyms joined by a comma: one question, both.
WARNING_IGNORED = rule(
    "8(10)",
    "不听提醒、造成重大损失",
    "因不重视重大风险提醒和防范，固执专断，我行我素，造成重大损失的",
    AllOf(
        Element("不重视重大风险提醒和防范", AnyOf(ignored_warning, ignored_prevention)),
        Element("固执专断，我行我素", headstrong),
        Element("造成重大损失", heavy_loss),
    ),
)

# 8(11)
other_exclusion = Fact(
    "other_exclusion",
    "问责机关已认定有其他不符合容错的情形",
    "问责机关已经认定，有其他不符合容错的情形吗？",
    "这一项只能由问责机关认定；没有认定的，不必答。",
    presumed_absent="第八条第（十一）项“其他不符合容错情形的”由问责机关认定；没有人说已经认定，按没有处理。",
)
OTHER = rule("8(11)", "其他不符合的情形", "其他不符合容错情形的", Element("其他不符合容错情形的", other_exclusion))

EXCLUSIONS = (
    HIGHER_DECISIONS,
    LAW_BROKEN,
    PROCEDURE_BROKEN,
    BEYOND_AUTHORITY,
    PRIVATE_GAIN,
    RULES_IGNORED,
    REPEATED,
    NOT_REMEDIED,
    ACCIDENT,
    WARNING_IGNORED,
    OTHER,
)

EXCLUSION = rule("8-1", "不能容错的情形", "有下列情形之一的，不能容错", AnyOf(*EXCLUSIONS))
