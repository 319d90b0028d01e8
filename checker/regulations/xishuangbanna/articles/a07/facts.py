"""第七条: what its items ask."""

from checker.logic import Fact, Stage
from checker.regulations.xishuangbanna.articles.a03 import error
from checker.regulations.xishuangbanna.text import cited

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
    "问的是主动作为，不问是否完全消除。没有造成不良影响的，没有什么可消除，选“否”。",
    stage=Stage.REMEDY,
)
recovered_loss = Fact(
    "recovered_loss",
    "积极主动挽回损失",
    "当事方积极主动地挽回损失了吗？",
    "问的是主动作为，不问是否全部挽回。没有造成损失的，没有什么可挽回，选“否”。",
    stage=Stage.REMEDY,
)
error_and_deviation = Fact(
    "error_and_deviation",
    "既有失误，又有偏差",
    "既出现了失误，又出现了偏差（偏离了部署、计划、标准）吗？",
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
    presupposes=(removed_effect,),
)
loss_back = Fact(
    "loss_back",
    "损失已经挽回",
    "损失已经挽回了吗？",
    "问的是结果，不是做了没有。",
    stage=Stage.REMEDY,
    presupposes=(recovered_loss,),
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
    f"{cited('8(10)')}问的是因不听提醒、不作防范而造成的。条文没有给出标准；有关规定另有认定标准的，从其标准。"
    "拿不准的，选“不清楚”。",
    stage=Stage.OUTCOME,
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

# 7(9)
other_situation = Fact(
    "other_situation",
    "问责机关已认定有其他符合容错的情形",
    "问责机关已经认定，有其他符合容错的情形吗？",
    "这一项只能由问责机关认定；没有认定的，不必答。",
    presumed_absent=f"{cited('7(9)')}“其他符合容错情形的”由问责机关认定；没有人说已经认定，按没有处理。",
    stage=Stage.OUTCOME,
)
