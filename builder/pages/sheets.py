"""All that an article's page shows of one provision beside its words: what was written, and what is derived."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.content.examples import Examples
from builder.content.norms import Norm, Quotation
from builder.content.notes import Section
from builder.drawing.diagrams import Diagram
from builder.pages import bearing, elements
from builder.pages.bearing import Bond
from checker.body import Body
from checker.logic import AllOf, AnyOf, Duty, Expression, Fact, ReadAs, Reading, Rule
from checker.text import article_of


@dataclass(frozen=True)
class Elements:
    """A rule taken apart; ``side`` says on which end of a measure it lies, if it is a pole of one that is weighed."""

    title: str
    side: str
    html: str


@dataclass(frozen=True)
class Sheet:
    """One provision. ``asked`` are the questions that rest on its words and that its elements do not name, each with
    where, from the site's top, it opens the check; ``door`` is where the first of all its questions does, ``day`` where
    its day is written.
    """

    section: Section
    at: elements.At
    elements: tuple[Elements, ...]
    duties: tuple[Duty, ...]
    drawn: tuple[Diagram, ...]
    readings: tuple[Reading, ...]
    examples: Examples
    quotes: tuple[tuple[Norm, Quotation], ...]
    referring: tuple[tuple[str, tuple[Bond, ...]], ...]
    together: tuple[tuple[str, tuple[Bond, ...]], ...]
    asked: tuple[tuple[str, Fact], ...]
    cases: tuple[tuple[int, str], ...]
    door: str
    day: str


@dataclass(frozen=True)
class Sources:
    """What the sheets are made of, each by the address of the provision."""

    sections: Mapping[str, Section]
    norms: Mapping[str, Norm]
    drawn: Mapping[str, tuple[Diagram, ...]]
    readings: Mapping[str, tuple[Reading, ...]]
    examples: Mapping[str, Examples]
    referring: Mapping[str, tuple[Bond, ...]]
    together: Mapping[str, tuple[Bond, ...]]
    cases: Mapping[str, tuple[tuple[int, str], ...]]


def sheets(sources: Sources, body: Body, at: elements.At) -> Mapping[str, Sheet]:
    """The sheet of every provision that has a note, for a page at that place."""
    return {address: _sheet(section, sources, body, at) for address, section in sources.sections.items()}


def _sheet(section: Section, sources: Sources, body: Body, at: elements.At) -> Sheet:
    address = section.address
    rules = [drawn.rule for drawn in sources.drawn.get(address, ())]
    rules += [rule for rule in body.named_rules if rule.provision == address and rule not in rules]
    named = dict.fromkeys(fact for rule in rules for fact in _facts(rule.condition))
    quoted = [fact for fact, places in body.quotes.items() if any(quote.provision == address for quote in places)]
    asked = tuple(fact for fact in quoted if fact not in named)
    return Sheet(
        section=section,
        at=at,
        elements=tuple(Elements(rule.title, _side(rule, body), elements.as_html(rule, body, at)) for rule in rules),
        duties=tuple(duty for duty in body.duties if duty.rule.provision == address),
        drawn=sources.drawn.get(address, ()),
        readings=sources.readings.get(address, ()),
        examples=sources.examples.get(address, Examples()),
        quotes=tuple(_quotes(section, sources.norms)),
        referring=_grouped(sources.referring.get(address, ())),
        together=tuple(_together(address, sources.together.get(address, ()), body)),
        asked=tuple((elements.door(fact, address, body), fact) for fact in asked),
        cases=sources.cases.get(address, ()),
        door=next((elements.door(fact, address, body) for fact in (*named, *asked)), ""),
        day=elements.day_door(address, body),
    )


def _side(rule: Rule, body: Body) -> str:
    for contrast in (contrast for model in body.models for contrast in model.contrasts):
        if rule is contrast.favourable:
            return "有利"
        if rule is contrast.adverse:
            return "不利"
    return ""


def _facts(expression: Expression) -> Iterator[Fact]:
    """Those that the elements name: on the default side of every reading, and not within another rule."""
    match expression:
        case Fact():
            yield expression
        case Rule():
            return
        case ReadAs(default=default):
            yield from _facts(default)
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _facts(part)
        case _:
            for part in expression.parts:
                yield from _facts(part)


def _quotes(section: Section, norms: Mapping[str, Norm]) -> Iterator[tuple[Norm, Quotation]]:
    for citation in section.citations:
        quotation = norms[citation.key].quotation(citation.at)
        if quotation is not None:
            yield norms[citation.key], quotation


def _grouped(bonds: tuple[Bond, ...]) -> tuple[tuple[str, tuple[Bond, ...]], ...]:
    """Those that refer for the same reason side by side."""
    reasons = dict.fromkeys(bond.why for bond in bonds)
    return tuple((why, tuple(bond for bond in bonds if bond.why == why)) for why in reasons)


def _together(address: str, bonds: tuple[Bond, ...], body: Body) -> Iterator[tuple[str, tuple[Bond, ...]]]:
    """By article, exclusions and situations first; what stands beside it in its own article is seen there."""
    titles = {article: title for check in body.checks for article, title in check.beside}
    others = dict.fromkeys(sorted(article_of(bond.address) for bond in bonds))
    for number in (*titles, *(other for other in others if other not in titles)):
        found = bearing.of_article(bonds, number, body.text)
        if found and number != article_of(address) and number not in bearing.common(body):
            yield titles.get(number, "还有连着的"), found
