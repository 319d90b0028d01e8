"""The map of what a check decides, read off the rules, in plain SVG. lanes.py has articles 9 to 14.

Drawn at the width of a phone. Each box is a link to its provision; the same is said in words beside each drawing, for
whoever does not see it. The colours are those of theme/assets/map.css.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from builder.drawing.diagrams import sets_nothing
from builder.drawing.svg import HEAD, LINE, Placed, arrow, box, centred, label, link, svg, wire, wrap, written
from checker.body import Body
from checker.body.standing import Standing, standing
from checker.engine.check import Weighing
from checker.logic import AllOf, AnyOf, Element, Expression, Fact, Model, Not, ReadAs, Rule
from checker.text import name

WIDTH = 340
SMALL, STEP = 12, 17  # of the words about the text: letters, and from one line to the next
PAD, GAP, GUTTER = 8, 26, 12  # in a box; between rows; between two columns
HALF = (WIDTH - 2 - GUTTER) / 2
EXIT = 74  # of a verdict that stands beside the question that leads to it


@dataclass(frozen=True)
class Drawing:
    """``steps`` are what the picture shows, in words: a provision, and a sentence about it."""

    id: str
    title: str
    svg: str
    steps: tuple[tuple[str, str], ...]


def decision(body: Body) -> Iterator[Drawing]:
    """Of the first check: one drawing for each outcome that the rules name, in their order of precedence; the last has
    the rest, too; then what is weighed, if anything is.
    """
    model, verdicts = body.first.model, body.first.verdicts
    judged = frozenset(row.place.address for row in standing(body) if row.standing is Standing.JUDGED)
    for number, branch in enumerate(model.branches, start=1):
        last = branch is model.branches[-1]
        asked = _asked(branch.rule, branch.when, body)
        verdict = verdicts[branch.outcome].title
        after = verdicts[model.otherwise].title if last else ""
        every = not branch.when
        question = "这几样都有吗" if every else "有其中一样吗"
        title = f"{'一二三四五六七八九'[number - 1]}问　{branch.rule.title}"
        pieces, bottom = _question(question, asked, judged, verdict, "缺一样" if every else "有一样")
        down = "都有" if every else "一样也没有"
        end = Placed(1, bottom + GAP + STEP, WIDTH - 2, LINE + 2 * PAD)
        pieces.append(arrow([(_column() / 2, bottom), (_column() / 2, end.y - HEAD)]))
        pieces.append(label(down, _column() / 2 + 6, end.y - GAP / 2))
        if last:
            pieces.append(_verdict(after, end))
        else:
            pieces.append(_plain(f"接着看{'一二三四五六七八九'[number]}问", end))
        steps = [(rule.provision, _said(rule, judged)) for rule in asked]
        yield Drawing(
            f"decision-{number}", title, svg("map", title, WIDTH, end.bottom + 1, pieces),
            (*steps, ("", f"{'缺一样' if every else '有一样'}：{verdict}。{down}：{after or '看下一问'}。")),
        )  # fmt: skip
    if body.first.weighing:
        yield _weighing(len(model.branches) + 1, body.first.weighing, model)


def _weighing(number: int, weighing: Weighing, model: Model) -> Drawing:
    """The standards, weighed and never decided here; then the finding."""
    title = f"{'一二三四五六七八九'[number - 1]}问　标准：机关来权衡"
    pieces: list[str] = []
    steps: list[tuple[str, str]] = []
    y = 1.0
    seen: dict[str, list[tuple[str, str]]] = {}
    for contrast in model.contrasts:
        seen.setdefault(contrast.favourable.provision, []).append((contrast.favourable.title, contrast.adverse.title))
    for address, poles in seen.items():
        rows = [(wrap(good, HALF - 2 * PAD), wrap(bad, HALF - 2 * PAD)) for good, bad in poles]
        height = sum(max(len(good), len(bad)) for good, bad in rows) * LINE + 2 * PAD + STEP
        place = Placed(1, y, WIDTH - 2, height)
        out = [box(place, corner=3), written("at", 1 + PAD, y + 16, [name(address)], STEP)]
        inner = y + PAD + STEP
        for good, bad in rows:
            out.append(written("does", 1 + PAD, inner + 14, good, LINE))
            out.append(written("against", 1 + HALF + GUTTER, inner + 14, bad, LINE))
            inner += max(len(good), len(bad)) * LINE
        pieces.append(link(address, "box pole", out))
        steps.append((address, "；".join(f"{good}，还是{bad}" for good, bad in poles) + "。"))
        y = place.bottom + 5
    end = Placed(1, y - 5 + GAP + STEP, WIDTH - 2, LINE + 2 * PAD)
    pieces.append(arrow([(WIDTH / 2, y - 5), (WIDTH / 2, end.y - HEAD)]))
    pieces.append(label("综合分析", WIDTH / 2 + 6, end.y - GAP / 2))
    pieces.append(link(weighing.provision, "box stage", [box(end, corner=14), _centred(weighing.box, end)]))
    steps.append((weighing.provision, weighing.step))
    return Drawing(f"decision-{number}", title, svg("map", title, WIDTH, end.bottom + 1, pieces), tuple(steps))


def _asked(rule: Rule, when: bool, body: Body) -> list[Rule]:
    """The rules that the branch rests on as the text is read by default, in the order of the text.

    Where all are needed (the branch is reached without them) each stands for itself; where one is enough, a rule that
    is made of others gives way to them. A branch whose rule rests on no other is that rule.
    """
    order = [provision.address for provision in body.text]
    found = dict.fromkeys(_leaves(rule.condition, body.first.model, through=when)) or {rule: None}
    return sorted(found, key=lambda each: order.index(each.provision))


def _leaves(expression: Expression, model: Model, *, through: bool) -> Iterator[Rule]:
    match expression:
        case Rule(condition=inner):
            if through and expression not in model.rules:
                yield from _leaves(inner, model, through=through)
            elif not sets_nothing(inner):
                yield expression
        case Element(condition=inner) | ReadAs(default=inner):
            yield from _leaves(inner, model, through=through)
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _leaves(part, model, through=through)
        case Fact() | Not():
            return


def _said(rule: Rule, judged: Collection[str]) -> str:
    """A rule's title, and who finds it where that is not for the rules to say."""
    return rule.title + ("：由机关认定" if rule.provision in judged else "")


