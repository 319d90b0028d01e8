"""Rules about the rules, for readers and for whoever changes one: the report of what holds of all cases at once.

``faults`` is empty where all is as it should be; the rest of the report is what that was read off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypedDict

from checker.engine.case import Case
from checker.engine.check import Check
from checker.logic import Fact, Rule, Truth
from checker.logic.coverage import Coverage, Gap, cover
from checker.logic.soundness import Example, Owed, Soundness, Turn
from checker.text import name


class ExampleJson(TypedDict):
    """A whole case: these facts are so, no others; these readings are taken the other way."""

    yes: list[str]
    readings: list[str]


class TurnJson(TypedDict):
    """A case, its verdict, and the verdict there would be instead."""

    example: ExampleJson
    verdict: str
    instead: str


class RuleReportJson(TypedDict):
    """``met``: the shortest case that meets the rule. ``alone``: the shortest in which it alone decides the verdict
    (``instead``: without it). ``cases``: how many cases make it yes, no and open; null where no cases were given."""

    provision: str
    title: str
    met: ExampleJson | None
    alone: TurnJson | None
    cases: dict[str, int] | None


class OwedJson(TypedDict):
    """A case in which the duty's rule is met (``before``), or not, and would be the other way."""

    example: ExampleJson
    provision: str
    title: str
    before: bool


class ReadingReportJson(TypedDict):
    """``turn``: the shortest case whose verdict the reading changes (``instead``: under the other reading); where there
    is none, ``owed`` may be one in which it changes whether a duty is owed."""

    key: str
    turn: TurnJson | None
    owed: OwedJson | None


class RuleNameJson(TypedDict):
    provision: str
    title: str


class PairsJson(TypedDict):
    """Under the default readings: of ``count`` pairs, those that no case meets together, and those where the second
    holds wherever the first does."""

    count: int
    apart: list[list[RuleNameJson]]
    implied: list[list[RuleNameJson]]


class GapJson(TypedDict):
    """A place where a rule asks for a fact, never shown to be decisive; ``without`` is the shortest case that would
    show it with the fact denied, to be set beside the same case with it affirmed."""

    provision: str
    title: str
    fact: str
    without: ExampleJson | None


class CoverageJson(TypedDict):
    cases: int
    contradictory: int
    conditions: int
    gaps: list[GapJson]


class ReportJson(TypedDict):
    faults: list[str]
    rules: list[RuleReportJson]
    pairs: PairsJson
    readings: list[ReadingReportJson]
    coverage: CoverageJson | None


def report(cases: Iterable[Case] | None, check: Check) -> ReportJson:
    """Everything that can be said of the rules by themselves and, where cases are given, of what those show."""
    soundness = Soundness(check.evaluator)
    covered = None if cases is None else cover(check.evaluator, ((dict(case.answers), case.readings) for case in cases))
    pairs = soundness.pairs
    return {
        "faults": [*_faults(soundness), *_gaps(covered)],
        "rules": [
            {
                **_name(each.rule),
                "met": _example(each.met) if each.met else None,
                "alone": _turn(each.alone) if each.alone else None,
                "cases": {truth.value: covered.met[each.rule][truth] for truth in Truth} if covered else None,
            }
            for each in soundness.rules
        ],
        "pairs": {
            "count": pairs.count,
            "apart": [[_name(first), _name(second)] for first, second in pairs.apart],
            "implied": [[_name(first), _name(second)] for first, second in pairs.implied],
        },
        "readings": [
            {
                "key": each.reading.key,
                "turn": _turn(each.turn) if each.turn else None,
                "owed": _owed(each.owed) if each.owed else None,
            }
            for each in soundness.readings
        ],
        "coverage": _coverage(covered) if covered else None,
    }


def _coverage(covered: Coverage) -> CoverageJson:
    return {
        "cases": covered.cases,
        "contradictory": covered.contradictory,
        "conditions": covered.conditions,
        "gaps": [
            {
                **_name(gap.condition.rule),
                "fact": gap.condition.fact.key,
                "without": _example(gap.without) if gap.without else None,
            }
            for gap in covered.gaps
        ],
    }


def _faults(soundness: Soundness) -> Iterator[str]:
    """One line each: where, what is wrong, and what to do."""
    for each in soundness.rules:
        if each.met is None:
            yield f"{_cited(each.rule)}：没有一个案例能使它成立；请看它的条件是不是自相矛盾"
        elif each.decides and each.alone is None:
            masks = [second for first, second in soundness.pairs.implied if first is each.rule]
            by = f"它成立时{'、'.join(map(_cited, masks))}也成立，" if masks else ""
            yield f"{_cited(each.rule)}：从来不能单独左右结论，{by}被别的规则盖住了；请看是不是写宽了或者重复了"
    for reading in soundness.readings:
        if reading.turn is None and reading.owed is None:
            yield f"读法 {reading.reading.key}：换过来结论从不改变，以后怎样也不改变；请删去，或者写进规则"


