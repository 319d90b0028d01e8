"""docs/norms.toml: the higher norms that notes refer to, what is quoted of each, and whether it was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from builder.content.tables import Entry, entries, nearest

FILE = "norms.toml"
UNVERIFIED = "〔待核〕"


class Known(Enum):
    """``SEEN``: the text was read at its source; ``NAMED``: only its title; ``ABSENT``: looked for and not found."""

    SEEN = "seen"
    NAMED = "named"
    ABSENT = "absent"


@dataclass(frozen=True)
class Quotation:
    """Words of a norm, verbatim, where they stand in it, and where they were read."""

    at: str
    text: str
    source: str
    through: str


@dataclass(frozen=True)
class Norm:
    """A norm. ``says``: in one sentence, what it is to this regulation; ``through``: what was read at the source."""

    key: str
    name: str
    short: str
    by: str
    year: int | None
    standing: Known
    source: str
    through: str
    says: str
    quotes: tuple[Quotation, ...]

    @property
    def verified(self) -> bool:
        return self.standing is Known.SEEN

    def cited(self, at: str = "") -> str:
        """How it is named in a sentence: a document by its title, anything else between quotation marks."""
        title = self.name.removeprefix("中华人民共和国").partition("（")[0]
        is_document = title.endswith(("法", "典", "条例", "办法", "意见", "规定", "细则"))
        return (f"《{title}》" if is_document else title if "“" in title else f"“{title}”") + at

    def quotation(self, at: str) -> Quotation | None:
        """The words at this place, if they are quoted."""
        return next((quote for quote in self.quotes if quote.at == at), None)


def read(docs: Path) -> Mapping[str, Norm]:
    """Every norm by its key. Raises Problem where an entry lacks something, or quotes what was not read."""
    found: dict[str, Norm] = {}
    for entry in entries(docs, FILE, "norm"):
        norm = _norm(entry)
        if norm.key in found:
            raise entry.problem(f"“{norm.key}”前面已经有了；请合成一则，或者换一个 key。")
        found[norm.key] = norm
    return found


def known(entry: Entry, kinds: Sequence[Known], quoted: str) -> Known:
    """How well an entry's source is known, one of `kinds`; its quotations stand under the key `quoted`.

    Raises Problem for any other word, and where what was not read is quoted.
    """
    written, allowed = entry.text("standing"), [kind.value for kind in kinds]
    if written not in allowed:
        raise entry.problem(
            f"{entry.named}的 standing 写的“{written}”；"
            f"最接近的是 {nearest(written, allowed)}（可以写 {'、'.join(allowed)}）。"
        )
    if entry.values.get(quoted) and written != Known.SEEN.value:
        raise entry.problem(
            f"{entry.named}没有读过原文（standing = {written}），不能有引文；请删去 {quoted}，或者核对后改成 seen。"
        )
    return Known(written)


def _norm(entry: Entry) -> Norm:
    entry.refuse_others(("key", "name", "short", "by", "year", "standing", "source", "through", "says", "quote"))
    key, values = entry.text("key"), entry.values
    standing = known(entry, tuple(Known), "quote")
    year = values.get("year")
    if year is not None and type(year) is not int:
        raise entry.problem(f"“{key}”的 year 应当是四位数字，不加引号。")
    source = entry.text("source") if standing is Known.SEEN else str(values.get("source", ""))
    quotes = [Entry(entry.place, entry.line, {"key": key, **quote}) for quote in values.get("quote", ())]
    for place, quote in enumerate(quotes):
        if quote.values.get("at") in [other.values.get("at") for other in quotes[:place]]:
            raise entry.problem(
                f"{entry.named}有两处引文的 at 都是“{quote.values['at']}”；请合成一处，或者写清是哪一款。"
            )
    for quote in quotes:
        quote.refuse_others(("key", "at", "text", "source", "through"))
    return Norm(
        key=key,
        name=entry.text("name"),
        short=entry.text("short"),
        by=str(values.get("by", "")),
        year=year,
        standing=standing,
        source=source,
        through=str(values.get("through", "")),
        says=entry.text("says"),
        quotes=tuple(
            Quotation(
                quote.text("at"),
                quote.text("text"),
                str(quote.values.get("source", "")) or source,
                str(quote.values.get("through", values.get("through", ""))),
            )
            for quote in quotes
        ),
    )
