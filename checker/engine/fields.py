"""The fields of an input format, each once: its reader, its messages and its schema come from the same value.

A kind reads a value (``read``, raising BadCase with the place) and says what it takes as JSON Schema (``schema``).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from checker.logic import Truth

if TYPE_CHECKING:
    from datetime import date

UNKNOWN = "unknown"
FIRST_YEAR, LAST_YEAR = 2000, 2099
Schema = dict[str, Any]
Subject = TypeVar("Subject")


class BadCase(ValueError):
    """Input that is no case; the message is one line for the person who wrote it."""


class Kind(Protocol):
    """What a field holds."""

    def read(self, value: object, place: str) -> Any:
        """The value as the program has it. Raises BadCase."""

    def schema(self) -> Schema:
        """What is taken."""


@dataclass(frozen=True, slots=True)
class Field:
    """``missing``: said where it is not there, for one that must be; ``needs``: another that must be there with it, and
    what is said where it is not.
    """

    key: str
    kind: Kind
    missing: str = ""
    needs: tuple[str, str] | None = None


def read_fields(entry: object, fields: Iterable[Field], place: str, thing: str) -> dict[str, Any]:
    """The fields that are there, by key. ``thing``: what the whole is, for a message. Raises BadCase."""
    if not isinstance(entry, dict):
        raise BadCase(f"{place.rstrip('.') or '全文'}：应当是{thing}，这里是{kind(entry)}")
    known = {field.key: field for field in fields}
    refuse_unknown(entry, known, place)
    for field in known.values():
        if field.missing and field.key not in entry:
            raise BadCase(f"{place}{field.key}：没有这一项；{field.missing}")
    read = {key: field.kind.read(entry[key], f"{place}{key}") for key, field in known.items() if key in entry}
    for key in read:
        needs = known[key].needs
        if needs and needs[0] not in entry:
            raise BadCase(f"{place}{key}：{needs[1]}")
    return read


def fields_schema(fields: Iterable[Field]) -> Schema:
    """Of an object that has them, and no others."""
    every = tuple(fields)
    schema: Schema = {"type": "object", "properties": {field.key: field.kind.schema() for field in every}}
    if required := [field.key for field in every if field.missing]:
        schema["required"] = required
    if dependent := {field.key: [field.needs[0]] for field in every if field.needs}:
        schema["dependentRequired"] = dependent
    return {**schema, "additionalProperties": False}


@dataclass(frozen=True, slots=True)
class Text:
    """Words. ``shown``: they go where half a character would be refused."""

    shown: bool = False

    def read(self, value: object, place: str) -> str:
        if not isinstance(value, str):
            raise BadCase(f"{place}：应当是文字，这里是{kind(value)}")
        if self.shown and any("\ud800" <= char <= "\udfff" for char in value):
            raise BadCase(f"{place}：有半个字符，显示不出来；请重新输入")
        return value

    def schema(self) -> Schema:
        return {"type": "string"}


@dataclass(frozen=True, slots=True)
class Day:
    """A date."""

    def read(self, value: object, place: str) -> date:
        return read_day(value, place)

    def schema(self) -> Schema:
        return {"type": "string", "format": "date"}


def read_day(value: object, place: str) -> date:
    """A date, as TOML has it or written 2027-01-05. Raises BadCase."""
    from datetime import date  # here, as a page brings dates late

    if value is None or value == "":
        raise BadCase(f"{place}：没有写日期；请写成 2027-01-05 的样子")
    if type(value) is not date:
        value = _written(value, place)
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise BadCase(f"{place}：{value} 不在 {FIRST_YEAR} 年到 {LAST_YEAR} 年之间；请检查年份")
    return value


def _written(value: object, place: str) -> date:
    from datetime import date

    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise BadCase(f"{place}：应当是日期，写成 2027-01-05 的样子，这里是{kind(value)}")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadCase(f"{place}：没有 {value} 这一天；请检查年、月、日") from None


@dataclass(frozen=True, slots=True)
class Names:
    """A list of names that are known; ``listed``: the command that lists them."""

    known: Collection[str]
    listed: str = ""

    def read(self, value: object, place: str) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise BadCase(f"{place}：应当是列表，这里是{kind(value)}")
        for entry in value:
            Name(self.known, self.listed).read(entry, place)
        return tuple(value)

    def schema(self) -> Schema:
        return {"type": "array", "items": Name(self.known).schema()}


@dataclass(frozen=True, slots=True)
class Name:
    """One name that is known."""

    known: Collection[str]
    listed: str = ""

    def read(self, value: object, place: str) -> str:
        if not isinstance(value, str) or value not in self.known:
            raise BadCase(f"{place}：没有{kind(value)}这一项；{_instead(value, self.known, self.listed)}")
        return value

    def schema(self) -> Schema:
        return {"enum": list(self.known)}


@dataclass(frozen=True, slots=True)
class Answers(Generic[Subject]):
    """By the key of each subject true, false or ``"unknown"``. ``said``: what the schema says of a subject."""

    known: Mapping[str, Subject]
    listed: str = ""
    said: Callable[[Subject], Schema] = lambda _: {}

    def read(self, value: object, place: str) -> dict[Subject, Truth]:
        if not isinstance(value, dict):
            raise BadCase(f"{place}：应当是“事实 = 回答”的对照，这里是{kind(value)}")
        refuse_unknown(value, self.known, f"{place}.", self.listed)
        yes, no = Truth.YES, Truth.NO
        return {
            self.known[key]: yes if answer is True else no if answer is False else _answer(answer, place, key)
            for key, answer in value.items()
        }

    def schema(self) -> Schema:
        answer = {"enum": [True, False, UNKNOWN]}
        return {
            "type": "object",
            "properties": {key: {**answer, **self.said(subject)} for key, subject in self.known.items()},
            "additionalProperties": False,
        }


@dataclass(frozen=True, slots=True)
class Keys:
    """An object of which only the keys are known; its values are somebody else's."""

    known: Collection[str]

    def read(self, value: object, place: str) -> dict[str, object]:
        if not isinstance(value, dict):
            raise BadCase(f"{place}：应当是对照，这里是{kind(value)}")
        refuse_unknown(value, self.known, f"{place}.")
        return value

    def schema(self) -> Schema:
        return {"type": "object", "propertyNames": {"enum": list(self.known)}}


