"""Words that list things, and can be read as any of them or as all of them."""

from checker.logic.expression import AllOf, AnyOf, Expression, ReadAs, Reading


def any_or_all(reading: Reading, *listed: Expression) -> ReadAs:
    """One of them is enough; by the other side of the reading it takes them all."""
    return ReadAs(reading, AnyOf(*listed), AllOf(*listed))


def all_or_any(reading: Reading, *listed: Expression) -> ReadAs:
    """It takes them all; by the other side of the reading one of them is enough."""
    return ReadAs(reading, AllOf(*listed), AnyOf(*listed))
