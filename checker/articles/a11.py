"""第十一条: correction. Its item 3 has words of lenity (应当…予以免责), which can be read as a rule of their own."""

from checker.articles.a03 import bad_effect, error, loss
from checker.articles.a07.facts import recovered_loss, removed_effect
from checker.articles.quoting import rule
from checker.logic import ALWAYS, AllOf, AnyOf, Element, Fact, Not, ReadAs, Reading, Stage

good_attitude = Fact(
    "good_attitude",
    "认错态度好",
    "当事方认错态度好吗？",
    "由问责机关看态度和言行判断；自己拿不准的，选“不清楚”。",
    stage=Stage.REMEDY,
    presupposes=(error,),
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
    "越不过第八条（只在“应当……予以免责”读作单独的一条路时有分别）",
    "“应当”连第八条也越得过",
    "第八条说的是“不能”",
)

EITHER_BACK = Reading(
    "R11.3.and",
    "11(3)",
    "主动挽回损失和影响",
    "“损失和影响”，挽回了一样就行（只在“应当……予以免责”读作单独的一条路时有分别）",
    "“损失和影响”，凡造成了的，都要挽回",
    "第三条用的是“或者”；第七条第（一）项也是“消除影响或挽回损失”",
)

_ALL_THAT_AROSE = Element(
    "损失和影响",
    AllOf(
        Element("损失", AnyOf(recovered_loss, Not(loss))),
        Element("影响", AnyOf(removed_effect, Not(bad_effect))),
    ),
)

LENIENT = rule(
    "11(3)",
    "认错好、主动挽回",
    "对认错态度好、主动挽回损失和影响的，应当体现政策，予以免责",
    AllOf(
        Element("对存在过错或失误的单位或个人", error, provision="11-1"),
        Element("认错态度好", good_attitude),
        Element(
            "主动挽回损失和影响",
            AllOf(
                Element("主动挽回损失和影响", AnyOf(recovered_loss, removed_effect)),
                Element("损失和影响", ReadAs(EITHER_BACK, ALWAYS, _ALL_THAT_AROSE)),
            ),
        ),
    ),
)
