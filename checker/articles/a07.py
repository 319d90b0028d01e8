"""第七条: nine situations that may be tolerated. One is enough; 7(9) is the organ's to find."""

from checker.articles.a03 import bad_effect, error, loss, shortfall
from checker.articles.quoting import rule
from checker.logic import ALWAYS, NEVER, AllOf, AnyOf, Element, Fact, Not, ReadAs, Reading, Stage

# 因, in 7(2), (3), (5), (6), (7)
inexperience = Fact(
    "inexperience",
    "缺乏经验",
    "缺乏经验是原因之一吗？",
    "问的是这类工作此前有没有经验可循，不是个人生疏、没有做功课。",
)
first_trial = Fact(
    "first_trial",
    "先行先试",
    "先行先试是原因之一吗？",
    "在别人还没有做、上级还没有定型做法的时候先做了尝试。",
)
unclear_policy = Fact(
    "unclear_policy",
    "政策界限不明确",
    "政策界限不明确是原因之一吗？",
    "有明确规定而没有去查、没有问的，选“否”。",
)
unforeseeable = Fact(
    "unforeseeable",
    "有不可预知的因素",
    "当时无法预知的因素是原因之一吗？",
    "以当时的条件和应有的注意为准，不以事后的眼光。",
    stage=Stage.OUTCOME,
)
breaking_barriers = Fact(
    "breaking_barriers",
    "因勇于破除障碍",
    "事情是因为勇于破除障碍而起的吗？",
    "为了把事办成，动了阻碍办事的旧规矩、旧做法。",
)
touching_interests = Fact(
    "touching_interests",
    "因触及固有利益",
    "事情是因为触及了固有的利益而起的吗？",
    "因此有人受了影响、有了意见。",
)
policy_change = Fact(
    "policy_change",
    "因国家政策调整或上级决策部署变化",
    "国家政策调整，或者上级决策部署变化，是原因之一吗？",
    "要在开始做之后发生的变化；学院自己改主意不算。",
    stage=Stage.OUTCOME,
)
force_majeure = Fact(
    "force_majeure",
    "因不可抗力因素",
    "不可抗力是原因之一吗？",
    "不能预见、不能避免、不能克服的情况，例如地震。同样是洪水、疫情，要看当时能不能预见和防备。",
    stage=Stage.OUTCOME,
)
other_causes = Fact(
    "other_causes",
    "还有当事方自身的别的原因",
    "除了政策、不可抗力、缺乏经验一类的原因，还有当事方自身的别的原因吗？",
    "例如疏忽、准备不足。",
    presupposes=(
        inexperience,
        first_trial,
        unclear_policy,
        unforeseeable,
        breaking_barriers,
        touching_interests,
        policy_change,
        force_majeure,
    ),
)

ONE_CAUSE_AMONG_OTHERS = Reading(
    "R7.cause",
    "7(2)",
    "因",
    "“因”说的是原因之一",
    "“因”说的是唯一的原因",
    "条文没有“唯一”；别的原因占多大分量，在第六条第（八）项权衡",
)

_CAUSE = Element("因", ReadAs(ONE_CAUSE_AMONG_OTHERS, ALWAYS, Not(other_causes)))

