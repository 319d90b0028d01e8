"""What some tests need that not every machine has. There they are listed with the reason; `--strict` demands all."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from builder.core.console import Problem
from devtools import browser, old_browser


def _firefox() -> bool:
    try:
        return bool(browser.find_firefox())
    except Problem:
        return False


NEEDS: Mapping[str, tuple[str, Callable[[], bool]]] = MappingProxyType(
    {
        "posix": ("要 Linux 或 macOS：这里用信号、伪终端或文件权限", lambda: os.name == "posix"),
        "full disk": ("要 /dev/full，一个总是写满的文件", Path("/dev/full").exists),
        "proc": ("要 Linux 的 /proc", Path("/proc/self/mem").exists),
        "firefox": ("这台机器上没有 Firefox，也不能替你装", _firefox),
        "chinese font": ("这台机器上没有中文字体，量不出版面", browser.has_chinese_font),
        "old browser": (
            "要 Linux（x86-64）：旧浏览器 Chromium 109 只有这一种",
            lambda: (sys.platform, platform.machine()) in old_browser.MACHINES,
        ),
        "own network": (
            "要 unshare，而且系统许可另开一个网络：否则听不到查域名的请求",
            lambda: bool(browser.enclosing()),
        ),
    }
)
"""What a test may be marked with (`needs`): why it cannot run without, and whether it is there."""


@cache
def unmet(need: str) -> str:
    """Why it is not there; empty if it is. Raises KeyError for a need that nobody knows."""
    why, there = NEEDS[need]
    return "" if there() else why
