"""第十条: what may follow once the organ has found tolerance, by kind of subject. 可: never more than it may."""

from checker.engine.check import Remark, Tension
from checker.logic import ALWAYS, NEVER, AllOf, AnyOf, Duty, Element, Fact, Force, Not, Quote, ReadAs, Reading, Stage
from checker.regulations.xishuangbanna.articles.a04 import leading_team, section_cadre, unit
from checker.regulations.xishuangbanna.text import cited, cited_here, rule

finding_made = Fact(
    "finding_made",
    "问责机关作出了是否容错的认定",
    "问责机关已经作出是否容错的认定了吗？",
    f"{cited('9(3)')}的认定，容和不容都算；还在受理、核实的，选“否”。",
    stage=Stage.OUTCOME,
)
tolerated = Fact(
    "tolerated",
    "认定予以容错",
    "认定的结论是予以容错吗？",
    "看书面的容错意见：免责、从轻、减轻都是予以容错。这里的自查不能代替认定。",
    stage=Stage.OUTCOME,
    presupposes=(finding_made,),
)
exempted = Fact(
    "exempted",
    "容错意见是免责",
    "书面的容错意见是免责吗？",
    "是从轻或者减轻的，选“否”。",
    stage=Stage.OUTCOME,
    presupposes=(tolerated,),
)

whole_team = Fact(
    "whole_team",
    "当事的是领导班子这个整体，不是哪一名成员",
    "当事的是领导班子这个整体，而不是哪一名成员吗？",
    "例如问责的是班子集体作的决定。问的是成员个人的，选“否”。",
    stage=Stage.OUTCOME,
    presupposes=(leading_team,),
)
member_found = Fact(
    "member_found",
    "对班子成员个人也认定予以容错",
    "对班子成员个人，也认定予以容错了吗？",
    "书面的容错意见写明了这名成员的，选“是”；只写班子的，选“否”。",
    stage=Stage.OUTCOME,
    presupposes=(whole_team,),
)

TEAM_LIKE_UNIT = Reading(
    "R10.team",
    "10-1",
    "单位或个人",
    "领导班子作为整体容错的，同单位一样看",
    "领导班子不是单位，单位的一项对它用不上",
    "本条只分单位和个人；作为整体的班子不是个人",
)
MEMBERS_APART = Reading(
    "R10.members",
    "10-1",
    "单位或个人",
    "容了班子，没有说就容了每个成员：对成员个人另有认定的，才轮到他",
    "班子容错的，成员的任用、待遇和资格也不受影响",
    "单位和个人是分开写的",
)
WITH_MITIGATION_TOO = Reading(
    "R10.kinds",
    "10-1",
    "可在以下方面免责或减责",
    "免责和减责都可以带来前四项，以更高的规定不另有说法为限",
    f"只有免责的，前四项才“不受影响”；减责的只看{cited_here('10(5)')}",
    "句子把免责、减责并列；但处分的影响期由更高的规定定，学院改不了",
)

PERSON = AnyOf(leading_team, section_cadre)

_UNIT = AnyOf(
    unit,
    ReadAs(TEAM_LIKE_UNIT, Element("单位", AllOf(leading_team, whole_team)), NEVER),
)
# 职称, pay and a seat are a person's: a cadre's, or a team member's.
TOLERATED_PERSON = AnyOf(
    section_cadre,
    Element(
        "个人",
        AllOf(
            leading_team,
            Element("个人", AnyOf(Not(whole_team), ReadAs(MEMBERS_APART, member_found, ALWAYS)), provision="10-1"),
        ),
        provision="10-1",
    ),
)

TOLERATED = rule(
    "10-1",
    "已经认定容错",
    "对容错的单位或个人",
    Element("容错", AllOf(finding_made, tolerated)),
)
_UNAFFECTED = Element("不受影响", ReadAs(WITH_MITIGATION_TOO, ALWAYS, exempted))
_WHEN = "认定容错以后"

UNIT_REVIEWS = Duty(
    rule(
        "10(1)",
        "单位的两种考核不受影响",
        "单位年度目标责任考核及党风廉政建设责任制考核不受影响",
        AllOf(TOLERATED, Element("单位", _UNIT), _UNAFFECTED),
    ),
    Force.MAY,
    "可",
    "",
    _WHEN,
    silent="单位里的个人容错，单位的考核是不是也不受影响，条文没有写。",
)
CAREER = Duty(
    rule(
        "10(2)",
        "干部的任用和待遇不受影响",
        "干部提拔任用、职级职称晋升及工资、绩效、奖金等不受影响",
        AllOf(TOLERATED, Element("干部", TOLERATED_PERSON), _UNAFFECTED),
    ),
    Force.MAY,
    "可",
    "",
    _WHEN,
    silent="认定以前已经停发、错过的，补不补，条文没有写。",
    beyond="受了处分的，处分期里能不能晋升、怎样发薪，由处分的规定定，学院改不了。",
)
SEATS = Duty(
    rule(
        "10(3)",
        "代表、委员资格不受影响",
        "党代表、人大代表和政协委员资格不受影响",
        AllOf(TOLERATED, Element("党代表、人大代表和政协委员", TOLERATED_PERSON), _UNAFFECTED),
    ),
    Force.MAY,
    "可",
    "",
    _WHEN,
    beyond="资格由各自的机关依各自的规定决定；学院能做到的，只是自己不因这件事去提。",
)
AWARDS = Duty(
    rule(
        "10(4)",
        "评优评先不受影响",
        "单位或者个人评优评先不受影响",
        AllOf(TOLERATED, Element("单位或者个人", AnyOf(unit, *PERSON.parts)), _UNAFFECTED),
    ),
    Force.MAY,
    "可",
    "",
    _WHEN,
    beyond="学院外面的评选，用主办方的办法。",
)
# 确需追责: 9(3) knows 免责, 从轻 and 减轻 and nothing else; where it is not the first, liability remains.
REDUCED = Duty(
    rule(
        "10(5)",
        "仍要追责的可以减责",
        "对确需追责的单位或者个人，根据有关规定可以减责，酌情从轻、减轻处分或者组织处理",
        AllOf(
            TOLERATED,
            Element("确需追责", Not(exempted)),
            Element("单位或者个人", AnyOf(unit, *PERSON.parts)),
        ),
    ),
    Force.MAY,
    "可以",
    "",
    _WHEN,
    silent="减多少、单位减什么，条文没有写。",
    beyond="只能“根据有关规定”减：处分、组织处理的规定里没有这种减轻的，减不了；上级机关、监察机关作出的处分，学院更减不了。",
)

EFFECTS = (UNIT_REVIEWS, CAREER, SEATS, AWARDS, REDUCED)

REMARKS = (
    Remark(
        f"{cited('10')}的几样，认定容错以前一样也没有；认定以后也只是“可”，给哪几项由机关定，不是承诺。",
        Quote("10-1", "对容错的单位或个人，可在以下方面免责或减责"),
    ),
    Remark(
        "学院不能替别处承诺：代表、委员资格，处分和它的影响期，学院外面的评选，都由有权的机关依别的规定定。",
        Quote("10(5)", "根据有关规定可以减责"),
    ),
)
UNAFFECTED_AND_REDUCED = Tension(
    (tolerated,),
    (exempted,),
    Remark(
        "前四项说“不受影响”，第五项说仍要追责，可以都用上：从轻、减轻的，前四项能有多少，要看处分、处理本身的规定许不许。",
        Quote("10(5)", "对确需追责的单位或者个人，根据有关规定可以减责"),
    ),
)
