"""The verdicts, in their order of precedence, and what cannot hold together.

Articles 3 and 4 say whether the measure applies; article 8, intent (3) and 5(4) bar tolerance; article 7 opens it.
不能 prevails over 可以: 5(2) and 5(5) ask to keep the two apart and to stay within the line.
"""

from __future__ import annotations

from checker.engine.check import Caution, Remark, Tension, Verdict
from checker.logic import (
    ALWAYS,
    NEVER,
    AllOf,
    AnyOf,
    Branch,
    Conflict,
    Element,
    Evaluator,
    Fact,
    Model,
    Not,
    Quote,
    ReadAs,
    Reading,
)
from checker.regulations.xishuangbanna.articles import a03, a04, a05, a06, a07, a08, a10, a11, a12, a14
from checker.regulations.xishuangbanna.text import rule

VERDICTS = {
    verdict.id: verdict
    for verdict in (
        Verdict(
            "not_applicable",
            "不适用",
            (
                Remark(
                    "按现有回答，这件事不在本细则的范围里。",
                    Quote("3", "本办法所称容错纠错，是指"),
                ),
                Remark(
                    "不适用不等于有责任：本细则只说什么可以容，不说谁该被追究。人员不在第四条所列的，可以向学院纪委询问适用哪一个规定。",
                    Quote("15", "本办法由学院纪委负责解释。"),
                ),
            ),
        ),
        Verdict(
            "not_tolerable",
            "不能容错",
            (
                Remark(
                    "按现有回答，至少有一项使容错不能成立；照字面，它压过第七条的“可以”。",
                    Quote("5(2)", "准确区分可以容错和不能容错的情形"),
                ),
                Remark(
                    "不能容错不等于有责任，也不等于从重：是否追责、如何追责，由问责机关依照别的规定认定。",
                    Quote("9(3)", "集体研究，作出是否容错的认定"),
                ),
            ),
        ),
        Verdict(
            "situation_met",
            "符合容错情形",
            (
                Remark(
                    "按现有回答和所取的读法，至少符合第七条的一项情形，没有一条规则使容错不能成立。条文说的是“可以”，不是“应当”。",
                    Quote("7-1", "符合下列情形之一的，可以进行容错"),
                ),
                Remark(
                    "这只是“情形”的一半。“标准”要由问责机关按第六条综合分析。",
                    Quote("6-1", "容错的认定要综合分析"),
                ),
                Remark(
                    "是否容错，免责还是从轻、减轻，由问责机关集体研究认定；这里不作判断。",
                    Quote("9(3)", "集体研究，作出是否容错的认定"),
                ),
            ),
        ),
        Verdict(
            "no_situation_met",
            "未见符合情形",
            (
                Remark(
                    "按现有回答和所取的读法，没有看到可以容错的情形成立，也没有看到使容错不能成立的情况。",
                    Quote("7-1", "符合下列情形之一的"),
                ),
                Remark(
                    "路没有走完：第（九）项“其他”由问责机关认定；认错态度好、主动挽回的，还有第十一条第（三）项；上位规定也可能另有从宽的条款。",
                    Quote("11(3)", "对认错态度好、主动挽回损失和影响的，应当体现政策"),
                ),
            ),
        ),
    )
}


ASSUMPTIONS = (
    Remark(
        "所有问题都按事情发生时有效的党规党纪、法律法规和学院制度来答。",
        Quote("7(8)", "按照事发当时党规党纪、法律法规和学院有关制度"),
    ),
    Remark(
        "本细则已经施行，并且管得到这件事：条文从印发之日起施行，但没有写明印发日期。",
        Quote("16", "自印发之日起施行"),
    ),
    Remark(
        "只看一件事、一个行为；几件事，请分几次做。",
        Quote("8-1", "有下列情形之一的"),
    ),
)

