"""What the page carries: only what is used, the same bytes each time, colours that can be read."""

import io
import os
import re
import zipfile

import pytest
from shared.check_reader import unpacked

from builder import ROOT, wheel
from builder.check_page import SOURCES
from builder.runtime import fast, tables
from builder.runtime.passes import PASSES, NotApplied
from builder.runtime.published import Published
from builder.runtime.settings import INSTALLED
from builder.runtime.split_profile import made
from checker.regulations.xishuangbanna import BODY


def test_the_library_is_bytecode_of_what_is_used_with_one_date() -> None:
    with zipfile.ZipFile(io.BytesIO(unpacked("library"))) as library:
        names, dates = set(library.namelist()), {entry.date_time for entry in library.infolist()}
    assert dates == {wheel.DATE}
    assert {
        "json/decoder.pyc",
        "traceback.pyc",
        "checker/api/bridge.pyc",
        "checker/regulations/xishuangbanna/text/regulation.toml",
    } <= names
    assert not {name for name in names if name.endswith(".py")}
    assert not {name for name in names if name.startswith(("unittest/", "tkinter/", "http/", "pydoc"))}
    assert len(names) < 280


def test_no_path_of_this_machine_is_in_the_bytecode() -> None:
    with zipfile.ZipFile(io.BytesIO(unpacked("library"))) as library:
        for name in library.namelist():
            assert os.fsencode(ROOT) not in library.read(name), name


def test_two_builds_give_the_same_bytes() -> None:
    """The lib is trimmed by a measurement, which must not waver; nor may the memory with the checker in it."""
    known = made().known
    again = fast.make(Published(INSTALLED), BODY, tuple(PASSES))
    assert again.told == {"snapshot": known.snapshot, "frozen": known.frozen}
    assert again.parts == {name: unpacked(name) for name in ("snapshot", "later", "frozen", "library")}


def test_the_parts_stay_small() -> None:
    sizes = {name: len(content) for name, content in made().parts.items()}
    assert sizes["library"] < 790_000
    assert sizes["later"] < 220_000
    assert sizes["wasm"] + sizes["snapshot"] < 3_020_000


def test_tables_are_left_out_only_of_the_machine_in_which_they_were_found() -> None:
    machine = Published(INSTALLED).machine
    emptied = tables.without(machine)
    assert emptied != machine
    with pytest.raises(NotApplied, match=r"tables\.toml"):
        tables.without(emptied)


@pytest.mark.parametrize("style", ["top.css", "frame.css"])
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_the_colours_contrast(style: str, scheme: int) -> None:
    blocks = re.findall(r":root \{(.*?)\}", (SOURCES / style).read_text(encoding="utf-8"), re.DOTALL)
    colours = dict(re.findall(r"--([a-z]+): #([0-9a-f]+)", blocks[scheme]))
    grounds = [name for name in ("paper", "card", "wash") if name in colours]
    pairs = [
        (ink, ground) for ink in ("ink", "faint", "accent", "yes", "no", "open") if ink in colours for ground in grounds
    ]
    pairs += [("ink", "mark")] + ([("on", "accent")] if "on" in colours else [])
    for ink, ground in pairs:
        light, dark = sorted((_luminance(colours[ink]), _luminance(colours[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    digits = colour if len(colour) == 6 else "".join(2 * digit for digit in colour)
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
