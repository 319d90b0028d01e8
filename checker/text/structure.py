"""The structure of a regulation: 条 (article), 款 (paragraph), 项 (item), and how each is addressed.

A provision is written ``7`` (article 7), ``7-1`` (its first 款), ``7(3)`` (its item 3). An item is numbered within its
article, as Chinese drafting does when an article has one list.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_DIGITS = "零一二三四五六七八九"
_ADDRESS = re.compile(r"(?P<article>[1-9]\d?)(?:-(?P<paragraph>[1-9]\d?)|\((?P<item>[1-9]\d?)\))?")


MARK = "@"
"""Between an address and the key of the edition that it is about, where that is no longer the one in force."""


class UnknownProvision(LookupError):
    """An address that no provision bears; the message names the nearest that one does."""


def numeral(number: int) -> str:
    """The Chinese numeral of 1 to 99, as articles and items are numbered."""
    tens, units = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[units] if units or not tens else "")


@dataclass(frozen=True, slots=True)
class Item:
    """项. ``text`` stands without its number."""

    address: str
    number: int
    text: str

    @property
    def label(self) -> str:
        return f"（{numeral(self.number)}）"

    @property
    def line(self) -> str:
        """The item as it is printed, number included."""
        return self.label + self.text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """款. ``text`` is the sentence before the items, if it has any."""

    address: str
    text: str
    items: tuple[Item, ...]

    @property
    def line(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Article:
    """条."""

    number: int
    paragraphs: tuple[Paragraph, ...]

    @property
    def address(self) -> str:
        return str(self.number)

    @property
    def label(self) -> str:
        return f"第{numeral(self.number)}条"

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for paragraph in self.paragraphs for item in paragraph.items)

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """The article, then its 款 and 项 in the order of the text."""
        found: list[Provision] = [self]
        for paragraph in self.paragraphs:
            found += [paragraph, *paragraph.items]
        return tuple(found)

    @property
    def line(self) -> str:
        """The first line as it is printed: the number, a full-width space, the first 款."""
        return f"{self.label}　{self.paragraphs[0].text}"

    @property
    def text(self) -> str:
        """All words of the article, numbers included, a line for each 款 and 项."""
        lines = []
        for index, paragraph in enumerate(self.paragraphs):
            lines.append(self.line if index == 0 else paragraph.line)
            lines.extend(item.line for item in paragraph.items)
        return "\n".join(lines)


Provision = Article | Paragraph | Item


@dataclass(frozen=True)
class Regulation:
    """One regulation: its title and its articles in order."""

    title: str
    articles: tuple[Article, ...]
    _by_address: dict[str, Provision] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_address", {provision.address: provision for provision in self})

    def __iter__(self) -> Iterator[Provision]:
        """Every provision in the order of the text."""
        for article in self.articles:
            yield from article.provisions

    def provision(self, address: str) -> Provision:
        """The provision at ``address``. Raises UnknownProvision, naming the nearest that exists."""
        try:
            return self._by_address[address]
        except KeyError:
            _refuse_marked(address)
            near = difflib.get_close_matches(address, self._by_address, n=1, cutoff=0.0)[0]
            raise UnknownProvision(f"没有“{address}”这个条款；最接近的是“{near}”（{name(near)}）") from None

    @property
    def text(self) -> str:
        """The whole as published: the title, then a line for each 款 and 项."""
        return "\n".join([self.title, *(article.text for article in self.articles)])


def _refuse_marked(address: str) -> None:
    place, mark, key = address.partition(MARK)
    if mark:
        raise UnknownProvision(f"这里是照“{key}”一版的 {place} 写的，现行的一版里改了或者没有了；请照现行的条文改")


def _parts(address: str) -> tuple[int, int, int]:
    match = _ADDRESS.fullmatch(address)
    if match is None:
        _refuse_marked(address)
        raise UnknownProvision(f"“{address}”不是条款的写法；应写作 7、7-1 或者 7(3)")
    return int(match["article"]), int(match["paragraph"] or 0), int(match["item"] or 0)


def name(address: str) -> str:
    """How the provision is cited in Chinese: ``7(3)`` is 第七条第（三）项."""
    article, paragraph, item = _parts(address)
    tail = f"第{numeral(paragraph)}款" if paragraph else f"第（{numeral(item)}）项" if item else ""
    return f"第{numeral(article)}条{tail}"


def anchor(address: str) -> str:
    """The id that the provision has on every page: ``7(3)`` is ``a7-i3``, ``12-2`` is ``a12-p2``."""
    article, paragraph, item = _parts(address)
    tail = f"-p{paragraph}" if paragraph else f"-i{item}" if item else ""
    return f"a{article}{tail}"


def article_of(address: str) -> int:
    """The number of the article that the provision belongs to."""
    return _parts(address)[0]
