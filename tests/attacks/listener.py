"""Two hosts that serve what they are given and write down every request that reaches them."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Net:
    """`own` serves the pages, `other` is a foreign host; `seen` is what reached either of them."""

    own: str = ""
    other: str = ""
    seen: list[str] = field(default_factory=list)


class Server(ThreadingHTTPServer):
    """Says nothing when a visitor hangs up: an attack does so all the time."""

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def net(pages: Mapping[str, bytes]) -> Iterator[Net]:
    """Listen as long as the `with` lasts."""
    heard = Net()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.seen.append(self.path)
            page = pages.get(self.path, b"")
            self.send_response(200)
            self.send_header("Content-Type", "text/html" if page else "text/javascript")
            self.send_header("Content-Length", str(len(page)))
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()
            self.wfile.write(page)

        do_POST = do_HEAD = do_OPTIONS = do_GET

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ExitStack() as stack:
        servers = [Server(("127.0.0.1", 0), Handler) for _ in range(2)]
        for server in servers:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
        heard.own, heard.other = (f"http://127.0.0.1:{server.server_port}" for server in servers)
        yield heard
