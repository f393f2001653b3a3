"""Whether the page of a workbook is whole: its columns, and nothing merged; what is hidden is told."""

from cchc_rules.diagnostics import catalog
from cchc_rules.office.workbooks.cells import Cells
from cchc_rules.office.workbooks.columns import HEADINGS, PART_HEADINGS, Fixed, Part
from cchc_rules.office.workbooks.layout import address, letters
from cchc_rules.office.workbooks.page import FOR_OTHERS, HEAD, TO_FILL_IN

_OWN_HIDDEN = (Fixed.IDENTITY, Fixed.BASE, Fixed.SAME, Fixed.UNITS, Fixed.COUNTED)


def check_page(cells: Cells) -> bool:
    """Whether there are all the columns that rows are read by."""
    whole = _columns(cells)
    _merged(cells)
    if whole:
        _headings(cells)
        _hidden(cells)
    return whole


def _columns(cells: Cells) -> bool:
    page = cells.grid
    keys = [page.words(1, c) for c in page.by_row.get(1, ()) if c > 1 and page.words(1, c)]
    stages = dict.fromkeys(key.partition("|")[2] for key in keys if "|" in key)
    wanted = [f.value for f in Fixed if f is not Fixed.IDENTITY]
    wanted += [f"{p.value}|{s}" for s in stages for p in Part if p is not Part.OPINION]
    missing = [key for key in wanted if key not in keys]
    doubled = [key for key in dict.fromkeys(keys) if keys.count(key) > 1]
    for how, columns in (("thiếu", missing), ("có hai", doubled)):
        for key in columns:
            cells.add(catalog.COLUMN_WRONG, 1, cells.columns.get(key, 1), how=how, column=key.replace("|", " – "))
    strange = [c for c in {c for row, c in page.cells if row > 1} if not page.words(1, c) and c > 1]
    for column in sorted(strange):
        cells.add(catalog.COLUMN_WRONG, HEAD, column, how="có thêm", column=letters(column))
    return not missing and not doubled


def _merged(cells: Cells) -> None:
    for top, left, bottom, right in cells.grid.merged:
        area = f"{address(top, left)}:{address(bottom, right)}"
        cells.add(catalog.CELL_MERGED, top, left, cells=area)


def _headings(cells: Cells) -> None:
    """Hold the headings that people fill in by against the hidden keys that the cells are read by."""
    for fixed, words in HEADINGS.items():
        _holds(cells, HEAD, cells.columns[fixed.value], (words,))
    for key, column in cells.columns.items():
        kind, _, stage = key.partition("|")
        part = next((p for p in Part if p.value == kind and stage), None)
        if part is not None:
            _holds(cells, HEAD, column, (PART_HEADINGS[part],))
        if part is Part.VALUE:
            _holds(cells, HEAD - 1, column, tuple(stage.upper() + whose for whose in (TO_FILL_IN, FOR_OTHERS)))


def _holds(cells: Cells, row: int, column: int, right: tuple[str, ...]) -> None:
    shown = cells.span(row, column).excerpt
    if shown not in right:
        cells.add(catalog.LOCKED_CHANGED, row, column, shown=shown, right="” hay “".join(right))


def _hidden(cells: Cells) -> None:
    page = cells.grid
    code = cells.columns[Fixed.CODE.value]
    for row in sorted(page.hidden_rows):
        filled = [c for c in page.by_row.get(row, ()) if c > cells.columns[Fixed.COUNTED.value]]
        if row > HEAD and filled:
            cells.add(catalog.CELLS_HIDDEN, row, code, what=f"hàng {row}")
    own = {cells.columns[f.value] for f in _OWN_HIDDEN}
    for column in sorted(page.hidden_columns - own):
        filled = [row for row, c in page.cells if c == column and row > HEAD]
        if filled:
            cells.add(catalog.CELLS_HIDDEN, min(filled), column, what=f"cột {letters(column)}")
