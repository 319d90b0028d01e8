"""Where the pages of a body's checks are, from the site's top."""

from checker.body import Body
from checker.engine.check import Check


def check_page(body: Body, check: Check) -> str:
    """The page of the check itself, below the site's top: the first check's is the folder's own."""
    return f"check/{'index.html' if check is body.first else f'{check.key}/index.html'}"


def door_page(body: Body, check: Check) -> str:
    """The page that says what the check is and leads to it, without its ending."""
    return "check" if check is body.first else f"check-{check.key}"
