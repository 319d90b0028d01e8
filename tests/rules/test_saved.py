"""The answers as a text: what is pasted back is what was copied, and what was damaged is refused with its reason."""

import random
import re
import zlib
from collections.abc import Callable, Mapping
from types import MappingProxyType

import pytest

from checker.api.choices import chosen_case
from checker.engine.check import Check
from checker.engine.fields import BadCase
from checker.engine.saved import Saved, read_saved, save
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.checks.accusation import ACCUSATION
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE

MODEL = TOLERANCE.model

DAYS = ("applied", "received", "received.2", "today")
SWITCHES = ("R9.first", "R9.usual")
SIDES = {**dict.fromkeys(MODEL.readings, ("yes",)), "plan": ("yes",)}
CHOICES = {**dict.fromkeys(MODEL.facts, ("yes", "no", "unknown")), **SIDES}


COURSE = {**dict.fromkeys(DAYS, ("unknown", "2026-11-03", "2027-01-05")), **dict.fromkeys(SWITCHES, ("yes",))}
NONE: Mapping[str, str] = MappingProxyType({})


def saved(chosen: Mapping[str, str], course: Mapping[str, str] = NONE, check: Check = TOLERANCE) -> str:
    case, planned = chosen_case(chosen, check)
    return save(case, check, course, planned=planned)


def read(text: str, check: Check = TOLERANCE) -> Saved:
    return read_saved(text, check, DAYS, SWITCHES)


SOME = {"intent": "no", "error": "yes", "loss": "unknown", "R7.4": "yes", "plan": "yes"}
SOME_COURSE = {
    "received": "2026-11-03",
    "received.2": "2027-01-05",
    "applied": "unknown",
    "R9.first": "yes",
}


@pytest.mark.parametrize("seed", range(200))
def test_what_is_pasted_back_is_what_was_copied(seed: int) -> None:
    drawn = random.Random(seed)
    keys = drawn.sample(sorted(CHOICES), drawn.randint(0, len(CHOICES)))
    chosen = {key: drawn.choice(CHOICES[key]) for key in keys}
    course = {key: drawn.choice(COURSE[key]) for key in drawn.sample(sorted(COURSE), drawn.randint(0, len(COURSE)))}
    back = read(saved(chosen, course))
    assert back.chosen == chosen and back.course == course and not back.left_out


@pytest.mark.parametrize(("check", "other"), [(TOLERANCE, ACCUSATION), (ACCUSATION, TOLERANCE)], ids=BODY.made_checks)
def test_the_text_of_one_check_is_refused_by_the_other_which_says_whose_it_is(check: Check, other: Check) -> None:
    facts = list(check.model.facts)[:3]
    chosen = {**dict.fromkeys(facts, "yes"), next(iter(check.model.readings)): "yes"}
    text = saved(chosen, check=check)
    assert read(text, check).chosen == chosen
    with pytest.raises(BadCase) as refused:
        read(f"你看看：\n> {text}", other)
    assert f"“明界{check.called}”存下的" in str(refused.value) and f"“明界{other.called}”" in str(refused.value)


def test_what_cannot_be_planned_is_not_put_back_as_a_plan() -> None:
    text = " ".join(["明界举报自查 1", "是 accepted", "还在打算"])
    back = read(f"{text} 核对 {zlib.crc32(text.encode()):08x}", ACCUSATION)
    assert back.chosen == {"accepted": "yes"} and back.left_out == ("还在打算",)
    with pytest.raises(BadCase, match=r"chosen\.plan"):
        chosen_case({"plan": "yes"}, ACCUSATION)


def test_what_is_chosen_by_default_is_not_said() -> None:
    assert saved({"plan": "no", "R7.4": "no"}) == saved({})


def test_it_is_short_and_names_nothing_but_keys() -> None:
    text = saved(SOME, SOME_COURSE)
    assert text.splitlines()[:-1] == [
        "明界自查 2",
        "是 error",
        "否 intent",
        "不清楚 loss",
        "另一种读法 R7.4 R9.first",
        "日期 applied=unknown received=2026-11-03 received.2=2027-01-05",
        "还在打算",
    ]
    everything = saved({key: choices[0] for key, choices in CHOICES.items()})
    assert len(everything) < 4000


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: "你看看这个：\n\n" + text + "\n\n发自手机",
        lambda text: re.sub("^", "> ", text, flags=re.MULTILINE),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", " "),
        lambda text: text.replace(" ", "\n"),
        lambda text: text.replace(" ", "\u3000"),
        lambda text: text.replace("2\n", "２\n").replace("=", "＝"),
    ],
    ids=["in a letter", "quoted", "Windows", "one line", "every word a line", "wide spaces", "full width"],
)
def test_what_mail_and_messengers_do_to_it_does_not_matter(changed: Callable[[str], str]) -> None:
    back = read(changed(saved(SOME, SOME_COURSE)))
    assert back.chosen == SOME and back.course == SOME_COURSE


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "没有找到开头"),
        ("我的案例", "没有找到开头"),
        ("明界自查", "没有版本号"),
        ("明界自查 甲", "没有版本号"),
        ("明界自查 3\n核对 00000000", "第 3 版"),
        ("明界自查 1\n是 intent", "末尾"),
        ("明界自查 1\n是 intent\n核对", "核对数"),
        ("明界自查 1 " + "长" * 300_000, "300007 个字符"),
    ],
)
def test_what_is_no_saved_case_is_refused_in_one_line_with_what_to_do(text: str, says: str) -> None:
    with pytest.raises(BadCase) as refused:
        read(text)
    assert says in str(refused.value) and "\n" not in str(refused.value) and "请" in str(refused.value)


def test_no_word_can_be_lost_or_changed_unnoticed() -> None:
    words = saved(SOME, SOME_COURSE).split()
    for at in range(2, len(words)):
        for damaged in ([*words[:at], *words[at + 1 :]], [*words[:at], "no_error", *words[at + 1 :]]):
            with pytest.raises(BadCase):
                read(" ".join(damaged))


def test_what_the_rules_no_longer_ask_is_named_and_the_rest_is_read() -> None:
    older = " ".join(["明界自查 1", "是 error a_question_of_old", "否 intent"])
    back = read(f"{older} 核对 {zlib.crc32(older.encode()):08x}")
    assert back.left_out == ("a_question_of_old",) and back.chosen == {"error": "yes", "intent": "no"}
    newer = " ".join(["明界自查 2", "日期 received=2026-11-03 once=2026-11-04 applied=soon"])
    back = read(f"{newer} 核对 {zlib.crc32(newer.encode()):08x}")
    assert back.left_out == ("once=2026-11-04", "applied=soon") and back.course == {"received": "2026-11-03"}
