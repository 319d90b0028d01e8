"""第十一条: correction. What must be put right, by whom and when; the measures; and who is to be treated how.

Its item 3 has words of lenity (应当…予以免责), which can be read as a rule of their own.
"""

from checker.engine.check import Remark, Tension
from checker.logic import (
    ALWAYS,
    AllOf,
    AnyOf,
    Duty,
    Element,
    Fact,
    Force,
    Not,
    Quote,
    ReadAs,
    Reading,
    Stage,
)
from checker.regulations.xishuangbanna.articles.a03 import LAPSE, bad_effect, error, loss
from checker.regulations.xishuangbanna.articles.a05 import minor_breach
from checker.regulations.xishuangbanna.articles.a07.facts import recovered_loss, removed_effect
from checker.regulations.xishuangbanna.articles.a08.facts import concealed, report_due
from checker.regulations.xishuangbanna.articles.a10 import TOLERATED, finding_made
from checker.regulations.xishuangbanna.text import cited, rule

good_attitude = Fact(
    "good_attitude",
    "认错态度好",
    "当事方认错态度好吗？",
    "由问责机关看态度和言行判断；自己拿不准的，选“不清楚”。",
    stage=Stage.REMEDY,
    presupposes=(error,),
)

early_sign = Fact(
    "early_sign",
    "工作中有苗头性、倾向性的问题",
    "工作中出现了苗头性、倾向性的问题吗？",
    "还没有成为失误、但照这样下去要出事的。",
    stage=Stage.OUTCOME,
)
common_problem = Fact(
    "common_problem",
    "是普遍存在的共性问题",
    "这是大家普遍都有的问题吗？",
    "不止这一个人、这一个单位。",
    stage=Stage.OUTCOME,
)
vague_lead = Fact(
    "vague_lead",
    "反映的线索不具体",
    "是反映上来、线索还不具体的问题吗？",
    "没有时间、地点、数目、经过，无从查起的。",
    stage=Stage.OUTCOME,
)
trusted_luck = Fact(
    "trusted_luck",
    "心存侥幸",
    "当事方心存侥幸吗？",
    "由机关看言行判断；自己拿不准的，选“不清楚”。",
    stage=Stage.REMEDY,
    presupposes=(error,),
)
hid_problem = Fact(
    "hid_problem",
    "隐瞒问题",
    "当事方隐瞒了问题吗？",
    "机关来问的时候有意不说、说一半，也算。该报告而隐瞒不报的，在“决策、程序与权限”里答。",
    stage=Stage.REMEDY,
    presupposes=(error,),
)
refused_to_admit = Fact(
    "refused_to_admit",
    "拒不认错",
    "当事方拒不认错吗？",
    f"申辩不是拒不认错：{cited('9(2)')}要机关充分听取申辩。",
    stage=Stage.REMEDY,
    presupposes=(error,),
)
opposed_organ = Fact(
    "opposed_organ",
    "对抗组织",
    "当事方对抗组织吗？",
    "例如串供、毁证、阻挠核查。",
    stage=Stage.REMEDY,
    presupposes=(error,),
)

GRADING_ONLY = Reading(
    "R11.3",
    "11(3)",
    "应当体现政策，予以免责",
    "管的是认定容错以后轻重怎么定",
    f"是单独的一条路：认错好、主动挽回的，不必合{cited('7')}也算",
    f"{cited('11')}讲的是纠错，情形由{cited('7')}列举",
)
NEVER_PAST_EIGHT = Reading(
    "R11.3.past8",
    "11(3)",
    "应当体现政策，予以免责",
    f"越不过{cited('8')}（只在“应当……予以免责”读作单独的一条路时有分别）",
    f"“应当”连{cited('8')}也越得过",
    f"{cited('8')}说的是“不能”",
)

