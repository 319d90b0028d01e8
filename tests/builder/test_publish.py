"""Publishing: whole or not at all, back again, and what a server then gives; small folders, real servers."""

import gzip
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from builder import exports, publish, published
from builder.core.console import Problem

TODAY = date(2026, 12, 1)
PAGES = {"index.html": "<p>明界</p>", "check/index.html": "<p>自查</p>", "assets/a.css": "p {}"}


def write(site: Path, pages: dict[str, str]) -> Path:
    """A built site with its sums."""
    contents = {place: text.encode() for place, text in pages.items()}
    for place, content in contents.items():
        (site / place).parent.mkdir(parents=True, exist_ok=True)
        (site / place).write_bytes(content)
    (site / exports.SUMS).write_bytes(exports.sums(contents))
    return site


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    built = write(tmp_path / "built", PAGES)
    monkeypatch.setattr(publish, "SITE", built)
    monkeypatch.setattr(published, "SITE", built)
    return built


def shown(folder: Path) -> str:
    return (folder / "site" / "index.html").read_text(encoding="utf-8")


def test_what_is_published_is_the_site_and_what_was_there_is_kept_and_comes_back(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "发布 处"
    publish.run(folder, TODAY, back=False)
    assert {
        path.relative_to(folder / "site").as_posix() for path in (folder / "site").rglob("*") if path.is_file()
    } == {
        *PAGES,
        exports.SUMS,
    }
    write(site, {**PAGES, "index.html": "two"})
    publish.run(folder, TODAY, back=False)
    write(site, {**PAGES, "index.html": "three"})
    publish.run(folder, date(2026, 12, 2), back=False)
    assert shown(folder) == "three"
    assert sorted(each.name for each in (folder / "older").iterdir()) == ["2026-12-01", "2026-12-02"]
    publish.run(folder, TODAY, back=True)
    assert shown(folder) == "two"
    publish.run(folder, TODAY, back=True)
    assert shown(folder) == PAGES["index.html"]
    with pytest.raises(Problem, match="没有可以换回的"):
        publish.run(folder, TODAY, back=True)
    assert shown(folder) == PAGES["index.html"]


def test_only_the_last_ones_are_kept(site: Path, tmp_path: Path) -> None:
    for number in range(12):
        write(site, {**PAGES, "index.html": str(number)})
        publish.run(tmp_path / "to", TODAY, back=False)
    kept = sorted((tmp_path / "to" / "older").iterdir(), key=lambda each: publish._order(each.name))
    assert [(each / "index.html").read_text() for each in kept] == ["6", "7", "8", "9", "10"]


def break_off(site: Path) -> None:
    (site / "assets" / "a.css").unlink()


def change(site: Path) -> None:
    (site / "check" / "index.html").write_text("other", encoding="utf-8")


def add(site: Path) -> None:
    (site / "note.txt").write_text("left", encoding="utf-8")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [(break_off, "缺少 assets/a.css"), (change, "check/index.html 和建成"), (add, "多出一个文件 note.txt")],
)
def test_a_site_that_is_not_as_it_was_built_is_not_published(
    site: Path, tmp_path: Path, wrong: object, says: str
) -> None:
    folder = tmp_path / "to"
    publish.run(folder, TODAY, back=False)
    wrong(site)  # type: ignore[operator]
    with pytest.raises(Problem, match=says):
        publish.run(folder, TODAY, back=False)
    publish.check(folder / "site")
    assert sorted(each.name for each in folder.iterdir()) == ["site"]


