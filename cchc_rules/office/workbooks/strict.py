"""What a library of workbooks would take silently, refused before it reads: the XML of pages is read once, strictly.

Two cells at one address (the last would win), a cell without its address among others that have theirs, digits that
only some programs take for a number, and areas so large that spreading them out would not end.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, iterparse

from attrs import field

from cchc_rules.frozen import define
from cchc_rules.office.archive import UnreadableError

ROWS, COLUMNS = 20_000, 500
"""The most rows and columns of a page."""
_CELLS = 1_000_000
_SPREAD = 100_000
_LAST_COLUMN = 16_384
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_STORED = re.compile(r"[ \t\r\n]*-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?[ \t\r\n]*")
_INDEX = re.compile(r"[ \t\r\n]*[0-9]+[ \t\r\n]*")
_SHAPES = {"n": _STORED, "s": _INDEX, "b": re.compile(r"[ \t\r\n]*[01][ \t\r\n]*")}
_SPREADING = ("mergeCell", "hyperlink", "comment")


def check_pages(data: bytes) -> int:
    """How many pages the workbook names. Raises UnreadableError where what a page says is not sure."""
    named = 0
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for part in archive.infolist():
            if part.filename.lower().endswith(".xml"):
                named += _check_part(archive, part)
    return named


def check_size(rows: int, columns: int, page: str) -> None:
    """Refuse a page that reaches too far. Raises UnreadableError."""
    if rows > ROWS or columns > COLUMNS:
        raise UnreadableError(f"{page} quá {ROWS} hàng hoặc {COLUMNS} cột")
    if rows * columns > _CELLS:
        raise UnreadableError(f"{page} trải ra {rows} hàng, {columns} cột, quá {_CELLS} ô")


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    named = 0
    page = _Page()
    try:
        with archive.open(part) as stream:
            for event, element in iterparse(stream, ("start", "end")):
                tag = element.tag.rpartition("}")[2]
                if event == "start":
                    page.open(tag, element)
                else:
                    named += tag == "sheet"
                    page.close(tag, element)
    except (ParseError, zipfile.BadZipFile, OSError, EOFError, NotImplementedError) as error:
        raise UnreadableError("tệp .xlsx hỏng, không mở được") from error
    return named if part.filename.lower() == "xl/workbook.xml" else 0


@define
class _Page:
    """What has been read of one part; parts that are no page have no rows and no areas."""

    row: int = 0
    column: int = 0
    rows: set[int] = field(factory=set)
    taken: set[int] = field(factory=set)
    placed: bool | None = None
    spread: int = 0

    def open(self, tag: str, element: Element) -> None:
        if tag == "row":
            self._row(element.get("r"))
        elif tag in _SPREADING and element.get("ref") is not None:
            self._area(element.get("ref", ""))
        elif tag == "col" and not all(_column_number(element.get(end)) for end in ("min", "max")):
            raise UnreadableError("độ rộng cột ghi cho cột không có")

    def close(self, tag: str, element: Element) -> None:
        if tag == "c":
            self._cell(element)
        if tag in ("c", "row"):
            element.clear()

    def _row(self, number: str | None) -> None:
        if number is not None and not re.fullmatch(r"[1-9][0-9]{0,6}", number):
            raise UnreadableError(f"số hàng “{number[:20]}” không phải số")
        self.row = int(number) if number is not None else self.row + 1
        if self.row in self.rows:
            raise UnreadableError(f"hàng {self.row} có hai lần")
        self.rows.add(self.row)
        self.column, self.placed = 0, None
        self.taken.clear()

    def _cell(self, cell: Element) -> None:
        address = cell.get("r")
        if self.placed is not None and self.placed != (address is not None):
            raise UnreadableError(f"hàng {self.row} có ô thiếu địa chỉ")
        self.placed = address is not None
        row, column = (self.row, self.column + 1) if address is None else _place(address)
        if row != self.row:
            raise UnreadableError(f"ô {address} đứng trong hàng {self.row}")
        if column in self.taken:
            raise UnreadableError(f"ô {address} có hai lần")
        check_size(row, column, "trang")
        self.column = column
        self.taken.add(column)
        _check_value(cell, address or f"thứ {column} của hàng {row}")

    def _area(self, ref: str) -> None:
        corners = [_place(corner) for corner in ref.split(":")]
        (top, left), (bottom, right) = corners[0], corners[-1]
        if len(corners) > 2 or bottom < top or right < left:
            raise UnreadableError(f"vùng “{ref[:30]}” không đúng dạng")
        if bottom > ROWS or right > COLUMNS:
            raise UnreadableError(f"vùng {ref} (ô gộp, liên kết hay ghi chú) quá {ROWS} hàng hoặc {COLUMNS} cột")
        self.spread += (bottom - top + 1) * (right - left + 1)
        if self.spread > _SPREAD:
            raise UnreadableError(f"các vùng ô gộp, liên kết, ghi chú, tới {ref}, quá {_SPREAD} ô")


def _check_value(cell: Element, address: str) -> None:
    values = list(_children(cell, "v"))
    if len(values) > 1:
        raise UnreadableError(f"ô {address} có hai giá trị")
    shape = _SHAPES.get(cell.get("t", "n"))
    for value in values:
        text = value.text or ""
        if shape is not None and text and not shape.fullmatch(text):
            raise UnreadableError(f"ô {address} lưu “{text[:30]}”, không phải số viết đúng dạng")


def _children(cell: Element, name: str) -> Iterator[Element]:
    return (child for child in cell if child.tag.rpartition("}")[2] == name)


def _place(address: str) -> tuple[int, int]:
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise UnreadableError(f"địa chỉ ô “{address[:30]}” không đúng dạng")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _column_number(text: str | None) -> bool:
    return text is not None and text.isascii() and text.isdecimal() and int(text[:9]) <= _LAST_COLUMN
