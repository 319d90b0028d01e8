"""第六条: nine standards, seventeen contrasts. They are weighed as a whole (综合分析); none decides by itself.

A pole is there if something that points to it is: an exclusion of article 8 that is met, an element of article 7, or a
fact of its own. Poles are not each other's negation, and no adverse pole ever leads to an exclusion.
"""

from checker.articles import a08
from checker.articles.a03 import bad_effect, dereliction, error, loss
from checker.articles.a05 import broke_discipline, corrected
from checker.articles.a06_facts import (
    abused_power,
    backroom,
    blind_decision,
    by_the_rules,
    distorted_rules,
    for_clique,
    furthered_decision,
    grand_for_show,
    hasty_for_results,
    hindered_decision,
    inaction,
    investigated,
    let_it_be,
    minor_effect,
    new_ground,
    perfunctory,
    public_motive,
    reckless,
    sole_decision,
)
from checker.articles.a07 import (
    active_responsibility,
    breaking_barriers,
    common_interest,
    creative_work,
    democratic_decision,
    express_prohibition,
    first_trial,
    force_majeure,
    heavy_loss,
    open_operation,
    pilot_work,
    recovered_loss,
    removed_effect,
    unclear_policy,
    unforeseeable,
)
from checker.articles.quoting import rule
from checker.logic import AllOf, AnyOf, Contrast, Element, Expression, Reading, Rule

WEIGHED_AS_A_WHOLE = Reading(
    "R6",
    "6-1",
    "容错的认定要综合分析",
    "各组放在一起权衡，有一组落在不利的一端只是风险",
    "有一组落在不利的一端，就不算符合容错情形",
    "条文写的是“综合分析”，没有写一组不过就不过",
)


_AROSE = Element("造成不良影响或者损失", AnyOf(bad_effect, loss), provision="3")
_LEFT_ALONE = Element("听之任之", AllOf(_AROSE, let_it_be), provision="6(5)")


def _pole(provision: str, words: str, condition: Expression) -> Rule:
    """A pole goes by its words."""
    return rule(provision, words, words, condition)


CONTRASTS = (
    Contrast(
        _pole("6(1)", "出于公心", public_motive),
        _pole("6(1)", "假公济私、以权谋私", a08.private_gain),
    ),
    Contrast(
        # 集体、人民利益 (7(4)) is what 师生员工利益 is within a college.
        _pole(
            "6(1)",
            "为了维护师生员工利益、排除学院改革发展稳定障碍的担当之举",
            AnyOf(
                Element("维护师生员工利益", common_interest),
                Element("排除学院改革发展稳定障碍", breaking_barriers),
            ),
        ),
        _pole(
            "6(1)",
            "为了徇私或谋取小团体利益",
            AnyOf(Element("徇私", a08.private_gain), Element("谋取小团体利益", for_clique)),
        ),
    ),
    Contrast(
        _pole("6(2)", "民主决策", democratic_decision),
        _pole(
            "6(2)",
            "个人专断、一意孤行",
            AnyOf(Element("个人专断", sole_decision), Element("一意孤行", AnyOf(a08.headstrong, a08.own_way))),
        ),
    ),
    Contrast(
        _pole("6(2)", "依规履职", by_the_rules),
        _pole("6(2)", "滥用职权", AnyOf(abused_power, a08.BEYOND_AUTHORITY, a08.PRIVATE_GAIN)),
    ),
    Contrast(
        # One way of going about it: all three. The adverse pole names three ways of going wrong: one is enough.
        _pole(
            "6(2)",
            "经过深入调查研究、民主决策、阳光运行",
            AllOf(
                Element("深入调查研究", investigated),
                Element("民主决策", democratic_decision),
                Element("阳光运行", open_operation),
            ),
        ),
        _pole(
            "6(2)",
            "利用职权暗箱操作或是未做调研盲目决策的乱作为、充当老好人不敢担当不敢碰硬的不作为",
            AnyOf(
                Element("利用职权暗箱操作", backroom),
                Element("未做调研盲目决策的乱作为", blind_decision),
                Element("充当老好人不敢担当不敢碰硬的不作为", inaction),
            ),
        ),
    ),
    Contrast(
        _pole(
            "6(3)",
            "促进了学院党政决策部署的顺利实施",
            furthered_decision,
        ),
        _pole(
            "6(3)",
            "阻碍、破坏决策实施",
            hindered_decision,
        ),
    ),
    Contrast(
        # 先行先试 is by itself what is done before those above have settled how.
        _pole(
            "6(4)",
            "在上级尚未明确规定时的探索实施",
            AnyOf(
                first_trial,
                Element(
                    "在上级尚未明确规定时的探索实施",
                    AllOf(
                        Element("上级尚未明确规定", unclear_policy),
                        Element("探索实施", AnyOf(pilot_work, creative_work)),
                    ),
                ),
            ),
        ),
        _pole(
            "6(4)",
            "明令禁止后的有禁不止",
            AnyOf(
                express_prohibition,
                a08.HIGHER_DECISIONS,
                a08.LAW_BROKEN,
            ),
        ),
    ),
    Contrast(
        _pole(
            "6(5)",
            "造成了轻微负面影响",
            AllOf(Element("负面影响", bad_effect), Element("轻微负面影响", minor_effect)),
        ),
        _pole("6(5)", "造成了严重危害", AnyOf(heavy_loss, a08.vile_effect, a08.ACCIDENT)),
    ),
    Contrast(
        _pole("6(5)", "主动消除", removed_effect),
        _pole("6(5)", "听之任之", AnyOf(_LEFT_ALONE, a08.NOT_REMEDIED)),
    ),
    Contrast(
        _pole("6(6)", "开拓进取", new_ground),
        _pole(
            "6(6)",
            "无视纪律、急功近利",
            AnyOf(Element("无视纪律", broke_discipline), Element("急功近利", hasty_for_results)),
        ),
    ),
    Contrast(
        _pole("6(6)", "积极作为", active_responsibility),
        _pole("6(6)", "好大喜功", grand_for_show),
    ),
    Contrast(
        _pole("6(7)", "界限不明", unclear_policy),
        _pole("6(7)", "故意曲解、随意变通", distorted_rules),
    ),
    Contrast(
        _pole("6(7)", "先行先试", first_trial),
        _pole("6(7)", "肆意妄为", reckless),
    ),
    Contrast(
        _pole("6(8)", "不可抗力", force_majeure),
        _pole(
            "6(8)",
            "自以为是、失职失责",
            AnyOf(Element("自以为是", a08.headstrong), Element("失职失责", dereliction)),
        ),
    ),
    Contrast(
        _pole("6(8)", "难以预见", unforeseeable),
        _pole("6(8)", "有规不依", AnyOf(a08.ignored_law, a08.ignored_rules, a08.RULES_IGNORED)),
    ),
    Contrast(
        _pole("6(9)", "及时补救", AnyOf(recovered_loss, removed_effect)),
        _pole("6(9)", "消极应对、漠视损失", AnyOf(_LEFT_ALONE, a08.NOT_REMEDIED)),
    ),
    Contrast(
        _pole("6(9)", "主动纠错", AllOf(error, corrected)),
        _pole("6(9)", "敷衍塞责", AllOf(error, perfunctory)),
    ),
)

ADVERSE = rule(
    "6-1",
    "有一组落在不利的一端",
    "坚持以下判断标准",
    AnyOf(*(contrast.adverse for contrast in CONTRASTS)),
)