PETITION_COUNTS = Reading(
    "R3.petition",
    "7(5)",
    "引发信访举报",
    "同第七条第（五）项其余各样合起来，信访举报就算有了结果",
    "信访举报本身不是第三条说的后果",
    "否则第七条第（五）项的“引发信访举报”就没有用处",
)
LAWFULNESS_IS_NO_ELEMENT = Reading(
    "R3.lawful",
    "3",
    "符合法律法规和本办法规定的标准、情形",
    "说的是法律法规和本办法所规定的标准、情形",
    "行为本身要符合法律法规",
    "“规定的”管着前面两样",
)
INTENT_BARS = Reading(
    "R3.bar",
    "3",
    "非因主观故意",
    "主观故意的，不能容错",
    "主观故意的，本办法不适用",
    "本办法管得到这件事，只是不容",
)
THIS_ACT_ALONE = Reading(
    "R8.scope.act",
    "8-1",
    "有下列情形之一的，不能容错",
    "挡的是落入第八条的那个行为",
    "同一件事里有一个行为落入第八条，整件事都不能容错",
    "容错看的是各个行为",
)
ALL_THREE_BARRED = Reading(
    "R8.scope.measures",
    "8-1",
    "不能容错",
    "免责、从轻、减轻都不行",
    "只是不能免责，从轻、减轻还可以（这样读，“符合容错情形”不含免责）",
    "第三条把三样都放在容错里",
)
EIGHT_PREVAILS = Reading(
    "R7/8",
    "8-1",
    "不能容错",
    "又合第七条、又落入第八条的，不能容错",
    "又合第七条、又落入第八条的，两边权衡，情形仍算符合",
    "“不能”压过“可以”；第五条第（二）、（五）项要求划清界限",
)
BARS_ALL_THE_SAME = Reading(
    "R7.8",
    "7(8)",
    "不应追究责任",
    "当时不应追责的，落入第八条也不能容错；但这不产生任何责任",
    "当时不应追责的，没有什么可挡，第八条不起作用",
    "第八条没有写例外",
)

CONSEQUENCE = rule(
    "3",
    "有失误或者后果",
    "导致工作未达到预期、造成不良影响或者损失",
    ReadAs(PETITION_COUNTS, AnyOf(a03.OUTCOME, a07.i05.OLD_PROBLEMS), a03.OUTCOME),
)
APPLICABLE = rule(
    "3",
    "本办法所称的容错纠错",
    "本办法所称容错纠错，是指对学院各二级学院和领导干部在履职担当、改革创新过程中，非因主观故意，"
    "导致工作未达到预期、造成不良影响或者损失，符合法律法规和本办法规定的标准、情形的",
    AllOf(
        a04.SUBJECT,
        a03.IN_DUTY,
        CONSEQUENCE,
        Element("非因主观故意", ReadAs(INTENT_BARS, ALWAYS, Not(AnyOf(a03.INTENT, a03.DERELICTION)))),
        Element(
            "符合法律法规",
            ReadAs(LAWFULNESS_IS_NO_ELEMENT, ALWAYS, Not(AnyOf(a08.i02.LAW_BROKEN, a08.facts.ignored_law))),
        ),
    ),
)
LISTED_SITUATION = rule("7-1", "合第七条", "符合下列情形之一的", AnyOf(*a07.SITUATIONS))
SITUATION = rule(
    "7-1",
    "可以容错的情形",
    "符合下列情形之一的，可以进行容错",
    AllOf(
        Element("符合下列情形之一", AnyOf(LISTED_SITUATION, ReadAs(a11.GRADING_ONLY, NEVER, a11.LENIENT))),
        Element("综合分析", ReadAs(a06.WEIGHED_AS_A_WHOLE, ALWAYS, Not(a06.ADVERSE)), provision="6-1"),
    ),
)
other_act_excluded = Fact(
    "other_act_excluded",
    "同一件事里，当事方的另一个行为落入第八条",
    "同一件事里，当事方还有另一个行为落入第八条吗？",
    "另一个行为请另做一次自查。",
)
LISTED = rule(
    "8-1",
    "落入第八条",
    "有下列情形之一的",
    AnyOf(*a08.EXCLUSIONS, ReadAs(THIS_ACT_ALONE, NEVER, Element("有下列情形之一", other_act_excluded))),
)
EXCLUSION = rule(
    "8-1",
    "第八条的“不能”",
    "有下列情形之一的，不能容错",
    AllOf(
        LISTED,
        Element("不能", ReadAs(EIGHT_PREVAILS, ALWAYS, Not(LISTED_SITUATION))),
        Element("容错", ReadAs(ALL_THREE_BARRED, ALWAYS, NEVER)),
        Element("不能容错", ReadAs(BARS_ALL_THE_SAME, ALWAYS, Not(a07.facts.no_liability_then))),
        # What only grades a finding cannot lift the bar to it: the second reading supposes the first.
        Element(
            "不能容错",
            ReadAs(a11.GRADING_ONLY, ALWAYS, ReadAs(a11.NEVER_PAST_EIGHT, ALWAYS, Not(a11.LENIENT))),
        ),
    ),
)
BARRED = rule(
    "5(2)",
    "不能容错",
    "准确区分可以容错和不能容错的情形",
    AnyOf(EXCLUSION, a03.INTENT, a03.DERELICTION, a05.NOT_CORRECTED, a05.DISCIPLINE_BROKEN),
)


