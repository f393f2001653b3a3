"""The printed table of a rubric as an `.xlsx` file of one sheet: codes are texts, points numbers."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from cchc_rules.model.numbers import decimal_string, is_decimal
from cchc_rules.office.steady_zip import steady
from cchc_rules.office.tables.columns import Column
from cchc_rules.office.tables.made import NOTES, Made, MadeCell, MadeRow, Weight

_WIDTHS = {
    Column.ADDRESS: 9,
    Column.CODE: 9,
    Column.TITLE: 62,
    Column.MOST: 11,
    Column.NOTE: 16,
    Column.WORDING: 44,
}
_DIGITS = 15
_DAY = datetime(2020, 3, 5, tzinfo=UTC)
"""Of no day that it is made on: the same content gives the same bytes."""
_LINE = 16
_FONT = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "valign": "vcenter"}


def xlsx_of(made: Made) -> bytes:
    """The workbook. Raises ImportError where the extra `excel` is not installed."""
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": made.title, "created": _DAY})
    page = book.add_worksheet("Bảng tiêu chí")
    looks = _looks(book)
    columns = [column for column, _ in made.columns]
    for at, column in enumerate(columns):
        page.set_column(at, at, _WIDTHS[column])
    top = 0
    for text, look in ((made.annex, "title"), (made.title, "title"), (made.with_instrument, "plain")):
        if text is not None:
            page.merge_range(top, 0, top, len(columns) - 1, "", looks[look])
            page.write_string(top, 0, text, looks[look])
            page.set_row(top, _height(text, sum(_WIDTHS[c] for c in columns)))
            top += 1
    for at, (_, text) in enumerate(made.columns):
        page.write_string(top, at, text, looks["head"])
    page.freeze_panes(top + 1, 0)
    page.repeat_rows(top)
    for number, row in enumerate(made.rows, start=top + 1):
        _row(page, number, row, columns, looks)
    _notes(page, made, top + len(made.rows) + 2, looks)
    _print(page)
    book.close()
    return steady(out.getvalue())


def _looks(book: Any) -> dict[str, Any]:
    line = {"border": 1, **_FONT}
    number = {"num_format": "General", "align": "center"}
    return {
        "title": book.add_format({**_FONT, "bold": True, "align": "center"}),
        "plain": book.add_format({**_FONT, "align": "center"}),
        "note": book.add_format({**_FONT, "font_size": 11}),
        "head": book.add_format({**line, "bold": True, "align": "center"}),
        "words": book.add_format(line),
        "words bold": book.add_format({**line, "bold": True}),
        "middle": book.add_format({**line, "align": "center", "num_format": "@"}),
        "middle bold": book.add_format({**line, "align": "center", "bold": True, "num_format": "@"}),
        "points": book.add_format({**line, **number}),
        "points bold": book.add_format({**line, **number, "bold": True}),
    }


def _row(page: Any, number: int, row: MadeRow, columns: list[Column], looks: dict[str, Any]) -> None:
    bold = " bold" if row.weight in (Weight.FIELD, Weight.TOTAL) else ""
    for at, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
        if cell.points is not None and _fits(cell):
            page.write_number(number, at, float(cell.points), looks[f"points{bold}"])
        else:
            look = "words" if column in (Column.TITLE, Column.WORDING) else "middle"
            page.write_string(number, at, "\n".join(cell.lines), looks[f"{look}{bold}"])
    heights = (_height(line, _WIDTHS[c]) for c, cell in zip(columns, row.cells, strict=True) for line in cell.lines)
    lines = max((len(cell.lines) for cell in row.cells), default=1)
    page.set_row(number, max(*heights, lines * _LINE, _LINE))


def _fits(cell: MadeCell) -> bool:
    """Whether a number is kept to its last digit: programs keep 15."""
    assert cell.points is not None
    return is_decimal(cell.points) and len(decimal_string(cell.points).replace(".", "").strip("-0")) <= _DIGITS


def _height(text: str, width: int) -> int:
    """The height of a row in points for a text that wraps; programs do not work it out for files they did not make."""
    letters = sum(1.35 if c.isupper() else 1.05 for c in text)
    return _LINE * (int(letters / width) + 1)


def _notes(page: Any, made: Made, top: int, looks: dict[str, Any]) -> None:
    if not made.notes:
        return
    page.write_string(top, 0, NOTES, looks["title"])
    width = sum(_WIDTHS[column] for column, _ in made.columns)
    for at, note in enumerate(made.notes, start=top + 1):
        page.merge_range(at, 0, at, len(made.columns) - 1, "", looks["note"])
        page.write_string(at, 0, note, looks["note"])
        page.set_row(at, _height(note, width))


def _print(page: Any) -> None:
    page.set_paper(9)
    page.set_margins(left=30 / 25.4, right=15 / 25.4, top=20 / 25.4, bottom=20 / 25.4)
    page.fit_to_pages(1, 0)
    page.set_footer("&C&P")
