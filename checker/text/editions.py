"""The editions of a regulation: the one in force, and those that it replaced, each with its text and its days."""

from __future__ import annotations

from dataclasses import dataclass

from checker.text.emendations import Apparatus
from checker.text.structure import Regulation


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One text of the regulation. ``key`` names it in addresses; days are written 2027-03-01.

    ``issued``: the day of issue, ``effective``: the first day on which it applies; None where it is not known.
    ``source``: what the text was taken from. ``apparatus``: how it was made from that, where it is kept.
    """

    key: str
    regulation: Regulation
    apparatus: Apparatus | None = None
    issued: str | None = None
    effective: str | None = None
    source: str = ""

    @property
    def dated(self) -> str:
        """The day that tells it from others, in words."""
        return f"{self.effective} 起施行" if self.effective else "施行日期未载"


@dataclass(frozen=True, slots=True)
class Editions:
    """All of them, the oldest first; the last is the one that the rules, the notes and the cases are about."""

    each: tuple[Edition, ...]

    @property
    def current(self) -> Edition:
        return self.each[-1]

    @property
    def former(self) -> tuple[Edition, ...]:
        """Those that were replaced."""
        return self.each[:-1]

    def on(self, day: str) -> Edition | None:
        """The one that applied on a day, 2026-05-03; None before the first.

        An edition whose first day is not known is taken to have applied until the next one did.
        """
        began = [edition for edition in self.each if edition.effective is None or edition.effective <= day]
        return began[-1] if began else None

    def until(self, edition: Edition) -> str | None:
        """The first day of the next one; None for the last."""
        after = self.each[self.each.index(edition) + 1 :]
        return after[0].effective if after else None
