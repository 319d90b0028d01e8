"""The combinators of which every rule is built: facts, elements, all-of, any-of, not, readings, and named rules.

They are immutable values. Evaluation, explanation, schema and form all walk these same values. Two expressions are
equal only if they are the same object.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum


@dataclass(frozen=True, slots=True)
class Quote:
    """A pinpoint: the address of a provision and words that stand in it, verbatim."""

    provision: str
    words: str


class Stage(Enum):
    """When a fact is settled, in the course of one matter."""

    CONDUCT = "conduct"  # by what is decided and done, and by the circumstances then
    OUTCOME = "outcome"  # by what comes of it, or by what an organ finds
    REMEDY = "remedy"  # by what is done about it afterwards; open until the organ's finding (R8.until)


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """Something that is so or not so. ``statement`` is what a yes affirms.

    ``presumed_absent`` gives the ground on which the fact is taken as absent as long as nobody affirms it; empty for a
    fact that is simply unknown until answered. Where every fact of ``presupposes`` is denied, the fact does not apply:
    no rule asks for it, and no answer to it counts.
    """

    key: str
    statement: str
    question: str
    help: str
    presumed_absent: str = ""
    stage: Stage = Stage.CONDUCT
    presupposes: tuple[Fact, ...] = ()

    @property
    def parts(self) -> tuple[Expression, ...]:
        return ()


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """要件: words of the rule's sentence, and the condition that they set.

    ``provision`` is given only where the words are borrowed from another provision than the rule's own.
    """

    words: str
    condition: Expression
    provision: str = ""

    def quote_within(self, quote: Quote) -> Quote:
        return Quote(self.provision or quote.provision, self.words)

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.condition,)


@dataclass(frozen=True, slots=True, eq=False)
class Not:
    condition: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.condition,)


@dataclass(frozen=True, slots=True, eq=False, init=False)
class AllOf:
    parts: tuple[Expression, ...]

    def __init__(self, *parts: Expression) -> None:
        object.__setattr__(self, "parts", parts)


@dataclass(frozen=True, slots=True, eq=False, init=False)
class AnyOf:
    parts: tuple[Expression, ...]

    def __init__(self, *parts: Expression) -> None:
        object.__setattr__(self, "parts", parts)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A place that can be read two ways. ``default`` and ``alternative`` say what the words then mean.

    ``ground`` says why the default is the default. As a variable it is true where the alternative is taken.
    """

    key: str
    provision: str
    words: str
    default: str
    alternative: str
    ground: str

    @property
    def quote(self) -> Quote:
        return Quote(self.provision, self.words)


@dataclass(frozen=True, slots=True, eq=False)
class ReadAs:
    """The condition that the same words set under either side of a reading."""

    reading: Reading
    default: Expression
    alternative: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.default, self.alternative)


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A condition that a provision sets, beside its verbatim words. ``title`` names it in a few words."""

    provision: str
    title: str
    sentence: str
    condition: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.condition,)

    @property
    def quote(self) -> Quote:
        return Quote(self.provision, self.sentence)


Named = Rule | Element | Fact
"""What has words of its own, and so a place in a derivation and in a diagram."""

Expression = Named | Not | AllOf | AnyOf | ReadAs
Variable = Fact | Reading

ALWAYS = AllOf()
"""A condition that asks nothing: an element whose words, under one reading, add nothing."""

NEVER = AnyOf()
"""A condition that nothing meets: words that, under one reading, set no rule."""


def walk(
    expression: Expression, quote: Quote | None = None, *, into_rules: bool = True
) -> Iterator[tuple[Expression, Quote | None]]:
    """Every part of the expression, itself first, with the words that it stands under.

    Without ``into_rules`` a rule within the expression is left out with all that it holds.
    """
    match expression:
        case Rule():
            quote = expression.quote
        case Element() if quote is not None:
            quote = expression.quote_within(quote)
    yield expression, quote
    for part in expression.parts:
        if into_rules or not isinstance(part, Rule):
            yield from walk(part, quote, into_rules=into_rules)


def substitute(expression: Expression, what: Rule, by: Expression) -> Expression:
    """The expression with another in the place of a rule within it; the same object where it does not stand there."""
    if expression is what:
        return by
    parts = tuple(substitute(part, what, by) for part in expression.parts)
    if all(new is old for new, old in zip(parts, expression.parts, strict=True)):
        return expression
    match expression:
        case AllOf():
            return AllOf(*parts)
        case AnyOf():
            return AnyOf(*parts)
        case ReadAs(reading=reading):
            return ReadAs(reading, *parts)
        case Fact():
            return expression
        case Element() | Not() | Rule():
            return replace(expression, condition=parts[0])
