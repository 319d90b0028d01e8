"""The command from nothing, in a small copy of the repository that needs no network; and what goes wrong there."""

import ast
import json
import os
import re
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from shared.small_tree import Tree

from builder import ROOT
from builder.core import environment
from builder.core.console import Problem

pytestmark = pytest.mark.needs("posix")

DEAD = "http://127.0.0.1:9/"  # the discard port: nothing listens


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A fresh machine's clone."""
    return Tree(tmp_path / "clone here")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """A clone in which the command has run once."""
    tree = Tree(tmp_path_factory.mktemp("built") / "clone")
    status, lines = tree.build()
    assert status == 0, lines
    return tree


def test_how_the_work_goes_is_told_on_standard_error_from_the_first_line_on(tree: Tree) -> None:
    command = [sys.executable, str(tree.root / "build.py")]
    ended = subprocess.run(command, env=tree.environ(), capture_output=True, encoding="utf-8", timeout=60, check=True)
    assert ended.stdout == ""
    assert [line.partition(" … ")[0] for line in ended.stderr.splitlines()] == [
        "准备 Python 3.13 环境",
        "安装 npm 组件",
        "生成网站",
    ]


def test_one_command_makes_everything_and_a_second_run_reuses_it(built: Tree) -> None:
    assert (built.root / "site" / "index.html").read_text() == "<body>old</body>"
    began = time.monotonic()
    status, lines = built.build()
    assert status == 0
    assert lines == [f"{says} … 未变" for says in ("准备 Python 3.13 环境", "安装 npm 组件", "生成网站")]
    assert time.monotonic() - began < 5