EITHER_BACK = Reading(
    "R11.3.and",
    "11(3)",
    "主动挽回损失和影响",
    "“损失和影响”，挽回了一样就行（只在“应当……予以免责”读作单独的一条路时有分别）",
    "“损失和影响”，凡造成了的，都要挽回",
    f"{cited('3')}用的是“或者”；{cited('7(1)')}也是“消除影响或挽回损失”",
)
ANY_FINDING = Reading(
    "R11.when",
    "11-1",
    "在作出容错认定时，要同时提出纠错要求",
    "认定容错的、不容错的，只要有错，都要提出纠错要求",
    "只有认定容错的才要",
    f"{cited('5(4)')}“有错必纠”没有分哪一种；“作出容错认定”可以指作出是否容错的认定",
)

_ALL_THAT_AROSE = Element(
    "损失和影响",
    AllOf(
        Element("损失", AnyOf(recovered_loss, Not(loss))),
        Element("影响", AnyOf(removed_effect, Not(bad_effect))),
    ),
)

LENIENT = rule(
    "11(3)",
    "认错好、主动挽回",
    "对认错态度好、主动挽回损失和影响的，应当体现政策，予以免责",
    AllOf(
        Element("对存在过错或失误的单位或个人", error, provision="11-1"),
        Element("认错态度好", good_attitude),
        Element(
            "主动挽回损失和影响",
            AllOf(
                Element("主动挽回损失和影响", AnyOf(recovered_loss, removed_effect)),
                Element("损失和影响", ReadAs(EITHER_BACK, ALWAYS, _ALL_THAT_AROSE)),
            ),
        ),
    ),
)

FAULT = rule(
    "11-1",
    "有过错或者失误",
    "对存在过错或失误的单位或个人",
    Element("存在过错或失误", error),
)

REMEDY = Duty(
    rule(
        "11-1",
        "补救、纠正",
        "对已经出现的偏差失误，应及时主动采取补救措施，坚决予以纠正",
        Element("已经出现的偏差失误", error),
    ),
    Force.MUST,
    "应",
    "",
    "偏差失误出现以后，不等认定",
    silent="按意思是由出了偏差失误的单位、个人来做，没有写明。",
)
REMOVE = Duty(
    rule(
        "11-1",
        "消除影响、挽回损失",
        "对失误错误造成不良影响或者损失的，应尽快消除影响、挽回损失，防止负面影响或者损失进一步扩大",
        AllOf(Element("失误错误", LAPSE), Element("不良影响或者损失", AnyOf(bad_effect, loss))),
    ),
    Force.MUST,
    "应",
    "",
    "不良影响或者损失造成以后，尽快",
    silent="多快算“尽快”，没有写。",
)
# 同时: whoever makes the finding (9(3)) makes the demand; no other words name anyone.
DEMAND = Duty(
    rule(
        "11-1",
        "提出纠错要求",
        "在作出容错认定时，要同时提出纠错要求，督促相关单位或者个人剖析原因、明确整改措施和时限要求，"
        "堵塞制度漏洞，避免类似失误或者错误再次发生",
        AllOf(
            Element("在作出容错认定时", ReadAs(ANY_FINDING, finding_made, TOLERATED)),
            Element("失误或者错误", error),
        ),
    ),
    Force.MUST,
    "要",
    "作出认定的问责机关",
    "作出认定的同时",
    silent="整改的时限由机关定，条文没有数；谁来验收、没有改好怎么办，没有写。",
)

