"""The elements of a provision as the checker sees them: its rules as nested lists, questions as links to the check."""

from __future__ import annotations

import re
from html import escape

from checker.logic import ALWAYS, AllOf, AnyOf, Element, Expression, Fact, Not, ReadAs, Rule
from checker.regulations.xishuangbanna.articles.a09 import PROCEDURE
from checker.regulations.xishuangbanna.checks.accusation import ACCUSATION
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.text import anchor, article_of, name

PLACES = {TOLERANCE: "../check/index.html", ACCUSATION: "../check/a13/index.html"}
"""The page of each check, for a page in the folder of the articles."""
_OPEN = '<span class="open" title="可以另读">⇄</span>'
_ALL, _ANY = "都要有", "有一个就够"


def door(fact: Fact, provision: str) -> str:
    """The address that opens the check at the question: that check which applies the article, if both ask."""
    asking = [check for check in PLACES if fact.key in check.model.facts]
    check = next((check for check in asking if check.applies(article_of(provision))), asking[0])
    return f"{PLACES[check]}#{fact.key}"


def day_door(provision: str) -> str:
    """The address that opens the first check at the day of what the provision's words lead on by; empty if none."""
    known = (event.key for event in PROCEDURE.course.events if PROCEDURE.course.known_by(event).provision == provision)
    return next((f"{PLACES[TOLERANCE]}#{PROCEDURE.prefix}{key}" for key in known), "")


def as_html(rule: Rule) -> str:
    """The rule's condition, on the default side of every reading, for a page in the folder of the articles."""
    if rule.condition is ALWAYS:
        return "<p>不设条件</p>"
    head, body = _parts(rule.condition, "", rule.provision)
    return re.sub(rf"{_OPEN}(?: {_OPEN})+", _OPEN, f"<p>{head}</p>{body}")


def _parts(expression: Expression, under: str, provision: str) -> tuple[str, str]:
    """What stands on the line of the expression, and the list below it; ``under`` are the words that stand there."""
    match expression:
        case ReadAs(default=default):
            head, body = _parts(default, under, provision)
            return f"{head} {_OPEN}", body
        case AllOf(parts=()):
            return "照默认的读法，不另要求什么", ""
        case AnyOf(parts=()):
            return "照默认的读法，不设规则", ""
        case AllOf(parts=parts) | AnyOf(parts=parts):
            asking = tuple(part for part in parts if not _asks_nothing(part, expression))
            other = f" {_OPEN}" if len(asking) < len(parts) else ""
            if len(asking) == 1:
                head, body = _parts(asking[0], under, provision)
                return head + other, body
            return f"{_ALL if isinstance(expression, AllOf) else _ANY}：{other}", _list(asking, under, provision)
        case Not(condition=condition):
            head, body = _parts(condition, under, provision)
            return f"没有：{head}", body
        case Element(words=words, condition=condition):
            head, body = _parts(condition, words, provision)
            return (head if words == under else f'<span class="words">“{escape(words)}”</span>{head}'), body
        case Rule():
            return f"{_place(expression.provision)}“{escape(expression.title)}”", ""
        case Fact():
            label = f'title="{escape(expression.question)}"'
            way = f'href="{door(expression, provision)}" target="_blank" rel="noopener noreferrer"'
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


def _list(parts: tuple[Expression, ...], under: str, provision: str) -> str:
    lines = [_parts(part, under, provision) for part in parts]
    return f"<ul>{''.join(f'<li>{head}{body}</li>' for head, body in lines)}</ul>"


def _place(address: str) -> str:
    return f'<a href="{article_of(address):02}.html#{anchor(address)}">{name(address)}</a>'
