"""Each operative article under its number: what it asks, and its rules, each beside its verbatim sentence.

A short article is one module, ``a05``. A long one is a folder: ``a08/facts`` holds its questions, ``a08/i03`` the rule
of item 8(3) with its readings, and ``a08`` itself puts the rules together.

The comment before a rule says how this site reads what the text leaves open; readings are never an interpretation
under article 15.
"""
