"""The first check: whether an error may be tolerated, and what follows (articles 3 to 8 and 10 to 14)."""

from __future__ import annotations

from checker.engine.check import Check, Planning, Remark, Weighing
from checker.logic import Quote
from checker.regulations.xishuangbanna.articles import a07, a10, a11, a14
from checker.regulations.xishuangbanna.checks import form, tensions, verdict
from checker.regulations.xishuangbanna.text import REGULATION, cited

_BEFORE_ACTING = (
    Remark(
        "只看计划：事情还没有发生，没有结果可说，也就没有结论。",
        Quote("3", "导致工作未达到预期、造成不良影响或者损失"),
    ),
    Remark(
        "条文要的是先把该做的做到：按程序、集体研究、民主决策、公开运行、该报的报；出了错及时纠正。",
        Quote("7(1)", "按程序经集体研究、民主决策、公开运行"),
    ),
    Remark(
        "就是一项也不缺，将来是否容错，仍由问责机关认定。",
        Quote("9(3)", "集体研究，作出是否容错的认定"),
    ),
)

TOLERANCE = Check(
    key="tolerance",
    text=REGULATION,
    title="容错自查",
    called="自查",
    saved_as="明界自查",
    after=f"以后会怎样（{cited('10')}到{cited('14')}）",
    evaluator=verdict.EVALUATOR,
    verdicts=verdict.VERDICTS,
    sections=form.SECTIONS,
    alternatives=form.ALTERNATIVES,
    afterwards=form.AFTERWARDS,
    assumptions=verdict.ASSUMPTIONS,
    tensions=tensions.TENSIONS,
    cautions=tensions.CAUTIONS,
    planning=Planning(a07.SITUATIONS, verdict.BARRED, _BEFORE_ACTING),
    weighing=Weighing(
        "对免责、从轻或者减轻有利的和不利的，分别列出；放在一起权衡是问责机关的事，这里不打分。",
        "9(3)",
        "机关认定：容不容，免还是减",
        "由问责机关集体研究认定；程序看下面的流程。",
    ),
    doors=(
        ("", "查一件发生了的事", "条文推出哪一种结论，凭什么，怎样会变"),
        ("plan", "打算做一件事", "还缺哪些保障，会碰上哪些不能容错的情形"),
    ),
    instead="要查的是一件出了错的事，用",
    beside=((8, f"要一起看的{cited('8')}情形"), (7, f"要一起看的{cited('7')}情形"), (6, f"{cited('6')}权衡同一件事的")),
    common=(3,),
    here="学院",
    leads="查一件出了错的事",
    from_article="用这一条自查一件事",
    reserved="是否容错由问责机关认定",
    afterwards_remarks=a10.REMARKS,
    afterwards_tensions=(a10.UNAFFECTED_AND_REDUCED, a11.ADMITTED_AND_REFUSED),
    better=("not_tolerable", "no_situation_met", "situation_met"),
    turning=((a11.LENITY, a11.STRICT),),
    roles=a14.ROLES,
    ungiven=a14.UNGIVEN,
)
