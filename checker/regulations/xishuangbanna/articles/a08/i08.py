"""8(8): an error neither recognised nor remedied."""

from checker.logic import ALWAYS, NEVER, AllOf, AnyOf, Element, Not, ReadAs, Reading
from checker.regulations.xishuangbanna.articles.a03 import LAPSE, bad_effect, loss
from checker.regulations.xishuangbanna.articles.a05 import correctable
from checker.regulations.xishuangbanna.articles.a07.facts import recovered_loss, removed_effect
from checker.regulations.xishuangbanna.articles.a08.facts import recognition_lacking
from checker.regulations.xishuangbanna.text import cited, rule

RECOGNITION_COUNTS = Reading(
    "R8.8.recognition",
    "8(8)",
    "思想认识不到位",
    "是单独的要件",
    "没有行动，就说明认识不到位",
    "条文写在最前面；没有行动，另有“未积极主动采取必要措施”",
)
NEITHER_DONE = Reading(
    "R8.8.either",
    "8(8)",
    "挽回损失或者消除负面影响",
    "两样都没有做，才算",
    "造成了的，有一样没有做，就算",
    "“未……或者……”，做了一样就不是“未”",
)
NONE_NECESSARY = Reading(
    "R8.8.void",
    "8(8)",
    "采取必要措施",
    "没有损失和影响的，没有什么必要措施可采取，不在这一项里",
    "没有损失和影响的，也照样要问做了什么",
    f"条文写的是“必要措施”；有错不纠的另有{cited('5(4)')}",
)

_EITHER_DONE = Element("挽回损失或者消除负面影响", AnyOf(recovered_loss, removed_effect))

NOT_REMEDIED = rule(
    "8(8)",
    "认识不到位、不补救",
    "对失误错误行为思想认识不到位，在具备纠错条件的情况下，未积极主动采取必要措施挽回损失或者消除负面影响的",
    AllOf(
        Element("对失误错误行为", LAPSE),
        Element("思想认识不到位", ReadAs(RECOGNITION_COUNTS, recognition_lacking, ALWAYS)),
        Element("在具备纠错条件的情况下", correctable),
        Element(
            "未积极主动采取必要措施挽回损失或者消除负面影响",
            AllOf(
                Element("必要", ReadAs(NONE_NECESSARY, AnyOf(bad_effect, loss), ALWAYS)),
                Element(
                    "未积极主动采取必要措施挽回损失或者消除负面影响",
                    AnyOf(
                        Not(_EITHER_DONE),
                        Element(
                            "挽回损失或者消除负面影响",
                            ReadAs(
                                NEITHER_DONE,
                                NEVER,
                                AnyOf(
                                    Element("挽回损失", AllOf(loss, Not(recovered_loss))),
                                    Element("消除负面影响", AllOf(bad_effect, Not(removed_effect))),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
)
