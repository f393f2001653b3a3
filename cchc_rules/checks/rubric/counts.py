"""Declared numbers of rows, for the whole table and inside a row."""

from collections import Counter
from collections.abc import Iterator, Mapping

from cchc_rules.checks.words_and_places import narrow
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Count, Rubric

Census = Mapping[tuple[Code | None, str], int]
"""How many rows of a level lie below a code; below None, in the whole table."""


def census(rubric: Rubric) -> Census:
    """Every count of rows that a rubric could declare, by one walk."""
    found: Counter[tuple[Code | None, str]] = Counter()
    for row in rubric.walk():
        level = rubric.level_of(row)
        group: Code | None = row.code
        while group is not None:
            group = group.parent
            found[group, level] += 1
    return found


def counts_are_right(rubric: Rubric) -> Iterator[Diagnostic]:
    """K303, B212: every declared number is that of the rows counted, of a level that the rubric has."""
    actual = census(rubric)
    yield from _compare(rubric, actual, rubric.provisions.counts, None)
    for row in rubric.walk():
        yield from _compare(rubric, actual, row.counts, row.code)


def _compare(
    rubric: Rubric, found: Census, stated: Stated[tuple[Count, ...]] | None, inside: Code | None
) -> Iterator[Diagnostic]:
    if stated is None:
        return
    for count in stated.value:
        span = narrow(stated.at, f"{count.number} {count.level}")
        if count.level not in rubric.level_names:
            names = ", ".join(rubric.level_names)
            yield catalog.UNKNOWN_LEVEL.at(narrow(stated.at, count.level), word=count.level, names=names)
            continue
        actual = found[inside, count.level]
        if actual != count.number:
            yield catalog.COUNT_WRONG.at(span, declared=count.number, level=count.level, actual=actual)
