"""A body of rules as one value: whatever evaluates, words, draws or publishes is given one, and knows no other."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from checker.engine.check import Check, Verdict
from checker.logic import Duty, Fact, Model, Quote, Reading, Rule
from checker.text import Apparatus, Editions, Regulation

if TYPE_CHECKING:  # a page brings them late, if at all
    from checker.calendars import Calendar
    from checker.procedure.procedure import Procedure
    from checker.procedure.stages import Stages


@dataclass(frozen=True, eq=False, kw_only=True)
class Body:
    """A regulation's editions; its checks, by key, the first first; its procedure, and the ``prefix`` that its keys
    have among a check's own; the working days where it is in force. No key of a fact, a reading or a verdict means two
    things.

    ``interpreter``: the article that says who interprets; ``organ``: who finds what is left to be found;
    ``institution``: whose text it is; ``work`` and ``act``: its address and its kind in Akoma Ntoso; ``samples``: a few
    addresses, to show what one looks like; ``at_the_time``: the provision that looks at the rules of the time, if any.

    ``package`` is where it stands, as Python and, with slashes, as people name it. Checks, procedure and calendar are
    made when they are asked for: a page brings only what it needs.
    """

    package: str
    editions: Editions
    made_checks: Mapping[str, Callable[[], Check]] = field(repr=False)
    made_procedure: Callable[[], Procedure] | None = field(repr=False)
    prefix: str
    made_calendar: Callable[[], Calendar] = field(repr=False)
    made_stages: Callable[[], Stages] | None = field(default=None, repr=False)
    interpreter: str
    organ: str
    institution: str
    work: str = "/akn/cn/act/rules/undated/undated"
    act: str = "rules"
    at_the_time: str = ""
    samples: tuple[str, ...] = ()

    @property
    def text(self) -> Regulation:
        """That of the edition in force, which all else is about."""
        return self.editions.current.regulation

    @property
    def apparatus(self) -> Apparatus | None:
        """How it was made from its source."""
        return self.editions.current.apparatus

    @property
    def folder(self) -> str:
        """Where its files are, from the root of the repository."""
        return self.package.replace(".", "/")

    def check(self, key: str) -> Check:
        """The one of that key. Raises KeyError."""
        if key not in self._checks:
            self._checks[key] = self.made_checks[key]()
        return self._checks[key]

    @cached_property
    def _checks(self) -> dict[str, Check]:
        return {}

    def place(self, check: Check) -> str:
        """Where the check is, in one word (`checker.api.bridge`)."""
        return f"{self.package}:{check.key}"

    @property
    def first(self) -> Check:
        """The one that is meant where none is named."""
        return self.check(next(iter(self.made_checks)))

    @property
    def checks(self) -> tuple[Check, ...]:
        return tuple(map(self.check, self.made_checks))

    def of_file(self, stem: str) -> Check:
        """The check that a file of cases is for: that of its name if there is one, else the first."""
        return self.check(stem) if stem in self.made_checks else self.first

    @cached_property
    def procedure(self) -> Procedure | None:
        return self.made_procedure() if self.made_procedure else None

    def procedure_before(self, check: Check) -> Procedure | None:
        """What goes before what follows from a check's verdict, if anything does."""
        return None if check.at_once else self.procedure

    def prefix_before(self, check: Check) -> str:
        """That of the keys of `procedure_before`; empty without one."""
        return "" if check.at_once else self.prefix

    @cached_property
    def stages(self) -> Stages | None:
        """How the procedure and the duties around it are shown as one, if they are."""
        return self.made_stages() if self.made_stages else None

    @property
    def calendar(self) -> Calendar:
        """Raises BadCalendar."""
        return self.made_calendar()

    @property
    def models(self) -> tuple[Model, ...]:
        return tuple(check.model for check in self.checks)

    @cached_property
    def named_rules(self) -> tuple[Rule, ...]:
        """Of all checks, each once; so for the following."""
        return tuple(dict.fromkeys(rule for model in self.models for rule in model.named_rules))

    @cached_property
    def readings(self) -> dict[str, Reading]:
        return {key: reading for model in self.models for key, reading in model.readings.items()}

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        return tuple(dict.fromkeys(duty for model in self.models for duty in model.duties))

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        return {outcome: verdict for check in self.checks for outcome, verdict in check.verdicts.items()}

    @cached_property
    def quotes(self) -> dict[Fact, tuple[Quote, ...]]:
        """Every fact of any check with all words of the text that ask for it."""
        found: dict[Fact, dict[Quote, None]] = {}
        for model in self.models:
            for fact, places in model.quotes.items():
                found.setdefault(fact, {}).update(dict.fromkeys(places))
        return {fact: tuple(places) for fact, places in found.items()}


def load(package: str) -> Body:
    """The ``BODY`` of a package. Raises ImportError, or whatever a rule that is wrong raises when it is read."""
    found = importlib.import_module(package).BODY
    assert isinstance(found, Body), f"{package}.BODY is no Body"
    return found
