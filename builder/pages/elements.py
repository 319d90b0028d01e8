"""The elements of a provision as the checker sees them: its rules as nested lists, questions as links to the check."""

from __future__ import annotations

from html import escape

from checker.logic import AllOf, AnyOf, Element, Expression, Fact, Not, ReadAs, Rule
from checker.text import anchor, article_of, name

CHECK = "../check/index.html"
_ALL, _ANY = "都要有", "有一个就够"


def door(fact: Fact) -> str:
    """The address that opens the check at the question."""
    return f"{CHECK}#{fact.key}"


def as_html(rule: Rule) -> str:
    """The rule's condition, on the default side of every reading, for a page in the folder of the articles."""
    head, body = _parts(rule.condition)
    return f"<p>{head}</p>{body}" if body else f"<p>{head}</p>"


def _parts(expression: Expression) -> tuple[str, str]:
    """What stands on the line of the expression, and the list below it, if there is one."""
    match expression:
        case ReadAs(default=default):
            head, body = _parts(default)
            return f'{head} <span class="open" title="可以另读">⇄</span>', body
        case AllOf(parts=()):
            return "照默认的读法，不另要求什么", ""
        case AnyOf(parts=()):
            return "照默认的读法，不设规则", ""
        case AllOf(parts=(only,)) | AnyOf(parts=(only,)):
            return _parts(only)
        case AllOf(parts=parts):
            return f"{_ALL}：", _list(parts)
        case AnyOf(parts=parts):
            return f"{_ANY}：", _list(parts)
        case Not(condition=condition):
            head, body = _parts(condition)
            return f"没有：{head}", body
        case Element(words=words, condition=condition):
            head, body = _parts(condition)
            return f'<span class="words">“{escape(words)}”</span>{head}', body
        case Rule():
            return f"{_place(expression.provision)}“{escape(expression.title)}”", ""
        case Fact():
            label = f'title="{escape(expression.question)}"'
            way = f'href="{door(expression)}" target="_blank" rel="noopener noreferrer"'
            return f'<a class="asked" {way} {label}>{escape(expression.statement)}</a>', ""


def _list(parts: tuple[Expression, ...]) -> str:
    return f"<ul>{''.join(f'<li>{head}{body}</li>' for head, body in map(_parts, parts))}</ul>"


def _place(address: str) -> str:
    return f'<a href="{article_of(address):02}.html#{anchor(address)}">{name(address)}</a>'
