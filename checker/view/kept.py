"""The answers as a text to be copied, and what is said when one is pasted back."""

from __future__ import annotations

from checker.engine.saved import Saved
from checker.view.nodes import Node, node, say


def view_kept(text: str) -> Node:
    """The text, with what to do with it."""
    lines = [
        say(
            "这一页什么都不存。要留到下次：点一下下面这一段就全选中，复制，存在你自己定的地方；下次在“放回存下的回答”里粘贴。"
        ),
        node("kept", text),
        say("复制了的，就由你保管：剪贴板和存它的地方，别的程序也许看得见。"),
    ]
    return node("section", "存下这些回答", lines)


def view_put_back(saved: Saved) -> list[Node]:
    """How much was put back, and what this version does not ask any more."""
    nodes = [say(f"放回了 {len(saved.chosen) + len(saved.course)} 个选择，原来的换掉了。")]
    if saved.left_out:
        nodes.append(say(f"有 {len(saved.left_out)} 个这一版已经不问，没有放回：{'、'.join(saved.left_out)}。"))
    return nodes