@dataclass(frozen=True, slots=True)
class Object:
    """An object with fields of its own; reads as a mapping of those that are there."""

    fields: tuple[Field, ...]

    def read(self, value: object, place: str) -> dict[str, Any]:
        return read_fields(value, self.fields, f"{place}.", "对照")

    def schema(self) -> Schema:
        return fields_schema(self.fields)


def _answer(value: object, place: str, key: str) -> Truth:
    if value == UNKNOWN:
        return Truth.UNKNOWN
    raise BadCase(f'{place}.{key}：回答只能是 true（是）、false（否）或者 "{UNKNOWN}"（不清楚），这里是{kind(value)}')


def refuse_unknown(entry: Mapping[str, object], known: Iterable[str], place: str, listed: str = "") -> None:
    """Raises BadCase for a key that means nothing, with what can be written. ``listed``: the command that lists it."""
    for key in entry:
        if key not in known:
            raise BadCase(f"{place}{short(key)}：没有这一项；{_instead(key, known, listed)}")


def _instead(word: object, known: Iterable[str], listed: str) -> str:
    """The one that was meant, if one is near; else all there are, or where they are listed."""
    names = list(known)
    near = difflib.get_close_matches(str(word)[:80], names, n=1, cutoff=0.7)
    if near:
        return f"最接近的是 {near[0]}"
    return f"可以写的看 {listed}" if listed else f"可以写的有 {'、'.join(names)}"


def kind(value: object) -> str:
    """A value, as a message names it."""
    match value:
        case None:
            return "空值 null"
        case bool():
            return f"{str(value).lower()}"
        case int() | float():
            return f"数字 {short(str(value))}"
        case str():
            return f"文字“{short(value)}”"
        case list():
            return "列表"
        case dict():
            return "对象"
        case _:
            return f"{short(str(value))}"


def short(text: str) -> str:
    """Fit for one line: no control characters, no lone surrogates, not long."""
    clean = "".join(char if char.isprintable() else "�" for char in text[:40])
    return clean + ("…" if len(text) > 40 else "")
