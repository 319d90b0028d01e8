"""What an article's page costs a reader: everything that a real browser asks for until it rests, compressed."""

import gzip
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from builder.serve import Handler, listen, serving

LIMIT = 200 * 1024
TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}


class Counting(Handler):
    """Remembers every path that was asked for, by whomever: page, worker or style."""

    asked: list[str] = []  # noqa: RUF012 - each test's own class has its own

    def do_GET(self) -> None:
        self.asked.append(self.path.partition("?")[0])
        super().do_GET()


def transferred(file: Path) -> int:
    """Its bytes on the way: text compressed as servers do by default."""
    content = file.read_bytes()
    return len(gzip.compress(content, 6)) if file.suffix in TEXT else len(content)


@pytest.fixture(params=["articles/08.html", "articles/16.html"])
def asked(request: pytest.FixtureRequest, site: Path, browser: Browser) -> list[str]:
    """The paths that opening the page asks for, scrolled to its end, with an empty cache."""

    class Fresh(Counting):
        asked: list[str] = []  # noqa: RUF012

    with (
        serving(listen(Fresh, 0, site)) as url,
        closing(browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 844})) as context,
    ):
        page = context.new_page()
        page.goto(f"{url}/{request.param}", wait_until="networkidle")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
    assert Fresh.asked[0] == f"/{request.param}"
    return Fresh.asked


def test_an_article_costs_less_than_two_hundred_kilobytes(asked: list[str], site: Path) -> None:
    weights = {path: transferred(site / path[1:]) for path in dict.fromkeys(asked) if (site / path[1:]).is_file()}
    total = sum(weights.values())
    heaviest = "，".join(f"{path} {size}" for path, size in sorted(weights.items(), key=lambda each: -each[1])[:6])
    print(f"{asked[0]}: {len(asked)} requests, {total} bytes: {heaviest}")
    assert 10_000 < total < LIMIT, f"{total} bytes: {heaviest}"


def test_an_article_asks_for_no_font_no_python_and_nothing_that_is_not_there(asked: list[str], site: Path) -> None:
    for path in asked:
        assert Path(path).suffix not in {".woff", ".woff2", ".ttf", ".otf", ".whl", ".wasm", ".zip", ".py"}, path
        assert not path.startswith(("/check/", "/data/")), path
        assert (site / path[1:]).is_file(), path
