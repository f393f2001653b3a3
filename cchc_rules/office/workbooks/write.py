"""The described page as an `.xlsx` file, by xlsxwriter: no other module knows it."""

from fractions import Fraction
from io import BytesIO
from math import ceil
from typing import Any, assert_never

from cchc_rules.office.workbooks.allowed import HERE
from cchc_rules.office.workbooks.layout import Cell, Line, ListOf, Live, Look, Page, Where, address
from cchc_rules.office.workbooks.printing import FONT, MARGIN, printing_of

_LINE_HEIGHT = 15.0
_MOST_HEIGHT = 330.0
_PROMPT_LIMIT = 255
_FOOTER_LIMIT = 200
_BASE = {"font_name": "Times New Roman", "font_size": FONT, "valign": "top", "text_wrap": True}
_BOX = {"border": 1, "border_color": "#BFBFBF"}
_LOOKS: dict[Look, dict[str, Any]] = {
    Look.PLAIN: {"text_wrap": False, "italic": True, "font_color": "#595959"},
    Look.HIDDEN: {"num_format": "@", "text_wrap": False, "font_color": "#A6A6A6"},
    Look.TITLE: {"bold": True, "font_size": 13, "text_wrap": False},
    Look.LABEL: {"align": "right", "text_wrap": False},
    Look.FIGURE: {"bold": True, "align": "left", "text_wrap": False},
    Look.HEADING: {**_BOX, "bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "valign": "vcenter"},
    Look.SECTION: {"bold": True, "bg_color": "#D9E2F3", "text_wrap": False},
    Look.FIELD: {**_BOX, "bold": True, "bg_color": "#DDEBF7", "num_format": "General"},
    Look.GROUP: {**_BOX, "bold": True, "bg_color": "#F2F2F2", "num_format": "General"},
    Look.CODE: {**_BOX, "num_format": "@"},
    Look.WORDS: _BOX,
    Look.POINTS: {**_BOX, "num_format": "General", "align": "right"},
    Look.NUMBER: {**_BOX, "num_format": "General", "align": "right"},
    Look.PERCENT: {**_BOX, "num_format": "0.00####%", "align": "right"},
    Look.TEXT: {**_BOX, "num_format": "@"},
}
_OPEN, _SHUT = "#FFF9E5", "#EDEDED"


def written(page: Page) -> bytes:
    """The bytes of the workbook. Raises ImportError where the extra `excel` is not installed."""
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(page.name)
        formats = _Formats(book)
        for at, column in enumerate(page.columns):
            sheet.set_column(at, at, column.width, None, {"hidden": column.hidden})
        for row, line in enumerate(page.lines, 1):
            _write_line(sheet, formats, page, row, line)
        sheet.freeze_panes(page.head, page.left)
        sheet.autofilter(page.head - 1, 2, len(page.lines) - 1, len(page.columns) - 1)
        sheet.outline_settings(symbols_below=False)
        sheet.protect(
            "", {"autofilter": True, "format_columns": True, "format_rows": True, "select_locked_cells": True}
        )
        _set_print(sheet, page)
    return out.getvalue()


def _set_print(sheet: Any, page: Page) -> None:
    printing = printing_of(page)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=MARGIN, right=MARGIN, top=0.5, bottom=0.6)
    sheet.set_print_scale(printing.scale)
    sheet.set_v_pagebreaks([column - 1 for column in printing.breaks])
    sheet.repeat_rows(page.head - 2, page.head - 1)
    sheet.repeat_columns(0, page.left - 1)
    sheet.print_across()
    sheet.print_area(0, 0, len(page.lines) - 1, printing.last - 1)
    title = next(str(cell.value) for line in page.lines for cell in line.cells if cell.look is Look.TITLE)
    sheet.set_footer(f"&L{title.replace('&', '&&')[:_FOOTER_LIMIT]}&RTrang &P/&N")


class _Formats:
    """The formats of a book, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[Look, bool, bool], Any] = {}

    def of(self, cell: Cell, filled: bool) -> Any:
        """The format of a cell; a cell that somebody fills in at some stage is coloured by whether it is open now."""
        key = (cell.look, cell.open, filled)
        if key not in self._made:
            colour = {"bg_color": _OPEN if cell.open else _SHUT} if filled else {}
            self._made[key] = self._book.add_format({**_BASE, **_LOOKS[cell.look], **colour, "locked": not cell.open})
        return self._made[key]


def _write_line(sheet: Any, formats: _Formats, page: Page, row: int, line: Line) -> None:
    options = {"hidden": line.hidden, **({"level": line.level} if line.level else {})}
    sheet.set_row(row - 1, _height(page, line), None, options)
    for cell in line.cells:
        style = formats.of(cell, cell.look in (Look.POINTS, Look.PERCENT, Look.TEXT))
        _write_value(sheet, row - 1, cell, style)
        if cell.allowed is not None:
            sheet.data_validation(
                row - 1, cell.column - 1, row - 1, cell.column - 1, _validation(cell.allowed, address(row, cell.column))
            )


def _write_value(sheet: Any, row: int, cell: Cell, style: Any) -> None:
    at = (row, cell.column - 1)
    match cell.value:
        case None:
            sheet.write_blank(*at, None, style)
        case str():
            sheet.write_string(*at, cell.value, style)
        case Fraction():
            sheet.write_number(*at, float(cell.value), style)
        case Live():
            stored = cell.value.value
            shown = float(stored) if isinstance(stored, Fraction) else stored
            sheet.write_formula(*at, f"={cell.value.text}", style, shown)
        case _:
            assert_never(cell.value)


def _validation(allowed: ListOf | Where, cell: str) -> dict[str, Any]:
    shown = {
        "input_message": allowed.prompt[:_PROMPT_LIMIT],
        "error_title": "Giá trị không được nhận",
        "error_message": allowed.prompt[:_PROMPT_LIMIT],
    }
    if isinstance(allowed, ListOf):
        return {"validate": "list", "source": list(allowed.words), **shown}
    return {"validate": "custom", "value": "=" + allowed.formula.replace(HERE, cell), **shown}


def _height(page: Page, line: Line) -> float:
    """High enough for the longest text of the row, for no program makes rows fit when it opens a file."""
    wrapped = (c for c in line.cells if _LOOKS[c.look].get("text_wrap", True) and isinstance(c.value, str))
    lines = [_lines(str(c.value), page.columns[c.column - 1].width) for c in wrapped if c.look is not Look.HIDDEN]
    return min(max([1, *lines]) * _LINE_HEIGHT + 2, _MOST_HEIGHT)


def _lines(text: str, width: int) -> int:
    return sum(max(1, ceil(len(part) / width)) for part in text.split("\n"))
