"""The printed table of a rubric as a `.docx` file."""

from collections.abc import Iterator

from cchc_rules.office.tables.columns import Column
from cchc_rules.office.tables.made import NOTES, Made, MadeCell, MadeRow, Weight
from cchc_rules.office.word import paper as on
from cchc_rules.office.word.pieces import Cell, Grid, Paragraph, Run
from cchc_rules.office.word.render import append

_WIDTHS = {Column.ADDRESS: 18, Column.CODE: 18, Column.MOST: 20, Column.NOTE: 22, Column.WORDING: 48}
_MIDDLE = (Column.ADDRESS, Column.CODE, Column.MOST, Column.NOTE)


def docx_of(made: Made) -> bytes:
    """The document. Raises ImportError where the extra `word` is not installed."""
    file = on.new_paper()
    styles = {name: file.styles[name].style_id or "" for name in on.STYLES}
    append(file, _blocks(made, styles))
    file.core_properties.title = made.title
    return on.bytes_of(file)


def _blocks(made: Made, styles: dict[str, str]) -> Iterator[Paragraph | Grid]:
    for text in (made.annex, made.title):
        if text is not None:
            yield Paragraph.of(text, styles[on.TITLE])
    if made.with_instrument is not None:
        yield Paragraph((Run(made.with_instrument, italic=True),), styles[on.TEXT], align="center")
    yield Paragraph((), styles[on.TINY])
    columns = [column for column, _ in made.columns]
    free = on.room(landscape=False) - sum(_WIDTHS[c] for c in columns if c is not Column.TITLE)
    head = MadeRow(tuple(MadeCell((text,)) for _, text in made.columns), Weight.TOTAL)
    rows = tuple(
        tuple(
            _cell(cell, row.weight in (Weight.FIELD, Weight.TOTAL), column in _MIDDLE or row is head, styles[on.CELL])
            for column, cell in zip(columns, row.cells, strict=True)
        )
        for row in (head, *made.rows)
    )
    yield Grid(tuple(_WIDTHS.get(c, free) for c in columns), rows, heads=1, style=styles[on.TABLE])
    if made.notes:
        yield Paragraph((Run(NOTES),), styles[on.HEADING], with_next=True)
        yield from (Paragraph.of(note, styles[on.CELL]) for note in made.notes)


def _cell(cell: MadeCell, bold: bool, middle: bool, style: str) -> Cell:
    align = "center" if middle else ""
    lines = cell.lines or ("",)
    return Cell(tuple(Paragraph((Run(line, bold=bold),) if line else (), style, align=align) for line in lines))
