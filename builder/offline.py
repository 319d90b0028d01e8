"""The site for a USB stick: a zip with everything in it, opened by double click, and the check alone as one file."""

import zipfile
from pathlib import Path

from builder import HERE, house, site
from builder.core import console, steps
from builder.core.steps import Step
from builder.exports import SUMS, sha256
from builder.wheel import DATE
from checker.body import Body

START = "从这里打开.html"
README = "请先看.txt"


def check_file() -> str:
    """The check alone."""
    return f"{house.site_name()}-检查.html"


def zip_file() -> str:
    """The whole site."""
    return f"{house.site_name()}.zip"


def _start(site_name: str) -> str:
    return f"""\
<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="0; url=site/index.html">
<title>{site_name}</title>
<p><a href="site/index.html">打开{site_name}</a></p>
<p>如果打不开：多半是直接在压缩包里打开的。请先把整个压缩包解压，再打开解压出来的这个文件。</p>
</html>
"""


def _readme(site_name: str, body: Body) -> str:
    return f"""\
{site_name}：《{body.text.title}》的注释和自查，不用联网。

1. 先把整个压缩包解压到电脑或者 U 盘上；不要在压缩包里直接打开。
2. 双击“{START}”，用 Chrome、Edge 或者 Firefox 打开：条文、注释、搜索、自查都在里面。
3. 只要自查，双击“{check_file()}”；它是单独的一个文件，可以另外拷走。
4. 要最稳妥：先断网，开一个无痕（隐私）窗口，把文件拖进去；做完先关窗口，再联网。

site 文件夹里的 {SUMS} 列着每个文件的 SHA-256，可以同网站上的比对。
这里不是官方网站，不作认定；{body.first.reserved}。
"""


def make(folder: Path) -> None:
    """Both files; the same bytes for the same site."""
    built = site.STEP.path
    check = (built / "check" / "index.html").read_bytes()
    contents = {
        START: _start(house.site_name()).encode(),
        README: _readme(house.site_name(), house.body())
        .replace("\n", "\r\n")
        .encode("utf-8-sig"),  # the editor of older Windows knows no other
        check_file(): check,
        **{f"site/{file.relative_to(built).as_posix()}": file.read_bytes() for file in steps.files("site")},
    }
    (folder / check_file()).write_bytes(check)
    with zipfile.ZipFile(folder / zip_file(), "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for place in sorted(contents):
            entry = zipfile.ZipInfo(f"{house.site_name()}/{place}", DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, contents[place])


def report() -> None:
    """Say where the two files are, how large, and by which SHA-256 they can be known."""
    for name in (zip_file(), check_file()):
        content = (STEP.path / name).read_bytes()
        console.say(f"{STEP.path.relative_to(HERE).as_posix()}/{name}　{len(content) / 1e6:.1f} MB")
        console.say(f"  SHA-256 {sha256(content)}")


STEP = Step(
    name="offline",
    says="打包离线版",
    inputs=(),
    after=(site.STEP,),
    run=make,
    output=HERE / "offline",
)
