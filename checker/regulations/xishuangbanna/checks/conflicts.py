"""What cannot hold together, whatever the case: pairs and groups of answers, each with the words that exclude it."""

from __future__ import annotations

from checker.logic import Conflict, Fact
from checker.regulations.xishuangbanna.articles import a03, a06, a07, a08, a10


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
