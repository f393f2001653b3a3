"""The annexes of a year as a workbook, a sheet each: the same words as every other form; what is exact is a number."""

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import Any, assert_never

from cchc_rules.explain.publication.annexes import Annex
from cchc_rules.explain.render.document import Account, Folded, Items, Notes, Section, Table
from cchc_rules.frozen import frozen

_EXACT = re.compile(r"(?:0|[1-9]\d{0,8})(?:,\d{0,5}[1-9])?").fullmatch
"""Words of the engine that a cell can hold as a number without saying anything else: `≈`, `%` and bounds stay words."""
_DAY = datetime(2020, 3, 5)
_LINE, _NARROW, _WIDE, _WHOLE, _MOST_NAME = 16.0, 6, 48, 90, 31
_BASE = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "text_wrap": True},
    "line": {"text_wrap": True},
    "heading": {"bold": True, "font_size": 13, "text_wrap": True},
    "head": {"bold": True, "text_wrap": True, "border": 1, "bg_color": "#E7ECF2", "align": "center"},
    "words": {"text_wrap": True, "border": 1, "num_format": "@", "indent": 1},
    "number": {"border": 1, "align": "right", "num_format": "General", "indent": 1},
    "group": {"bold": True, "border": 1, "bg_color": "#F3F5F8", "text_wrap": True},
}


@frozen
class _Row:
    """Cells from the left, each with its look; `span` has a row that is one text reach over the columns."""

    cells: tuple[tuple[str, str], ...]
    span: bool = False


def annex_book(annexes: Sequence[Annex]) -> bytes:
    """The workbook; the same annexes give the same bytes. Raises ImportError without the extra `excel`."""
    import xlsxwriter

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": _DAY})
        looks = {name: book.add_format({**_BASE, **look}) for name, look in _LOOKS.items()}
        for number, annex in enumerate(annexes, 1):
            _write(book.add_worksheet(f"{number} {annex.name}"[:_MOST_NAME]), annex, looks)
    return out.getvalue()


def exact_number(words: str) -> float | None:
    """What a cell holds for words of the engine that say a number exactly; None where they stay words."""
    return float(words.replace(",", ".")) if _EXACT(words) else None


def _write(sheet: Any, annex: Annex, looks: dict[str, Any]) -> None:
    rows = list(_top(annex))
    first = None
    for section in annex.document.sections:
        rows += [_Row((("heading", section.heading),), span=True)] if section.heading else []
        if isinstance(section, Table) and first is None:
            first = (len(rows), len(section.columns), len(section.rows))
        rows += _rows(section)
        rows.append(_Row(()))
    widths = _widths(rows)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    for at, row in enumerate(rows):
        _write_row(sheet, at, row, widths, looks)
    if first is not None:
        top, columns, below = first
        sheet.freeze_panes(top + 1, 2)
        sheet.autofilter(top, 0, top + below, columns - 1)
        sheet.repeat_rows(top)
    sheet.set_paper(9)
    if annex.wide:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=30 / 25.4, right=15 / 25.4, top=20 / 25.4, bottom=20 / 25.4)
    sheet.set_footer("&C&P/&N")


def _top(annex: Annex) -> list[_Row]:
    name, *rest = annex.document.headline
    rows = [_Row((("title", name),), span=True)]
    rows += [_Row((("line", text),), span=True) for text in rest]
    rows += [_Row((("line", f"{n.label}: {n.value}"),), span=True) for n in annex.document.notices]
    return [*rows, _Row(())]


def _rows(section: Section) -> list[_Row]:
    match section:
        case Table(_, columns, rows, total):
            shown = (*rows, *([total] if total else []))
            right = [c.right for c in columns]
            cells = (tuple(_cell(text, r) for text, r in zip(row, right, strict=True)) for row in shown)
            return [_Row(tuple(("head", c.title) for c in columns)), *map(_Row, cells)]
        case Items():
            return _items(section)
        case Account(_, lines, _):
            return [_Row((("line", line.text),), span=True) for line in lines]
        case Notes(_, texts):
            return [_Row((("line", f"[{n}] {text}"),), span=True) for n, text in enumerate(texts, 1)]
        case Folded(_, sections):
            return [row for inner in sections for row in _rows(inner)]
        case _:
            assert_never(section)


def _cell(text: str, right: bool) -> tuple[str, str]:
    return ("number" if right else "words"), text


def _items(section: Items) -> list[_Row]:
    rows = [_Row((("line", line.text),), span=True) for line in section.lead]
    for group in section.groups:
        rows += [_Row((("group", group.heading),), span=True)] if group.heading else []
        for item in group.items:
            told = "\n".join((item.title, *(line.text for line in item.details)))
            figures = (text for text in (item.points, item.outcome) if text)
            rows.append(_Row((_cell(item.code, True), ("words", told), *(("words", text) for text in figures))))
    return rows


def _widths(rows: Sequence[_Row]) -> list[int]:
    count = max((len(row.cells) for row in rows), default=1)
    widths = [_NARROW] * max(count, 2)
    for row in rows:
        if not row.span:
            for at, (look, text) in enumerate(row.cells):
                longest = max(map(len, text.split() if look == "head" else text.split("\n")), default=0)
                widths[at] = max(widths[at], min(longest + 4, _WIDE))
    # A page of sentences is as wide as paper.
    widths[1] += max(0, _WHOLE - sum(widths))
    return widths


def _write_row(sheet: Any, at: int, row: _Row, widths: Sequence[int], looks: dict[str, Any]) -> None:
    if row.span and len(widths) > 1:
        ((look, text),) = row.cells
        sheet.merge_range(at, 0, at, len(widths) - 1, "", looks[look])
        sheet.write_string(at, 0, text, looks[look])
        sheet.set_row(at, _height([(text, sum(widths))], 1.2 if look == "title" else 1))
        return
    for column, (look, text) in enumerate(row.cells):
        exact = exact_number(text) if look == "number" else None
        if exact is not None:
            sheet.write_number(at, column, exact, looks["number"])
        else:
            sheet.write_string(at, column, text, looks[look])
    sheet.set_row(at, _height([(text, widths[column]) for column, (_, text) in enumerate(row.cells)], 1))


def _height(texts: Sequence[tuple[str, int]], factor: float) -> float:
    """High enough for the longest text, for no program makes rows fit when it opens a file."""
    lines = [sum(max(1, ceil(len(part) * 1.1 / width)) for part in text.split("\n")) for text, width in texts]
    return max([1, *lines]) * _LINE * factor + 2
