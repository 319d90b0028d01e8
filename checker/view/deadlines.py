"""The deadlines in Chinese: where a matter stands, each term with its days and what it rests on, what comes next."""

from __future__ import annotations

from collections.abc import Iterator

from checker.engine.check import FORCES
from checker.logic import Force
from checker.procedure.deadlines import DeadlinesJson, DueJson, HangJson, RunJson, TurnJson, titled
from checker.procedure.procedure import Procedure
from checker.view.nodes import Node, node, quote, say
from checker.view.timeline import day_of, kind_of, view_timeline, view_weeks


def view_deadlines(result: DeadlinesJson, procedure: Procedure) -> list[Node]:
    """Where the matter stands, what cannot be so, what happened and ends when, each term, what comes next."""
    nodes = [node("part", f"程序走到：{result['state']['title']}"), *_standing(result, procedure)]
    for each in result["refused"]:
        kind = "conflict" if each["truth"] == "no" else "missing"
        nodes.append(node(kind, f"{each['title']}：{each['reason']}", [quote(each["quote"])], each["provision"]))
    if result["happened"]:
        nodes.append(view_timeline(result, procedure))
    terms = [term for term in result["terms"] if term["status"] != "not-begun" or term["last"]]
    nodes += [
        node("section", f"{titled(term)}：{_days(term)}", _term(term, procedure), term["provision"]) for term in terms
    ]
    if result["next"]:
        nodes.append(node("section", "接下来", list(_next(result))))
    if result["silences"]:
        lines = [
            node("missing", each["says"], [quote(each["quote"])], each["provision"]) for each in result["silences"]
        ]
        nodes.append(node("section", "这一步，条文没有写的", lines))
    return nodes


def _standing(result: DeadlinesJson, procedure: Procedure) -> Iterator[Node]:
    """On what it hangs that it stands there, and what was taken to have happened, and not to have."""
    if hangs := result["state"]["hangs_on"]:
        yield node("missing", f"{_then(hangs)}才走到这一步；条文没有写。")
    for each in result["beside"]:
        yield node("missing", f"{_then(each['hangs_on'])}程序走到“{each['title']}”；条文没有写。")
    but = "，只有下面写明的，当作有过" if result["assumed"] else ""
    yield say(f"看到 {day_of(result['today'])}为止。没有填的，当作还没有发生{but}。")
    for assumed in result["assumed"]:
        yield node("assume", f"先有{_either(assumed['ways'], procedure)}，才有“{assumed['title']}”；没有填，当作有过。")
    if ahead := [f"{each['title']}（{day_of(each['day'])}）" for each in result["happened"] if each["ahead"]]:
        yield say(f"那一天还没有到的，不算已经发生：{'、'.join(ahead)}。")


def _then(hangs: list[HangJson]) -> str:
    return "".join(f"{hang['then']}，" for hang in hangs)


def _either(ways: list[list[str]], procedure: Procedure) -> str:
    """The events of all ways; those of only some of them beside those that the others have instead."""
    among: dict[frozenset[int], list[str]] = {}
    for event in procedure.dates:
        if on := frozenset(at for at, way in enumerate(ways) if event in way):
            among.setdefault(on, []).append(f"“{procedure.dates[event].title}”")
    every = frozenset(range(len(ways)))
    said = []
    while among:
        on = next(iter(among))
        groups = [each for each in (among.pop(on), among.pop(every - on, None)) if each]
        said.append("或者".join("、".join(group) for group in groups))
    return "，".join(said)


def _days(term: DueJson) -> str:
    return f"{'' if term['binding'] else '一般'}{term['days']}个工作日"


def _term(term: DueJson, procedure: Procedure) -> Iterator[Node]:
    for hang in term["hangs_on"]:
        yield node("missing", hang["says"], [quote(hang["quote"])], hang["provision"])
    yield node(kind_of(term), f"{_then(term['hangs_on'])}{_status(term, procedure)}", [quote(term["quote"])])
    if term["last"] is not None and term["status"] != "not-owed":
        start = procedure.dates[str(term["start"])].title
        yield say(f"从“{start}”（{day_of(term['started'])}）起算，{_first(term)}。")
        for doubt in term["doubts"]:
            yield node("danger", f"{doubt['why']}；按最多挪动 {doubt['most']} 个工作日估。")
        if term["provisional"]:
            yield say(f"最早可能在 {day_of(term['earliest'])}满，最晚在 {day_of(term['latest'])}。")
        yield view_weeks(term)
        if term["left_out"]:
            yield node("section", "没有算进去的日子", [say(_run(run)) for run in term["left_out"]])
        if term["worked_rest"]:
            yield node("section", "算进去的周末", [say(_run(run)) for run in term["worked_rest"]])
    yield node("section", "按什么数的", [say(_side(side["meaning"], side["ground"])) for side in term["rests_on"]])
    if term["turns"]:
        yield node("section", "换一种读法", [node("reading", _turn(term, turn)) for turn in term["turns"]])