def _gaps(covered: Coverage | None) -> Iterator[str]:
    for gap in covered.gaps if covered else ():
        asked = f"{_cited(gap.condition.rule)}里的“{gap.condition.fact.statement}”{_read(gap)}"
        if gap.without is None:
            yield f"{asked}：没有一个案例能使它单独左右这条规则；请看它是不是多余"
        else:
            yield (
                f"{asked}：还没有案例显示它左右这条规则；请加一个案例，"
                f"{_listed(gap.without.yes)}是“是”，其余都是“否”，再看它的是与否"
            )


def _read(gap: Gap) -> str:
    """Under which readings it would be shown; if it never is, on which side of which it stands."""
    sides = tuple(reading for reading, side in gap.condition.sides if side)
    keys = [reading.key for reading in (gap.without.taken if gap.without else sides)]
    return f"（另一种读法 {'、'.join(keys)}）" if keys else ""


def _listed(facts: Iterable[Fact]) -> str:
    return "、".join(f"“{fact.statement}”" for fact in facts) or "（没有哪一样）"


def _cited(rule: Rule) -> str:
    return f"{name(rule.provision)}“{rule.title}”"


def _name(rule: Rule) -> RuleNameJson:
    return {"provision": rule.provision, "title": rule.title}


def _example(example: Example) -> ExampleJson:
    return {"yes": [fact.key for fact in example.yes], "readings": [reading.key for reading in example.taken]}


def _turn(turn: Turn) -> TurnJson:
    return {"example": _example(turn.example), "verdict": turn.outcome, "instead": turn.instead}


def _owed(owed: Owed) -> OwedJson:
    return {"example": _example(owed.example), **_name(owed.rule), "before": owed.before is Truth.YES}


def report_as_text(result: ReportJson, check: Check) -> str:
    """The report on one page."""
    faults = result["faults"]
    lines = [f"规则的体检：{check.title}", "", f"发现 {len(faults)} 处要看的：" if faults else "没有发现问题。"]
    lines += [f"· {fault}。" for fault in faults]
    lines += ["", "例子都是最短的：写出的几样是“是”，其余的都是“否”。"]
    lines += ["", "【每条规则：能不能成立，有没有案例凭它一条就换结论】"]
    for rule in result["rules"]:
        lines.append(f"{name(rule['provision'])}　{rule['title']}{_counts(rule['cases'])}")
        if rule["alone"]:
            lines.append(f"    {turn_in_words(rule['alone'], '有它', '没有它', check)}")
        elif rule["met"]:
            lines.append(f"    成立的例子：{example_in_words(rule['met'], check)}")
    pairs = result["pairs"]
    lines += ["", f"【两条规则之间：按默认的读法，{pairs['count']} 对里】"]
    lines += [f"不能同时成立：{_both(pair)}" for pair in pairs["apart"]]
    lines += [f"前一条成立，后一条必成立：{_both(pair)}" for pair in pairs["implied"]]
    lines += ["", "【每处读法：换过来，哪个案例的结论会变】"]
    for reading in result["readings"]:
        turn, owed = reading["turn"], reading["owed"]
        if turn:
            lines.append(f"{reading['key']}　{turn_in_words(turn, '默认', '换过来', check)}")
        else:
            lines.append(f"{reading['key']}　{owed_in_words(owed, check) if owed else '什么也不改变'}")
    if result["coverage"]:
        coverage = result["coverage"]
        shown = coverage["conditions"] - len(coverage["gaps"])
        lines += ["", "【案例】"]
        lines.append(
            f"{coverage['cases']} 个案例，其中 {coverage['contradictory']} 个的回答互相矛盾。"
            f"规则里问到事实的地方有 {coverage['conditions']} 处，"
            f"案例显示了其中 {shown} 处单凭一个回答就左右它那一条规则。"
        )
    return "\n".join(lines)


def turn_in_words(turn: TurnJson, before: str, after: str, check: Check) -> str:
    verdict, instead = (check.verdicts[turn[key]].title for key in ("verdict", "instead"))
    return f"{before}：{verdict}；{after}：{instead}。例：{example_in_words(turn['example'], check)}"


def owed_in_words(owed: OwedJson, check: Check) -> str:
    """For a reading that turns no verdict: the duty that it turns."""
    sides = ("用得上", "用不上") if owed["before"] else ("用不上", "用得上")
    duty = f"{name(owed['provision'])}“{owed['title']}”"
    return f"结论不变；{duty}，默认：{sides[0]}；换过来：{sides[1]}。例：{example_in_words(owed['example'], check)}"


def example_in_words(example: ExampleJson, check: Check) -> str:
    model = check.model
    taken = [f"“{model.readings[key].words}”换一种读法，{key}" for key in example["readings"]]
    return _listed(model.facts[key] for key in example["yes"]) + (f"（{'；'.join(taken)}）" if taken else "")


def _counts(cases: dict[str, int] | None) -> str:
    return f"（案例：是 {cases['yes']}，否 {cases['no']}，未定 {cases['unknown']}）" if cases else ""


def _both(pair: list[RuleNameJson]) -> str:
    return "；".join(f"{name(rule['provision'])}　{rule['title']}" for rule in pair)
