"""第五条: five principles. Only 5(4) sets a condition of its own: no tolerance without correction."""

from checker.articles.a03 import error
from checker.articles.quoting import rule
from checker.logic import AllOf, Element, Fact, Not

corrected = Fact(
    "corrected",
    "已经纠错、整改",
    "对出现的失误、错误，当事方已经纠正、整改了吗？",
    "到问责机关认定之前都算。正在认真整改的，可选“是”，由问责机关判断是否到位。没有出过错的，不必答。",
)
correctable = Fact(
    "correctable",
    "具备纠错条件",
    "出错以后，有过纠正这个错误的条件吗？",
    "到问责机关认定之前，曾经有条件就选“是”；始终无从纠正的（例如已经过去、无法重来），选“否”。",
)

# The words alone would bar whoever did not correct; that nobody is bound to the impossible is taken from 8(8). There
# must be an error to correct (有错必纠): a petition under 7(5) without any error does not fall here.
# 5(4) asks nothing about 思想认识, so it reaches further than 8(8).
NOT_CORRECTED = rule(
    "5(4)",
    "能纠错而不纠错",
    "坚持有错必纠、纠错必改，不纠错就不予容错",
    AllOf(
        Element("有错", error),
        Element("不纠错", Not(corrected)),
        Element("在具备纠错条件的情况下", correctable, provision="8(8)"),
    ),
)
