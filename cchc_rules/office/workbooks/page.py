"""Lay out the workbook of a sheet: what it is about and its totals on top, then facts, tallies and rows in groups."""

from collections.abc import Iterator
from enum import Enum

from cchc_rules import __version__
from cchc_rules.compile import RuleTree
from cchc_rules.frozen import frozen
from cchc_rules.model.sheet import Header, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.office.workbooks.allowed import allowed_for, measured
from cchc_rules.office.workbooks.columns import (
    HEADINGS,
    PART_HEADINGS,
    Fixed,
    Part,
    columns_for,
    fixed,
)
from cchc_rules.office.workbooks.layout import SCHEMA, Cell, Line, Look, Page, Value
from cchc_rules.office.workbooks.live import (
    Book,
    all_unchanged,
    counted_of,
    points_of,
    someone_beyond,
    subtotal_of,
    totals_of,
    unchanged,
    units_of,
)
from cchc_rules.office.workbooks.records import Kind, Record, records_of
from cchc_rules.office.workbooks.said import Ratio, Said
from cchc_rules.results.scorecard import Scorecard

PAGE = "Phiếu chấm điểm"
HEAD = 10
"""The row of the column headings."""
_LEFT = 4


class Meta(Enum):
    """What hidden cells beside the totals say of the workbook itself, by how they begin."""

    RUBRIC = "bộ tiêu chí"
    ROLE = "vai"
    BASE = "bản gốc"
    VERSION = "phiên bản"


SECTIONS = {
    Kind.HEADER: "PHẦN ĐẦU (không sửa ở đây)",
    Kind.FACT: "SỐ LIỆU",
    Kind.WORDS: "SỐ LIỆU",
    Kind.TALLY: "KẾT QUẢ ĐIỀU TRA (số phiếu hợp lệ chọn mỗi phương án)",
    Kind.ALL: "ĐIỂM",
    Kind.ROW: "ĐIỂM",
}
_HINTS = (
    "Ô nền vàng là ô để điền; ô khác bị khóa (không mật khẩu).",
    "Điểm ghi bằng số; ngày bằng chữ, như 31/12/2019; mỗi tài liệu một dòng.",
    "Không thêm, xóa, gộp, dán đè hàng. Nộp lại tệp này; công cụ đọc và kiểm tra từng ô.",
    "Chỉ số cắt sau hai chữ số lẻ, không làm tròn.",
)
TO_FILL_IN, FOR_OTHERS = " (cột để điền)", " (khóa)"
"""What stands behind the name of a stage above its columns."""
_FIRST_HINT = 2
"""Hints stand beside figures that are short: progress and band need the room on their right."""


@frozen
class Made:
    """What a workbook is made for: the digest of its rubric, who is to fill it in, the digest of the sheet in it."""

    rubric: str
    role: Stage
    base: str


def page_of(tree: RuleTree, sheet: Sheet, card: Scorecard, made: Made) -> Page:
    """The workbook of a sheet without comments, which has been checked and scored."""
    columns = columns_for(tree.rubric, sheet)
    placed = list(_placed(records_of(tree.rubric, sheet)))
    records = tuple((row, one) for row, one in placed if isinstance(one, Record))
    book = Book(tree, sheet, card, columns, records)
    body = tuple(_heading(one) if isinstance(one, str) else _line(book, row, one, made.role) for row, one in placed)
    return Page(PAGE, columns.all, (*_top(book, made), *body), HEAD, _LEFT, _printed(book, made.role))


def _printed(book: Book, role: Stage) -> tuple[int, ...]:
    """Where what each stage enters begins, up to the last that has said anything or is to."""
    stages, said = book.columns.stages, {s for _, r in book.records for s, one in r.said if not one.silent}
    last = max(n for n, stage in enumerate(stages) if n == 0 or stage == role or stage in said)
    behind = [len(book.columns.all) + 1]
    return tuple([book.columns.at(Part.VALUE, stage) for stage in stages] + behind)[: last + 2]


def _placed(records: tuple[Record, ...]) -> Iterator[tuple[int, str | Record]]:
    row, section = HEAD + 1, ""
    for record in records:
        if SECTIONS[record.kind] != section:
            section = SECTIONS[record.kind]
            yield row, section
            row += 1
        yield row, record
        row += 1


# ---- above the table


def _top(book: Book, made: Made) -> Iterator[Line]:
    yield Line(
        (_hidden(1, SCHEMA), *(_hidden(at, c.key) for at, c in enumerate(book.columns.all, 1) if at > 1)), hidden=True
    )
    totals = totals_of(book)
    header = book.sheet.header
    meta = (
        f"{Meta.RUBRIC.value}:{made.rubric}",
        f"{Meta.ROLE.value}:{made.role.value}",
        f"{Meta.BASE.value}:{made.base}",
        f"{Meta.VERSION.value}:{__version__}",
    )
    figures: tuple[tuple[str, Value], ...] = (
        ("Tiến độ", totals.progress),
        ("Cộng đã có điểm", totals.so_far),
        ("Điểm đạt", totals.achieved),
        ("Trên điểm tối đa", totals.base),
        ("Chỉ số (%)", totals.index),
        ("Xếp loại", totals.band),
    )
    named = Cell(fixed(Fixed.TITLE), titled(header), Look.TITLE)
    shown = [(Cell(fixed(Fixed.MOST), w, Look.LABEL), Cell(fixed(Fixed.POINTS), v, Look.FIGURE)) for w, v in figures]
    helpers = (someone_beyond(book), all_unchanged(book))
    for at, cells in enumerate(((named,), *shown)):
        hidden = [_hidden(fixed(Fixed.IDENTITY), meta[at])] if at < len(meta) else []
        hidden += [_hidden(fixed(Fixed.BASE), helpers[at])] if at < len(helpers) else []
        beside = _HINTS[at - _FIRST_HINT :][:1] if at >= _FIRST_HINT else ()
        yield Line((*hidden, *cells, *(Cell(len(_fixed_columns(book)) + 1, hint, Look.PLAIN) for hint in beside)))
    yield Line(tuple(_names(book, made.role)))
    yield Line(tuple(_titles(book)))


