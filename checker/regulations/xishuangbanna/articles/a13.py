"""第十三条: a report (举报) about a person. What is told apart, cleared and pursued, and whom it protects."""

from checker.logic import ALWAYS, NEVER, AllOf, AnyOf, Duty, Element, Fact, Force, ReadAs, Reading, Stage
from checker.regulations.xishuangbanna.articles.a05 import minor_breach
from checker.regulations.xishuangbanna.text import cited, rule

accepted = Fact(
    "accepted",
    "是受理了的举报信件",
    "这是一封已经受理了的举报信件吗？",
    "条文说的是“受理的举报信件”；电话、网上的举报算不算，没有写明。",
)
groundless = Fact(
    "groundless",
    "查无实据",
    "查下来，是查无实据吗？",
    "一个问题一个问题地看；还没有查清的，三种结果都选“否”。",
    stage=Stage.OUTCOME,
)
proven = Fact(
    "proven",
    "属实，够得上追究",
    "查下来，是属实、够得上追究责任吗？",
    "够不够，由有权的机关看；还没有查清的，三种结果都选“否”。",
    stage=Stage.OUTCOME,
)
# 恶意 is never inferred: not from 查无实据, not from how often somebody reported.
malice_found = Fact(
    "malice_found",
    "有权的机关认定了是恶意中伤诬陷（诬告）",
    "有权的机关已经认定举报人是恶意中伤诬陷（诬告）了吗？",
    "没有认定的，选“否”；查无实据不等于诬告，记错、看错、听错的是错告。四川的规定要市（州）以上批准才能认定，云南的没有见到；"
    "不要当作学院自己就能定。",
    stage=Stage.OUTCOME,
)
disrupted_reform = Fact(
    "disrupted_reform",
    "查明了举报人用不当手段干扰学院改革创新",
    "查明了举报人用不当的手段干扰学院的改革创新吗？",
    "提意见、反对一项改革、正常举报，都不是不当手段。",
    stage=Stage.OUTCOME,
)
hindered_reform = Fact(
    "hindered_reform",
    "举报妨碍了学院改革创新，但没有不当手段",
    "举报妨碍了学院的改革创新，但没有用不当手段吗？",
    "例如改革因为核查停了下来。",
    stage=Stage.OUTCOME,
)
unreasonable_petitions = Fact(
    "unreasonable_petitions",
    "查明了是持续无理上访",
    "查明了举报人是持续无理上访吗？",
    "问题没有得到答复、又来问的，难说“无理”。",
    stage=Stage.OUTCOME,
)
vile_consequence = Fact(
    "vile_consequence",
    "造成了恶劣影响",
    "举报人这样做，造成了恶劣影响吗？",
    "以查明的为准；说的是举报人的行为造成的影响。",
    stage=Stage.OUTCOME,
    presupposes=(malice_found, disrupted_reform, hindered_reform, unreasonable_petitions),
)
chose_to_clarify = Fact(
    "chose_to_clarify",
    "机关决定澄清",
    "机关已经决定要澄清了吗？",
    "只在“可以”读作“可以澄清，也可以不澄清”时才用得上。",
    stage=Stage.OUTCOME,
)

HOW_NOT_WHETHER = Reading(
    "R13.1",
    "13(1)",
    "可以通过谈心、召开会议和通报等适当方式，及时澄清事实",
    "“可以”说的是用哪种方式；澄清本身要做",
    "“可以”说的是澄不澄清",
    f"{cited('14(2)')}把“澄清保护”写成学院纪委的职责",
)
LAST_LIMB_ALONE = Reading(
    "R13.2",
    "13(2)",
    "恶意中伤诬陷他人、干扰学院改革创新或持续无理上访造成恶劣影响的",
    "“造成恶劣影响”只管最后一样",
    "三样都要造成恶劣影响才追究",
    "“造成恶劣影响”紧接“持续无理上访”，前两样单独说也通",
)
IMPROPER_MEANS = Reading(
    "R13.2.reform",
    "13(2)",
    "干扰学院改革创新",
    "要有像诬陷、无理上访那样的不当手段；提反对意见、正常举报不算",
    "只要妨碍了改革创新就算",
    f"{cited('13-1')}严禁打击报复举报人；三样并列，应当是同一类的事",
)

