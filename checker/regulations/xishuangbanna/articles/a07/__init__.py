"""第七条: nine situations that may be tolerated. One is enough; 7(9) is the organ's to find.

``facts``: what the items ask. ``i03``: the rule of item 7(3), with its readings; so each item.
"""

from checker.regulations.xishuangbanna.articles.a07 import i01, i02, i03, i04, i05, i06, i07, i08, i09

SITUATIONS = (
    i01.IMPLEMENTING,
    i02.EXPLORING,
    i03.TRIAL,
    i04.EMERGENCY,
    i05.OLD_PROBLEMS,
    i06.POLICY_CHANGE,
    i07.FORCE_MAJEURE,
    i08.RULES_THEN,
    i09.OTHER,
)