def _first(term: DueJson) -> str:
    first = day_of(term["first"])
    if term["first_earliest"] == term["first"] == term["first_latest"]:
        return f"第一天 {first}"
    return f"暂定第一天 {first}，最早可能是 {day_of(term['first_earliest'])}，最晚 {day_of(term['first_latest'])}"


def _status(term: DueJson, procedure: Procedure) -> str:
    """Of a term that hangs on the text's silence: how it stands if it is owed."""
    provisional = "暂定" if term["provisional"] else ""
    last = f"{provisional}最后一天 {day_of(term['last'])}" if term["last"] else "最后一天算不出来"
    done = f"{procedure.dates[term['done']].title}（{day_of(term['finished'])}）" if term["done"] else ""
    past = "过了期限" if term["binding"] else "过了一般的时间，不直接等于违反"
    match term["would"]:
        case "not-owed":
            return "照所选的读法，这里没有期限。"
        case "not-begun":
            return f"期限还没有开始：{procedure.dates[str(term['start'])].title}的那一天还没有到；到了那一天，{last}。"
        case "met":
            return f"按时：{done}，{last}。"
        case "late":
            return f"{past}：{done}，{last}。"
        case "running":
            return f"{last}，还有 {term['left']} 个工作日。"
        case "overdue":
            return f"{past}：{last}，还没有办。"
        case _ if term["start"] is None:
            return "从哪一天起算没有填，最后一天算不出来。"
        case _ if term["last"] is None:
            return "期限开始了，不知道是哪一天开始的，最后一天算不出来。"
        case _ if term["finished"] and str(term["finished"]) < str(term["started"]):
            return f"{done}写在期限开始以前，按没按时不能定：{last}。"
        case _ if term["owed"] == "unknown" and not term["done"] and not term["hangs_on"]:
            return f"照所选的读法，有没有期限要看机关怎么认为；有的话，{last}。"
        case _:
            return f"按没按时，还不能定：{done + '，' if done else ''}{last}。"


def _turn(term: DueJson, turn: TurnJson) -> str:
    if turn["status"] == "not-owed":
        return f"{turn['meaning']}：没有期限。"
    if turn["last"] is None:
        return f"{turn['meaning']}：那一天没有填，算不出来。"
    same = "最后一天不变" if turn["last"] == term["last"] else f"最后一天 {day_of(turn['last'])}"
    past = turn["status"] in ("late", "overdue") and not turn["binding"]
    stands = "过了一般的时间" if past else _SAYS[turn["status"]]
    return f"{turn['meaning']}：{same}，{stands}{_limit(term, turn)}。"


_SAYS = {
    "met": "按时",
    "late": "过了期限",
    "overdue": "已经过了",
    "running": "还没有到",
    "not-begun": "还没有开始",
    "unknown": "按没按时不能定",
}


def _limit(term: DueJson, turn: TurnJson) -> str:
    if turn["binding"] == term["binding"]:
        return ""
    return "，过了就是违反" if turn["binding"] else "，过了不直接等于违反"


def _side(meaning: str, ground: str) -> str:
    return f"{meaning}。理由：{ground}。" if ground else f"{meaning}（所选的另一种读法）。"


def _run(run: RunJson) -> str:
    days = day_of(run["first"]) if run["first"] == run["last"] else f"{day_of(run['first'])}到 {day_of(run['last'])}"
    source = f"（{run['source']}）" if run["source"] else ""
    return f"{days}：{run['title']}{source}"


def _next(result: DeadlinesJson) -> Iterator[Node]:
    within = {term["term"]: term for term in result["terms"]}  # the last of its name
    for each in result["next"]:
        term = within[each["within"]] if each["within"] else None
        until = f"，{day_of(term['last'])}以前" if term and term["last"] and term["status"] == "running" else ""
        text = f"{each['title']}：{each['actor']}，{FORCES[Force(each['force'])]}{until}。"
        yield node("next", text, [quote(each["quote"])], each["provision"])