# 7(1)
college_decision = Fact(
    "college_decision",
    "在落实学院党政决策部署",
    "这项工作是在落实学院党委、行政的决策部署吗？",
    "有会议纪要、文件、分工方案的，以其为准。",
)
collective_study = Fact(
    "collective_study",
    "按程序经集体研究",
    "事先按程序经过集体研究吗？",
    "指有权决定的会议，有材料、有讨论、有记录。几个人私下商量一下，不是“按程序”。",
)
democratic_decision = Fact(
    "democratic_decision",
    "民主决策",
    "决定是民主作出的吗？",
    "参加的人能够发表不同意见，意见有记录，按规则形成决定。借集体名义、实为一人说了算的，选“否”。",
)
open_operation = Fact(
    "open_operation",
    "公开运行",
    "决定和实施过程公开吗？",
    "按规定该公开的公开了，该知道的人知道。",
)
improper_gain = Fact(
    "improper_gain",
    "为自己、他人或单位、小团体谋取了不正当利益",
    "为自己、他人或者单位、小团体谋取了不正当利益吗？",
    "单位和小团体也算。钱没有进自己腰包，但套取、挪用的好处归了单位的，也是这里问的。",
)
removed_effect = Fact(
    "removed_effect",
    "积极主动消除影响",
    "当事方积极主动地消除影响了吗？",
    "问的是主动作为，不问是否完全消除。没有影响可消除、也没有为此做什么的，选“否”。",
    stage=Stage.REMEDY,
)
recovered_loss = Fact(
    "recovered_loss",
    "积极主动挽回损失",
    "当事方积极主动地挽回损失了吗？",
    "问的是主动作为，不问是否全部挽回。没有损失可挽回、也没有为此做什么的，选“否”。",
    stage=Stage.REMEDY,
)

error_and_deviation = Fact(
    "error_and_deviation",
    "既有失误，又有偏差",
    "既出现了失误，又出现了偏差（偏离部署、计划）吗？",
    "只有其中一样的，选“否”。",
    stage=Stage.OUTCOME,
    presupposes=(error,),
)
effect_gone = Fact(
    "effect_gone",
    "影响已经消除",
    "影响已经消除了吗？",
    "问的是结果，不是做了没有。",
    stage=Stage.REMEDY,
    presupposes=(bad_effect,),
)
loss_back = Fact(
    "loss_back",
    "损失已经挽回",
    "损失已经挽回了吗？",
    "问的是结果，不是做了没有。",
    stage=Stage.REMEDY,
    presupposes=(loss,),
)

AND_IS_OR = Reading(
    "R7.and",
    "7(1)",
    "工作失误和偏差",
    "“失误和偏差”“影响和损失”，有一样就行",
    "“失误和偏差”“影响和损失”，两样都要有",
    "第三条用的是“或者”",
)
EFFORT_IS_ENOUGH = Reading(
    "R7.1.success",
    "7(1)",
    "积极主动消除影响或挽回损失",
    "积极主动去做了就行",
    "要真的消除了、挽回了",
    "条文说的是做，没有说做成",
)
ASKED_ALL_THE_SAME = Reading(
    "R7.1.void",
    "7(1)",
    "积极主动消除影响或挽回损失",
    "没有影响和损失的，也照样要问做了什么",
    "没有影响和损失可言的，就不要求这一样",
    "条文没有写例外",
)


IMPLEMENTING = rule(
    "7(1)",
    "落实决策中的失误偏差",
    "在落实学院党政决策部署中，出现工作失误和偏差，但按程序经集体研究、民主决策、公开运行，"
    "没有为自己、他人或单位、小团体谋取不正当利益，且积极主动消除影响或挽回损失的",
    AllOf(
        Element("在落实学院党政决策部署中", college_decision),
        Element("出现工作失误和偏差", ReadAs(AND_IS_OR, error, AllOf(error, error_and_deviation))),
        Element("按程序经集体研究", collective_study),
        Element("民主决策", democratic_decision),
        Element("公开运行", open_operation),
        Element("没有为自己、他人或单位、小团体谋取不正当利益", Not(improper_gain)),
        Element(
            "积极主动消除影响或挽回损失",
            AnyOf(
                Element(
                    "消除影响", ReadAs(EFFORT_IS_ENOUGH, removed_effect, AllOf(removed_effect, bad_effect, effect_gone))
                ),
                Element("挽回损失", ReadAs(EFFORT_IS_ENOUGH, recovered_loss, AllOf(recovered_loss, loss, loss_back))),
                Element("消除影响或挽回损失", ReadAs(ASKED_ALL_THE_SAME, NEVER, Not(AnyOf(bad_effect, loss)))),
            ),
        ),
    ),
)

