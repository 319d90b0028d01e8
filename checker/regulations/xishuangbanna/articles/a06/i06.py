"""6(6): how duty was done."""

from checker.logic import AnyOf, Contrast, Element
from checker.regulations.xishuangbanna.articles.a06.facts import (
    disregarded_discipline,
    grand_for_show,
    hasty_for_results,
    new_ground,
)
from checker.regulations.xishuangbanna.articles.a06.poles import pole
from checker.regulations.xishuangbanna.articles.a07.facts import active_responsibility

CONTRASTS = (
    Contrast(
        pole("6(6)", "开拓进取", new_ground),
        pole(
            "6(6)",
            "无视纪律、急功近利",
            AnyOf(Element("无视纪律", disregarded_discipline), Element("急功近利", hasty_for_results)),
        ),
    ),
    Contrast(
        pole("6(6)", "积极作为", active_responsibility),
        pole("6(6)", "好大喜功", grand_for_show),
    ),
)
