"""6(9): how it was put right."""

from checker.logic import AllOf, AnyOf, Contrast
from checker.regulations.xishuangbanna.articles.a03 import error
from checker.regulations.xishuangbanna.articles.a05 import corrected
from checker.regulations.xishuangbanna.articles.a06.facts import perfunctory
from checker.regulations.xishuangbanna.articles.a06.i05 import LEFT_ALONE
from checker.regulations.xishuangbanna.articles.a06.poles import pole
from checker.regulations.xishuangbanna.articles.a07.facts import recovered_loss, removed_effect
from checker.regulations.xishuangbanna.articles.a08.i08 import NOT_REMEDIED

CONTRASTS = (
    Contrast(
        pole("6(9)", "及时补救", AnyOf(recovered_loss, removed_effect)),
        pole("6(9)", "消极应对、漠视损失", AnyOf(LEFT_ALONE, NOT_REMEDIED)),
    ),
    Contrast(
        pole("6(9)", "主动纠错", AllOf(error, corrected)),
        pole("6(9)", "敷衍塞责", AllOf(error, perfunctory)),
    ),
)
