"""The command line, run twice: first by any Python, which makes the environment, then by the environment's own."""

import argparse
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import FrameType, MappingProxyType
from typing import NoReturn

from builder import HERE, ROOT, RUNTIME, SITE
from builder.core import console, environment, lock, steps

ROOMS = tuple(sorted({file.parent.name for file in (ROOT / "tests").glob("*/test_*.py")}))
"""Of tests/: the parts that `test` knows."""
HELP = f"""\
明界：一部规章的注释网站，附在浏览器里运行的自查程序。

用法：
  python3 build.py                    构建网站，放在 site/
  python3 build.py serve [--port N]   构建，在 127.0.0.1 上打开，并随修改自动重建、刷新；Ctrl+C 结束
                                      不写 --port 时用 8000 或其后第一个空闲的端口
  python3 build.py test [部分 …] [--long] [--strict] [-- 参数 …]
                                      构建，并运行全部检查和测试：ruff、mypy、tsc、pytest；没有浏览器时先装一个
                                      部分：{" ".join(ROOMS)}，不写就是全部
                                      --long 让随机测试多跑许多例子；-- 之后的参数原样交给 pytest
                                      这台机器运行不了的，最后列出名字和原因；--strict 一个也不许少
  python3 build.py attacks            构建，并在 Chromium 和 Firefox 里攻击自查：试着送出、留下，看拦住了没有；
                                      按地方和浏览器列出来，也写入 .build/attacks/
  python3 build.py bench [部分 …]     构建，并测量自查多久能用、一个结果要多久、时间花在哪里；也写入 .build/bench/
                                      部分：start passes cpython browser batch unknown size clingo，不写就是全部
  python3 build.py search 词 … [--json]
                                      搜索框对这些词列出什么，按它的次序；--score 文件 用一批问题打分
  python3 build.py offline            构建，再在 offline/ 里做两样：明界.zip（整个网站，拷进 U 盘双击就能用）、
                                      明界-检查.html（只有自查的一个文件）；说出各自的 SHA-256
  python3 build.py publish 文件夹      构建，核对，再整个放进 文件夹/site，换下来的留在 文件夹/older；
                                      放好以前，访问的人看到的还是原来的。--back 换回上一次的
                                      文件夹是 git 的检出时，网站就放在它里面，并提交
  python3 build.py published 地址      从服务器上逐个取文件，和刚建成的比；说出字符集、压缩和别的头有没有问题
  python3 build.py revise 文件 --from 日期 [--issued 日期] [--look]
                                      换成修订了的条文：文件里是粘贴的全文，日期是施行、印发的日子；逐条说出什么变了，
                                      注释、叫法、规则里的地址跟着走，列出要人看的；--look 只看，什么也不改
                                      不写文件，说出上一次换了什么，还剩哪几处要人看
  python3 build.py --site 文件夹 …     对另一个网站做同样的事：文件夹里有它自己的 mkdocs.yml、docs/、cases/ 和 rules/
  python3 build.py --runtime plain …   用原样的 Pyodide，什么也不精简；--without 名字,名字 只不做这几道
                                      （名字见 builder/runtime/passes.py）；--pyodide 文件夹或版本号 换一个 Pyodide；
                                      --strict 有一道没有用上就算失败
  python3 build.py lock               （维护用）重新计算 requirements/ 里的和 package-lock.json
  python3 build.py --help             显示这段说明

一切准备都在命令里：找到 Python 3.13，在 .build/ 建立独立环境，按锁定的版本和校验值安装组件，
打包检查程序和浏览器里的 Python。需要本机有 Node.js 18 以上。再次运行时，没有变化的步骤不重做。
出错时只有一行：哪里、什么原因、怎么办；改正后重新运行同一条命令即可。"""

BENCH = ("start", "passes", "cpython", "browser", "batch", "unknown", "size", "clingo")


class Parser(argparse.ArgumentParser):
    """Says what is wrong with a command line in one line."""

    def error(self, message: str) -> NoReturn:
        """Exit status 2."""
        print(f"{self.prog}：{message}；用法见 python3 build.py --help。", file=sys.stderr)
        sys.exit(2)


def parser() -> Parser:
    """Everything that may stand after build.py."""
    whole = Parser(prog="build.py", add_help=False)
    whole.add_argument("-h", "--help", action="store_true")
    whole.add_argument("--site", type=Path, metavar="文件夹")
    whole.add_argument("--runtime", choices=("plain", "fast"), metavar="方式")
    whole.add_argument("--without", type=lambda text: text.split(","), metavar="道,道")
    whole.add_argument("--pyodide", metavar="文件夹或版本")
    whole.add_argument("--strict", action="store_true")
    commands = whole.add_subparsers(dest="command", metavar="命令")
    serve = commands.add_parser("serve", add_help=False)
    serve.add_argument("--port", type=_port, metavar="N")
    test = commands.add_parser("test", add_help=False)
    test.add_argument("parts", nargs="*", metavar="部分", type=_room)
    test.add_argument("--long", action="store_true")
    test.add_argument("--strict", action="store_true", default=argparse.SUPPRESS)
    commands.add_parser("attacks", add_help=False)
    bench = commands.add_parser("bench", add_help=False)
    bench.add_argument("parts", nargs="*", metavar="部分", choices=BENCH)
    search = commands.add_parser("search", add_help=False)
    search.add_argument("words", nargs="*", metavar="词")
    search.add_argument("--json", action="store_true")
    search.add_argument("--score", type=Path, metavar="文件")
    commands.add_parser("offline", add_help=False)
    publish = commands.add_parser("publish", add_help=False)
    publish.add_argument("folder", type=Path, metavar="文件夹")
    publish.add_argument("--back", action="store_true")
    published = commands.add_parser("published", add_help=False)
    published.add_argument("address", metavar="地址")
    revise = commands.add_parser("revise", add_help=False)
    revise.add_argument("file", nargs="?", type=Path, metavar="文件")
    revise.add_argument("--from", dest="effective", type=_day, metavar="日期")
    revise.add_argument("--issued", type=_day, metavar="日期")
    revise.add_argument("--look", action="store_true")
    commands.add_parser("lock", add_help=False)
    for command in commands.choices.values():
        command.add_argument("-h", "--help", action="store_true", default=argparse.SUPPRESS)
    return whole


