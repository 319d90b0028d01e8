"""What may both be true but is worth a second look; and what a verdict is told with some answers."""

from __future__ import annotations

from checker.engine.check import Caution, Remark, Tension
from checker.logic import Quote
from checker.regulations.xishuangbanna.articles import a03, a05, a06, a07, a08
from checker.regulations.xishuangbanna.text import cited

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
            f"出于公心，也可能同时为单位谋了不正当利益：为公不是{cited('7(1)')}的例外。",
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
            f"总体上依规履职、个别环节违反程序，可以都是真的；{cited('8(3)')}问的是那个环节。",
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
            f"坏结果有一部分出于故意、一部分出于不可抗力，可以都是真的；故意的那部分，仍由{cited('3')}挡住。",
            Quote("3", "非因主观故意"),
        ),
    ),
    Tension(
        (a08.facts.liability_accident,),
        (a03.loss,),
        Remark(
            f"责任事故不一定有财物损失：{cited('8(9)')}问的是影响恶劣。",
            Quote("8(9)", "等责任事故，影响恶劣"),
        ),
    ),
)