def _harmless(fact: Fact) -> tuple[Conflict, ...]:
    """Harm without any outcome: an error is one only as article 3 is read by default."""
    outcomes = (a03.shortfall, a03.bad_effect, a03.loss)
    reason = f"{fact.statement}，就不会没有任何后果"
    return (
        Conflict(
            (fact,),
            (a03.error, *outcomes),
            f"{reason}：失误错误、未达到预期、不良影响、损失，至少有一样",
            _WITH_3[fact],
        ),
        Conflict(
            (fact,),
            outcomes,
            f"{reason}：未达到预期、不良影响、损失，至少有一样",
            _WITH_3[fact],
            a03.COUNT_ERROR,
            otherwise=True,
        ),
    )


_WITH_3 = {
    a08.facts.harmed_development: ("8(6)", "3"),
    a08.facts.harmed_public: ("8(6)", "3"),
    a08.facts.liability_accident: ("8(9)", "3"),
}

CONFLICTS = (
    # What came of it
    Conflict(
        yes=(a07.facts.heavy_loss,),
        no=(a03.loss,),
        reason="造成了重大损失，就是造成了损失",
        provisions=("8(10)", "3"),
    ),
    Conflict(
        yes=(a08.facts.vile_effect,),
        no=(a03.bad_effect,),
        reason="影响恶劣，就是有不良影响",
        provisions=("8(9)", "3"),
    ),
    Conflict(
        yes=(a08.facts.vile_effect, a06.facts.minor_effect),
        no=(),
        reason="影响恶劣，就不是轻微的负面影响",
        provisions=("8(9)", "6(5)"),
    ),
    *(conflict for fact in _WITH_3 for conflict in _harmless(fact)),
    # Errors
    Conflict(
        yes=(a07.facts.exploratory_error,),
        no=(a03.error,),
        reason="出现了探索性失误，就是出现了失误",
        provisions=("7(2)", "5(1)"),
    ),
    Conflict(
        yes=(a08.facts.repeated_error,),
        no=(a03.error,),
        reason="同一事由重复出现失误错误，就是出现了失误错误",
        provisions=("8(7)", "5(1)"),
    ),
    Conflict(
        yes=(a03.deviation_only, a07.facts.error_and_deviation),
        no=(),
        reason="只有偏差，就不是既有失误、又有偏差",
        provisions=("7(1)",),
    ),
    *(
        Conflict(
            yes=(a03.deviation_only, fact),
            no=(),
            reason=f"只有偏差、没有失误错误，就不会{what}",
            provisions=(place, "7(1)"),
            reading=a03.DEVIATION_IS_NO_ERROR,
        )
        for fact, what, place in (
            (a07.facts.exploratory_error, "有探索性失误", "7(2)"),
            (a07.facts.grave_error, "有重大的失误", "7(4)"),
            (a08.facts.repeated_error, "重复出现失误错误", "8(7)"),
        )
    ),
    # What was done about it
    Conflict(
        yes=(a07.facts.recovered_loss,),
        no=(a03.loss,),
        reason="没有造成损失，就没有损失可挽回；造成过、后来挽回了的，“造成了损失”仍选“是”",
        provisions=("7(1)", "3"),
    ),
    Conflict(
        yes=(a07.facts.removed_effect,),
        no=(a03.bad_effect,),
        reason="没有造成不良影响，就没有影响可消除；造成过、后来消除了的，“造成了不良影响”仍选“是”",
        provisions=("7(1)", "3"),
    ),
    # Motive and gain
    Conflict(
        yes=(a08.facts.private_gain,),
        no=(a07.facts.improper_gain,),
        reason="谋取私利，就是谋取了不正当利益；反过来不一定",
        provisions=("8(5)", "7(1)"),
    ),
    Conflict(
        yes=(a06.facts.public_motive, a06.facts.for_clique),
        no=(),
        reason="出于公心，就不是为小团体打算",
        provisions=("6(1)",),
    ),
    Conflict(
        yes=(a06.facts.backroom,),
        no=(a08.facts.used_office,),
        reason="利用职权暗箱操作，就是利用了职权之便",
        provisions=("6(2)", "8(5)"),
    ),
    # Causes
    Conflict(
        yes=(a03.dereliction,),
        no=(a07.facts.other_causes,),
        reason="失职失责，就是当事方自身的原因",
        provisions=("6(8)", "7(2)"),
    ),
    # How it was decided and done
    Conflict(
        yes=(a07.facts.democratic_decision, a06.facts.sole_decision),
        no=(),
        reason="民主作出的决定，就不是一个人说了算",
        provisions=("7(1)", "6(2)"),
    ),
    Conflict(
        yes=(a07.facts.open_operation, a06.facts.backroom),
        no=(),
        reason="公开运行，就不是瞒着该知道的人暗箱操作",
        provisions=("7(1)", "6(2)"),
    ),
    Conflict(
        yes=(a08.facts.concealed, a08.facts.reported_late),
        no=(),
        reason="报晚了而没有瞒的，就不是隐瞒不报",
        provisions=("8(4)", "8(3)"),
    ),
    # The rules of the time
    Conflict(
        yes=(a08.facts.broke_prohibitory,),
        no=(a07.facts.express_prohibition,),
        reason="违反了法律法规的禁止性规定，就是有明令禁止",
        provisions=("8(2)", "7(3)"),
    ),
    Conflict(
        yes=(a07.facts.no_liability_then, a07.facts.lesser_liability_then),
        no=(),
        reason="不应追究责任，就谈不上从轻减轻追究",
        provisions=("7(8)",),
    ),
    *(
        Conflict(
            yes=pair,
            no=(),
            reason="只按后来的规定才算违反的，按当时的规定就没有违反",
            provisions=(place, "7(8)"),
        )
        for pair, place in (
            ((a08.facts.broke_procedure, a08.facts.broke_later_procedure), "8(3)"),
            ((a08.facts.exceeded_authority, a08.facts.exceeded_later_authority), "8(4)"),
            ((a08.facts.ignored_rules, a08.facts.broke_later_rules), "8(6)"),
            ((a08.facts.broke_departmental_rule, a08.facts.broke_later_rules), "8(6)"),
        )
    ),
    # The organ's finding
    Conflict(
        yes=(a10.member_found,),
        no=(a10.finding_made,),
        reason="对成员个人认定了容错，就是作出了认定",
        provisions=("10-1", "9(3)"),
    ),
)

