"""The plain way: Pyodide as published, with its own loader and library, and the project's wheel. Nothing is changed."""

from __future__ import annotations

from builder.runtime.checker_files import with_own
from builder.runtime.published import Published, joined
from checker.body import Body


def script(published: Published) -> str:
    """Both scripts of Pyodide, as they are."""
    return joined(*published.scripts)


def parts(published: Published, body: Body) -> dict[str, bytes]:
    """The library as published, and the wheel, which Pyodide's own `unpackArchive` puts in place."""
    return {"library": published.library, "wheel": with_own(body)}
