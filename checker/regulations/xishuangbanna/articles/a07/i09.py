"""7(9): others, which are the organ's to find."""

from checker.logic import Element
from checker.regulations.xishuangbanna.articles.a07.facts import other_situation
from checker.regulations.xishuangbanna.text import rule

OTHER = rule("7(9)", "其他情形", "其他符合容错情形的", Element("其他符合容错情形的", other_situation))
