"""Rows below the head that head the columns again otherwise: another order, fewer columns, or another table."""

from itertools import takewhile

from attrs import evolve

from cchc_rules.office.tables.columns import heads_of, is_head, words_over
from cchc_rules.office.tables.heading import heading_of
from cchc_rules.office.tables.printed import PrintedRow, PrintedTable

_LEAST = 2


def apart(table: PrintedTable) -> tuple[PrintedTable, ...]:
    """A table as several, each under one head; one that is only printed again parts nothing."""
    start = next((at for at in _others(table) if is_head(words_over(table.rows[at : at + 1]))), None)
    if start is None:
        return (table,)
    titles = _titles(table, start)
    first = evolve(table, rows=table.rows[: start - len(titles)], below=())
    above = tuple(line for row in titles for cell in row.own for line in cell.lines)
    return (first, *apart(evolve(table, rows=table.rows[start:], above=above)))


def unclear_head(table: PrintedTable) -> PrintedRow | None:
    """A row below the head with words of it, but without the columns that a table of criteria must have."""
    return next((table.rows[at] for at in _others(table)), None)


def _others(table: PrintedTable) -> tuple[int, ...]:
    """Places of rows that head columns in other words than the head, or below the title of another table."""
    heads = heads_of(table)
    if heads is None:
        return ()
    printed = [words_over([table.rows[at]]) for at in heads.rows]
    named = {word for words in printed for word in words if word}
    found = []
    for at in range(heads.rows[-1] + 1, len(table.rows)):
        words = words_over([table.rows[at]])
        if len({w for w in words if w in named}) < _LEAST and not is_head(words):
            continue
        if words not in printed or _titles(table, at):
            found.append(at)
    return tuple(found)


def _titles(table: PrintedTable, start: int) -> tuple[PrintedRow, ...]:
    """The rows of one cell right above a row, where they name another table."""
    before = tuple(reversed(tuple(takewhile(lambda row: len(row.own) <= 1, reversed(table.rows[:start])))))
    lines = tuple(line for row in before for cell in row.own for line in cell.lines)
    return before if heading_of(lines).annex is not None else ()
