"""第二条: three situations in which a volunteer may be spared."""

from checker.logic import AllOf, AnyOf, Element, Fact, Not, ReadAs, Reading, Stage
from rules.volunteers.text import rule

on_duty = Fact("on_duty", "值班", "差错是在值班的时候出的吗？", "排了班、来了，就算值班。")
mistake = Fact("mistake", "出现差错", "出了差错吗？", "登记错、放错、弄坏都算。", stage=Stage.OUTCOME)
by_the_book = Fact("by_the_book", "照值班手册做了", "是照值班手册做的吗？", "手册没有写的，按别人一向的做法。")
first_time = Fact("first_time", "初次值班", "是第一次值班吗？", "换了一个馆的第一次，不算。")
trained = Fact("trained", "受过培训", "值班以前，受过培训吗？", "线上的也算。")
accident = Fact("accident", "遇到停电、漏水等意外", "当时遇到了停电、漏水这样的意外吗？", "“等”字以外的，要像这两样。")
no_time = Fact("no_time", "来不及报告", "当时来不及报告吗？", "打一个电话就够的，不算来不及。", presupposes=(accident,))
to_protect = Fact("to_protect", "为保护馆藏", "是为了保护馆藏吗？", "顺便保护了的，也算。", presupposes=(accident,))

UNTRAINED = Reading(
    "L2.2",
    "2(2)",
    "初次值班，没有受过培训",
    "初次值班和没有受过培训，两样都要",
    "有一样就够",
    "逗号连着的两样，说的是同一个人",
)

ERROR = rule(
    "2-1", "值班时的差错", "志愿者值班时出现差错", AllOf(Element("值班时", on_duty), Element("出现差错", mistake))
)
FOLLOWED = rule("2(1)", "照手册做了", "照值班手册做了，仍然出现差错的", Element("照值班手册做了", by_the_book))
NEW = rule(
    "2(2)",
    "初次值班",
    "初次值班，没有受过培训，出现差错的",
    Element(
        "初次值班，没有受过培训",
        ReadAs(UNTRAINED, AllOf(first_time, Not(trained)), AnyOf(first_time, Not(trained))),
    ),
)
RESCUE = rule(
    "2(3)",
    "遇到意外",
    "遇到停电、漏水等意外，来不及报告，为保护馆藏而出现差错的",
    AllOf(Element("遇到停电、漏水等意外", accident), Element("来不及报告", no_time), Element("为保护馆藏", to_protect)),
)
SITUATIONS = (FOLLOWED, NEW, RESCUE)
SPARED = rule("2-1", "有可以免责的情形", "又有下列情形之一的，可以免责", AnyOf(*SITUATIONS))
