"""第八条: what its items ask."""

from checker.logic import Fact, Stage
from checker.regulations.xishuangbanna.articles.a03 import error
from checker.regulations.xishuangbanna.articles.a07.facts import college_decision
from checker.regulations.xishuangbanna.text import cited, cited_here

# 8(1)
higher_decision = Fact(
    "higher_decision",
    "涉及党中央和上级的决策部署",
    "这件事涉及贯彻落实党中央或者上级的决策部署吗？",
    f"学院党委、行政的决定不算“上级”：条文把两者分开写（{cited('7(1)')}写的是“学院党政”）。",
)
watered_down = Fact(
    "watered_down",
    "打折扣、做选择、搞变通，或者有令不行、有禁不止",
    "在贯彻落实中打折扣、做选择、搞变通，或者有令不行、有禁不止吗？",
    "几样占了一样就选“是”。按实际情况细化、分步推进，本身不是“搞变通”。",
    presupposes=(higher_decision, college_decision),
)
defied_orders = Fact(
    "defied_orders",
    "有令不行、有禁不止",
    "是有令不行、有禁不止（明令要做的不做，明令禁止的还做）吗？",
    "只是打折扣、做选择、搞变通，还没有到不执行、不停止的，选“否”。",
    presupposes=(watered_down,),
)
standing_rules_only = Fact(
    "standing_rules_only",
    "涉及的只是上级的一般规定，没有专门的决策部署",
    "涉及的只是上级的一般规定（没有就这件事作过专门的决策部署）吗？",
    "例如常年有效的管理规定。",
    presupposes=(higher_decision, college_decision),
)

# 8(2)
broke_mandatory = Fact(
    "broke_mandatory",
    "违反了当时法律法规的强制性规定",
    "违反了当时法律、法规里“必须这样做”的强制性规定吗？",
    f"只问法律和法规；规章、党内法规、学院制度不在这一项里（违反程序的看{cited_here('8(3)')}，有规不行的看{cited_here('8(6)')}）。",
)
broke_prohibitory = Fact(
    "broke_prohibitory",
    "违反了当时法律法规的禁止性规定",
    "违反了当时法律、法规里“不得这样做”的禁止性规定吗？",
    "只问法律和法规，以事发当时有效的为准。",
)
broke_departmental_rule = Fact(
    "broke_departmental_rule",
    "违反了当时规章的强制性或者禁止性规定",
    "违反了当时部门规章、政府规章的强制性或者禁止性规定吗？",
    "部、委、厅、州政府等以令发布的规章；学院自己的制度不是规章。",
)

# 8(3); the facts of 8(4) among them, since its first half can borrow the exception (R8.3to4)
broke_procedure = Fact(
    "broke_procedure",
    "违反了工作程序",
    "违反了工作程序吗？",
    "该走的程序没有走、走错了或者事后才补的，都算。只是报晚了、备案迟了的，不在这里答。",
)
broke_later_procedure = Fact(
    "broke_later_procedure",
    "只违反了后来的工作程序",
    "没有违反当时的工作程序、但违反了后来（现在）的工作程序吗？",
    "两样都违反的，选“否”，在“违反了工作程序”里答。",
)
report_due = Fact(
    "report_due",
    "有应当报告、报备的事项",
    "有按规定应当报告或者报备的事项吗？",
    "看请示报告、重大事项、备案等规定。",
)
reported_late = Fact(
    "reported_late",
    "该报告、报备的，报了，但是迟了",
    "该报告、报备的没有瞒着，只是报晚了吗？",
    "备案迟了、补报的都算。按时报了的、瞒着不报的，选“否”。",
    presupposes=(report_due,),
)
exceeded_authority = Fact(
    "exceeded_authority",
    "决策超越了权限",
    "作出的决策超越了当事方的权限吗？",
    "几个都没有权限的人一起决定，仍是超越权限；按规定必须上会的事一个人定了，也可能是。权限以内的决定，独断也好、后来证明错了也好，不是超越权限。",
)
exceeded_later_authority = Fact(
    "exceeded_later_authority",
    "只按后来的规定，才是超越权限擅自作出决策",
    "按当时的规定没有越权、按后来（现在）的规定才是越权擅自决定吗？",
    "按当时的规定就越权的，选“否”，在“超越了权限”里答。",
)
emergency_present = Fact(
    "emergency_present",
    "当时有临机决断、紧急避险等情况",
    "当时有临机决断、紧急避险一类的情况吗？",
    "不问是不是因此才违反程序；没有违反程序、也没有越权的，不必答。",
    presupposes=(broke_procedure, broke_later_procedure, reported_late, exceeded_authority, exceeded_later_authority),
)
forced_by_emergency = Fact(
    "forced_by_emergency",
    "因临机决断、紧急避险等情况不得不违反程序",
    "是因为临机决断、紧急避险一类的情况，不得不违反程序（或者越权）吗？",
    "要是情况紧急、来不及走程序、来不及请示造成的；只是图快、图省事的，选“否”。",
    presupposes=(emergency_present,),
)
like_emergency_only = Fact(
    "like_emergency_only",
    "只是同临机决断、紧急避险相类似的情况",
    "说的情况只是同临机决断、紧急避险相类似，并不是这两样本身吗？",
    "就是这两样的，选“否”。",
    presupposes=(emergency_present,),
)

