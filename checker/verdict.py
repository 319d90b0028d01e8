"""The verdicts, in their order of precedence, and what cannot hold together.

Articles 3 and 4 say whether the measure applies; article 8, intent (3) and 5(4) bar tolerance; article 7 opens it.
不能 prevails over 可以: 5(2) and 5(5) ask to keep the two apart and to stay within the line.
"""

from __future__ import annotations

from dataclasses import dataclass

from checker.articles import a03, a04, a05, a07, a08
from checker.articles.quoting import rule
from checker.logic import AllOf, AnyOf, Branch, Conflict, Evaluator, Model, Quote


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence of a result and the words of the text that it stands on."""

    text: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one outcome means, and what it does not mean."""

    id: str
    title: str
    remarks: tuple[Remark, ...]


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
                    "按现有回答，至少符合第七条的一项情形，没有看到使容错不能成立的情况。条文说的是“可以”，不是“应当”。",
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
                    "按现有回答，第七条第（一）至（八）项都不符合，也没有看到使容错不能成立的情况。",
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

# 7(5) counts a petition as an outcome beside those of article 3; else its words would be idle.
CONSEQUENCE = rule(
    "3", "有失误或者后果", "导致工作未达到预期、造成不良影响或者损失", AnyOf(a03.OUTCOME, a07.OLD_PROBLEMS)
)
APPLICABLE = rule("3", "本办法所称的容错纠错", "本办法所称容错纠错", AllOf(a04.SUBJECT, a03.IN_DUTY, CONSEQUENCE))
BARRED = rule(
    "5(2)", "不能容错", "准确区分可以容错和不能容错的情形", AnyOf(a08.EXCLUSION, a03.INTENT, a05.NOT_CORRECTED)
)

MODEL = Model(
    branches=(
        Branch("not_applicable", APPLICABLE, when=False),
        Branch("not_tolerable", BARRED),
        Branch("situation_met", a07.SITUATION),
    ),
    otherwise="no_situation_met",
    rules=(
        a03.IN_DUTY,
        a03.OUTCOME,
        a03.INTENT,
        a04.SUBJECT,
        a05.NOT_CORRECTED,
        *a07.SITUATIONS,
        *a08.EXCLUSIONS,
    ),
    conflicts=(
        Conflict(
            yes=(a08.private_gain,),
            no=(a07.improper_gain,),
            reason="谋取私利，就是谋取了不正当利益；反过来不一定",
            provisions=("8(5)", "7(1)"),
        ),
        Conflict(
            yes=(a08.broke_prohibitory,),
            no=(a07.express_prohibition,),
            reason="违反了法律法规的禁止性规定，就是有明令禁止",
            provisions=("8(2)", "7(3)"),
        ),
        Conflict(
            yes=(a08.vile_effect,),
            no=(a03.bad_effect,),
            reason="影响恶劣，就是有不良影响",
            provisions=("8(9)", "3"),
        ),
        Conflict(
            yes=(a07.exploratory_error,),
            no=(a03.error,),
            reason="出现了探索性失误，就是出现了失误",
            provisions=("7(2)", "5(1)"),
        ),
        Conflict(
            yes=(a08.heavy_loss,),
            no=(a03.loss,),
            reason="造成了重大损失，就是造成了损失",
            provisions=("8(10)", "3"),
        ),
        Conflict(
            yes=(a08.repeated_error,),
            no=(a03.error,),
            reason="同一事由重复出现失误错误，就是出现了失误错误",
            provisions=("8(7)", "5(1)"),
        ),
        *(
            Conflict(
                yes=(harm,),
                no=(a03.error, a03.shortfall, a03.bad_effect, a03.loss),
                reason=f"{harm.statement}，就不会既没有失误错误、未达到预期，又没有不良影响和损失",
                provisions=("8(6)", "3"),
            )
            for harm in (a08.harmed_development, a08.harmed_public)
        ),
    ),
)

EVALUATOR = Evaluator(MODEL)
