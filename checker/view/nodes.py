"""Plain nodes that a page or a terminal can show without deciding anything.

A node has a kind ``k`` and may have text ``t``, the provision ``p`` that it stands on, and children ``c``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NotRequired, TypedDict

from checker.engine.check import Check
from checker.engine.result import RemarkJson, VerdictId
from checker.logic import Quote
from checker.text import name


class Node(TypedDict):
    k: str
    t: NotRequired[str]
    p: NotRequired[str]
    c: NotRequired[list[Node]]


def node(kind: str, text: str, children: Iterable[Node] = (), provision: str = "") -> Node:
    made: Node = {"k": kind, "t": text}
    if provision:
        made["p"] = provision
    if below := list(children):
        made["c"] = below
    return made


def say(text: str) -> Node:
    return node("say", text)


def quote(words: str) -> Node:
    return node("quote", words)


def remark(said: RemarkJson, kind: str = "say") -> Node:
    return node(kind, said["text"], [quote(said["quote"])], said["provision"])


def titles(outcomes: Iterable[VerdictId], check: Check) -> str:
    """The verdicts by name, in one phrase."""
    return "、".join(f"“{check.verdicts[outcome].title}”" for outcome in outcomes)


def statement(key: str, check: Check) -> str:
    return check.model.facts[key].statement


def asked_in(key: str, check: Check) -> Quote:
    """The first words of the text that ask for the fact."""
    return check.model.quotes[check.model.facts[key]][0]


_MARKS = {
    "yes": "✓ ",
    "no": "✗ ",
    "unknown": "? ",
    "quote": "│ ",
    "verdict-option": "· ",
    "assume": "· ",
    "next": "→ ",
    "favourable": "＋ ",
    "adverse": "－ ",
    "both": "± ",
    "flip": "↻ ",
    "fixed": "↺ ",
    "reading": "· ",
    "missing": "○ ",
    "danger": "! ",
    "happened": "● ",
    "today": "★ ",
    "term-met": "✓ ",
    "term-late": "✗ ",
    "term-running": "… ",
    "term-past": "~ ",
    "term-open": "? ",
}


def as_text(nodes: Iterable[Node], depth: int = 0) -> str:
    """The nodes for a terminal: one line each, indented by depth, the provision named at the end where not yet said."""
    lines = []
    for node in nodes:
        kind, text = node["k"], node.get("t", "")
        if kind == "weeks":  # the terminal has the days in words
            continue
        if kind in ("verdict", "part", "section") and not depth:
            lines.append("")
        if text:
            place = name(node["p"]) if "p" in node else ""
            tail = f"〔{place}〕" if place and place not in text else ""
            lines.append(
                "  " * depth
                + _MARKS.get(kind, "")
                + ("【" + text + "】" if kind in ("verdict", "part") else text)
                + tail
            )
        if node.get("c"):
            lines.append(as_text(node["c"], depth + (1 if text else 0)))
    return "\n".join(lines)
