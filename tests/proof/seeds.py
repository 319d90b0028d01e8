"""Wrong rules, one at a time: the rule values with a single combinator changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from checker.logic import AllOf, AnyOf, Element, Expression, Fact, Model, Not, ReadAs, Rule, walk


@dataclass(frozen=True)
class Seed:
    """``where`` names the provision and the words; ``what`` says what was done to them."""

    where: str
    what: str
    model: Model

    @property
    def provision(self) -> str:
        return self.where.split(" ")[0]


def seeds(model: Model) -> Iterator[Seed]:
    """Every and/or swap, every dropped negation, every reading with its two sides exchanged, every conflict dropped."""
    seen: set[int] = set()
    rules = [branch.rule for branch in model.branches]
    rules += [pole for contrast in model.contrasts for pole in (contrast.favourable, contrast.adverse)]
    rules += [duty.rule for duty in model.duties]
    for rule in rules:
        for part, quote in walk(rule):
            wrong = _wronged(part)
            if wrong is None or quote is None or id(part) in seen:
                continue
            seen.add(id(part))
            yield Seed(f"{quote.provision} {quote.words}", wrong[0], with_part(model, part, wrong[1]))
    for conflict in model.conflicts:
        others = tuple(other for other in model.conflicts if other is not conflict)
        yield Seed(f"{conflict.provisions[0]} {conflict.reason}", "conflict dropped", replace(model, conflicts=others))


def _wronged(part: Expression) -> tuple[str, Expression] | None:
    match part:
        case AllOf(parts=parts) if len(parts) > 1:
            return "and -> or", AnyOf(*parts)
        case AnyOf(parts=parts) if len(parts) > 1:
            return "or -> and", AllOf(*parts)
        case Not(condition=condition):
            # An element of one part carries words of its own, so that the model does not refuse the nesting.
            return "not dropped", Element("", condition)
        case ReadAs(default=default, alternative=alternative):
            return "sides exchanged", replace(part, default=alternative, alternative=default)
    return None


def with_part(model: Model, old: Expression, new: Expression) -> Model:
    done: dict[int, Expression] = {id(old): new}

    def rebuilt(part: Expression) -> Expression:
        if id(part) not in done:
            done[id(part)] = _rebuilt(part, tuple(map(rebuilt, part.parts)))
        return done[id(part)]

    def rule(part: Rule) -> Rule:
        result = rebuilt(part)
        assert isinstance(result, Rule)
        return result

    return replace(
        model,
        branches=tuple(replace(branch, rule=rule(branch.rule)) for branch in model.branches),
        rules=tuple(map(rule, model.rules)),
        contrasts=tuple(
            replace(contrast, favourable=rule(contrast.favourable), adverse=rule(contrast.adverse))
            for contrast in model.contrasts
        ),
        duties=tuple(replace(duty, rule=rule(duty.rule)) for duty in model.duties),
    )


def _rebuilt(part: Expression, parts: tuple[Expression, ...]) -> Expression:
    match part:
        case Fact():
            return part
        case AllOf():
            return AllOf(*parts)
        case AnyOf():
            return AnyOf(*parts)
        case ReadAs():
            default, alternative = parts
            return replace(part, default=default, alternative=alternative)
        case Element() | Rule() | Not():
            (condition,) = parts
            return replace(part, condition=condition)