# 7(2)
reform_work = Fact(
    "reform_work",
    "在全面深化改革、贯彻新发展理念的工作中",
    "这项工作属于全面深化改革或者贯彻新发展理念吗？",
    "有改革方案、任务清单的，以其为准。",
)
creative_work = Fact(
    "creative_work",
    "在创造性开展工作",
    "这项工作是创造性的（没有现成做法可以照搬）吗？",
    "按部就班的常规工作，选“否”。",
)
exploratory_error = Fact(
    "exploratory_error",
    "出现了探索性失误",
    "出现的失误是探索中的失误吗？",
    "因探索本身的不确定而出的错；本可避免的疏忽，选“否”。",
    stage=Stage.OUTCOME,
)

EITHER_CAUSE = Reading(
    "R7.2",
    "7(2)",
    "缺乏经验、先行先试",
    "缺乏经验、先行先试，有一样就行",
    "缺乏经验、先行先试，两样都要有",
    "顿号并列的两种原因，各自都说得通",
)

EXPLORING = rule(
    "7(2)",
    "探索性失误",
    "在全面深化改革、贯彻新发展理念以及创造性开展工作中，因缺乏经验、先行先试出现探索性失误或未达到预期效果的",
    AllOf(
        Element(
            "在全面深化改革、贯彻新发展理念以及创造性开展工作中",
            AnyOf(Element("全面深化改革、贯彻新发展理念", reform_work), Element("创造性开展工作", creative_work)),
        ),
        Element(
            "因缺乏经验、先行先试",
            AllOf(
                Element(
                    "缺乏经验、先行先试",
                    ReadAs(EITHER_CAUSE, AnyOf(inexperience, first_trial), AllOf(inexperience, first_trial)),
                ),
                _CAUSE,
            ),
        ),
        Element("出现探索性失误或未达到预期效果", AnyOf(exploratory_error, shortfall)),
    ),
)

# 7(3)
express_prohibition = Fact(
    "express_prohibition",
    "党规党纪、法律法规有明令禁止",
    "党规党纪、法律法规对这种做法有明令禁止吗？",
    "要有明文。规定含糊、没有写到的，选“否”。",
)
pilot_work = Fact(
    "pilot_work",
    "承担试点性、实验性工作",
    "承担的是试点性或者实验性工作吗？",
    "有试点、实验的安排或者批复的，以其为准。",
)

_EFFECT_OR_LOSS = ReadAs(AND_IS_OR, AnyOf(bad_effect, loss), AllOf(bad_effect, loss))

# 影响 without 不良 is the bad effect of article 3.
TRIAL = rule(
    "7(3)",
    "界限不明或不可预知",
    "党规党纪、法律法规没有明令禁止，因政策界限不明确或不可预知的因素，"
    "在承担试点性、实验性工作或创造性开展工作中出现失误或造成影响和损失的",
    AllOf(
        Element("党规党纪、法律法规没有明令禁止", Not(express_prohibition)),
        Element(
            "因政策界限不明确或不可预知的因素",
            AllOf(
                Element("政策界限不明确或不可预知的因素", AnyOf(unclear_policy, unforeseeable)),
                _CAUSE,
            ),
        ),
        Element(
            "在承担试点性、实验性工作或创造性开展工作中",
            AnyOf(Element("试点性、实验性工作", pilot_work), Element("创造性开展工作", creative_work)),
        ),
        Element(
            "出现失误或造成影响和损失",
            AnyOf(
                error,
                Element("造成影响和损失", _EFFECT_OR_LOSS),
            ),
        ),
    ),
)

