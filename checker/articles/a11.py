"""第十一条: correction. Its item 3 has words of lenity (应当…予以免责), which can be read as a rule of their own."""

from checker.articles.a07 import recovered_loss, removed_effect
from checker.articles.quoting import rule
from checker.logic import AllOf, AnyOf, Element, Fact, Reading

good_attitude = Fact(
    "good_attitude",
    "认错态度好",
    "当事方认错态度好吗？",
    "由问责机关看态度和言行判断；自己拿不准的，选“不清楚”。",
)

GRADING_ONLY = Reading(
    "R11.3",
    "11(3)",
    "应当体现政策，予以免责",
    "管的是认定容错以后轻重怎么定",
    "是单独的一条路：认错好、主动挽回的，不必合第七条也算",
    "第十一条讲的是纠错，情形由第七条列举",
)
NEVER_PAST_EIGHT = Reading(
    "R11.3.past8",
    "11(3)",
    "应当体现政策，予以免责",
    "越不过第八条",
    "“应当”连第八条也越得过",
    "第八条说的是“不能”",
)

LENIENT = rule(
    "11(3)",
    "认错好、主动挽回",
    "对认错态度好、主动挽回损失和影响的，应当体现政策，予以免责",
    AllOf(
        Element("认错态度好", good_attitude),
        Element("主动挽回损失和影响", AnyOf(recovered_loss, removed_effect)),
    ),
)
