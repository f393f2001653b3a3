"""An explanation as text, aligned by display width."""

from collections.abc import Sequence
from typing import assert_never

from cchc_rules.explain.render.document import (
    Account,
    Document,
    Fact,
    Folded,
    Group,
    Item,
    Items,
    Notes,
    Section,
    Table,
    Tone,
)
from cchc_rules.explain.render.style import PLAIN, Style
from cchc_rules.explain.render.text_width import hang, left, right, width, wrap
from cchc_rules.frozen import frozen

DEFAULT_WIDTH = 100
_GAP = "  "
_LEAST_TITLE = 24


def render_text(document: Document, style: Style = PLAIN, columns: int = DEFAULT_WIDTH) -> str:
    """The document in lines of at most `columns` where its titles allow; ends with a line end."""
    lines = [style.bold(line) for line in wrap(" · ".join(document.headline), columns)]
    for notice in document.notices:
        head = f"{notice.label}: "
        lines += [style.yellow(style.bold(t)) for t in hang(notice.value, columns, " " * width(head), head)]
    lines += _facts(document.facts, columns)
    for section in document.sections:
        lines += ["", *_section(section, style, columns)]
    if document.footer:
        footer = [document.footer_heading, *_facts(document.footer, columns)]
        lines += ["", *map(style.dim, footer)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _facts(facts: Sequence[Fact], columns: int) -> list[str]:
    widest = max((width(f.label) for f in facts), default=0)
    lines: list[str] = []
    for fact in facts:
        head = left(fact.label, widest) + _GAP
        lines += hang(fact.value, max(columns, width(head) + 70), " " * width(head), head)
    return lines


def _section(section: Section, style: Style, columns: int) -> list[str]:
    match section:
        case Items():
            return _items(section, style, columns)
        case Table():
            return table_lines(section, style, columns)
        case Account():
            told = [
                (t, line.tone)
                for line in section.lines
                for t in hang(_noted(line.text, line.notes), columns, _GAP * (line.depth + 1))
            ]
            return [style.bold(section.heading), *(style.paint(text, tone) for text, tone in told)]
        case Notes():
            heads = [f"[{n}] " for n in range(1, len(section.texts) + 1)]
            pairs = zip(section.texts, heads, strict=True)
            numbered = (hang(text, columns, " " * len(head), head) for text, head in pairs)
            return [style.bold(section.heading), *(line for lines in numbered for line in lines)]
        case Folded(_, sections):
            # A terminal has nothing to unfold: each section says by its own heading what it is.
            apart = [["", *_section(inner, style, columns)] for inner in sections]
            return [line for lines in apart for line in lines][1:]
        case _:
            assert_never(section)


def _noted(text: str, notes: Sequence[int]) -> str:
    """A text with the numbers of the notes on it."""
    return " ".join((text, *(f"[{n}]" for n in notes)))


# ---- rows


@frozen
class _Widths:
    code: int
    title: int
    points: int
    outcome: int

    @classmethod
    def of(cls, items: Sequence[Item], columns: int) -> "_Widths":
        code, points, outcome = (
            max((width(text) for text in texts), default=0)
            for texts in ([i.code for i in items], [i.points for i in items], [i.outcome for i in items])
        )
        taken = sum(w + len(_GAP) for w in (code, points, outcome) if w)
        return cls(code, max(columns - taken, _LEAST_TITLE), points, outcome)


def _items(section: Items, style: Style, columns: int) -> list[str]:
    lines = [style.paint(style.bold(section.heading), section.tone)]
    for line in section.lead:
        lines += [style.paint(t, line.tone) for t in hang(line.text, columns, _GAP)]
    widths = _Widths.of([i for g in section.groups for i in g.items], columns)
    for group in section.groups:
        lines += _group(group, widths, style, columns)
    return lines


def _group(group: Group, widths: _Widths, style: Style, columns: int) -> list[str]:
    lines = [style.bold(t) for t in wrap(group.heading, columns)] if group.heading else []
    for item in group.items:
        lines += _item(item, widths, style, columns)
    return lines


def _item(item: Item, widths: _Widths, style: Style, columns: int) -> list[str]:
    marks = (*item.notes, *item.title_notes, *item.points_notes, *item.outcome_notes)
    first, *rest = wrap(_noted(item.title, marks), widths.title)
    cells = [style.bold(left(item.code, widths.code)), left(first, widths.title)]
    if widths.points:
        cells.append(right(item.points, widths.points))
    cells.append(style.paint(item.outcome, item.tone))
    indent = " " * (widths.code + len(_GAP))
    lines = [_GAP.join(cells), *(indent + line for line in rest)]
    for detail in item.details:
        # A second line of a sentence stands further in, so that sentences tell apart.
        head, *more = wrap(_noted(detail.text, detail.notes), columns - len(indent) - 2 * len(_GAP))
        lines += [indent + _GAP + style.paint(head, detail.tone)]
        lines += [indent + 2 * _GAP + style.paint(line, detail.tone) for line in more]
    return lines


# ---- tables


def table_lines(table: Table, style: Style, columns: int) -> list[str]:
    """A table with its heading and total; the one wrapping column takes what width is left."""
    rows = [tuple(c.title for c in table.columns), *table.rows, *([table.total] if table.total else [])]
    widths = [max(width(row[i]) for row in rows) for i in range(len(table.columns))]
    fixed = sum(w + len(_GAP) for w, c in zip(widths, table.columns, strict=True) if not c.wraps)
    widths = [
        min(w, max(columns - fixed, _LEAST_TITLE)) if c.wraps else w for w, c in zip(widths, table.columns, strict=True)
    ]
    lines = [style.bold(table.heading)] if table.heading else []
    rule = style.dim(_GAP.join("─" * w for w in widths))
    lines += [*(style.bold(t) for t in _table_row(rows[0], table, widths)), rule]
    for row in table.rows:
        lines += _table_row(row, table, widths)
    if table.total:
        lines += [rule, *(style.paint(t, Tone.STRONG) for t in _table_row(table.total, table, widths))]
    return lines


def _table_row(row: tuple[str, ...], table: Table, widths: list[int]) -> list[str]:
    sized = zip(row, widths, table.columns, strict=True)
    cells = [wrap(cell, w) if c.wraps else (cell,) for cell, w, c in sized]
    lines = []
    for n in range(max(map(len, cells))):
        parts = [cell[n] if n < len(cell) else "" for cell in cells]
        pads = [right if c.right else left for c in table.columns]
        lines.append(_GAP.join(pad(p, w) for pad, p, w in zip(pads, parts, widths, strict=True)).rstrip())
    return lines
