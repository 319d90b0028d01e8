"""The checker as the page carries it: the wheel, with the one body of rules that the page is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from builder import HERE, wheel
from checker import regulations
from checker.body import Body


def wheel_file() -> Path:
    """The project's wheel."""
    (packed,) = wheel.STEP.path.glob("*-py3-*.whl")
    return packed


def with_own(body: Body) -> bytes:
    """The wheel as it is; and behind it the rules of a body that does not stand in the checker."""
    content = io.BytesIO(wheel_file().read_bytes())
    own = _own(body)
    if own:
        with zipfile.ZipFile(content, "a") as opened:
            for name, text in own.items():
                opened.writestr(zipfile.ZipInfo(name, wheel.DATE), text)
    return content.getvalue()


def files(body: Body) -> dict[str, bytes]:
    """The checker's files by name, with the rules of no other body."""
    return {**_rules_apart(read(wheel_file().read_bytes()), body), **_own(body)}


def _rules_apart(packed: Mapping[str, bytes], body: Body) -> dict[str, bytes]:
    others = f"{regulations.__name__.replace('.', '/')}/"
    mine = (f"{others}__init__.py", f"{body.folder}/")
    return {
        name: content
        for name, content in packed.items()
        if name.startswith("checker/") and (not name.startswith(others) or name.startswith(mine))
    }


def _own(body: Body) -> dict[str, bytes]:
    if body.folder.startswith("checker/"):
        return {}
    folder = HERE / body.folder
    files = [file for file in sorted(folder.rglob("*")) if file.suffix in (".py", ".toml")]
    packages = [HERE / each / "__init__.py" for each in list(PurePosixPath(body.folder).parents)[:-1]]
    return {file.relative_to(HERE).as_posix(): file.read_bytes() for file in (*packages, *files) if file.is_file()}


def read(archive: bytes) -> dict[str, bytes]:
    """What is in a zip."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}


def stored(contents: Mapping[str, bytes]) -> bytes:
    """A zip of it, the same each time, stored: the whole is packed once, and Python need not inflate each module."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as opened:
        for name in sorted(contents):
            opened.writestr(zipfile.ZipInfo(name, wheel.DATE), contents[name])
    return written.getvalue()
