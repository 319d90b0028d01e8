"""axe-core finds nothing on any page: in the light and in the dark, on a desk and on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page
from shared.check_reader import ADDRESS, SECOND

from builder.core import environment

AXE = environment.STEP.path / "axe-core" / "axe.min.js"
ALL: dict[str, object] = {"resultTypes": ["violations"]}
COLOURS: dict[str, object] = {**ALL, "runOnly": ["color-contrast", "link-in-text-block"]}
DARK, PHONE = "prefers-color-scheme: dark", "max-width: 400px"
LONGEST = ("articles/07.html", "articles/09.html")


@pytest.fixture(scope="module", params=[("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)], ids=str)
def view(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    scheme, width = request.param
    context = browser.new_context(
        locale="zh-CN", color_scheme=scheme, viewport={"width": width, "height": 800}, has_touch=width < 400
    )
    context.add_init_script(path=AXE)
    yield context.new_page()
    context.close()


def faults(view: Page | Frame, options: dict[str, object] = ALL) -> list[str]:
    """What axe-core finds on the page as it stands now, a line for each element."""
    found = view.evaluate("options => axe.run(document, options).then(({violations}) => violations)", options)
    return [f"{fault['id']}: {node['html'][:160]}" for fault in found for node in fault["nodes"]]


def test_axe_finds_nothing_on_any_page(view: Page, site: Path, site_url: str) -> None:
    dark, phone = (view.evaluate(f"matchMedia('({query})').matches") for query in (DARK, PHONE))
    found = []
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        if phone and path.startswith("articles/") and path not in LONGEST:
            continue  # made by one template, they differ in their words
        view.goto(f"{site_url}/{path}", wait_until="domcontentloaded" if path.startswith("check/") else "load")
        view.locator("details").evaluate_all("all => all.forEach(each => (each.open = true))")
        # The schemes differ in their colours alone; all else has been looked at in the light.
        found += [f"{path}: {line}" for line in faults(view, COLOURS if dark else ALL)]
    assert not found, "\n".join(found)


def test_axe_finds_nothing_on_what_opens(view: Page, site_url: str) -> None:
    view.goto(f"{site_url}/articles/07.html")
    view.locator("a.term").first.focus()
    view.locator(".meaning").wait_for()
    view.locator("#a7-i3 .permalink").click()
    view.locator(".copying").wait_for()
    assert faults(view) == []
    view.goto(f"{site_url}/text.html")
    view.get_by_text("带注释", exact=True).click()
    view.locator("#n7").wait_for()
    view.get_by_label("字号").select_option("特大字")
    assert faults(view) == []


@pytest.mark.parametrize("address", [ADDRESS, SECOND])
def test_axe_finds_nothing_in_a_check(view: Page, site_url: str, address: str) -> None:
    view.goto(site_url + address)
    view.locator("#verify > summary").click()
    frame, verify = view.main_frame.child_frames
    frame.locator("main .now button").first.wait_for(timeout=60_000)
    verify.locator("#try").click()
    verify.locator("#lines .lacks").last.wait_for()
    # The heading of the first degree stands in the page around them.
    within = {**ALL, "rules": {"page-has-heading-one": {"enabled": False}}}
    assert faults(view.main_frame) + faults(frame, within) + faults(verify, within) == []
