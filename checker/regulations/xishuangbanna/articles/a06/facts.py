"""第六条: what it asks and no other article does. Each is something to point to, not a grade."""

from checker.logic import Fact, Stage
from checker.regulations.xishuangbanna.articles.a03 import bad_effect, error, loss

# 6(1)
public_motive = Fact(
    "public_motive",
    "出于公心",
    "当时是为了公事，不是为自己、亲友或者小圈子打算吗？",
    "看提出这件事的理由、会议记录、当时同别人怎么说的。为单位好，也可以同时谋了不正当的利益，那在别的问题里答。",
)
for_clique = Fact(
    "for_clique",
    "为了小团体的利益",
    "是为了少数几个人的小圈子的利益吗？",
    "整个单位、全体师生的利益，不是小团体的利益。",
)
# 6(2)
sole_decision = Fact(
    "sole_decision",
    "个人专断",
    "决定实际上是一个人说了算吗？",
    "开过会而会上只由一个人定的，也选“是”。在自己权限以内独断，不等于超越权限。",
)
by_the_rules = Fact(
    "by_the_rules",
    "依照规定履行职责",
    "办这件事，是照着规定的职责和程序来的吗？",
    "能指出是照哪一条规定、哪一份职责分工办的。",
)
abused_power = Fact(
    "abused_power",
    "滥用职权",
    "把职权用在了不该用的地方，或者用过了头吗？",
    "例如用审批、考核来压人、刁难人。",
)
investigated = Fact(
    "investigated",
    "经过深入调查研究",
    "决定之前作过深入的调查研究吗？",
    "例如到过现场、听过有关各方的意见、有调研材料。",
)
backroom = Fact(
    "backroom",
    "利用职权暗箱操作",
    "是利用职权，瞒着该知道的人在暗里操作的吗？",
    "只是没有公开到位，不是暗箱操作。",
)
blind_decision = Fact(
    "blind_decision",
    "盲目决策，未做调研",
    "没有做调研就盲目决策了吗？",
    "情况紧急、来不及调研的，选“否”。",
)
inaction = Fact(
    "inaction",
    "充当老好人，不敢担当、不敢碰硬",
    "该管的事怕得罪人，没有管吗？",
    "不做事同样写在不利的一端。",
)
# 6(3)
furthered_decision = Fact(
    "furthered_decision",
    "促进了学院党政决策部署的实施",
    "从效果看，促进了学院党政决策部署的实施吗？",
    "出了差错，决策部署仍然往前走了的，也选“是”。",
    stage=Stage.OUTCOME,
)
hindered_decision = Fact(
    "hindered_decision",
    "阻碍、破坏了学院党政决策部署的实施",
    "从效果看，阻碍或者破坏了学院党政决策部署的实施吗？",
    "要有实际的阻碍，不是可能。",
    stage=Stage.OUTCOME,
)
# 6(5), and 6(9)
minor_effect = Fact(
    "minor_effect",
    "造成的负面影响轻微",
    "造成的不良影响轻微吗？",
    "条文没有给出标准，由问责机关判断；拿不准的，选“不清楚”。",
    stage=Stage.OUTCOME,
    presupposes=(bad_effect,),
)
let_it_be = Fact(
    "let_it_be",
    "对造成的影响、损失听之任之",
    "对造成的影响、损失听之任之，不闻不问吗？",
    "没有条件补救的，不是听之任之。",
    stage=Stage.REMEDY,
    presupposes=(bad_effect, loss),
)
# 6(6)
new_ground = Fact(
    "new_ground",
    "开拓进取",
    "是想打开新的局面、把工作往前推吗？",
    "例如接了没有人愿意接的事，主动提出新的做法。",
)
disregarded_discipline = Fact(
    "disregarded_discipline",
    "无视纪律",
    "明知有纪律要求，不放在眼里吗？",
    "党的纪律、工作纪律都在内。不知道、没有注意而违反的，不是“无视”。",
)
hasty_for_results = Fact(
    "hasty_for_results",
    "急功近利",
    "为了快出成绩，不顾条件赶着上吗？",
    "上级定了期限、不得不赶的，选“否”。",
)
grand_for_show = Fact(
    "grand_for_show",
    "好大喜功",
    "为了显政绩，贪大求全、铺摊子吗？",
    "例如规模远超需要，重在好看、不在有用。",
)
# 6(7)
distorted_rules = Fact(
    "distorted_rules",
    "故意曲解规定、随意变通",
    "规定本来清楚，却故意曲解、随意变通吗？",
    "理解错了，不是故意曲解。",
)
reckless = Fact(
    "reckless",
    "肆意妄为",
    "不管有没有依据，想怎么做就怎么做吗？",
    "有依据而依据不足的，选“否”。",
)
# 6(9)
perfunctory = Fact(
    "perfunctory",
    "对纠错敷衍塞责",
    "对纠错、整改敷衍应付、走过场吗？",
    "例如只报材料、没有动手，或者改了又犯。",
    stage=Stage.REMEDY,
    presupposes=(error,),
)
