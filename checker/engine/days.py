"""Reading a day that somebody wrote."""

from __future__ import annotations

import re
from datetime import date

from checker.engine.fields import BadCase, kind

FIRST_YEAR, LAST_YEAR = 2000, 2099


def read_day(value: object, place: str) -> date:
    """A date, as TOML has it or written 2027-01-05. Raises BadCase."""
    if value is None or value == "":
        raise BadCase(f"{place}：没有写日期；请写成 2027-01-05 的样子")
    if type(value) is not date:
        value = _written(value, place)
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise BadCase(f"{place}：{value} 不在 {FIRST_YEAR} 年到 {LAST_YEAR} 年之间；请检查年份")
    return value


def _written(value: object, place: str) -> date:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise BadCase(f"{place}：应当是日期，写成 2027-01-05 的样子，这里是{kind(value)}")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadCase(f"{place}：没有 {value} 这一天；请检查年、月、日") from None
