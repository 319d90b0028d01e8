"""A check as one value: a body of rules, what its outcomes mean, and how a person is asked. Knows no law of its own.

Everything that studies, words or lists takes a check; another institution's regulation brings its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from checker.logic import Duty, Evaluator, Fact, Force, Model, Quote, Rule
from checker.text import Regulation, article_of

FORCES = {
    Force.MUST: "必须",
    Force.USUALLY: "一般必须",
    Force.MAY: "可以",
    Force.MUST_NOT: "不许",
    Force.UNSAID: "条文没有用应当、可以",
}
"""How a duty binds, in Chinese."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence of a result and the words of the text that it stands on."""

    text: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one outcome means, and what it does not mean."""

    id: str
    title: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Tension:
    """Answers that look as if they contradicted each other, and can be true together: remarked on, never a stop.

    ``headline``: what a verdict's title may not be without; where there is one, the remark comes before any reason.
    """

    yes: tuple[Fact, ...]
    no: tuple[Fact, ...]
    remark: Remark
    headline: str = ""


@dataclass(frozen=True, slots=True)
class Caution:
    """What is said first wherever the outcome is possible and one of the facts is so; ``{facts}`` stands for these.

    ``headline``: what the outcome's title may not be without.
    """

    outcome: str
    facts: tuple[Fact, ...]
    headline: str
    text: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that belong together. ``key`` is stable; ``intro`` says how to answer them."""

    key: str
    title: str
    intro: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """``stages`` are the addresses of what the role has a part in; none where it is about no single matter."""

    name: str
    duties: tuple[Duty, ...]
    stages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ungiven:
    """A task that the text sets and gives to none of the roles; ``said`` is how it names who does it, or empty."""

    task: str
    quote: Quote
    said: str = ""


@dataclass(frozen=True, slots=True)
class Planning:
    """What is asked before acting. ``situations`` open the way, as far as the text itself says what they are; what is
    within ``barred`` closes it; ``remarks`` hold for every plan.
    """

    situations: tuple[Rule, ...]
    barred: Rule
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Weighing:
    """Whose the weighing of contrasts is, said before them; and for the drawing the provision of the finding, what its
    box says, and the same in a sentence.
    """

    says: str
    provision: str
    box: str
    step: str


@dataclass(frozen=True, eq=False, kw_only=True)
class Check:
    """What is asked of the rules of ``text``.

    ``sections`` ask what bears on the outcome, or is weighed; ``alternatives`` what only other readings ask, and
    ``afterwards`` what only duties ask; ``afterwards_remarks`` hold for all that follows, ``afterwards_tensions`` are
    about it; ``after`` is what it is called. ``at_once``: the duties wait for no finding, so what they turn on is asked
    like the rest, and there is no procedure before them.

    ``called``: what its page is called; ``saved_as``: what its saved texts begin with, so each its own, ending in 自查.
    ``always`` is said with every result, ``cautions`` before all else. ``planning``: where it can be asked before
    acting, too. ``here`` is what the text calls the house that it is for. ``leads`` are the words that lead to its
    page, ``from_article`` those on the page of an article that it applies, ``reserved`` what only an organ finds;
    ``nested``: rules that rest on others are drawn on it, too.

    ``doors``: what its page can be opened for: a fragment of the address, a title and a sentence; ``instead``: what is
    said where another check leads to it. ``beside``: what the provisions of some articles are called where others bear
    on them, by article; ``common``: articles that nearly every rule asks for, which tie no two rules together.

    ``better``: outcomes that a remedy can move between, from the worse to the better. ``turning``: pairs of duties, of
    which the second takes the place of the first for whoever meets both. ``roles`` have parts of what follows;
    ``ungiven`` are tasks that none of them is given.
    """

    key: str
    text: Regulation
    title: str
    called: str
    saved_as: str
    after: str
    evaluator: Evaluator
    verdicts: Mapping[str, Verdict]
    sections: tuple[Section, ...]
    alternatives: Section
    afterwards: tuple[Section, ...]
    assumptions: tuple[Remark, ...]
    tensions: tuple[Tension, ...]
    always: tuple[Remark, ...] = ()
    cautions: tuple[Caution, ...] = ()
    planning: Planning | None = None
    weighing: Weighing | None = None
    doors: tuple[tuple[str, str, str], ...]
    instead: str = ""
    beside: tuple[tuple[int, str], ...] = ()
    common: tuple[int, ...] = ()
    here: str
    leads: str
    from_article: str
    reserved: str
    nested: bool = False
    at_once: bool = False
    afterwards_remarks: tuple[Remark, ...] = ()
    afterwards_tensions: tuple[Tension, ...] = ()
    better: tuple[str, ...] = ()
    turning: tuple[tuple[Duty, Duty], ...] = ()
    roles: tuple[Role, ...] = ()
    ungiven: tuple[Ungiven, ...] = ()

    @property
    def model(self) -> Model:
        return self.evaluator.model

    @property
    def planned(self) -> bool:
        """Whether it can be asked before acting."""
        return self.planning is not None

    @property
    def every_section(self) -> tuple[Section, ...]:
        """In the order in which they are asked."""
        return (*self.sections, *self.afterwards, self.alternatives)

    def applies(self, article: int) -> bool:
        """Whether any of its rules stands in the article."""
        return any(article_of(rule.provision) == article for rule in self.model.rules)

    @property
    def on_page(self) -> tuple[Section, ...]:
        """Those through which its page leads, question by question."""
        return self.every_section if self.at_once else (*self.sections, self.alternatives)

    @cached_property
    def themes(self) -> tuple[tuple[Fact, ...], ...]:
        return tuple(section.facts for section in self.every_section)
