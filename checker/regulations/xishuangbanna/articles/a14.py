"""第十四条: who answers for what, by role and by stage. The finding itself is given to none of them."""

from checker.engine.check import Role, Ungiven
from checker.logic import ALWAYS, AllOf, AnyOf, Duty, Element, Force, Not, Quote, ReadAs, Reading
from checker.regulations.xishuangbanna.articles.a03 import error
from checker.regulations.xishuangbanna.articles.a05 import corrected
from checker.regulations.xishuangbanna.articles.a10 import TOLERATED, TOLERATED_PERSON
from checker.regulations.xishuangbanna.text import cited, rule

COOPERATION = Duty(
    rule("14-1", "密切协作配合", "加强组织领导，密切协作配合，确保容错纠错取得实效", ALWAYS),
    Force.MUST,
    "确保",
    "",
    "一直",
    silent="用什么办法配合、谁来督促，没有写；人事、财务、审计这些部门没有点名。",
)
PARTY_COMMITTEE = Duty(
    rule(
        "14(1)",
        "主体责任",
        "学院党委承担容错纠错的主体责任，将其作为推动工作的重要举措，支持干部放手大胆工作",
        ALWAYS,
    ),
    Force.MUST,
    "承担",
    "学院党委",
    "一直",
    silent="没有做到怎样、认定要不要经党委会，没有写。",
)
DISCIPLINE_COMMISSION = Duty(
    rule(
        "14(2)",
        "合理容错、及时纠错、澄清保护",
        "学院纪委全面履行职责，把握政策界限，通过合理容错、及时纠错、澄清保护，消除干部思想顾虑，鼓励干部积极作为",
        ALWAYS,
    ),
    Force.MUST,
    "履行",
    "学院纪委",
    "容错、纠错、澄清的时候",
    silent=f"没有说学院纪委就是{cited('9')}的问责机关；它自己在查这件事的，由谁容错，也没有写。",
)
EDUCATION = Duty(
    rule("14(3)", "教育管理", "党委组织部应加强对干部的教育管理", ALWAYS),
    Force.MUST,
    "应",
    "党委组织部",
    "一直",
)
BY_THE_FINDING = Reading(
    "R14.3",
    "14(3)",
    "容错纠错的干部",
    "认定容错的就是：认定的同时提出了纠错要求",
    "容错和纠错都要有：还要已经纠正",
    f"{cited('3')}把容错和督促纠错合在一起定义；{cited('11')}要求在认定时同时提出纠错要求",
)
FAIR_TREATMENT = Duty(
    rule(
        "14(3)",
        "客观评价、宽容理解、大胆使用",
        "党委组织部应加强对干部的教育管理，对容错纠错的干部在考核任用中客观评价、宽容理解、大胆使用",
        AllOf(
            Element("容错", TOLERATED),
            Element("纠错", ReadAs(BY_THE_FINDING, ALWAYS, AnyOf(Element("纠错", Not(error)), corrected))),
            Element("干部", TOLERATED_PERSON),
        ),
    ),
    Force.MUST,
    "应",
    "党委组织部",
    "认定容错以后的考核任用",
    silent="是对组织部的要求，不是个人可以主张的权利；没有照办的，本人找谁，没有写。",
    beyond="受了处分的，处分期里的限制照样在。",
)
PUBLICITY = Duty(
    rule(
        "14(4)",
        "宣传政策、营造氛围",
        "党委宣传部应大力宣传支持保护干部干事创业的政策措施，加强正面引导，营造容错纠错的浓厚氛围",
        ALWAYS,
    ),
    Force.MUST,
    "应",
    "党委宣传部",
    "一直",
    silent=f"宣传的是政策，不是某个人的事；容错情况的通报（{cited('12')}）没有交给它。",
)

DUTIES = (COOPERATION, PARTY_COMMITTEE, DISCIPLINE_COMMISSION, EDUCATION, FAIR_TREATMENT, PUBLICITY)

ROLES = (
    Role("学院党委", (PARTY_COMMITTEE,), ("9", "10", "11", "12", "13")),
    Role("学院纪委", (DISCIPLINE_COMMISSION,), ("9", "11", "13", "15")),
    Role("党委组织部", (EDUCATION, FAIR_TREATMENT), ("9(4)", "10(2)")),
    Role("党委宣传部", (PUBLICITY,), ()),
)
UNGIVEN = (
    Ungiven("认定", Quote("9(3)", "问责机关根据调查核实情况，集体研究，作出是否容错的认定"), "问责机关"),
    Ungiven("听证", Quote("9(3)", "如有必要可向有关部门征求意见或者进行听证"), "问责机关"),
    Ungiven("归档", Quote("9(5)", "由承办机关及时入卷归档"), "承办机关"),
    Ungiven("通报容错的情况", Quote("12-1", "予以容错的情况应当在一定范围内以适当方式通报")),
    Ungiven("回访、谈心谈话", Quote("12-2", "应当加强回访、谈心谈话工作")),
)
