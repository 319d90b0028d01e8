"""The answers as a text: what is pasted back is what was copied, and what was damaged is refused with its reason."""

import json
import random
import re
import zlib
from collections.abc import Callable, Mapping

import pytest

from checker.case import BadCase, read_chosen
from checker.saved import read_saved, save
from checker.verdict import MODEL

SIDES = {**dict.fromkeys(MODEL.readings, (True,)), "plan": (True,)}
CHOICES = {**dict.fromkeys(MODEL.facts, (True, False, "unknown")), **SIDES}


def saved(chosen: Mapping[str, object]) -> str:
    case, planned = read_chosen(json.dumps({"chosen": chosen}), MODEL)
    return save(case, planned=planned)


SOME = {"intent": False, "error": True, "loss": "unknown", "R7.4": True, "plan": True}


@pytest.mark.parametrize("seed", range(200))
def test_what_is_pasted_back_is_what_was_copied(seed: int) -> None:
    drawn = random.Random(seed)
    keys = drawn.sample(sorted(CHOICES), drawn.randint(0, len(CHOICES)))
    chosen = {key: drawn.choice(CHOICES[key]) for key in keys}
    read = read_saved(saved(chosen), MODEL)
    assert read.chosen == chosen and not read.left_out


def test_what_is_chosen_by_default_is_not_said() -> None:
    assert saved({"plan": False, "R7.4": False}) == saved({})


def test_it_is_short_and_names_nothing_but_keys() -> None:
    text = saved(SOME)
    assert text.splitlines()[:-1] == [
        "明界自查 1",
        "是 error",
        "否 intent",
        "不清楚 loss",
        "另一种读法 R7.4",
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
        lambda text: text.replace("1\n", "１\n"),
    ],
    ids=["in a letter", "quoted", "Windows", "one line", "every word a line", "wide spaces", "full width"],
)
def test_what_mail_and_messengers_do_to_it_does_not_matter(changed: Callable[[str], str]) -> None:
    assert read_saved(changed(saved(SOME)), MODEL).chosen == SOME


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "没有找到开头"),
        ("我的案例", "没有找到开头"),
        ("明界自查", "没有版本号"),
        ("明界自查 甲", "没有版本号"),
        ("明界自查 2\n核对 00000000", "第 2 版"),
        ("明界自查 1\n是 intent", "末尾"),
        ("明界自查 1\n是 intent\n核对", "核对数"),
        ("明界自查 1 " + "长" * 300_000, "300007 个字符"),
    ],
)
def test_what_is_no_saved_case_is_refused_in_one_line_with_what_to_do(text: str, says: str) -> None:
    with pytest.raises(BadCase) as refused:
        read_saved(text, MODEL)
    assert says in str(refused.value) and "\n" not in str(refused.value) and "请" in str(refused.value)


def test_no_word_can_be_lost_or_changed_unnoticed() -> None:
    words = saved(SOME).split()
    for at in range(2, len(words)):
        for damaged in ([*words[:at], *words[at + 1 :]], [*words[:at], "no_error", *words[at + 1 :]]):
            with pytest.raises(BadCase):
                read_saved(" ".join(damaged), MODEL)


def test_what_the_rules_no_longer_ask_is_named_and_the_rest_is_read() -> None:
    older = " ".join(["明界自查 1", "是 error a_question_of_old", "否 intent"])
    read = read_saved(f"{older} 核对 {zlib.crc32(older.encode()):08x}", MODEL)
    assert read.left_out == ("a_question_of_old",) and read.chosen == {"error": True, "intent": False}
