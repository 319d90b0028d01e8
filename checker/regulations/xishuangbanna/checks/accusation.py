"""The second check: what article 13 says of a report (举报) about a person, for both sides.

Items (1) and (2) are about two people, so both can apply. 错告 has no item: nothing follows for whoever reported.
"""

from __future__ import annotations

from checker.engine.check import Check, Remark, Section, Tension, Verdict
from checker.logic import Branch, Conflict, Evaluator, Model, Quote
from checker.regulations.xishuangbanna.articles import a05, a11, a13
from checker.regulations.xishuangbanna.text import REGULATION, cited

_HONEST = Remark(
    "对举报人：没有哪一项要追究。错告（记错、看错、听错）没有专门的项，不作诬告处理。",
    Quote("13-1", "分清诬告、错告和正常举报"),
)
_CLEARED = Remark(
    "对被反映的人：失实的，要及时澄清，消除影响；办法是谈心、开会、通报这一类。本来没有错的，走澄清这条路，不必申请容错。",
    Quote("13(1)", "可以通过谈心、召开会议和通报等适当方式，及时澄清事实，消除负面影响"),
)
_PURSUED = Remark(
    "对举报人：要查处，怎样处理依纪依法定；查处也不是谁来报复。",
    Quote("13(2)", "坚决查处，依纪依法追究责任"),
)

ALWAYS = (
    Remark(
        "不管是哪一种举报，都不许借机打击报复举报人。",
        Quote("13-1", "严禁借机打击报复举报人"),
    ),
    Remark(
        "是不是诬告，只看有权的机关认定了没有：不要当作学院自己就能定；查无实据，推不出恶意。",
        Quote("13(2)", "恶意中伤诬陷他人"),
    ),
)

VERDICTS = {
    verdict.id: verdict
    for verdict in (
        Verdict(
            "report_not_accepted",
            f"不在{cited('13')}",
            (Remark(f"{cited('13')}的三项说的是受理了的举报信件。", Quote("13-1", "对受理的举报信件")),),
        ),
        Verdict("clear_and_pursue", "要澄清，也要查处", (_CLEARED, _PURSUED)),
        Verdict("clear", "要澄清", (_CLEARED, _HONEST)),
        Verdict(
            "pursue",
            "要查处",
            (
                _PURSUED,
                Remark(
                    "对被反映的人：还没有查清的接着查，属实的走追责的路；查处举报人，不等于举报的事没有。",
                    Quote("13(3)", "客观公正处理"),
                ),
            ),
        ),
        Verdict(
            "being_checked",
            "还在核查",
            (
                Remark(
                    "还没有查清，对哪一边都不能先下结论；要听被反映的单位、个人解释。",
                    Quote("13(3)", "充分听取被反映单位或个人的解释和说明"),
                ),
            ),
        ),
        Verdict(
            "no_item",
            f"{cited('13')}没有对应的项",
            (
                Remark(
                    f"没有一项用得上。属实、够得上追究的，走追责的路；到那时，可以按{cited('9(1)')}提出容错。",
                    Quote("9(1)", "单位或者个人在受到追责问责时，认为符合容错标准和情形的"),
                ),
                _HONEST,
            ),
        ),
    )
}

ASSUMPTIONS = (
    Remark("一封信里反映了几个问题的，一个问题一个问题地看。", Quote("13(1)", "信访问题")),
    Remark(
        "实名还是匿名、第一次还是重复举报，条文没有区分，这里不问；别的规定怎样受理，不在这里看。",
        Quote("13-1", "对受理的举报信件"),
    ),
)

TENSIONS = (
    Tension(
        (a13.proven, a13.disrupted_reform),
        (),
        Remark(
            "举报属实，又以“干扰改革创新”查处举报人，正是打击报复常见的样子。属实的举报是正常举报；要查处的只能是查明了的不当手段，不能是举报本身。",
            Quote("13-1", "严禁借机打击报复举报人"),
        ),
        headline="但举报属实，谨防打击报复",
    ),
    Tension(
        (a05.minor_breach, a13.malice_found),
        (),
        Remark(
            "一部分属实、一部分是诬陷，可以都是真的：属实的那部分轻微，失实的那部分澄清。",
            Quote("13(1)", "轻微违纪但不够追究纪律责任"),
        ),
    ),
    Tension(
        (a13.proven, a13.unreasonable_petitions),
        (),
        Remark(
            "反映的问题属实，上访却可能无理，可以都是真的；属实的照样要追责。",
            Quote("13(2)", "持续无理上访造成恶劣影响"),
        ),
    ),
)

