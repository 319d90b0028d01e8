"""Reading a case: what a person, or a file, says of the facts. Bad input gets one line that names the place."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from checker.engine.check import Check
from checker.engine.fields import (
    Answers,
    BadCase,
    Day,
    Field,
    Names,
    Text,
    kind,
    read_fields,
    refuse_unknown,
    short,
)
from checker.logic import Fact, Reading, Rule, Truth

if TYPE_CHECKING:
    from datetime import date

LONGEST = 200_000  # characters; a case with every answer given and a long story stays far below
DEEPEST = 20  # levels of brackets; a case has four at most
PLAN = "plan"
EXAMPLES = ("fits", "misses")
TEXTS = ("title", "story", "official", "differs", "source", "turns", "means")
"""What a case may say beside its answers: a sentence that names it, what happened, and for a published case what the
organ found, why our text may differ, and where it was published; for one that is shown at length, the address of the
provision on which it turns, and what that means for a reader."""


@dataclass(frozen=True, slots=True)
class Case:
    """Answers to facts, with what else its file says.

    ``readings`` are those whose alternative is taken; ``expect`` is the possible verdicts that its author expects,
    ``poles`` how poles of article 6, by their words, are expected to stand, ``follows`` how the duties are, by the
    titles of their rules. ``fits`` and ``misses`` are the addresses of provisions that the case, told as a story, is an
    example of; ``day`` is when it happened, None where that is not said.
    """

    answers: Mapping[Fact, Truth]
    texts: Mapping[str, str]
    readings: tuple[Reading, ...] = ()
    expect: tuple[str, ...] | None = None
    poles: Mapping[Rule, Truth] = field(default_factory=dict)
    follows: Mapping[Rule, Truth] = field(default_factory=dict)
    fits: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    day: date | None = None


def decode(content: bytes) -> str:
    """UTF-8 text, with or without a byte order mark. Raises BadCase."""
    try:
        return content.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        raise BadCase(f"第 {error.start + 1} 个字节：不是 UTF-8 文字；请用 UTF-8 编码另存") from None


def read_case(text: str, check: Check) -> Case:
    """The one case of a JSON document. Raises BadCase."""
    cases = read_cases(text, check, toml=False)
    if len(cases) != 1:
        raise BadCase(f"case：这里一次只看一个案例，给了 {len(cases)} 个")
    return cases[0]


def read_cases(text: str, check: Check, toml: bool | None = None) -> tuple[Case, ...]:
    """The cases of a document: one case, or a list of them under ``case``.

    ``defaults`` beside the list are answers that hold for each case that does not say otherwise. ``toml`` says the
    format; None tells it from the first character. Raises BadCase.
    """
    document = parse(text, "answers", toml)
    if "case" not in document:
        return (_case(document, check, ""),)
    refuse_unknown(document, ("case", "defaults"), "")
    entries = document["case"]
    if not isinstance(entries, list):
        raise BadCase(f"case：应当是案例的列表，这里是{kind(entries)}")
    if not entries:
        raise BadCase("case：是空的，一个案例也没有；请至少写一个")
    answers = Answers(check.model.facts, listed("facts", check))
    defaults = answers.read(document.get("defaults", {}), "defaults")
    cases = (_case(entry, check, f"case[{number}].") for number, entry in enumerate(entries, start=1))
    return tuple(replace(case, answers={**defaults, **case.answers}) for case in cases)


def parse(text: str, least: str, toml: bool | None = None) -> dict[str, Any]:
    """The object that a document is; ``least`` is the key that it has at least. Raises BadCase."""
    if len(text) > LONGEST:
        raise BadCase(f"全文：有 {len(text)} 个字符，一份案例最多 {LONGEST} 个；请检查是不是放错了文件")
    if not text.strip():
        raise BadCase(f'全文：文件是空的；至少要有 {least}（JSON 写 {{"{least}": {{}}}}，TOML 写 [{least}]）')
    guessed = toml is None
    if toml is None:
        toml = not text.lstrip().startswith("{")
    document = _parse_toml(text, guessed) if toml else parse_json(text)
    if not isinstance(document, dict):
        raise BadCase(f'全文：应当是一个对象，这里是{kind(document)}；请写成 {{"{least}": {{…}}}}')
    return document


def case_fields(check: Check) -> tuple[Field, ...]:
    """What a case may say: the reader, the messages and the schema (`checker.api.schema`) come from these."""
    model = check.model
    places = Names([each.address for each in check.text], "python3 -m checker standing")
    return (
        *(Field(key, Text()) for key in TEXTS),
        Field(
            "answers",
            Answers(
                model.facts,
                listed("facts", check),
                lambda fact: {"title": fact.statement, "description": fact.question},
            ),
            missing="一个案例至少要有 answers，没有回答就写成空的",
        ),
        *(
            Field(key, places, needs=("story", f"写了 {key} 的案例要有 story，讲清楚是一件什么事；请补上"))
            for key in EXAMPLES
        ),
        Field("readings", Names(model.readings, listed("readings", check))),
        Field("poles", Answers(model.poles, listed("rules", check))),
        Field("follows", Answers(model.owed, listed("duties", check))),
        Field("expect", Names(model.outcomes)),
        Field("day", Day()),
    )


def _case(entry: object, check: Check, place: str) -> Case:
    read = read_fields(entry, case_fields(check), place, "一个案例")
    return Case(
        answers=read["answers"],
        texts={key: read[key] for key in TEXTS if key in read},
        readings=tuple(check.model.readings[key] for key in read.get("readings", ())),
        expect=read.get("expect"),
        poles=read.get("poles", {}),
        follows=read.get("follows", {}),
        day=read.get("day"),
        **{key: read.get(key, ()) for key in EXAMPLES},
    )


def listed(what: str, check: Check) -> str:
    """The command that lists it."""
    return f"python3 -m checker {what} --check {check.key}"


_MEANT = {
    "Expecting value": "这里要有一个值",
    "Expecting property name": "这里要有一个加双引号的键",
    "Expecting ':'": "键后面要有冒号",
    "Expecting ','": "这里要有逗号，或者括号没有写完",
    "Illegal trailing comma": "末尾多了逗号",
    "Unterminated string": "引号不成对",
    "Invalid control character": "引号里有换行或者控制字符",
    "Invalid \\": "反斜杠写错了",
    "Extra data": "后面多了东西",
}
"""What Python's parser says in English."""


