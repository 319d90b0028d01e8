"""第四条: to whom the measure applies."""

from checker.articles.quoting import rule
from checker.logic import AnyOf, Element, Fact

unit = Fact(
    "unit",
    "当事的是学院的二级学院或者部门（单位）",
    "当事的是一个单位（学院的二级学院或者部门）吗？",
    "第三条、第九条、第十条都说到单位，本站按“单位也算”处理；这是读法，不是解释。",
)
leading_team = Fact(
    "leading_team",
    "当事人是二级学院、部门的领导班子或者班子成员",
    "当事人是二级学院、部门的领导班子或者班子成员吗？",
    "以事情发生时的身份为准。学院领导也在本条之内，但按管理权限，问责机关在学院之上（第九条第（一）项）。",
)
section_cadre = Fact(
    "section_cadre",
    "当事人是科级以上干部",
    "当事人是科级以上干部吗？",
    "含科级本级，正科、副科都算；以事情发生时的职级为准。这是通常的用法，条文没有写明。",
)

# Units too: articles 3, 9 and 10 speak of them. 以上 includes the rank itself, by ordinary convention.
SUBJECT = rule(
    "4",
    "适用的对象",
    "本办法适用于我院各二级学院、各部门领导班子及其成员和科级以上干部。",
    AnyOf(
        Element("各二级学院、各部门", unit),
        Element("各二级学院、各部门领导班子及其成员", leading_team),
        Element("科级以上干部", section_cadre),
    ),
)
