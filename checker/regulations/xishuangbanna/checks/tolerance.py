"""The first check: whether an error may be tolerated, and what follows (articles 3 to 8 and 10 to 14)."""

from __future__ import annotations

from checker.engine.check import Check
from checker.regulations.xishuangbanna.articles import a10, a11, a14
from checker.regulations.xishuangbanna.checks import form, verdict

TOLERANCE = Check(
    key="tolerance",
    title="容错自查",
    called="自查",
    after="以后会怎样（第十条到第十四条）",
    evaluator=verdict.EVALUATOR,
    verdicts=verdict.VERDICTS,
    sections=form.SECTIONS,
    alternatives=form.ALTERNATIVES,
    afterwards=form.AFTERWARDS,
    assumptions=verdict.ASSUMPTIONS,
    tensions=verdict.TENSIONS,
    cautions=verdict.CAUTIONS,
    planned=True,
    afterwards_remarks=a10.REMARKS,
    afterwards_tensions=(a10.UNAFFECTED_AND_REDUCED, a11.ADMITTED_AND_REFUSED),
    better=("not_tolerable", "no_situation_met", "situation_met"),
    turning=((a11.LENITY, a11.STRICT),),
    roles=a14.ROLES,
    ungiven=a14.UNGIVEN,
)