# Each of the three has words of its own for what it is about; 线索不具体 has no fault that is established yet. So the
# lead (对存在过错或失误的) is not asked besides (R11.lead in docs/readings.toml).
EARLY = Duty(
    rule(
        "11(1)",
        "早发现、早提醒、早纠正",
        "对工作中出现的苗头性、倾向性问题，早发现、早提醒、早纠正",
        Element("苗头性、倾向性问题", early_sign),
    ),
    Force.MAY,
    "可以",
    "",
    "苗头出现的时候",
)
COMMON = Duty(
    rule(
        "11(1)",
        "分析共性问题、完善制度",
        "对普遍存在的共性问题，及时掌握动态，深入分析，找出风险点和问题症结，有针对性地教育引导，完善制度机制",
        Element("普遍存在的共性问题", common_problem),
    ),
    Force.MAY,
    "可以",
    "",
    "问题普遍存在的时候",
)
TALK = Duty(
    rule(
        "11(1)",
        "谈话或者函询",
        "对于反映线索不具体的问题和轻微违纪但不够追究纪律责任的问题，可采取谈话或函询的方式进行处置",
        AnyOf(
            Element("反映线索不具体的问题", vague_lead),
            Element("轻微违纪但不够追究纪律责任的问题", minor_breach),
        ),
    ),
    Force.MAY,
    "可",
    "",
    "处置线索的时候",
    silent="几天内答复、结果告不告诉本人，没有写；被谈话、函询不等于认定有错。",
)
URGE = Duty(
    rule(
        "11(2)",
        "督促整改的方式",
        "可采取纪检建议书、提醒约谈、责令纠错、通报批评、诫勉谈话等方式，督促有关单位或个人分析查找原因，制定改进措施，"
        "及时纠正偏差和失误，推动问题整改到位",
        FAULT,
    ),
    Force.MAY,
    "可",
    "",
    "查找原因、纠正错误的时候",
    silent="列出的几种后面有“等方式”，不是封闭的；由谁来用、什么情况用哪一种，没有写；可以几种一起用。",
    beyond="诫勉有没有影响期，由干部管理的规定定。",
)
CRITICISM = Duty(
    rule(
        "11(3)",
        "批评和自我批评",
        "用好监督执纪“四种形态”，通过咬耳扯袖、红脸出汗，在民主生活会或组织生活会上开展批评和自我批评，帮助及时纠正错误",
        FAULT,
    ),
    Force.MAY,
    "可以",
    "",
    "民主生活会、组织生活会上",
)
LENITY = Duty(
    rule(
        "11(3)",
        "应当从宽",
        "对认错态度好、主动挽回损失和影响的，应当体现政策，予以免责，确需追究责任的，从轻减轻处理",
        AllOf(LENIENT, Element("应当体现政策，予以免责", ReadAs(GRADING_ONLY, TOLERATED, ALWAYS))),
    ),
    Force.MUST,
    "应当",
    "",
    "定轻重的时候",
    silent="怎样算态度好、挽回多少算挽回，由机关看。",
    beyond="处分由别的机关依别的规定作出的，从不从轻由它定。",
)
# Item 8(4) is concealment of what had to be reported; it is 隐瞒问题 too, and the other way round it need not be.
_DUE_AND_CONCEALED = Element(
    "应报告、报备而隐瞒不报",
    AllOf(Element("应报告、报备", report_due), Element("隐瞒不报", concealed)),
    provision="8(4)",
)
STRICT = Duty(
    rule(
        "11(3)",
        "应当从严",
        "对极少数心存侥幸、隐瞒问题、拒不认错、对抗组织的，应当从严审查处理",
        AllOf(
            FAULT,
            Element(
                "心存侥幸、隐瞒问题、拒不认错、对抗组织",
                AnyOf(
                    Element("心存侥幸", trusted_luck),
                    Element(
                        "隐瞒问题",
                        AnyOf(hid_problem, _DUE_AND_CONCEALED),
                    ),
                    Element("拒不认错", refused_to_admit),
                    Element("对抗组织", opposed_organ),
                ),
            ),
        ),
    ),
    Force.MUST,
    "应当",
    "",
    "审查处理的时候",
    silent=f"严到什么程度没有写，总不能超出处分的规定。四样本身不在{cited('8')}里。",
)

DUTIES = (REMEDY, REMOVE, DEMAND, EARLY, COMMON, TALK, URGE, CRITICISM, LENITY, STRICT)

ADMITTED_AND_REFUSED = Tension(
    (good_attitude, refused_to_admit),
    (),
    Remark(
        "先不认、后来认了，可以都是真的；从宽还是从严，由机关看前后的表现。",
        Quote("11(3)", "对认错态度好、主动挽回损失和影响的，应当体现政策"),
    ),
)
