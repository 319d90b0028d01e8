"""What became of each clause of the regulation: encoded, left to the organ's judgment, or annotated only.

Encoded are the rules of the check, and the procedure: a course of states with its terms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Literal, TypedDict

from checker.body import Body
from checker.logic import Element, Fact, Model, Quote, Reading, Rule, walk
from checker.procedure.procedure import Procedure
from checker.text import Article, Paragraph, Provision, Regulation, name


class Standing(Enum):
    """``JUDGED``: all that stands on the clause is the organ's to find or to weigh; the machine only asks for it."""

    ENCODED = "encoded"
    JUDGED = "judged"
    ANNOTATED = "annotated"


def says(body: Body) -> dict[Standing, str]:
    """Each standing in words."""
    return {
        Standing.ENCODED: "写成了规则",
        Standing.JUDGED: f"留给{body.organ}认定",
        Standing.ANNOTATED: "只作注释",
    }


@dataclass(frozen=True, slots=True)
class Row:
    """A clause, and the rules, facts and readings that stand on its words; ``steps``: what of the procedure does."""

    place: Provision
    standing: Standing
    rules: tuple[Rule, ...]
    facts: tuple[Fact, ...]
    readings: tuple[Reading, ...]
    steps: tuple[str, ...] = ()


class RuleNameJson(TypedDict):
    provision: str
    title: str


class RowJson(TypedDict):
    """A clause: its standing, the rules that quote it, the facts they ask for there, its readings, by key, and the
    steps of the procedure that it sets.
    """

    provision: str
    name: str
    standing: Literal["encoded", "judged", "annotated"]
    rules: list[RuleNameJson]
    facts: list[str]
    readings: list[str]
    steps: list[str]


@dataclass(frozen=True, slots=True)
class _Use:
    """A place where a rule quotes the text, with the fact that it asks for there, if it does."""

    rule: Rule
    quote: Quote
    fact: Fact | None
    judged: bool


def standing(body: Body) -> tuple[Row, ...]:
    """Every provision of the regulation, in the order of the text."""
    uses = tuple(dict.fromkeys(use for model in body.models for use in _uses(model)))
    procedure = body.procedure
    steps = tuple(_steps(procedure)) if procedure else ()
    readings = (*body.readings.values(), *(procedure.readings if procedure else ()))
    return tuple(_row(place, uses, steps, readings, body.text) for place in body.text)


def _row(
    place: Provision,
    every: tuple[_Use, ...],
    taken: tuple[tuple[str, Quote], ...],
    readings: tuple[Reading, ...],
    text: Regulation,
) -> Row:
    uses = [use for use in every if _covers(place, use.quote, text)]
    facts = tuple(dict.fromkeys(use.fact for use in uses if use.fact is not None))
    steps = tuple(dict.fromkeys(title for title, quote in taken if _covers(place, quote, text)))
    if not uses and not steps:
        became = Standing.ANNOTATED
    elif uses and all(use.judged for use in uses):
        became = Standing.JUDGED
    else:
        became = Standing.ENCODED
    own = tuple(reading for reading in readings if _covers(place, reading.quote, text))
    return Row(place, became, tuple(dict.fromkeys(use.rule for use in uses)), facts, own, steps)


def _steps(procedure: Procedure) -> Iterator[tuple[str, Quote]]:
    """What the procedure does, and on which words."""
    yield from ((way.event.title, way.quote) for way in procedure.course.transitions)
    yield from ((task.does, task.quote) for state in procedure.course.states for task in state.tasks)
    yield from ((term.title, term.quote) for term in procedure.terms)


def _uses(model: Model) -> Iterator[_Use]:
    poles = {pole for contrast in model.contrasts for pole in (contrast.favourable, contrast.adverse)}
    for rule in model.named_rules:
        judged = rule in poles or _is_left_to_the_organ(rule)
        for part, quote in walk(rule, into_rules=False):
            if isinstance(part, Rule | Element | Fact) and quote is not None:
                yield _Use(rule, quote, part if isinstance(part, Fact) else None, judged)


def _is_left_to_the_organ(rule: Rule) -> bool:
    facts = [part for part, _ in walk(rule) if isinstance(part, Fact)]
    return bool(facts) and all(fact.presumed_absent for fact in facts)


def _covers(place: Provision, quote: Quote, text: Regulation) -> bool:
    """Whether the words stand in the clause: an article takes in all its parts, a 款 has its own sentence."""
    quoted = text.provision(quote.provision)
    if quoted is place:
        return True
    if isinstance(place, Article):
        return quoted in (*place.paragraphs, *place.items)
    return (
        isinstance(quoted, Article)
        and isinstance(place, Paragraph)
        and place in quoted.paragraphs
        and (quote.words in place.text)
    )


def standing_as_json(body: Body) -> list[RowJson]:
    return [
        {
            "provision": row.place.address,
            "name": name(row.place.address),
            "standing": row.standing.value,
            "rules": [{"provision": rule.provision, "title": rule.title} for rule in row.rules],
            "facts": [fact.key for fact in row.facts],
            "readings": [reading.key for reading in row.readings],
            "steps": list(row.steps),
        }
        for row in standing(body)
    ]


def standing_as_text(body: Body) -> str:
    rows, words_of = standing(body), says(body)
    lines = [f"{row.place.address:<6}{words_of[row.standing]}{_count(row)}" for row in rows]
    totals = "，".join(f"{words} {sum(row.standing is kind for row in rows)}" for kind, words in words_of.items())
    return "\n".join([*lines, "", f"共 {len(rows)} 处：{totals}。"])


def _count(row: Row) -> str:
    titles = "".join(f"“{rule.title}”" for rule in row.rules)
    counts = [f"问 {len(row.facts)} 样"] if row.facts else []
    counts += [f"程序 {len(row.steps)} 步"] if row.steps else []
    counts += [f"读法 {'、'.join(reading.key for reading in row.readings)}"] if row.readings else []
    return "　".join(["", *([titles] if titles else []), *counts])
