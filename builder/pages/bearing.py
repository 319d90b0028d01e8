"""What bears on a provision from elsewhere: derived from the notes, the rules, the readings and the conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from builder.content.notes import Section
from checker.body import Body
from checker.engine.report import PairsJson
from checker.logic import Element, Fact, ReadAs, Rule, walk
from checker.text import Regulation, article_of


def common(body: Body) -> frozenset[int]:
    """The articles for which nearly every rule of a check asks: they tie no two of them together."""
    return frozenset(article for check in body.checks for article in check.common)


@dataclass(frozen=True, slots=True)
class Bond:
    """Another provision, and in a few words why it is named."""

    address: str
    why: str


def referring(sections: Mapping[str, Section], body: Body) -> Mapping[str, tuple[Bond, ...]]:
    """For each provision what refers to it: notes, rules that rest on it or borrow its words, readings of it."""
    found: dict[str, dict[Bond, None]] = {}
    for target, bond in (*_of_rules(body), *_of_notes(sections)):
        if target != bond.address and not is_lead_of(bond.address, target):
            found.setdefault(target, {}).setdefault(bond)
    return {address: tuple(bonds) for address, bonds in found.items()}


def together(body: Body, *pairs: PairsJson) -> Mapping[str, tuple[Bond, ...]]:
    """For each provision those that ask the same question, or whose answers or rules bear on one another."""
    found: dict[str, dict[Bond, None]] = {}
    for one, other, why in (
        *_shared(body),
        *_conflicting(body),
        *(pair for each in pairs for pair in _paired(each, body)),
    ):
        if one != other:
            found.setdefault(one, {}).setdefault(Bond(other, why))
            found.setdefault(other, {}).setdefault(Bond(one, why))
    return {address: tuple(bonds) for address, bonds in found.items()}


def of_article(bonds: Iterable[Bond], number: int, regulation: Regulation) -> tuple[Bond, ...]:
    """Those to provisions of the article, in the order of the text, with all reasons for one provision in one."""
    reasons: dict[str, list[str]] = {}
    for bond in bonds:
        if article_of(bond.address) == number:
            reasons.setdefault(bond.address, []).append(bond.why)
    order = [address for address in (each.address for each in regulation) if address in reasons]
    return tuple(Bond(address, "；".join(reasons[address])) for address in order)


def _of_notes(sections: Mapping[str, Section]) -> Iterator[tuple[str, Bond]]:
    for address, section in sections.items():
        for target in section.references:
            yield target, Bond(address, "注释")


def _of_rules(body: Body) -> Iterator[tuple[str, Bond]]:
    for rule in body.named_rules:
        for part, _ in walk(rule.condition, rule.quote, into_rules=False):
            match part:
                case Element(provision=address) if address:
                    yield address, Bond(rule.provision, "规则借用它的字句")
                case ReadAs(reading=reading):
                    yield reading.provision, Bond(rule.provision, "规则随它的读法变")
        for inner in _rules_within(rule):
            yield inner.provision, Bond(rule.provision, "规则里有它")


def _rules_within(rule: Rule) -> Iterator[Rule]:
    """Those that the rule names itself, not those within them."""
    waiting = list(rule.parts)
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, Rule):
            yield part
        else:
            waiting += part.parts


def _shared(body: Body) -> Iterator[tuple[str, str, str]]:
    for fact, asked in body.quotes.items():
        places = list(dict.fromkeys(quote.provision for quote in asked))
        if any(article_of(place) in common(body) for place in places):
            continue
        for number, one in enumerate(places):
            for other in places[number + 1 :]:
                yield one, other, f"都问“{_asked(fact)}”"


def _asked(fact: Fact) -> str:
    return fact.statement.partition("（")[0]


def _conflicting(body: Body) -> Iterator[tuple[str, str, str]]:
    for conflict in (conflict for model in body.models for conflict in model.conflicts):
        first, *others = (place for place in conflict.provisions if article_of(place) not in common(body))
        for other in others:
            yield first, other, conflict.reason


def _paired(pairs: PairsJson, body: Body) -> Iterator[tuple[str, str, str]]:
    for one, other in pairs["apart"]:
        yield one["provision"], other["provision"], "两条规则不会同时成立"
    for one, other in pairs["implied"]:
        if not common(body).isdisjoint((article_of(one["provision"]), article_of(other["provision"]))):
            continue
        yield one["provision"], other["provision"], f"“{one['title']}”成立，“{other['title']}”就成立"


def is_lead_of(address: str, target: str) -> bool:
    """Whether it is the lead or the whole of the article that the other belongs to: that it takes it in is plain."""
    return article_of(address) == article_of(target) and "(" not in address and "(" in target
