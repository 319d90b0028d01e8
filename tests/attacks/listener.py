"""What listens: hosts that write down every request, a port for each way, and a server of names."""

import base64
import hashlib
import selectors
import socket
import struct
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HERE = "127.0.0.1"
# Every name below it is this machine, for whoever asks the server of names.
DOMAIN = "leak.test"


@dataclass
class Net:
    """`own` serves the pages, `other` is a foreign host; what reached them is in `requests`, whole.

    `named` says that names are listened to: the looked-up ones are in `names`. `touched` holds the ports of their own
    (see `ports`) at which a connection or a packet arrived.
    """

    own: str = ""
    other: str = ""
    named: bool = False
    requests: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)

    def clear(self) -> None:
        """Forget what was heard."""
        for heard in (self.requests, self.names, self.touched):
            heard.clear()


class Server(ThreadingHTTPServer):
    """Says nothing when a visitor hangs up: an attack does so all the time."""

    request_queue_size = 200

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def net(pages: Mapping[str, bytes], *, named: bool = False) -> Iterator[Net]:
    """Listen as long as the `with` lasts; `pages` may change meanwhile. `named`: port 53 is there to be listened at."""
    heard = Net(named=named)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(min(length, 65_536)).decode("latin-1")
            heard.requests.append(f"{self.path}\n{self.headers}\n{body}")
            if key := self.headers.get("Sec-WebSocket-Key"):
                self.welcome(key)
                return
            page = pages.get(self.path.partition("?")[0], b"")
            self.send_response(200)
            self.send_header("Content-Type", "text/html" if page else "text/javascript")
            self.send_header("Content-Length", str(len(page)))
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Headers", "*")
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(page)

        def welcome(self, key: str) -> None:
            """Open the WebSocket, and hang up: of those that fail, a browser makes the next ones wait."""
            proof = base64.b64encode(hashlib.sha1(f"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11".encode()).digest())
            lines = ["HTTP/1.1 101 x", "Upgrade: websocket", "Connection: Upgrade"]
            lines.append(f"Sec-WebSocket-Accept: {proof.decode()}")
            if protocol := self.headers.get("Sec-WebSocket-Protocol"):
                lines.append(f"Sec-WebSocket-Protocol: {protocol}")
            self.wfile.write("\r\n".join([*lines, "", ""]).encode())

        do_POST = do_HEAD = do_OPTIONS = do_PUT = do_GET

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ExitStack() as stack:
        servers = [Server((HERE, 0), Handler) for _ in range(2)]
        for server in servers:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
        heard.own, heard.other = (f"http://{HERE}:{server.server_port}" for server in servers)
        if named:
            stack.enter_context(_names(heard.names))
        yield heard


@contextmanager
def ports(heard: Net, number: int) -> Iterator[list[int]]:
    """As many ports, each open to connections and to packets; who comes is hung up on."""
    with ExitStack() as stack:
        ready = stack.enter_context(selectors.DefaultSelector())
        opened: list[int] = []
        while len(opened) < number:
            stream = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_STREAM))
            packets = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
            stream.bind((HERE, 0))
            port = stream.getsockname()[1]
            with suppress(OSError):
                packets.bind((HERE, port))
                stream.listen()
                for each in (stream, packets):
                    each.setblocking(False)
                    ready.register(each, selectors.EVENT_READ, port)
                opened.append(port)
        ended = threading.Event()

        def listen() -> None:
            while not ended.is_set():
                for key, _ in ready.select(0.2):
                    came = key.fileobj
                    assert isinstance(came, socket.socket)
                    heard.touched.add(key.data)
                    with suppress(OSError):
                        if came.type == socket.SOCK_STREAM:
                            came.accept()[0].close()
                        else:
                            came.recv(65_536)

        listener = threading.Thread(target=listen)
        listener.start()
        try:
            yield opened
        finally:
            ended.set()
            listener.join()


@contextmanager
def _names(asked: list[str]) -> Iterator[None]:
    """A server of names: those below DOMAIN are this machine, of others it knows nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind((HERE, 53))

        def serve() -> None:
            with suppress(OSError):
                while True:
                    query, asker = server.recvfrom(4096)
                    name, end = _question(query)
                    asked.append(name.lower())
                    server.sendto(_answer(query, name, end), asker)

        server_thread = threading.Thread(target=serve, daemon=True)
        server_thread.start()
        yield


def _question(query: bytes) -> tuple[str, int]:
    labels, at = [], 12
    while at < len(query) and query[at]:
        labels.append(query[at + 1 : at + 1 + query[at]].decode("latin-1"))
        at += 1 + query[at]
    return ".".join(labels), at + 5


def _answer(query: bytes, name: str, end: int) -> bytes:
    known = name.endswith(DOMAIN)
    address = known and query[end - 4 : end - 2] == b"\x00\x01"
    flags = 0x8180 if known else 0x8183
    head = query[:2] + struct.pack(">HHHHH", flags, 1, int(address), 0, 0)
    record = b"\xc0\x0c" + struct.pack(">HHIH", 1, 1, 60, 4) + socket.inet_aton(HERE) if address else b""
    return head + query[12:end] + record
