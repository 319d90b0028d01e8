"""第三条: three exclusions."""

from checker.logic import AnyOf, Element, Fact, Stage
from rules.volunteers.articles.a02 import mistake
from rules.volunteers.text import rule

on_purpose = Fact("on_purpose", "故意损坏馆藏", "是故意损坏馆藏吗？", "知道会坏、还去做的。")
hid = Fact(
    "hid", "隐瞒差错", "出了差错，瞒着不说吗？", "问到了才承认的，也算。", stage=Stage.REMEDY, presupposes=(mistake,)
)
again = Fact(
    "again",
    "一年内又出同样的差错",
    "一年内出过两次以上同样的差错吗？",
    "同一本书放错两次，算同样的。",
    stage=Stage.OUTCOME,
)

DAMAGED = rule("3(1)", "故意损坏", "故意损坏馆藏的", Element("故意损坏馆藏", on_purpose))
HIDDEN = rule("3(2)", "隐瞒差错", "隐瞒差错的", Element("隐瞒差错", hid))
REPEATED = rule("3(3)", "重复出现", "同样的差错一年内出现两次以上的", Element("同样的差错一年内出现两次以上", again))
EXCLUSIONS = (DAMAGED, HIDDEN, REPEATED)
BARRED = rule("3-1", "不得免责", "有下列情形之一的，不得免责", AnyOf(*EXCLUSIONS))
