"""校勘: where the published text differs from the source file, and what was left although it looks odd."""

from __future__ import annotations

from dataclasses import dataclass

from checker.text.structure import Regulation


@dataclass(frozen=True, slots=True)
class Emendation:
    """One difference: in the line of provision ``at`` the source has ``stood``, this site reads ``read``."""

    at: str
    stood: str
    read: str
    why: str

    @property
    def differs(self) -> tuple[int, int]:
        """Where in ``read`` the difference begins and ends; what stands before and after only says where it is."""
        end = 0
        while end < min(len(self.stood), len(self.read)) and self.stood[-1 - end] == self.read[-1 - end]:
            end += 1
        start, most = 0, min(len(self.stood), len(self.read)) - end
        while start < most and self.stood[start] == self.read[start]:
            start += 1
        return start, len(self.read) - end


@dataclass(frozen=True, slots=True)
class Kept:
    """Words that look odd and are left as they stand."""

    at: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Apparatus:
    """All that is needed to go from the published text back to the source file."""

    source_sha256: str
    before: str
    between: str
    after: str
    emendations: tuple[Emendation, ...]
    kept: tuple[Kept, ...]

    def restore(self, regulation: Regulation) -> str:
        """The source file, from the published text with every emendation undone.

        Raises ValueError where an emendation's reading does not occur exactly once in its provision's line.
        """
        paragraphs = [regulation.title]
        for article in regulation.articles:
            paragraphs.append(self._undo(article.address, article.line))
            for index, paragraph in enumerate(article.paragraphs):
                if index:
                    paragraphs.append(self._undo(paragraph.address, paragraph.line))
                paragraphs.extend(self._undo(item.address, item.line) for item in paragraph.items)
        return self.before + self.between.join(paragraphs) + self.after

    def _undo(self, address: str, line: str) -> str:
        for emendation in self.emendations:
            if emendation.at == address:
                if line.count(emendation.read) != 1:
                    raise ValueError(f"{address}: {emendation.read!r} must occur exactly once in {line!r}")
                line = line.replace(emendation.read, emendation.stood)
        return line
