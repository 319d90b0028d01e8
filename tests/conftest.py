"""What the tests share: the built site on a real server, a real browser; and no test passes by not running.

What a machine cannot run (devtools/limits.py) is listed at the end with the reason, and is a failure under `--strict`.
"""

import signal
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from builder.serve import SITE, Handler, listen, serving
from devtools.browser import launch
from devtools.limits import unmet

settings.register_profile("short", deadline=None, database=None)
settings.register_profile("long", deadline=None, database=None, max_examples=5000)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`build.py test --long`."""
    parser.addoption("--long", action="store_true", help="many more examples for each property")
    parser.addoption("--strict-needs", action="store_true", help="what this machine cannot run is a failure")


def pytest_configure(config: pytest.Config) -> None:
    """Choose how many examples each property gets, and hear an interrupt.

    A shell starts what it runs in the background deaf to it, which every process started here would inherit.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    settings.load_profile("long" if config.getoption("--long") else "short")


def pytest_make_parametrize_id(val: object) -> str | None:
    """With its escaping switched off, pytest cannot name bytes."""
    return ascii(val)[:40] if isinstance(val, bytes) else None


LIMITED = "needs, and this machine has not: "


def needing(need: str, config: pytest.Config) -> None:
    """Goes no further where this machine has not what is needed."""
    if why := unmet(need):
        assert not config.getoption("--strict-needs"), f"{need}: {why}"
        pytest.skip(f"{LIMITED}{why}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """For what is marked so."""
    for mark in item.iter_markers("needs"):
        for need in mark.args:
            needing(need, item.config)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The tests that did not run, by what they need."""
    lines: dict[str, list[str]] = {}
    for report in terminalreporter.stats.get("skipped", []):
        _, _, why = str(report.longrepr[2]).partition(LIMITED)
        lines.setdefault(why, []).append(report.nodeid)
    for why, names in lines.items():
        terminalreporter.write_line(f"没有运行 {len(names)} 个测试，{why}：")
        for name in names:
            terminalreporter.write_line(f"  {name}")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A skipped test, or one expected to fail, has failed; but for what this machine cannot run."""
    report = yield
    limited = report.skipped and LIMITED in str(report.longrepr) and not item.config.getoption("--strict-needs")
    if not limited and (report.skipped or hasattr(report, "wasxfail")):
        report.longrepr = f"skip and xfail are not allowed here: {getattr(report, 'wasxfail', report.longrepr)}"
        report.outcome = "failed"
        report.__dict__.pop("wasxfail", None)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole file."""
    report = yield
    if report.skipped:
        report.longrepr = f"skip is not allowed here: {report.longrepr}"
        report.outcome = "failed"
    return report


@pytest.fixture(scope="session")
def long(pytestconfig: pytest.Config) -> bool:
    """Whether the long run was asked for."""
    return bool(pytestconfig.getoption("--long"))


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site's folder."""
    assert (SITE / "index.html").is_file(), "site/ has not been built: run python3 build.py"
    return SITE


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """The built site's address, without a slash at the end."""
    with serving(listen(Handler, 0, site)) as url:
        yield url


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives the browser."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A real Chromium, without a window."""
    chromium = launch(playwright)
    yield chromium
    chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that shares nothing with another test's."""
    context = browser.new_context(locale="zh-CN")
    yield context.new_page()
    context.close()
