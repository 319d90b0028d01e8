"""A check that many tests of a file use in turn: to start Python anew for each would take most of the time."""

from collections.abc import Iterator
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Browser, Playwright
from shared.check_reader import ADDRESS, SECOND, Reader

from devtools import drivers


def started(browser: Browser, address: str, **context: object) -> Iterator[Reader]:
    """At the page, in a context of its own, everything there for a blank form."""
    opened = browser.new_context(locale="zh-CN", **context)  # type: ignore[arg-type]
    yield Reader(opened.new_page(), address).ready().whole()
    opened.close()


@pytest.fixture(scope="module", params=["chromium", pytest.param("firefox", marks=pytest.mark.needs("firefox"))])
def driver(
    request: pytest.FixtureRequest, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[drivers.Driver]:
    """A browser as a reader has it."""
    profile = tmp_path_factory.mktemp("profile")
    launched: AbstractContextManager[drivers.Driver] = (
        drivers.firefox(profile) if request.param == "firefox" else drivers.chromium(playwright, profile)
    )
    with launched as started:
        yield started


@pytest.fixture(scope="module")
def first_check(browser: Browser, site_url: str) -> Iterator[Reader]:
    yield from started(browser, site_url + ADDRESS)


@pytest.fixture(scope="module")
def second_check(browser: Browser, site_url: str) -> Iterator[Reader]:
    yield from started(browser, site_url + SECOND)


@pytest.fixture(scope="module")
def small_phone(browser: Browser, site_url: str) -> Iterator[Reader]:
    phone = {"viewport": {"width": 360, "height": 640}, "is_mobile": True, "has_touch": True}
    yield from started(browser, site_url + ADDRESS, **phone)
