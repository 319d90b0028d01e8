"""第八条: eleven exclusions. One is enough; 8(11) is the organ's to find."""

from checker.articles.a03 import bad_effect, error, loss
from checker.articles.a05 import correctable
from checker.articles.a07 import college_decision, force_majeure, heavy_loss, recovered_loss, removed_effect
from checker.articles.quoting import rule
from checker.logic import ALWAYS, NEVER, AllOf, AnyOf, Element, Fact, Not, ReadAs, Reading, Stage

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
    presupposes=(higher_decision, college_decision),
)
standing_rules_only = Fact(
    "standing_rules_only",
    "涉及的只是上级的一般规定，没有专门的决策部署",
    "涉及的只是上级的一般规定（没有就这件事作过专门的决策部署）吗？",
    "例如常年有效的管理规定。",
    presupposes=(higher_decision, college_decision),
)

COLLEGE_IS_NOT_HIGHER = Reading(
    "R8.1.college",
    "8(1)",
    "上级",
    "学院党政不是这里的“上级”",
    "对二级学院和部门来说，学院党政也是上级",
    "第七条第（一）项另用“学院党政”来说",
)
STANDING_RULES_COUNT = Reading(
    "R8.1.standing",
    "8(1)",
    "决策部署",
    "上级的一般规定也算决策部署",
    "只有就这件事作出的专门部署才算",
    "一般规定也是上级的决策；条文没有限定",
)

