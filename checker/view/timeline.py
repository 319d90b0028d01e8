"""The terms of a matter, drawn with nodes alone: one line of what happened and what ends when, and each term's days.

Nothing rests on colour: each day of a term is a cell of its own kind, and each date says in words what it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from checker.calendars import weekday
from checker.procedure.deadlines import DeadlinesJson, DoubtJson, DueJson, RunJson, titled
from checker.procedure.procedure import Procedure
from checker.view.nodes import Node, node, say

_WEEK = "一二三四五六日"
_UNKNOWN = "不知道哪一天"


def view_timeline(result: DeadlinesJson, procedure: Procedure) -> Node:
    """What happened, today, and the last day of each term, in the order of the days."""
    today = date.fromisoformat(result["today"])
    rows = [*_happened(result), *_ends(result, procedure), (today, node("today", f"{day_of(result['today'])}　今天"))]
    # Of one day: first what happened, then what ended with it, then that it is today.
    return node("timeline", "", [row for _, row in sorted(rows, key=lambda row: row[0])])


def view_weeks(term: DueJson) -> Node:
    """Every day from the start of the term to its last, by weeks from Monday on."""
    started, last = _date(term["started"]), _date(term["last"])
    blank = [node("d-blank", "") for _ in range(started.weekday())]
    days = [started + timedelta(step) for step in range((last - started).days + 1)]
    return node("weeks", "", [*(node("d-name", name) for name in _WEEK), *blank, *(_day(day, term) for day in days)])


def day_of(written: str | None) -> str:
    """A date with its day of the week."""
    if written is None:
        return _UNKNOWN
    day = date.fromisoformat(written)
    return f"{day.year}年{day.month}月{day.day}日{weekday(day)}"


def kind_of(term: DueJson) -> str:
    """As what the term is shown: past, where it is only usual and nothing is broken."""
    match term["status"]:
        case "late" | "overdue":
            return "term-late" if term["binding"] else "term-past"
        case "met" | "running" as status if not term["hangs_on"]:
            return f"term-{status}"
        case "not-owed":
            return "say"
        case _:
            return "term-open"


def _happened(result: DeadlinesJson) -> Iterator[tuple[date, Node]]:
    """An event whose day is not known stands behind the one before it."""
    place = date.min
    for each in result["happened"]:
        if each["day"]:
            place = date.fromisoformat(each["day"])
        ahead = "（那一天还没有到）" if each["ahead"] else ""
        yield place, node("happened", f"{day_of(each['day'])}　{each['title']}{ahead}", provision=each["provision"])


def _ends(result: DeadlinesJson, procedure: Procedure) -> Iterator[tuple[date, Node]]:
    for term in result["terms"]:
        if term["last"] and term["status"] != "not-owed":
            provisional = "暂定的最后一天" if term["provisional"] else "最后一天"
            usual = "" if term["binding"] else "一般"
            conventions = "；".join(side["meaning"] for side in term["rests_on"][:2])
            since = (
                f"{usual}{term['days']}个工作日，从{procedure.dates[str(term['start'])].title}起算。按：{conventions}。"
            )
            text = f"{day_of(term['last'])}　{titled(term)}的{provisional}：{_stands(term)}"
            yield _date(term["last"]), node(kind_of(term), text, [say(since)], term["provision"])


def _stands(term: DueJson) -> str:
    """Of a term that hangs on the text's silence: how it stands if it is owed."""
    owed = "".join(f"{hang['then']}，" for hang in term["hangs_on"])
    return owed + _stands_so(term)


def _stands_so(term: DueJson) -> str:
    match term["would"]:
        case "not-begun":
            return "期限还没有开始"
        case "met":
            return f"按时，{day_of(term['finished'])}办了"
        case "late" | "overdue" if not term["binding"]:
            return "过了一般的时间，不直接等于违反"
        case "late":
            return f"过了期限，{day_of(term['finished'])}才办"
        case "overdue":
            return "过了期限，还没有办"
        case "running":
            return f"还有 {term['left']} 个工作日"
        case _:
            return "按没按时不能定"


def _day(day: date, term: DueJson) -> Node:
    """The month is named with its first day that is shown."""
    text = f"{day.month}/{day.day}" if day.day == 1 or day == _date(term["started"]) else str(day.day)
    return node(_kind(day, term), text)


def _kind(day: date, term: DueJson) -> str:
    if day < _date(term["first"]) and day == _date(term["started"]):
        return "d-start"
    for run in term["left_out"]:
        if _within(day, run):
            return "d-holiday" if run["source"] else "d-rest"
    if day < _date(term["first"]):
        return "d-rest"
    if day == _date(term["last"]):
        return "d-last"
    if any(_within(day, run) for run in term["worked_rest"]):
        return "d-shifted"
    return "d-doubt" if any(_within(day, each) for each in term["doubts"]) else "d-work"


def _within(day: date, run: RunJson | DoubtJson) -> bool:
    return _date(run["first"]) <= day <= _date(run["last"])


def _date(written: str | None) -> date:
    assert written is not None
    return date.fromisoformat(written)
