"""The sections of a document as paragraphs and tables of a Word file."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from cchc_rules.explain.render.document import (
    Account,
    Document,
    Folded,
    Group,
    Item,
    Items,
    Line,
    Notes,
    Section,
    Table,
    Tone,
)
from cchc_rules.frozen import frozen
from cchc_rules.office.word import paper as on
from cchc_rules.office.word.pieces import Cell, Grid, Paragraph, Run
from cchc_rules.office.word.widths import fitted_words, table_widths

_HEAD_SHADE, _GROUP_SHADE = "E7ECF2", "F3F5F8"
_DEPTH = 6
"""Millimetres that a line stands further in."""
_MOST_CODE, _MOST_POINTS, _MOST_OUTCOME = 22.0, 30.0, 42.0


@frozen
class Setting:
    """Ids of styles by their names, and how wide the text is, in millimetres."""

    styles: Mapping[str, str]
    room: float

    def style(self, name: str) -> str:
        """The id of a style."""
        return self.styles[name]


def body(document: Document, setting: Setting) -> Iterator[Paragraph | Grid]:
    """Every section, in the order of paper."""
    for section in document.on_paper:
        yield from _section(section, setting)


def _section(section: Section, setting: Setting) -> Iterator[Paragraph | Grid]:
    if isinstance(section, Folded):
        # Paper has nothing to unfold: each section says by its own heading what it is.
        for inner in section.sections:
            yield from _section(inner, setting)
        return
    if section.heading:
        yield Paragraph((Run(section.heading),), setting.style(on.HEADING), with_next=True)
    match section:
        case Items():
            yield from _items(section, setting)
        case Table():
            yield _table(section, setting)
        case Account(_, lines, _):
            yield from (_line(line, setting.style(on.TEXT)) for line in lines)
        case Notes(_, texts):
            yield from (Paragraph.of(f"[{n}] {text}", setting.style(on.CELL)) for n, text in enumerate(texts, 1))
        case _:
            assert_never(section)
    # Two tables without a paragraph between them would be one.
    yield Paragraph((), setting.style(on.TINY))


def _line(line: Line, style: str) -> Paragraph:
    return Paragraph((_toned(line.text, line.tone), *_marks(line.notes)), style, indent=_DEPTH * line.depth)


def _toned(text: str, tone: Tone) -> Run:
    return Run(text, bold=tone is Tone.STRONG, italic=tone is Tone.FAINT, struck=tone is Tone.REPEALED)


def _marks(notes: tuple[int, ...]) -> tuple[Run, ...]:
    return tuple(Run(f"[{n}]", raised=True) for n in notes)


# ---- rows


def _items(section: Items, setting: Setting) -> Iterator[Paragraph | Grid]:
    yield from (_line(line, setting.style(on.TEXT)) for line in section.lead)
    if not section.groups:
        return
    every = [item for group in section.groups for item in group.items]
    code, title, points, outcome = section.heads
    scored = any(i.points for i in every)
    told = bool(outcome) or any(i.outcome or i.outcome_notes for i in every)
    heads = [code, title, *([points] if scored else []), *([outcome] if told else [])]
    widths = _item_widths(every, section.heads, scored, told, setting.room)
    style = setting.style(on.CELL)
    head = tuple(Cell((Paragraph.of(h, style, bold=True),), shade=_HEAD_SHADE) for h in heads)
    rows = [row for group in section.groups for row in _group(group, scored, told, style)]
    yield Grid(widths, (head, *rows), heads=1, style=setting.style(on.TABLE))


def _item_widths(
    items: list[Item], heads: tuple[str, str, str, str], scored: bool, told: bool, room: float
) -> tuple[float, ...]:
    """The title takes what the others leave."""
    code = fitted_words(heads[0], [i.code for i in items], _MOST_CODE, bold=True)
    points = [fitted_words(heads[2], [i.points for i in items], _MOST_POINTS)] if scored else []
    outcome = [fitted_words(heads[3], [i.outcome for i in items], _MOST_OUTCOME, bold=True)] if told else []
    return (code, room - code - sum(points) - sum(outcome), *points, *outcome)


def _group(group: Group, scored: bool, told: bool, style: str) -> Iterator[tuple[Cell, ...]]:
    if group.heading:
        said = Paragraph((Run(group.heading, bold=True),), style, with_next=True)
        yield (Cell((said,), span=2 + scored + told, shade=_GROUP_SHADE),)
    yield from (_item(item, scored, told, style) for item in group.items)


def _item(item: Item, scored: bool, told: bool, style: str) -> tuple[Cell, ...]:
    title = Paragraph((_toned(item.title, _of_title(item.tone)), *_marks(item.title_notes)), style)
    details = tuple(_line(line, style) for line in item.details)
    cells = [Cell((Paragraph((Run(item.code, bold=True), *_marks(item.notes)), style),)), Cell((title, *details))]
    if scored:
        cells.append(Cell((Paragraph((Run(item.points), *_marks(item.points_notes)), style, align="right"),)))
    if told:
        cells.append(Cell((Paragraph((Run(item.outcome, bold=True), *_marks(item.outcome_notes)), style),)))
    return tuple(cells)


def _of_title(tone: Tone) -> Tone:
    """On paper a row that lost points looks as any other: its outcome says so in words."""
    return tone if tone in (Tone.STRONG, Tone.REPEALED) else Tone.PLAIN


# ---- sums


def _table(table: Table, setting: Setting) -> Grid:
    style = setting.style(on.CELL)
    right = [c.right for c in table.columns]
    heads = tuple(_cell(c.title, c.right, style, bold=True, shade=_HEAD_SHADE) for c in table.columns)
    rows = [tuple(_cell(text, r, style) for text, r in zip(row, right, strict=True)) for row in table.rows]
    if table.total:
        rows.append(tuple(_cell(text, r, style, bold=True) for text, r in zip(table.total, right, strict=True)))
    return Grid(table_widths(table, setting.room), (heads, *rows), heads=1, style=setting.style(on.TABLE))


def _cell(text: str, right: bool, style: str, bold: bool = False, shade: str = "") -> Cell:
    return Cell((Paragraph((Run(text, bold=bold),), style, align="right" if right else ""),), shade=shade)
