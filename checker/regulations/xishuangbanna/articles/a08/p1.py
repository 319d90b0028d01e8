"""8-1, the lead-in: a reading of it bears on several items."""

from checker.logic import Reading

RULES_THEN = Reading(
    "R8.time",
    "8-1",
    "有下列情形之一的",
    "第（三）至（十）项也按当时的规定看（自查问到的是程序、权限和规章制度：第（三）（四）（六）项）",
    "第（三）至（十）项按现在的规定看",
    "第七条第（八）项、第八条第（二）项都写“当时”",
)
