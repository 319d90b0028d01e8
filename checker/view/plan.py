"""What the rules say to a plan, in Chinese."""

from __future__ import annotations

from collections.abc import Iterator

from checker.engine.check import Check
from checker.engine.plan import NeedJson, PlanJson, ProspectJson
from checker.text import article_of, name
from checker.view.answer import view_conflicts
from checker.view.nodes import Node, asked_in, node, quote, remark, say, statement


def view_plan(result: PlanJson, check: Check) -> list[Node]:
    """What the plan runs into first; then what each situation needs of it."""
    if result["conflicts"]:
        return view_conflicts(result["conflicts"])
    met = [each for each in result["exclusions"] if each["state"] == "met"]
    near = [each for each in result["exclusions"] if each["state"] == "near"]
    standing = [each for each in result["situations"] if each["state"] in ("open", "lacking")]
    if met:
        title = f"照这样做，已经落入 {len(met)} 项“{_barred(check)}”"
    elif near:
        title = f"照这样做，有 {len(near)} 项“{_barred(check)}”只差结果"
    else:
        title = f"还没有看到落入“{_barred(check)}”的；{_opening(check)}还有 {len(standing)} 项开着"
    nodes = [node("verdict", title)]
    nodes += [_danger(each, "计划本身就落入") for each in met]
    nodes += [_danger(each, f"一旦{_later(each, check)}，就落入") for each in near]
    nodes += map(remark, result["remarks"])
    return nodes


def _barred(check: Check) -> str:
    assert check.planning is not None
    return check.planning.barred.title


def _opening(check: Check) -> str:
    """The articles whose situations open the way."""
    assert check.planning is not None
    return "、".join(dict.fromkeys(name(str(article_of(rule.provision))) for rule in check.planning.situations))


def view_plan_deeper(result: PlanJson, check: Check) -> list[Node]:
    """Situation by situation and exclusion by exclusion."""
    situations = [each for state in _SITUATION for each in result["situations"] if each["state"] == state]
    afterwards = [each for each in (*result["situations"], *result["exclusions"]) if each["state"] == "afterwards"]
    unsaid = [each for each in result["exclusions"] if each["state"] == "unsaid"]
    clear = [each for each in result["exclusions"] if each["state"] == "clear"]
    sections = [
        (f"{_opening(check)}的各项还要什么", [_situation(each, check) for each in situations]),
        ("还没有答、可能落入的", [_unsaid(each, check) for each in unsaid]),
        ("计划里看不出、以后才见分晓的", [_afterwards(each, check) for each in afterwards]),
        ("照现在的回答不会落入的", [node("no", _name(each), provision=each["provision"]) for each in clear]),
    ]
    return [node("section", title, nodes) for title, nodes in sections if nodes]


def view_plan_question(result: PlanJson, check: Check) -> list[Node]:
    """Why the next question is asked."""
    question = result["question"]
    nodes = []
    for key, rules in zip(question["facts"], question["rules"], strict=True) if question else ():
        asked = asked_in(key, check)
        nodes.append(
            node(
                "say",
                f"“{statement(key, check)}”：{'、'.join(map(name, rules))}要看这一问。",
                [quote(asked.words)],
                asked.provision,
            )
        )
    return nodes


def _name(each: ProspectJson) -> str:
    return f"{name(each['provision'])}　{each['title']}"


def _danger(each: ProspectJson, how: str) -> Node:
    return node("danger", f"{_name(each)}：{how}。", [quote(each["quote"])], each["provision"])


def _later(each: ProspectJson, check: Check) -> str:
    return "、".join(f"“{statement(key, check)}”" for key in each["later"])


def _unsaid(each: ProspectJson, check: Check) -> Node:
    return node("unknown", _name(each), [_avoided(need, check) for need in each["needs"]], each["provision"])


def _afterwards(each: ProspectJson, check: Check) -> Node:
    return node("unknown", f"{_name(each)}：看{_later(each, check)}。", [quote(each["quote"])], each["provision"])


_SITUATION = {
    "open": ("yes", "计划里该有的都有了，只看以后"),
    "lacking": ("unknown", "还要看计划"),
    "closed": ("no", "照这样做用不上"),
}


def _situation(each: ProspectJson, check: Check) -> Node:
    kind, said = _SITUATION[each["state"]]
    return node(kind, f"{_name(each)}：{said}", [quote(each["quote"]), *_needs(each, check)], each["provision"])


def _needs(each: ProspectJson, check: Check) -> Iterator[Node]:
    yield from (_missing(need, check) for need in each["needs"])
    if each["later"] and each["state"] != "closed":
        yield say(f"以后还要看：{_later(each, check)}。")


_WANTED = {"yes": ("要有", "这几样里要有一样"), "no": ("不能有", "这几样不能都有"), "either": ("还要看",) * 2}


def _missing(need: NeedJson, check: Check) -> Node:
    given = {"yes": "（现在答的是“是”）", "no": "（现在答的是“否”）", "unknown": ""}[need["given"]]
    asked = asked_in(need["fact"], check)
    text = f"{_WANTED[need['needed']][need['instead']]}：{statement(need['fact'], check)}{given}"
    return node("missing", text, [quote(asked.words)], asked.provision)


_UNWANTED = {"yes": ("不能有", "这几样，一样也不能有"), "no": ("要有", "这几样都要有"), "either": ("还要看",) * 2}


def _avoided(need: NeedJson, check: Check) -> Node:
    asked = asked_in(need["fact"], check)
    text = f"{_UNWANTED[need['needed']][need['instead']]}：{statement(need['fact'], check)}"
    return node("missing", text, [quote(asked.words)], asked.provision)
