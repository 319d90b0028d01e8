"""On which readings the verdict turns, in Chinese."""

from __future__ import annotations

from checker.engine.case import Case
from checker.engine.check import Check
from checker.engine.result import ReadingsJson
from checker.logic import Reading
from checker.view.nodes import Node, node, quote, say


def view_readings(case: Case, result: ReadingsJson, check: Check) -> list[Node]:
    """On which readings the verdict turns, or that it stands under all of them; those that turn it alone first."""
    if not result["possible"]:
        return []
    if not result["turns_on"]:
        nodes = [say("条文可以有两种读法的地方，无论怎样选、怎样合起来选，上面的结论都不变。")]
    else:
        named = "、".join(verdict["title"] for verdict in result["possible"])
        nodes = [say(f"有些地方换一种读法，结论会变；可能的结论合起来有：{named}。")]
        nodes += [_reading(check.model.readings[key], case) for key in result["alone"]]
        together = [
            _reading(check.model.readings[key], case) for key in result["turns_on"] if key not in result["alone"]
        ]
        if together:
            nodes.append(node("section", f"同别处一起换才会变的（{len(together)} 处）", together))
    return [node("section", "换一种读法会怎样", nodes)]


def _reading(reading: Reading, case: Case) -> Node:
    sides = [f"{reading.default}（{reading.ground}）", reading.alternative]
    taken = reading in case.readings
    return node(
        "reading",
        f"现在按{'另一种读法' if taken else '本站默认的读法'}：{sides[taken]}。",
        [quote(reading.words), say(f"换过来：{sides[not taken]}。")],
        reading.provision,
    )
