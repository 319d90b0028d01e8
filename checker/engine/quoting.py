"""Rules that quote: a rule cannot be made whose words do not stand verbatim in its provision."""

from __future__ import annotations

from dataclasses import dataclass

from checker.logic import Element, Expression, Quote, Rule
from checker.text import Article, Paragraph, Regulation, article_of, name


class Misquoted(ValueError):
    """Words that a rule quotes and its provision does not have."""


@dataclass(frozen=True, slots=True)
class Quoting:
    """Makes what quotes the text."""

    text: Regulation

    def rule(self, address: str, title: str, sentence: str, condition: Expression) -> Rule:
        """A rule of the provision. Raises Misquoted, or UnknownProvision, where the text does not bear it out."""
        made = Rule(address, title, sentence, condition)
        self._check(made.quote)
        self._check_elements(condition, made.quote)
        return made

    def quoted(self, address: str, words: str) -> Quote:
        """Words of the provision, to stand beside what is no rule. Raises as ``rule`` does."""
        made = Quote(address, words)
        self._check(made)
        return made

    def cited(self, address: str) -> str:
        """The provision in words, for sentences that name it: 第七条第（三）项. Raises UnknownProvision."""
        return name(self.text.provision(address).address)

    def cited_here(self, address: str) -> str:
        """The same within its own article: 第（三）项. Raises UnknownProvision."""
        return self.cited(address).removeprefix(name(str(article_of(address))))

    def _check_elements(self, expression: Expression, quote: Quote) -> None:
        """The elements that are the rule's own; a rule within it was checked when it was made."""
        if isinstance(expression, Rule):
            return
        if isinstance(expression, Element):
            own = expression.quote_within(quote)
            if own.provision != quote.provision:
                self._check(own)
                quote = own
            elif own.words not in quote.words:
                raise Misquoted(_message(own, f"规则所引的句子“{quote.words}”"))
        for part in expression.parts:
            self._check_elements(part, quote)

    def _check(self, quote: Quote) -> None:
        place = self.text.provision(quote.provision)
        if quote.words not in (place.text if isinstance(place, Article | Paragraph) else place.line):
            raise Misquoted(_message(quote, "条文"))


def _message(quote: Quote, where: str) -> str:
    return f"{quote.provision} 的规则引了“{quote.words}”，{where}里没有这些字；请照条文改"
