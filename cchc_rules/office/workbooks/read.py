"""A workbook that came back, as a sheet: its cells as lines, read by the reader of sheets, each line with its cell."""

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, field

from cchc_rules.copies.cells import cells_of
from cchc_rules.copies.merge import foreign
from cchc_rules.copies.told import changed_by_another
from cchc_rules.diagnostics import catalog, in_order
from cchc_rules.frozen import define, frozen
from cchc_rules.model.code import Code
from cchc_rules.model.sheet import RowShown, Sheet, Workbook
from cchc_rules.model.stages import Stage
from cchc_rules.office.workbooks.cells import Cells
from cchc_rules.office.workbooks.columns import Fixed, Part, fixed, key_of
from cchc_rules.office.workbooks.copy import Copy
from cchc_rules.office.workbooks.grid import Found, Grid, Number, UnreadableError, Words, pages_of
from cchc_rules.office.workbooks.layout import SCHEMA, address
from cchc_rules.office.workbooks.lines import Base, fact_lines, row_lines, tally_line
from cchc_rules.office.workbooks.page import HEAD, PAGE, SECTIONS, Meta, titled
from cchc_rules.office.workbooks.records import Kind
from cchc_rules.office.workbooks.sound import check_page
from cchc_rules.office.workbooks.unread import check_unread
from cchc_rules.source import Source, Span, Undecodable, decode
from cchc_rules.syntax.lines.parsed import Parsed
from cchc_rules.syntax.sheet.reader import read_sheet
from cchc_rules.writing.layout import quote
from cchc_rules.writing.sheet_file import FACTS_HEADING, ROWS_HEADING, TITLE
from cchc_rules.writing.surveys import RESULTS_HEADING

_IDENTITY = re.compile(r"(header|fact|words|tally|all|row):(.*)", re.DOTALL)
_NUMBERED = re.compile(r"(\d+)/(\d+)(?:\n(.*))?", re.DOTALL)


@frozen
class _Row:
    row: int
    kind: Kind
    key: str
    number: int
    of: int
    base: Base


@define
class _Written:
    """Lines of a sheet as they are gathered, each with the cell that says it."""

    lines: list[str] = field(factory=list)
    grid: list[tuple[int, str]] = field(factory=list)

    def add(self, line: str, row: int, column: int) -> None:
        self.lines.append(line)
        self.grid.append((row, address(row, column)))


def read_workbook(name: str, data: bytes) -> Copy:
    """The sheet of a workbook, with everything wrong in its cells. Raises ImportError without the extra `excel`."""
    start = Span(name, 1, 1, 1)
    try:
        pages = pages_of(data)
    except UnreadableError as error:
        return Copy(Parsed(None, (catalog.NOT_WORKBOOK.at(start, why=error),)))
    page = next((p for p in pages if p.words(1, 1) == SCHEMA), None)
    if page is None:
        why = "trang nào cũng thiếu cột định danh ẩn (cột A)"
        return Copy(Parsed(None, (catalog.NOT_WORKBOOK.at(start, why=why),)))
    other = next((p for p in pages if p is not page and p.words(1, 1) == SCHEMA), None)
    if other is not None:
        found = catalog.TWO_PAGES.at(evolve(start, cell=f"{other.name}!A1"), page=page.name, other=other.name)
        return Copy(Parsed(None, (found,)))
    cells = Cells(name, page, _columns(page))
    cells.found += [
        catalog.PAGE_UNREAD.at(evolve(start, cell=f"{p.name}!A1"), page=p.name, right=PAGE)
        for p in pages
        if p is not page and p.cells
    ]
    if not check_page(cells):
        return Copy(Parsed(None, in_order(cells.found)))
    return _copy(cells)


def _columns(page: Grid) -> dict[str, int]:
    """The columns by the keys in the first row."""
    found: dict[str, int] = {Fixed.IDENTITY.value: 1}
    for column in page.by_row.get(1, ()):
        if column > 1:
            found.setdefault(page.words(1, column), column)
    return found


def _copy(cells: Cells) -> Copy:
    rows = list(_rows(cells))
    stages = tuple(Stage(key.partition("|")[2]) for key in cells.columns if key.startswith(f"{Part.VALUE.value}|"))
    _complete(cells, rows)
    written = _Written()
    written.add(TITLE, HEAD, 3)
    _header(cells, rows, written)
    _facts(cells, rows, stages, written)
    _tallies(cells, rows, written)
    _table(cells, rows, stages, written)
    check_unread(cells, {r.row: r.kind for r in rows})
    parsed = _parsed(cells, written)
    meta = _meta(cells.grid)
    if parsed.value is not None:
        at = cells.span(1, 1)
        shown = tuple(_shown(cells, row) for row in rows if row.kind is Kind.ROW)
        parsed = evolve(parsed, value=evolve(parsed.value, workbook=Workbook(meta.get(Meta.RUBRIC, ""), shown, at)))
    role = Stage(meta[Meta.ROLE]) if Meta.ROLE in meta else None
    held = _held(cells.name, rows)
    if role is not None and held is not None and parsed.value is not None:
        changed = foreign(cells.name, role, cells_of(held), cells_of(parsed.value))
        told = (changed_by_another(one, catalog.FOREIGN_CHANGED) for one in changed)
        parsed = evolve(parsed, diagnostics=in_order((*parsed.diagnostics, *told)))
    return Copy(parsed, role, meta.get(Meta.BASE, ""), held)


