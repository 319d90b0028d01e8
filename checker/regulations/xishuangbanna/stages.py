"""Articles 9 to 14 as one course, from an error to the file."""

from checker.procedure.stages import Part, Stages
from checker.regulations.xishuangbanna.articles import a10, a11, a12, a13, a14
from checker.regulations.xishuangbanna.articles.a09 import course as a09
from checker.regulations.xishuangbanna.articles.a09.events import HANDLING, ORGAN, SUBJECT
from checker.regulations.xishuangbanna.text import cited

STAGES = Stages(
    title="从出错到归档",
    lead="从出错到归档，由规则画出来；“被举报”不一定有。条文点名的，各占一行。“没有点名”的，那一款那一项没有写由谁做，[[14(2)]]"
    f"只笼统写了学院纪委管容错、纠错、澄清。连{cited('14')}也没有分的，在“条文没有交给谁”里。条文什么意思，由学院纪委解释（[[15]]）。",
    parts=(
        Part("出了错", ("11",), duties=(a11.REMEDY, a11.REMOVE, a11.EARLY, a11.COMMON, a11.URGE, a11.CRITICISM)),
        Part("被举报", ("13", "11(1)"), duties=(*a13.DUTIES, a11.TALK), aside=True),
        Part("启动", ("9(1)",), (a09.ACCOUNTABLE, a09.APPLIED, a09.STUDYING, a09.REFUSED, a09.OWN_MOTION)),
        Part("核实", ("9(2)",), (a09.VERIFYING,)),
        Part("认定", ("9(3)", "11"), (a09.FINDING,), (a11.DEMAND, a11.LENITY, a11.STRICT)),
        Part("反馈、归档", ("9(4)", "9(5)"), (a09.CONCLUDED, a09.FILED_EARLY, a09.FED_BACK, a09.CLOSED)),
        Part("认定以后", ("10", "12", "14(3)"), duties=(*a10.EFFECTS, *a12.DUTIES, a14.FAIR_TREATMENT)),
    ),
    actors=(SUBJECT, ORGAN, HANDLING),
    organ=ORGAN,
    throughout=a14.DUTIES,
    assigning=f"{cited('14')}",
)
