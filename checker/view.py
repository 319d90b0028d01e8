"""The result in Chinese, as a tree of plain nodes that a page or a terminal can show without deciding anything.

A node has a kind ``k`` and may have text ``t``, the provision ``p`` that it stands on, and children ``c``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NotRequired, TypedDict

from checker.case import Case
from checker.study import ConflictJson, ReadingsJson, RemarkJson, ResultJson, StepJson
from checker.text import article_of, name
from checker.verdict import MODEL


class Node(TypedDict):
    k: str
    t: NotRequired[str]
    p: NotRequired[str]
    c: NotRequired[list[Node]]


_HOLDS = {"yes": "成立", "no": "不成立", "unknown": "还不能定"}
_ANSWER = {"yes": "是", "no": "否"}
_NOT_GIVEN = {"not-known": "不清楚", "not-asked": "还没有答", "not-applicable": "不适用"}


def view(result: ResultJson) -> list[Node]:
    """The whole result, most important first: the verdict, what was taken for granted, why, and every rule."""
    nodes = [_heading(result)]
    if result["conflicts"]:
        nodes += [_conflict(conflict) for conflict in result["conflicts"]]
        nodes.append({"k": "say", "t": "请改其中一个回答；改了以后再看结论。"})
        return nodes
    if result["verdict"] is None:
        titles: list[Node] = [{"k": "verdict-option", "t": verdict["title"]} for verdict in result["possible"]]
        nodes.append({"k": "say", "t": f"按现有回答，下面 {len(titles)} 种结论都还可能，别的都不可能："})
        nodes.append({"k": "possible", "c": titles})
        nodes.append({"k": "next", "t": f"还有 {len(result['open'])} 个问题的回答会影响结论。"})
    nodes += [_ground(step) for step in grounds(result)]
    nodes += [_remark(remark) for remark in result["remarks"]]
    nodes.append({"k": "section", "t": "先假定", "c": [_assumption(remark) for remark in result["assumptions"]]})
    if result["derivation"]:
        nodes.append({"k": "section", "t": "为什么", "c": [_step(step) for step in result["derivation"]]})
    nodes.append({"k": "section", "t": "各条怎么说", "c": list(_by_article(result["findings"]))})
    return nodes


def _heading(result: ResultJson) -> Node:
    if result["conflicts"]:
        return {"k": "verdict", "t": "有回答互相矛盾，先不下结论"}
    verdict = result["verdict"]
    return {"k": "verdict", "t": verdict["title"] if verdict else "尚不能判断"}


def view_readings(case: Case, result: ReadingsJson) -> list[Node]:
    """On which readings the verdict turns, or that it stands under all of them; those that turn it alone first."""
    if not result["possible"]:
        return []
    if not result["turns_on"]:
        nodes: list[Node] = [
            {"k": "say", "t": "条文可以有两种读法的地方，无论怎样选、怎样合起来选，上面的结论都不变。"}
        ]
    else:
        titles = "、".join(verdict["title"] for verdict in result["possible"])
        nodes = [{"k": "say", "t": f"有些地方换一种读法，结论会变；可能的结论合起来有：{titles}。"}]
        nodes += [_reading(key, case) for key in result["alone"]]
        together = [_reading(key, case) for key in result["turns_on"] if key not in result["alone"]]
        if together:
            nodes.append({"k": "section", "t": f"同别处一起换才会变的（{len(together)} 处）", "c": together})
    return [{"k": "section", "t": "换一种读法会怎样", "c": nodes}]


def _reading(key: str, case: Case) -> Node:
    reading = MODEL.readings[key]
    sides = [f"{reading.default}（{reading.ground}）", reading.alternative]
    taken = reading in case.readings
    return {
        "k": "assume",
        "t": f"现在按{'另一种读法' if taken else '本站默认的读法'}：{sides[taken]}。",
        "p": reading.provision,
        "c": [_quote(reading.words), {"k": "say", "t": f"换过来：{sides[not taken]}。"}],
    }


def grounds(result: ResultJson) -> list[StepJson]:
    """The rules each of which decides the verdict by itself; none where it rests on the absence of any."""
    if result["verdict"] is None or result["verdict"]["id"] == MODEL.otherwise:
        return []
    return list(_innermost(result["derivation"][-1:]))


def _ground(step: StepJson) -> Node:
    """A rule that decides the verdict by itself, named at the top; its reasons follow below."""
    return {
        "k": step["truth"],
        "t": f"{name(step['provision'])}　{step['text']}：{_HOLDS[step['truth']]}",
        "p": step["provision"],
        "c": [_quote(step["quote"])],
    }


def _innermost(steps: list[StepJson]) -> Iterable[StepJson]:
    """The rules below the steps that rest on no other rule."""
    for step in steps:
        within = [part for part in step["because"] if part["about"] == "rule"]
        if within:
            yield from _innermost(within)
        elif step["about"] == "rule":
            yield step


def _remark(remark: RemarkJson) -> Node:
    return {"k": "say", "t": remark["text"], "p": remark["provision"], "c": [_quote(remark["quote"])]}


def _assumption(remark: RemarkJson) -> Node:
    return {"k": "assume", "t": remark["text"], "p": remark["provision"], "c": [_quote(remark["quote"])]}


def _quote(words: str) -> Node:
    return {"k": "quote", "t": words}


def _conflict(conflict: ConflictJson) -> Node:
    places = "、".join(map(name, conflict["provisions"]))
    return {"k": "conflict", "t": f"{conflict['reason']}（{places}）。", "p": conflict["provisions"][0]}


def _by_article(findings: list[StepJson]) -> Iterable[Node]:
    articles: dict[int, list[StepJson]] = {}
    for step in findings:
        articles.setdefault(article_of(step["provision"]), []).append(step)
    for number, steps in articles.items():
        yield {"k": "section", "t": name(str(number)), "c": [_step(step) for step in steps]}


def _step(step: StepJson) -> Node:
    """A rule names its provision and quotes its sentence; an element is its own words; a fact is what was answered."""
    truth = step["truth"]
    parts: list[Node] = [_step(part) for part in step["because"]]
    parts += [{"k": "say", "t": f"由此推出：{_reason(conflict)}。"} for conflict in step["conflicts"]]
    parts += [
        {"k": "say", "t": f"按另一种读法：{reading['meaning']}。"}
        for reading in step["readings"]
        if reading["side"] == "alternative"
    ]
    if step["basis"] == "consequence" and not step["conflicts"]:
        parts.append({"k": "say", "t": "没有答的几项无论怎样，都是如此。"})
    if step["about"] == "rule":
        text = f"{name(step['provision'])}　{step['text']}：{_HOLDS[truth]}"
        return {"k": truth, "t": text, "p": step["provision"], "c": [_quote(step["quote"]), *parts]}
    if step["about"] == "fact":
        return _node(truth, f"{step['text']}：{_answer(step)}", parts)
    match step["because"]:
        case [{"about": "fact", "truth": same} as fact] if same == truth:
            return _node(truth, f"“{step['text']}”——{fact['text']}：{_answer(fact)}", parts[0].get("c", []) + parts[1:])
    return _node(truth, f"“{step['text']}”：{_HOLDS[truth]}", parts)


def _node(kind: str, text: str, children: list[Node]) -> Node:
    return {"k": kind, "t": text, "c": children} if children else {"k": kind, "t": text}


def _answer(fact: StepJson) -> str:
    presumed = "（先假定）" if fact["basis"] == "presumption" else ""
    return (_NOT_GIVEN.get(fact["basis"]) or _ANSWER[fact["truth"]]) + presumed


def _reason(conflict: ConflictJson) -> str:
    return f"{conflict['reason']}（{'、'.join(map(name, conflict['provisions']))}）"


_MARKS = {
    "yes": "✓ ",
    "no": "✗ ",
    "unknown": "? ",
    "quote": "│ ",
    "verdict-option": "· ",
    "assume": "· ",
    "next": "→ ",
}


def as_text(nodes: Iterable[Node], depth: int = 0) -> str:
    """The nodes for a terminal: one line each, indented by depth, the provision named at the end where not yet said."""
    lines = []
    for node in nodes:
        kind, text = node["k"], node.get("t", "")
        if kind in ("verdict", "section") and not depth:
            lines.append("")
        if text:
            place = name(node["p"]) if "p" in node else ""
            tail = f"〔{place}〕" if place and place not in text else ""
            lines.append(
                "  " * depth + _MARKS.get(kind, "") + ("【" + text + "】" if kind == "verdict" else text) + tail
            )
        if node.get("c"):
            lines.append(as_text(node["c"], depth + (1 if text else 0)))
    return "\n".join(lines)
