"""Pieces of WordprocessingML as text: runs, paragraphs, tables. Whoever puts them into a file parses them once."""

from collections.abc import Sequence
from html import escape

from cchc_rules.explain.render.text_width import clean
from cchc_rules.frozen import frozen

TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""


@frozen
class Run:
    """Text in one look."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    raised: bool = False


@frozen
class Paragraph:
    """Runs in a style, which goes by its id; `indent` in millimetres, `align` as Word calls it."""

    runs: tuple[Run, ...]
    style: str
    indent: float = 0
    align: str = ""
    with_next: bool = False

    @classmethod
    def of(cls, text: str, style: str, **looks: bool) -> "Paragraph":
        """A paragraph of one run."""
        return cls((Run(text, **looks),), style)


@frozen
class Cell:
    """Paragraphs in a table; `span` columns wide."""

    paragraphs: tuple[Paragraph, ...]
    span: int = 1
    shade: str = ""


@frozen
class Grid:
    """A table: columns in millimetres, rows, of which the first `heads` are said again on each page."""

    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 0
    style: str = ""


def paragraph_xml(p: Paragraph) -> str:
    """A paragraph."""
    looks = f'<w:pStyle w:val="{escape(p.style)}"/>'
    looks += "<w:keepNext/>" if p.with_next else ""
    looks += f'<w:ind w:left="{round(p.indent * TWIPS)}" w:firstLine="0"/>' if p.indent else ""
    looks += f'<w:jc w:val="{p.align}"/>' if p.align else ""
    return f"<w:p><w:pPr>{looks}</w:pPr>{''.join(map(_run, p.runs))}</w:p>"


def _run(run: Run) -> str:
    looks = "<w:b/>" if run.bold else ""
    looks += "<w:i/>" if run.italic else ""
    looks += "<w:strike/>" if run.struck else ""
    looks += '<w:vertAlign w:val="superscript"/>' if run.raised else ""
    # What stands between two runs is part of one of them.
    before, behind = (" " if run.text[at : at + 1 or None] == " " else "" for at in (0, -1))
    text = escape(f"{before}{clean(run.text)}{behind}", quote=False)
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def grid_xml(grid: Grid) -> str:
    """A table with the width of every column said: without, programs lay it out by its words, over twice the pages."""
    widths = [round(w * TWIPS) for w in grid.widths]
    style = f'<w:tblStyle w:val="{escape(grid.style)}"/>' if grid.style else ""
    looks = f'{style}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    look = '<w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    columns = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    rows = "".join(_row(row, widths, number < grid.heads) for number, row in enumerate(grid.rows))
    return f"<w:tbl><w:tblPr>{looks}{look}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def _row(cells: Sequence[Cell], widths: Sequence[int], head: bool) -> str:
    made, at = [], 0
    for cell in cells:
        made.append(_cell(cell, sum(widths[at : at + cell.span])))
        at += cell.span
    looks = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
    return f"<w:tr><w:trPr>{looks}</w:trPr>{''.join(made)}</w:tr>"


def _cell(cell: Cell, width: int) -> str:
    looks = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    looks += f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    looks += f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.shade}"/>' if cell.shade else ""
    return f"<w:tc><w:tcPr>{looks}</w:tcPr>{''.join(map(paragraph_xml, cell.paragraphs))}</w:tc>"
