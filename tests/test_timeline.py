"""The timeline: every term in its lane, at its days, within the canvas; no colour needed to read it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from lxml import etree

from checker.deadlines import deadlines
from checker.matter import DATES, Matter, read_matters
from checker.view.timeline import EDGE, WIDTH, TimelineJson, as_svg, timeline

FILE = Path(__file__).parent / "deadlines" / "a09.toml"
MATTERS = read_matters(FILE.read_text(encoding="utf-8"), toml=True)
SVG = "{http://www.w3.org/2000/svg}"


def _drawn(matter: Matter) -> TimelineJson | None:
    return timeline(deadlines(matter, matter.today or date(2025, 7, 1)))


def _shown(matter: Matter) -> TimelineJson:
    model = _drawn(matter)
    assert model is not None
    return model


@pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter.title)
def test_each_term_that_has_begun_has_its_lane_and_all_of_it_lies_on_the_canvas(matter: Matter) -> None:
    result = deadlines(matter, matter.today or date(2025, 7, 1))
    terms = [term for term in result["terms"] if term["last"] and term["status"] not in ("not-owed", "not-begun")]
    model = timeline(result)
    if not terms:
        assert model is None
        return
    assert model is not None
    assert [lane["term"] for lane in model["lanes"]] == [term["term"] for term in terms]
    for lane, term in zip(model["lanes"], terms, strict=True):
        bar = lane["bar"]
        assert EDGE <= bar["x"] < bar["x"] + bar["width"] <= WIDTH - EDGE
        assert len(lane["gaps"]) == len(term["left_out"])
        for gap in lane["gaps"]:
            assert bar["x"] - 0.01 <= gap["x"] and gap["x"] + gap["width"] <= bar["x"] + bar["width"] + 0.01
        assert (lane["tail"] is not None) == (term["latest"] != term["last"])
        assert (lane["done"] is not None) == (term["finished"] is not None)
        words = " ".join(label["text"] for label in lane["labels"])
        last = date.fromisoformat(str(term["last"]))
        assert term["title"] in words and f"{last.month}月{last.day}日" in words
        assert ("暂定" in words) == term["provisional"]
        assert ("✗" in words) == (term["status"] in ("late", "overdue") and term["binding"])
        assert all(0 <= label["x"] <= WIDTH and label["y"] <= model["height"] for label in lane["labels"])
    tops = [lane["y"] for lane in model["lanes"]]
    assert tops == sorted(set(tops))


def test_a_day_is_as_wide_everywhere_and_later_days_stand_further_right() -> None:
    model = _shown(
        Matter({DATES["received"]: date(2025, 6, 9), DATES["accepted"]: date(2025, 6, 23)}, date(2025, 6, 25))
    )
    first, second = model["lanes"]
    day = first["bar"]["width"] / 22  # 9 to 30 June, both included
    assert first["bar"]["x"] + 14 * day == pytest.approx(second["bar"]["x"], abs=0.05)
    assert first["done"] == pytest.approx(second["bar"]["x"], abs=0.05)
    assert model["today"] == pytest.approx(second["bar"]["x"] + 2 * day, abs=0.05)
    assert first["gaps"][0]["width"] == pytest.approx(2 * day, abs=0.05)


def test_today_is_drawn_only_where_it_lies_on_the_canvas() -> None:
    dates = {DATES["received"]: date(2025, 6, 9)}
    assert _shown(Matter(dates, date(2025, 6, 20)))["today"] is not None
    assert _shown(Matter(dates, date(2026, 6, 20)))["today"] is None


def test_every_month_is_named_once_where_it_begins() -> None:
    model = _shown(Matter({DATES["received"]: date(2025, 12, 15)}, date(2025, 12, 20)))
    assert [tick["label"] for tick in model["months"]] == ["2025年12月", "2026年1月"]
    assert model["months"][0]["x"] == EDGE
    short = _shown(Matter({DATES["received"]: date(2026, 4, 1)}, date(2026, 4, 2)))
    assert [tick["label"] for tick in short["months"]] == ["", "2026年4月", ""], "no room for two days of March"


@pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter.title)
def test_no_words_of_a_lane_lie_over_each_other(matter: Matter) -> None:
    model = _drawn(matter)
    for lane in model["lanes"] if model else ():
        spans: dict[float, list[tuple[float, float]]] = {}
        for label in lane["labels"]:
            width = sum(13 if char > "\u2000" else 8 for char in label["text"])
            start = label["x"] if label["anchor"] == "start" else label["x"] - width
            spans.setdefault(label["y"], []).append((start, start + width))
        for (_, end), (start, _) in spans.values():
            assert end <= start + 0.01


def test_a_year_in_which_much_is_open_is_still_drawn() -> None:
    model = _shown(
        Matter({DATES["received"]: date(2027, 12, 20), DATES["accepted"]: date(2028, 3, 1)}, date(2028, 1, 1))
    )
    assert len(model["lanes"]) == 2 and all(lane["tail"] for lane in model["lanes"])


@pytest.mark.parametrize("matter", MATTERS[::4], ids=lambda matter: matter.title)
def test_the_drawing_shows_what_the_model_says_and_says_it_in_words(matter: Matter) -> None:
    model = _drawn(matter)
    if model is None:
        return
    root = etree.fromstring(as_svg(model).encode())
    assert root.get("viewBox") == f"0 0 {WIDTH} {model['height']:g}" and root.get("role") == "img"
    assert root.findtext(f"{SVG}desc") == model["said"]
    bars = root.findall(f".//{SVG}rect[@class='bar']")
    assert [float(str(bar.get("x"))) for bar in bars] == pytest.approx(
        [lane["bar"]["x"] for lane in model["lanes"]], rel=1e-4
    )
    texts = [text.text for text in root.iter(f"{SVG}text")]
    for lane in model["lanes"]:
        assert {label["text"] for label in lane["labels"]} <= set(texts)
    assert not {"style", "script", "image", "a"} & {etree.QName(each).localname for each in root.iter()}


def test_what_is_drawn_ends_after_the_last_day_that_may_turn_out_to_be_the_end() -> None:
    matter = Matter({DATES["received"]: date(2026, 4, 1)}, date(2026, 4, 2))
    model = _shown(matter)
    (lane,) = model["lanes"]
    assert lane["tail"] is not None
    days = (date(2026, 4, 30) - date(2026, 4, 1)).days + 1 + 2 * 2
    assert lane["tail"]["x"] + lane["tail"]["width"] == pytest.approx(
        EDGE + (WIDTH - 2 * EDGE) * (days - 2) / days, abs=0.1
    )
    assert date(2026, 4, 30) - timedelta(7) == date(2026, 4, 23)
