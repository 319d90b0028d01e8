"""The cases of the library that are told as examples of a provision: one that fits it, one that does not.

That a case fits is not its author's word: the provision's rule is run on it, under the readings that the case takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.content.library import lacking, missing
from builder.core.console import Problem
from checker.body import Body
from checker.engine.case import Case
from checker.logic import Evaluation, Fact, Reading, Rule, Truth, walk
from checker.text import name

SAYS = {True: "合", False: "不合"}


@dataclass(frozen=True)
class Example:
    """A story, and the readings other than this site's default under which it is what it is."""

    story: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class Examples:
    """Of one provision."""

    fits: tuple[Example, ...] = ()
    misses: tuple[Example, ...] = ()


def rules_of(address: str, body: Body) -> tuple[Rule, ...]:
    """The rules of the provision that stand in no other rule of it: one, or the poles of a standard that is weighed.

    Those of its duties are meant where it has no others, and among them those that have a condition, if any has.
    """
    of_duties = {duty.rule for duty in body.duties}
    own = [rule for rule in body.named_rules if rule.provision == address]
    own = [rule for rule in own if rule not in of_duties] or [rule for rule in own if _asks(rule)] or own
    inner = {part for rule in own for part, _ in walk(rule.condition) if isinstance(part, Rule)}
    return tuple(rule for rule in own if rule not in inner)


def _asks(rule: Rule) -> bool:
    return any(isinstance(part, Fact) for part, _ in walk(rule))


def by_provision(cases: Iterable[tuple[str, Case]], body: Body) -> Mapping[str, Examples]:
    """The examples of every provision; each case comes with its file. Raises Problem for one that is none."""
    found: dict[str, Examples] = {}
    for file, case in cases:
        if not case.fits and not case.misses:
            continue
        evaluation = body.of_file(Path(file).stem).evaluator.evaluate(case.answers, case.readings)
        told = Example(case.texts["story"].strip(), case.readings)
        for fits, addresses in ((True, case.fits), (False, case.misses)):
            for address in addresses:
                _check(file, case, address, fits, evaluation, body)
                before = found.get(address, Examples())
                found[address] = (
                    Examples((*before.fits, told), before.misses)
                    if fits
                    else Examples(before.fits, (*before.misses, told))
                )
    return found


def stands(address: str, evaluation: Evaluation, body: Body, *, fits: bool) -> Truth:
    """Whether the provision is met (``fits``), or is not: one of its rules is, or none is.

    What is weighed fits by one of its favourable poles and misses by an adverse one: it can do both.
    """
    poles = [
        contrast for model in body.models for contrast in model.contrasts if contrast.favourable.provision == address
    ]
    if poles:
        return _any(evaluation.truth(pole.favourable if fits else pole.adverse) for pole in poles)
    met = _any(map(evaluation.truth, rules_of(address, body)))
    if fits or met is Truth.UNKNOWN:
        return met
    return Truth.YES if met is Truth.NO else Truth.NO


def _check(file: str, case: Case, address: str, fits: bool, evaluation: Evaluation, body: Body) -> None:
    field = "fits" if fits else "misses"
    title = case.texts.get("title", case.texts["story"])
    place = f"{file} 案例“{title[:20]}{'…' if len(title) > 20 else ''}”的 {field}"
    if not rules_of(address, body):
        raise Problem(f"{place}：{name(address)}没有写成规则，不能从案例里推出合不合；请把例子写进这一条的注释。")
    if not case.texts["story"].strip():
        raise Problem(f"{place}：story 是空的；请讲清楚是一件什么事。")
    if not evaluation.possible:
        raise Problem(f"{place}：案例的回答互相矛盾，不能作例子；请换一个案例。")
    truth = stands(address, evaluation, body, fits=fits)
    if truth is not Truth.YES:
        check = body.of_file(Path(file).stem)
        bears = {part for rule in rules_of(address, body) for part, _ in walk(rule)}
        lacks = f"定不下来，{lacking([fact for fact in missing(case, check) if fact in bears])}"
        why = lacks if truth is Truth.UNKNOWN else "照规则推出来正相反"
        raise Problem(f"{place}：说它{SAYS[fits]}{name(address)}，{why}；请改正案例的回答，或者删去这一项。")


def _any(truths: Iterable[Truth]) -> Truth:
    found = list(truths)
    return Truth.YES if Truth.YES in found else Truth.UNKNOWN if Truth.UNKNOWN in found else Truth.NO
