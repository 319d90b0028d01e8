"""第八条: eleven exclusions. One is enough; 8(11) is the organ's to find.

``facts``: what the items ask. ``i03``: the rule of item 8(3), with its readings; so each item. ``p1``: of the lead-in.
"""

from checker.regulations.xishuangbanna.articles.a08 import i01, i02, i03, i04, i05, i06, i07, i08, i09, i10, i11

EXCLUSIONS = (
    i01.HIGHER_DECISIONS,
    i02.LAW_BROKEN,
    i03.PROCEDURE_BROKEN,
    i04.BEYOND_AUTHORITY,
    i05.PRIVATE_GAIN,
    i06.RULES_IGNORED,
    i07.REPEATED,
    i08.NOT_REMEDIED,
    i09.ACCIDENT,
    i10.WARNING_IGNORED,
    i11.OTHER,
)
