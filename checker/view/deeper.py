"""What is seen one step deeper: reasons, what would change the verdict, what is weighed together, every rule."""

from __future__ import annotations

from collections.abc import Iterator

from checker.engine.check import Check
from checker.engine.result import ChangeJson, ContrastJson, FactKey, ResultJson, StepJson, VerdictId
from checker.text import article_of, name
from checker.view.derivation import HOLDS, by_article, of_step
from checker.view.nodes import Node, asked_in, node, quote, remark, say, statement, titles

MOST = 6  # ways to change one verdict that are listed
NAMED = 2  # answers that are named, where a change makes more of them count again, or count no more


def view_deeper(result: ResultJson, check: Check) -> list[Node]:
    """One section for each subject; none for what there is nothing to say about."""
    said = {each["text"] for each in result["cautions"]}
    tensions = [each for each in result["tensions"] if each["text"] not in said]
    sections = [
        ("先假定", [remark(each, "assume") for each in result["assumptions"]]),
        ("为什么", [of_step(step) for step in result["derivation"]]),
        ("怎样会变", list(_changes(result, check))),
        ("看着矛盾、其实可以都对的", [remark(each, "assume") for each in tensions]),
        (_weighed(result["contrasts"]), list(_balance(result["contrasts"], check))),
        ("各条怎么说", list(by_article(result["findings"]))),
    ]
    return [node("section", title, nodes) for title, nodes in sections if nodes]


def _changes(result: ResultJson, check: Check) -> Iterator[Node]:
    """The smallest changes, those that can still be made first; then what each answer does alone."""
    changes = result["changes"]
    if not changes["smallest"] and not changes["idle"]:
        return
    yield say("下面每一种，都改好以后重新算过。已成事实的只作对照，不是叫人去改；回答要照实。")
    outcomes = dict.fromkeys(change["outcome"] for change in changes["smallest"])
    for outcome in outcomes:
        ways = [change for change in changes["smallest"] if change["outcome"] == outcome]
        ways.sort(key=lambda change: change["past"])
        heading = (
            f"要有可能{titles([outcome], check)}，至少要改 {len(ways[0]['facts'])} 个回答" if outcome else "要不矛盾"
        )
        more = [say(f"还有 {len(ways) - MOST} 种，都要改一样多的回答。")] if len(ways) > MOST else []
        yield node("section", heading, [*(_change(change, check) for change in ways[:MOST]), *more])
    deciding = [f"“{statement(each['fact'], check)}”" for each in changes["deciding"]]
    if deciding:
        yield say(f"单独改其中一个，能得出的结论就不同：{'、'.join(deciding)}。")
    if changes["idle"]:
        yield say(
            f"单独改哪一个，能得出的结论都一样：{'、'.join(f'“{statement(key, check)}”' for key in changes['idle'])}。"
        )


def _change(change: ChangeJson, check: Check) -> Node:
    pairs = zip(change["facts"], change["to"], strict=True)
    turned = "，".join(f"“{statement(key, check)}”改成“{'是' if to else '否'}”" for key, to in pairs)
    kind = "fixed" if change["past"] else "flip"
    lead = "只作对照" if change["past"] else "还来得及"
    children = [quote(asked_in(key, check).words) for key in change["facts"]]
    return node(
        kind,
        f"{lead}：{turned}，{_counting(change, check)}{_then(change['then'], check)}",
        children,
        asked_in(change["facts"][0], check).provision,
    )


def _counting(change: ChangeJson, check: Check) -> str:
    """Which of the other answers then count again, and which no more."""
    revived, lapsed = (_some(change[which], check) for which in ("revives", "lapses"))
    return (f"先前答过的{revived}又算数，" if revived else "") + (f"{lapsed}不再算数，" if lapsed else "")


def _some(keys: list[FactKey], check: Check) -> str:
    named = "、".join(f"“{statement(key, check)}”" for key in keys[:NAMED])
    return f"{named}等 {len(keys)} 个回答" if len(keys) > NAMED else named


def _then(then: list[VerdictId], check: Check) -> str:
    return f"结论就是{titles(then, check)}。" if len(then) == 1 else f"就要看别的回答：可能是{titles(then, check)}。"


_SIDES = {"favourable": "有利", "adverse": "不利", "both": "两边都有", "open": "还看不出"}


def _weighed(contrasts: list[ContrastJson]) -> str:
    articles = dict.fromkeys(name(str(article_of(each["favourable"]["provision"]))) for each in contrasts)
    return f"{'、'.join(articles)}：放在一起权衡"


def _balance(contrasts: list[ContrastJson], check: Check) -> Iterator[Node]:
    """What speaks for and what against; no sum and no grade."""
    if not contrasts:
        return
    if check.weighing:
        yield say(check.weighing.says)
    for state in ("favourable", "adverse", "both"):
        for contrast in contrasts:
            if contrast["state"] == state:
                yield _contrast(contrast, state)
    still = [contrast for contrast in contrasts if contrast["state"] == "open"]
    if still:
        lines = [node("say", _poles(each), provision=each["favourable"]["provision"]) for each in still]
        yield node("section", f"{_SIDES['open']}的（{len(still)} 组）", lines)


def _contrast(contrast: ContrastJson, state: str) -> Node:
    """The pole that is there, and by which facts; then the other one, which is not."""
    favourable, adverse = contrast["favourable"], contrast["adverse"]
    if state == "both":
        sides = [_side("favourable", favourable), _side("adverse", adverse)]
        return node(state, f"{_SIDES[state]}：{_poles(contrast)}", sides, favourable["provision"])
    there, other = (favourable, adverse) if state == "favourable" else (adverse, favourable)
    facts = [*map(of_step, there["because"]), say(f"相对的一面“{other['text']}”：{HOLDS[other['truth']]}。")]
    return node(state, f"{_SIDES[state]}：{there['text']}", facts, there["provision"])


def _side(side: str, pole: StepJson) -> Node:
    return node("say", f"{_SIDES[side]}的一面：{pole['text']}", map(of_step, pole["because"]))


def _poles(contrast: ContrastJson) -> str:
    return f"{contrast['favourable']['text']} / {contrast['adverse']['text']}"
