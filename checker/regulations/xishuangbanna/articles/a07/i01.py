"""7(1): errors in carrying out a decision of the college."""

from checker.logic import NEVER, AllOf, AnyOf, Element, Not, ReadAs, Reading
from checker.regulations.xishuangbanna.articles.a03 import bad_effect, error, loss
from checker.regulations.xishuangbanna.articles.a07.facts import (
    collective_study,
    college_decision,
    democratic_decision,
    effect_gone,
    error_and_deviation,
    improper_gain,
    loss_back,
    open_operation,
    recovered_loss,
    removed_effect,
)
from checker.regulations.xishuangbanna.text import cited, rule

AND_IS_OR = Reading(
    "R7.and",
    "7(1)",
    "工作失误和偏差",
    "“失误和偏差”“影响和损失”，有一样就行",
    "“失误和偏差”“影响和损失”，两样都要有",
    f"{cited('3')}说“不良影响或者损失”，{cited('5(1)')}说“失误或者错误”，用的都是“或者”",
)
EFFORT_IS_ENOUGH = Reading(
    "R7.1.success",
    "7(1)",
    "积极主动消除影响或挽回损失",
    "积极主动去做了就行",
    "要真的消除了、挽回了",
    "条文说的是做，没有说做成",
)
NOTHING_TO_MAKE_GOOD = Reading(
    "R7.1.void",
    "7(1)",
    "积极主动消除影响或挽回损失",
    "没有造成影响和损失的，不要求这一样：没有什么要消除、挽回",
    "没有影响和损失的，也照样要问做了什么",
    "造成了损害再补救的尚可容错，没有造成损害的不应更难",
)

IMPLEMENTING = rule(
    "7(1)",
    "落实决策中的失误偏差",
    "在落实学院党政决策部署中，出现工作失误和偏差，但按程序经集体研究、民主决策、公开运行，"
    "没有为自己、他人或单位、小团体谋取不正当利益，且积极主动消除影响或挽回损失的",
    AllOf(
        Element("在落实学院党政决策部署中", college_decision),
        Element("出现工作失误和偏差", ReadAs(AND_IS_OR, error, AllOf(error, error_and_deviation))),
        Element("按程序经集体研究", collective_study),
        Element("民主决策", democratic_decision),
        Element("公开运行", open_operation),
        Element("没有为自己、他人或单位、小团体谋取不正当利益", Not(improper_gain)),
        Element(
            "积极主动消除影响或挽回损失",
            AnyOf(
                Element("消除影响", ReadAs(EFFORT_IS_ENOUGH, removed_effect, AllOf(removed_effect, effect_gone))),
                Element("挽回损失", ReadAs(EFFORT_IS_ENOUGH, recovered_loss, AllOf(recovered_loss, loss_back))),
                Element("消除影响或挽回损失", ReadAs(NOTHING_TO_MAKE_GOOD, Not(AnyOf(bad_effect, loss)), NEVER)),
            ),
        ),
    ),
)
