"""The editions of the regulation beside each other, where there is more than one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from checker.body import Body
from checker.text import Article, Edition, Editions, Item, Provision, name
from checker.text.revision import Change, Fate, Revision, pieces

FOLDER = "editions"
INDEX = "editions.md"


@dataclass(frozen=True)
class Row:
    """A provision of either edition: what became of it, and its words, as HTML, on both sides."""

    fate: Fate
    old: str
    new: str
    before: str
    after: str

    @property
    def called(self) -> str:
        """Both names, where it has moved."""
        names = [name(address) for address in dict.fromkeys((self.old, self.new)) if address]
        return " → ".join(names)


def file(edition: Edition) -> str:
    """The page of its text, from the site's top; it stays where it is when the edition is replaced."""
    return f"{FOLDER}/{edition.key}"


def compared(edition: Edition) -> str:
    """The page that shows it beside the one before."""
    return f"{FOLDER}/{edition.key}-changes"


def in_force(edition: Edition, editions: Editions) -> str:
    """From when until when, in words."""
    until = editions.until(edition)
    began = f"{edition.effective} 起施行" if edition.effective else "从哪天起施行，没有载明"
    issued = f"{edition.issued} 印发" if edition.issued else "印发日期未载"
    return f"{issued}；{began}" + (f"，{until} 起由新的一版代替" if until else "")


def pairs(body: Body) -> Iterator[tuple[Edition, Edition, Revision]]:
    """Each edition but the first, after the one before it."""
    for before, after in pairwise(body.editions.each):
        yield before, after, Revision(before.regulation, after.regulation)


def rows(article: Change, revision: Revision) -> Iterator[Row]:
    """What became of the sentences of an article, in the order of the newer edition."""
    here = {article.old, article.new} - {None}
    for change in revision.changes:
        was = revision.before.provision(change.old) if change.old else None
        now = revision.after.provision(change.new) if change.new else None
        if isinstance(was, Article) or isinstance(now, Article):
            continue
        if _article(change.new) == article.new if change.new else _article(change.old) in here:
            yield Row(change.fate, change.old or "", change.new or "", *_beside(was, now, change))


def articles(revision: Revision) -> Iterator[Change]:
    """What became of the articles, in order."""
    return (change for change in revision.changes if (change.new or change.old or "").isdigit())


def _article(address: str | None) -> str | None:
    return address and address.partition("(")[0].partition("-")[0]


def _beside(was: Provision | None, now: Provision | None, change: Change) -> tuple[str, str]:
    if was is None or now is None or change.fate is not Fate.CHANGED:
        return _whole(was), _whole(now)
    old, new = "", ""
    for left, right in pieces(was.text, now.text):
        same = left == right
        old += escape(left) if same or not left else f"<del>{escape(left)}</del>"
        new += escape(right) if same or not right else f"<ins>{escape(right)}</ins>"
    return _label(was) + old, _label(now) + new


def _whole(provision: Provision | None) -> str:
    return _label(provision) + escape(provision.text) if provision else ""


def _label(provision: Provision) -> str:
    return f'<span class="number">{provision.label}</span>' if isinstance(provision, Item) else ""
