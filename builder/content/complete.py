"""What every note must have, and what it must not write by hand because it is derived: no gap is left in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.content.examples import Examples, rules_of
from builder.content.notes import ELEMENTS, FITS, MEANING, MISSES, PHRASES, RELATED, Note, Section
from builder.core.console import Problem
from checker.body import Body
from checker.text import Article, name

LEAST = 8
"""Phrases a provision must have: what people call it."""
READINGS = "可以有两种读法"


def refuse_gaps(notes: Mapping[int, Note], examples: Mapping[str, Examples], body: Body) -> None:
    """Raises Problem for the first provision without its note, field, phrases or examples, or with too much by hand."""
    for article in body.text.articles:
        note = notes[article.number]
        place = f"docs/articles/{article.number:02}.md"
        for address in _needed(article):
            if address not in note.by_address:
                raise Problem(f"{place}：{name(address)}没有注释；请加一节，标题写“## {address}”。")
            section = note.by_address[address]
            for words in _faults(section, examples.get(address, Examples()), body):
                raise Problem(f"{place} 第{section.line}行：{name(address)}{words}")


def _needed(article: Article) -> list[str]:
    """Every provision; of an article that is one 款 without items, the article alone."""
    return [each.address for each in (article.provisions if len(article.provisions) > 2 else article.provisions[:1])]


def _faults(section: Section, examples: Examples, body: Body) -> Iterator[str]:
    for field in (MEANING, RELATED):
        if not section.fields.get(field):
            yield f"没有“{field}”；请加一段“**{field}**　…”，名字加粗，后面一个全角空格。"
    if len(section.phrases) < LEAST:
        yield f"的“{PHRASES}”有 {len(section.phrases)} 个，至少要 {LEAST} 个；请补上人们会怎样叫它。"
    if READINGS in section.fields:
        yield f"的“{READINGS}”不在注释里写；请删去，写进 docs/readings.toml。"
    if ELEMENTS in section.fields and rules_of(section.address, body):
        yield f"写成了规则，“{ELEMENTS}”从规则里来；请删去，要提醒的写进“容易看错的”。"
    told = {FITS: examples.fits, MISSES: examples.misses}
    if not any(told.values()):
        return
    for field, key in ((FITS, "fits"), (MISSES, "misses")):
        if field in section.fields:
            yield f"“{field}”的例子从案例里来；请删去，写成 cases 里的案例。"
        if not told[field]:
            yield f'没有“{field}”的例子；请在 cases 里给一个案例写上 {key} = ["{section.address}"] 和 story。'