# 8(4)
without_leave = Fact(
    "without_leave",
    "擅自作出决策",
    "是擅自决定的吗（没有经有权的人或者机关同意）？",
    "事先请示、得到有权决定这件事的人或者机关同意的，选“否”；点头的人自己也没有这个权限的，不算同意，仍选“是”。",
    presupposes=(exceeded_authority,),
)
concealed = Fact(
    "concealed",
    "隐瞒不报",
    "有意隐瞒，没有报告、报备吗？",
    "“隐瞒”是有意不让应当知道的机关知道。只是报晚了、备案迟了但没有瞒的，选“否”。",
    presupposes=(report_due,),
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
clique_gain_only = Fact(
    "clique_gain_only",
    "利益只是替小团体谋取的",
    "利益只是替小团体谋取的（不是替本人、替别人，也不是替单位）吗？",
    "例如替班子几个人谋取。",
    presupposes=(private_gain,),
)
gain_obtained = Fact(
    "gain_obtained",
    "私利已经得到",
    "私利已经得到了吗？",
    "只是着手谋取、还没有得到的，选“否”。",
    stage=Stage.OUTCOME,
    presupposes=(private_gain,),
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
broke_later_rules = Fact(
    "broke_later_rules",
    "只违反了后来的规章制度",
    "没有违反当时的规章制度、但违反了后来（现在）的吗？",
    "两样都违反的，选“否”，在“有规不行”里答。",
)
harmed_development = Fact(
    "harmed_development",
    "损害了事业发展",
    "损害了学院事业的发展吗？",
    "要有实际的损害，不是可能。",
    stage=Stage.OUTCOME,
)
harmed_public = Fact(
    "harmed_public",
    "损害了群众利益",
    "损害了群众的利益吗？",
    "师生员工，也包括校外的群众。要有实际的损害，不是可能。",
    stage=Stage.OUTCOME,
)

# 8(7)
repeated_error = Fact(
    "repeated_error",
    "因同一事由重复出现失误错误",
    "当事方因同一事由重复出现过失误、错误吗？",
    "问的是当事方自己、同一个事由；不同事由的几次，选“否”。几次里有出自不可抗力的，按实际答，原因在“因为什么”里答。",
    stage=Stage.OUTCOME,
)
repeated_in_unit = Fact(
    "repeated_in_unit",
    "本单位别的人先前因同一事由出过错",
    "本单位别的人先前因同一事由出过失误、错误吗？",
    "只问别人；当事方自己的，在上一问里答。",
    presupposes=(error,),
)
pointed_out = Fact(
    "pointed_out",
    "第一次出错曾被指出",
    "第一次出错的时候，被指出过吗？",
    "例如通报、谈话、整改通知。",
    presupposes=(repeated_error, repeated_in_unit),
)

# 8(8)
recognition_lacking = Fact(
    "recognition_lacking",
    "对失误错误思想认识不到位",
    "当事方对失误、错误的思想认识不到位吗？",
    "由问责机关看态度和言行判断；自己拿不准的，选“不清楚”。",
    stage=Stage.REMEDY,
    presupposes=(error,),
)

# 8(9)
liability_accident = Fact(
    "liability_accident",
    "造成了责任事故",
    "造成了安全生产、环境污染、食品药品安全、群体性事件等责任事故吗？",
    "要经主管机关认定为责任事故。还没有认定的，选“不清楚”。",
    stage=Stage.OUTCOME,
)
vile_effect = Fact(
    "vile_effect",
    "影响恶劣",
    "造成的影响恶劣吗？",
    f"{cited('8(9)')}问的是责任事故的影响。条文没有给出标准，由问责机关判断；拿不准的，选“不清楚”。",
    stage=Stage.OUTCOME,
)
listed_accident = Fact(
    "listed_accident",
    "事故属于条文列出的四类",
    "这个事故属于安全生产、环境污染、食品药品安全、群体性事件四类之一吗？",
    "四类以外的责任事故，选“否”。",
    stage=Stage.OUTCOME,
    presupposes=(liability_accident,),
)
mass_incident = Fact(
    "mass_incident",
    "事故是群体性事件",
    "这个事故是群体性事件吗？",
    "安全生产、环境污染、食品药品安全事故，选“否”。",
    stage=Stage.OUTCOME,
    presupposes=(listed_accident,),
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
    "固执专断",
    "当事方固执专断吗？",
    "不听不同意见，执意要这样做。",
)
own_way = Fact(
    "own_way",
    "我行我素",
    "当事方我行我素吗？",
    "不管别人怎么说、规定怎么写，只照自己的来。",
)

# 8(11)
other_exclusion = Fact(
    "other_exclusion",
    "问责机关已认定有其他不符合容错的情形",
    "问责机关已经认定，有其他不符合容错的情形吗？",
    "这一项只能由问责机关认定；没有认定的，不必答。",
    presumed_absent=f"{cited('8(11)')}“其他不符合容错情形的”由问责机关认定；没有人说已经认定，按没有处理。",
    stage=Stage.OUTCOME,
)
other_act_excluded = Fact(
    "other_act_excluded",
    f"同一件事里，当事方的另一个行为落入{cited('8')}",
    f"同一件事里，当事方还有另一个行为落入{cited('8')}吗？",
    "另一个行为请另做一次自查。",
)
