"""Rules as values: three-valued truth, combinators, exact evaluation, explanation. Knows no law.

``truth`` → ``expression`` → ``duties`` → ``model`` → ``ordering``, ``decision_diagram`` → ``rest``, ``sifting``,
``projection``, ``compilation`` → ``evaluation`` → ``explanation``, ``changes``, ``questions`` → ``soundness`` →
``coverage``, each importing only what stands before it; the last two are about rules, not about a case. Beside them,
and imported from there, ``listing``: words that list things.
"""

from checker.logic.changes import Change, smallest_changes
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
from checker.logic.questions import Question, askable, asked, next_question, together
from checker.logic.truth import Truth

__all__ = [
    "ALWAYS",
    "NEVER",
    "AllOf",
    "AnyOf",
    "Basis",
    "Branch",
    "Change",
    "Conflict",
    "Contrast",
    "Duty",
    "Element",
    "Evaluation",
    "Evaluator",
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
    "Robustness",
    "Rule",
    "Stage",
    "Step",
    "Truth",
    "Variable",
    "askable",
    "asked",
    "explain",
    "explain_outcome",
    "next_question",
    "smallest_changes",
    "together",
    "walk",
]
