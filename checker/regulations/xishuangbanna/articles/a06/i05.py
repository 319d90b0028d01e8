"""6(5): how grave it was, and whether it was removed."""

from checker.logic import AllOf, AnyOf, Contrast, Element
from checker.regulations.xishuangbanna.articles.a03 import bad_effect, loss
from checker.regulations.xishuangbanna.articles.a06.facts import let_it_be, minor_effect
from checker.regulations.xishuangbanna.articles.a06.poles import pole
from checker.regulations.xishuangbanna.articles.a07.facts import heavy_loss, removed_effect
from checker.regulations.xishuangbanna.articles.a08.facts import vile_effect
from checker.regulations.xishuangbanna.articles.a08.i08 import NOT_REMEDIED
from checker.regulations.xishuangbanna.articles.a08.i09 import ACCIDENT

_AROSE = Element("造成不良影响或者损失", AnyOf(bad_effect, loss), provision="3")
LEFT_ALONE = Element("听之任之", AllOf(_AROSE, let_it_be), provision="6(5)")

CONTRASTS = (
    Contrast(
        pole(
            "6(5)",
            "造成了轻微负面影响",
            AllOf(Element("负面影响", bad_effect), Element("轻微负面影响", minor_effect)),
        ),
        pole("6(5)", "造成了严重危害", AnyOf(heavy_loss, vile_effect, ACCIDENT)),
    ),
    Contrast(
        pole("6(5)", "主动消除", removed_effect),
        pole("6(5)", "听之任之", AnyOf(LEFT_ALONE, NOT_REMEDIED)),
    ),
)
