"""明界 (Mingjie): what each article of one regulation says to a hypothetical case, with reasons.

The way of the data: ``text`` (the regulation, once) and ``logic`` (truth, combinators, evaluation; knows no law) →
``articles`` (facts and rules beside their sentences) → ``verdict`` (their order of precedence) → ``study`` (one case,
answered) → ``view`` (the same result in Chinese, for a page or a terminal) → ``bridge`` and ``__main__``.
"""
