"""The passes of the fast way: what each does to Pyodide as published, and what happens where one cannot be applied.

Each can be left out alone, and the page works all the same; ASSUMPTIONS.md says what each takes for granted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import TypeVar

PASSES: Mapping[str, str] = MappingProxyType(
    {
        "tables": "没有用到的字符表清了零（builder/runtime/tables.py）",
        "script": "脚本里没有用到的部分去掉（builder/runtime/strip_script.py）",
        "exports": "机器没有用到的出口去掉（builder/runtime/machine.py）",
        "library": "标准库只留用到的模块，编译成字节码（builder/runtime/fast.py）",
        "memory": "从装好检查程序的内存开始（builder/runtime/snapshot.mjs）",
        "over": "内存里不再用到的模块拿掉（builder/runtime/snapshot.mjs）",
        "sweep": "内存里空着的地方清了零（builder/runtime/snapshot.mjs）",
        "frozen": "Python 自带的模块移到后面，要用时放回原处（builder/runtime/snapshot.mjs）",
        "halves": "机器分成先到、后到的两半（builder/runtime/split_profile.py）",
    }
)
"""In the order in which they are applied, with what each does, for whoever reads the licences."""
OF_PYODIDE = ("tables", "script", "exports", "frozen", "halves")
"""Those that change Pyodide itself, and not the library or the memory."""
IN_MEMORY = ("over", "sweep", "frozen")
"""Those that do something to the memory."""
HALVES = "halves"
NEEDS: Mapping[str, str] = MappingProxyType(
    {"tables": "library", HALVES: "memory", **dict.fromkeys(IN_MEMORY, "memory")}
)
"""Pass → the one without which it is not tried: to read its source Python needs the tables; which half a function
belongs to is seen by starting from the memory.
"""

Value = TypeVar("Value")


class NotApplied(Exception):
    """A pass found something not as it expects it; the message says what, in one line."""


def applied(
    name: str, chosen: Collection[str], left: dict[str, str], work: Callable[[Value], Value], value: Value
) -> Value:
    """What the pass makes of it; the value as it was where the pass is not chosen or fails: then ``left`` has why."""
    if name not in chosen:
        return value
    try:
        return work(value)
    except Exception as error:
        left[name] = reason(error)
        return value


def reason(error: Exception) -> str:
    """Why a pass could not be applied, in one line. It may meet anything in another Pyodide."""
    words = " ".join(str(error).split())[:200].rstrip("。")
    return words if isinstance(error, NotApplied) else f"{type(error).__name__}：{words}"