AFTERWARDS_REMARKS = (
    Remark(
        "一边是被反映的人，一边是举报的人：对一边怎样，推不出对另一边怎样。",
        Quote("13-1", "分清诬告、错告和正常举报"),
    ),
)

MODEL = Model(
    branches=(
        Branch("report_not_accepted", a13.RECEIVED, when=False),
        Branch("clear_and_pursue", a13.BOTH),
        Branch("clear", a13.CLARIFY),
        Branch("pursue", a13.PURSUE),
        Branch("being_checked", a13.CHECKED, when=False),
    ),
    otherwise="no_item",
    rules=(a13.RECEIVED, a13.CLARIFY, a13.PURSUE, a13.CHECKED),
    conflicts=(
        *(
            Conflict(
                yes=pair,
                no=(),
                reason="一个问题查下来只有一种结果：查无实据，轻微违纪，或者属实",
                provisions=("13(1)",),
            )
            for pair in (
                (a13.groundless, a05.minor_breach),
                (a13.groundless, a13.proven),
                (a05.minor_breach, a13.proven),
            )
        ),
        Conflict(
            yes=(a13.proven, a13.malice_found),
            no=(),
            reason="属实的，就不是诬陷",
            provisions=("13(2)",),
        ),
        Conflict(
            yes=(a13.malice_found,),
            no=(a13.groundless, a05.minor_breach, a13.proven),
            reason="还没有查清，就认定不了诬告",
            provisions=("13-1", "13(2)"),
        ),
        *(
            Conflict(
                yes=(means, a13.hindered_reform),
                no=(),
                reason=f"没有用不当手段的，就不是{what}",
                provisions=("13(2)",),
            )
            for means, what in ((a13.disrupted_reform, "用不当手段干扰"), (a13.malice_found, "诬陷"))
        ),
    ),
    duties=(*a13.DUTIES, a11.TALK),
)

SECTIONS = (
    Section(
        "letter",
        "举报和核查",
        "一个问题一个问题地答；还没有查清的，三种结果都选“否”。",
        (a13.accepted, a13.groundless, a05.minor_breach, a13.proven),
    ),
    Section(
        "reporter",
        "举报的人",
        "问的是已经认定、查明的；没有的，选“否”。查无实据不等于恶意。",
        (a13.malice_found, a13.disrupted_reform, a13.unreasonable_petitions, a13.vile_consequence),
    ),
)
AFTERWARDS = (
    Section(
        "lead",
        "线索",
        "不影响结论，只影响可以用什么办法。",
        (a11.vague_lead,),
    ),
)
ALTERNATIVES = Section(
    "accusation-alternatives",
    "换一种读法才用到的",
    "按本站默认的读法，这些回答不影响结论，除非同别的回答矛盾；要看换一种读法会怎样，再答。",
    (a13.chose_to_clarify, a13.hindered_reform),
)

EVALUATOR = Evaluator(MODEL)

ACCUSATION = Check(
    key="a13",
    text=REGULATION,
    title=f"举报自查（{cited('13')}）",
    called="举报自查",
    saved_as="明界举报自查",
    after="要做什么、谁来做",
    evaluator=EVALUATOR,
    verdicts=VERDICTS,
    sections=SECTIONS,
    alternatives=ALTERNATIVES,
    afterwards=AFTERWARDS,
    assumptions=ASSUMPTIONS,
    tensions=TENSIONS,
    always=ALWAYS,
    at_once=True,
    here="学院",
    leads="查一封举报",
    from_article="用这一条看一封举报",
    reserved="查得怎样、是不是诬告，由有权的机关认定",
    nested=True,
    doors=(("", "查一封举报", f"对被反映的人、对举报的人，{cited('13')}各怎么说"),),
    instead="要查的是一封举报，用",
    afterwards_remarks=AFTERWARDS_REMARKS,
)
