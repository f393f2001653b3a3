"""The pages of an `.xlsx` file as printed tables."""

from collections.abc import Iterator
from typing import assert_never

from attrs import evolve

from cchc_rules.model.numbers import vietnamese
from cchc_rules.office.tables.printed import Joined, Odd, Oddity, PrintedCell, PrintedRow, PrintedTable
from cchc_rules.office.workbooks.grid import Dated, Failed, Found, Grid, Number, Truth, Unsaved, Words, pages_of
from cchc_rules.office.workbooks.layout import address, letters
from cchc_rules.office.workbooks.shown import shown_otherwise


def tables_of(data: bytes) -> tuple[PrintedTable, ...]:
    """A table a page that has something. Raises UnreadableError, and ImportError without the extra `excel`."""
    pages = [page for page in pages_of(data) if page.cells]
    return tuple(_table(page, len(pages) > 1) for page in pages)


def _table(page: Grid, named: bool) -> PrintedTable:
    """The page; words on rows of one cell are above or below the table too, for they tell what it is."""
    rows = tuple(_rows(page, f"{page.name}!" if named else ""))
    wide = [at for at, row in enumerate(rows) if len(row.own) > 1]
    first, last = (wide[0], wide[-1]) if wide else (0, len(rows))
    return PrintedTable(f"trang “{page.name}”", rows, _words(rows[:first]), _words(rows[last + 1 :]), page.hidden, True)


def _words(rows: tuple[PrintedRow, ...]) -> tuple[str, ...]:
    return tuple(line for row in rows for cell in row.own for line in cell.lines)


def _rows(page: Grid, prefix: str) -> Iterator[PrintedRow]:
    merged = {
        (row, column): area
        for area in page.merged
        for row in range(area[0], area[2] + 1)
        for column in range(area[1], area[3] + 1)
    }
    width = max(column for _, column in page.cells)
    hidden_told: set[int] = set()
    for row in sorted(page.by_row):
        cells: list[PrintedCell] = []
        for column in range(1, width + 1):
            area = merged.get((row, column))
            top, left = (area[0], area[1]) if area is not None else (row, column)
            joined = _joined(top < row, left < column)
            at = f"{prefix}{address(row, column)}"
            made = _cell(page.at(top, left), at, joined)
            if joined is Joined.NO and (note := page.notes.get((row, column))) is not None:
                made = evolve(made, odd=(*made.odd, Odd(Oddity.COMMENT, " ".join(note.split()))))
            if column in page.hidden_columns and column not in hidden_told and made.text:
                hidden_told.add(column)
                made = PrintedCell(made.lines, at, (*made.odd, Odd(Oddity.HIDDEN, f"cột {letters(column)}")), joined)
            cells.append(made)
        yield PrintedRow(row, tuple(cells), row in page.hidden_rows)


def _joined(below: bool, right: bool) -> Joined:
    if below:
        return Joined.CORNER if right else Joined.ABOVE
    return Joined.LEFT if right else Joined.NO


def _cell(found: Found | None, at: str, joined: Joined) -> PrintedCell:
    if found is None:
        return PrintedCell((), at, joined=joined)
    lines, odd = _content(found)
    if found.formula is not None and not isinstance(found.content, Unsaved):
        odd = (*odd, Odd(Oddity.FORMULA, found.formula))
    if found.struck:
        odd = (*odd, Odd(Oddity.STRUCK, " ".join(lines)))
    return PrintedCell(lines, at, odd if joined is Joined.NO else (), joined)


def _content(found: Found) -> tuple[tuple[str, ...], tuple[Odd, ...]]:
    match found.content:
        case Words(text):
            return tuple(line for part in text.splitlines() if (line := " ".join(part.split()))), ()
        case Number(value, percent, form):
            kept = f"{vietnamese(value * 100)}%" if percent else vietnamese(value)
            shown = shown_otherwise(value, form)
            return (kept,), (Odd(Oddity.NUMBER), *([Odd(Oddity.SHOWN, shown)] if shown is not None else []))
        case Truth(value):
            return ("TRUE" if value else "FALSE",), ()
        case Dated(shown):
            return (shown,), (Odd(Oddity.DATE, shown),)
        case Failed(error):
            return (error,), (Odd(Oddity.ERROR, error),)
        case Unsaved(formula):
            return (), (Odd(Oddity.UNSAVED, formula),)
        case _:
            assert_never(found.content)
