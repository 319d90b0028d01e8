"""6(8): where the trouble came from."""

from checker.logic import AnyOf, Contrast, Element
from checker.regulations.xishuangbanna.articles.a03 import dereliction
from checker.regulations.xishuangbanna.articles.a06.poles import pole
from checker.regulations.xishuangbanna.articles.a07.facts import force_majeure, unforeseeable
from checker.regulations.xishuangbanna.articles.a08.facts import headstrong, ignored_law, ignored_rules
from checker.regulations.xishuangbanna.articles.a08.i06 import RULES_IGNORED

CONTRASTS = (
    Contrast(
        pole("6(8)", "不可抗力", force_majeure),
        pole(
            "6(8)",
            "自以为是、失职失责",
            AnyOf(Element("自以为是", headstrong), Element("失职失责", dereliction)),
        ),
    ),
    Contrast(
        pole("6(8)", "难以预见", unforeseeable),
        pole("6(8)", "有规不依", AnyOf(ignored_law, ignored_rules, RULES_IGNORED)),
    ),
)
