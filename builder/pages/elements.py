"""The elements of a provision as the checker sees them: its rules as nested lists, questions as links to the check."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from builder.core.addresses import check_page
from checker.body import Body
from checker.logic import ALWAYS, AllOf, AnyOf, Element, Expression, Fact, Not, ReadAs, Rule
from checker.text import anchor, article_of, name

_OPEN = '<span class="open" title="可以另读">⇄</span>'
_ALL, _ANY = "都要有", "有一个就够"


@dataclass(frozen=True, slots=True)
class At:
    """Where a page is: what leads from it to the site's top, and to the folder of the articles."""

    up: str
    articles: str


IN_ARTICLES, AT_TOP = At("../", ""), At("", "articles/")


def door(fact: Fact, provision: str, body: Body) -> str:
    """The address, from the site's top, that opens the check at the question: that check which applies the article, if
    both ask.
    """
    asking = [check for check in body.checks if fact.key in check.model.facts]
    check = next((check for check in asking if check.applies(article_of(provision))), asking[0])
    return f"{check_page(body, check)}#{fact.key}"


def day_door(provision: str, body: Body) -> str:
    """The address that opens the first check at the day of what the provision's words lead on by; empty if none."""
    procedure = body.procedure_before(body.first)
    if procedure is None:
        return ""
    course = procedure.course
    known = (event.key for event in course.events if course.known_by(event).provision == provision)
    return next((f"{check_page(body, body.first)}#{body.prefix}{key}" for key in known), "")


def as_html(rule: Rule, of: Body, at: At) -> str:
    """The rule's condition, on the default side of every reading, for a page at that place."""
    if rule.condition is ALWAYS:
        return "<p>不设条件</p>"
    head, body = _parts(rule.condition, "", rule.provision, of, at)
    return re.sub(rf"{_OPEN}(?: {_OPEN})+", _OPEN, f"<p>{head}</p>{body}")


def _parts(expression: Expression, under: str, provision: str, of: Body, at: At) -> tuple[str, str]:
    """What stands on the line of the expression, and the list below it; ``under`` are the words that stand there."""
    match expression:
        case ReadAs(default=default):
            head, body = _parts(default, under, provision, of, at)
            return f"{head} {_OPEN}", body
        case AllOf(parts=()):
            return "照默认的读法，不另要求什么", ""
        case AnyOf(parts=()):
            return "照默认的读法，不设规则", ""
        case AllOf(parts=parts) | AnyOf(parts=parts):
            asking = tuple(part for part in parts if not _asks_nothing(part, expression))
            other = f" {_OPEN}" if len(asking) < len(parts) else ""
            if len(asking) == 1:
                head, body = _parts(asking[0], under, provision, of, at)
                return head + other, body
            return f"{_ALL if isinstance(expression, AllOf) else _ANY}：{other}", _list(
                asking, under, provision, of, at
            )
        case Not(condition=condition):
            head, body = _parts(condition, under, provision, of, at)
            return f"没有：{head}", body
        case Element(words=words, condition=condition):
            head, body = _parts(condition, words, provision, of, at)
            return (head if words == under else f'<span class="words">“{escape(words)}”</span>{head}'), body
        case Rule():
            return f"{_place(expression.provision, at)}“{escape(expression.title)}”", ""
        case Fact():
            label = f'title="{escape(expression.question)}"'
            way = f'href="{at.up}{door(expression, provision, of)}" target="_blank" rel="noopener noreferrer"'
            return f'<a class="asked" {way} {label}>{escape(expression.statement)}</a>', ""


def _asks_nothing(part: Expression, among: AllOf | AnyOf) -> bool:
    """Whether the part adds nothing to the others by default: it only stands there for another reading."""
    match part:
        case ReadAs(default=inner) | Element(condition=inner):
            return _asks_nothing(inner, among)
        case AllOf(parts=()):
            return isinstance(among, AllOf)
        case AnyOf(parts=()):
            return isinstance(among, AnyOf)
        case _:
            return False


def _list(parts: tuple[Expression, ...], under: str, provision: str, of: Body, at: At) -> str:
    lines = [_parts(part, under, provision, of, at) for part in parts]
    return f"<ul>{''.join(f'<li>{head}{body}</li>' for head, body in lines)}</ul>"


def _place(address: str, at: At) -> str:
    return f'<a href="{at.articles}{article_of(address):02}.html#{anchor(address)}">{name(address)}</a>'
