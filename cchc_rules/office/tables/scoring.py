"""Sentences on scoring, as printed, to rules that are proposed: nobody has accepted them yet."""

from collections.abc import Sequence

from cchc_rules.model.rubric import Criterion


def proposed(row: Criterion, wording: Sequence[str]) -> tuple[str, ...]:
    """The lines of a rule for a row whose printed words have a known pattern; none for any other."""
    return ()
