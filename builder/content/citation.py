"""How a provision is cited outside of this site."""

from checker.regulations.xishuangbanna.text import REGULATION
from checker.text import Paragraph, article_of, name


def called(address: str) -> str:
    """Its name in a citation: the 款 of an article that has but one goes by the article's number."""
    article = REGULATION.articles[article_of(address) - 1]
    alone = isinstance(REGULATION.provision(address), Paragraph) and len(article.paragraphs) == 1
    return name(article.address if alone else address)


def cited(address: str) -> str:
    """The citation, with the regulation's title."""
    return f"《{REGULATION.title}》{called(address)}"
