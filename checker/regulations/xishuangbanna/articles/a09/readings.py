"""Where article 9 can be read two ways and a date, or what is owed by it, turns on it.

The first three are about how days are counted, which the text does not say at all: what is taken by default is a
convention, borrowed from laws that govern other matters.
"""

from checker.logic import Reading
from checker.regulations.xishuangbanna.text import cited_here

FIRST_DAY = Reading(
    "R9.first",
    "9(1)",
    "15个工作日",
    "期限开始的那一天不算，从下一个工作日数起",
    "期限开始的那一天是工作日的，也算一天",
    "条文没有写怎么数；按民法典第二百零一条“开始的当日不计入”的办法，只是参照",
)
RESTING_DAY = Reading(
    "R9.resting",
    "9(1)",
    "15个工作日",
    "在休息的日子收到、作出的，就算在那一天，从后面第一个工作日数起",
    "在休息的日子收到、作出的，当作下一个工作日，从再下一个工作日数起",
    "条文没有写；照实际的日子算，不替谁往后挪",
)
HERE = Reading(
    "R9.local",
    "9(1)",
    "15个工作日",
    "州庆、泼水节州里放的假不算工作日，州里调休上班的算",
    "只看国务院的安排，州里自己的假不管",
    "放假办法第四条让民族地区自己定节日放假；那几天机关不上班",
)

REPLY_START = Reading(
    "R9.start",
    "9(1)",
    "在15个工作日内对是否受理给予答复",
    "从收到申请起算",
    "从提出申请起算",
    "条文没有写从哪天起算；机关收到了才能研究、答复，这是惯例",
)
REPLY_OWED = Reading(
    "R9.reply",
    "9(1)",
    "认为当事人符合容错条件情形的应当及时研究，并在15个工作日内对是否受理给予答复",
    "每一份申请都要在15个工作日内答复受理不受理",
    "机关认为符合的，才要答复",
    "要答复的是“是否受理”，不受理也是一种答复",
)
SILENCE = Reading(
    "R9.silence",
    "9(1)",
    "在15个工作日内对是否受理给予答复",
    "过了期限没有答复，就是没有按期答复，不当作受理，也不当作不受理",
    "过了期限没有答复，就当作不受理",
    "条文没有写不答复的后果；没有写的，本站不补",
)
OWN = Reading(
    "R9.own",
    "9(1)",
    "在启动问责程序和责任追究调查过程中，认为符合容错条件情形的，应当主动启动容错程序",
    "没有人申请的，已经有人申请的，没有受理的，机关认为符合都应当主动启动",
    "没有人申请的，机关才主动启动；有了申请，受理不受理，只看对申请的答复",
    "句子的条件只有“在启动问责程序和责任追究调查过程中”“认为符合”，没有写要没有人申请、没有不受理过",
)
VERIFY_START = Reading(
    "R9.start.verify",
    "9(2)",
    "20个工作日",
    "依申请的，从受理起算；机关主动启动的，从决定启动起算",
    "从开始调查起算",
    "条文说“受理容错申请后，应当开展调查核实”；主动启动的没有受理，只能从决定启动算",
)
USUAL = Reading(
    "R9.usual",
    "9(2)",
    "一般应当在20个工作日内完成",
    "有特殊情况可以更长，不算违反，但要说得出是什么情况",
    "20个工作日是上限",
    "“一般应当”给特殊情况留了余地，同第（一）（四）项没有“一般”的写法不同",
)
FEEDBACK_START = Reading(
    "R9.start.feedback",
    "9(4)",
    "10个工作日",
    "从认定结论作出起算",
    "从书面认定意见写成、批下来起算",
    "句子说“认定结论作出后”",
)
NOTICE = Reading(
    "R9.notice",
    "9(4)",
    "应在10个工作日内将书面认定意见及时反馈问责对象，并通报",
    "反馈和通报都在10个工作日内",
    "10个工作日只管反馈，通报没有期限",
    "“并”把两件事连在一个期限里",
)
CONCLUSIONS = Reading(
    "R9.notice.kind",
    "9(4)",
    "认定结论作出后",
    "容错的、不容错的结论，都要反馈和通报",
    "只有容错的结论才要",
    f"“认定结论”没有分哪一种；{cited_here('9(3)')}说的是“是否容错的认定”",
)

COUNTING = (FIRST_DAY, RESTING_DAY, HERE)
READINGS = (
    *COUNTING,
    REPLY_START,
    REPLY_OWED,
    SILENCE,
    OWN,
    VERIFY_START,
    USUAL,
    FEEDBACK_START,
    NOTICE,
    CONCLUSIONS,
)
