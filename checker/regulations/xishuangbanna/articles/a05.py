"""第五条: five principles. 5(4) and 5(5) set a condition of their own: correction, and the red line of discipline."""

from checker.logic import ALWAYS, NEVER, AllOf, Element, Fact, Not, ReadAs, Reading, Stage
from checker.regulations.xishuangbanna.articles.a03 import error
from checker.regulations.xishuangbanna.text import cited, rule

corrected = Fact(
    "corrected",
    "已经纠错、整改",
    "对出现的失误、错误，当事方已经纠正、整改了吗？",
    "到问责机关认定之前都算。正在认真整改的，可选“是”，由问责机关判断是否到位。",
    stage=Stage.REMEDY,
    presupposes=(error,),
)
correctable = Fact(
    "correctable",
    "具备纠错条件",
    "出错以后，有过纠正这个错误的条件吗？",
    "到问责机关认定之前，曾经有条件就选“是”；始终无从纠正的（例如已经过去、无法重来），选“否”。",
    stage=Stage.OUTCOME,
    presupposes=(error,),
)

broke_discipline = Fact(
    "broke_discipline",
    "违反了党的纪律",
    "违反了党的纪律吗？",
    "以党章党规为准。是否违纪由有权的机关认定，还没有认定、自己拿不准的，选“不清楚”；够不够得上追究，在下一问里答。",
)
minor_breach = Fact(
    "minor_breach",
    "轻微违纪，但不够追究纪律责任",
    "查下来是轻微违纪、但不够追究纪律责任吗？",
    f"全部查下来都只是轻微的，才选“是”。够不够，由有权的机关依纪律规定看。{cited('11(1)')}、{cited('13(1)')}用的是同样的话。",
    stage=Stage.OUTCOME,
)

OWN_BAR = Reading(
    "R5.4",
    "5(4)",
    "不纠错就不予容错",
    "这一句本身就是一道门槛",
    f"只是原则，不纠错的后果由{cited('8(8)')}规定",
    "句子写的是“就不予”，是规定后果的话",
)
ONLY_WHERE_POSSIBLE = Reading(
    "R5.4.possible",
    "5(4)",
    "不纠错就不予容错",
    "有条件纠错而不纠错的，才不予容错",
    "只要没有纠错，不问有没有条件，都不予容错",
    f"{cited('8(8)')}写了“在具备纠错条件的情况下”；不能要求做不到的事",
)
DISCIPLINE_BARS = Reading(
    "R5.5",
    "5(5)",
    "容错工作必须在纪律红线、法律底线内进行",
    "违反党的纪律的，在红线之外，不能容错",
    f"只是原则：违纪是不是不能容错，看{cited('8')}",
    f"“必须”是规定界限的话；另一种读法也有根据：{cited('10(5)')}写了从轻、减轻处分，有处分就有违纪",
)
MINOR_IS_WITHIN = Reading(
    "R5.5.minor",
    "5(5)",
    "纪律红线",
    "轻微违纪、不够追究纪律责任的，还没有越过红线",
    "凡是违反党的纪律，不论轻重，都越过了红线",
    f"{cited('11(1)')}、{cited('13(1)')}把“轻微违纪但不够追究纪律责任”分开来，用谈话、函询处置",
)

# There must be an error to correct (有错必纠): a petition under 7(5) without any error does not fall here. It asks
# nothing about 思想认识, so it reaches further than 8(8).
NOT_CORRECTED = rule(
    "5(4)",
    "能纠错而不纠错",
    "坚持有错必纠、纠错必改，不纠错就不予容错",
    ReadAs(
        OWN_BAR,
        AllOf(
            Element("有错", error),
            Element("不纠错", Not(corrected)),
            Element(
                "在具备纠错条件的情况下",
                ReadAs(ONLY_WHERE_POSSIBLE, correctable, ALWAYS),
                provision="8(8)",
            ),
        ),
        NEVER,
    ),
)

DISCIPLINE_BROKEN = rule(
    "5(5)",
    "越过纪律红线",
    "容错工作必须在纪律红线、法律底线内进行",
    ReadAs(
        DISCIPLINE_BARS,
        AllOf(
            Element("纪律红线", broke_discipline),
            Element(
                "轻微违纪但不够追究纪律责任",
                ReadAs(MINOR_IS_WITHIN, Not(minor_breach), ALWAYS),
                provision="11(1)",
            ),
        ),
        NEVER,
    ),
)