# 7(4)
urgent_work = Fact(
    "urgent_work",
    "在处置校园突发事件、维护校园安全稳定或者完成急难险重工作任务",
    "当时是在处置校园突发事件、维护校园安全稳定，或者完成急难险重的工作任务吗？",
    "三样占了一样就选“是”。",
)
common_interest = Fact(
    "common_interest",
    "以维护集体、人民利益为重",
    "当时是以维护集体、人民的利益为重吗？",
    "看当时的考虑和选择，能有记录、证人佐证更好。",
)
decisive_action = Fact(
    "decisive_action",
    "果断决策",
    "当时果断作出了决策吗？",
    "情况不等人，及时拍了板。",
)
active_responsibility = Fact(
    "active_responsibility",
    "积极担当作为",
    "当时积极担当作为了吗？",
    "主动上前处置，没有推诿、观望。",
)

grave_error = Fact(
    "grave_error",
    "失误重大",
    "出现的失误是重大失误吗？",
    "条文没有给出标准；拿不准的，选“不清楚”。",
    stage=Stage.OUTCOME,
    presupposes=(error,),
)
heavy_loss = Fact(
    "heavy_loss",
    "造成了重大损失",
    "造成了重大损失吗？",
    "第八条第（十）项问的是因不听提醒、不作防范而造成的。条文没有给出标准；有关规定另有认定标准的，从其标准。"
    "拿不准的，选“不清楚”。",
    stage=Stage.OUTCOME,
)

BOTH_MANNERS = Reading(
    "R7.4",
    "7(4)",
    "果断决策、积极担当作为",
    "果断决策和积极担当作为都要有",
    "果断决策、积极担当作为，有一样就行",
    "说的是一种做事的样子，拍板和担当合在一起",
)
SOME_IS_ANY = Reading(
    "R7.some",
    "7(4)",
    "一定失误",
    "“一定”没有给尺度，重大的也在内，轻重在第六条第（五）项权衡",
    "“一定”排除重大的失误、损失",
    "条文别处写了“重大”，这里没有写“非重大”",
)

_DECISIVE = Element("果断决策", decisive_action)
_ACTIVE = Element("积极担当作为", active_responsibility)

EMERGENCY = rule(
    "7(4)",
    "急难险重中的失误",
    "在处置校园突发事件、维护校园安全稳定或完成急难险重工作任务中，以维护集体、人民利益为重，"
    "果断决策、积极担当作为，出现一定失误的",
    AllOf(
        Element("在处置校园突发事件、维护校园安全稳定或完成急难险重工作任务中", urgent_work),
        Element("以维护集体、人民利益为重", common_interest),
        Element(
            "果断决策、积极担当作为",
            ReadAs(BOTH_MANNERS, AllOf(_DECISIVE, _ACTIVE), AnyOf(_DECISIVE, _ACTIVE)),
        ),
        Element(
            "出现一定失误",
            AllOf(Element("失误", error), Element("一定", ReadAs(SOME_IS_ANY, ALWAYS, Not(grave_error)))),
        ),
    ),
)

# 7(5)
settling_conflict = Fact(
    "settling_conflict",
    "在化解矛盾、解决历史遗留问题",
    "这项工作是化解矛盾或者解决历史遗留问题吗？",
    "两样占了一样就选“是”。",
)
petition = Fact(
    "petition",
    "引发了信访举报",
    "引发了信访、举报吗？",
    "只问有没有发生，不问举报是否属实。",
    stage=Stage.OUTCOME,
)

EITHER_BOLDNESS = Reading(
    "R7.5",
    "7(5)",
    "勇于破除障碍、触及固有利益",
    "勇于破除障碍、触及固有利益，有一样就行",
    "勇于破除障碍、触及固有利益，两样都要有",
    "顿号并列的两种原因，各自都说得通",
)

