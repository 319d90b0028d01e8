"""Results in Chinese, as trees of plain nodes: at once, one step deeper, readings, before acting.

What follows, deadlines and the timeline are in modules that who needs them imports.
"""

from checker.view.answer import view_answer, view_conflicts, view_question
from checker.view.deeper import view_deeper
from checker.view.derivation import grounds
from checker.view.kept import view_kept, view_put_back
from checker.view.nodes import Node, as_text, node, say
from checker.view.plan import view_plan, view_plan_deeper, view_plan_question
from checker.view.readings import view_readings

__all__ = [
    "Node",
    "as_text",
    "grounds",
    "node",
    "say",
    "view_answer",
    "view_conflicts",
    "view_deeper",
    "view_kept",
    "view_plan",
    "view_plan_deeper",
    "view_plan_question",
    "view_put_back",
    "view_question",
    "view_readings",
]
