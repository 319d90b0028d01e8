"""Reading a case: what a person, or a file, says of the facts. Bad input gets one line that names the place."""

from __future__ import annotations

import difflib
import json
import re
from codecs import BOM_UTF8
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from checker.engine.check import Check
from checker.logic import Fact, Reading, Rule, Truth
from checker.text import Regulation

LONGEST = 200_000  # characters; a case with every answer given and a long story stays far below
DEEPEST = 20  # levels of brackets; a case has four at most
UNKNOWN = "unknown"
PLAN = "plan"
EXAMPLES = ("fits", "misses")
Subject = TypeVar("Subject", Fact, Rule)
TEXTS = ("title", "story", "official", "differs", "source", "turns", "means")
"""What a case may say beside its answers: a sentence that names it, what happened, and for a published case what the
organ found, why our text may differ, and where it was published; for one that is shown at length, the address of the
provision on which it turns, and what that means for a reader."""


class BadCase(ValueError):
    """Input that is no case; the message is one line for the person who wrote it."""


@dataclass(frozen=True, slots=True)
class Case:
    """Answers to facts, with what else its file says.

    ``readings`` are those whose alternative is taken; ``expect`` is the possible verdicts that its author expects,
    ``poles`` how poles of article 6, by their words, are expected to stand, ``follows`` how the duties are, by the
    titles of their rules. ``fits`` and ``misses`` are the addresses of provisions that the case, told as a story, is an
    example of.
    """

    answers: Mapping[Fact, Truth]
    texts: Mapping[str, str]
    readings: tuple[Reading, ...] = ()
    expect: tuple[str, ...] | None = None
    poles: Mapping[Rule, Truth] = field(default_factory=dict)
    follows: Mapping[Rule, Truth] = field(default_factory=dict)
    fits: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()


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


def read_chosen(text: str, check: Check) -> tuple[Case, bool]:
    """What a person has chosen on the page, ``{"chosen": {…}}``, and whether it is only a plan. Raises BadCase."""
    document = _parse_json(text)
    chosen = document.get("chosen") if isinstance(document, dict) else None
    if not isinstance(chosen, dict):
        raise BadCase(f"chosen：应当是“键 = 选择”的对照，这里是{kind(chosen)}")
    model = check.model
    refuse_unknown(
        chosen, [*model.facts, *model.readings, *([PLAN] if check.planned else [])], "chosen.", _LISTED["facts"]
    )
    sides = {key: value for key, value in chosen.items() if key not in model.facts}
    for key, value in sides.items():
        if not isinstance(value, bool):
            raise BadCase(f"chosen.{key}：只能是 true 或者 false，这里是{kind(value)}")
    answers = {key: value for key, value in chosen.items() if key in model.facts}
    taken = tuple(reading for key, reading in model.readings.items() if sides.get(key) is True)
    return Case(_answers(answers, model.facts, "chosen", ""), {}, taken), sides.get(PLAN) is True


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
    defaults = _answers(document.get("defaults", {}), check.model.facts, "defaults", _LISTED["facts"])
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
    document = _parse_toml(text, guessed) if toml else _parse_json(text)
    if not isinstance(document, dict):
        raise BadCase(f'全文：应当是一个对象，这里是{kind(document)}；请写成 {{"{least}": {{…}}}}')
    return document


def _case(entry: object, check: Check, place: str) -> Case:
    model = check.model
    if not isinstance(entry, dict):
        raise BadCase(f"{place.rstrip('.')}：应当是一个案例，这里是{kind(entry)}")
    refuse_unknown(entry, (*TEXTS, *EXAMPLES, "answers", "readings", "expect", "poles", "follows"), place)
    if "answers" not in entry:
        raise BadCase(f"{place}answers：没有这一项；一个案例至少要有 answers，没有回答就写成空的")
    return Case(
        answers=_answers(entry["answers"], model.facts, f"{place}answers", _LISTED["facts"]),
        texts={key: _text(entry[key], f"{place}{key}") for key in TEXTS if key in entry},
        readings=tuple(
            model.readings[key]
            for key in names(entry.get("readings", []), model.readings, f"{place}readings", _LISTED["readings"])
        ),
        expect=names(entry["expect"], model.outcomes, f"{place}expect") if "expect" in entry else None,
        poles=_answers(entry["poles"], model.poles, f"{place}poles", _LISTED["rules"]) if "poles" in entry else {},
        follows=_answers(entry["follows"], model.owed, f"{place}follows", _LISTED["duties"])
        if "follows" in entry
        else {},
        **{key: _example_of(entry, key, place, check.text) for key in EXAMPLES},
    )


_LISTED = {
    each: f"python3 -m checker {each}（第二种自查加 --check a13）" for each in ("facts", "readings", "rules", "duties")
}


def _answers(value: object, known: Mapping[str, Subject], place: str, listed: str) -> dict[Subject, Truth]:
    if not isinstance(value, dict):
        raise BadCase(f"{place}：应当是“事实 = 回答”的对照，这里是{kind(value)}")
    refuse_unknown(value, known, f"{place}.", listed)
    yes, no = Truth.YES, Truth.NO
    return {
        known[key]: yes if answer is True else no if answer is False else _answer(answer, place, key)
        for key, answer in value.items()
    }


def _answer(value: object, place: str, key: str) -> Truth:
    if value == UNKNOWN:
        return Truth.UNKNOWN
    raise BadCase(f'{place}.{key}：回答只能是 true（是）、false（否）或者 "{UNKNOWN}"（不清楚），这里是{kind(value)}')


def _text(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise BadCase(f"{place}：应当是文字，这里是{kind(value)}")
    return value


def _example_of(entry: Mapping[str, object], key: str, place: str, regulation: Regulation) -> tuple[str, ...]:
    """Addresses; what is an example of something must tell what happened."""
    addresses = names(
        entry.get(key, []), [each.address for each in regulation], f"{place}{key}", "python3 -m checker standing"
    )
    if key in entry and "story" not in entry:
        raise BadCase(f"{place}{key}：写了 {key} 的案例要有 story，讲清楚是一件什么事；请补上")
    return addresses


def names(value: object, known: Collection[str], place: str, listed: str = "") -> tuple[str, ...]:
    """A list of known names; ``listed``: the command that lists them. Raises BadCase."""
    if not isinstance(value, list):
        raise BadCase(f"{place}：应当是列表，这里是{kind(value)}")
    for entry in value:
        if not isinstance(entry, str) or entry not in known:
            raise BadCase(f"{place}：没有{kind(entry)}这一项；{_instead(entry, known, listed)}")
    return tuple(value)


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


def _parse_json(text: str) -> object:
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

    from checker.engine.toml_errors import complaint

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        json_ = "；要写 JSON，就以 { 开头" if guessed and "=" not in text else ""
        raise BadCase(f"{complaint(error, text)}{json_}") from None
    except (RecursionError, ValueError):
        raise BadCase("全文：TOML 嵌套太深或者数字太长；一个案例只有两层") from None
