"""What the checker knows: every fact and every rule, listed from the model."""

from __future__ import annotations

from typing import TypedDict

from checker.engine.check import FORCES, Check
from checker.engine.fields import UNKNOWN
from checker.logic import AllOf, AnyOf, Duty, Element, Expression, Fact, Not, Quote, ReadAs, Rule
from checker.text import name


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


class RuleOfDutyJson(TypedDict):
    """A duty: where and how it binds, whom, when, and its condition as in a rule."""

    provision: str
    name: str
    title: str
    quote: str
    force: str
    word: str
    addressee: str
    moment: str
    silent: str
    beyond: str
    condition: list[object] | str


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


def facts(check: Check) -> list[FactJson]:
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
            "asked_by": [_quote(quote) for quote in check.model.quotes[fact]],
        }
        for section in check.every_section
        for fact in section.facts
    ]


def rules(check: Check) -> list[RuleJson]:
    """Every rule, in the order of the articles."""
    return [
        {
            "provision": rule.provision,
            "name": name(rule.provision),
            "title": rule.title,
            "quote": rule.sentence,
            "condition": _condition(rule.condition),
        }
        for rule in check.model.rules
    ]


def duties(check: Check) -> list[RuleOfDutyJson]:
    """Every duty, in the order of the articles."""
    return [
        {
            "provision": duty.rule.provision,
            "name": name(duty.rule.provision),
            "title": duty.rule.title,
            "quote": duty.rule.sentence,
            "force": duty.force.value,
            "word": duty.word,
            "addressee": duty.addressee,
            "moment": duty.moment,
            "silent": duty.silent,
            "beyond": duty.beyond,
            "condition": _condition(duty.rule.condition),
        }
        for duty in check.model.duties
    ]


def duties_as_text(check: Check) -> str:
    return "\n".join(line for duty in check.model.duties for line in (*_duty_lines(duty), ""))


def _duty_lines(duty: Duty) -> list[str]:
    rule = duty.rule
    lines = [f"{name(rule.provision)}　{rule.title}", f"    │ {rule.sentence}"]
    lines.append(
        f"    {FORCES[duty.force]}（“{duty.word}”）；谁：{duty.addressee or '没有点名'}；什么时候：{duty.moment}"
    )
    lines += [f"    条文没有说的：{duty.silent}"] if duty.silent else []
    lines += [f"    别处定的：{duty.beyond}"] if duty.beyond else []
    return [*lines, *_tree(rule.condition, rule.quote, 2)]


def readings(check: Check) -> list[ReadingJson]:
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
        for reading in check.model.readings.values()
    ]


def readings_as_text(check: Check) -> str:
    lines = []
    for reading in check.model.readings.values():
        lines += [
            f"{reading.key}　{name(reading.provision)}：“{reading.words}”",
            f"    本站默认：{reading.default}",
            f"    另一种：{reading.alternative}",
            f"    默认的理由：{reading.ground}",
            "",
        ]
    return "\n".join(lines)


def facts_as_text(check: Check) -> str:
    lines = []
    for fact in facts(check):
        first = fact["asked_by"][0]
        lines += [
            f"{fact['key']}　{fact['question']}",
            f"    {fact['help']}",
            f"    {first['name']}：“{first['quote']}”",
            *(f"    又见{quote['name']}：“{quote['quote']}”" for quote in fact["asked_by"][1:]),
            "",
        ]
    return "\n".join(lines)


def rules_as_text(check: Check) -> str:
    lines = []
    for rule in check.model.rules:
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
