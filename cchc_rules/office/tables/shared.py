"""Cells that are one over several rows: words go to each row, numbers and names to none without being asked."""

from collections.abc import Collection, Iterator, Sequence

from attrs import evolve

from cchc_rules.model.numbers import vietnamese
from cchc_rules.office.tables.columns import Column, Heads
from cchc_rules.office.tables.printed import Joined, PrintedRow
from cchc_rules.office.tables.rows import PrintedLine, Row, Shared
from cchc_rules.office.tables.values import Misread, Points


def with_shared_cells(lines: Sequence[PrintedLine], rows: Sequence[PrintedRow], heads: Heads) -> Iterator[PrintedLine]:
    """The lines of a table with what its merged cells leave open; `rows` are all rows of the table."""
    coded = {line.number for line in lines if isinstance(line, Row) and line.code is not None}
    places = {row.number: at for at, row in enumerate(rows)}
    for line in lines:
        if isinstance(line, Row) and not line.notes:
            yield _asked(line, rows[places[line.number] :], heads, coded)
        else:
            yield line


def _asked(row: Row, rows: Sequence[PrintedRow], heads: Heads, coded: Collection[int]) -> Row:
    """A row with what it shares; `rows` are its own and those below it."""
    survey = row.by_survey if _among(rows, heads.at(Column.SURVEY), coded) else None
    own = row.by_survey if survey is None else None
    points = row.points
    if isinstance(points, Points) and _among(rows, heads.at(Column.MOST), coded):
        points = Misread("gộp với ô phía dưới, không rõ điểm của từng dòng")
    asked = [
        (Column.TITLE, "tên ở ô gộp với hàng phía trên", _goes_on(rows[0], heads.at(Column.TITLE))),
        (Column.WORDING, "lời văn ở ô gộp nhiều dòng", _among(rows, heads.at(Column.WORDING), coded)),
    ]
    if survey is not None:
        asked.append((Column.SURVEY, f"cột ĐTXHH ghi {vietnamese(survey)} ở ô gộp nhiều dòng", True))
    found = [(heads.at(column), what) for column, what, is_so in asked if is_so]
    shared = tuple(Shared(rows[0].cells[at], what) for at, what in found if at is not None and rows[0].cells[at].text)
    noted = _among(rows, heads.at(Column.NOTE), coded)
    return evolve(row, points=points, by_survey=own, shared=shared, note_shared=noted)


def _among(rows: Sequence[PrintedRow], place: int | None, coded: Collection[int]) -> bool:
    """Whether the first row has a cell in one with that of another row which has a code."""
    if place is None or not rows[0].cells[place].text:
        return False
    for row in rows[1:]:
        if not _goes_on(row, place):
            break
        if row.number in coded:
            return True
    return _goes_on(rows[0], place)


def _goes_on(row: PrintedRow, place: int | None) -> bool:
    return place is not None and row.cells[place].joined is Joined.ABOVE