def _column() -> float:
    return WIDTH - 2 - EXIT - 34


def _question(
    question: str, asked: list[Rule], judged: Collection[str], verdict: str, leads: str
) -> tuple[list[str], float]:
    """The rules one below the other, between them and the verdict at the right an arrow."""
    pieces = [written("does", 1, 15, [question], LINE)]
    y, width = 26.0, _column()
    for rule in asked:
        lines = wrap(_said(rule, judged), width - 2 * PAD)
        place = Placed(1, y, width, STEP + len(lines) * LINE + 6)
        out = [box(place, corner=3), written("at", 1 + PAD, y + 15, [name(rule.provision)], STEP)]
        out.append(written("does", 1 + PAD, y + STEP + 15, lines, LINE))
        pieces.append(link(rule.provision, "box act", out))
        y = place.bottom + 4
    bottom = y - 4
    lines = [verdict] if len(verdict) < 5 else [verdict[: len(verdict) - 4], verdict[-4:]]
    middle = (26 + bottom) / 2
    end = Placed(WIDTH - 1 - EXIT, middle - (len(lines) * LINE + 2 * PAD) / 2, EXIT, len(lines) * LINE + 2 * PAD)
    rail = 1 + width + 8
    pieces.append(wire((rail - 8, 26), (rail, 26), (rail, bottom), (rail - 8, bottom)))
    pieces.append(arrow([(rail, middle), (end.x - HEAD, middle)]))
    pieces.append(label(leads, end.x + 12, end.y - 6))
    pieces.append(box(end, "verdict", 14))
    pieces += [centred("verdict", line, end.middle, end.y + PAD + LINE * (n + 0.75)) for n, line in enumerate(lines)]
    return pieces, bottom


def _verdict(words: str, place: Placed) -> str:
    return box(place, "verdict", 14) + _centred(words, place)


def _plain(words: str, place: Placed) -> str:
    return box(place, "onward", 14) + _centred(words, place)


def _centred(words: str, place: Placed) -> str:
    return centred("verdict", words, place.middle, place.y + place.height / 2 + 5)
