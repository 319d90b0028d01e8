"""What is asked: whether a volunteer may be spared."""

from checker.engine.check import Check, Planning, Remark, Section, Verdict
from checker.logic import Branch, Conflict, Evaluator, Model, Quote
from rules.volunteers.articles import a02, a03
from rules.volunteers.text import TEXT

MODEL = Model(
    branches=(
        Branch("no_mistake", a02.ERROR, when=False),
        Branch("barred", a03.BARRED),
        Branch("spared", a02.SPARED),
    ),
    otherwise="nothing_met",
    rules=(a02.ERROR, *a02.SITUATIONS, *a03.EXCLUSIONS),
    conflicts=(Conflict((a03.again,), (a02.mistake,), "出过两次以上，就是出过差错", ("3(3)",)),),
)
_DECIDES = Remark("免不免责，由图书馆决定。", Quote("4", "图书馆应当在收到申请后10个工作日内作出答复"))
CHECK = Check(
    key="volunteers",
    text=TEXT,
    title="志愿者自查",
    called="志愿者自查",
    saved_as="云上志愿者自查",
    after="以后会怎样",
    evaluator=Evaluator(MODEL),
    verdicts={
        each.id: each
        for each in (
            Verdict("no_mistake", "不适用", (Remark("只管值班时的差错。", Quote("2-1", "志愿者值班时出现差错")),)),
            Verdict("barred", "不得免责", (_DECIDES,)),
            Verdict("spared", "可以免责", (_DECIDES,)),
            Verdict("nothing_met", "没有对应的情形", (_DECIDES,)),
        )
    },
    sections=(
        Section("what", "出了什么事", "照实答。", (a02.on_duty, a02.mistake, a03.on_purpose, a03.hid, a03.again)),
        Section(
            "how",
            "当时怎么样",
            "照当时的情形答。",
            (a02.by_the_book, a02.first_time, a02.trained, a02.accident, a02.no_time, a02.to_protect),
        ),
    ),
    alternatives=Section("alternatives", "换一种读法才用到的", "默认的读法用不到。", ()),
    afterwards=(),
    assumptions=(),
    tensions=(),
    planning=Planning(a02.SITUATIONS, a03.BARRED, (_DECIDES,)),
    here="图书馆",
    leads="查一次差错",
    from_article="用这一条查一次差错",
    doors=(
        ("", "查一次差错", "条文推出哪一种结论，凭什么"),
        ("plan", "打算去值班", "还缺什么，会碰上哪些不得免责的情形"),
    ),
    reserved="免不免责由图书馆决定",
)
