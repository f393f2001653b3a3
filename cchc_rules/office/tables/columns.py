"""Which column of a printed table is which: by the words at their head, or by what stands in them."""

import re
from collections.abc import Mapping, Sequence
from enum import Enum

from cchc_rules.frozen import frozen
from cchc_rules.office.tables.printed import Joined, PrintedRow, PrintedTable
from cchc_rules.office.tables.values import Points, code_of, points_of
from cchc_rules.source import without_marks
from cchc_rules.syntax.hints.pasted import SURVEY_WORDS
from cchc_rules.syntax.hints.stacked import HEADS


class Column(Enum):
    """What a column holds, as it is called where one is missing."""

    ADDRESS = "mã đầy đủ"
    CODE = "số thứ tự"
    TITLE = "tên tiêu chí"
    MOST = "điểm tối đa"
    SURVEY = "ĐTXHH"
    NOTE = "ghi chú"
    WORDING = "cách chấm"
    EVIDENCE = "tài liệu kiểm chứng"
    FOLLOWED = "theo dõi"
    OTHER = "cột khác"


_STAGES = ("tu danh gia", "tu cham", "tham dinh", "phuc tra", "dat duoc", "diem dat", "ket qua", "cham diem")
# The first that fits a head decides.
_WORDS: tuple[tuple[Column, re.Pattern[str]], ...] = tuple(
    (column, re.compile(pattern))
    for column, pattern in (
        (Column.EVIDENCE, r"kiem chung|minh chung|\btlkc\b"),
        (Column.FOLLOWED, r"\btheo doi\b|\bphu trach\b"),
        (Column.WORDING, r"cach (cham|tinh)|phuong phap|huong dan|loi van|tieu chuan cham|\bthang diem chi tiet\b"),
        (Column.MOST, r"toi da|thang diem|diem chuan|khung diem|muc diem|diem so\b"),
        (Column.OTHER, "|".join(_STAGES)),
        (Column.NOTE, r"ghi chu"),
        (Column.SURVEY, "|".join(rf"\b{w}\b" for w in SURVEY_WORDS)),
        (Column.TITLE, r"tieu chi|linh vuc|noi dung|tieu chuan|\bten\b|chi so|nhiem vu|hang muc"),
    )
)
_PLAIN_MOST = ("diem", "so diem")
_ADDRESS = ("ma", "ma so", "ma tieu chi", "ma dong")
_MOST_HEAD_ROWS = 4
_LEAST_ROWS = 2


@frozen
class Heads:
    """Where the columns are: places from 0 by kind, the words over each, and the rows that are the head."""

    places: Mapping[Column, tuple[int, ...]]
    words: tuple[str, ...]
    rows: tuple[int, ...]
    """Places (from 0) of the rows of the head; none where the columns were told by what stands in them."""

    def at(self, column: Column) -> int | None:
        """The first column of a kind."""
        return next(iter(self.places.get(column, ())), None)


def heads_of(table: PrintedTable) -> Heads | None:
    """The columns of a table of criteria by its head; None for a table that has none of that kind."""
    for first in range(len(table.rows)):
        if not is_head(words_over(table.rows[first : first + 1])):
            continue
        rows = _head_rows(table.rows, first)
        words = words_over([table.rows[at] for at in rows])
        return Heads(_places(words), words, rows)
    return None


def is_head(words: Sequence[str]) -> bool:
    """Whether the words are over columns: one names titles or codes, and another points."""
    places = _places(words)
    named = Column.TITLE in places or Column.CODE in places or Column.ADDRESS in places
    return named and Column.MOST in places and not any(code_of(w) and points_of(w) for w in words)


def _head_rows(rows: Sequence[PrintedRow], first: int) -> tuple[int, ...]:
    """The rows of a head: a cell that goes on below shows that the row below belongs to it."""
    last = first
    while last + 1 < min(len(rows), first + _MOST_HEAD_ROWS) and any(
        cell.joined is Joined.ABOVE for cell in rows[last + 1].cells
    ):
        last += 1
    return tuple(range(first, last + 1))


def words_over(rows: Sequence[PrintedRow]) -> tuple[str, ...]:
    """What stands over each column in some rows, without marks, from above."""
    width = max(len(row.cells) for row in rows)
    over = [[row.cells[at] for row in rows if at < len(row.cells)] for at in range(width)]
    return tuple(
        plain(" ".join(c.text for c in column if c.joined not in (Joined.ABOVE, Joined.CORNER))) for column in over
    )


def plain(text: str) -> str:
    """Words without marks, capitals and signs around them."""
    return " ".join(without_marks(text).split()).strip(" .:()*")


def _places(words: Sequence[str]) -> dict[Column, tuple[int, ...]]:
    found: dict[Column, tuple[int, ...]] = {}
    numbered = any(w in HEADS and w not in _ADDRESS for w in words)
    for at, head in enumerate(words):
        if not head:
            continue
        column = _column(head)
        if column is Column.ADDRESS and not numbered:
            column = Column.CODE
        found[column] = (*found.get(column, ()), at)
    return found


def _column(head: str) -> Column:
    if head in _ADDRESS:
        return Column.ADDRESS
    if head in HEADS or head.startswith(("stt", "so thu tu")):
        return Column.CODE
    if head in _PLAIN_MOST:
        return Column.MOST
    return next((column for column, pattern in _WORDS if pattern.search(head)), Column.OTHER)


def told_by_content(table: PrintedTable) -> Heads | None:
    """The columns of a table without a head, where one of codes, one of words and one of points are all there are.

    A column further right is of remarks. None where more than one reading is possible.
    """
    if len(table.rows) < _LEAST_ROWS:
        return None
    width = max(len(row.cells) for row in table.rows)
    columns = [[row.cells[at].text for row in table.rows if at < len(row.cells)] for at in range(width)]
    filled = [[text for text in column if text] for column in columns]
    codes = [at for at, c in enumerate(filled) if c and all((m := code_of(t)) and not m.title for t in c)]
    numbers = [at for at, c in enumerate(filled) if c and all(isinstance(points_of(t), Points) for t in c)]
    words = [at for at, c in enumerate(filled) if c and at not in codes and at not in numbers]
    code = next(iter(codes), None)
    most = [at for at in numbers if at != code]
    if code is None or not words or words[0] != code + 1 or len(most) != 1 or most[0] != words[0] + 1:
        return None
    notes = words[1:]
    if notes not in ([], [most[0] + 1]):
        return None
    places = {Column.CODE: (code,), Column.TITLE: (words[0],), Column.MOST: (most[0],)}
    return Heads(places | ({Column.NOTE: (notes[0],)} if notes else {}), ("",) * width, ())
