"""A rubric as the table that a decree prints: what stands in each cell, before any program lays it out.

What the cells cannot say stands in numbered notes below, in sentences of the language: where the print is another
than what is read, and what a row is where its cells, read again, would give another.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from fractions import Fraction

from attrs import evolve

from cchc_rules.frozen import frozen
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.citation import Instrument
from cchc_rules.model.dates import date
from cchc_rules.model.discrepancy import PrintedNote, PrintedPoints
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.office.tables.columns import Column
from cchc_rules.office.tables.values import SURVEY, Points, Remark, code_of, points_of, remark_of
from cchc_rules.writing import rubric as wording

_ADDRESS, _CODE, _MOST, _NOTE, _WORDING = "Mã", "STT", "Điểm tối đa", "Ghi chú", "Cách chấm (lời văn)"
TOTAL = "TỔNG ĐIỂM"
NOTES = "CHÚ THÍCH CỦA BẢNG"
RIGHT = "ghi đúng là "
"""Opens the note that gives a whole row."""


class Weight(Enum):
    """How a row stands out."""

    FIELD = 1
    GROUP = 2
    LEAF = 3
    TOTAL = 4


@frozen
class MadeCell:
    """The lines of a cell; `points` where it is a number that reads as itself."""

    lines: tuple[str, ...] = ()
    points: Fraction | None = None


@frozen
class MadeRow:
    """A row of the table, a cell a column."""

    cells: tuple[MadeCell, ...]
    weight: Weight


@frozen
class Made:
    """The table: its name (`Bảng 1`), title, the instrument it goes with, columns with their heads, rows, notes."""

    annex: str | None
    title: str
    with_instrument: str | None
    columns: tuple[tuple[Column, str], ...]
    rows: tuple[MadeRow, ...]
    notes: tuple[str, ...]


def made_of(rubric: Rubric) -> Made:
    """The printed table of a rubric; rows of bonus and penalty below its sum."""
    columns = _columns(rubric)
    notes: list[str] = []
    rows = [_row(rubric, c, columns, notes) for c in rubric.walk()]
    rows.append(_across(columns, TOTAL, sum((f.max for f in rubric.fields), Fraction(0)), Weight.TOTAL))
    for bucket in rubric.buckets:
        head = f"{bucket.value.kind.value.upper()} (tối đa {vietnamese(bucket.value.cap)} điểm)"
        rows.append(_across(columns, head, None, Weight.FIELD))
        rows += [_row(rubric, c, columns, notes) for c in bucket.value.rows]
    stated = rubric.provisions.instrument
    cited = stated.value if stated is not None else None
    annex = cited.annex if cited is not None else None
    return Made(annex, rubric.title, _goes_with(cited), columns, tuple(rows), tuple(notes))


def _goes_with(instrument: Instrument | None) -> str | None:
    if instrument is None:
        return None
    dated = f" ngày {date(instrument.date)}" if instrument.date else ""
    return f"(Kèm theo {instrument.kind} số {instrument.number}{dated})"


def _columns(rubric: Rubric) -> tuple[tuple[Column, str], ...]:
    rows = list(rubric.rows())
    levels = "/".join(name[:1].upper() + name[1:] for name in rubric.level_names)
    addressed = [(Column.ADDRESS, _ADDRESS)] if rubric.numbers_restart else []
    worded = [(Column.WORDING, _WORDING)] if any(c.wording for c in rows) else []
    plain = [(Column.CODE, _CODE), (Column.TITLE, levels), (Column.MOST, _MOST), *worded, (Column.NOTE, _NOTE)]
    return (*addressed, *plain)


def _across(columns: Sequence[tuple[Column, str]], title: str, points: Fraction | None, weight: Weight) -> MadeRow:
    shown = {Column.TITLE: MadeCell((title,))}
    if points is not None:
        shown[Column.MOST] = MadeCell((vietnamese(points),), points)
    return MadeRow(tuple(shown.get(column, MadeCell()) for column, _ in columns), weight)


def _row(rubric: Rubric, c: Criterion, columns: Sequence[tuple[Column, str]], notes: list[str]) -> MadeRow:
    """The row, with what its cells do not say added to the notes."""
    said = list(_sentences(rubric, c))
    marks = range(len(notes) + 1, len(notes) + len(said) + 1)
    notes += [f"({n}) dòng {c.code}: {sentence}" for n, sentence in zip(marks, said, strict=True)]
    remark = (*_remark(c), *([" ".join(f"({n})" for n in marks)] if said else []))
    shown = {
        Column.ADDRESS: MadeCell((c.code.text,)),
        Column.CODE: MadeCell((rubric.printed_code(c),)),
        Column.TITLE: MadeCell((c.title,) if c.title else ()),
        Column.MOST: _most(c),
        Column.WORDING: MadeCell(tuple(s.value for s in c.wording)),
        Column.NOTE: MadeCell(remark),
    }
    weight = Weight.FIELD if c.code.depth == 1 and c.children else Weight.GROUP if c.children else Weight.LEAF
    return MadeRow(tuple(shown[column] for column, _ in columns), weight)


def _sentences(rubric: Rubric, c: Criterion) -> Iterator[str]:
    for stated in c.discrepancies:
        yield wording.stated(wording.say(Slot.DISCREPANCIES, stated.value), stated)
    if not _reads_back(rubric, c):
        plain = evolve(c, basis=None)
        bucket = rubric.bucket_of(c.code) is not None
        yield RIGHT + (wording.bucket_row(plain) if bucket else wording.row(plain, rubric.level_names)).strip()


def _reads_back(rubric: Rubric, c: Criterion) -> bool:
    """Whether the cells of a row, read again, say what it is; its code may be said by a note."""
    code = code_of(c.code.text if rubric.numbers_restart else rubric.printed_code(c))
    coded = bool(c.discrepancies) or (code is not None and (code.text, code.title) == (c.code.text, ""))
    points = points_of(" ".join(_most(c).lines))
    counted = isinstance(points, Points) and (points.value, points.deducts) == (c.max, c.deducts)
    return coded and counted and remark_of(_remark(c)) == Remark(c.survey, c.note)


def _most(c: Criterion) -> MadeCell:
    printed = _printed(c, PrintedPoints)
    own = f"{'trừ ' if c.deducts else ''}{vietnamese(c.max)}"
    if printed is not None and printed != own:
        return MadeCell((printed,) if printed else ())
    return MadeCell((own,), None if c.deducts else c.max)


def _remark(c: Criterion) -> tuple[str, ...]:
    printed = _printed(c, PrintedNote)
    if printed is not None:
        return (printed,) if printed else ()
    return (*((SURVEY,) if c.survey else ()), *((c.note,) if c.note is not None else ()))


def _printed(c: Criterion, kind: type[PrintedPoints] | type[PrintedNote]) -> str | None:
    found: Iterable[str] = (d.value.printed for d in c.discrepancies if isinstance(d.value, kind))
    return next(iter(found), None)