def parse_json(text: str) -> object:
    if text.count("[") + text.count("{") > DEEPEST and _depth(text) > DEEPEST:
        raise BadCase("全文：JSON 嵌套太深；一个案例只有两层，请检查括号")
    try:
        return json.loads(text, object_pairs_hook=without_repeats)
    except json.JSONDecodeError as error:
        meant = next((meant for start, meant in _MEANT.items() if error.msg.startswith(start)), "读不懂")
        raise BadCase(
            f"第 {error.lineno} 行第 {error.colno} 列：JSON 写错了，{meant}；请检查引号、逗号和括号"
        ) from None
    except BadCase:
        raise
    except ValueError:
        raise BadCase("全文：JSON 里有太长的数字；这里用不着，请检查") from None


def _depth(text: str) -> int:
    """How deep the brackets nest. Asked before parsing: where Python runs in WebAssembly, deep recursion is fatal."""
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", re.sub(r'"(?:[^"\\]|\\.)*"', "", text)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The members of a JSON object. Raises BadCase where two have the same key."""
    values = dict(pairs)
    if len(values) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise BadCase(f"{short(key)}：写了两次；请留一个")
            seen.add(key)
    return values


def _parse_toml(text: str, guessed: bool) -> object:
    import tomllib  # here, as in checker.text

    from checker.text.toml_errors import complaint

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        json_ = "；要写 JSON，就以 { 开头" if guessed and "=" not in text else ""
        raise BadCase(f"{complaint(error, text)}{json_}") from None
    except (RecursionError, ValueError):
        raise BadCase("全文：TOML 嵌套太深或者数字太长；一个案例只有两层") from None
