"""Compare the sums and counts that a rubric declares with its rows: an amendment must not break them."""

from collections.abc import Iterator
from enum import Enum
from fractions import Fraction

from cchc_rules.frozen import frozen
from cchc_rules.model.amendments.operation import (
    AddSentence,
    ChangeMax,
    ChangeSentence,
    ChangeTag,
    InsertRows,
    MoveRow,
    OfForm,
    Operation,
    RepealRow,
    ReplaceRows,
    ReplaceTable,
    codes_of,
)
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Count, Criterion, Rubric

_ZERO = Fraction(0)


class Declared(Enum):
    """What does not hold."""

    SUM = "điểm tối đa"
    TOTAL = "tổng điểm"
    SURVEY = "ĐTXHH"
    COUNT = "số lượng"
    SURVEY_GROUP = "nhãn ĐTXHH"


@frozen
class Imbalance:
    """A declaration that differs from the rows; `code` None is the whole table, `level` that of a count."""

    what: Declared
    code: Code | None
    declared: Fraction
    actual: Fraction
    level: str = ""


def imbalances(rubric: Rubric) -> tuple[Imbalance, ...]:
    """Every sum, total, ĐTXHH split and count that does not hold, in the order of the table."""
    found = [*_total(rubric)]
    tallies = [_row(rubric, field, found) for field in rubric.fields]
    whole = _merged(tallies)
    counts = rubric.provisions.counts
    found += _counts(counts.value if counts else (), whole, None)
    return tuple(found)


def _total(rubric: Rubric) -> Iterator[Imbalance]:
    total = rubric.provisions.total
    if total is None:
        return
    actual = sum((c.max for c in rubric.fields), _ZERO)
    if actual != total.value.points:
        yield Imbalance(Declared.TOTAL, None, total.value.points, actual)
    survey = rubric.survey_max
    if total.value.survey is not None and survey != total.value.survey:
        yield Imbalance(Declared.SURVEY, None, total.value.survey, survey)


def _row(rubric: Rubric, row: Criterion, found: list[Imbalance]) -> dict[str, int]:
    """Rows of each level in a row, itself included; what does not hold goes to `found`."""
    if row.children:
        actual = sum((c.max for c in row.children), _ZERO)
        if row.group is None and actual != row.max and not row.has_deductions:
            found.append(Imbalance(Declared.SUM, row.code, row.max, actual))
        if row.survey:
            found.append(Imbalance(Declared.SURVEY_GROUP, row.code, _ZERO, _ZERO))
    inside = _merged([_row(rubric, child, found) for child in row.children])
    if row.counts is not None:
        found += _counts(row.counts.value, inside, row.code)
    level = rubric.level_of(row)
    return {**inside, level: inside.get(level, 0) + 1}


def _counts(declared: tuple[Count, ...], actual: dict[str, int], code: Code | None) -> Iterator[Imbalance]:
    for count in declared:
        number = actual.get(count.level, 0)
        if number != count.number:
            yield Imbalance(Declared.COUNT, code, Fraction(count.number), Fraction(number), count.level)


def _merged(tallies: list[dict[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for tally in tallies:
        for level, number in tally.items():
            sums[level] = sums.get(level, 0) + number
    return sums


def numbers_in(rubric: Rubric, rows: tuple[Criterion, ...]) -> dict[str, int]:
    """How many rows of each level stand among `rows` and in them."""
    return _merged([_row(rubric, row, []) for row in rows])


# ---- which operations move them

_ROWS = (InsertRows, RepealRow, MoveRow, ReplaceRows, ReplaceTable)
_MOVING: dict[Declared, tuple[type[Operation], ...]] = {
    Declared.SUM: (ChangeMax, *_ROWS),
    Declared.TOTAL: (ChangeMax, *_ROWS),
    Declared.SURVEY: (ChangeMax, ChangeTag, *_ROWS),
    Declared.COUNT: _ROWS,
    Declared.SURVEY_GROUP: (ChangeTag, InsertRows, MoveRow, ReplaceRows),
}


def moved_by(operation: Operation) -> Iterator[tuple[Declared, Code | None]]:
    """Every declaration that an operation may move or state: of which row, None for the whole table."""
    if isinstance(operation, ChangeSentence | AddSentence):
        if not isinstance(operation.owner, OfForm):
            yield from ((what, operation.owner) for what in Declared if operation.slot is _declaring(what))
        return
    concerned = {above for code in codes_of(operation) for above in (*code.up(), None)}
    for what, kinds in _MOVING.items():
        if isinstance(operation, kinds):
            yield from ((what, code) for code in concerned)


def _declaring(what: Declared) -> Slot:
    return Slot.COUNTS if what is Declared.COUNT else Slot.TOTAL
