"""Rules as values: three-valued truth, combinators, exact evaluation, explanation. Knows no law.

``truth`` → ``expression`` → ``duties`` → ``model`` → ``ordering``, ``decision_diagram`` → ``rest``, ``sifting``,
``projection``, ``compilation`` → ``evaluation`` → ``explanation``, ``changes``, ``questions`` → ``soundness`` →
``coverage``, each importing only what stands before it; the last two are about rules, not about a case. Beside them
``course``, a procedure as a state machine, and ``terms``, what is counted in working days.
"""

from checker.logic.changes import Change, smallest_changes
from checker.logic.course import (
    Advance,
    Barrier,
    Course,
    Event,
    Refused,
    Silence,
    State,
    Task,
    Term,
    Transition,
    Untold,
)
from checker.logic.duties import Duty, Force
from checker.logic.evaluation import Evaluation, Evaluator, Robustness
from checker.logic.explanation import Basis, Step, explain, explain_outcome
from checker.logic.expression import (
    ALWAYS,
    NEVER,
    AllOf,
    AnyOf,
    Element,
    Expression,
    Fact,
    Named,
    Not,
    Quote,
    ReadAs,
    Reading,
    Rule,
    Stage,
    Variable,
    walk,
)
from checker.logic.model import Branch, Conflict, Contrast, Model
from checker.logic.questions import Question, askable, next_question, together
from checker.logic.terms import Almanac, Day, Doubt, Span, count, left
from checker.logic.truth import Truth

__all__ = [
    "ALWAYS",
    "NEVER",
    "Advance",
    "AllOf",
    "Almanac",
    "AnyOf",
    "Barrier",
    "Basis",
    "Branch",
    "Change",
    "Conflict",
    "Contrast",
    "Course",
    "Day",
    "Doubt",
    "Duty",
    "Element",
    "Evaluation",
    "Evaluator",
    "Event",
    "Expression",
    "Fact",
    "Force",
    "Model",
    "Named",
    "Not",
    "Question",
    "Quote",
    "ReadAs",
    "Reading",
    "Refused",
    "Robustness",
    "Rule",
    "Silence",
    "Span",
    "Stage",
    "State",
    "Step",
    "Task",
    "Term",
    "Transition",
    "Truth",
    "Untold",
    "Variable",
    "askable",
    "count",
    "explain",
    "explain_outcome",
    "left",
    "next_question",
    "smallest_changes",
    "together",
    "walk",
]
