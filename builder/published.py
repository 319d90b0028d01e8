"""What a server gives, file by file, beside the sums of the build; and which of its headers help or hurt."""

from __future__ import annotations

import gzip
import re
import urllib.error
import urllib.request
import zlib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from builder.core.console import Problem, progress, say
from builder.exports import SUMS, sha256
from builder.publish import sums
from builder.serve import SITE

PATIENCE = 30  # seconds for one file
AT_ONCE = 6
TEXT = (".html", ".css", ".js", ".json", ".xml", ".svg", ".txt")


@dataclass(frozen=True, slots=True)
class Given:
    """What a server gave for a place: the content, unpacked; its headers, by their name in small letters."""

    place: str
    status: int
    content: bytes
    headers: Mapping[str, str]
    trouble: str = ""


def run(address: str) -> int:
    """Exit status 0 if every file is there as it was built and nothing hurts."""
    if not (SITE / SUMS).is_file():
        raise Problem("published：没有建好的网站可以比；请先运行 python3 build.py。")
    if urlsplit(address).scheme not in ("http", "https"):
        raise Problem(f"published：{address} 不是网址；请写 http:// 或 https:// 开头的地址。")
    known = dict(sums(SITE))
    with progress(f"从 {address} 逐个取 {len(known)} 个文件"), ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(lambda place: fetch(address, place), known))
    differs = list(different(found, known))
    hurts, helps = list(hurting(found)), list(helping(found))
    for line in (*differs, *hurts, *helps):
        say(line)
    say(f"{len(known)} 个文件，{len(known) - len(differs)} 个和建成的一样，{len(differs)} 个不一样。")
    return int(bool(differs or hurts))


def fetch(address: str, place: str) -> Given:
    """One file, as a browser that takes it packed is given it."""
    url = f"{address.rstrip('/')}/{quote(place)}"
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip, deflate", "User-Agent": "mingjie"})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            headers = {name.lower(): value for name, value in answer.headers.items()}
            return Given(place, answer.status, _unpacked(answer.read(), headers.get("content-encoding", "")), headers)
    except urllib.error.HTTPError as error:
        return Given(place, error.code, b"", {}, f"服务器答 {error.code}")
    except (OSError, zlib.error, EOFError) as error:
        return Given(place, 0, b"", {}, f"取不到（{getattr(error, 'reason', error)}）")


def _unpacked(content: bytes, how: str) -> bytes:
    match how.strip().lower():
        case "gzip":
            return gzip.decompress(content)
        case "deflate":
            return zlib.decompress(content)
    return content


def different(found: list[Given], known: Mapping[str, str]) -> Iterator[str]:
    """A line for each file that is missing or not as it was built."""
    for each in found:
        if each.trouble:
            yield f"✗ {each.place}：{each.trouble}"
        elif sha256(each.content) != known[each.place]:
            built = (SITE / each.place).read_bytes()
            at = next((n for n, pair in enumerate(zip(each.content, built, strict=False)) if pair[0] != pair[1]), -1)
            more = len(each.content) - len(built)
            where = f"第 {at + 1} 个字节起不同" if at >= 0 else ("多" if more > 0 else "少") + f"了 {abs(more)} 个字节"
            yield f"✗ {each.place}：和建成的不一样（{where}）"


def hurting(found: list[Given]) -> Iterator[str]:
    """A line for each kind of header that hurts, with the first file that has it."""
    for each in found:
        kind = each.headers.get("content-type", "")
        charset = re.search(r"charset=[\"']?([\w-]+)", kind, re.IGNORECASE)
        if Path(each.place).suffix == ".html" and charset and charset[1].lower() not in ("utf-8", "utf8"):
            yield f"✗ {each.place}：服务器说字符集是 {charset[1]}，网页是 utf-8，会显示成乱码；请在服务器上改成 utf-8"
            break
    for each in found:
        if not each.trouble and Path(each.place).suffix == ".html":
            kind = each.headers.get("content-type", "")
            if not kind.startswith("text/html"):
                yield f"✗ {each.place}：服务器说类型是 {kind or '（没有说）'}，浏览器会当成下载；请改成 text/html"
                break
    for each in found:
        if policy := each.headers.get("content-security-policy", ""):
            yield (
                f"✗ {each.place}：服务器自己加了一条策略（Content-Security-Policy: {policy[:80]}），"
                "它和自查页自己的那一条同时生效，自查可能启动不了；请对 /check/ 去掉它"
            )
            break
    for each in found:
        age = re.search(r"max-age=(\d+)", each.headers.get("cache-control", ""))
        if Path(each.place).suffix == ".html" and age and int(age[1]) > 86_400:
            yield f"✗ {each.place}：让浏览器存 {int(age[1]) // 86_400} 天不来问，改了网页读者看不到；请改成一天以内"
            break


def helping(found: list[Given]) -> Iterator[str]:
    """What the server does well, or could do better without anything being wrong."""
    texts = [each for each in found if not each.trouble and Path(each.place).suffix in TEXT]
    packed = sum(bool(each.headers.get("content-encoding")) for each in texts)
    yield (
        "✓ 文字类的文件都压缩了传"
        if texts and packed == len(texts)
        else f"· 文字类的文件 {len(texts)} 个，压缩了传的 {packed} 个；打开 gzip，读者等得短一些"
    )
    if any("strict-transport-security" in each.headers for each in found):
        yield "✓ 只许用 https（Strict-Transport-Security）"
    if any("etag" in each.headers or "last-modified" in each.headers for each in found):
        yield "✓ 没有改的文件不用再传（ETag 或 Last-Modified）"
