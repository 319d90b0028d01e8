"""A body of rules as one value: the outcomes in their order of precedence, the rules, and what cannot hold together."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from checker.logic.duties import Duty
from checker.logic.expression import (
    ALWAYS,
    AllOf,
    AnyOf,
    Expression,
    Fact,
    Not,
    Quote,
    ReadAs,
    Reading,
    Rule,
    Variable,
    walk,
)


@dataclass(frozen=True, slots=True)
class Branch:
    """An outcome, reached if no earlier branch is and ``rule`` is as ``when`` says."""

    outcome: str
    rule: Rule
    when: bool = True

    @property
    def condition(self) -> Expression:
        return self.rule if self.when else Not(self.rule)


@dataclass(frozen=True, eq=False)
class Conflict:
    """Answers that cannot hold together: every fact of ``yes`` affirmed and every fact of ``no`` denied.

    ``reading``: the one that it rests on, if any; then it is there only on one side, the other one if ``otherwise``.
    """

    yes: tuple[Fact, ...]
    no: tuple[Fact, ...]
    reason: str
    provisions: tuple[str, ...]
    reading: Reading | None = None
    otherwise: bool = False

    @property
    def facts(self) -> tuple[Fact, ...]:
        return self.yes + self.no

    def stands(self, alternatives: Collection[Reading]) -> bool:
        """Whether it is there where the alternatives of these readings are taken."""
        return self.reading is None or (self.reading in alternatives) is self.otherwise

    @cached_property
    def clause(self) -> Expression:
        """What consistent answers satisfy: an answer that does not apply contradicts nothing."""
        void = (Not(applies(fact)) for fact in self.facts if fact.presupposes)
        clause = AnyOf(*(Not(fact) for fact in self.yes), *self.no, *void)
        if self.reading is None:
            return clause
        return ReadAs(self.reading, ALWAYS, clause) if self.otherwise else ReadAs(self.reading, clause, ALWAYS)

    @cached_property
    def bearing(self) -> frozenset[Fact]:
        """The facts of the clause: those of the conflict, and those that they presuppose."""
        return frozenset(part for part, _ in walk(self.clause) if isinstance(part, Fact))


def applies(fact: Fact) -> Expression:
    """That an answer to the fact counts: one of those that it presupposes is so, and applies itself."""
    if not fact.presupposes:
        return ALWAYS
    return AnyOf(*(AllOf(other, applies(other)) for other in fact.presupposes))


@dataclass(frozen=True, slots=True, eq=False)
class Contrast:
    """Two poles of a standard that is weighed as a whole. Either, both or neither can be there."""

    favourable: Rule
    adverse: Rule


@dataclass(frozen=True, eq=False)
class Model:
    """``branches`` in order of precedence; ``otherwise`` where none holds. ``contrasts`` and ``duties`` decide none."""

    branches: tuple[Branch, ...]
    otherwise: str
    rules: tuple[Rule, ...]
    conflicts: tuple[Conflict, ...]
    contrasts: tuple[Contrast, ...] = ()
    duties: tuple[Duty, ...] = ()

    def __post_init__(self) -> None:
        for rule in self.every_rule:
            for part, _ in walk(rule):
                _refuse_nesting(part)

    @cached_property
    def every_rule(self) -> tuple[Rule, ...]:
        """The rules that decide or weigh, then those of the duties; a rule may stand there more than once."""
        return (*self.deciding, *(duty.rule for duty in self.duties))

    @cached_property
    def deciding(self) -> tuple[Rule, ...]:
        """The rules, then those of the branches, then the poles; a rule may stand there more than once."""
        poles = (pole for contrast in self.contrasts for pole in (contrast.favourable, contrast.adverse))
        return (*self.rules, *(branch.rule for branch in self.branches), *poles)

    @cached_property
    def named_rules(self) -> tuple[Rule, ...]:
        """Every rule once, those within rules too, each where the rules first come upon it."""
        return tuple(
            dict.fromkeys(part for rule in self.every_rule for part, _ in walk(rule) if isinstance(part, Rule))
        )

    @property
    def outcomes(self) -> tuple[str, ...]:
        return (*(branch.outcome for branch in self.branches), self.otherwise)

    def ordered(self) -> Iterator[tuple[str, Expression]]:
        """Each outcome with its exact condition, earlier branches excluded."""
        earlier: tuple[Expression, ...] = ()
        for branch in self.branches:
            yield branch.outcome, AllOf(*earlier, branch.condition)
            earlier = (*earlier, Not(branch.condition))
        yield self.otherwise, AllOf(*earlier)

    @cached_property
    def quotes(self) -> dict[Fact, tuple[Quote, ...]]:
        """Every fact, in the order of the rules, with all words of the text that ask for it."""
        found: dict[Fact, list[Quote]] = {}
        for rule in self.every_rule:
            for part, quote in walk(rule):
                if isinstance(part, Fact) and quote is not None:
                    places = found.setdefault(part, [])
                    if quote not in places:
                        places.append(quote)
        return {fact: tuple(places) for fact, places in found.items()}

    @cached_property
    def presupposing(self) -> tuple[Fact, ...]:
        """The facts that presuppose others, each after those that it presupposes."""
        found: dict[Fact, None] = {}

        def visit(fact: Fact) -> None:
            for presupposed in fact.presupposes:
                visit(presupposed)
            if fact.presupposes:
                found.setdefault(fact)

        for fact in self.facts.values():
            visit(fact)
        return tuple(found)

    @cached_property
    def variables(self) -> tuple[Variable, ...]:
        """Facts and readings, each where the rules first come upon it."""
        found: dict[Variable, None] = {}
        for rule in self.every_rule:
            for part, _ in walk(rule):
                if isinstance(part, ReadAs):
                    found.setdefault(part.reading)
                elif isinstance(part, Fact):
                    found.setdefault(part)
        return tuple(found)

    @cached_property
    def readings(self) -> dict[str, Reading]:
        return {variable.key: variable for variable in self.variables if isinstance(variable, Reading)}

    @cached_property
    def poles(self) -> dict[str, Rule]:
        """The poles of the contrasts, by their titles."""
        return {pole.title: pole for contrast in self.contrasts for pole in (contrast.favourable, contrast.adverse)}

    @cached_property
    def owed(self) -> dict[str, Rule]:
        """The rules of the duties, by their titles."""
        return {duty.rule.title: duty.rule for duty in self.duties}

    @cached_property
    def linked(self) -> dict[Fact, Fact]:
        """For each fact of a conflict one fact that stands for all those to which conflicts link it."""
        groups: dict[Fact, set[Fact]] = {}
        for conflict in self.conflicts:
            joined = set(conflict.bearing).union(*(groups.get(fact, ()) for fact in conflict.bearing))
            groups |= dict.fromkeys(joined, joined)
        stands = {id(group): min(group, key=lambda fact: fact.key) for group in groups.values()}
        return {fact: stands[id(group)] for fact, group in groups.items()}

    @cached_property
    def of_conflicts(self) -> frozenset[Reading]:
        """The readings that conflicts rest on."""
        return frozenset(conflict.reading for conflict in self.conflicts if conflict.reading is not None)

    @cached_property
    def facts(self) -> dict[str, Fact]:
        return {fact.key: fact for fact in self.quotes}


def _refuse_nesting(expression: Expression) -> None:
    """A combinator straight inside another has no words of its own: no step of a derivation could name it."""
    if isinstance(expression, AllOf | AnyOf):
        for part in expression.parts:
            if _is_unnamed(part):
                raise ValueError(f"{part} must stand in an Element or a Rule that gives its words")


def _is_unnamed(part: Expression) -> bool:
    match part:
        case AllOf() | AnyOf():
            return bool(part.parts)
        case Not() | ReadAs():
            return any(map(_is_unnamed, part.parts))
        case _:
            return False