def _parsed(cells: Cells, written: _Written) -> Parsed[Sheet]:
    text = "\n".join(written.lines)
    readable = decode(text.encode(errors="surrogatepass")) if text.isprintable() is False else text
    if isinstance(readable, Undecodable):
        row, cell = written.grid[min(readable.line, len(written.grid)) - 1]
        span = Span(cells.name, row, 1, 1, cell=cell)
        wrong = catalog.NOT_UNICODE.at(span, reason=readable.reason, fix="gõ lại ô này, không dán")
        return Parsed(None, in_order((*cells.found, wrong)))
    source = evolve(Source.of(cells.name, readable), grid=tuple(written.grid))
    parsed = read_sheet(source)
    title, shown = cells.columns[Fixed.TITLE.value], cells.span(2, cells.columns[Fixed.TITLE.value]).excerpt
    if parsed.value is not None and shown != (right := " ".join(titled(parsed.value.header).split())):
        cells.add(catalog.LOCKED_CHANGED, 2, title, shown=shown, right=right)
    return Parsed(parsed.value, in_order((*cells.found, *parsed.diagnostics)))


def _meta(page: Grid) -> Mapping[Meta, str]:
    found: dict[Meta, str] = {}
    for row in range(2, HEAD):
        words, _, value = page.words(row, fixed(Fixed.IDENTITY)).partition(":")
        found |= {m: value for m in Meta if m.value == words}
    return found


# ---- rows


def _rows(cells: Cells) -> Iterator[_Row]:
    """The rows by their identity, each once; what has none and says something is a finding."""
    taken: dict[str, int] = {}
    for row in sorted(cells.grid.by_row):
        if row <= HEAD:
            continue
        identity = cells.grid.words(row, cells.columns[Fixed.IDENTITY.value])
        found = _IDENTITY.fullmatch(identity)
        numbered = _NUMBERED.fullmatch(cells.grid.words(row, cells.columns[Fixed.BASE.value]))
        if found is None or numbered is None:
            _stray(cells, row)
        elif taken.setdefault(identity, row) != row:
            column = cells.columns[Fixed.CODE.value]
            cells.add(catalog.ROW_DOUBLED, row, column, what=f"{_called(found[1], found[2])} (hàng {taken[identity]})")
        else:
            base = Base.of(numbered[3] or "")
            yield _Row(row, Kind(found[1]), found[2], int(numbered[1]), int(numbered[2]), base)


def _called(kind: str, key: str) -> str:
    return {"row": f"dòng {key}", "all": "hàng “Cả phiếu”", "tally": f"câu hỏi {key}"}.get(kind, f"[{key}]")


def _stray(cells: Cells, row: int) -> None:
    """A row that is not of the workbook; headings of sections have their words in one column only."""
    code = cells.columns[Fixed.CODE.value]
    filled = [c for c in cells.grid.by_row[row] if c >= code]
    if filled and not (filled == [code] and cells.grid.words(row, code) in SECTIONS.values()):
        shown = " ".join(cells.span(row, filled[0]).excerpt.split())[:40]
        cells.add(catalog.ROW_STRAY, row, filled[0], row=row, shown=shown)


def _complete(cells: Cells, rows: Sequence[_Row]) -> None:
    numbers = {r.number for r in rows}
    total = max((r.of for r in rows), default=0)
    above = {r.number: r for r in rows}
    for number in range(1, total + 1):
        if number in numbers:
            continue
        before = next((above[n] for n in range(number, 0, -1) if n in above), None)
        after = f", ngay sau {_called(before.kind.value, before.key)}" if before is not None else ""
        row = before.row if before is not None else HEAD
        cells.add(catalog.ROW_MISSING, row, cells.columns[Fixed.CODE.value], what=f"hàng thứ {number}{after}")


def _shown(cells: Cells, row: _Row) -> RowShown:
    column = cells.columns[Fixed.MOST.value]
    at = cells.span(row.row, column)
    return RowShown(Code(row.key), at.excerpt, at)


def _held(name: str, rows: Sequence[_Row]) -> Sheet | None:
    """The sheet that the workbook was made from, by its hidden cells."""

    def of(*kinds: Kind) -> list[str]:
        placed = sorted(((line[0], n, line[1]) for r in rows if r.kind in kinds for n, line in enumerate(r.base.lines)))
        return [text for _, _, text in placed]

    header = [f"  {line.strip()}" for r in rows if r.kind is Kind.HEADER for _, line in r.base.lines]
    facts, tallies = of(Kind.FACT, Kind.WORDS), of(Kind.TALLY)
    text = [
        TITLE,
        *header,
        FACTS_HEADING,
        *facts,
        RESULTS_HEADING,
        *tallies,
        ROWS_HEADING,
        *of(Kind.ALL),
        *of(Kind.ROW),
    ]
    return read_sheet(Source.of(name, "\n".join(text))).value


