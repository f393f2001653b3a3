"""Values that a rubric states by year: whether it states one for an assessment year."""

from collections.abc import Iterator

from cchc_rules.checks.rules.facts_used import arithmetic
from cchc_rules.diagnostics import Diagnostic, Related, catalog
from cchc_rules.model.expression import ByYear, walk
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import Span
from cchc_rules.writing.expressions import expression


def values_of_year(rubric: Rubric, year: int, sheet: Span | None = None) -> Iterator[Diagnostic]:
    """L643 where values by year have none for the year; P444 at the place in a sheet that names the year, if given."""
    told: set[ByYear] = set()
    for placed in arithmetic(rubric):
        for part in walk(placed.expression):
            if not isinstance(part, ByYear) or part in told or part.of(year) is not None:
                continue
            told.add(part)
            at, words = placed.near("theo năm"), expression(part)
            if sheet is None:
                yield catalog.YEAR_WITHOUT_VALUE.at(at, year=year, values=words)
            else:
                related = (Related("các giá trị theo năm ghi ở đây", at),) if at is not None else ()
                yield catalog.SHEET_YEAR_WITHOUT_VALUE.at(sheet, year=year, values=words, related=related)
