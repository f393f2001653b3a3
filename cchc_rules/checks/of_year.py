"""All that checks say of one assessment year."""

from collections.abc import Iterator

from cchc_rules.checks.deadlines import deadlines_of_year
from cchc_rules.checks.values_of_year import values_of_year
from cchc_rules.diagnostics import Diagnostic
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import Span


def of_year(rubric: Rubric, year: int, sheet: Span | None = None) -> Iterator[Diagnostic]:
    """Its deadlines and its values, at the place in a sheet that names the year, if given."""
    yield from deadlines_of_year(rubric, year, sheet)
    yield from values_of_year(rubric, year, sheet)
