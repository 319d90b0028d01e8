"""The words of Markdown and of HTML, without their marks."""

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import markdown

_FRONT = re.compile(r"\A---\ntitle: *(?P<title>\S.*)\n(?:.*\n)*?---\n")


def plain(parts: Sequence[str]) -> str:
    """Markdown without its marks."""
    return " ".join("".join(Words(markdown.markdown("\n\n".join(parts), extensions=["tables"])).words).split())


def read_page(path: Path) -> list[dict[str, str]]:
    """A page that is no article's, heading by heading."""
    text = path.read_text(encoding="utf-8")
    front = _FRONT.match(text)
    title = front["title"].strip() if front else path.stem
    body = text[front.end() :] if front else text
    html = markdown.markdown(
        body,
        extensions=["attr_list", "fenced_code", "md_in_html", "tables", "toc"],
        extension_configs={"toc": {"permalink": False}},
    )
    top = path.with_suffix(".html").name
    parts = [part for part in Words(html).parts if part[1] and (part[0] or part[2])]
    return [
        {
            "page": title,
            "top": top,
            "title": heading or title,
            "location": f"{top}#{place}",
            "text": " ".join(words.split()),
        }
        for heading, place, words in parts
    ]


class Words(HTMLParser):
    """The words of a piece of HTML, and its parts: heading, id, words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._parts: list[tuple[list[str], str, list[str]]] = [([], "", [])]
        self._heading = ""
        self._silent = ""
        self.feed(html)
        self.close()

    @property
    def parts(self) -> list[tuple[str, str, str]]:
        return [("".join(heading).strip(), place, "".join(words)) for heading, place, words in self._parts]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        place = dict(attrs).get("id")
        if tag in ("svg", "script", "style"):
            self._silent = self._silent or tag
        elif tag in ("h1", "h2", "h3", "h4", "dt") and place:
            self._parts.append(([], place, []))
            self._heading = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        if tag == self._heading:
            self._heading = ""
        if tag in ("p", "li", "td", "th", "dd", "dt", "div", "figcaption", "caption", "tr"):
            self._add(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._add(data)

    def _add(self, data: str) -> None:
        self.words.append(data)
        heading, _, words = self._parts[-1]
        (heading if self._heading else words).append(data)
