"""How a provision is cited outside of this site."""

from checker.text import Paragraph, Regulation, article_of, name


def called(address: str, regulation: Regulation) -> str:
    """Its name in a citation: the 款 of an article that has but one goes by the article's number."""
    article = regulation.articles[article_of(address) - 1]
    alone = isinstance(regulation.provision(address), Paragraph) and len(article.paragraphs) == 1
    return name(article.address if alone else address)


def cited(address: str, regulation: Regulation) -> str:
    """The citation, with the regulation's title."""
    return f"《{regulation.title}》{called(address, regulation)}"
