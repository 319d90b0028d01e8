"""One set of answers under one model: which outcomes are possible, and how each expression stands."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from checker.logic.compilation import Compiled
from checker.logic.decision_diagram import Fixed, exhaust
from checker.logic.expression import AllOf, AnyOf, Expression, Fact, Not, ReadAs, Reading, Variable
from checker.logic.model import Conflict, Model
from checker.logic.ordering import force
from checker.logic.projection import Projection
from checker.logic.rest import Rest
from checker.logic.sifting import sift
from checker.logic.truth import Truth


@dataclass(frozen=True, slots=True)
class Robustness:
    """``possible``: the outcomes that some combination of readings leaves. ``turns_on``: the readings that matter.
    ``alone``: those among them whose change, all others as chosen, changes what is possible.

    A reading that is not in ``turns_on`` can be taken either way, together with any others, without any change in what
    is possible.
    """

    possible: tuple[str, ...]
    turns_on: tuple[Reading, ...]
    alone: tuple[Reading, ...]


KEPT = 16  # combinations of readings whose diagrams are kept


class Evaluator:
    """A model made ready once, to evaluate any number of cases under any readings."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.order = force(model)
        self._settled: dict[frozenset[Reading], Compiled] = {}
        self._arranged: tuple[Variable, ...] = ()

    def evaluate(self, answers: Mapping[Fact, Truth], alternatives: Iterable[Reading] = ()) -> Evaluation:
        """``alternatives`` are the readings whose other side the person takes."""
        return Evaluation(self, answers, frozenset(alternatives))

    def under(self, alternatives: frozenset[Reading]) -> Compiled:
        """The model with every reading settled."""
        compiled = self._settled.get(alternatives)
        if compiled is None:
            if len(self._settled) >= KEPT:
                self._settled.pop(next(iter(self._settled)))
            compiled = self._settled[alternatives] = Compiled(self.model, self.facts, alternatives)
        return compiled

    def arrange(self, facts: Iterable[Fact], over_readings: Iterable[Variable]) -> None:
        """Takes both orders as they were found by the same model elsewhere: to find them takes memory, and most of the
        time of `prepare`.
        """
        self.__dict__["facts"] = tuple(facts)
        self._arranged = tuple(over_readings)

    @cached_property
    def facts(self) -> tuple[Variable, ...]:
        """An order under which the model is small as it is read by default; then it is so read otherwise, too."""
        order = [variable for variable in self.order if isinstance(variable, Fact)]
        compiled = Compiled(self.model, order, frozenset())
        return exhaust(sift(compiled.diagram, compiled.root, rounds=2))

    @cached_property
    def over_readings(self) -> Compiled:
        """The model with every reading open: many times as large, and only made when it is asked for."""
        return Compiled(self.model, self.order, frozenset())

    def prepare(self) -> Generator[None, None, None]:
        """Makes the model with every reading open, in an order under which it is smaller: for many cases to come.

        Takes longer than to make it as it is, but in many small steps, for those who cannot wait for it.
        """
        if not self._arranged:
            compiled = Compiled(self.model, self.order, frozenset())
            yield from compiled.prepare()
            self._arranged = yield from sift(compiled.diagram, compiled.root, rounds=2)
        compiled = Compiled(self.model, self._arranged, frozenset())
        yield from compiled.prepare()
        self.__dict__["over_readings"] = compiled

    @property
    def arranged(self) -> tuple[Variable, ...]:
        """The order of facts and readings that `prepare` finds."""
        if not self._arranged:
            exhaust(self.prepare())
        return self._arranged


_KNOWN = (Truth.YES, Truth.NO)


