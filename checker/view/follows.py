"""What follows, in Chinese: what may or must be done, by whom and when, and what nobody here can promise."""

from __future__ import annotations

from collections.abc import Iterator

from checker.engine.check import FORCES, Check
from checker.engine.result import DutyJson, FollowsJson, QuestionJson, TurningJson
from checker.logic import Force
from checker.text import name
from checker.view.answer import view_conflicts
from checker.view.derivation import of_step
from checker.view.nodes import Node, asked_in, node, quote, remark, say, statement

_STATES = {"yes": "用得上", "unknown": "还要看", "no": "用不上"}


def view_follows(result: FollowsJson, check: Check) -> list[Node]:
    """What applies first, then what is still open, then what does not; each with its words and its reasons."""
    if result["conflicts"]:
        return [say("有回答互相矛盾，先不看以后会怎样。"), *view_conflicts(result["conflicts"])[1:]]
    always, duties = list[Node](), dict[str, list[Node]]({state: [] for state in _STATES})
    for duty in result["duties"]:
        truth = duty["why"]["truth"]
        place = duties[truth] if duty["why"]["because"] else always
        place.append(_duty(duty, check, short=truth == "no"))
    nodes = [say("下面是条文说的，不是承诺；写“可以”的，做不做由机关定。"), *map(remark, result["remarks"])]
    sections = [
        ("part", "现在用得上的规定", duties["yes"]),
        ("section", "一直都要做的", always),
        ("section", "还要看回答的规定", duties["unknown"]),
        ("section", "用不上的规定", duties["no"]),
        ("section", "看着矛盾、其实可以都对的", [remark(each, "assume") for each in result["tensions"]]),
        ("section", "从宽会变成从严的", [_turning(each, check) for each in result["turning"] if each["facts"]]),
        ("section", "谁管什么", list(_roles(result))),
        ("section", "接着要问的", list(_question(result, check))),
    ]
    return nodes + [node(kind, title, below) for kind, title, below in sections if below]


def _duty(duty: DutyJson, check: Check, *, short: bool) -> Node:
    who = duty["addressee"] or "没有点名"
    head = f"{name(duty['provision'])}　{duty['title']}：{_STATES[duty['why']['truth']]}"
    why = [of_step(step) for step in duty["why"]["because"]]
    if short:
        return node("no", head, why, duty["provision"])
    lines = [say(f"{FORCES[Force(duty['force'])]}（“{duty['word']}”）；谁：{who}；什么时候：{duty['moment']}。")]
    lines += [say(f"{check.here}做不了主的：{duty['beyond']}")] if duty["beyond"] else []
    lines += [say(f"条文没有说的：{duty['silent']}")] if duty["silent"] else []
    lines += [node("section", f"{duty['title']}：为什么", why)] if why else []
    return node(duty["why"]["truth"], head, [quote(duty["quote"]), *lines], duty["provision"])


def _turning(turning: TurningJson, check: Check) -> Node:
    facts = "、".join(f"“{statement(key, check)}”" for key in turning["facts"])
    return node("danger", f"“{turning['away']}”这条路，有下面一样，就要走“{turning['to']}”：{facts}。")


def _roles(result: FollowsJson) -> Iterator[Node]:
    for role in result["roles"]:
        stages = "、".join(map(name, role["stages"])) or "不管哪一件事"
        yield say(f"{role['name']}：{'；'.join(role['duties'])}（{stages}）。")
    for task in result["ungiven"]:
        named = f"条文只说“{task['said']}”" if task["said"] else "条文没有交给谁"
        yield node("say", f"{task['task']}：{named}。", [quote(task["quote"])], task["provision"])


def _question(result: FollowsJson, check: Check) -> Iterator[Node]:
    for key in result["question"]["facts"] if result["question"] else ():
        asked = asked_in(key, check)
        question = check.model.facts[key].question
        yield node("say", question, [quote(asked.words)], asked.provision)


def view_follows_question(question: QuestionJson, check: Check) -> list[Node]:
    """Why it is asked, though the verdict is there."""
    nodes = []
    for key in question["facts"]:
        asked = asked_in(key, check)
        subject = f"“{statement(key, check)}”：" if len(question["facts"]) > 1 else ""
        why = f"{subject}结论不看这一问，只看还有没有别的规定用得上。"
        nodes.append(node("say", why, [quote(asked.words)], asked.provision))
    return nodes
