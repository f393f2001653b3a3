"""The tables of criteria in a file: each whole, though it is printed as several with its head again on each page."""

from collections.abc import Iterator, Sequence

from attrs import field

from cchc_rules.frozen import define, frozen
from cchc_rules.office.tables.again import apart
from cchc_rules.office.tables.columns import Column, Heads, heads_of, told_by_content
from cchc_rules.office.tables.heading import Heading, heading_of
from cchc_rules.office.tables.printed import PrintedTable, even
from cchc_rules.office.tables.values import code_of


@frozen
class Part:
    """A table of the file, with its columns."""

    table: PrintedTable
    heads: Heads


@frozen
class WholeTable:
    """One table of criteria: its parts in order, and what is printed above the first and below the last."""

    parts: tuple[Part, ...]

    @property
    def heading(self) -> Heading:
        """What is printed above it."""
        return heading_of(self.parts[0].table.above)

    @property
    def name(self) -> str:
        """What messages call it."""
        heading = self.heading
        named = [n for n in (heading.annex, heading.title) if n]
        return ": ".join(named) or self.parts[0].table.name


@define
class _Gathered:
    whole: list[list[Part]] = field(factory=list)
    codes: set[str] = field(factory=set)

    def begin(self, part: Part) -> None:
        self.whole.append([part])
        self.codes = _codes(part)

    def go_on(self, part: Part) -> None:
        self.whole[-1].append(part)
        self.codes |= _codes(part)


def whole_tables(tables: Sequence[PrintedTable]) -> tuple[WholeTable, ...]:
    """Every table of criteria; tables of other kinds are none."""
    found = _Gathered()
    tables = [part for table in tables if table.rows for part in apart(even(table))]
    for table in tables:
        heads = heads_of(table)
        if heads is not None:
            part = Part(table, heads)
            found.go_on(part) if found.whole and _goes_on(found, part) else found.begin(part)
        elif found.whole and (again := _without_head(found.whole[-1][-1], table, found.codes)) is not None:
            found.go_on(again)
    if not found.whole:
        told = (Part(table, heads) for table in tables if (heads := told_by_content(table)) is not None)
        return tuple(WholeTable((part,)) for part in told)
    return tuple(WholeTable(tuple(parts)) for parts in found.whole)


def _goes_on(found: _Gathered, part: Part) -> bool:
    """The same head, nothing named between, and codes that are new."""
    before = found.whole[-1][-1]
    same = before.heads.words == part.heads.words or (
        before.table.name == part.table.name and _kinds(before) == _kinds(part)
    )
    return same and heading_of(part.table.above).annex is None and _are_new(part, found.codes)


def _kinds(part: Part) -> set[Column]:
    return {column for column in part.heads.places if column is not Column.OTHER}


def _are_new(part: Part, codes: set[str]) -> bool:
    """Whether no code was there before; numbers that begin again in each group come again, right below each other."""
    again = _codes(part) & codes
    return not again or not (part.table.above or any("." in code for code in again))


def _without_head(before: Part, table: PrintedTable, codes: set[str]) -> Part | None:
    """The next page of a table, as many columns wide, with codes that were not there before."""
    if not table.rows or max(len(r.cells) for r in table.rows) != len(before.heads.words):
        return None
    part = Part(table, Heads(before.heads.places, before.heads.words, ()))
    return part if _codes(part) and _are_new(part, codes) else None


def _codes(part: Part) -> set[str]:
    return set(_printed(part))


def _printed(part: Part) -> Iterator[str]:
    place = part.heads.at(Column.ADDRESS)
    place = place if place is not None else part.heads.at(Column.CODE)
    for row in part.table.rows:
        code = code_of(row.cells[place].text) if place is not None and place < len(row.cells) else None
        if code is not None:
            yield code.text
