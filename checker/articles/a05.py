"""第五条: five principles. 5(4) sets a condition of its own, no tolerance without correction; 5(5) may set one."""

from checker.articles.a03 import error
from checker.articles.quoting import rule
from checker.logic import ALWAYS, NEVER, AllOf, Element, Fact, Not, ReadAs, Reading, Stage

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
    "以党章党规为准；够不够得上处分，不在这里问。",
)

OWN_BAR = Reading(
    "R5.4",
    "5(4)",
    "不纠错就不予容错",
    "这一句本身就是一道门槛",
    "只是原则，不纠错的后果由第八条第（八）项规定",
    "句子写的是“就不予”，是规定后果的话",
)
ONLY_WHERE_POSSIBLE = Reading(
    "R5.4.possible",
    "5(4)",
    "不纠错就不予容错",
    "有条件纠错而不纠错的，才不予容错",
    "只要没有纠错，不问有没有条件，都不予容错",
    "第八条第（八）项写了“在具备纠错条件的情况下”；不能要求做不到的事",
)
DISCIPLINE_BARS = Reading(
    "R5.5",
    "5(5)",
    "容错工作必须在纪律红线、法律底线内进行",
    "这是原则；违纪是重大风险，是不是不能容错看第八条",
    "违反党的纪律，单凭这一句就不能容错",
    "不能容错的情形由第八条列举",
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
    ReadAs(DISCIPLINE_BARS, NEVER, Element("纪律红线", broke_discipline)),
)
