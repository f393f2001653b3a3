"""A table as it is printed, whichever program holds it: cells with addresses, and what is odd about each."""

from enum import Enum

from attrs import evolve

from cchc_rules.frozen import frozen
from cchc_rules.source.text import normalise


class Oddity(Enum):
    """What a program keeps of a cell beside its text, which may make the text another than what was meant."""

    NUMBER = "số"
    """A number, not a text: 5.10 that was typed as a code is 5.1."""
    DATE = "ngày"
    ERROR = "lỗi bảng tính"
    UNSAVED = "công thức chưa có giá trị"
    FORMULA = "công thức"
    HIDDEN = "ẩn"
    TRACKED = "sửa đổi được theo dõi"
    FOOTNOTE = "chú thích cuối trang"
    NESTED = "bảng lồng trong ô"
    PICTURE = "hình"
    COMMENT = "ghi chú kèm theo"
    STRUCK = "gạch bỏ"
    SHOWN = "hiện khác"
    """A number that is shown otherwise than it is kept."""
    NUMBERED = "số tự động"
    """The program writes the number in front of the text."""


class Joined(Enum):
    """Whether a cell is one with another, whose text it repeats."""

    NO = "riêng"
    LEFT = "gộp với ô bên trái"
    ABOVE = "gộp với ô phía trên"
    CORNER = "gộp với ô phía trên, bên trái"
    """Of a cell over several rows and columns: what it says is not of this column."""


@frozen
class Odd:
    """One oddity of a cell; `shown` is what to show of it: a formula, a day, a footnote."""

    what: Oddity
    shown: str = ""


@frozen
class PrintedCell:
    """The lines of a cell without spaces around them, where it is (`B3`; `2, hàng 3, bảng 1`), and its oddities."""

    lines: tuple[str, ...]
    at: str
    odd: tuple[Odd, ...] = ()
    joined: Joined = Joined.NO

    @property
    def text(self) -> str:
        """All its lines as one."""
        return " ".join(self.lines)

    def has(self, what: Oddity) -> bool:
        """Whether it has an oddity."""
        return any(odd.what is what for odd in self.odd)


@frozen
class PrintedRow:
    """A row: its number in the file (from 1), and its cells from the left."""

    number: int
    cells: tuple[PrintedCell, ...]
    hidden: bool = False

    @property
    def own(self) -> tuple[PrintedCell, ...]:
        """The cells that are not one with another, and say something."""
        return tuple(c for c in self.cells if c.joined is Joined.NO and c.text)


@frozen
class PrintedTable:
    """One table: what messages call it, its rows, and the lines printed above and below it."""

    name: str
    rows: tuple[PrintedRow, ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    hidden: bool = False
    """Whether its page is hidden."""
    page: bool = False
    """Whether it is all that a page of a workbook holds."""


def even(table: PrintedTable) -> PrintedTable:
    """The same with as many cells in each row: files leave out what is empty on the right."""
    width = max((len(row.cells) for row in table.rows), default=0)
    rows = (
        evolve(row, cells=(*row.cells, *(PrintedCell((), row.cells[-1].at if row.cells else ""),) * missing))
        for row in table.rows
        for missing in [width - len(row.cells)]
    )
    return evolve(table, rows=tuple(rows))


def cleaned(table: PrintedTable) -> PrintedTable:
    """The same with its letters and spaces as every text is read: marks composed, no invisible signs."""
    return evolve(table, rows=tuple(map(_clean_row, table.rows)), above=_clean(table.above), below=_clean(table.below))


def _clean_row(row: PrintedRow) -> PrintedRow:
    return evolve(row, cells=tuple(evolve(cell, lines=_clean(cell.lines)) for cell in row.cells))


def _clean(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for text in lines if (line := " ".join(normalise(text).split())))