# ---- sections


def _header(cells: Cells, rows: Sequence[_Row], written: _Written) -> None:
    column = cells.columns[Fixed.TITLE.value]
    for row in (r for r in rows if r.kind is Kind.HEADER):
        line = row.base.lines[0][1] if row.base.lines else ""
        shown, right = cells.span(row.row, column).excerpt, " ".join(line.split())
        if shown != right:
            cells.add(catalog.LOCKED_CHANGED, row.row, column, shown=shown, right=right)
        written.add(line, row.row, column)


def _facts(cells: Cells, rows: Sequence[_Row], stages: Sequence[Stage], written: _Written) -> None:
    lines: list[tuple[int, str, int, int]] = []
    for row in (r for r in rows if r.kind in (Kind.FACT, Kind.WORDS)):
        title = cells.columns[Fixed.TITLE.value]
        shown = cells.span(row.row, title).excerpt
        if shown != f"[{row.key}]":
            cells.add(catalog.LOCKED_CHANGED, row.row, title, shown=shown, right=f"[{row.key}]")
        said = [(s, cells.said(row.kind, row.row, s)) for s in stages]
        for place, stage, line in fact_lines(row.key, row.base, said, row.kind is Kind.WORDS):
            lines.append((place, line, row.row, cells.columns[key_of(Part.VALUE, stage)]))
    _section(written, FACTS_HEADING, sorted(lines, key=lambda made: made[0]))


def _tallies(cells: Cells, rows: Sequence[_Row], written: _Written) -> None:
    questions: dict[tuple[str, str], list[_Row]] = {}
    for row in (r for r in rows if r.kind is Kind.TALLY):
        form, question, _ = row.key.split("/")
        questions.setdefault((form, question), []).append(row)
    lines: list[tuple[int, str, int, int]] = []
    for (form, question), options in questions.items():
        said = [(_option(cells, r), cells.counted(r.row, r is options[0])) for r in options]
        line = tally_line(options[0].base, form, question, said)
        if line is not None:
            column = cells.columns[key_of(Part.VALUE, Stage.SURVEY)]
            lines.append((options[0].base.place, line, options[0].row, column))
    _section(written, RESULTS_HEADING, sorted(lines, key=lambda made: made[0]))


def _option(cells: Cells, row: _Row) -> str:
    """The option that a row counts, which stands behind the question in its title."""
    form, question, _ = row.key.split("/")
    shown = cells.span(row.row, cells.columns[Fixed.TITLE.value]).excerpt
    start = f"{form}, câu {question}: "
    if not shown.startswith(start):
        cells.add(catalog.LOCKED_CHANGED, row.row, cells.columns[Fixed.TITLE.value], shown=shown, right=f"{start}…")
    return shown.removeprefix(start)


def _section(written: _Written, heading: str, lines: Sequence[tuple[int, str, int, int]]) -> None:
    if lines:
        written.add(heading, lines[0][2], 3)
    for _, line, row, column in lines:
        written.add(line, row, column)


def _table(cells: Cells, rows: Sequence[_Row], stages: Sequence[Stage], written: _Written) -> None:
    written.add(ROWS_HEADING, HEAD, 3)
    of_table = [r for r in rows if r.kind in (Kind.ALL, Kind.ROW)]
    for row in sorted(of_table, key=lambda r: (r.kind is Kind.ROW, r.base.place)):
        said = [(s, cells.said(row.kind, row.row, s)) for s in stages]
        lines = list(row_lines(row.base, said))
        if row.kind is Kind.ROW:
            _code(cells, row)
            if not lines and not row.base.lines:
                continue
            written.add(_code_line(cells, row), row.row, cells.columns[Fixed.CODE.value])
        for stage, line in lines:
            written.add(line, row.row, cells.columns[key_of(Part.VALUE, stage)])


def _code(cells: Cells, row: _Row) -> None:
    """Hold the code that people see against the hidden identity."""
    column = cells.columns[Fixed.CODE.value]
    found: Found | None = cells.grid.at(row.row, column)
    if found is not None and isinstance(found.content, Words) and found.content.text.strip() == row.key:
        return
    shown = cells.span(row.row, column).excerpt.replace(",", ".")
    number = found is not None and isinstance(found.content, Number)
    why = f": Excel đã đổi {row.key} thành {shown}" if number else ""
    cells.add(catalog.CELL_CODE, row.row, column, code=row.key, shown=shown, why=why)


def _code_line(cells: Cells, row: _Row) -> str:
    """The code, with the title where the sheet had one or had not the row at all."""
    untitled = bool(row.base.lines) and row.base.lines[0][1] == row.key
    title = cells.span(row.row, cells.columns[Fixed.TITLE.value]).excerpt
    return row.key if untitled or not title else f"{row.key} {quote(title)}"
