"""Rows without a code below one that has: rows of its group, or what it may score, of which one holds."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from cchc_rules.model.numbers import vietnamese
from cchc_rules.office.tables.rows import PrintedLine, Row, Said
from cchc_rules.office.tables.values import Points


def with_levels_said(lines: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    """The lines with rows that are levels of the row above them as words on scoring: `Đúng hạn: 2 điểm`.

    Levels do not come to the points of the row, and the best of them is all of these.
    """
    at = 0
    while at < len(lines):
        line = lines[at]
        yield line
        at += 1
        if not isinstance(line, Row) or line.code is None:
            continue
        run = _run(lines, at)
        if _are_levels(line, run):
            yield from (Said(r.at, r.number, f"{r.title}: {vietnamese(_value(r))} điểm") for r in run)
            at += len(run)


def _run(lines: Sequence[PrintedLine], start: int) -> list[Row]:
    found: list[Row] = []
    for line in lines[start:]:
        if not isinstance(line, Row) or line.code is not None or line.strange is not None:
            break
        found.append(line)
    return found


def _are_levels(row: Row, run: Sequence[Row]) -> bool:
    if not isinstance(row.points, Points) or not run or not all(isinstance(r.points, Points) for r in run):
        return False
    values = [_value(r) for r in run]
    plain = not any(r.wording or r.remark.survey for r in run) and all(r.title for r in run)
    return plain and sum(values) != row.points.value and max(values) == row.points.value


def _value(row: Row) -> Fraction:
    return row.points.value if isinstance(row.points, Points) else Fraction(0)