def main(arguments: list[str]) -> int:
    """Exit status: 0, or 1 after the one line that says what is wrong; 2 for a command line that is."""
    console.use_utf8()
    signal.signal(signal.SIGTERM, _interrupt)
    own, *after = _parted(arguments)
    chosen = parser().parse_args(own)
    if after and chosen.command != "test":
        parser().error("只有 test 后面可以写 --")
    if chosen.help:
        print(HELP)
        return 0
    _choose(chosen)
    if chosen.site and chosen.site.resolve() != HERE:
        return _elsewhere(chosen.site.resolve(), arguments)
    try:
        group = "test" if chosen.command in ("test", "attacks", "bench", "lock") else "build"
        if not environment.is_ready(group):
            with lock.held():
                python = environment.prepare(group)
            return _again(python, arguments)
        return _run(chosen, after)
    except console.Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("已中断。没有做完的部分不会被使用；重新运行同一条命令即可继续。", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        print(steps.explain("build", "build.py", error), file=sys.stderr)
        return 1


def build(*, strict: bool = False) -> None:
    """Bring site/ up to date; says what of the fast way could not be had. Raises Problem for that, if strict."""
    from builder import site

    with lock.held():
        steps.run([site.STEP])
    left = site.left_out()
    for name, why in left.items():
        console.remark(f"没有用上 {name}：{why}。网页照样能用，只是大一些、慢一些；见 builder/runtime/ASSUMPTIONS.md。")
    if left and strict:
        raise console.Problem(f"--strict：{'、'.join(left)} 没有用上；请看上面的原因，或去掉 --strict。")


def _parted(arguments: Sequence[str]) -> tuple[list[str], ...]:
    """What stands before `--`, and what stands after it."""
    words = list(arguments)
    place = words.index("--") if "--" in words else len(words)
    return (words[:place], words[place + 1 :]) if place < len(words) else (words,)


def _choose(chosen: argparse.Namespace) -> None:
    """For the steps, how Python comes into the page (builder/runtime/settings.py)."""
    given = {"way": chosen.runtime, "without": chosen.without, "pyodide": chosen.pyodide}
    if any(given.values()):
        os.environ[RUNTIME] = json.dumps({key: value for key, value in given.items() if value})


def _run(chosen: argparse.Namespace, after: Sequence[Sequence[str]]) -> int:
    match chosen.command:
        case "serve":
            from builder import serve

            return serve.run(chosen.port)
        case "test":
            from devtools import browser, old_browser, test

            browser.prepare(strict=chosen.strict)
            with lock.held():
                old_browser.prepare()
            build(strict=chosen.strict)
            own = ["--long"] * chosen.long + ["--strict-needs"] * chosen.strict
            return test.run(chosen.parts, own + [word for words in after for word in words])
        case "attacks":
            from devtools import attacks, browser

            browser.prepare()
            build()
            return attacks.run()
        case "bench":
            from devtools import bench, browser

            browser.prepare()
            build()
            return bench.run(chosen.parts)
        case "search":
            return _search(chosen)
        case "offline":
            from builder import offline

            with lock.held():
                steps.run([offline.STEP])
            offline.report()
            return 0
        case "publish":
            from builder import publish

            if not chosen.back:
                build(strict=chosen.strict)
            with lock.held():
                return publish.run(chosen.folder, date.today(), back=chosen.back)
        case "published":
            from builder import published

            return published.run(chosen.address)
        case "revise":
            from builder import revise

            with lock.held():
                return revise.run(chosen.file, chosen.effective, chosen.issued, look=chosen.look)
        case "lock":
            environment.relock()
        case _:
            build(strict=chosen.strict)
    return 0


def _search(chosen: argparse.Namespace) -> int:
    if bool(chosen.words) == bool(chosen.score):
        parser().error("search 后面写要找的词，或者写 --score 和一个文件")
    from builder import house, search
    from builder.search import terminal

    with lock.held():
        steps.run([search.STEP])
    return (
        terminal.score(chosen.score, house.body().text)
        if chosen.score
        else terminal.run(chosen.words, as_json=chosen.json)
    )


def _elsewhere(site: Path, arguments: list[str]) -> int:
    """The same command for the site of another folder."""
    if not (site / "mkdocs.yml").is_file():
        print(f"--site：{site} 里没有 mkdocs.yml；请写一个网站的文件夹。", file=sys.stderr)
        return 2
    return _again(sys.executable, arguments, {SITE: str(site)})


def _again(python: str, arguments: list[str], more: Mapping[str, str] = MappingProxyType({})) -> int:
    command = [python, "-m", "builder", *arguments]
    os.chdir(ROOT)
    clean = {**environment.clean_environ(), **more}
    if os.name == "posix":
        os.execve(python, command, clean)
    with subprocess.Popen(command, env=clean) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                pass  # the child got it, too, and ends in its own way


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _room(text: str) -> str:
    if text in ROOMS:
        return text
    raise argparse.ArgumentTypeError(f"没有 {text} 这一部分；有的是 {'、'.join(ROOMS)}；给 pytest 的参数写在 -- 后面")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期写成 2027-03-01 的样子，不是 {text}") from None


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"端口应为 1 到 65535 的整数，不是 {text}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
