"""Runs a program, keeps what it prints for the case that it fails, and knows the common causes."""

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from builder.core.console import Problem

# What package managers print → cause and mend. The first that fits counts.
CAUSES = (
    # Linux says ENOSPC here as well, but it is inotify's table that is full, not the disk.
    (
        r"limit for number of file watchers reached|inotify_add_watch|file watch limit reached",
        "系统允许监视的文件数已用完，不是磁盘满了；请关掉别的监视文件的程序（编辑器、开发服务器），"
        "或调大 fs.inotify.max_user_watches，然后重新运行同一条命令。",
    ),
    (r"No space left|ENOSPC|Errno 28\b|Disk quota", "磁盘已满；请腾出空间后重新运行同一条命令。"),
    (
        r"DO NOT MATCH THE HASHES|EINTEGRITY|Hash Sum mismatch",
        "下载的内容与锁定的校验值不符，没有安装；请换一个网络或镜像后重试，仍不符时不要使用。",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY)\w*",
        "网络证书不受信任；请检查本机时间，或向网络管理员索取根证书。",
    ),
    (
        r"NewConnectionError|Failed to establish|Temporary failure (in name )?resol|Network is unreachable|ProxyError"
        r"|Connect(ion)?TimeoutError|ReadTimeout|Read timed out|Connection refused|Could not resolve|Max retries"
        r"|ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|Failed to fetch|Could not connect",
        "连不上网络，组件没有下载；请接通网络（或检查代理设置）后重新运行同一条命令。",
    ),
    (r"Read-only file system|EROFS|Permission denied|EACCES", "无法写入文件夹；请换到可写的文件夹或改正权限。"),
    (
        r"No matching distribution|Could not find a version|ETARGET|E404|Unable to locate package",
        "软件源里没有锁定的版本；镜像可能不全，或设置了 PIP_NO_INDEX 之类的限制，请换用完整的软件源。",
    ),
    (
        r"ensurepip is not|No module named '?(ensurepip|venv)",
        "这个 Python 缺少 venv 和 ensurepip；Debian、Ubuntu 上请运行 apt-get install python3.13-venv。",
    ),
)


class Failed(Exception):
    """A program ended with an error; `output` is all that it printed."""

    def __init__(self, command: Sequence[str], output: str) -> None:
        super().__init__(f"{Path(command[0]).name}: {last_line(output)}")
        self.output = output

    @property
    def cause(self) -> str | None:
        """Cause and mend in one line, where the output shows a known one."""
        for pattern, words in CAUSES:
            if re.search(pattern, self.output):
                return words
        return None


def run(command: Sequence[object], *, cwd: Path, env: Mapping[str, str] | None = None, given: str = "") -> str:
    """What the program printed; `env` is added to this process's environment, `given` is what it reads.

    Raises Failed or Problem.
    """
    words = [str(word) for word in command]
    try:
        ended = subprocess.run(
            words,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    except FileNotFoundError as error:
        raise Problem(f"{words[0]}：本机没有这个程序；请安装后重新运行同一条命令。") from error
    if ended.returncode != 0:
        raise Failed(words, ended.stdout)
    return ended.stdout


def last_line(output: str) -> str:
    """The last line that says something."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1] if lines else "(no output)"
