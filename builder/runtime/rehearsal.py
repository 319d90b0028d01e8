"""What the checker is asked while the page is built: as a reader asks it, so that what it needs is seen and brought."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise

from checker.api import bridge
from checker.body import Body
from checker.engine.check import Check
from checker.procedure.procedure import Procedure

Request = tuple[str, str, str]
"""The name of a call of the bridge, and what it takes: the request, and where the check is."""
TODAY = "2027-01-05"


def at_once(body: Body) -> list[Request]:
    """What the first verdict takes, whatever was answered; then one more, that a mistake can still be told."""
    place = body.place(body.first)
    return [
        (part, json.dumps({"chosen": chosen}), place) for part in ("view", "deeper") for chosen in _choices(body.first)
    ]


def later(body: Body) -> list[Request]:
    """What may be asked after it, of any of the checks."""
    return [*_later(body, body.first), *(each for check in body.checks[1:] for each in _other(body, check))]


def everything(body: Body) -> list[Request]:
    """All that the page or a test ever asks."""
    place, facts = body.place(body.first), list(body.first.model.facts)
    answers = [{}, {facts[0]: True, facts[1]: "unknown", facts[2]: False}, {facts[0] + "x": True}, {facts[0]: 1}]
    read = [{"chosen": {key: "yes"}} for key in list(body.first.model.readings)[:1]]
    return [
        *(("evaluate", json.dumps({"answers": each}), place) for each in answers),
        ("evaluate", '{"answers": ', place),
        *at_once(body),
        *(("readings", json.dumps(each), place) for each in ({"chosen": {}}, *read)),
        *later(body),
    ]


def _choices(check: Check) -> Iterator[dict[str, object]]:
    one, other = list(check.model.facts)[:2]
    yield {}
    yield {one: "yes", other: "unknown"}
    if check.planned:
        yield {"plan": "yes"}


def _later(body: Body, check: Check) -> Iterator[Request]:
    place = body.place(check)
    procedure = body.procedure_before(check)
    if procedure:
        dates = {"dates": _dates(procedure), "today": TODAY, "title": "一"}
        yield "deadlines", json.dumps(dates), place
        yield "procedure", "", place
        yield "deadlines", json.dumps({"dates": {next(iter(procedure.dates)): "2027-13-01"}}), place
    days = {f"{body.prefix}{key}": day for key, day in _dates(procedure).items()} if procedure else {}
    request = json.dumps({"chosen": {next(iter(check.model.facts)): "yes", **days}, "today": TODAY})
    yield "afterwards", request, place
    kept = json.loads(bridge.afterwards(request, place))["view"][-1]["c"][1]["t"]
    for pasted in (kept, "一"):
        yield "put_back", json.dumps({"pasted": pasted}), place
    yield "evaluate", "", place


def _other(body: Body, check: Check) -> Iterator[Request]:
    for part in ("view", "deeper", "afterwards", "readings"):
        for chosen in ({}, dict.fromkeys(list(check.model.facts)[:2], "yes")):
            yield part, json.dumps({"chosen": chosen, "today": TODAY}), body.place(check)


def _dates(procedure: Procedure) -> dict[str, str]:
    """A matter that went on: something begins a term, something on the way has no known day, something ended it."""
    term = procedure.terms[0]
    last = procedure.terms[-1]
    found = {term.starts[0].key: "2026-11-03", term.met_by[0].key: "unknown", last.starts[0].key: "2026-12-01"}
    assert all(one != other for one, other in pairwise(found))
    return found
