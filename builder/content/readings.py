"""Every place of the text that can be read two ways: the switches of the model, and those of docs/readings.toml.

Those of the procedure are switches as well, of the deadlines; docs/readings.toml adds what each matters for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.content.tables import Entry, entries, nearest
from builder.core.console import Problem
from checker.body import Body
from checker.logic import Reading
from checker.text import Article, Paragraph, UnknownProvision, name

FILE = "readings.toml"


@dataclass(frozen=True, slots=True, eq=False)
class OpenReading(Reading):
    """One on which no verdict of the check turns, and which is no variable of the model; ``matters`` says what does."""

    matters: str


def read(docs: Path, body: Body) -> tuple[OpenReading, ...]:
    """Those of docs/readings.toml. Raises Problem where words do not stand in their provision."""
    found: dict[str, OpenReading] = {}
    if not (docs / FILE).is_file() and not _of_the_procedure(body):
        return ()
    for entry in entries(docs, FILE, "reading"):
        reading = _reading(entry, body)
        if reading.key in found or reading.key in body.readings:
            where = "自查的读法里" if reading.key in body.readings else "前面"
            raise entry.problem(f"“{reading.key}”{where}已经有了；请换一个 key，或者删去这一则。")
        found[reading.key] = reading
    for key in _of_the_procedure(body):
        if key not in found:
            raise Problem(f"docs/{FILE}：没有“{key}”；期限的读法也要写关系到什么，请加一则，只写 key 和 matters。")
    return tuple(found.values())


def _of_the_procedure(body: Body) -> Mapping[str, Reading]:
    return body.procedure.switches if body.procedure else {}


def by_provision(others: tuple[OpenReading, ...], body: Body) -> Mapping[str, tuple[Reading, ...]]:
    """All readings under the address of their provision, the switches of the model first."""
    found: dict[str, list[Reading]] = {}
    for reading in (*body.readings.values(), *others):
        found.setdefault(reading.provision, []).append(reading)
    return {address: tuple(group) for address, group in found.items()}


def _reading(entry: Entry, body: Body) -> OpenReading:
    fields = ("key", "provision", "words", "default", "alternative", "ground", "matters")
    switch = _of_the_procedure(body).get(entry.text("key"))
    if switch:
        entry.refuse_others(("key", "matters"))
        return OpenReading(
            switch.key,
            switch.provision,
            switch.words,
            switch.default,
            switch.alternative,
            switch.ground,
            entry.text("matters"),
        )
    entry.refuse_others(fields)
    reading = OpenReading(**{field: entry.text(field) for field in fields})
    try:
        place = body.text.provision(reading.provision)
    except UnknownProvision as error:
        raise entry.problem(f"“{reading.key}”的 provision：{error}。请改正。") from None
    text = place.text if isinstance(place, Article | Paragraph) else place.line
    if reading.words not in text:
        near = nearest(reading.words, [text[at : at + len(reading.words)] for at in range(len(text))])
        words = (
            f"“{reading.key}”的 words“{reading.words}”不是{name(reading.provision)}的原话；最接近的是“{near}”。请照抄。"
        )
        raise entry.problem(words)
    return reading
