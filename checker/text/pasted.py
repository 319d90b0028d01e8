"""A regulation as it is pasted from where it was issued: its title, then its articles and their items, line by line.

The only marks that are read are the numbers at the beginning of a line, 第七条 and （三）. Empty lines, and spaces at
either end of a line, mean nothing; they are no part of what counts as the source.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from checker.text.emendations import Apparatus, Emendation
from checker.text.structure import Article, Item, Paragraph, Regulation, numeral
from checker.text.written import BadFile

REASONS = {
    "page-break": "源文件在此断行（疑为换页），一句话被分成两段；予以接合。",
    "half-width-brackets": "项的序号源文件用半角括号，与其他各条不一；统一为全角括号，括号后如有空格一并删去。",
    "space-after-number": "条的序号后源文件用半角空格，或者没有空格；改为全角空格。",
}
"""Why the reader changes what it changes by itself, by the keys of emendations.toml."""
_ARTICLE = re.compile(r"第(?P<number>[一二三四五六七八九十]+)条(?P<space>[ \u3000\t]*)(?P<text>.*)")
_ITEM = re.compile(r"[（(](?P<number>[一二三四五六七八九十]+)[）)](?P<space>[ \u3000\t]*)(?P<text>.*)")
_ENDS = ("。", "；", "：", "！", "？", "…", "”", ".", ";", ":")
"""How a line that is whole ends; what follows another is the rest of its sentence."""
_BETWEEN = "\n"


@dataclass
class _Line:
    """One or more lines of the source that are one of the text: ``stood`` there, with the breaks between them."""

    number: int
    stood: str
    words: str
    breaks: tuple[int, ...] = ()


def read(text: str, place: str) -> tuple[Regulation, Apparatus]:
    """The regulation, and what was emended in it. Raises BadFile, with the line."""
    lines = _joined(text)
    if not lines or _ARTICLE.match(lines[0].words):
        raise BadFile(f"{place} 第1行：第一行应当是名称；请把名称写在最前面，单独一行")
    reader = _Reader(place, lines[0].words)
    for line in lines[1:]:
        reader.take(line)
    return reader.made()


def _joined(text: str) -> list[_Line]:
    lines: list[_Line] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        words = raw.strip(" \t\u3000\ufeff")
        if not words:
            continue
        last = lines[-1] if len(lines) > 1 else None
        if last is None or last.words.endswith(_ENDS) or _ARTICLE.match(words) or _ITEM.match(words):
            lines.append(_Line(number, words, words))
        else:
            last.breaks = (*last.breaks, len(last.words))
            last.stood, last.words = last.stood + _BETWEEN + words, last.words + words
    return lines


class _Reader:
    def __init__(self, place: str, title: str) -> None:
        self.place, self.title = place, title
        self.parts: list[list[tuple[str, list[str]]]] = []
        self.emendations: list[Emendation] = []
        self.stood: list[str] = [title]

    def take(self, line: _Line) -> None:
        """The next line of the text."""
        self.stood.append(line.stood)
        if found := _ARTICLE.match(line.words):
            number = len(self.parts) + 1
            self._expect(found["number"], number, line, "条")
            self._refuse_empty(found["text"], line)
            self.parts.append([(found["text"], [])])
            self._emend(str(number), line, f"第{numeral(number)}条", "　", found["space"], "space-after-number")
        elif not self.parts:
            raise BadFile(f"{self.place} 第{line.number}行：名称以后应当是“第一条”；目录、章节的标题请删去")
        elif found := _ITEM.match(line.words):
            article = self.parts[-1]
            number = sum(len(items) for _, items in article) + 1
            self._expect(found["number"], number, line, "项")
            self._refuse_empty(found["text"], line)
            article[-1][1].append(found["text"])
            at = f"{len(self.parts)}({number})"
            self._emend_item(at, line, numeral(number), found["space"])
        else:
            article = self.parts[-1]
            article.append((line.words, []))
            self._breaks(f"{len(self.parts)}-{len(article)}", line, line.words)

    def made(self) -> tuple[Regulation, Apparatus]:
        """All that was taken."""
        if not self.parts:
            raise BadFile(f"{self.place}：一条也没有；每一条以“第几条”开头，单独一行")
        articles = []
        for number, parts in enumerate(self.parts, start=1):
            count, paragraphs = 0, []
            for index, (text, listed) in enumerate(parts, start=1):
                items = [
                    Item(f"{number}({count + place})", count + place, words) for place, words in enumerate(listed, 1)
                ]
                count += len(items)
                paragraphs.append(Paragraph(f"{number}-{index}", text, tuple(items)))
            articles.append(Article(number, tuple(paragraphs)))
        regulation = Regulation(self.title, tuple(articles))
        source = _BETWEEN.join(self.stood) + "\n"
        digest = hashlib.sha256(source.encode()).hexdigest()
        apparatus = Apparatus(digest, "", _BETWEEN, "\n", tuple(self.emendations), ())
        assert apparatus.restore(regulation) == source, "what was emended does not lead back"
        return regulation, apparatus

    def _expect(self, found: str, number: int, line: _Line, kind: str) -> None:
        if found != numeral(number):
            shape = f"第{numeral(number)}条" if kind == "条" else f"（{numeral(number)}）"
            raise BadFile(
                f"{self.place} 第{line.number}行：这里应当是{shape}，写的是“{found}”；请看是不是漏了、重了一{kind}"
            )

    def _refuse_empty(self, words: str, line: _Line) -> None:
        if not words:
            raise BadFile(f"{self.place} 第{line.number}行：序号后面没有文字；请补上，或者把下一行接上来")

    def _emend(self, at: str, line: _Line, label: str, wanted: str, space: str, why: str) -> None:
        """The number of an article, and the breaks in its first line."""
        text = line.words[len(label) + len(space) :]
        printed = label + wanted + text
        if space != wanted:
            self._add(at, label + space + text, printed, len(label), len(space), len(wanted), why)
        self._breaks(at, line, printed)

    def _emend_item(self, at: str, line: _Line, number: str, space: str) -> None:
        label = line.words[: len(number) + 2] + space
        text = line.words[len(label) :]
        printed = f"（{number}）{text}"
        if label != f"（{number}）":
            self._add(at, label + text, printed, 0, len(label), len(number) + 2, "half-width-brackets")
        self._breaks(at, line, printed)

    def _breaks(self, at: str, line: _Line, printed: str) -> None:
        shift = len(printed) - len(line.words)
        for place in line.breaks:
            end = place + shift
            read = _once(printed, end, end)
            cut = end - printed.index(read)
            self._note(at, read[:cut] + _BETWEEN + read[cut:], read, "page-break")

    def _add(self, at: str, stood: str, printed: str, start: int, length: int, now: int, why: str) -> None:
        read = _once(printed, start, start + now)
        begin = printed.index(read)
        tail = read[start - begin + now :]
        self._note(at, printed[begin:start] + stood[start : start + length] + tail, read, why)

    def _note(self, at: str, stood: str, read: str, why: str) -> None:
        self.emendations.append(Emendation(at, stood, read, REASONS[why]))


def _once(line: str, start: int, end: int) -> str:
    """The words around a place, as few as there must be for them to stand in the line once."""
    for more in range(2, len(line) + 1):
        words = line[max(0, start - more) : end + more]
        if line.count(words) == 1:
            return words
    return line
