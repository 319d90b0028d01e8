"""8-1, the lead-in: what all items have in common, which act is meant, what is barred, and against what it prevails."""

from checker.logic import Reading
from checker.regulations.xishuangbanna.text import cited, cited_here

RULES_THEN = Reading(
    "R8.time",
    "8-1",
    "有下列情形之一的",
    "第（三）至（十）项也按当时的规定看（自查问到的是程序、权限和规章制度：第（三）（四）（六）项）",
    "第（三）至（十）项按现在的规定看",
    f"{cited('7(8)')}、{cited('8(2)')}都写“当时”",
)
THIS_ACT_ALONE = Reading(
    "R8.scope.act",
    "8-1",
    "有下列情形之一的，不能容错",
    f"挡的是落入{cited('8')}的那个行为",
    f"同一件事里有一个行为落入{cited('8')}，整件事都不能容错",
    "容错看的是各个行为",
)
ALL_THREE_BARRED = Reading(
    "R8.scope.measures",
    "8-1",
    "不能容错",
    "免责、从轻、减轻都不行",
    "只是不能免责，从轻、减轻还可以（这样读，“符合容错情形”不含免责）",
    f"{cited('3')}把三样都放在容错里",
)
EIGHT_PREVAILS = Reading(
    "R7/8",
    "8-1",
    "不能容错",
    f"又合{cited('7')}、又落入{cited('8')}的，不能容错",
    f"又合{cited('7')}、又落入{cited('8')}的，两边权衡，情形仍算符合",
    f"“不能”压过“可以”；{cited('5(2)')}、{cited_here('5(5)')}要求划清界限",
)
