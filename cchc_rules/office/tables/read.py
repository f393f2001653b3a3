"""A printed table as the text of a rubric, with a finding for each place where something had to be decided."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import takewhile
from typing import Any, assert_never

from attrs import evolve, field

from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.diagnostics.diagnostic import Kind
from cchc_rules.frozen import define, frozen
from cchc_rules.language.waiting import WAITS
from cchc_rules.model.code import Code
from cchc_rules.model.numbers import vietnamese
from cchc_rules.office.tables.again import unclear_head
from cchc_rules.office.tables.codes import Placed, Way, beside, in_parts, placed, restarts
from cchc_rules.office.tables.columns import Column
from cchc_rules.office.tables.draft import DraftRow, draft_row, total_of
from cchc_rules.office.tables.heading import Note, is_note, notes_of
from cchc_rules.office.tables.levels import levels_of
from cchc_rules.office.tables.oddities import odd_cells
from cchc_rules.office.tables.printed import Joined, PrintedCell
from cchc_rules.office.tables.rows import Aside, BucketHead, PrintedLine, Row, Said, Sum, lines_of
from cchc_rules.office.tables.runs import with_levels_said
from cchc_rules.office.tables.shared import with_shared_cells
from cchc_rules.office.tables.text import Given, rubric_text
from cchc_rules.office.tables.values import Misread, Points
from cchc_rules.office.tables.whole import Part, WholeTable
from cchc_rules.source import Span
from cchc_rules.writing.basis import quote

_SHOWN = 60


@frozen
class Written:
    """The text of a rubric, how many of its rows take points, and what was found in the table."""

    text: str
    leaves: int
    found: tuple[Diagnostic, ...]


@define
class _Reading:
    """One table while it is read: findings as they come, each with its cell."""

    name: str
    found: list[Diagnostic] = field(factory=list)

    def add(self, kind: Kind, at: PrintedCell, number: int, **values: Any) -> None:
        span = Span(self.name, number, 1, 1, at.text[:_SHOWN], cell=at.at)
        self.found.append(kind.at(span, **values))


def written(table: WholeTable, name: str, short_name: str) -> Written:
    """The rubric of a table of the file `name`; `short_name` where the table itself has none."""
    reading = _Reading(name)
    for at, part in enumerate(table.parts):
        _columns(reading, part)
        _between(reading, part if at else None)
    notes = notes_of(table.parts[-1].table.below)
    lines = [line for part in table.parts for line in _lines(part, notes)]
    lines = list(with_levels_said(lines))
    given = _given(reading, table, lines)
    text = rubric_text(given, table.heading, short_name)
    rows = [line.code for line in given.lines if isinstance(line, DraftRow)]
    groups = {code.parent for code in rows}
    return Written(text, sum(code not in groups for code in rows), tuple(reading.found))


def _lines(part: Part, notes: Mapping[int, Note]) -> Iterator[PrintedLine]:
    rows = part.table.rows
    return with_shared_cells(tuple(lines_of(rows, part.heads, notes)), rows, part.heads)


def unclear_columns(table: WholeTable, name: str) -> Diagnostic | None:
    """That two columns are headed as one, or that a head below says less; None where all is clear."""
    for part in table.parts:
        row = unclear_head(part.table)
        if row is not None:
            at, first = row.own[0], " | ".join(c.text for c in row.own)
            span = Span(name, row.number, 1, 1, first[:_SHOWN], cell=at.at)
            why = f"hàng đầu cột in lại ở đây là “{first[:_SHOWN]}”, khác hàng đầu cột ở trên"
            return catalog.COLUMNS_UNCLEAR.at(span, column=Column.MOST.value, why=why)
        for column in (Column.CODE, Column.ADDRESS, Column.MOST):
            places = part.heads.places.get(column, ())
            if len(places) > 1:
                row = part.table.rows[part.heads.rows[0]]
                at = row.cells[places[1]]
                heads = " và ".join(f"“{row.cells[p].text}”" for p in places)
                span = Span(name, row.number, 1, 1, at.text[:_SHOWN], cell=at.at)
                return catalog.COLUMNS_UNCLEAR.at(span, column=column.value, why=f"có {len(places)} cột: {heads}")
    return None


def _columns(reading: _Reading, part: Part) -> None:
    """Tell of columns that are not read, of odd cells and of hidden rows."""
    heads, rows = part.heads, part.table.rows
    first = rows[heads.rows[0] if heads.rows else 0]
    read = {p for column, places in heads.places.items() if column is not Column.OTHER for p in places}
    below = rows[heads.rows[-1] + 1 :] if heads.rows else rows
    for place in (p for p in range(len(first.cells)) if p not in read):
        if any(row.cells[place].joined is Joined.NO and row.cells[place].text for row in below):
            head = first.cells[place]
            reading.add(catalog.COLUMN_UNREAD, head, first.number, column=head.text[:_SHOWN] or "không tên")
    if not any(heads.words):
        told = ", ".join(f"cột {places[0] + 1} là {column.value}" for column, places in heads.places.items())
        reading.add(catalog.NO_HEAD, first.cells[0], first.number, columns=told)
    for row, cell, what in odd_cells(part):
        reading.add(catalog.CELL_ODD, cell, row.number, what=what)


def _between(reading: _Reading, part: Part | None) -> None:
    """Words between two tables that are one: nothing in them is read."""
    if part is not None and part.table.above:
        words = " ".join(part.table.above)[:_SHOWN]
        row = part.table.rows[0]
        reading.add(catalog.ROW_ASIDE, row.cells[0], row.number, shown=words)


# ---- lines


def _given(reading: _Reading, table: WholeTable, lines: Sequence[PrintedLine]) -> Given:
    starts = [at for at, line in enumerate(lines) if isinstance(line, BucketHead)]
    main = [line for line in lines[: starts[0] if starts else None] if isinstance(line, Row)]
    where = placed(main)
    levels = levels_of(table.parts[0], where)
    _numbered(reading, where)
    _gaps(reading, where)
    others = [p for start in starts for p in _beside(lines[start:])]
    drafted = iter([*_drafts(reading, where, levels.names, False), *_drafts(reading, others, (), True)])
    made: list[DraftRow | BucketHead | Aside] = []
    for line in lines:
        match line:
            case Row():
                made.append(next(drafted))
            case Said():
                _said(reading, line, made)
            case BucketHead():
                made.append(line)
            case Aside():
                _aside(reading, line, made)
            case Sum():
                _sum(reading, line, [m for m in made if isinstance(m, DraftRow)])
            case _:
                assert_never(line)
    places = table.parts[0].heads.places
    again = restarts(main) or in_parts(main) or (Column.ADDRESS in places and Column.CODE in places)
    return Given(levels, again, tuple(made))


def _beside(lines: Sequence[PrintedLine]) -> tuple[Placed, ...]:
    """The rows of the bonus or penalty that the first line heads."""
    head, rows = lines[0], list(takewhile(lambda line: not isinstance(line, BucketHead), lines[1:]))
    return beside([r for r in rows if isinstance(r, Row)], head.letter if isinstance(head, BucketHead) else "")


def _gaps(reading: _Reading, rows: Sequence[Placed]) -> None:
    """Numbers that are missing among the rows of a group: a row may not have been read."""
    last: dict[Code | None, Placed] = {}
    for p in rows:
        before = last.get(p.code.parent)
        if p.code.last.isdigit():
            number = int(before.code.last) if before is not None else 0
            # A table may be one field of a longer one.
            if int(p.code.last) > number + 1 and (before is not None or p.code.depth > 1):
                after = f"sau {before.code}" if before is not None else "đầu nhóm"
                reading.add(catalog.ROW_GAP, p.row.at, p.row.number, after=after, code=p.code)
            last[p.code.parent] = p


def _aside(reading: _Reading, line: Aside, made: list[DraftRow | BucketHead | Aside]) -> None:
    """A remark is kept; notes of ours were read before, with the rows that they are on."""
    if not is_note(line.text):
        reading.add(catalog.ROW_ASIDE, line.at, line.number, shown=line.text[:_SHOWN])
        made.append(line)


def _said(reading: _Reading, line: Said, made: list[DraftRow | BucketHead | Aside]) -> None:
    """Words on scoring go to the row above them."""
    above = made[-1] if made else None
    if not isinstance(above, DraftRow):
        reading.add(catalog.ROW_ASIDE, line.at, line.number, shown=line.text[:_SHOWN])
        made.append(Aside(line.at, line.number, line.text))
        return
    reading.add(catalog.ROW_SAID, line.at, line.number, code=above.code, shown=line.text[:_SHOWN])
    made[-1] = evolve(above, wording=(*above.wording, line.text))


def _sum(reading: _Reading, line: Sum, rows: Sequence[DraftRow]) -> None:
    tops = [r.criterion for r in rows if r.code.depth == 1]
    total = sum((c.max for c in tops if c is not None and not c.deducts), Fraction(0))
    if isinstance(line.points, Points) and None not in tops and line.points.value != total:
        shown = {"printed": vietnamese(line.points.value), "total": vietnamese(total)}
        said = f"dưới câu “tổng điểm”: {_misprinted(line.title, *shown.values())}"
        reading.add(
            catalog.SUM_AS_PRINTED, line.at, line.number, what="hàng tổng", rows="các lĩnh vực", said=said, **shown
        )


def _misprinted(title: str, printed: str, total: str) -> str:
    """The sentence on a misprinted sum of the table, which is no row; its reason is for whoever accepts it."""
    before = title.rstrip(" :")
    return f'bản in ghi {quote(f"{before}: {printed}")}, đọc là {quote(f"{before}: {total}")}, vì "…"'


# ---- rows


def _drafts(reading: _Reading, rows: Sequence[Placed], levels: Sequence[str], bucket: bool) -> Iterator[DraftRow]:
    groups: dict[Code | None, list[Row]] = {}
    for p in rows:
        groups.setdefault(p.code.parent, []).append(p.row)
    for p in rows:
        _told(reading, p)
        below = groups.get(p.code, [])
        draft = draft_row(p, levels, bucket, below)
        if below and p.row.remark.survey and not p.row.notes:
            what = f"dòng {p.code} có các dòng bên trong mà ghi ĐTXHH"
            reading.add(catalog.CELL_ODD, p.row.at, p.row.number, what=what)
        elif below and p.row.remark.note and p.row.note_shared:
            what = (
                f"ghi chú “{p.row.remark.note}” ở ô gộp cả dòng {p.code}, dòng có các dòng bên trong; ghi cho từng dòng"
            )
            reading.add(catalog.CELL_ODD, p.row.at, p.row.number, what=what)
        draft = _shared(reading, p, draft)
        total, mine = total_of(below), p.row.points
        draft = _partly_by_survey(reading, p, draft) if not below else draft
        if total is not None and isinstance(mine, Points) and draft.criterion is not None and total != mine.value:
            draft = _not_their_sum(reading, p, draft, (mine.value, total))
        yield draft


def _shared(reading: _Reading, p: Placed, draft: DraftRow) -> DraftRow:
    """A row that is in doubt, or has something in one cell with other rows: each is asked."""
    for doubt in (d for d in p.row.doubts if not d.told and not p.row.notes):
        reading.add(catalog.CELL_ODD, doubt.at, p.row.number, what=f"dòng {p.code}: {doubt.what}")
    doubts = () if p.row.notes else p.row.doubts
    looked = (f"    {WAITS} # ô {d.at.at}: {d.what}" if d.at.at else f"    {WAITS} # {d.what}" for d in doubts)
    draft = evolve(draft, waiting=(*draft.waiting, *looked))
    for one in p.row.shared:
        reading.add(catalog.CELL_ODD, one.at, p.row.number, what=f"dòng {p.code}: {one.what}")
    asks = (f"    {WAITS} # {one.what}: so với bản in, sửa nếu không phải của dòng này" for one in p.row.shared)
    return evolve(draft, waiting=(*draft.waiting, *asks))


def _partly_by_survey(reading: _Reading, p: Placed, draft: DraftRow) -> DraftRow:
    """A row of which a part is scored by survey: the language has such rows only whole."""
    part, points = p.row.by_survey, p.row.points
    if not part or not isinstance(points, Points) or part == points.value:
        return draft
    said = f"cột ĐTXHH ghi {vietnamese(part)}, điểm tối đa là {vietnamese(points.value)}"
    reading.add(catalog.CELL_ODD, p.row.at, p.row.number, what=f"dòng {p.code}: {said}")
    return evolve(draft, waiting=(*draft.waiting, f"    {WAITS} # {said}: tách thành hai dòng, một dòng ĐTXHH"))


def _not_their_sum(reading: _Reading, p: Placed, draft: DraftRow, sums: tuple[Fraction, Fraction]) -> DraftRow:
    printed, total = map(vietnamese, sums)
    at = p.row.points_at or p.row.at
    shown = {"printed": printed, "total": total}
    said = f'dưới dòng {p.code}, đã sửa thành {total} điểm: bản in ghi điểm {quote(printed)}, vì "…"'
    reading.add(
        catalog.SUM_AS_PRINTED, at, p.row.number, what=f"dòng {p.code}", rows="các dòng bên trong", said=said, **shown
    )
    asks = (
        f"    {WAITS} # bản in ghi {printed} điểm, các dòng bên trong cộng lại {total}: sửa số sai, hoặc nêu cách tính"
    )
    return evolve(draft, waiting=(*draft.waiting, asks))


def _told(reading: _Reading, p: Placed) -> None:
    """What had to be decided of one row."""
    row = p.row
    if row.strange is not None:
        reading.add(catalog.PRINTED_CODE_UNCLEAR, row.at, row.number, shown=row.strange[:_SHOWN], why="không phải mã")
    elif p.way is Way.BY_PLACE or p.way is Way.UNCLEAR:
        reading.add(catalog.CODE_BY_PLACE, row.at, row.number, code=p.code, how="theo vị trí trong nhóm")
    if p.other is not None and row.code is not None:
        where = f"ô {p.other.at.at}" if p.other.at.at else f"dòng {p.other.number} của tệp"
        why = f"đã có ở {where}" if p.way is Way.DOUBLED else f"là của nhóm ở {where}, hàng này đứng trong nhóm khác"
        if p.lost_nought:
            why += f" (Excel đã đổi {p.code} thành {row.code.text})"
        reading.add(catalog.CODE_DOUBLED, row.at, row.number, printed=row.code.text, why=why, code=p.code)
    elif p.way is Way.BESIDE and row.code is not None:
        why = "đánh số lại từ 1 trong phần điểm cộng, điểm trừ"
        reading.add(catalog.CODE_DOUBLED, row.at, row.number, printed=row.code.text, why=why, code=p.code)
    points = row.points
    at = row.points_at or row.at
    if row.whole is not None:
        return
    if isinstance(points, Misread):
        reading.add(catalog.PRINTED_POINTS_UNCLEAR, at, row.number, code=p.code, shown=at.text[:_SHOWN], why=points.why)
    elif points is None:
        reading.add(catalog.PRINTED_POINTS_UNCLEAR, at, row.number, code=p.code, shown="", why="ô trống")


def _numbered(reading: _Reading, rows: Sequence[Placed]) -> None:
    """Codes that the program writes itself are told once."""
    own = [p for p in rows if p.way is Way.NUMBERED]
    if own:
        first = own[0]
        how = f"theo số tự động của tệp (cả thảy {len(own)} hàng)"
        reading.add(catalog.CODE_BY_PLACE, first.row.at, first.row.number, code=first.code, how=how)
