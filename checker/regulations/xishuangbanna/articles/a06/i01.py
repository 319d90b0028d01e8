"""6(1): why it was done."""

from checker.logic import AnyOf, Contrast, Element
from checker.regulations.xishuangbanna.articles.a06.facts import for_clique, public_motive
from checker.regulations.xishuangbanna.articles.a06.poles import pole
from checker.regulations.xishuangbanna.articles.a07.facts import breaking_barriers, common_interest
from checker.regulations.xishuangbanna.articles.a08.facts import private_gain

CONTRASTS = (
    Contrast(
        pole("6(1)", "出于公心", public_motive),
        pole("6(1)", "假公济私、以权谋私", private_gain),
    ),
    Contrast(
        # 集体、人民利益 (7(4)) is what 师生员工利益 is within a college.
        pole(
            "6(1)",
            "为了维护师生员工利益、排除学院改革发展稳定障碍的担当之举",
            AnyOf(
                Element("维护师生员工利益", common_interest),
                Element("排除学院改革发展稳定障碍", breaking_barriers),
            ),
        ),
        pole(
            "6(1)",
            "为了徇私或谋取小团体利益",
            AnyOf(Element("徇私", private_gain), Element("谋取小团体利益", for_clique)),
        ),
    ),
)
