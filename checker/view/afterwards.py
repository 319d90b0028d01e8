"""What comes after the verdict: where the procedure stands and its deadlines, and what follows for whom."""

from __future__ import annotations

from checker.body import Body
from checker.engine.case import Case
from checker.engine.check import Check
from checker.engine.follows import follows
from checker.procedure.dates import Matter
from checker.procedure.deadlines import DeadlinesJson, deadlines
from checker.procedure.ics import as_ics
from checker.procedure.procedure import Procedure, as_found
from checker.procedure.states import Event
from checker.view.deadlines import view_deadlines
from checker.view.follows import view_follows
from checker.view.nodes import Node, node, say


def view_afterwards(case: Case, matter: Matter | None, check: Check, body: Body) -> list[Node]:
    """The deadlines once a date is given; and always what follows, with what the dates say of it.

    ``matter`` is None where there is no procedure before what follows.
    """
    nodes = list[Node]()
    if matter is not None:
        procedure, today = body.procedure, matter.today
        assert procedure is not None and today is not None
        result = deadlines(matter, today, procedure, body.calendar)
        nodes += view_procedure(result, procedure) if matter.dates else []
        case, otherwise = as_found(case, _found(result, procedure), procedure)
        nodes += [
            node(
                "conflict",
                f"“{fact.statement}”：日期里填的，和问题里答的不一样；下面先照日期的。请改其中一个。",
                provision=check.model.quotes[fact][0].provision,
            )
            for fact in otherwise
        ]
    return [*nodes, node("section", check.after, view_follows(follows(case, check), check))]


def _found(result: DeadlinesJson, procedure: Procedure) -> list[Event]:
    """What has happened, as far as it can have. Of two findings none: the text is silent on changing one."""
    events, found = procedure.dates, procedure.found
    happened = {events[each["event"]] for each in result["happened"] if not each["ahead"] and each["truth"] != "no"}
    return list(happened - found.keys() if happened >= found.keys() else happened)


def view_procedure(result: DeadlinesJson, procedure: Procedure) -> list[Node]:
    """Where the matter stands on the day that is looked at, and its deadlines as the text of a calendar."""
    nodes = view_deadlines(result, procedure)
    if any(term["last"] for term in result["terms"]):
        lines = [
            say("点一下下面这一段就全选中；复制以后存成一个文件，名字用“.ics”结尾，日历程序就能打开。"),
            node("kept", as_ics(result, procedure)),
            say("放进了日历，会同步日历的程序、看得到日历的人就也看得到。"),
        ]
        nodes.append(node("section", "放进日历", lines))
    return nodes
