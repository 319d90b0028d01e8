"""6(3): what it did for the decisions of the college."""

from checker.logic import Contrast
from checker.regulations.xishuangbanna.articles.a06.facts import furthered_decision, hindered_decision
from checker.regulations.xishuangbanna.articles.a06.poles import pole

CONTRASTS = (
    Contrast(
        pole(
            "6(3)",
            "促进了学院党政决策部署的顺利实施",
            furthered_decision,
        ),
        pole(
            "6(3)",
            "阻碍、破坏决策实施",
            hindered_decision,
        ),
    ),
)
