"""The tables of a PDF that has text, by the lines drawn around their cells."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from cchc_rules.frozen import frozen
from cchc_rules.office.archive import UnreadableError
from cchc_rules.office.tables.printed import Joined, PrintedCell, PrintedRow, PrintedTable

_PAGES = 300
_SCAN = 0.7
"""The part of a page that a picture covers on scans."""
_INSIDE = 0.5
"""Points by which lines that are drawn as one may lie apart."""
_OPENS = re.compile(r"[-–+•*]\s|\(\d{1,3}\)(?:\s|$)|ĐTXHH$")
_NOTE = re.compile(r"\(\d{1,3}\)\s")


class ScannedError(Exception):
    """That pages are pictures of print; which, in Vietnamese."""


@frozen
class _Found:
    """A table of a page: its rows, the lines of text above it, and those behind the last table of the page."""

    rows: tuple[PrintedRow, ...]
    above: tuple[str, ...]


def tables_of(data: bytes) -> tuple[PrintedTable, ...]:
    """Every table of a PDF. Raises UnreadableError, ScannedError, and ImportError without the extra `pdf`."""
    import pdfplumber

    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            if len(pdf.pages) > _PAGES:
                raise UnreadableError(f"tệp có hơn {_PAGES} trang")
            return tuple(_tables(pdf.pages))
    except (UnreadableError, ScannedError):
        raise
    except Exception as error:  # of a broken file the library raises whatever it meets
        why = "tệp PDF có mật khẩu" if "Password" in repr(error) else "tệp PDF hỏng, không mở được"
        raise UnreadableError(why) from error


def _tables(pages: Sequence[Any]) -> Iterator[PrintedTable]:
    made: list[PrintedTable] = []
    above: tuple[str, ...] = ()
    for number, page in enumerate(pages, start=1):
        _refuse_scan(page, number)
        top = 0.0
        for place, table in enumerate(sorted(page.find_tables(), key=lambda t: t.bbox[1]), start=1):
            above = (*above, *_lines(page, top, table.bbox[1]))
            name = f"bảng {place}, trang {number}"
            made = [*made[:-1], *(_with_below(t, above) for t in made[-1:])]
            made.append(PrintedTable(name, tuple(_rows(table, name)), above))
            above, top = (), table.bbox[3]
        above = (*above, *_lines(page, top, page.height))
        page.close()
    yield from (*made[:-1], *(_with_below(t, above) for t in made[-1:]))


def _with_below(table: PrintedTable, below: tuple[str, ...]) -> PrintedTable:
    return PrintedTable(table.name, table.rows, table.above, below)


def _refuse_scan(page: Any, number: int) -> None:
    """A page that is a picture has no text, or text that a machine read off it, which may have any digit wrong."""
    whole = page.width * page.height
    covered = any(i["width"] * i["height"] >= _SCAN * whole for i in page.images)
    if covered:
        raise ScannedError(f"trang {number} là ảnh quét{' có chữ do máy nhận dạng' if page.chars else ''}")


def _lines(page: Any, top: float, bottom: float) -> tuple[str, ...]:
    """The lines of text between two heights, but for numbers of pages; a note on several lines is one."""
    if bottom - top < 1:
        return ()
    text = page.within_bbox((0, top, page.width, bottom), strict=False).extract_text() or ""
    made: list[str] = []
    for line in (" ".join(part.split()) for part in text.splitlines()):
        if not line or line.isdigit():
            continue
        if made and _NOTE.match(made[-1]) and not _NOTE.match(line):
            made[-1] += f" {line}"
        else:
            made.append(line)
    return tuple(made)


def _rows(table: Any, name: str) -> Iterator[PrintedRow]:
    """Rows of cells; one that another covers repeats its text, and says so."""
    texts, boxes = table.extract(), [row.cells for row in table.rows]
    starts = sorted({box[0] for box in table.cells})
    written = {b: t for row, said in zip(boxes, texts, strict=True) for b, t in zip(row, said, strict=True) if b}
    for number, row in enumerate(boxes, start=1):
        top = table.rows[number - 1].bbox[1]
        owners = [(box or _owner(table.cells, x, top)) for box, x in zip(row, starts, strict=True)]
        cells = zip(owners, starts, strict=True)
        yield PrintedRow(
            number,
            tuple(
                PrintedCell(
                    _unwrapped(written.get(box)), f"cột {n}, hàng {number}, {name}", joined=_joined(box, x, top)
                )
                for n, (box, x) in enumerate(cells, start=1)
            ),
        )


def _owner(boxes: Sequence[Any], x: float, top: float) -> Any:
    """The cell that covers the corner of another: left, top, right, bottom; None where the table has a gap."""
    x, y = x + _INSIDE, top + _INSIDE
    return next((b for b in boxes if b[0] <= x < b[2] and b[1] <= y < b[3]), None)


def _joined(box: Any, x: float, top: float) -> Joined:
    if box is None:
        return Joined.NO
    left, above = box[0] < x - _INSIDE, box[1] < top - _INSIDE
    return Joined.CORNER if left and above else Joined.LEFT if left else Joined.ABOVE if above else Joined.NO


def _unwrapped(text: str | None) -> tuple[str, ...]:
    """The lines of a cell: where one ends is only where the column does, unless the next opens as one of a list."""
    made: list[str] = []
    for line in (" ".join(part.split()) for part in (text or "").splitlines()):
        if made and line and not _OPENS.match(line) and made[-1] != "ĐTXHH":
            made[-1] += f" {line}"
        elif line:
            made.append(line)
    return tuple(made)
