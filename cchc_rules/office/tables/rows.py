"""The rows of a printed table by what each is: a row that takes points, a sum, words on scoring, a remark."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from fractions import Fraction

from attrs import evolve

from cchc_rules.frozen import frozen
from cchc_rules.model.code import is_roman
from cchc_rules.model.numbers import vietnamese
from cchc_rules.office.tables.columns import Column, Heads, plain
from cchc_rules.office.tables.heading import Note
from cchc_rules.office.tables.printed import Joined, Oddity, PrintedCell, PrintedRow
from cchc_rules.office.tables.values import (
    Misread,
    Points,
    PrintedCode,
    Remark,
    code_of,
    points_of,
    remark_of,
)
from cchc_rules.syntax.hints.pasted import TOTALS

_BUCKET = re.compile(r"(?:[a-z]|[ivx]+)?[.)]?\s*diem (?P<kind>cong|thuong|tru|phat)\b")
_CAP = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:điểm|đ)?", re.IGNORECASE)
_NUMBERS = re.compile(r"\(?\s*(?:\d{1,2}|[A-Za-z])\s*\)?")
_SCORING = re.compile(
    r"\d+(?:[.,]\d+)?\s*(?:điểm|đ)\b|[:=–-]\s*\d+(?:[.,]\d+)?\s*[;.]?$|điểm tối đa|\btỷ lệ\b|không (?:được )?tính điểm"
    r"|\d+\s*%",
    re.IGNORECASE,
)
_DOUBTFUL = (
    (Oddity.COMMENT, "ghi chú kèm theo (comment) viết “{shown}”"),
    (Oddity.STRUCK, "hàng có chữ bị gạch bỏ “{shown}”: văn bản bỏ hàng này thì xóa cả dòng"),
)
_BULLET = re.compile(r"^[-–+•*]\s*")


@frozen
class Doubt:
    """Why a row is to be looked at, in Vietnamese; `told`: it is among the oddities of the cell already."""

    at: PrintedCell
    what: str
    told: bool


@frozen
class Shared:
    """What a row has in one cell with other rows, and may not be its own: to be asked, in Vietnamese."""

    at: PrintedCell
    what: str


@frozen
class Row:
    """A row that is to take points, as printed. `code` None: none is printed. `points` None: the cell is empty."""

    at: PrintedCell
    number: int
    code: PrintedCode | None
    numbered: bool
    title: str
    points: Points | Misread | None
    points_at: PrintedCell | None
    remark: Remark
    wording: tuple[str, ...] = ()
    evidence: str | None = None
    followed: str | None = None
    strange: str | None = None
    """What stands in the cell of the code and is none."""
    by_survey: Fraction | None = None
    """The number in a column headed by the survey: how much of the points it scores."""
    notes: tuple[Note, ...] = ()
    """The notes below the table that are on it: they give its address."""
    doubts: tuple[Doubt, ...] = ()
    shared: tuple[Shared, ...] = ()
    note_shared: bool = False
    """Whether its remark stands in one cell with that of other rows."""

    @property
    def whole(self) -> str | None:
        """The row itself as a note gives it, where its cells cannot say it."""
        return next((note.sentence for note in self.notes if note.row), None)


@frozen
class Said:
    """Words on how the row above is scored, on a row of their own."""

    at: PrintedCell
    number: int
    text: str


@frozen
class Sum:
    """The row of sums."""

    at: PrintedCell
    number: int
    title: str
    points: Points | Misread | None


class Kind(Enum):
    """Points beside the table."""

    BONUS = "cộng"
    PENALTY = "trừ"


@frozen
class BucketHead:
    """`ĐIỂM CỘNG (tối đa 5 điểm)`: rows below are in no sum. `cap` None: none is printed."""

    at: PrintedCell
    number: int
    kind: Kind
    cap: Points | None
    letter: str
    """Its own, or `C`, `T`."""


@frozen
class Aside:
    """A row that is none of these: a remark over all columns, a date of signing."""

    at: PrintedCell
    number: int
    text: str


_LETTERS = {Kind.BONUS: "C", Kind.PENALTY: "T"}
PrintedLine = Row | Said | Sum | BucketHead | Aside


def lines_of(rows: Sequence[PrintedRow], heads: Heads, notes: Mapping[int, Note]) -> Iterator[PrintedLine]:
    """What each row below the head is; the head where it is printed again, and rows that number the columns, are none.

    `rows` are all rows of the table; `notes` those that stand below it.
    """
    skipped = set(heads.rows)
    printed = {_texts(rows[at]) for at in heads.rows}
    rowed = False
    for at, row in enumerate(rows):
        if at in skipped or not row.own or _texts(row) in printed or (heads.rows and at < heads.rows[0]):
            continue
        if not rowed and _numbers_columns(row):
            continue
        line = _line(row, heads, notes)
        rowed = rowed or isinstance(line, Row)
        yield line


def _texts(row: PrintedRow) -> tuple[str, ...]:
    return tuple(plain(c.text) for c in row.cells if c.text)


def _numbers_columns(row: PrintedRow) -> bool:
    """`(1) (2) (3)` below a head."""
    said = [c.text for c in row.own]
    numbers = [re.sub(r"\D", "", text) for text in said]
    in_order = [n for n in numbers if n] == [str(n) for n in range(1, len([n for n in numbers if n]) + 1)]
    return len(said) > 2 and all(_NUMBERS.fullmatch(text) for text in said) and in_order


def _cell(row: PrintedRow, place: int | None) -> PrintedCell | None:
    return row.cells[place] if place is not None and place < len(row.cells) else None


def _line(row: PrintedRow, heads: Heads, notes: Mapping[int, Note]) -> PrintedLine:
    first = row.own[0]
    remark = _remark(row, heads)
    own = _notes_on(remark, notes) if not _is_shared(row, heads) else ()
    code_at = _cell(row, _code_place(heads))
    most_at = _cell(row, heads.at(Column.MOST))
    points = _points(most_at) if most_at is not None else None
    everything = " ".join(c.text for c in row.own)
    if own:
        noted = PrintedCode(own[0].code.text)
        made = _row(row, heads, noted, _title(row, heads, noted), points)
        return evolve(made, remark=evolve(remark, marks=()), strange=None, notes=own)
    bucket = _BUCKET.match(plain(everything))
    if bucket is not None and _is_bucket(row, bucket["kind"], heads):
        kind = Kind.BONUS if bucket["kind"] in ("cong", "thuong") else Kind.PENALTY
        letter = re.match(r"[A-Z](?=[.)]?(?: |$))", first.text)
        return BucketHead(first, row.number, kind, _cap(row, points), letter[0] if letter else _LETTERS[kind])
    code = code_of(_as_shown(code_at)) if code_at is not None and code_at.joined is Joined.NO else None
    if code is None and any(_is_total(c.text) for c in row.own[:2]):
        return Sum(first, row.number, first.text, points)
    title, wording = _title(row, heads, code)
    across = len(row.own) == 1 and _joined_across(row)
    lettered = across and code is not None and re.fullmatch("[A-Z]", code.text) is not None
    if lettered or (code is None and (across or (points is None and not title))):
        return Aside(first, row.number, everything)
    if code is None and points is None:
        said = _BULLET.sub("", title)
        return Said(first, row.number, said) if _SCORING.search(title) else Aside(first, row.number, everything)
    return _row(row, heads, code, (title, wording), points)


def _notes_on(remark: Remark, notes: Mapping[int, Note]) -> tuple[Note, ...]:
    """The notes that a row is marked with; words of the remark that look like marks stand before these."""
    last = notes.get(remark.marks[-1]) if remark.marks else None
    found = (notes[n] for n in remark.marks if n in notes)
    return tuple(note for note in found if last is not None and note.code == last.code)


def _as_shown(cell: PrintedCell) -> str:
    """A code as the program shows it: 1.1 by a format of two places is 1.10."""
    return next((odd.shown for odd in cell.odd if odd.what is Oddity.SHOWN), cell.text)


def _doubts(row: PrintedRow, code: PrintedCode | None, title: str, points: Points | Misread | None) -> Iterator[Doubt]:
    """What puts a row in doubt, though every cell has a reading."""
    for what, said in _DOUBTFUL:
        odd = [(c, o) for c in row.cells for o in c.odd if o.what is what]
        yield from (Doubt(c, said.format(shown=o.shown), True) for c, o in odd[: 1 if what is Oddity.STRUCK else None])
    if code is not None:
        shown = [(c, o.shown) for c in row.cells for o in c.odd if o.what is Oddity.SHOWN]
        yield from (
            Doubt(c, f"ô mã lưu {c.text}, hiện “{s}”; đọc theo chỗ hiện", False)
            for c, s in shown
            if code == code_of(s) != code_of(c.text)
        )
    if not title:
        yield Doubt(row.own[0], "hàng này không có tên", False)
    if isinstance(points, Points) and points.minus:
        yield Doubt(row.own[0], f"ô điểm ghi số âm (-{vietnamese(points.value)}), được đọc là điểm trừ", False)


def _is_total(text: str) -> bool:
    """`TỔNG ĐIỂM`, `Tổng cộng (A + B)`."""
    said = plain(re.sub(r"\(.*?\)", "", text))
    return said in TOTALS or said.startswith(("tong diem", "tong cong"))


def _code_place(heads: Heads) -> int | None:
    """The column in which codes stand; where none has that head, they open the titles."""
    places = (heads.at(column) for column in (Column.ADDRESS, Column.CODE, Column.TITLE))
    return next((place for place in places if place is not None), None)


def _row(
    row: PrintedRow,
    heads: Heads,
    code: PrintedCode | None,
    said: tuple[str, tuple[str, ...]],
    points: Points | Misread | None,
) -> Row:
    title, wording = said
    at = _cell(row, _code_place(heads))
    assert at is not None
    strange = at.text if code is None and at.text and at.joined is Joined.NO and at.text != title else None
    bare = None if strange is None or _BULLET.fullmatch(f"{strange} ") else strange
    return Row(
        at if at.text else row.own[0],
        row.number,
        code,
        at.has(Oddity.NUMBERED),
        title,
        points,
        _cell(row, heads.at(Column.MOST)),
        _as_words(_remark(row, heads)),
        (*wording, *_lines(row, heads, Column.WORDING)),
        " ".join(_lines(row, heads, Column.EVIDENCE)) or None,
        " ".join(_lines(row, heads, Column.FOLLOWED)) or None,
        bare,
        _by_survey(row, heads),
        doubts=tuple(_doubts(row, code, title, points)),
    )


def _by_survey(row: PrintedRow, heads: Heads) -> Fraction | None:
    points = points_of(" ".join(_lines(row, heads, Column.SURVEY)))
    return points.value if isinstance(points, Points) else None


def _joined_across(row: PrintedRow) -> bool:
    return sum(c.joined is Joined.LEFT for c in row.cells) >= max(1, len(row.cells) - 2)


def _points(cell: PrintedCell) -> Points | Misread | None:
    if cell.joined in (Joined.ABOVE, Joined.CORNER):
        return Misread("gộp với ô phía trên, không rõ điểm của từng dòng")
    if cell.joined is Joined.LEFT:
        return None
    read = points_of(cell.text)
    for odd in cell.odd:
        if odd.what is Oddity.DATE:
            return Misread("bảng tính đã đổi thành ngày")
        if odd.what is Oddity.ERROR:
            return Misread("ô có lỗi của bảng tính")
        if odd.what is Oddity.UNSAVED:
            return Misread("công thức chưa có giá trị")
        if odd.what is Oddity.SHOWN and isinstance(read, Points) and not _same(odd.shown, read):
            return Misread(f"mà bảng tính hiện “{odd.shown}”")
    return read


def _same(shown: str, points: Points) -> bool:
    """Whether a number is shown as it is kept, but for noughts at its end."""
    return (shown.rstrip("0").rstrip(",") if "," in shown else shown).lstrip("-") == vietnamese(points.value)


def _is_bucket(row: PrintedRow, kind: str, heads: Heads) -> bool:
    """A heading says no more than its name and the most points; a criterion on bonus has a longer title."""
    words = re.sub(
        r"\(.*\)|toi da|\d+([.,]\d+)?|\bdiem\b|[^a-z ]", " ", plain(" ".join(c.text for c in row.own))
    ).split()
    code = _cell(row, _code_place(heads))
    numbered = code is not None and _is_number(code.text.strip(" .)"))
    return not numbered and len([w for w in words if len(w) > 2 and w != kind]) == 0


def _is_number(code: str) -> bool:
    return any(c.isdigit() for c in code) or (bool(code) and is_roman(code))


def _cap(row: PrintedRow, points: Points | Misread | None) -> Points | None:
    if isinstance(points, Points):
        return points
    found = _CAP.search(" ".join(c.text for c in row.own))
    read = points_of(found[1]) if found else None
    return read if isinstance(read, Points) else None


def _title(row: PrintedRow, heads: Heads, code: PrintedCode | None) -> tuple[str, tuple[str, ...]]:
    """The title, and lines below it in the same cell that say how the row is scored."""
    places = heads.places.get(Column.TITLE, ())
    cells = [row.cells[p] for p in places if p < len(row.cells) and row.cells[p].joined is not Joined.LEFT]
    read = (Joined.NO, Joined.ABOVE) if code is not None else (Joined.NO,)
    lines = [line for cell in cells if cell.joined in read for line in cell.lines]
    own_cell = Column.CODE in heads.places or Column.ADDRESS in heads.places
    if code is not None and code.title and (not own_cell or not lines):
        lines = [code.title, *lines[1:]] if not own_cell else [code.title]
    elif code is not None and not own_cell:
        lines = lines[1:]
    cut = next((n for n, line in enumerate(lines) if n and _SCORING.search(line)), len(lines))
    return " ".join(lines[:cut]), tuple(_BULLET.sub("", line) for line in lines[cut:])


def _lines(row: PrintedRow, heads: Heads, column: Column) -> tuple[str, ...]:
    """What a column of words says of a row: a cell over several rows says it of each of them."""
    cells = [row.cells[p] for p in heads.places.get(column, ()) if p < len(row.cells)]
    return tuple(line for cell in cells if cell.joined in (Joined.NO, Joined.ABOVE) for line in cell.lines)


def _is_shared(row: PrintedRow, heads: Heads) -> bool:
    """Whether its remark stands in the cell of a row above."""
    cell = _cell(row, heads.at(Column.NOTE))
    return cell is not None and cell.joined is Joined.ABOVE


def _as_words(remark: Remark) -> Remark:
    """Marks of notes that are not there are words of the remark."""
    words = " ".join([*([remark.note] if remark.note else []), *(f"({n})" for n in remark.marks)])
    return evolve(remark, note=words or None, marks=())


def _remark(row: PrintedRow, heads: Heads) -> Remark:
    note = remark_of(_lines(row, heads, Column.NOTE))
    if Column.SURVEY not in heads.places:
        return note
    said = _lines(row, heads, Column.SURVEY)
    tick = remark_of(said, of_survey=True) if not isinstance(points_of(" ".join(said)), Points) else Remark()
    return evolve(note, survey=note.survey or tick.survey, note=note.note or tick.note)
