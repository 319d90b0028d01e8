"""The built pages as trees, small enough to ask what a reader is shown; and what a browser is asked of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

# What reaches beyond the right edge of the window.
SIDEWAYS = """() => [...document.querySelectorAll(".md-content *, .md-header *")]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".md-search"))
  .map(e => e.outerHTML.slice(0, 90))"""
_EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Node:
    """An element; its text children are strings."""

    tag: str
    attributes: dict[str, str]
    children: list[Node | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Node]:
        """This element and all below it."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def text(self, *, without: str = "") -> str:
        """The words below it, leaving out elements of the class ``without``."""
        return "".join(
            child if isinstance(child, str) else child.text(without=without)
            for child in self.children
            if isinstance(child, str) or without not in child.classes
        )

    def with_class(self, name: str) -> list[Node]:
        return [node for node in self if name in node.classes]


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("#root", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in _EMPTY:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index].tag == tag:
                del self._open[index:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def parse(file: Path) -> Node:
    tree = _Tree()
    tree.feed(file.read_text(encoding="utf-8"))
    return tree.root


def paths(site: Path) -> list[str]:
    """Every page of the site but the check, by its path."""
    found = (file.relative_to(site).as_posix() for file in sorted(site.rglob("*.html")))
    return [path for path in found if not path.startswith("check/")]


def refuse_dead_links(site: Path) -> None:
    """Every link leads to a page and a place on it."""
    files = [file for file in sorted(site.rglob("*.html")) if file.name != "404.html" and "check" not in file.parts]
    pages = {file: parse(file) for file in files}
    ids = {file: {node.attributes["id"] for node in page if "id" in node.attributes} for file, page in pages.items()}
    for file, page in pages.items():
        for node in page:
            address = node.attributes.get("href") or ""
            if node.tag != "a" or re.match(r"[a-z]+:", address):
                continue
            place, fragment = map(unquote, urldefrag(address))
            target = (file.parent / place).resolve() if place else file
            assert target.is_file(), f"{file.relative_to(site)}: {address}"
            assert not fragment or target not in ids or fragment in ids[target], f"{file.relative_to(site)}: {address}"
