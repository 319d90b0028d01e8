"""A folder of texts: the edition in force as regulation.toml and emendations.toml, a folder of both for each former."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from checker.text.editions import Edition, Editions
from checker.text.emendations import Apparatus, Emendation, Kept
from checker.text.structure import Article, Item, Paragraph, Regulation, UnknownProvision, name
from checker.text.written import BadFile, Entry, decoded, entries, parsed

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

TEXT, EMENDED = "regulation.toml", "emendations.toml"
UNDATED = "undated"
"""The key of an edition that has none of its own."""


def read(folder: Traversable, place: str, written_for: str | None = None) -> Editions:
    """Every edition in the folder, which messages call ``place``. ``written_for``: the key of the one that the rules
    beside it are about.

    Raises BadFile where a file is wrong, or where the rules are about another edition.
    """
    former = [each for each in folder.iterdir() if each.is_dir() and each.joinpath(TEXT).is_file()]
    read_former = [_edition(each, f"{place}/{each.name}") for each in former]
    current = _edition(folder, place)
    found = (*sorted(read_former, key=lambda edition: edition.effective or ""), current)
    for each, path in zip(read_former, former, strict=True):
        if each.key != path.name:
            raise BadFile(f"{place}/{path.name}/{TEXT}：key 写的是 {each.key}，文件夹叫 {path.name}；请改成一样")
    for before, after in itertools.pairwise(found):
        if not after.effective or (before.effective and before.effective >= after.effective):
            raise BadFile(f"{place}：{after.key} 一版的 effective 要晚于它以前的 {before.key}；请写上从哪天起施行")
    if written_for is not None and written_for != current.key:
        raise BadFile(
            f"{place}/{TEXT}：这是“{current.key}”一版，规则是照“{written_for}”一版写的；"
            "换新的条文用 python3 build.py revise，不直接改这个文件"
        )
    return Editions(found)


def _edition(folder: Traversable, place: str) -> Edition:
    at = f"{place}/{TEXT}"
    text = decoded(folder.joinpath(TEXT).read_bytes(), at)
    table = parsed(text, at)
    own = Entry(at, table.get("edition", {}))
    own.refuse_others(("key", "issued", "effective", "source"))
    regulation = Regulation(Entry(at, table).text("title"), tuple(_articles(entries(table, text, at, "article"))))
    if not regulation.articles:
        raise BadFile(f"{at}：一条也没有；每一条以单独一行 [[article]] 开头")
    emended = folder.joinpath(EMENDED)
    apparatus = None
    if emended.is_file():
        apparatus = _apparatus(decoded(emended.read_bytes(), f"{place}/{EMENDED}"), f"{place}/{EMENDED}", regulation)
    return Edition(
        key=own.text("key") if "key" in own.values else UNDATED,
        regulation=regulation,
        apparatus=apparatus,
        issued=own.day("issued"),
        effective=own.day("effective"),
        source=own.text("source") if "source" in own.values else "",
    )


def _articles(found: list[Entry]) -> list[Article]:
    articles = []
    for place, entry in enumerate(found, start=1):
        entry.refuse_others(("number", "paragraph"))
        if entry.values.get("number") != place:
            raise entry.bad(f"number 应当是 {place}，各条依次编号；请改正")
        parts = entry.values.get("paragraph")
        if not isinstance(parts, list) or not parts or not all(isinstance(part, dict) for part in parts):
            raise entry.bad(f"第 {place} 条没有款；每一款以单独一行 [[article.paragraph]] 开头")
        articles.append(_article(place, [Entry(entry.place, part) for part in parts]))
    return articles


def _article(number: int, parts: list[Entry]) -> Article:
    item_number, paragraphs = 0, []
    for index, part in enumerate(parts, start=1):
        part.refuse_others(("text", "items"))
        listed = part.values.get("items", [])
        if not isinstance(listed, list) or not all(isinstance(each, str) and each for each in listed):
            raise part.bad(f"第 {number} 条的 items 应当是方括号里的文字，各加英文引号，用逗号隔开")
        items = []
        for text in listed:
            item_number += 1
            items.append(Item(f"{number}({item_number})", item_number, text))
        paragraphs.append(Paragraph(f"{number}-{index}", part.text("text"), tuple(items)))
    return Article(number, tuple(paragraphs))


def _apparatus(text: str, place: str, regulation: Regulation) -> Apparatus:
    table = parsed(text, place)
    whole = Entry(place, table)
    whole.refuse_others(("source_sha256", "frame", "reasons", "emendation", "kept"))
    frame, reasons = _texts(whole, "frame", ("before", "between", "after")), _texts(whole, "reasons", ())
    emendations = [_emendation(entry, reasons, regulation) for entry in entries(table, text, place, "emendation")]
    kept = [_kept(entry, regulation, emendations) for entry in entries(table, text, place, "kept")]
    sha256 = whole.text("source_sha256")
    return Apparatus(source_sha256=sha256, **frame, emendations=tuple(emendations), kept=tuple(kept))


def refuse_altered(editions: Editions, place: str) -> None:
    """Raises BadFile where text and emendations do not give back the source, letter by letter."""
    import hashlib

    for edition in editions.each:
        if edition.apparatus is None:
            continue
        folder = place if edition is editions.current else f"{place}/{edition.key}"
        wanted = edition.apparatus.source_sha256
        restored = hashlib.sha256(edition.apparatus.restore(edition.regulation).encode()).hexdigest()
        if restored != wanted:
            raise BadFile(
                f"{folder}/{EMENDED}：照条文把校勘一处处还原，得不出源文件（SHA-256 应当是 {wanted[:12]}…，"
                f"得出的是 {restored[:12]}…）；{TEXT} 或者这里有一个字动过，请对照源文件，或者用 git diff 看改了什么"
            )


def _texts(entry: Entry, key: str, wanted: tuple[str, ...]) -> dict[str, str]:
    values = entry.values.get(key)
    if not isinstance(values, dict) or not all(isinstance(each, str) for each in values.values()):
        raise entry.bad(f"[{key}] 里的每一项都应当是文字，加英文引号；请补上或者改正")
    if wanted and values.keys() != {*wanted}:
        raise entry.bad(f"[{key}] 里应当正好有 {'、'.join(wanted)}；请改正")
    return dict(values)


def _emendation(entry: Entry, reasons: Mapping[str, str], regulation: Regulation) -> Emendation:
    entry.refuse_others(("at", "stood", "read", "why"))
    line = _line(entry, regulation)
    stood, read, why = entry.text("stood"), entry.text("read"), entry.text("why")
    if why not in reasons:
        raise entry.bad(f"why 写的“{why}”，[reasons] 里没有（有的是 {'、'.join(reasons)}）；请改正")
    if stood == read:
        raise entry.bad("stood 和 read 一样，没有校勘；请改正或者删去")
    if line.count(read) != 1:
        raise entry.bad(
            f"{name(entry.text('at'))}的校勘写的“{read}”，条文里没有，或者不止一处；改了条文，校勘也要跟着改"
        )
    return Emendation(entry.text("at"), stood, read, reasons[why])


def _kept(entry: Entry, regulation: Regulation, emendations: list[Emendation]) -> Kept:
    entry.refuse_others(("at", "words", "why"))
    words, at = entry.text("words"), entry.text("at")
    line = _line(entry, regulation)
    if line.count(words) != 1:
        raise entry.bad(f"{name(at)}照录的“{words}”，条文里没有，或者不止一处；请照条文写")
    start, end = line.index(words), line.index(words) + len(words)
    for other in (each for each in emendations if each.at == at):
        begins, ends = (line.index(other.read) + place for place in other.differs)
        if begins < end and start < max(ends, begins + 1):
            raise entry.bad(f"{name(at)}的“{words}”写的是照录，又有一处校勘改了它（“{other.read}”）；请留一个")
    return Kept(at, words, entry.text("why"))


def _line(entry: Entry, regulation: Regulation) -> str:
    try:
        return regulation.provision(entry.text("at")).line
    except UnknownProvision as error:
        raise entry.bad(f"at：{error}；请改正") from None


def _quoted(words: str) -> str:
    """As TOML has it, which here is as JSON has it."""
    return json.dumps(words, ensure_ascii=False)


def as_toml(edition: Edition) -> str:
    """The edition as it is written: its regulation.toml."""
    regulation = edition.regulation
    lines = [f"title = {_quoted(regulation.title)}", "", "[edition]", f"key = {_quoted(edition.key)}"]
    lines += [f"{key} = {day}" for key, day in (("issued", edition.issued), ("effective", edition.effective)) if day]
    lines += [f"source = {_quoted(edition.source)}"] if edition.source else []
    for article in regulation.articles:
        lines += ["", f"[[article]]  # {article.label}", f"number = {article.number}"]
        for paragraph in article.paragraphs:
            lines += ["[[article.paragraph]]", f"text = {_quoted(paragraph.text)}"]
            if paragraph.items:
                lines += ["items = [", *(f"  {_quoted(item.text)}," for item in paragraph.items), "]"]
    return "\n".join(lines) + "\n"


def apparatus_as_toml(apparatus: Apparatus, reasons: Mapping[str, str]) -> str:
    """Its emendations.toml. ``reasons`` by key, of all that the emendations give."""
    keys = {why: key for key, why in reasons.items()}
    lines = [f"source_sha256 = {_quoted(apparatus.source_sha256)}", "", "[frame]"]
    lines += [f"{key} = {_quoted(getattr(apparatus, key))}" for key in ("before", "between", "after")]
    lines += ["", "[reasons]", *(f"{key} = {_quoted(why)}" for key, why in reasons.items())]
    for emendation in apparatus.emendations:
        values: dict[str, Any] = {"at": emendation.at, "stood": emendation.stood, "read": emendation.read}
        values["why"] = keys[emendation.why]
        lines += ["", "[[emendation]]", *(f"{key} = {_quoted(value)}" for key, value in values.items())]
    for kept in apparatus.kept:
        values = {"at": kept.at, "words": kept.words, "why": kept.why}
        lines += ["", "[[kept]]", *(f"{key} = {_quoted(value)}" for key, value in values.items())]
    return "\n".join(lines) + "\n"
