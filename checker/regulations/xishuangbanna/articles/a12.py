"""第十二条: what is made known of a finding, and to whom follow-up is owed."""

from checker.logic import AllOf, Duty, Element, Fact, Force, Not, Stage
from checker.regulations.xishuangbanna.articles.a10 import PERSON, TOLERATED
from checker.regulations.xishuangbanna.text import cited, rule

confidential = Fact(
    "confidential",
    "属于应该保密的情况",
    "有应该保密、不能说出去的情况吗？",
    "依保密的规定看；只是不想让人知道，不算。",
    stage=Stage.OUTCOME,
)
sanctioned = Fact(
    "sanctioned",
    "受到了党纪政务处分或者组织处理",
    "当事人受到了党纪政务处分或者组织处理吗？",
    "容没容错都在内；谈话、函询、提醒不是处分。",
    stage=Stage.OUTCOME,
)

MADE_KNOWN = Duty(
    rule(
        "12-1",
        "通报容错的情况",
        "除了应该保密的情况外，予以容错的情况应当在一定范围内以适当方式通报",
        AllOf(
            Element("除了应该保密的情况外", Not(confidential)),
            Element("予以容错的情况", TOLERATED),
        ),
    ),
    Force.MUST,
    "应当",
    "",
    "认定容错以后",
    silent="谁来通报、多大范围、什么方式、什么时候、写不写名字，都没有写。没有容错的，没有要求通报。",
)
FOLLOW_UP = Duty(
    rule(
        "12-2",
        "回访、谈心谈话",
        "对受到党纪政务处分、组织处理的人员，应当加强回访、谈心谈话工作，及时了解他们在思想、工作、生活等方面的情况",
        AllOf(Element("受到党纪政务处分、组织处理", sanctioned), Element("人员", PERSON)),
    ),
    Force.MUST,
    "应当",
    "",
    "受到处分、处理以后",
    silent=f"谁来做、多久一次，没有写，{cited('14')}也没有交给哪个部门；只说人员，没有说单位。",
)

DUTIES = (MADE_KNOWN, FOLLOW_UP)
