"""第四条: to whom the measure applies."""

from checker.logic import NEVER, AllOf, AnyOf, Element, Fact, Not, ReadAs, Reading
from checker.regulations.xishuangbanna.text import cited, rule

unit = Fact(
    "unit",
    "当事的是学院的二级学院或者部门（单位）",
    "当事的是一个单位（学院的二级学院或者部门）吗？",
    f"{cited('3')}说到各二级学院，{cited('9')}、{cited('10')}说到单位，本站按“单位也算”处理；这是读法，不是解释。",
)
leading_team = Fact(
    "leading_team",
    "当事人是二级学院、部门的领导班子或者班子成员",
    "当事人是二级学院、部门的领导班子或者班子成员吗？",
    f"以事情发生时的身份为准。学院领导也在本条之内，但按管理权限，问责机关在学院之上（{cited('9(1)')}）。",
)
section_cadre = Fact(
    "section_cadre",
    "当事人是科级以上干部",
    "当事人是科级以上干部吗？",
    "含科级本级，正科、副科都算；以事情发生时的职级为准。这是通常的用法，条文没有写明。当事的是单位、是班子整体的，不按成员的职级答。",
)

deputy_rank = Fact(
    "deputy_rank",
    "职级是副科级",
    "当事人的职级是副科级吗？",
    "正科级和更高的，选“否”。",
    presupposes=(section_cadre,),
)

UNITS_TOO = Reading(
    "R4.unit",
    "4",
    "各二级学院、各部门领导班子",
    "二级学院、部门这些单位也是对象",
    "只有领导班子和个人是对象",
    f"{cited('3')}说到各二级学院，{cited('9')}、{cited('10')}说到单位",
)
DEPUTIES_TOO = Reading(
    "R4.rank",
    "4",
    "科级以上干部",
    "正科、副科都算科级",
    "只有正科级才算科级",
    "通常把正科、副科统称科级，“以上”含本数",
)

SUBJECT = rule(
    "4",
    "适用的对象",
    "本办法适用于我院各二级学院、各部门领导班子及其成员和科级以上干部。",
    AnyOf(
        Element("各二级学院、各部门", ReadAs(UNITS_TOO, unit, NEVER)),
        Element("各二级学院、各部门领导班子及其成员", leading_team),
        Element("科级以上干部", ReadAs(DEPUTIES_TOO, section_cadre, AllOf(section_cadre, Not(deputy_rank)))),
    ),
)
