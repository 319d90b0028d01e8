"""One module for each operative article: its facts and its rules, each beside its verbatim sentence.

The comment before a rule says how this site reads what the text leaves open; readings are never an interpretation
under article 15.
"""
