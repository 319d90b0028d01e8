"""docs/siblings.toml and differences.toml: rules of other places beside ours. Only what was read is quoted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.content.norms import Known, known
from builder.content.tables import Entry, entries, nearest
from checker.text import Regulation, UnknownProvision

SIBLINGS, DIFFERENCES = "siblings.toml", "differences.toml"
KINDS = ("lacks", "more")


@dataclass(frozen=True)
class Point:
    """Words of a sibling, verbatim, beside a provision of ours, and what differs."""

    provision: str
    at: str
    text: str
    differs: str


@dataclass(frozen=True)
class Sibling:
    """A rule of another place. ``through``: what of it was read, or that none was."""

    key: str
    name: str
    short: str
    kind: str
    standing: Known
    source: str
    through: str
    points: tuple[Point, ...]

    @property
    def verified(self) -> bool:
        return self.standing is Known.SEEN


@dataclass(frozen=True)
class Difference:
    """What ours lacks, or has more; ``shown``: the siblings in which the other was read."""

    kind: str
    provision: str
    says: str
    shown: tuple[Sibling, ...]


@dataclass(frozen=True)
class Comparison:
    siblings: tuple[Sibling, ...]
    differences: tuple[Difference, ...]
    regulation: Regulation

    @property
    def by_provision(self) -> Mapping[str, tuple[tuple[Sibling, Point], ...]]:
        """The points under the address of our provision, in the order of our text."""
        pairs = [(sibling, point) for sibling in self.siblings for point in sibling.points]
        addresses = [place.address for place in self.regulation]
        found = {address: tuple(pair for pair in pairs if pair[1].provision == address) for address in addresses}
        return {address: group for address, group in found.items() if group}


def read(docs: Path, regulation: Regulation) -> Comparison:
    """Both files. Raises Problem where an entry lacks something, or quotes what was not read."""
    siblings: dict[str, Sibling] = {}
    for entry in entries(docs, SIBLINGS, "sibling"):
        sibling = _sibling(entry, regulation)
        if sibling.key in siblings:
            raise entry.problem(f"“{sibling.key}”前面已经有了；请合成一则，或者换一个 key。")
        siblings[sibling.key] = sibling
    differences = tuple(_difference(entry, siblings, regulation) for entry in entries(docs, DIFFERENCES, "difference"))
    return Comparison(tuple(siblings.values()), differences, regulation)


def _sibling(entry: Entry, regulation: Regulation) -> Sibling:
    entry.refuse_others(("key", "name", "short", "kind", "standing", "source", "through", "point"))
    key, points = entry.text("key"), entry.values.get("point", ())
    standing = known(entry, (Known.SEEN, Known.NAMED), "point")
    return Sibling(
        key=key,
        name=entry.text("name"),
        short=entry.text("short"),
        kind=entry.text("kind"),
        standing=standing,
        source=entry.text("source") if standing is Known.SEEN else "",
        through=entry.text("through"),
        points=tuple(_point(Entry(entry.place, entry.line, {"key": key, **point}), regulation) for point in points),
    )


def _point(entry: Entry, regulation: Regulation) -> Point:
    entry.refuse_others(("key", "provision", "at", "text", "differs"))
    return Point(_provision(entry, regulation), entry.text("at"), entry.text("text"), entry.text("differs"))


def _difference(entry: Entry, siblings: Mapping[str, Sibling], regulation: Regulation) -> Difference:
    entry.refuse_others(("kind", "provision", "says", "shown"))
    kind = entry.text("kind")
    if kind not in KINDS:
        raise entry.problem(f"kind 写的“{kind}”；只能写 {'、'.join(KINDS)}。")
    for key in entry.texts("shown"):
        if key not in siblings or not siblings[key].verified:
            raise entry.problem(f"shown 里的“{key}”不是读过的规定；最接近的是“{nearest(key, siblings)}”。请改正。")
    shown = tuple(siblings[key] for key in entry.texts("shown"))
    return Difference(kind, _provision(entry, regulation), entry.text("says"), shown)


def _provision(entry: Entry, regulation: Regulation) -> str:
    try:
        return regulation.provision(entry.text("provision")).address
    except UnknownProvision as error:
        raise entry.problem(f"{entry.named}的 provision：{error}；请改正。") from None
