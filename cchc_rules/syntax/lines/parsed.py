"""What reading a text gives: a value, and everything found on the way."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from cchc_rules.diagnostics import Diagnostic, catalog, has_errors, in_order
from cchc_rules.frozen import frozen

T_co = TypeVar("T_co", covariant=True)


@frozen
class Parsed(Generic[T_co]):
    """What was read, None when errors left nothing to stand on, and everything found on the way."""

    value: T_co | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        """Whether there is a value free of errors."""
        return self.value is not None and not has_errors(self.diagnostics)


FOUND_LIMIT = 200
"""How many findings of a file are shown; a file with more is probably not the file it was meant to be."""


def bounded(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings in order, cut after FOUND_LIMIT with a word that they are."""
    ordered = in_order(found)
    if len(ordered) <= FOUND_LIMIT:
        return ordered
    cut = catalog.TOO_MANY.at(ordered[FOUND_LIMIT].span, limit=FOUND_LIMIT)
    return (*ordered[:FOUND_LIMIT], cut)