MODEL = Model(
    branches=(
        Branch("not_applicable", APPLICABLE, when=False),
        Branch("not_tolerable", BARRED),
        Branch("situation_met", SITUATION),
    ),
    otherwise="no_situation_met",
    rules=(
        a03.IN_DUTY,
        a03.OUTCOME,
        a03.INTENT,
        a03.DERELICTION,
        a04.SUBJECT,
        a05.NOT_CORRECTED,
        a05.DISCIPLINE_BROKEN,
        *a07.SITUATIONS,
        *a08.EXCLUSIONS,
    ),
    contrasts=a06.CONTRASTS,
    conflicts=CONFLICTS,
    duties=(*a10.EFFECTS, *a11.DUTIES, *a12.DUTIES, *a14.DUTIES),
)

CAUTIONS = (
    Caution(
        "situation_met",
        (
            a05.broke_discipline,
            a05.minor_breach,
            a08.facts.broke_prohibitory,
            a08.facts.broke_mandatory,
            a08.facts.broke_departmental_rule,
            a08.facts.ignored_law,
            a08.facts.ignored_rules,
            a03.knowing_breach,
            a07.facts.express_prohibition,
            a07.facts.improper_gain,
            a06.facts.abused_power,
            a03.dereliction,
        ),
        "但回答触及纪律、法律",
        "回答里有触及纪律、法律的：{facts}。是否违纪违法、到什么程度，由有权的机关先行认定；认定越过红线、底线的，不能容错。",
        Quote("5(5)", "容错工作必须在纪律红线、法律底线内进行"),
    ),
)

