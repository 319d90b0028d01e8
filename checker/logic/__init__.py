"""Rules as values: three-valued truth, combinators, exact evaluation, explanation. Knows no law.

``truth`` → ``expression`` → ``model`` → ``decision_diagram`` → ``evaluation`` → ``explanation``, each importing only
what stands before it.
"""

from checker.logic.evaluation import Evaluation, Evaluator
from checker.logic.explanation import Basis, Step, explain, explain_outcome
from checker.logic.expression import AllOf, AnyOf, Element, Expression, Fact, Not, Quote, Rule, walk
from checker.logic.model import Branch, Conflict, Model
from checker.logic.truth import Truth

__all__ = [
    "AllOf",
    "AnyOf",
    "Basis",
    "Branch",
    "Conflict",
    "Element",
    "Evaluation",
    "Evaluator",
    "Expression",
    "Fact",
    "Model",
    "Not",
    "Quote",
    "Rule",
    "Step",
    "Truth",
    "explain",
    "explain_outcome",
    "walk",
]