HIGHER_DECISIONS = rule(
    "8(1)",
    "对上级部署打折扣",
    "贯彻落实党中央和上级决策部署打折扣、做选择、搞变通，甚至有令不行、有禁不止的",
    AllOf(
        Element(
            "贯彻落实党中央和上级决策部署",
            AllOf(
                Element(
                    "党中央和上级",
                    ReadAs(COLLEGE_IS_NOT_HIGHER, higher_decision, AnyOf(higher_decision, college_decision)),
                ),
                Element("决策部署", ReadAs(STANDING_RULES_COUNT, ALWAYS, Not(standing_rules_only))),
            ),
        ),
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
broke_departmental_rule = Fact(
    "broke_departmental_rule",
    "违反了当时规章的强制性或者禁止性规定",
    "违反了当时部门规章、政府规章的强制性或者禁止性规定吗？",
    "部、委、厅、州政府等以令发布的规章；学院自己的制度不是规章。",
)

LAWS_WITHOUT_RULES = Reading(
    "R8.2",
    "8(2)",
    "法律法规",
    "“法律法规”不含规章",
    "“法律法规”包括规章",
    "第五条第（三）项、第七条第（八）项都把各种规定分开列举",
)

LAW_BROKEN = rule(
    "8(2)",
    "违反强制性、禁止性规定",
    "违反当时法律法规强制性或者禁止性规定的",
    Element(
        "违反当时法律法规强制性或者禁止性规定",
        AnyOf(
            Element("强制性", broke_mandatory),
            Element("禁止性规定", broke_prohibitory),
            ReadAs(LAWS_WITHOUT_RULES, NEVER, Element("法律法规", broke_departmental_rule)),
        ),
    ),
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
    "是因为临机决断、紧急避险一类的情况，不得不违反程序吗？",
    "要是情况紧急、来不及走程序造成的；只是图快、图省事的，选“否”。",
    presupposes=(emergency_present,),
)
like_emergency_only = Fact(
    "like_emergency_only",
    "只是同临机决断、紧急避险相类似的情况",
    "说的情况只是同临机决断、紧急避险相类似，并不是这两样本身吗？",
    "就是这两样的，选“否”。",
    presupposes=(emergency_present,),
)

LIKE_CASES_TOO = Reading(
    "R8.3.like",
    "8(3)",
    "等情况",
    "“等”开口，包括相类似的情况，由机关判断",
    "只限临机决断、紧急避险两样",
    "“等情况”是开口的说法",
)
MUST_HAVE_FORCED = Reading(
    "R8.3.forced",
    "8(3)",
    "除临机决断、紧急避险等情况外",
    "情况逼得不得不违反程序的，才除外",
    "当时有这样的情况就除外",
    "除外的是因此而违反",
)
RULES_THEN = Reading(
    "R8.time",
    "8-1",
    "有下列情形之一的",
    "第（三）至（十）项也按当时的规定看",
    "第（三）至（十）项按现在的规定看",
    "第七条第（八）项、第八条第（二）项都写“当时”",
)

LATE_IS_NO_BREACH = Reading(
    "R8.3.late",
    "8(3)",
    "违反工作程序",
    "报告、报备迟了而没有瞒的，不算违反工作程序",
    "报告、报备的时限也是工作程序，迟了就算违反",
    "报告、报备另有第（四）项，只写了“隐瞒不报”；不报本身就算违反程序的话，“隐瞒”二字就落空了",
)

_EMERGENCY = Element(
    "临机决断、紧急避险等情况",
    AllOf(
        Element(
            "临机决断、紧急避险",
            ReadAs(MUST_HAVE_FORCED, AllOf(emergency_present, forced_by_emergency), emergency_present),
        ),
        Element("等情况", ReadAs(LIKE_CASES_TOO, ALWAYS, Not(like_emergency_only))),
    ),
)

PROCEDURE_BROKEN = rule(
    "8(3)",
    "违反工作程序",
    "除临机决断、紧急避险等情况外违反工作程序的",
    AllOf(
        Element(
            "违反工作程序",
            AnyOf(
                broke_procedure,
                ReadAs(RULES_THEN, NEVER, broke_later_procedure),
                ReadAs(LATE_IS_NO_BREACH, NEVER, Element("违反工作程序", AllOf(report_due, reported_late))),
            ),
        ),
        Element("除临机决断、紧急避险等情况外", Not(_EMERGENCY)),
    ),
)

# 8(4)
without_leave = Fact(
    "without_leave",
    "擅自作出决策",
    "是擅自决定的吗（没有经有权的人或者机关同意）？",
    "事先请示并得到同意的，选“否”。",
    presupposes=(exceeded_authority,),
)
concealed = Fact(
    "concealed",
    "隐瞒不报",
    "有意隐瞒，没有报告、报备吗？",
    "“隐瞒”是有意不让应当知道的机关知道。只是报晚了、备案迟了但没有瞒的，选“否”。",
    presupposes=(report_due,),
)
ITEM_THREE_ALONE = Reading(
    "R8.3to4",
    "8(3)",
    "除临机决断、紧急避险等情况外",
    "这个例外只管第（三）项",
    "来不及请示而越权的，也借用这个例外",
    "例外写在第（三）项，第（四）项没有写",
)
WITHOUT_LEAVE_COUNTS = Reading(
    "R8.4",
    "8(4)",
    "擅自",
    "“擅自”是单独的要件：没有经有权的人或者机关同意",
    "越了权自然就是擅自，不必另看",
    "每个词都有用",
)

BEYOND_AUTHORITY = rule(
    "8(4)",
    "越权擅断或隐瞒不报",
    "超越权限擅自作出决策，或者应报告、报备而隐瞒不报的",
    AnyOf(
        Element(
            "超越权限擅自作出决策",
            AllOf(
                Element(
                    "超越权限擅自作出决策",
                    AnyOf(
                        Element(
                            "超越权限擅自作出决策",
                            AllOf(
                                Element("超越权限", exceeded_authority),
                                Element("擅自作出决策", ReadAs(WITHOUT_LEAVE_COUNTS, without_leave, ALWAYS)),
                            ),
                        ),
                        ReadAs(RULES_THEN, NEVER, exceeded_later_authority),
                    ),
                ),
                Element(
                    "除临机决断、紧急避险等情况外",
                    ReadAs(ITEM_THREE_ALONE, ALWAYS, Not(_EMERGENCY)),
                    provision="8(3)",
                ),
            ),
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
clique_gain_only = Fact(
    "clique_gain_only",
    "利益只归小团体",
    "利益只归了小团体（既不是本人、他人，也不是单位）吗？",
    "例如班子几个人私下分享。",
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

OFFICE_COUNTS = Reading(
    "R8.5.office",
    "8(5)",
    "利用职权之便",
    "是单独的要件",
    "只是描写，谋私利就够",
    "写明了手段，没有用职权的不在这里",
)
CLIQUES_TOO = Reading(
    "R8.5.clique",
    "8(5)",
    "为自己、他人或者单位",
    "小团体属于“他人”",
    "没有写小团体，就不算",
    "小团体由他人组成",
)
ATTEMPT_IS_ENOUGH = Reading(
    "R8.5.attempt",
    "8(5)",
    "谋取私利",
    "着手谋取就算",
    "得到了才算",
    "条文说的是“谋取”，没有说“取得”",
)

PRIVATE_GAIN = rule(
    "8(5)",
    "以权谋私",
    "假公济私，利用职权之便为自己、他人或者单位谋取私利的",
    AllOf(
        Element("利用职权之便", ReadAs(OFFICE_COUNTS, used_office, ALWAYS)),
        Element(
            "为自己、他人或者单位谋取私利",
            AllOf(
                Element("谋取私利", ReadAs(ATTEMPT_IS_ENOUGH, private_gain, AllOf(private_gain, gain_obtained))),
                Element("为自己、他人或者单位", ReadAs(CLIQUES_TOO, ALWAYS, Not(clique_gain_only))),
            ),
        ),
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
EITHER_FAILURE = Reading(
    "R8.6.rules",
    "8(6)",
    "有法不依、有规不行",
    "有法不依、有规不行，有一样就行",
    "有法不依、有规不行，两样都要有",
    "顿号并列，各自都成其为违",
)
EITHER_HARM = Reading(
    "R8.6.harm",
    "8(6)",
    "损害事业发展、群众利益",
    "损害事业发展、群众利益，有一样就行",
    "损害事业发展、群众利益，两样都要有",
    "顿号并列，各自都成其为害",
)

_RULES_NOT_FOLLOWED = Element("有规不行", ReadAs(RULES_THEN, ignored_rules, AnyOf(ignored_rules, broke_later_rules)))

RULES_IGNORED = rule(
    "8(6)",
    "有法不依、有规不行",
    "有法不依、有规不行，损害事业发展、群众利益的",
    AllOf(
        Element(
            "有法不依、有规不行",
            ReadAs(EITHER_FAILURE, AnyOf(ignored_law, _RULES_NOT_FOLLOWED), AllOf(ignored_law, _RULES_NOT_FOLLOWED)),
        ),
        Element(
            "损害事业发展、群众利益",
            ReadAs(
                EITHER_HARM,
                AnyOf(harmed_development, harmed_public),
                AllOf(harmed_development, harmed_public),
            ),
        ),
    ),
)

# 8(7)
repeated_error = Fact(
    "repeated_error",
    "因同一事由重复出现失误错误",
    "当事方因同一事由重复出现过失误、错误吗？",
    "问的是当事方自己、同一个事由；不同事由的几次，选“否”。",
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

OWN_REPETITION = Reading(
    "R8.7.own",
    "8(7)",
    "重复出现",
    "当事方自己重复",
    "单位里任何人犯过，再犯都算",
    "责任看各人自己的行为",
)
ANY_SECOND_TIME = Reading(
    "R8.7.again",
    "8(7)",
    "重复出现",
    "第二次就算",
    "第一次被指出以后又犯，才算",
    "条文没有要求曾被指出",
)
NOT_EXCUSED = Reading(
    "R8.7.excuse",
    "8(7)",
    "同一事由重复出现失误错误",
    "不可抗力造成的重复也算",
    "不可抗力造成的重复不算",
    "条文没有写例外",
)

REPEATED = rule(
    "8(7)",
    "同一事由重复出错",
    "工作中因同一事由重复出现失误错误的",
    AllOf(
        Element(
            "因同一事由重复出现失误错误",
            ReadAs(
                OWN_REPETITION,
                repeated_error,
                AnyOf(repeated_error, Element("失误错误", AllOf(error, repeated_in_unit))),
            ),
        ),
        Element("重复", ReadAs(ANY_SECOND_TIME, ALWAYS, pointed_out)),
        Element("因同一事由", ReadAs(NOT_EXCUSED, ALWAYS, Not(force_majeure))),
    ),
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
RECOGNITION_COUNTS = Reading(
    "R8.8.recognition",
    "8(8)",
    "思想认识不到位",
    "是单独的要件",
    "没有行动，就说明认识不到位",
    "条文写在最前面，另有“未积极主动采取措施”",
)
NEITHER_DONE = Reading(
    "R8.8.either",
    "8(8)",
    "挽回损失或者消除负面影响",
    "两样都没有做，才算",
    "造成了的，有一样没有做，就算",
    "“未……或者……”，做了一样就不是“未”",
)

NONE_NECESSARY = Reading(
    "R8.8.void",
    "8(8)",
    "采取必要措施",
    "没有损失和影响的，没有什么必要措施可采取，不在这一项里",
    "没有损失和影响的，也照样要问做了什么",
    "条文写的是“必要措施”；有错不纠的另有第五条第（四）项",
)

_EITHER_DONE = Element("挽回损失或者消除负面影响", AnyOf(recovered_loss, removed_effect))

NOT_REMEDIED = rule(
    "8(8)",
    "认识不到位、不补救",
    "对失误错误行为思想认识不到位，在具备纠错条件的情况下，未积极主动采取必要措施挽回损失或者消除负面影响的",
    AllOf(
        Element("对失误错误行为", error),
        Element("思想认识不到位", ReadAs(RECOGNITION_COUNTS, recognition_lacking, ALWAYS)),
        Element("在具备纠错条件的情况下", correctable),
        Element(
            "未积极主动采取必要措施挽回损失或者消除负面影响",
            AllOf(
                Element("必要", ReadAs(NONE_NECESSARY, AnyOf(bad_effect, loss), ALWAYS)),
                Element(
                    "未积极主动采取必要措施挽回损失或者消除负面影响",
                    ReadAs(
                        NEITHER_DONE,
                        Not(_EITHER_DONE),
                        AnyOf(
                            Not(_EITHER_DONE),
                            Element("挽回损失", AllOf(loss, Not(recovered_loss))),
                            Element("消除负面影响", AllOf(bad_effect, Not(removed_effect))),
                        ),
                    ),
                ),
            ),
        ),
    ),
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
    "第八条第（九）项问的是责任事故的影响。条文没有给出标准，由问责机关判断；拿不准的，选“不清楚”。",
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

VILE_FOR_EVERY_KIND = Reading(
    "R8.9.vile",
    "8(9)",
    "责任事故，影响恶劣",
    "四类事故都要影响恶劣",
    "只有群体性事件要影响恶劣，其余有事故就算",
    "逗号以后的话管前面全部",
)
OTHER_ACCIDENTS_TOO = Reading(
    "R8.9.list",
    "8(9)",
    "群体性事件等责任事故",
    "“等”开口，别的责任事故也算",
    "只限列出的四类",
    "“等责任事故”是开口的说法",
)

_MASS_INCIDENT = Element("群体性事件", AllOf(listed_accident, mass_incident))

ACCIDENT = rule(
    "8(9)",
    "责任事故、影响恶劣",
    "造成安全生产、环境污染、食品药品安全、群体性事件等责任事故，影响恶劣的",
    AllOf(
        Element(
            "造成安全生产、环境污染、食品药品安全、群体性事件等责任事故",
            AllOf(
                Element("责任事故", liability_accident),
                Element("等", ReadAs(OTHER_ACCIDENTS_TOO, ALWAYS, listed_accident)),
            ),
        ),
        Element("影响恶劣", ReadAs(VILE_FOR_EVERY_KIND, vile_effect, AnyOf(vile_effect, Not(_MASS_INCIDENT)))),
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

EITHER_UNHEEDED = Reading(
    "R8.10.heed",
    "8(10)",
    "提醒和防范",
    "提醒、防范有一样不重视就算",
    "提醒、防范两样都不重视才算",
    "两样各自都是该做的",
)
BOTH_HEADSTRONG = Reading(
    "R8.10.both",
    "8(10)",
    "固执专断，我行我素",
    "两句意思相近，合起来看，都要有",
    "有一样就算",
    "逗号并列",
)

_HEADSTRONG = Element("固执专断", headstrong)
_OWN_WAY = Element("我行我素", own_way)

WARNING_IGNORED = rule(
    "8(10)",
    "不听提醒、造成重大损失",
    "因不重视重大风险提醒和防范，固执专断，我行我素，造成重大损失的",
    AllOf(
        Element(
            "不重视重大风险提醒和防范",
            ReadAs(
                EITHER_UNHEEDED,
                AnyOf(ignored_warning, ignored_prevention),
                AllOf(ignored_warning, ignored_prevention),
            ),
        ),
        Element(
            "固执专断，我行我素",
            ReadAs(BOTH_HEADSTRONG, AllOf(_HEADSTRONG, _OWN_WAY), AnyOf(_HEADSTRONG, _OWN_WAY)),
        ),
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
    stage=Stage.OUTCOME,
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
