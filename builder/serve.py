"""Serves site/ on this machine only; rebuilds on a change, and a page that is open reloads itself."""

import io
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

from watchfiles import watch
from watchfiles.main import FileChange

from builder import HERE, ROOT
from builder.core.console import Problem, remark, say

SITE = HERE / "site"
WATCHED = ("docs", "rules", "checker", "check", "theme", "builder", "search", "cases", "mkdocs.yml")
FIRST_PORT = 8000
# Everything under it must arrive as it was built: its policy admits no script but its own.
UNTOUCHED = "/check/"
ASK = "/.reload"
SCRIPT = b"""<script>
{
  setInterval(async () => {
    try {
      if (await (await fetch("/.reload")).text() !== "%d") location.reload();
    } catch { /* the server has been stopped */ }
  }, 1000);
}
</script>"""


class Handler(SimpleHTTPRequestHandler):
    """The files as they are, with types that do not depend on the machine."""

    extensions_map = {  # noqa: RUF012 - the library's own attribute
        "": "application/octet-stream",
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".txt": "text/plain; charset=utf-8",
        ".toml": "text/plain; charset=utf-8",
        ".xml": "application/xml",
        ".svg": "image/svg+xml",
        ".png": "image/png",
        ".ico": "image/x-icon",
        ".woff2": "font/woff2",
        ".wasm": "application/wasm",
        ".gz": "application/gzip",
        ".zip": "application/zip",
        ".whl": "application/zip",
    }

    def log_message(self, format: str, *args: Any) -> None:
        """A request is nothing to tell."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


class ReloadingHandler(Handler):
    """Adds a script to each page but the check's; it asks whether the site has been built again."""

    builds = 0

    def do_GET(self) -> None:
        if self.path == ASK:
            self._send(str(self.builds).encode(), "text/plain")
        else:
            super().do_GET()

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if self.path.partition("?")[0].endswith("/") else path
        if page.suffix != ".html" or not page.is_file() or _is_untouched(page):
            return super().send_head()
        body = page.read_bytes().replace(b"</body>", SCRIPT % self.builds + b"</body>")
        self._head(len(body), self.extensions_map[".html"])
        return io.BytesIO(body)

    def _send(self, body: bytes, kind: str) -> None:
        self._head(len(body), kind)
        self.wfile.write(body)

    def _head(self, length: int, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.end_headers()


def _is_untouched(page: Path) -> bool:
    return f"/{page.relative_to(SITE).as_posix()}".lower().startswith(UNTOUCHED)


class Server(ThreadingHTTPServer):
    """On Windows, sharing an address would let two servers have the same port."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader who leaves in the middle of a page is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def listen(handler: type[Handler], port: int | None = None, folder: Path = SITE) -> Server:
    """A server on 127.0.0.1: on that port, or on the first free one from 8000."""
    for candidate in [port] if port is not None else range(FIRST_PORT, FIRST_PORT + 100):
        try:
            return Server(("127.0.0.1", candidate), partial(handler, directory=str(folder)))
        except OSError as error:
            cause = error.strerror
    if port is not None:
        raise Problem(f"端口 {port}：不能使用（{cause}）；请用 --port 换一个，或不写 --port，让程序找空闲的端口。")
    raise Problem(f"端口：{FIRST_PORT} 起的一百个端口都不能使用（{cause}）；请用 --port 指定一个。")


@contextmanager
def serving(server: Server) -> Iterator[str]:
    """Its address, without a slash at the end, as long as the `with` lasts."""
    with server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def run(port: int | None) -> int:
    """Build, serve and watch until Ctrl+C."""
    with listen(ReloadingHandler, port) as server:
        try:
            return _serve(server)
        except KeyboardInterrupt:
            remark("\n已停止。")
            return 0


def _serve(server: Server) -> int:
    roots = dict.fromkeys((HERE, ROOT))
    there = [root / name for root in roots for name in WATCHED if (root / name).exists()]
    watching = watch(*there, raise_interrupt=True, yield_on_timeout=True, rust_timeout=200)
    next(watching)  # from here on no change is missed, not even during the first build
    if _build() != 0:
        return 1
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        say(f"网站已在 http://127.0.0.1:{server.server_port}/ 打开；按 Ctrl+C 结束。")
        for changes in watching:
            _rebuild(changes)
    finally:
        server.shutdown()
    return 0


def _rebuild(changes: set[FileChange]) -> None:
    if changes:
        changed = min(os.path.relpath(path, ROOT) for _, path in changes)
        remark(f"{changed} 有修改，重新构建：")
        if _build() == 0:
            ReloadingHandler.builds += 1


def _build() -> int:
    # A process of its own, so that a change of the builder or the checker counts, too.
    return subprocess.run([sys.executable, "-m", "builder"], cwd=ROOT, check=False).returncode
