"""No more findings than anybody reads."""

from collections.abc import Iterable

from cchc_rules.diagnostics import catalog
from cchc_rules.diagnostics.diagnostic import Diagnostic, in_order

FOUND_LIMIT = 200
"""How many findings of a file are shown; a file with more is probably not the file it was meant to be."""


def bounded(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings in order, cut after FOUND_LIMIT with a word that they are."""
    ordered = in_order(found)
    if len(ordered) <= FOUND_LIMIT:
        return ordered
    cut = catalog.TOO_MANY.at(ordered[FOUND_LIMIT].span, limit=FOUND_LIMIT)
    return (*ordered[:FOUND_LIMIT], cut)