RECEIVED = rule("13-1", "受理的举报", "对受理的举报信件", Element("受理的举报信件", accepted))
CHECKED = rule(
    "13(3)",
    "核查有了结果",
    "核查有关问题时",
    Element("核查有关问题", AnyOf(groundless, minor_breach, proven)),
)
CLARIFY = rule(
    "13(1)",
    "澄清事实",
    "对查无实据或轻微违纪但不够追究纪律责任的信访问题，可以通过谈心、召开会议和通报等适当方式，及时澄清事实，消除负面影响",
    AllOf(
        RECEIVED,
        Element("查无实据或轻微违纪但不够追究纪律责任", AnyOf(groundless, minor_breach)),
        Element("可以", ReadAs(HOW_NOT_WHETHER, ALWAYS, chose_to_clarify)),
    ),
)
# Of the one who reported, not of the report's truth: of 查无实据 nothing follows here, and of 错告 neither.
PURSUE = rule(
    "13(2)",
    "查处举报人",
    "对恶意中伤诬陷他人、干扰学院改革创新或持续无理上访造成恶劣影响的，坚决查处，依纪依法追究责任",
    AllOf(
        RECEIVED,
        Element(
            "恶意中伤诬陷他人、干扰学院改革创新或持续无理上访",
            AnyOf(
                Element("恶意中伤诬陷他人", malice_found),
                Element(
                    "干扰学院改革创新",
                    AnyOf(disrupted_reform, ReadAs(IMPROPER_MEANS, NEVER, hindered_reform)),
                ),
                Element(
                    "持续无理上访造成恶劣影响",
                    AllOf(
                        Element("持续无理上访", unreasonable_petitions),
                        Element("造成恶劣影响", vile_consequence),
                    ),
                ),
            ),
        ),
        Element("造成恶劣影响", ReadAs(LAST_LIMB_ALONE, ALWAYS, vile_consequence)),
    ),
)
BOTH = rule("13(3)", "两边都要处理", "客观公正处理", AllOf(CLARIFY, PURSUE))

TELL_APART = Duty(
    rule("13-1", "严格甄别", "对受理的举报信件，要依纪依法、严格甄别，分清诬告、错告和正常举报", RECEIVED),
    Force.MUST,
    "要",
    "",
    "受理以后",
    silent="由谁甄别、多久甄别完，没有写。",
)
NO_REPRISAL = Duty(
    rule("13-1", "不得打击报复", "严禁借机打击报复举报人", ALWAYS),
    Force.MUST_NOT,
    "严禁",
    "",
    "一直",
    silent="没有限定只保护实名的、告对了的：每一个举报人都在内。被报复了找谁，没有写。",
)
HEAR = Duty(
    rule(
        "13(3)",
        "听取意见和解释",
        "核查有关问题时，应全面收集各方面的意见建议，充分听取被反映单位或个人的解释和说明，客观公正处理",
        RECEIVED,
    ),
    Force.MUST,
    "应",
    "",
    "核查的时候",
    silent="多久查完、结果告不告诉被反映的人和举报人，没有写。",
)
CLARIFICATION = Duty(
    rule(
        "13(1)",
        "及时澄清、消除影响",
        "对查无实据或轻微违纪但不够追究纪律责任的信访问题，可以通过谈心、召开会议和通报等适当方式，及时澄清事实，消除负面影响",
        CLARIFY,
    ),
    Force.MUST,
    "及时",
    "",
    "查无实据、或者轻微违纪查清以后，及时",
    silent="条文列的方式是谈心、召开会议和通报“等”；当事人能不能申请、几天之内、给不给书面的，没有写。轻微违纪的，能澄清的是失实的那部分。",
    beyond="纪检监察机关的澄清另有规定：有书面、当面、会议、通报几种，用后三种的要同时书面澄清；谁核实谁澄清。",
)
PROSECUTION = Duty(
    rule(
        "13(2)",
        "坚决查处、依纪依法追究",
        "坚决查处，依纪依法追究责任",
        PURSUE,
    ),
    Force.MUST,
    "坚决",
    "",
    "认定、查明以后",
    silent="由谁查处、怎样处理，没有写；后果依纪依法，不是本项自己定的。",
    beyond="诬告由谁认定，本项没有写：四川的规定要市（州）以上批准，云南的没有见到，不要当作学院自己就能定。",
)

DUTIES = (TELL_APART, NO_REPRISAL, HEAR, CLARIFICATION, PROSECUTION)