def test_whatever_the_terminal_speaks_the_output_is_utf_8(built: Tree) -> None:
    status, lines = built.build("--help", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert status == 0
    assert lines[0].startswith("明界：") and any("serve" in line for line in lines)


@pytest.mark.parametrize("arguments", [["nothing"], ["--nothing"], ["serve", "--port", "70000"], ["serve", "extra"]])
def test_a_wrong_command_line_is_one_line_and_status_2(built: Tree, arguments: list[str]) -> None:
    status, lines = built.build(*arguments)
    assert status == 2
    assert len(lines) == 1 and "用法见 python3 build.py --help" in lines[0]


def test_a_mistake_in_a_note_is_one_line_and_leaves_the_old_site(built: Tree) -> None:
    built.write("docs/index.md", "missing")
    status, lines = built.build()
    assert status == 1
    assert lines[-2:] == ["生成网站 … 没有完成", "docs/index.md：缺少一句话；请补上。"]
    assert (built.root / "site" / "index.html").read_text() == "<body>old</body>"
    built.write("docs/index.md", "old")
    assert built.build()[0] == 0


def test_a_machine_wide_constraint_of_pip_does_not_matter(tree: Tree) -> None:
    tree.write("constraints.txt", "tiny<1\n")
    tree.write("pip.conf", f"[global]\nconstraint = {tree.root.as_uri()}/constraints.txt\n")
    status, lines = tree.build(PIP_CONFIG_FILE=str(tree.root / "pip.conf"))
    assert status == 0, lines


def test_a_package_that_differs_from_its_hash_is_refused(tree: Tree) -> None:
    tree.lock("0" * 64)
    status, lines = tree.build()
    assert status == 1
    assert "准备 Python 3.13 环境：下载的内容与锁定的校验值不符" in lines[-1]
    assert not tree.is_trusted and not (tree.root / ".build" / "venv").exists()


def test_no_network_for_pip(tree: Tree) -> None:
    index = {"PIP_NO_INDEX": "0", "PIP_INDEX_URL": DEAD, "PIP_EXTRA_INDEX_URL": "", "PIP_RETRIES": "1"}
    tree.lock("0" * 64, "not-there==1.0")
    status, lines = tree.build(**index)
    assert status == 1
    assert lines[-1].startswith("准备 Python 3.13 环境：连不上网络")
    assert "Traceback" not in "\n".join(lines)
    assert not tree.is_trusted and not (tree.root / ".build" / "venv").exists()


def test_no_network_for_npm(built: Tree) -> None:
    before = (built.root / "package-lock.json").read_text()
    package = {"version": "1.0.0", "integrity": "sha512-AAAA"}
    dependencies = {"not-there": "1.0.0"}
    whole = {"name": "small", "version": "1.0.0", "lockfileVersion": 3, "requires": True}
    root = {"name": "small", "version": "1.0.0", "dependencies": dependencies}
    built.write("package.json", json.dumps(root))
    built.write("package-lock.json", json.dumps({**whole, "packages": {"": root, "node_modules/not-there": package}}))
    environ = {"npm_config_registry": DEAD, "npm_config_fetch_retries": "0"}
    status, lines = built.build(**environ, npm_config_cache=str(built.root / "cache"))
    assert status == 1
    assert lines[-1].startswith("安装 npm 组件：连不上网络")
    built.write("package.json", json.dumps({"name": "small", "version": "1.0.0"}))
    built.write("package-lock.json", before)
    assert built.build()[0] == 0


def test_no_node(tree: Tree) -> None:
    status, lines = tree.build(PATH=str(tree.root))
    assert status == 1
    assert lines[-1].startswith("Node.js：没有找到 node；请从系统软件源或 nodejs.org 安装 Node.js 18 以上")
    assert not (tree.root / ".build" / "venv").exists()


def script(folder: Path, name: str, body: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{body}\n")
    (folder / name).chmod(0o755)


def test_npm_on_a_full_disk_is_not_trusted_although_it_reports_success(built: Tree, tmp_path: Path) -> None:
    built.write("package.json", json.dumps({"name": "small", "version": "2.0.0"}))
    warning = "npm warn tar TAR_ENTRY_ERROR ENOSPC: no space left on device, write"
    script(tmp_path, "npm", f"mkdir -p node_modules/half; echo '{warning}'; exit 0")
    status, lines = built.build(PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert (status, "安装 npm 组件：磁盘已满" in lines[-1]) == (1, True), lines
    assert not (built.root / "node_modules" / "half").exists()
    built.write("package.json", json.dumps({"name": "small", "version": "1.0.0"}))
    assert built.build()[0] == 0


def test_a_node_that_is_too_old(tree: Tree) -> None:
    script(tree.root / "bin", "node", "echo v16.20.2")
    script(tree.root / "bin", "npm", "exit 0")
    status, lines = tree.build(PATH=str(tree.root / "bin"))
    assert status == 1
    assert "的版本是 v16.20.2，太旧；" in lines[-1]


def test_no_python_of_the_wanted_version(tree: Tree) -> None:
    tree.write(".python-version", "3.99\n")
    script(tree.root / "bin", "python3.99", "exit 127")
    environ = {"PATH": f"{tree.root / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYENV_ROOT": str(tree.root)}
    script(tree.root / "bin", "uv", "exit 2")
    status, lines = tree.build(**environ)
    assert status == 1
    assert lines[-1].startswith("Python：没有找到 CPython 3.99") and "uv python install 3.99" in lines[-1]


@pytest.mark.parametrize("way", ["path", "pyenv", "uv", "uv install"])
def test_a_python_is_found_behind_shims_that_lead_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    real = environment.find_python()
    shims, here = tmp_path / "shims", tmp_path / "here"
    script(shims, "python3.13", "echo 'pyenv: python3.13: command not found' >&2; exit 127")
    script(shims, "python3", "echo '3.11 /usr/bin/python3'")
    monkeypatch.setattr(sys, "executable", str(shims / "python3"))
    monkeypatch.setenv("PATH", f"{shims}{os.pathsep}{here}")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    match way:
        case "path":
            script(here, "python3.13", f'exec "{real}" "$@"')
        case "pyenv":
            (tmp_path / "pyenv" / "versions" / "3.13.7").mkdir(parents=True)
            script(tmp_path / "pyenv" / "versions" / "3.13.7" / "bin", "python3", f'exec "{real}" "$@"')
        case "uv":
            script(here, "uv", f'test "$2" = find && echo "{real}"')
        case "uv install":
            installed = tmp_path / "installed"
            body = f'case $2 in install) : >"{installed}";; find) test -e "{installed}" && echo "{real}";; esac'
            script(here, "uv", body)
    assert environment.find_python() == real


def test_a_python_without_the_usual_lock_or_of_another_kind_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script(tmp_path, "python3.13", "exit 0")  # what the probe prints for PyPy and free-threaded builds: nothing
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python3.13"))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    with pytest.raises(Problem, match=r"没有找到 CPython 3\.13"):
        environment.find_python()


def test_a_folder_that_cannot_be_written(tree: Tree) -> None:
    if os.geteuid() == 0:  # root may write everywhere but there
        (tree.root / ".build").symlink_to("/sys")
    else:
        tree.root.chmod(0o555)
    status, lines = tree.build()
    assert status == 1
    assert len(lines) == 1 and "无法写入" in lines[0]


def wait_for(path: Path) -> None:
    for _ in range(200):
        if path.exists():
            return
        time.sleep(0.05)
    raise AssertionError(f"{path} has not appeared")


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
def test_set_up_interrupted_half_way_leaves_nothing(tree: Tree, signum: signal.Signals) -> None:
    with tree.start() as process:
        wait_for(tree.root / ".build" / "venv" / "pyvenv.cfg")
        process.send_signal(signum)
        output = process.communicate(timeout=30)[0]
    assert process.returncode == 130
    assert output.splitlines()[-1].startswith("已中断。")
    assert not (tree.root / ".build" / "venv").exists()


def test_set_up_killed_half_way_is_begun_anew(tree: Tree) -> None:
    with tree.start() as process:
        wait_for(tree.root / ".build" / "venv" / "pyvenv.cfg")
        process.kill()
    assert not tree.is_trusted
    (tree.root / ".build" / "venv" / "left over").write_text("")
    status, lines = tree.build()
    assert status == 0, lines
    assert not (tree.root / ".build" / "venv" / "left over").exists()


def test_two_at_once_wait_for_each_other(tree: Tree) -> None:
    with tree.start() as first, tree.start() as second:
        outputs = [process.communicate(timeout=60)[0] for process in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0), outputs
    assert sum("另一个 build.py 正在这个文件夹里构建" in output for output in outputs) == 1
    assert sum("生成网站 … 未变" in output for output in outputs) == 1


def test_the_old_pythons_that_are_here_get_one_line() -> None:
    source = (ROOT / "build.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))
    for python in _old_pythons():
        ended = subprocess.run([python, str(ROOT / "build.py")], capture_output=True, check=False)
        assert ended.returncode == 1
        assert re.fullmatch(
            r"build\.py：这里的 Python 是 \d\.\d+，需要 3\.11 或更新的版本；.*\n", ended.stderr.decode()
        )


def _old_pythons() -> Iterator[str]:
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    for python in [*pyenv.glob("versions/*/bin/python"), *map(Path, ("/usr/bin/python3", "/usr/bin/python2"))]:
        ask = "import sys; sys.exit(sys.version_info >= (3, 11))"
        if python.exists() and subprocess.run([str(python), "-c", ask], check=False).returncode == 0:
            yield str(python)


def test_every_lock_names_versions_and_hashes_and_no_address() -> None:
    for lock in environment.LOCKS.values():
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text and "index" not in text
        for requirement in re.split(r"\n(?=\S)", text.strip()):
            assert re.match(r"[a-z0-9-]+==\S+", requirement)
            assert "--hash=sha256:" in requirement
    for folder in environment.NPM_FOLDERS:
        packages = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
        assert all("resolved" not in package for package in packages.values())
        assert all(package["integrity"].startswith("sha512-") for name, package in packages.items() if name)


def test_the_tests_environment_adds_to_the_build_environment_and_changes_nothing() -> None:
    build, test = (set(re.findall(r"^\S+==\S+", lock.read_text(), re.M)) for lock in environment.LOCKS.values())
    assert build < test


def test_every_direct_dependency_is_pinned_and_locked() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    for group, lock in environment.LOCKS.items():
        text = lock.read_text(encoding="utf-8")
        for requirement in groups[group]:
            if isinstance(requirement, str):
                assert re.search(rf"^{re.escape(requirement.replace('_', '-'))} ", text, re.M), requirement
