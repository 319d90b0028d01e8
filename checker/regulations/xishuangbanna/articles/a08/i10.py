"""8(10): warnings of great risk not heeded, great loss."""

from checker.logic import AllOf, Element, Reading
from checker.logic.listing import all_or_any, any_or_all
from checker.regulations.xishuangbanna.articles.a07.facts import heavy_loss
from checker.regulations.xishuangbanna.articles.a08.facts import (
    headstrong,
    ignored_prevention,
    ignored_warning,
    own_way,
)
from checker.regulations.xishuangbanna.text import rule

EITHER_UNHEEDED = Reading(
    "R8.10.heed",
    "8(10)",
    "提醒和防范",
    "提醒、防范有一样不重视就算",
    "提醒、防范两样都不重视才算",
    "两样各自都是该做的",
)
BOTH_HEADSTRONG = Reading(
    "R8.10.both",
    "8(10)",
    "固执专断，我行我素",
    "两句意思相近，合起来看，都要有",
    "有一样就算",
    "两句之间只有一个逗号，没有“或者”",
)

WARNING_IGNORED = rule(
    "8(10)",
    "不听提醒、造成重大损失",
    "因不重视重大风险提醒和防范，固执专断，我行我素，造成重大损失的",
    AllOf(
        Element("不重视重大风险提醒和防范", any_or_all(EITHER_UNHEEDED, ignored_warning, ignored_prevention)),
        Element(
            "固执专断，我行我素",
            all_or_any(BOTH_HEADSTRONG, Element("固执专断", headstrong), Element("我行我素", own_way)),
        ),
        Element("造成重大损失", heavy_loss),
    ),
)
