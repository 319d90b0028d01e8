"""Whose site is built: the one folder that holds its mkdocs.yml, docs/ and cases/, and names its body of rules."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

from mkdocs.utils.yaml import yaml_load

from builder import HERE
from builder.core.console import Problem
from checker.body import Body, load

SETTINGS = "mkdocs.yml"


@cache
def _settings() -> dict[str, Any]:
    with (HERE / SETTINGS).open(encoding="utf-8") as file:
        return dict(yaml_load(file))


def site_name() -> str:
    """How the site is called."""
    return str(_settings().get("site_name", ""))


def site_address() -> str:
    """Where the site will be; empty where mkdocs.yml does not say: then no canonical links, and no map of the site."""
    return str(_settings().get("site_url") or "")


def setting(name: str) -> object:
    """What ``extra`` of mkdocs.yml says of it; None where it says nothing."""
    return (_settings().get("extra") or {}).get(name)


def nav() -> list[str]:
    """The pages that the navigation names."""
    return list(_files(_settings().get("nav") or []))


def _files(entries: object) -> Iterator[str]:
    match entries:
        case str():
            yield entries
        case list():
            for entry in entries:
                yield from _files(entry)
        case dict():
            for entry in entries.values():
                yield from _files(entry)


@cache
def body() -> Body:
    """The rules that ``extra.body`` of mkdocs.yml names. For the steps alone: whatever they call is given it."""
    package = setting("body")
    if not isinstance(package, str):
        raise Problem(f"{SETTINGS}：extra 里没有 body；请写明是哪一部规章的规则，例如 body: checker.regulations.名字。")
    if str(HERE) not in sys.path:
        sys.path.append(str(HERE))
    try:
        return load(package)
    except ModuleNotFoundError as error:
        if error.name and package.startswith(error.name):
            raise Problem(f"{SETTINGS}：body 写的是 {package}，没有这个包；请改成有的。") from None
        raise
