"""The text: one copy, complete, and provably the source file but for the listed emendations."""

import hashlib
import re
from typing import cast

import pytest

from checker.regulations.xishuangbanna.text import EDITIONS, REGULATION, provision
from checker.text import Apparatus, UnknownProvision, anchor, name, numeral

APPARATUS = cast("Apparatus", EDITIONS.current.apparatus)
EMENDATIONS, KEPT = APPARATUS.emendations, APPARATUS.kept


def test_the_source_file_comes_back_when_every_emendation_is_undone() -> None:
    restored = APPARATUS.restore(REGULATION)
    assert hashlib.sha256(restored.encode()).hexdigest() == APPARATUS.source_sha256


def test_there_are_sixteen_articles_and_fifty_four_items_in_their_places() -> None:
    items = {article.number: len(article.items) for article in REGULATION.articles}
    assert list(items) == list(range(1, 17))
    assert {n: count for n, count in items.items() if count} == {
        5: 5,
        6: 9,
        7: 9,
        8: 11,
        9: 5,
        10: 5,
        11: 3,
        13: 3,
        14: 4,
    }
    assert [len(article.paragraphs) for article in REGULATION.articles] == [1] * 11 + [2] + [1] * 4


def test_the_published_text_has_no_trace_of_what_was_emended() -> None:
    assert not re.search(r"[A-Za-z()  \t]", REGULATION.text)
    assert not re.search(r"\n\n", REGULATION.text)


def test_every_emendation_changes_something_in_a_provision_that_exists_and_says_why() -> None:
    for emendation in EMENDATIONS:
        assert emendation.read in provision(emendation.at).line
        assert emendation.stood != emendation.read
        assert emendation.why.endswith("。")


def test_what_was_kept_stands_in_its_provision() -> None:
    for kept in KEPT:
        assert kept.words in provision(kept.at).line


def test_every_provision_has_an_address_a_name_and_an_anchor_of_its_own() -> None:
    provisions = list(REGULATION)
    assert len(provisions) == 16 + 17 + 54
    for naming in (lambda p: p.address, lambda p: name(p.address), lambda p: anchor(p.address)):
        assert len({naming(p) for p in provisions}) == len(provisions)


@pytest.mark.parametrize(
    ("address", "cited", "id_"),
    [
        ("7", "第七条", "a7"),
        ("7(3)", "第七条第（三）项", "a7-i3"),
        ("8(11)", "第八条第（十一）项", "a8-i11"),
        ("12-2", "第十二条第二款", "a12-p2"),
    ],
)
def test_a_provision_is_cited_as_lawyers_cite_it(address: str, cited: str, id_: str) -> None:
    assert (name(address), anchor(address)) == (cited, id_)


@pytest.mark.parametrize("address", ["17", "7(10)", "12-3", "七", "7(3", "", "7(03)"])
def test_an_address_that_no_provision_bears_is_refused_with_the_nearest(address: str) -> None:
    with pytest.raises(UnknownProvision, match="最接近的是“"):
        provision(address)


def test_numerals_are_those_that_articles_bear() -> None:
    assert [numeral(n) for n in (1, 9, 10, 11, 16, 20, 21, 99)] == [
        "一",
        "九",
        "十",
        "十一",
        "十六",
        "二十",
        "二十一",
        "九十九",
    ]
