"""The two sets of queries are what they say they are: real provisions, all covered, half without the text's words."""

import re
import tomllib
from typing import Any

import pytest

from builder import ROOT
from checker.regulations.xishuangbanna.text import REGULATION, provision
from checker.text import article_of

SETS = {"golden": 120, "apart": 60}


def queries(which: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((ROOT / f"tests/search/{which}.toml").read_text("utf-8"))["query"]
    return found


@pytest.mark.parametrize(("which", "least"), SETS.items())
def test_each_query_names_provisions_that_exist_and_half_have_no_phrase_of_the_text(which: str, least: int) -> None:
    found = queries(which)
    assert len(found) >= least
    for query in found:
        assert query.keys() == {"words", "answers", "own"} and query["words"].strip() and query["answers"]
        for address in query["answers"]:
            provision(address)
    assert sum(not query["own"] for query in found) * 2 >= len(found)
    assert {article_of(address) for query in found for address in query["answers"]} == set(range(1, 17))


def test_what_is_said_to_have_no_phrase_of_the_text_has_none_of_five_characters() -> None:
    text = re.sub(r"[^\u4e00-\u9fff]", "", REGULATION.text)
    for which in SETS:
        for query in queries(which):
            words = re.sub(r"[^\u4e00-\u9fff]", "", query["words"])
            if not query["own"]:
                assert not any(words[i : i + 5] in text for i in range(len(words) - 4)), query["words"]


def test_together_they_ask_for_every_item_and_no_query_stands_in_both() -> None:
    every = [query for which in SETS for query in queries(which)]
    answered = {address for query in every for address in query["answers"]}
    assert {item.address for article in REGULATION.articles for item in article.items} <= answered
    words = [query["words"] for query in every]
    assert len(words) == len(set(words))
