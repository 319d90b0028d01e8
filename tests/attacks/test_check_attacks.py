"""Nothing leaves the check's worker: what works on the control is refused there, in both browsers, served or a file."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from attacks.ways import WAYS
from builder import ROOT
from devtools import attacks

CELLS = [(browser, scheme) for browser in attacks.BROWSERS for scheme in attacks.SCHEMES]
NEEDED = {"firefox": [pytest.mark.needs("firefox")]}
EACH = [pytest.param(*cell, marks=NEEDED.get(cell[0], [])) for cell in CELLS]


@pytest.fixture(scope="module")
def reports() -> Mapping[str, Any]:
    """The attempts on the control and on the check; the two pages differ by their protection alone."""
    return attacks.measure()


@pytest.mark.parametrize(("browser", "scheme"), EACH)
def test_nothing_gets_out_of_the_worker(reports: Mapping[str, Any], browser: str, scheme: str) -> None:
    assert not [escaped for escaped in attacks.escaped(reports[browser]) if escaped.startswith(scheme)]


@pytest.mark.parametrize(("browser", "scheme"), EACH)
@pytest.mark.parametrize("page", ["control", "check"])
def test_every_attempt_was_made(reports: Mapping[str, Any], browser: str, scheme: str, page: str) -> None:
    """A dead worker only looks safe."""
    outcomes = reports[browser]["outcomes"][scheme][page]
    assert not [way for way, each in outcomes.items() if not each["report"]]


@pytest.mark.parametrize(("browser", "scheme"), EACH)
def test_enough_ways_are_shown_to_work(reports: Mapping[str, Any], browser: str, scheme: str) -> None:
    shown = [way for way in reports[browser]["outcomes"][scheme]["control"] if proven(reports, browser, scheme, way)]
    assert len(shown) >= 60
    assert sum(not way.startswith("window") for way in shown) >= 40


def proven(reports: Mapping[str, Any], browser: str, scheme: str, way: str) -> bool:
    return attacks.proven(reports[browser], scheme, way)


@pytest.mark.parametrize(("browser", "scheme"), EACH)
def test_the_window_and_the_control_are_as_they_are_known(
    reports: Mapping[str, Any], browser: str, scheme: str
) -> None:
    """A change is looked at; when it is right, .build/attacks/expected.json takes the place of the committed one.

    What a browser does only when it has nothing else to do may be shown by the control or not; and a way out of the
    window may fail to get out, of the check or of the control, where the machine is busy. A new one may not get out.
    """
    known = json.loads(attacks.EXPECTED.read_text(encoding="utf-8"))[browser][scheme]
    found = attacks.found_in(reports[browser])[scheme]
    missing = known["window"].keys() - found["window"].keys()
    print(*(f"known, and did not get out this time: {way}" for way in sorted(missing)), sep="\n")
    assert found["window"] == {way: how for way, how in known["window"].items() if way not in missing}
    unproven = {way for way in found["unproven"] if not way.startswith("window")}
    assert unproven <= {*known["unproven"]}


@pytest.mark.needs("own network")
@pytest.mark.parametrize("browser", [pytest.param(name, marks=NEEDED.get(name, [])) for name in attacks.BROWSERS])
def test_names_that_are_looked_up_were_listened_to(reports: Mapping[str, Any], browser: str) -> None:
    """It takes a network of its own: `unshare`, as root or where users may have name spaces."""
    assert reports[browser]["named"]


def test_the_privacy_page_tells_these_figures() -> None:
    known = json.loads(attacks.EXPECTED.read_text(encoding="utf-8"))
    page = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    rows = {cells[1].strip()[:2]: cells for line in page.splitlines() if len(cells := line.split("|")) == 6}
    for words, window in (("推理", False), ("显示", True)):
        tried = sum((way.place == "window") == window for way in WAYS)
        unproven = [
            sum(way.startswith("window") == window for way in known[browser][scheme]["unproven"])
            for browser, scheme in CELLS
        ]
        assert [cell.strip() for cell in rows[words][2:4]] == [f"{tried} 种", f"至少 {tried - max(unproven)} 种"]
    out = {browser: {len(known[browser][scheme]["window"]) for scheme in attacks.SCHEMES} for browser in known}
    said = "，".join(
        f"{browser.capitalize()} {'～'.join(map(str, sorted(numbers)))} 种" for browser, numbers in out.items()
    )
    assert rows["显示"][4].strip() == said
