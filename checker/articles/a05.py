"""第五条: five principles. Only 5(4) sets a condition of its own: no tolerance without correction."""

from checker.articles.quoting import rule
from checker.logic import AllOf, Element, Fact, Not

corrected = Fact(
    "corrected",
    "已经纠错、整改",
    "对出现的失误、错误，当事方已经纠正、整改了吗？",
    "到问责机关认定之前都算。正在认真整改的，可选“是”，由问责机关判断是否到位。",
)
correctable = Fact(
    "correctable",
    "具备纠错条件",
    "当时（到现在）有条件纠正这个错误吗？",
    "客观上无从纠正的（例如已经过去、无法重来），选“否”。",
)

# The words alone would bar whoever did not correct; that nobody is bound to the impossible is taken from 8(8).
# 5(4) asks nothing about 思想认识, so it reaches further than 8(8).
NOT_CORRECTED = rule(
    "5(4)",
    "能纠错而不纠错",
    "坚持有错必纠、纠错必改，不纠错就不予容错",
    AllOf(
        Element("不纠错", Not(corrected)),
        Element("在具备纠错条件的情况下", correctable, provision="8(8)"),
    ),
)