OLD_PROBLEMS = rule(
    "7(5)",
    "化解矛盾、破除障碍",
    "在化解矛盾、解决历史遗留问题中，因勇于破除障碍、触及固有利益，造成一定损失或引发信访举报的",
    AllOf(
        Element("在化解矛盾、解决历史遗留问题中", settling_conflict),
        Element(
            "因勇于破除障碍、触及固有利益",
            AllOf(
                Element(
                    "勇于破除障碍、触及固有利益",
                    ReadAs(
                        EITHER_BOLDNESS,
                        AnyOf(breaking_barriers, touching_interests),
                        AllOf(breaking_barriers, touching_interests),
                    ),
                ),
                _CAUSE,
            ),
        ),
        Element(
            "造成一定损失或引发信访举报",
            AnyOf(
                Element(
                    "造成一定损失",
                    AllOf(Element("损失", loss), Element("一定", ReadAs(SOME_IS_ANY, ALWAYS, Not(heavy_loss)))),
                ),
                Element("引发信访举报", petition),
            ),
        ),
    ),
)

# 7(6)

POLICY_CHANGE = rule(
    "7(6)",
    "政策调整、部署变化",
    "因国家政策调整或上级决策部署变化，工作未达到预期效果或造成负面影响和损失的",
    AllOf(
        Element(
            "因国家政策调整或上级决策部署变化",
            AllOf(policy_change, _CAUSE),
        ),
        Element(
            "工作未达到预期效果或造成负面影响和损失",
            AnyOf(shortfall, Element("造成负面影响和损失", _EFFECT_OR_LOSS)),
        ),
    ),
)

# 7(7)

FORCE_MAJEURE = rule(
    "7(7)",
    "不可抗力",
    "工作中因不可抗力因素，导致未达到预期效果或造成负面影响和损失的",
    AllOf(
        Element(
            "工作中因不可抗力因素",
            AllOf(force_majeure, _CAUSE),
        ),
        Element(
            "导致未达到预期效果或造成负面影响和损失",
            AnyOf(shortfall, Element("造成负面影响和损失", _EFFECT_OR_LOSS)),
        ),
    ),
)

# 7(8)
no_liability_then = Fact(
    "no_liability_then",
    "按照当时的规定不应追究责任",
    "按照事发当时的党规党纪、法律法规和学院制度，本来就不应追究责任吗？",
    "要能指出是哪一条规定。看的是事发当时有效的规定。",
    stage=Stage.OUTCOME,
)
lesser_liability_then = Fact(
    "lesser_liability_then",
    "按照当时的规定应从轻减轻追究责任",
    "按照事发当时的党规党纪、法律法规和学院制度，本来就应从轻、减轻追究吗？",
    "要能指出是哪一条规定。看的是事发当时有效的规定。",
    stage=Stage.OUTCOME,
)

RULES_THEN = rule(
    "7(8)",
    "当时规定本就从宽",
    "按照事发当时党规党纪、法律法规和学院有关制度，不应追究责任或从轻减轻追究责任的",
    Element(
        "按照事发当时党规党纪、法律法规和学院有关制度，不应追究责任或从轻减轻追究责任",
        AnyOf(
            Element("不应追究责任", no_liability_then),
            Element("从轻减轻追究责任", lesser_liability_then),
        ),
    ),
)

# 7(9)
other_situation = Fact(
    "other_situation",
    "问责机关已认定有其他符合容错的情形",
    "问责机关已经认定，有其他符合容错的情形吗？",
    "这一项只能由问责机关认定；没有认定的，不必答。",
    presumed_absent="第七条第（九）项“其他符合容错情形的”由问责机关认定；没有人说已经认定，按没有处理。",
    stage=Stage.OUTCOME,
)

OTHER = rule("7(9)", "其他情形", "其他符合容错情形的", Element("其他符合容错情形的", other_situation))

SITUATIONS = (
    IMPLEMENTING,
    EXPLORING,
    TRIAL,
    EMERGENCY,
    OLD_PROBLEMS,
    POLICY_CHANGE,
    FORCE_MAJEURE,
    RULES_THEN,
    OTHER,
)