def test_a_copy_that_breaks_off_or_cannot_take_its_place_leaves_what_visitors_see(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "to"
    publish.run(folder, TODAY, back=False)
    write(site, {**PAGES, "index.html": "two"})
    with monkeypatch.context() as patched:

        def half(source: Path, target: Path) -> None:
            target.mkdir()
            (target / "index.html").write_text("half")
            raise OSError(28, "No space left on device")

        patched.setattr(shutil, "copytree", half)
        with pytest.raises(OSError, match="No space left"):
            publish.run(folder, TODAY, back=False)
    assert shown(folder) == PAGES["index.html"] and not (folder / ".new").exists()
    rename = Path.rename

    def held(self: Path, target: Path) -> Path:
        if self.name == ".new":
            raise PermissionError(13, "a program has it open")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(Problem, match=r"换不上去.*还是原来的"):
        publish.run(folder, TODAY, back=False)
    assert shown(folder) == PAGES["index.html"]


def test_a_checkout_has_the_site_as_its_content_and_goes_back_by_its_history(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "office")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "office@example.invalid")
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    publish.run(folder, TODAY, back=False)
    write(site, {**PAGES, "index.html": "two"})
    publish.run(folder, date(2026, 12, 2), back=False)
    log = subprocess.run(["git", "log", "--format=%s"], cwd=folder, check=True, capture_output=True, text=True).stdout
    assert log.splitlines() == ["发布 2026-12-02", "发布 2026-12-01"]
    assert (folder / "index.html").read_text(encoding="utf-8") == "two"
    write(site, {**PAGES, "index.html": "three"})
    publish.run(folder, date(2026, 12, 3), back=False)
    for before in ("two", PAGES["index.html"]):
        publish.run(folder, TODAY, back=True)
        publish.check(folder)
        assert (folder / "index.html").read_text(encoding="utf-8") == before
    with pytest.raises(Problem, match="没有更早发布的"):
        publish.run(folder, TODAY, back=True)
    assert (folder / "index.html").read_text(encoding="utf-8") == PAGES["index.html"]
    (folder / "index.html").write_text("changed by hand", encoding="utf-8")
    with pytest.raises(Problem, match="没有提交的改动"):
        publish.run(folder, TODAY, back=False)


def test_a_folder_inside_the_site_is_refused(site: Path) -> None:
    for folder in (site, site / "deeper"):
        with pytest.raises(Problem, match="请写另一个文件夹"):
            publish.run(folder, TODAY, back=False)


# ---- What a server gives.


@contextmanager
def server(
    site: Path, headers: dict[str, str], *, packed: bool = False, instead: dict[str, bytes] | None = None
) -> Iterator[str]:
    """Gives the site's files, with such headers for pages, and something else instead of some."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place = self.path.removeprefix("/")
            content = (instead or {}).get(place)
            if content is None:
                if not (site / place).is_file():
                    self.send_error(404)
                    return
                content = (site / place).read_bytes()
            self.send_response(200)
            kind = "text/html; charset=utf-8" if place.endswith(".html") else "text/css"
            for name, value in {"Content-Type": kind, **(headers if place.endswith(".html") else {})}.items():
                self.send_header(name, value)
            if packed:
                self.send_header("Content-Encoding", "gzip")
                content = gzip.compress(content)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()


def told(address: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    status = published.run(address)
    return status, capsys.readouterr().out


def test_a_server_that_gives_what_was_built_passes(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with server(site, {"ETag": '"1"', "Strict-Transport-Security": "max-age=1"}, packed=True) as address:
        status, said = told(f"{address}/", capsys)
    assert status == 0 and "3 个文件，3 个和建成的一样，0 个不一样" in said and "✗" not in said
    assert "✓ 文字类的文件都压缩了传" in said and "ETag" in said and "https" in said


def test_a_file_that_was_changed_or_is_missing_is_named(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed = {"check/index.html": "<p>自查。</p>".encode()}
    with server(site, {}, instead=changed) as address:
        (site / "assets" / "a.css").unlink()
        status, said = told(address, capsys)
    assert status == 1 and "✗ check/index.html：和建成的不一样（第 10 个字节起不同）" in said
    assert "✗ assets/a.css：服务器答 404" in said and "压缩了传的 0 个" in said


@pytest.mark.parametrize(
    ("headers", "says"),
    [
        ({"Content-Type": "text/html; charset=gb2312"}, "字符集是 gb2312，网页是 utf-8"),
        ({"Content-Type": "application/octet-stream"}, "浏览器会当成下载"),
        ({"Content-Security-Policy": "default-src 'self'"}, "自查可能启动不了"),
        ({"Cache-Control": "public, max-age=31536000"}, "让浏览器存 365 天不来问"),
    ],
    ids=["charset", "type", "policy", "cache"],
)
def test_a_header_that_hurts_is_named_with_the_mend(
    site: Path, capsys: pytest.CaptureFixture[str], headers: dict[str, str], says: str
) -> None:
    with server(site, headers) as address:
        status, said = told(address, capsys)
    assert status == 1 and says in said and "0 个不一样" in said


def test_nobody_there_and_no_address_are_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with server(site, {}) as address:
        pass
    status, said = told(address, capsys)
    assert status == 1 and said.count("取不到") == 3
    with pytest.raises(Problem, match="不是网址"):
        published.run("mingjie.example")
