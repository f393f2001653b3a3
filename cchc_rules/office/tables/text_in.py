"""Tables in plain text: `.csv` files, and what is pasted from Word or a page of the web into a `.txt` file."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from cchc_rules.model.citation import NO_TRIVIA
from cchc_rules.office.archive import UnreadableError
from cchc_rules.office.tables.columns import plain
from cchc_rules.office.tables.heading import heading_of
from cchc_rules.office.tables.printed import PrintedCell, PrintedRow, PrintedTable
from cchc_rules.office.tables.values import Points, code_of, points_of
from cchc_rules.office.workbooks.layout import letters
from cchc_rules.source import Source
from cchc_rules.syntax.hints.cells import pasted_line
from cchc_rules.syntax.hints.pasted import TOTALS
from cchc_rules.syntax.hints.stacked import HEADS
from cchc_rules.syntax.lines.cut import RawLine

_ROWS = 20_000
_SEPARATORS = ("\t", ";", ",")
_LEAST_CELLS = 3
_LETTER = re.compile(r"[^\W\d_]{2}")
_MOST_HEADS = 12


def csv_tables(source: Source) -> tuple[PrintedTable, ...]:
    """The table of a `.csv` file, with commas, semicolons or tabs between its cells."""
    tabs = source.tabs
    rows = _csv_rows("".join("\t" if at in tabs else c for at, c in enumerate(source.text)) if tabs else source.text)
    wide = [n for n, row in enumerate(rows) if sum(1 for c in row.cells if c.text) > 1]
    if not wide:
        return ()
    above = tuple(c.text for row in rows[: wide[0]] for c in row.cells if c.text)
    below = tuple(c.text for row in rows[wide[-1] + 1 :] for c in row.cells if c.text)
    return (PrintedTable("bảng", tuple(rows[wide[0] : wide[-1] + 1]), above, below),)


def _csv_rows(text: str) -> list[PrintedRow]:
    separator = max(_SEPARATORS, key=lambda mark: _even(text, mark))
    rows: list[PrintedRow] = []
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        for number, cells in enumerate(reader, start=1):
            if number > _ROWS:
                raise UnreadableError(f"tệp có hơn {_ROWS} hàng")
            rows.append(_row(number, cells))
    except csv.Error as error:
        raise UnreadableError(f"dòng {reader.line_num} không phải dạng CSV") from error
    return rows


def _even(text: str, mark: str) -> tuple[int, int]:
    """How many lines have as many of a sign as most lines have, and how many that is."""
    counts = [n for row in csv.reader(io.StringIO(text[:100_000]), delimiter=mark) if (n := len(row)) >= _LEAST_CELLS]
    return (max(map(counts.count, set(counts)), default=0), 0)


def _row(number: int, cells: Sequence[str]) -> PrintedRow:
    made = (PrintedCell(_lines(text), f"{letters(at)}{number}") for at, text in enumerate(cells, start=1))
    return PrintedRow(number, tuple(made))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for part in text.splitlines() if (line := " ".join(part.split())))


# ---- pasted text


def text_tables(source: Source) -> tuple[PrintedTable, ...]:
    """The tables of a text: rows with tabs or `|` between cells, or a cell a line below its head."""
    lines = tuple(
        RawLine(number, text, text, NO_TRIVIA) for number, text in enumerate(source.lines, start=1) if text.strip()
    )
    made: list[PrintedTable] = []
    above: list[str] = []
    at = 0
    while at < len(lines):
        rows, taken = _block(source, lines[at:])
        if not rows:
            above.append(lines[at].text.strip())
            at += 1
            continue
        made = [*made[:-1], *(_with_below(t, above) for t in made[-1:])]
        made.append(PrintedTable(f"bảng {len(made) + 1}", tuple(rows), tuple(above)))
        above = []
        at += taken
    return (*made[:-1], *(_with_below(t, above) for t in made[-1:]))


def _with_below(table: PrintedTable, below: Sequence[str]) -> PrintedTable:
    return PrintedTable(table.name, table.rows, table.above, tuple(below))


def _block(source: Source, lines: Sequence[RawLine]) -> tuple[list[PrintedRow], int]:
    """The rows of the table that begins at the first of some lines, and how many lines it takes."""
    stacked = list(_stacked(lines))
    if stacked:
        return [row for row, _ in stacked], sum(taken for _, taken in stacked)
    rows: list[PrintedRow] = []
    taken = 0
    while taken < len(lines):
        near = lines[taken : taken + _MOST_HEADS]
        row = pasted_line(source, near)
        if row is None or not row.sure or (rows and near[0].number != lines[taken - 1].number + 1):
            break
        taken += len(row.lines)
        if row.cells:
            rows.append(_text_row(near[0].number, row.cells))
    return (rows, taken) if len(rows) > 1 else ([], 0)


def _text_row(number: int, cells: Sequence[str]) -> PrintedRow:
    return PrintedRow(number, tuple(PrintedCell((text,) if text else (), "") for text in cells))


# ---- a cell a line


def _stacked(lines: Sequence[RawLine]) -> Iterator[tuple[PrintedRow, int]]:
    """The head and rows of a table whose every cell stands on a line of its own, each with how many lines it has."""
    cells = [line.text.strip() for line in lines[:_MOST_HEADS]]
    if plain(cells[0]) not in HEADS:
        return
    width = next((at for at in range(_LEAST_CELLS, len(cells) - 1) if _opens(cells, at)), 0)
    if not width:
        return
    yield _text_row(lines[0].number, cells[:width]), width
    at = width
    while at < len(lines):
        near = [line.text.strip() for line in lines[at : at + _MOST_HEADS]]
        taken = _row_length(near, width)
        if not taken:
            return
        yield _text_row(lines[at].number, _as_cells(near[:taken])), taken
        if plain(near[0]) in TOTALS:
            return
        at += taken


def _opens(cells: Sequence[str], at: int) -> bool:
    """Whether a row begins there: a code alone, words below it, and a number somewhere below those."""
    code = code_of(cells[at]) if at + 1 < len(cells) and heading_of([cells[at]]).annex is None else None
    return code is not None and not code.title and bool(_LETTER.search(cells[at + 1]))


def _row_length(cells: Sequence[str], width: int) -> int:
    """How many lines the row takes that begins at the first; 0 where no row does."""
    if plain(cells[0]) in TOTALS:
        return 1 + int(len(cells) > 1 and isinstance(points_of(cells[1]), Points))
    if not _opens(cells, 0):
        return 0
    # The number below a title is its points, though it may look like the code of a row.
    most = next((at for at in range(2, len(cells)) if isinstance(points_of(cells[at]), Points)), len(cells))
    end = next((at for at in range(2, most) if _opens(cells, at)), most + 1)
    while end < min(len(cells), most + width - 2) and not (_opens(cells, end) or plain(cells[end]) in TOTALS):
        end += 1
    return min(end, len(cells))


def _as_cells(lines: Sequence[str]) -> list[str]:
    """The lines of a row as cells: a title on several lines is one."""
    if plain(lines[0]) in TOTALS:
        return ["", *lines]
    most = next((at for at in range(2, len(lines)) if isinstance(points_of(lines[at]), Points)), len(lines))
    return [lines[0], " ".join(lines[1:most]), *lines[most:]]
