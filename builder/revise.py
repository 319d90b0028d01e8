"""A revised regulation is entered: the new text, what became of the old, and what of notes, rules and cases goes along.

What stands in the files by its address is renumbered where its words are the same. What was written for words that
were changed, or that are gone, is marked with the edition that it is about (``8(9)@undated``): no such provision is in
force, so whatever is marked stops the build until a person has looked at it and taken the mark away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from builder import HERE, house
from builder.content.marked import ADDRESS, Place, left, marks, read, text_folder, written
from builder.core.console import Problem, remark, say
from checker.body import Body
from checker.text import Edition, anchor, name, pasted, reading
from checker.text.revision import Change, Fate, Revision
from checker.text.structure import MARK
from checker.text.written import BadFile, decoded

_QUOTED = re.compile(rf"(?P<before>[\w ]*[(=] *|)(?P<quote>[\"'])(?P<address>{ADDRESS})(?P=quote)")
_LINKED = re.compile(rf"\[\[(?P<address>{ADDRESS})\]\]")
_HEADED = re.compile(rf"^## +(?P<address>{ADDRESS})$", re.MULTILINE)
_ANCHOR = re.compile(r"articles/(?P<file>\d\d)\.(?P<kind>md|html)(?:#(?P<anchor>a[\d\-ip]+))?")
_CITED = re.compile(r"第[一二三四五六七八九十]+条(?:第（[一二三四五六七八九十]+）项)?|第（[一二三四五六七八九十]+）项")
_NAMES = ("cited", "cited_here", "interpreter", "at_the_time", "samples")
"""In a rule, what only names a provision: it goes along where the words were changed."""


def run(file: Path | None, effective: date | None, issued: date | None, *, look: bool) -> int:
    """Enter the text of a file, or only show what that would do; without a file, say what is left to be looked at."""
    body = house.body()
    if file is None:
        return show(body)
    if effective is None:
        raise Problem("revise：没有说新的条文从哪天起施行；请加上 --from 2027-03-01 的样子。")
    edition, revision = entered(body, file, effective.isoformat(), issued.isoformat() if issued else None)
    for line in told(revision):
        say(line)
    if look:
        return 0
    own = text_folder(body) / body.editions.current.key
    try:
        own.mkdir()
    except FileExistsError:
        raise Problem(f"{own.name}/：已经有这一版的文件夹；多半是上一次换了又退回来，请先 git clean -fd。") from None
    texts = carried(body, edition, revision)
    places = [*marks(texts, body.editions.current.key), *mentions(texts, revision)]
    _write(body, edition, texts)
    say("")
    say(f"已经换成“{edition.key}”一版；原来的在 {text_folder(body).name}/{body.editions.current.key}/，还看得到。")
    remark("改了哪些文件：git diff；不要了：git checkout . 再 git clean -fd")
    return _report(places, revision)


def entered(body: Body, file: Path, effective: str, issued: str | None) -> tuple[Edition, Revision]:
    """The new edition, and what it does to the one in force. Raises Problem where it cannot follow that one."""
    try:
        regulation, apparatus = pasted.read(decoded(file.read_bytes(), file.name), file.name)
    except OSError as error:
        raise Problem(f"{file}：读不出来（{error.strerror}）；请检查文件名。") from None
    except BadFile as error:
        raise Problem(f"{error}。") from None
    before = body.editions.current
    if regulation.text == before.regulation.text:
        raise Problem(f"{file.name}：同现行的“{before.key}”一版一字不差，没有要换的。")
    if any(each.effective and each.effective >= effective for each in body.editions.each):
        raise Problem(f"revise：{effective} 不晚于已有的一版（{before.key}）；请检查 --from。")
    edition = Edition(
        key=effective,
        regulation=regulation,
        apparatus=apparatus,
        issued=issued,
        effective=effective,
        source=f"粘贴的文字（{file.name}），空行和行首行尾的空格除外",
    )
    return edition, Revision(before.regulation, regulation)


def told(revision: Revision) -> Iterator[str]:
    """Article by article: what became of it."""
    for change in filter(_is_article, revision.changes):
        label = name(change.new or change.old or "")
        was = f"（原来的{name(change.old)}）" if change.old and change.new and change.old != change.new else ""
        yield f"{label}{was}　{change.fate.value}"
        if change.fate is Fate.CHANGED:
            for part in revision.changes:
                here = _article(part.new) == change.new if part.new else _article(part.old or "") == change.old
                if here and not _is_article(part) and part.fate is not Fate.KEPT:
                    yield f"　　{_line(part)}"


def _line(change: Change) -> str:
    if change.old and change.new:
        was = f"{name(change.old)} → " if change.old != change.new else ""
        return f"{was}{name(change.new)}　{change.fate.value}"
    return f"{name(change.new or change.old or '')}　{change.fate.value}"


def _is_article(change: Change) -> bool:
    return (change.new or change.old or "").isdigit()


def _article(address: str) -> str:
    return re.split(r"[(-]", address)[0]


# ---- What goes along.


def carried(body: Body, edition: Edition, revision: Revision) -> dict[Path, str]:
    """What each file says after the change, by the file; what became of no address stays what it is."""
    key = body.editions.current.key
    own = {}
    for file, text in read(body, HERE / "docs", HERE / "cases").items():
        new = _renumbered(text, file, revision, key)
        if file == text_folder(body) / "__init__.py":
            new = new.replace(f'WRITTEN_FOR = "{key}"', f'WRITTEN_FOR = "{edition.key}"')
        own[_moved(file, revision)] = new
    return own


def _renumbered(text: str, file: Path, revision: Revision, key: str) -> str:
    def now(address: str, *, named: bool) -> str:
        change = revision.by_old.get(address)
        if change is None:
            return address
        if change.new is None or (change.fate is Fate.CHANGED and not named):
            return f"{address}{MARK}{key}"
        return change.new

    def quoted(match: re.Match[str]) -> str:
        before, quote = match["before"], match["quote"]
        user = before.rstrip("(= ").rpartition(" ")[2]
        named = user in _NAMES if file.suffix == ".py" else user != "provision"
        return f"{before}{quote}{now(match['address'], named=named)}{quote}"

    def anchored(match: re.Match[str]) -> str:
        change = revision.by_old.get(str(int(match["file"])))
        article = change.new if change and change.new else str(int(match["file"]))
        words = f"articles/{int(article):02}.{match['kind']}"
        if not match["anchor"]:
            return words
        place = next((each for each in revision.by_old if anchor(each) == match["anchor"]), None)
        target = revision.by_old[place].new if place else None
        return f"{words}#{anchor(target) if target else match['anchor'] + MARK + key}"

    if file.suffix in (".py", ".toml"):
        text = _QUOTED.sub(quoted, text)
    if file.suffix == ".md":
        text = _HEADED.sub(lambda match: f"## {now(match['address'], named=False)}", text)
        text = _ANCHOR.sub(anchored, text)
    return _LINKED.sub(lambda match: f"[[{now(match['address'], named=True)}]]", text)


def _moved(file: Path, revision: Revision) -> Path:
    """A note goes where its article went."""
    if file.parent.name != "articles" or file.suffix != ".md" or not file.stem.isdigit():
        return file
    change = revision.by_old.get(str(int(file.stem)))
    return file.with_name(f"{int(change.new):02}.md") if change and change.new else file


def _write(body: Body, edition: Edition, texts: Mapping[Path, str]) -> None:
    folder, before = text_folder(body), body.editions.current
    own = folder / before.key
    (own / reading.TEXT).write_text(reading.as_toml(before), encoding="utf-8", newline="\n")
    if (folder / reading.EMENDED).is_file():
        (folder / reading.EMENDED).replace(own / reading.EMENDED)
    (folder / reading.TEXT).write_text(reading.as_toml(edition), encoding="utf-8", newline="\n")
    assert edition.apparatus is not None
    emended = reading.apparatus_as_toml(edition.apparatus, pasted.REASONS)
    (folder / reading.EMENDED).write_text(emended, encoding="utf-8", newline="\n")
    for file in written(body, HERE / "docs", HERE / "cases"):
        if file not in texts:
            file.unlink()
    for file, text in texts.items():
        file.write_text(text, encoding="utf-8", newline="\n")


# ---- What is left.


def mentions(texts: Mapping[Path, str], revision: Revision) -> Iterator[Place]:
    """Words that name a provision which is another one now, or none; whether they mean this text, a person knows."""
    other = {each: now for each, now in revision.by_old.items() if now.new != each}
    names = {name(address): change for address, change in other.items()}
    for file, text in texts.items():
        own = _in_note(file, other)
        for number, line in enumerate(text.splitlines(), start=1):
            for match in _CITED.finditer(line):
                change = names.get(match[0]) or own.get(match[0])
                if change:
                    became = f"现在是{name(change.new)}" if change.new else "现在没有了"
                    yield Place(file, number, f"写着“{match[0]}”；说的是本细则的话，{became}")


def _in_note(file: Path, other: Mapping[str, Change]) -> dict[str, Change]:
    """Within the notes of its own article an item is named without it."""
    if file.parent.name != "articles" or not file.stem.isdigit():
        return {}
    items = {address: change for address, change in other.items() if "(" in address}
    return {
        name(address).removeprefix(name(_article(address))): change
        for address, change in items.items()
        if _article(change.new or address) == str(int(file.stem))
    }


def show(body: Body) -> int:
    """What the last change did, and what is left of it."""
    if not body.editions.former:
        raise Problem("revise：只有一版，没有可以比的；要换新的条文，写 python3 build.py revise 文件 --from 日期。")
    revision = Revision(body.editions.former[-1].regulation, body.editions.current.regulation)
    for line in told(revision):
        say(line)
    return _report(left(body, HERE / "docs", HERE / "cases"), revision)


def _report(places: Iterable[Place], revision: Revision) -> int:
    new = [name(change.new) for change in revision.changes if change.fate is Fate.NEW and change.new]
    places = list(places)
    say("")
    if new:
        say(f"新的，还没有注释、规则的：{'、'.join(new)}")
    say(f"要人看的 {len(places)} 处：" if places else "没有别的要人看的。")
    for place in places:
        say(f"  {place}")
    if places:
        say(f"看过、改好一处，就去掉那里的“{MARK}…”，再运行 python3 build.py。")
    return 0
