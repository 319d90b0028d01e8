"""Rules as values: three-valued truth, combinators, exact evaluation, explanation. Knows no law.

``truth`` → ``expression`` → ``model`` → ``decision_diagram`` → ``evaluation`` → ``explanation`` → ``soundness`` →
``coverage``, each importing only what stands before it; the last two are about rules, not about a case.
"""

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
from checker.logic.truth import Truth

__all__ = [
    "ALWAYS",
    "NEVER",
    "AllOf",
    "AnyOf",
    "Basis",
    "Branch",
    "Conflict",
    "Contrast",
    "Element",
    "Evaluation",
    "Evaluator",
    "Expression",
    "Fact",
    "Model",
    "Named",
    "Not",
    "Quote",
    "ReadAs",
    "Reading",
    "Robustness",
    "Rule",
    "Stage",
    "Step",
    "Truth",
    "Variable",
    "explain",
    "explain_outcome",
    "walk",
]