def titled(header: Header) -> str:
    """The title in the second row."""
    return f"{header.unit}, năm {header.year}"


def _fixed_columns(book: Book) -> tuple[object, ...]:
    return book.columns.all[: -len(book.columns.parts)]


def _names(book: Book, role: Stage) -> Iterator[Cell]:
    for stage in book.columns.stages:
        mine = TO_FILL_IN if stage == role else FOR_OTHERS
        own = [book.columns.at(part, s) for s, part in book.columns.parts if s == stage]
        yield Cell(own[0], stage.value.upper() + mine, Look.SECTION)
        yield from (Cell(column, None, Look.SECTION) for column in own[1:])


def _titles(book: Book) -> Iterator[Cell]:
    for column, words in HEADINGS.items():
        yield Cell(fixed(column), words, Look.HEADING)
    for stage, part in book.columns.parts:
        yield Cell(book.columns.at(part, stage), PART_HEADINGS[part], Look.HEADING)


def _hidden(column: int, value: Value) -> Cell:
    return Cell(column, value, Look.HIDDEN)


# ---- the table


def _heading(words: str) -> Line:
    return Line((Cell(3, words, Look.SECTION), *(Cell(column, None, Look.SECTION) for column in range(4, 7))))


def _line(book: Book, row: int, record: Record, role: Stage) -> Line:
    cells = [_hidden(fixed(Fixed.IDENTITY), record.identity), _hidden(fixed(Fixed.BASE), _numbered(book, row, record))]
    if record.kind is Kind.HEADER:
        label = Cell(fixed(Fixed.TITLE), f"{record.key}: {record.shown}", Look.WORDS)
        return Line((*cells, label), level=1)
    cells += [_hidden(fixed(Fixed.SAME), unchanged(book, row, record)), *_named(record), *_scored(book, row, record)]
    for stage in book.columns.stages:
        cells += _said(book, record, stage, opened=stage == role and _fills(record, stage))
    c = record.criterion
    level = 1 if c is None or record.kind is Kind.ALL else c.code.depth - (1 if c.children else 0)
    return Line(tuple(cells), level=min(max(level, 0), 7))


def _numbered(book: Book, row: int, record: Record) -> str:
    """Which row of how many it is, so that a row that is gone is missed; then what the sheet said of it."""
    number = next(n for n, (at, _) in enumerate(book.records, 1) if at == row)
    return f"{number}/{len(book.records)}\n{record.base}".rstrip("\n")


def _fills(record: Record, stage: Stage) -> bool:
    return record.kind is not Kind.TALLY or stage is Stage.SURVEY


def _named(record: Record) -> Iterator[Cell]:
    c = record.criterion
    look = Look.WORDS
    if c is not None:
        look = Look.WORDS if c.is_leaf else Look.FIELD if c.code.depth == 1 else Look.GROUP
        yield Cell(fixed(Fixed.CODE), c.code.text, Look.CODE if c.is_leaf else look)
    title = record.shown
    if record.kind is Kind.TALLY:
        form, question, _ = record.key.split("/")
        title = f"{form}, câu {question}: {record.shown}"
    yield Cell(fixed(Fixed.TITLE), title, look)
    yield Cell(fixed(Fixed.MOST), measured(record), Look.NUMBER if c is not None else Look.WORDS)


def _scored(book: Book, row: int, record: Record) -> Iterator[Cell]:
    node = book.card.node(record.criterion.code) if record.criterion is not None else None
    if node is None:
        return
    leaf = node.criterion.is_leaf
    points = points_of(book, row, record, node) if leaf else subtotal_of(book, record, node)
    yield Cell(fixed(Fixed.POINTS), points, Look.NUMBER if leaf else Look.GROUP)
    if leaf:
        yield _hidden(fixed(Fixed.COUNTED), counted_of(book, row, node))
    if leaf and book.simple:
        yield _hidden(fixed(Fixed.UNITS), units_of(book, row, node))


def _said(book: Book, record: Record, stage: Stage, opened: bool) -> Iterator[Cell]:
    said = record.of(stage)
    at = book.columns.at
    value = said.value.value if isinstance(said.value, Ratio) else said.value
    allowed = allowed_for(book.tree.rubric, record, stage) if opened else None
    yield Cell(at(Part.VALUE, stage), value, _look(record, said), opened, allowed)
    words: tuple[tuple[Part, str | None], ...]
    words = ((Part.REASON, said.reason), (Part.EVIDENCE, "\n".join(said.evidence) or None), (Part.BY, said.by))
    if stage in book.columns.opining:
        words = ((Part.OPINION, said.opinion), *words)
    for part, text in words:
        yield Cell(at(part, stage), text, Look.TEXT, opened)


def _look(record: Record, said: Said) -> Look:
    from cchc_rules.model.fact import FactType

    kind = record.fact.type if record.fact is not None else None
    if isinstance(said.value, Ratio) or (said.value is None and kind is FactType.PERCENT):
        return Look.PERCENT
    if record.kind is Kind.WORDS or kind is FactType.DATE:
        return Look.TEXT
    return Look.POINTS
