"""8(11): others, which are the organ's to find."""

from checker.logic import Element
from checker.regulations.xishuangbanna.articles.a08.facts import other_exclusion
from checker.regulations.xishuangbanna.text import rule

OTHER = rule("8(11)", "其他不符合的情形", "其他不符合容错情形的", Element("其他不符合容错情形的", other_exclusion))
