"""What the checker knows: every fact and every rule, listed from the model."""

from __future__ import annotations

from typing import TypedDict

from checker.case import UNKNOWN
from checker.form import ALTERNATIVES, SECTIONS
from checker.logic import AllOf, AnyOf, Element, Expression, Fact, Not, Quote, ReadAs, Rule
from checker.text import name
from checker.verdict import MODEL


class QuoteJson(TypedDict):
    provision: str
    name: str
    quote: str


class FactJson(TypedDict):
    """A fact: what is asked, and every phrase of the text that asks for it, in the order of the rules."""

    key: str
    section: str
    statement: str
    question: str
    help: str
    presumed_absent: str
    answers: list[bool | str]
    asked_by: list[QuoteJson]


class ReadingJson(TypedDict):
    """A place that can be read two ways, with both sides and the ground of the default."""

    key: str
    provision: str
    name: str
    quote: str
    default: str
    alternative: str
    ground: str


class RuleJson(TypedDict):
    """A rule: the provision, its verbatim words, and its condition as nested lists.

    A list is headed by all, any, not, element (its words, its condition), reading (its key, the condition by default,
    the condition otherwise) or rule (its provision); a fact is its key.
    """

    provision: str
    name: str
    title: str
    quote: str
    condition: list[object] | str


def facts() -> list[FactJson]:
    """Every fact, in the order in which the form asks."""
    return [
        {
            "key": fact.key,
            "section": section.title,
            "statement": fact.statement,
            "question": fact.question,
            "help": fact.help,
            "presumed_absent": fact.presumed_absent,
            "answers": [True, False, UNKNOWN],
            "asked_by": [_quote(quote) for quote in MODEL.quotes[fact]],
        }
        for section in (*SECTIONS, ALTERNATIVES)
        for fact in section.facts
    ]


def rules() -> list[RuleJson]:
    """Every rule, in the order of the articles."""
    return [
        {
            "provision": rule.provision,
            "name": name(rule.provision),
            "title": rule.title,
            "quote": rule.sentence,
            "condition": _condition(rule.condition),
        }
        for rule in MODEL.rules
    ]


def readings() -> list[ReadingJson]:
    """Every reading, in the order in which the rules come upon it."""
    return [
        {
            "key": reading.key,
            "provision": reading.provision,
            "name": name(reading.provision),
            "quote": reading.words,
            "default": reading.default,
            "alternative": reading.alternative,
            "ground": reading.ground,
        }
        for reading in MODEL.readings.values()
    ]


def readings_as_text() -> str:
    lines = []
    for reading in MODEL.readings.values():
        lines += [
            f"{reading.key}　{name(reading.provision)}：“{reading.words}”",
            f"    本站默认：{reading.default}",
            f"    另一种：{reading.alternative}",
            f"    默认的理由：{reading.ground}",
            "",
        ]
    return "\n".join(lines)


def facts_as_text() -> str:
    lines = []
    for fact in facts():
        first = fact["asked_by"][0]
        lines += [
            f"{fact['key']}　{fact['question']}",
            f"    {fact['help']}",
            f"    {first['name']}：“{first['quote']}”",
            *(f"    又见{quote['name']}：“{quote['quote']}”" for quote in fact["asked_by"][1:]),
            "",
        ]
    return "\n".join(lines)


def rules_as_text() -> str:
    lines = []
    for rule in MODEL.rules:
        lines += [f"{name(rule.provision)}　{rule.title}", f"    │ {rule.sentence}"]
        lines += _tree(rule.condition, rule.quote, 2)
        lines.append("")
    return "\n".join(lines)


def _quote(quote: Quote) -> QuoteJson:
    return {"provision": quote.provision, "name": name(quote.provision), "quote": quote.words}


def _condition(expression: Expression) -> list[object] | str:
    match expression:
        case Fact(key=key):
            return key
        case Not(condition=condition):
            return ["not", _condition(condition)]
        case AllOf(parts=parts):
            return ["all", *map(_condition, parts)]
        case AnyOf(parts=parts):
            return ["any", *map(_condition, parts)]
        case ReadAs(reading=reading, default=default, alternative=alternative):
            return ["reading", reading.key, _condition(default), _condition(alternative)]
        case Element(words=words, condition=condition):
            return ["element", words, _condition(condition)]
        case Rule(provision=provision):
            return ["rule", provision]


def _tree(expression: Expression, quote: Quote, depth: int) -> list[str]:
    indent = "  " * depth
    match expression:
        case Fact(key=key, statement=statement):
            return [f"{indent}{statement}　[{key}]"]
        case Not(condition=condition):
            return [f"{indent}没有：", *_tree(condition, quote, depth + 1)]
        case ReadAs(reading=reading, default=default, alternative=alternative):
            return [
                f"{indent}读法 {reading.key}",
                f"{indent}本站默认：{reading.default}",
                *_tree(default, quote, depth + 1),
                f"{indent}另一种：{reading.alternative}",
                *_tree(alternative, quote, depth + 1),
            ]
        case AllOf(parts=()) | AnyOf(parts=()):
            return [indent + ("不要求什么" if isinstance(expression, AllOf) else "不成立")]
        case AllOf(parts=parts) | AnyOf(parts=parts):
            head = "都要有：" if isinstance(expression, AllOf) else "有一个就够："
            return [indent + head, *(line for part in parts for line in _tree(part, quote, depth + 1))]
        case Element(words=words, condition=condition):
            own = expression.quote_within(quote)
            borrowed = "" if own.provision == quote.provision else f"（借自{name(own.provision)}）"
            return [f"{indent}“{words}”{borrowed}", *_tree(condition, own, depth + 1)]
        case Rule(provision=provision, title=title):
            return [f"{indent}{name(provision)}　{title}"]