TENSIONS = (
    Tension(
        (a06.facts.public_motive, a07.facts.improper_gain),
        (),
        Remark(
            "出于公心，也可能同时为单位谋了不正当利益：为公不是第七条第（一）项的例外。",
            Quote("7(1)", "没有为自己、他人或单位、小团体谋取不正当利益"),
        ),
    ),
    Tension(
        (a07.facts.collective_study, a06.facts.sole_decision),
        (),
        Remark(
            "开过会，也可能仍是一个人说了算：借集体决策的旗号，不是民主决策。",
            Quote("6(2)", "区分决策过程是民主决策还是个人专断"),
        ),
    ),
    Tension(
        (a06.facts.investigated, a06.facts.blind_decision),
        (),
        Remark(
            "一处调研得深，另一处没有调研就定了，可以都是真的；请核对两个回答说的是不是同一个决定。",
            Quote("6(2)", "未做调研盲目决策"),
        ),
    ),
    Tension(
        (a07.facts.democratic_decision, a08.facts.headstrong),
        (),
        Remark(
            "决定按规则民主作出，执行中或者对提醒仍可能固执专断；请核对两个回答说的是不是同一个决定。",
            Quote("6(2)", "区分决策过程是民主决策还是个人专断"),
        ),
    ),
    Tension(
        (a06.facts.by_the_rules, a08.facts.broke_procedure),
        (),
        Remark(
            "总体上依规履职、个别环节违反程序，可以都是真的；第八条第（三）项问的是那个环节。",
            Quote("8(3)", "违反工作程序"),
        ),
    ),
    Tension(
        (a05.corrected,),
        (a05.correctable,),
        Remark(
            "错误本身无从纠正，仍可以整改，免得再错；请核对“已经纠错、整改”答的是哪一样。",
            Quote("5(4)", "又注重纠正错误、整改问题、减少损失"),
        ),
    ),
    Tension(
        (a05.corrected, a06.facts.perfunctory),
        (),
        Remark(
            "先敷衍、后来认真改了，可以都是真的；是主动纠错还是敷衍塞责，由问责机关看前后的表现。",
            Quote("6(9)", "分清是主动纠错还是敷衍塞责"),
        ),
    ),
    *(
        Tension(
            (fact, a06.facts.let_it_be),
            (),
            Remark(
                f"一处{what}、一处听之任之，或者先后不同，可以都是真的；请核对两个回答说的是不是同一件。",
                Quote("6(5)", "分清是主动消除还是听之任之"),
            ),
        )
        for fact, what in ((a07.facts.removed_effect, "消除"), (a07.facts.recovered_loss, "挽回"))
    ),
    Tension(
        (a06.facts.for_clique,),
        (a08.facts.private_gain,),
        Remark(
            "为小团体打算、又没有谋取私利，可以都是真的；本站把小团体归入“他人”，请核对有没有利用职权为它谋利。",
            Quote("8(5)", "利用职权之便为自己、他人或者单位谋取私利"),
        ),
    ),
    Tension(
        (a07.facts.force_majeure,),
        (a07.facts.unforeseeable,),
        Remark(
            "不可抗力是一个原因，别的因素本可预见，可以都是真的；能预见的那部分，看当时有没有防备。",
            Quote("6(8)", "分清是难以预见还是有规不依"),
        ),
    ),
    Tension(
        (a07.facts.recovered_loss,),
        (a05.correctable,),
        Remark(
            "错误本身无从纠正，损失仍可以挽回；请核对“具备纠错条件”答的是哪一样。",
            Quote("8(8)", "在具备纠错条件的情况下"),
        ),
    ),
    Tension(
        (a03.intent, a07.facts.force_majeure),
        (),
        Remark(
            "坏结果有一部分出于故意、一部分出于不可抗力，可以都是真的；故意的那部分，仍由第三条挡住。",
            Quote("3", "非因主观故意"),
        ),
    ),
    Tension(
        (a08.facts.liability_accident,),
        (a03.loss,),
        Remark(
            "责任事故不一定有财物损失：第八条第（九）项问的是影响恶劣。",
            Quote("8(9)", "等责任事故，影响恶劣"),
        ),
    ),
)

EVALUATOR = Evaluator(MODEL)
