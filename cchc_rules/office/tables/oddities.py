"""Cells that a program shows otherwise than it keeps them, and pages beside the table: each is told."""

from collections.abc import Iterator, Sequence

from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.office.tables.columns import Column
from cchc_rules.office.tables.printed import Odd, Oddity, PrintedCell, PrintedRow, PrintedTable
from cchc_rules.office.tables.whole import Part, WholeTable
from cchc_rules.source import Span

_SHOWN = 60


def odd_cells(part: Part) -> Iterator[tuple[PrintedRow, PrintedCell, str]]:
    """Rows and cells below the head, with what is odd about each in Vietnamese."""
    head = set(part.heads.rows)
    # There a cell without a value is told as a code or as points that are not to be read.
    read = {p for c in (Column.CODE, Column.ADDRESS, Column.MOST) for p in part.heads.places.get(c, ())}
    for at, row in enumerate(part.table.rows):
        if not row.own:
            continue
        if at in head:
            if row.hidden:
                yield row, row.own[0], f"hàng đầu cột {row.number} đang ẩn; vẫn được đọc"
            yield from ((row, c, _told(o) or "") for c in row.cells for o in c.odd if o.what in _OF_HEAD)
            continue
        if row.hidden:
            yield row, row.own[0], f"hàng {row.number} đang ẩn; vẫn được đọc"
        for place, cell in enumerate(row.cells):
            for odd in cell.odd:
                told = _told(odd)
                if told is not None and not (place in read and odd.what in _NO_VALUE):
                    yield row, cell, told


_OF_HEAD = (Oddity.HIDDEN, Oddity.COMMENT, Oddity.STRUCK)
_NO_VALUE = (Oddity.DATE, Oddity.ERROR, Oddity.UNSAVED)
_SAID = {
    Oddity.DATE: "ô đã bị đổi thành ngày ({shown}): không rõ ban đầu gõ gì",
    Oddity.ERROR: "ô có lỗi {shown} của bảng tính",
    Oddity.UNSAVED: "ô là công thức “{shown}” chưa có giá trị",
    Oddity.FORMULA: "ô là công thức “{shown}”; giá trị đã lưu được đọc",
    Oddity.HIDDEN: "{shown} đang ẩn; vẫn được đọc",
    Oddity.TRACKED: "ô còn sửa đổi chưa chấp nhận; được đọc như đã chấp nhận, chữ bị xóa: “{shown}”",
    Oddity.FOOTNOTE: "ô có chú thích cuối trang, không được đọc: “{shown}”",
    Oddity.NESTED: "trong ô có một bảng khác; chữ của bảng ấy được đọc liền với chữ của ô",
    Oddity.PICTURE: "ô có hình; chữ trong hình không được đọc",
    Oddity.COMMENT: "ô có ghi chú kèm theo (comment), không được đọc: “{shown}”",
    Oddity.STRUCK: "ô bị gạch bỏ: “{shown}”; vẫn được đọc",
}
"""What is told of each oddity; the others change no reading by themselves."""


def _told(odd: Odd) -> str | None:
    said = _SAID.get(odd.what)
    return said.format(shown=odd.shown) if said is not None else None


def told_of_pages(
    pages: Sequence[PrintedTable], found: Sequence[WholeTable], table: WholeTable, file: str
) -> Iterator[Diagnostic]:
    """What is told of pages when `table`, one of those `found` in a file, is read; other tables were offered."""
    offered = {part.table.name for whole in found for part in whole.parts}
    read = {part.table.name for part in table.parts}
    for page in (p for p in pages if p.page):
        row = next((row for row in page.rows if row.own), None)
        if row is None:
            continue
        span = Span(file, row.number, 1, 1, row.own[0].text[:_SHOWN], cell=row.own[0].at)
        if page.name not in offered:
            how = " (đang ẩn)" if page.hidden else ""
            yield catalog.CELL_ODD.at(span, what=f"{page.name}{how} có nội dung mà không phải bảng tiêu chí; không đọc")
        elif page.hidden and page.name in read:
            yield catalog.CELL_ODD.at(span, what=f"{page.name} đang ẩn; vẫn được đọc")
