"""A derivation in Chinese, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.engine.check import Check
from checker.engine.result import AnswerJson, ConflictJson, StepJson
from checker.text import article_of, name
from checker.view.nodes import Node, node, quote

HOLDS = {"yes": "成立", "no": "不成立", "unknown": "还不能定"}
_ANSWER = {"yes": "是", "no": "否"}
_NOT_GIVEN = {"not-known": "不清楚", "not-asked": "还没有答", "not-applicable": "不适用"}


def grounds(result: AnswerJson, check: Check) -> list[StepJson]:
    """The rules each of which decides the verdict by itself; none where it rests on the absence of any."""
    if result["verdict"] is None or result["verdict"]["id"] == check.model.otherwise:
        return []
    supposed = [branch.rule.title for branch in check.model.branches if not branch.when]
    return list(_innermost(result["derivation"][-1:], supposed))


def _innermost(steps: list[StepJson], supposed: list[str]) -> Iterator[StepJson]:
    """The rules below the steps that rest on no other rule, but for those without which it would not have come so far:
    these decide nothing by themselves.
    """
    for step in steps:
        within = [part for part in step["because"] if part["about"] == "rule" and part["text"] not in supposed]
        if within:
            yield from _innermost(within, supposed)
        elif step["about"] == "rule":
            yield step


def of_ground(step: StepJson) -> Node:
    """A rule that decides the verdict by itself, named at the top; its reasons follow below."""
    return node(step["truth"], _rule(step), [quote(step["quote"])], step["provision"])


def by_article(findings: list[StepJson]) -> Iterable[Node]:
    articles: dict[int, list[StepJson]] = {}
    for step in findings:
        articles.setdefault(article_of(step["provision"]), []).append(step)
    for number, steps in articles.items():
        yield node("section", name(str(number)), map(of_step, steps))


def _rule(step: StepJson) -> str:
    return f"{name(step['provision'])}　{step['text']}：{HOLDS[step['truth']]}"


def of_step(step: StepJson) -> Node:
    """A rule names its provision and quotes its sentence; an element is its own words; a fact is what was answered."""
    truth = step["truth"]
    parts: list[Node] = [of_step(part) for part in step["because"]]
    parts += [{"k": "say", "t": f"由此推出：{reason(conflict)}。"} for conflict in step["conflicts"]]
    parts += [
        {"k": "say", "t": f"按另一种读法：{reading['meaning']}。"}
        for reading in step["readings"]
        if reading["side"] == "alternative"
    ]
    if step["basis"] == "consequence" and not step["conflicts"]:
        parts.append({"k": "say", "t": "没有答的几项无论怎样，都是如此。"})
    if step["about"] == "rule":
        return node(truth, _rule(step), [quote(step["quote"]), *parts], step["provision"])
    if step["about"] == "fact":
        return node(truth, f"{step['text']}：{_answer(step)}", parts)
    match step["because"]:
        case [{"about": "fact", "truth": same} as fact] if same == truth:
            return node(truth, f"“{step['text']}”——{fact['text']}：{_answer(fact)}", parts[0].get("c", []) + parts[1:])
    return node(truth, f"“{step['text']}”：{HOLDS[truth]}", parts)


def _answer(fact: StepJson) -> str:
    presumed = "（先假定）" if fact["basis"] == "presumption" else ""
    return (_NOT_GIVEN.get(fact["basis"]) or _ANSWER[fact["truth"]]) + presumed


def reason(conflict: ConflictJson) -> str:
    return f"{conflict['reason']}（{'、'.join(map(name, conflict['provisions']))}）"
