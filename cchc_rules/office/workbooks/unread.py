"""Nothing that somebody entered goes unread in silence: whatever was not looked at is told with its cell."""

from collections.abc import Iterator, Mapping

from cchc_rules.diagnostics import catalog
from cchc_rules.office.workbooks.cells import Cells
from cchc_rules.office.workbooks.columns import Fixed
from cchc_rules.office.workbooks.page import HEAD
from cchc_rules.office.workbooks.records import Kind

_SHOWN = 40
_OWN: Mapping[Kind, tuple[Fixed, ...]] = {
    Kind.HEADER: (Fixed.TITLE,),
    Kind.FACT: (Fixed.TITLE, Fixed.MOST),
    Kind.WORDS: (Fixed.TITLE, Fixed.MOST),
    Kind.TALLY: (Fixed.TITLE, Fixed.MOST),
    Kind.ALL: (Fixed.TITLE,),
    Kind.ROW: (Fixed.CODE, Fixed.TITLE, Fixed.MOST, Fixed.POINTS),
}
"""What the workbook itself says of a row, by kind."""
_VISIBLE = (Fixed.CODE, Fixed.TITLE, Fixed.MOST, Fixed.POINTS)


def check_unread(cells: Cells, rows: Mapping[int, Kind]) -> None:
    """Tell every cell that is filled in and was not read; `rows` are those of the workbook, by number."""
    for row, column in (*_among(cells, rows), *_above(cells)):
        cells.add(catalog.CELL_UNREAD, row, column, shown=cells.span(row, column).excerpt[:_SHOWN])
    for (row, column), text in cells.grid.notes.items():
        cells.add(catalog.CELL_NOTE, row, column, shown=" ".join(text.split())[:_SHOWN])
    _overwritten(cells, rows)


def _among(cells: Cells, rows: Mapping[int, Kind]) -> Iterator[tuple[int, int]]:
    entered = {at for key, at in cells.columns.items() if "|" in key}
    visible = {cells.columns[f.value]: f for f in _VISIBLE}
    for row, kind in rows.items():
        for column in cells.grid.by_row.get(row, ()):
            unread = column in entered and (row, column) not in cells.read
            if unread or (column in visible and visible[column] not in _OWN[kind]):
                yield row, column


def _above(cells: Cells) -> Iterator[tuple[int, int]]:
    """Words beside the totals: what the workbook says there itself ends with the first column that is filled in."""
    first = min(at for key, at in cells.columns.items() if "|" in key)
    for row in range(2, HEAD - 1):
        yield from ((row, column) for column in cells.grid.by_row.get(row, ()) if column > first)


def _overwritten(cells: Cells, rows: Mapping[int, Kind]) -> None:
    """Live cells that hold something else now; told once, for a program may have done it to all."""
    column = cells.columns[Fixed.POINTS.value]
    live = [*range(3, HEAD - 1), *(row for row, kind in rows.items() if kind is Kind.ROW)]
    found = [(row, cells.grid.at(row, column)) for row in live]
    typed = [row for row, cell in found if cell is not None and cell.formula is None]
    if typed:
        cells.add(catalog.LIVE_OVERWRITTEN, typed[0], column, count=len(typed))
