"""The days of the lunar calendar and the solar term that the law of public holidays names, from 2000 to 2099."""

from __future__ import annotations

from datetime import date, timedelta

YEARS = range(2000, 2100)
_AFTER = {  # month and day that it never comes before, and for each year how many days later it is, to base 36
    "正月初一": (
        (1, 21),
        "f3mb1j8sh5od2kati7qf4mb1k8rg5nd2lati7pe3mb1k9rg5oc2lbti7pe3mc0j8rf5od2lath6pf3mc1j8rg5od3k9sh6pf4mb0",
    ),
    "端午": (
        (5, 27),
        "atj8qf4nc1karg6od3mbti7qe4nd1k9sg5oe3mb0i7qf4nc2j8rh5oe3lati7qf5nc1k8rh6oe3lasi8qf5nb0j9rh6pd2lasi8r",
    ),
    "中秋": (
        (9, 7),
        "5oe4lbti7qf5nc1k8rh6oe3mati8qf5oc1k9rh6pd3lasi8rf4nc0j9sh6pe2lati8qg4mc1j9sh5od3latj7qf4mb1k9sh6nd2m",
    ),
}
NAMES = ("除夕", "正月初一", "清明", "端午", "中秋")


def lunar(name: str, year: int) -> date | None:
    """The day of that name, one of NAMES, in the solar year; None outside of YEARS."""
    if year not in YEARS:
        return None
    if name == "清明":  # the sun's longitude is 15 degrees: a day later every four years, and a leap day back
        after = year - YEARS.start
        return date(year, 4, int(4.81 + 0.2422 * after) - after // 4)
    (month, day), later = _AFTER["正月初一" if name == "除夕" else name]
    return date(year, month, day) + timedelta(int(later[year - YEARS.start], 36) - (name == "除夕"))
