"""The verdicts, in their order of precedence.

Articles 3 and 4 say whether the measure applies; article 8, intent (3) and 5(4) bar tolerance; article 7 opens it.
不能 prevails over 可以: 5(2) and 5(5) ask to keep the two apart and to stay within the line.
"""

from __future__ import annotations

from checker.engine.check import Remark, Verdict
from checker.logic import (
    ALWAYS,
    NEVER,
    AllOf,
    AnyOf,
    Branch,
    Element,
    Evaluator,
    Model,
    Not,
    Quote,
    ReadAs,
)
from checker.regulations.xishuangbanna.articles import a03, a04, a05, a06, a07, a08, a10, a11, a12, a14
from checker.regulations.xishuangbanna.checks.conflicts import CONFLICTS
from checker.regulations.xishuangbanna.text import cited, rule

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
                    f"不适用不等于有责任：本细则只说什么可以容，不说谁该被追究。人员不在{cited('4')}所列的，可以向学院纪委询问适用哪一个规定。",
                    Quote("15", "本办法由学院纪委负责解释。"),
                ),
            ),
        ),
        Verdict(
            "not_tolerable",
            "不能容错",
            (
                Remark(
                    f"按现有回答，至少有一项使容错不能成立；照字面，它压过{cited('7')}的“可以”。",
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
                    f"按现有回答和所取的读法，至少符合{cited('7')}的一项情形，没有一条规则使容错不能成立。条文说的是“可以”，不是“应当”。",
                    Quote("7-1", "符合下列情形之一的，可以进行容错"),
                ),
                Remark(
                    f"这只是“情形”的一半。“标准”要由问责机关按{cited('6')}综合分析。",
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
                    f"路没有走完：{cited('7(9)')}“其他”由问责机关认定；认错态度好、主动挽回的，还有{cited('11(3)')}；上位规定也可能另有从宽的条款。",
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


CONSEQUENCE = rule(
    "3",
    "有失误或者后果",
    "导致工作未达到预期、造成不良影响或者损失",
    ReadAs(a03.PETITION_COUNTS, AnyOf(a03.OUTCOME, a07.i05.OLD_PROBLEMS), a03.OUTCOME),
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
        Element("非因主观故意", ReadAs(a03.INTENT_BARS, ALWAYS, Not(AnyOf(a03.INTENT, a03.DERELICTION)))),
        Element(
            "符合法律法规",
            ReadAs(a03.LAWFULNESS_IS_NO_ELEMENT, ALWAYS, Not(AnyOf(a08.i02.LAW_BROKEN, a08.facts.ignored_law))),
        ),
    ),
)
LISTED_SITUATION = rule("7-1", f"合{cited('7')}", "符合下列情形之一的", AnyOf(*a07.SITUATIONS))
SITUATION = rule(
    "7-1",
    "可以容错的情形",
    "符合下列情形之一的，可以进行容错",
    AllOf(
        Element("符合下列情形之一", AnyOf(LISTED_SITUATION, ReadAs(a11.GRADING_ONLY, NEVER, a11.LENIENT))),
        Element("综合分析", ReadAs(a06.WEIGHED_AS_A_WHOLE, ALWAYS, Not(a06.ADVERSE)), provision="6-1"),
    ),
)
LISTED = rule(
    "8-1",
    f"落入{cited('8')}",
    "有下列情形之一的",
    AnyOf(
        *a08.EXCLUSIONS, ReadAs(a08.p1.THIS_ACT_ALONE, NEVER, Element("有下列情形之一", a08.facts.other_act_excluded))
    ),
)
EXCLUSION = rule(
    "8-1",
    f"{cited('8')}的“不能”",
    "有下列情形之一的，不能容错",
    AllOf(
        LISTED,
        Element("不能", ReadAs(a08.p1.EIGHT_PREVAILS, ALWAYS, Not(LISTED_SITUATION))),
        Element("容错", ReadAs(a08.p1.ALL_THREE_BARRED, ALWAYS, NEVER)),
        Element("不能容错", ReadAs(a07.i08.BARS_ALL_THE_SAME, ALWAYS, Not(a07.facts.no_liability_then))),
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

EVALUATOR = Evaluator(MODEL)
