"""What a sheet may say and a cell cannot hold: told before a workbook is made, never cut or rounded."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from cchc_rules.model.numbers import decimal_string, vietnamese
from cchc_rules.model.sheet import Entry, FactEntry, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.source import Span
from cchc_rules.writing.sheet_file import fact_line, row_lines

_DIGITS = 15
_TEXT = 30_000
Wrong = tuple[str, Span | None]


def not_sayable(sheet: Sheet) -> Iterator[Wrong]:
    """Why, in Vietnamese, and where, for each thing that a workbook has no cell for."""
    for fact in sheet.facts:
        yield from _number(fact.value, fact)
        yield from _text((fact_line(fact),), fact.at)
    for row in sheet.rows:
        for entry in row.entries:
            yield from _number(entry.value, entry)
        yield from _text(row_lines(row), row.at)
        yield from _claim(row)


def _number(value: object, said: Entry | FactEntry) -> Iterator[Wrong]:
    if isinstance(value, Fraction):
        digits = decimal_string(value).replace(".", "").lstrip("-0")
        if len(digits.rstrip("0")) > _DIGITS:
            yield f"{vietnamese(value)} có hơn {_DIGITS} chữ số, bảng tính chỉ giữ {_DIGITS}", said.at


def _text(parts: Iterable[str], at: Span | None) -> Iterator[Wrong]:
    size = sum(len(part) + 1 for part in parts)
    if size > _TEXT:
        yield f"dòng này dài {size} ký tự, một ô chỉ giữ {_TEXT}", at


def _claim(row: Row) -> Iterator[Wrong]:
    """A claim and points stand in one cell."""
    own = next((e for e in row.entries if e.stage is Stage.SELF), None)
    if row.claim is not None and own is not None and own != Entry(Stage.SELF, None):
        yield f"{row.code} vừa đề nghị không áp dụng vừa có dòng tự đánh giá", own.at
