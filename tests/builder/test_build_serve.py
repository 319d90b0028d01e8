"""What `serve` sends, that a change arrives in an open page, and that it ends quietly."""

import re
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from shared.small_tree import Tree

pytestmark = pytest.mark.needs("posix")


class Served:
    """`build.py serve`, running."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        self.process, self.lines = process, process.stdout
        self.url = self.wait_for(r"http://127\.0\.0\.1:\d+")

    def wait_for(self, pattern: str) -> str:
        """The part that fits of the next line that has one."""
        seen = []
        for line in self.lines:
            seen.append(line)
            if found := re.search(pattern, line):
                return found[0]
        raise AssertionError(f"serve has ended without {pattern}: {seen}")

    def get(self, path: str) -> tuple[str, bytes]:
        """Type and content."""
        with urllib.request.urlopen(self.url + path, timeout=10) as response:
            return response.headers["Content-Type"], response.read()


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """A clone in which the command has run once."""
    tree = Tree(tmp_path_factory.mktemp("serve") / "clone")
    status, lines = tree.build()
    assert status == 0, lines
    tree.borrow_packages()
    return tree


@pytest.fixture
def served(tree: Tree) -> Iterator[Served]:
    """The clone, served; ended with Ctrl+C, at which it must say nothing but that it has stopped."""
    tree.write("docs/index.md", "old")
    with tree.start("serve") as process:
        try:
            yield Served(process)
            process.send_signal(signal.SIGINT)
            rest = process.communicate(timeout=10)[0]
            assert (process.returncode, rest.split()[-1]) == (0, "已停止。")
            assert "Traceback" not in rest
        finally:
            process.kill()


def test_a_change_reaches_the_open_page_and_a_mistake_does_not(tree: Tree, served: Served, page: Page) -> None:
    page.goto(served.url)
    expect(page.locator("body")).to_contain_text("old")
    tree.write("docs/index.md", "new")
    assert served.wait_for("docs/index.md 有修改")
    expect(page.locator("body")).to_contain_text("new", timeout=10_000)
    tree.write("docs/index.md", "missing")
    served.wait_for("^docs/index.md：缺少一句话；请补上。$")
    assert b"new" in served.get("/")[1]
    tree.write("docs/index.md", "newest")
    expect(page.locator("body")).to_contain_text("newest", timeout=10_000)


def test_the_check_page_arrives_byte_for_byte(tree: Tree, served: Served) -> None:
    site = tree.root / "site"
    for path in ("/check/", "/check/index.html", "/check/index.html?x", "//check/index.html", "/x/../check/index.html"):
        kind, content = served.get(path)
        assert content == (site / "check" / "index.html").read_bytes(), path
        assert kind == "text/html; charset=utf-8"
    kind, content = served.get("/")
    assert content != (site / "index.html").read_bytes() and b"/.reload" in content
    assert served.get("/part.wasm") == ("application/wasm", b"")


def test_two_serve_on_two_ports(tree: Tree, served: Served) -> None:
    with tree.start("serve") as process:
        other = Served(process)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=10)
    assert other.url != served.url


def test_a_port_that_is_taken_is_one_line(tree: Tree) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        status, lines = tree.build("serve", "--port", str(port))
    assert status == 1
    assert lines[-1].startswith(f"端口 {port}：不能使用（") and "--port" in lines[-1]


def test_a_site_that_cannot_be_built_is_not_served(tree: Tree) -> None:
    tree.write("docs/index.md", "missing")
    status, lines = tree.build("serve")
    tree.write("docs/index.md", "old")
    assert (status, lines[-1]) == (1, "docs/index.md：缺少一句话；请补上。")


def test_only_this_machine_is_served(served: Served) -> None:
    port = int(served.url.rpartition(":")[2])
    own = socket.gethostbyname(socket.gethostname())
    if own.startswith("127."):
        own = "127.0.0.2"
    with pytest.raises(OSError), socket.create_connection((own, port), timeout=2):
        pass
