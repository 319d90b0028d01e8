"""What is seen at once: the verdict or what is still possible, and why the next question is asked."""

from __future__ import annotations

from checker.engine.check import Check
from checker.engine.result import AnswerJson, ConflictJson, QuestionJson, VerdictId
from checker.text import name
from checker.view.derivation import grounds, of_ground, reason
from checker.view.nodes import Node, asked_in, node, quote, remark, say, statement, titles


def view_answer(result: AnswerJson, check: Check) -> list[Node]:
    """The verdict first; what has to be said with it; what decides it; what it means and what it does not."""
    if result["conflicts"]:
        return [*view_conflicts(result["conflicts"]), *map(remark, result["remarks"])]
    verdict = result["verdict"]
    title = (
        "，".join((verdict["title"], *(each["headline"] for each in result["cautions"]))) if verdict else "尚不能判断"
    )
    nodes = [node("verdict", title), *map(remark, result["cautions"])]
    if verdict is None:
        left = [node("verdict-option", possible["title"]) for possible in result["possible"]]
        nodes.append(say(f"按现有回答，下面 {len(left)} 种结论都还可能，别的都不可能："))
        nodes.append({"k": "possible", "c": left})
        nodes.append(node("next", _still_open(result)))
    nodes += map(of_ground, grounds(result, check))
    nodes += map(remark, result["remarks"])
    return nodes


def view_conflicts(conflicts: list[ConflictJson]) -> list[Node]:
    """Which answers cannot hold together, and why."""
    return [
        node("verdict", "有回答互相矛盾，先不下结论"),
        *(node("conflict", f"{reason(each)}。", provision=each["provisions"][0]) for each in conflicts),
        say("请改其中一个回答；改了以后再看结论。"),
    ]


def _still_open(result: AnswerJson) -> str:
    if result["question"]:
        return f"还有 {len(result['open'])} 个问题的回答会影响结论。"
    return "能影响结论的问题都问过了：答了“不清楚”的弄清楚以后，才能再往下判断。"


def view_question(result: AnswerJson, check: Check) -> list[Node]:
    """Why the next question is asked, and what a yes and a no would mean."""
    question = result["question"]
    return _question(result, question, check) if question else []


def _question(result: AnswerJson, question: QuestionJson, check: Check) -> list[Node]:
    now = [possible["id"] for possible in result["possible"]]
    nodes = []
    for number, key in enumerate(question["facts"]):
        asked = asked_in(key, check)
        places = "、".join(map(name, question["rules"][number]))
        because = f"{places}还没有定，要看这一问。" if places else "结论还要看这一问。"
        subject = f"“{statement(key, check)}”：" if len(question["facts"]) > 1 else ""
        nodes.append(node("say", f"{subject}{because}", [quote(asked.words)], asked.provision))
        nodes.append(say(f"答“是”：{_meaning(now, question['yes'][number], check)}"))
    all_of = "都答“否”" if len(question["facts"]) > 1 else "答“否”"
    nodes.append(say(f"{all_of}：{_meaning(now, question['no'], check)}"))
    return nodes


def _meaning(now: list[VerdictId], then: list[VerdictId], check: Check) -> str:
    if not then:
        return "会同别的回答矛盾。"
    if len(then) == 1:
        return f"结论就是{titles(then, check)}。"
    gone = [outcome for outcome in now if outcome not in then]
    return f"{titles(gone, check)}就不可能了。" if gone else "还定不下来，接着问。"
