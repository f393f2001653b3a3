"""The cells of an `.xlsx` file, as they are, by openpyxl: no other module knows it."""

import datetime
import re
import unicodedata
import warnings
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from io import BytesIO
from typing import Any

from attrs import field

from cchc_rules.frozen import frozen
from cchc_rules.model.dates import date
from cchc_rules.office.archive import UnreadableError as UnreadableError
from cchc_rules.office.archive import check_archive
from cchc_rules.office.workbooks.strict import check_pages, check_size

_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


@frozen
class Number:
    """A number by its 15 significant digits; `percent` tells how it is shown."""

    value: Fraction
    percent: bool = False
    form: str = "General"
    """The format that it is shown by."""


@frozen
class Words:
    """A text."""

    text: str


@frozen
class Truth:
    """TRUE or FALSE."""

    value: bool


@frozen
class Dated:
    """A number shown as a day or a time, as the program says it."""

    shown: str


@frozen
class Failed:
    """`#DIV/0!`."""

    error: str


@frozen
class Unsaved:
    """A formula without a stored value."""

    formula: str


Content = Number | Words | Truth | Dated | Failed | Unsaved


@frozen
class Found:
    """What is in a cell that is not empty, and the formula that gave it."""

    content: Content
    formula: str | None = None
    struck: bool = False
    """Whether its letters are struck out."""


@frozen(eq=False)
class Grid:
    """One page: cells by row and column, from 1; ranges that are merged; rows and columns that are hidden."""

    name: str
    cells: Mapping[tuple[int, int], Found]
    merged: tuple[tuple[int, int, int, int], ...]
    """First row, first column, last row, last column."""
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    notes: Mapping[tuple[int, int], str] = field(factory=dict)
    """What is written on cells, beside what is in them."""
    hidden: bool = False

    def at(self, row: int, column: int) -> Found | None:
        """What is in a cell; None when it is empty."""
        return self.cells.get((row, column))

    def words(self, row: int, column: int) -> str:
        """The text of a cell; empty when it has none."""
        found = self.at(row, column)
        return found.content.text if found is not None and isinstance(found.content, Words) else ""

    @cached_property
    def by_row(self) -> Mapping[int, tuple[int, ...]]:
        """The columns that have something, by row."""
        made: dict[int, list[int]] = {}
        for row, column in sorted(self.cells):
            made.setdefault(row, []).append(column)
        return {row: tuple(columns) for row, columns in made.items()}


def pages_of(data: bytes) -> tuple[Grid, ...]:
    """Every page of a workbook. Raises UnreadableError, and ImportError where the extra `excel` is not installed."""
    check_archive(data, "xl/workbook.xml", ".xlsx")
    named = check_pages(data)
    book = _loaded(data, stored=False)
    if len(book.sheetnames) < named:
        raise UnreadableError("tệp .xlsx hỏng: thiếu trang mà sổ có tên")
    for page in book.worksheets:
        check_size(page.max_row, page.max_column, f"trang “{page.title}”")
    formulas = any(c.data_type == "f" for page in book.worksheets for row in page.iter_rows() for c in row)
    stored = _loaded(data, stored=True) if formulas else book
    return tuple(_page(page, stored[page.title]) for page in book.worksheets)


def _loaded(data: bytes, *, stored: bool) -> Any:
    """The workbook with its formulas, or with the values that are stored for them."""
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the library leaves out is no page and no cell: pages are counted
            return openpyxl.load_workbook(BytesIO(data), data_only=stored)
    except Exception as error:  # of a broken file the library raises whatever it meets
        raise UnreadableError("tệp .xlsx hỏng, không mở được") from error


def _page(page: Any, stored: Any) -> Grid:
    cells = dict(_cells(page, stored))
    merged = tuple((r.min_row, r.min_col, r.max_row, r.max_col) for r in page.merged_cells.ranges)
    rows = frozenset(at for at, d in page.row_dimensions.items() if d.hidden)
    columns = frozenset(
        at for d in page.column_dimensions.values() if d.hidden for at in range(d.min or 0, (d.max or 0) + 1)
    )
    notes = {(c.row, c.column): str(c.comment.text) for row in page.iter_rows() for c in row if c.comment is not None}
    return Grid(page.title, cells, merged, rows, columns, notes, page.sheet_state != "visible")


def _cells(page: Any, stored: Any) -> Iterator[tuple[tuple[int, int], Found]]:
    for row in page.iter_rows():
        for cell in row:
            if cell.value is None or cell.value == "":
                continue
            at = (cell.row, cell.column)
            if cell.data_type == "f":
                kept = stored.cell(*at)
                formula = str(getattr(cell.value, "text", cell.value))
                content = _content(kept) if kept.value is not None else Unsaved(formula)
                yield at, Found(content, formula, bool(cell.font.strike))
            else:
                yield at, Found(_content(cell), struck=bool(cell.font.strike))


def _content(cell: Any) -> Content:
    value, form = cell.value, cell.number_format or "General"
    if cell.data_type == "e":
        return Failed(str(value))
    if isinstance(value, bool):
        return Truth(value)
    if isinstance(value, datetime.datetime):
        return Dated(date(value) if not (value.hour or value.minute) else f"{date(value)} {value:%H:%M}")
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return Dated(str(value))
    if isinstance(value, int | float):
        return Number(_exact(value), "%" in _QUOTED.sub("", form), form)
    return Words(unicodedata.normalize("NFC", str(value)))


def _exact(value: int | float) -> Fraction:
    """The decimal that a program which keeps 15 significant digits means by a stored number."""
    return Fraction(Decimal(f"{value:.15g}"))