class Evaluation:
    """How a case stands. ``answers`` may hold any truth; a fact that is missing was not asked."""

    def __init__(
        self, evaluator: Evaluator, answers: Mapping[Fact, Truth], alternatives: frozenset[Reading] = frozenset()
    ) -> None:
        self.evaluator = evaluator
        self.model = evaluator.model
        self.answers = answers
        self.alternatives = alternatives
        self.compiled = evaluator.under(alternatives)
        self._truths: dict[Expression, Truth] = {}

    @cached_property
    def inapplicable(self) -> frozenset[Fact]:
        """The facts whose presupposed facts are all denied or presumed absent, or do not apply themselves."""
        found: set[Fact] = set()
        for fact in self.model.presupposing:
            if all(other in found or self._absent(other) for other in fact.presupposes):
                found.add(fact)
        return frozenset(found)

    def _absent(self, fact: Fact) -> bool:
        truth = self.answers.get(fact)
        return truth is Truth.NO or (truth is not Truth.YES and bool(fact.presumed_absent))

    @cached_property
    def values(self) -> dict[Fact, bool]:
        """What is known of each fact, by an answer that applies or by presumption, in the order of the rules."""
        given, settled = self.given, {}
        for fact in self.model.facts.values():
            if fact in given:
                settled[fact] = given[fact] is Truth.YES
            elif fact.presumed_absent:
                settled[fact] = False
        return settled

    @cached_property
    def known(self) -> dict[Fact, Truth]:
        """The answers that are known, those that do not apply among them, in the order of the rules."""
        return {fact: truth for fact in self.model.facts.values() if (truth := self.answers.get(fact)) in _KNOWN}

    @cached_property
    def given(self) -> dict[Fact, Truth]:
        """Those that apply."""
        return {fact: truth for fact, truth in self.known.items() if fact not in self.inapplicable}

    @cached_property
    def alone(self) -> dict[Fact, tuple[str, ...]]:
        """For each of these what is possible if it alone is turned round; nothing where that contradicts."""
        compiled, level = self.compiled, self.compiled.diagram.level
        turned = compiled.diagram.turned(compiled.root, self.fixed)
        return {fact: compiled.named(turned[level[fact]]) for fact in self.given}

    @cached_property
    def fixed(self) -> Fixed:
        """What is said, for the diagram.

        Answers that do not apply stand there, too: no rule and no conflict depends on them
        (tests/rules/test_articles.py). So what one more answer, or one turned round, makes of the case is seen here,
        where they may count again.
        """
        return self.compiled.fix(self.answers)

    @cached_property
    def _counting(self) -> Fixed:
        """Without the answers that do not apply, which say nothing of their own facts either."""
        return self.compiled.fix(self.given) if self.inapplicable else self.fixed

    @cached_property
    def possible(self) -> tuple[str, ...]:
        """Exactly the outcomes that some consistent completion reaches; none where the answers contradict."""
        compiled = self.compiled
        return compiled.named(compiled.diagram.reached(compiled.root, self.fixed, compiled.of_interest))

    @property
    def outcome(self) -> str | None:
        """The one outcome that is left, or None."""
        return self.possible[0] if len(self.possible) == 1 else None

    @cached_property
    def rest(self) -> Rest:
        """What is left of the function from a case to its outcome."""
        return Rest(self.compiled.diagram, self.compiled.root, self.fixed)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The conflicts that the answers run into."""
        if self.possible:
            return ()
        broken = tuple(
            conflict
            for conflict in self.model.conflicts
            if conflict.stands(self.alternatives)
            and all(self.values.get(fact) is True for fact in conflict.yes)
            and all(self.values.get(fact) is False for fact in conflict.no)
        )
        return broken or self.compiled.grounds(AllOf(), Truth.NO, self.values).conflicts

    @cached_property
    def turning(self) -> tuple[Fact, ...]:
        """The facts not yet known whose answer, all other facts alike, can make the difference between two outcomes."""
        if len(self.possible) < 2:
            return ()
        turning = self.rest.turning(self.compiled.of_interest)
        return tuple(fact for fact in self.model.facts.values() if fact in turning)

    @cached_property
    def open(self) -> tuple[Fact, ...]:
        """The facts not yet known whose answer can still narrow what is possible, in the order of the rules.

        Beside the turning ones these are the facts that cannot hold together with what makes the difference.
        """
        matter = set(self.turning)
        if self.possible[1:]:
            linked = self.model.linked
            support = self.rest.support()
            for fact, group in linked.items():
                if fact in support and fact not in matter and self.truth(fact) is Truth.UNKNOWN:
                    kept = {
                        other
                        for other in support
                        if other is fact or not isinstance(other, Fact) or linked.get(other) is not group
                    }
                    rest = self.rest
                    over = Projection(rest, rest.root, rest.open, self.compiled.of_interest, kept)
                    if fact in over.support():
                        matter.add(fact)
        return tuple(fact for fact in self.model.facts.values() if fact in matter)

    def turning_of(self, expression: Expression) -> tuple[Fact, ...]:
        """The facts not yet known on which the truth of the expression still turns, in the order of the rules."""
        if self.truth(expression) is not Truth.UNKNOWN:
            return ()
        diagram = self.compiled.diagram
        support = Rest(diagram, diagram.compile(expression), self.fixed).support()
        facts = self.model.facts.values()
        return tuple(fact for fact in facts if fact in support and self.truth(fact) is Truth.UNKNOWN)

    @cached_property
    def robustness(self) -> Robustness:
        """How far the outcome depends on the readings, over all their combinations at once."""
        every, readings = self.evaluator.over_readings, self.model.readings.values()
        over = Projection(every.diagram, every.root, every.fix(self.answers), every.of_interest, set(readings))
        turning, now = over.support(), over.where(self.alternatives)
        return Robustness(
            possible=every.named(over.possible()),
            turns_on=tuple(reading for reading in readings if reading in turning),
            alone=tuple(
                reading
                for reading in readings
                if reading in turning and over.where(self.alternatives ^ {reading}) != now
            ),
        )

    def truth(self, expression: Expression) -> Truth:
        """Yes or no if every consistent completion of the answers agrees on it, else unknown."""
        truth = self._truths.get(expression)
        if truth is None:
            truth = self._truths[expression] = self._truth(expression)
        return truth

    def _truth(self, expression: Expression) -> Truth:
        truth = self.by_parts(expression)
        if expression in self.inapplicable:
            return truth  # an answer that does not apply stands among those that are fixed
        if truth is Truth.UNKNOWN and not self.compiled.plain(expression):
            holds, fails = self.compiled.sides(expression)
            diagram, fixed = self.compiled.diagram, self._counting
            if not diagram.satisfiable(fails, fixed):
                return Truth.YES
            if not diagram.satisfiable(holds, fixed):
                return Truth.NO
        return truth

    def by_parts(self, expression: Expression) -> Truth:
        """What the truths of its parts say of the expression; unknown where only all of them together settle it."""
        match expression:
            case Fact():
                value = self.values.get(expression)
                return Truth.UNKNOWN if value is None else Truth.of(value)
            case Not():
                return ~self.truth(expression.condition)
            case ReadAs(reading=reading, default=default, alternative=alternative):
                return self.truth(alternative if reading in self.alternatives else default)
            case AllOf():
                truth = Truth.YES
                for part in expression.parts:
                    truth &= self.truth(part)
                return truth
            case AnyOf():
                truth = Truth.NO
                for part in expression.parts:
                    truth |= self.truth(part)
                return truth
            case _:
                return self.truth(expression.condition)
