"""Rules that quote: a rule cannot be made whose words do not stand verbatim in its provision."""

from __future__ import annotations

from checker.logic import Element, Expression, Quote, Rule, walk
from checker.text import Article, Paragraph, provision


class Misquoted(ValueError):
    """Words that a rule quotes and its provision does not have."""


def rule(address: str, title: str, sentence: str, condition: Expression) -> Rule:
    """A rule of the provision. Raises Misquoted, or UnknownProvision, where the text does not bear it out."""
    made = Rule(address, title, sentence, condition)
    for part, quote in walk(made):
        if isinstance(part, Rule | Element) and quote is not None:
            own = quote.provision == address
            _check(quote, within=sentence if own and isinstance(part, Element) else None)
    return made


def _check(quote: Quote, within: str | None) -> None:
    place = provision(quote.provision)
    text = place.text if isinstance(place, Article | Paragraph) else place.line
    if quote.words not in (text if within is None else within):
        where = "条文" if within is None else f"规则所引的句子“{within}”"
        raise Misquoted(f"第 {quote.provision} 处的规则引了“{quote.words}”，{where}里没有这些字；请照条文改")
