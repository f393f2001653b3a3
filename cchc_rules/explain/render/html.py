"""An explanation as one self-contained page, for the screen and for A4."""

from html import escape
from typing import assert_never

from cchc_rules.explain.render.document import (
    Account,
    Document,
    Fact,
    Folded,
    Group,
    Item,
    Items,
    Line,
    Notes,
    Section,
    Share,
    Table,
    Tone,
    is_up_front,
)
from cchc_rules.explain.render.page_style import CSS
from cchc_rules.model.numbers import decimal_string

# A shape beside each colour, so that the page reads without colours.
_SIGNS = {Tone.LOSS: "▼", Tone.GAIN: "●", Tone.EXCLUDED: "○", Tone.PENDING: "?"}
_INDENT = "&emsp;"


def render_html(document: Document, *more: Document) -> str:
    """The page, of several documents one below the other; ends with a line end."""
    return _page(document.title, [part for d in (document, *more) for part in _laid_out(d)])


def plain_page(title: str, text: str) -> str:
    """A page of lines that stand as they are, such as what a command tells of mistakes."""
    return _page(title, ["<main>", f"<pre>{escape(text)}</pre>", "</main>"])


def _page(title: str, body: list[str]) -> str:
    """UTF-8, no script, nothing fetched from elsewhere."""
    parts = [
        "<!DOCTYPE html>",
        '<html lang="vi">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>",
        f"<style>\n{CSS}</style>",
        "</head>",
        "<body>",
        *body,
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _laid_out(document: Document) -> list[str]:
    footer = [footer_html(document)] if document.footer else []
    return ["<main>", header_html(document), sections_html(document), "</main>", *footer]


def header_html(document: Document) -> str:
    """The unit or title, figures, notices and facts."""
    unit, *figures = map(escape, document.headline)
    shown = "".join(f"<li>{figure}</li>" for figure in figures)
    notices = [_notice(n) for n in document.notices]
    headline = [f'<ul class="headline">{shown}</ul>'] if shown else []
    facts = [_facts(document.facts, "facts")] if document.facts else []
    parts = [f"<h1>{unit}</h1>", *headline, *notices, *facts]
    return "<header>\n" + "\n".join(parts) + "\n</header>"


def _notice(notice: Fact) -> str:
    return f'<p class="notice"><strong>{escape(notice.label)}:</strong> {escape(notice.value)}</p>'


def _facts(facts: tuple[Fact, ...], name: str) -> str:
    rows = "".join(f"<dt>{escape(f.label)}</dt><dd>{escape(f.value)}</dd>" for f in facts)
    return f'<dl class="{name}">{rows}</dl>'


def sections_html(document: Document) -> str:
    """All that is between the top and the footer."""
    return "\n".join(map(_section, document.sections))


def footer_html(document: Document) -> str:
    """What the document was made from."""
    heading = escape(document.footer_heading)
    return f"<footer>\n<h2>{heading}</h2>\n{_facts(document.footer, 'digests')}\n</footer>"


def _section(section: Section) -> str:
    heading = f"<h2>{escape(section.heading)}</h2>"
    match section:
        case Items():
            body = _items(section)
        case Table():
            body = _table(section)
        case Account():
            body = _account(section)
        case Notes():
            body = _notes(section)
        case Folded(_, sections):
            inner = "\n".join(map(_section, sections))
            return f"<details>\n<summary>{escape(section.heading)}</summary>\n{inner}\n</details>"
        case _:
            assert_never(section)
    return f"<section{_place(section)}>\n{heading}\n{body}\n</section>"


def _place(section: Section) -> str:
    """Where paper has it: see `Document.on_paper`."""
    if not is_up_front(section):
        return ""
    return ' class="front sums"' if isinstance(section, Account) else ' class="front"'


# ---- rows


def _items(section: Items) -> str:
    lead = "".join(_line("p", line) for line in section.lead)
    if not section.groups:
        return lead
    scored = any(i.points for g in section.groups for i in g.items)
    code, title, points, outcome = section.heads
    told = bool(outcome) or any(i.outcome or i.outcome_notes for g in section.groups for i in g.items)
    heads = [code, title, *([points] if scored else []), *([outcome] if told else [])]
    head = "".join(f'<th scope="col">{escape(h)}</th>' for h in heads)
    body = "\n".join(_group(g, scored, told, len(heads)) for g in section.groups)
    return f'{lead}<table class="rows">\n<thead><tr>{head}</tr></thead>\n{body}\n</table>'


def _group(group: Group, scored: bool, told: bool, columns: int) -> str:
    rows = [_item(i, scored, told) for i in group.items]
    if group.heading:
        cell = f'<th colspan="{columns}" scope="rowgroup">{escape(group.heading)}</th>'
        rows.insert(0, f'<tr class="group">{cell}</tr>')
    return "<tbody>\n" + "\n".join(rows) + "\n</tbody>"


def _item(item: Item, scored: bool, told: bool) -> str:
    details = "".join(_line("li", line) for line in item.details)
    below = f"<ul>{details}</ul>" if details else ""
    points = f'<td class="number">{escape(item.points)}{_marks(item.points_notes)}</td>' if scored else ""
    sign = f'<span class="sign" aria-hidden="true">{_SIGNS[item.tone]}</span> ' if item.tone in _SIGNS else ""
    outcome = f'<td class="outcome">{sign}{escape(item.outcome)}{_marks(item.outcome_notes)}</td>' if told else ""
    return (
        f'<tr class="{item.tone.value}"><th scope="row">{escape(item.code)}{_marks(item.notes)}</th>'
        f"<td>{escape(item.title)}{_marks(item.title_notes)}{below}</td>{points}{outcome}</tr>"
    )


def _line(tag: str, line: Line) -> str:
    return f'<{tag} class="{line.tone.value}">{_INDENT * line.depth}{escape(line.text)}{_marks(line.notes)}</{tag}>'


def _marks(notes: tuple[int, ...]) -> str:
    return "".join(f'<sup><a href="#n{n}">[{n}]</a></sup>' for n in notes)


def _notes(notes: Notes) -> str:
    texts = "\n".join(f'<li id="n{n}">{escape(text)}</li>' for n, text in enumerate(notes.texts, start=1))
    return f'<ol class="notes">\n{texts}\n</ol>'


# ---- sums


def _table(table: Table) -> str:
    numeric = [' class="number"' if c.right else "" for c in table.columns]
    pairs = zip(numeric, table.columns, strict=True)
    head = "".join(f'<th scope="col"{kind}>{escape(c.title)}</th>' for kind, c in pairs)
    rows = [_table_row(row, numeric) for row in table.rows]
    total = [_total_row(table.total, numeric)] if table.total else []
    body = "\n".join([*rows, *total])
    return f'<table class="sums">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>'


def _table_row(row: tuple[str, ...], numeric: list[str]) -> str:
    return f'<tr><th scope="row">{escape(row[0])}</th>{_cells(row[1:], numeric[1:])}</tr>'


def _total_row(row: tuple[str, ...], numeric: list[str]) -> str:
    """The first cell with a word in it says what the row is."""
    at = next((place for place, cell in enumerate(row) if cell), 0)
    before, behind = _cells(row[:at], numeric[:at]), _cells(row[at + 1 :], numeric[at + 1 :])
    return f'<tr class="total">{before}<th scope="row">{escape(row[at])}</th>{behind}</tr>'


def _cells(row: tuple[str, ...], numeric: list[str]) -> str:
    return "".join(f"<td{kind}>{escape(cell)}</td>" for kind, cell in zip(numeric, row, strict=True))


def _account(account: Account) -> str:
    lines = "".join(_line("p", line) for line in account.lines)
    return f"{_bar(account.shares)}{lines}"


def _bar(shares: tuple[Share, ...]) -> str:
    """The maximum as a bar; each part has a pattern of its own, and the legend says it in words."""
    if not shares:
        return ""
    parts = "".join(_part(s) for s in shares)
    legend = "".join(f"<li>{_swatch(s)}{escape(s.points)} {escape(s.label)}</li>" for s in shares)
    return f'<div class="bar" aria-hidden="true">{parts}</div><ul class="legend">{legend}</ul>'


def _part(share: Share) -> str:
    width = decimal_string(share.ratio * 100, 3)
    return f'<span class="{share.tone.value}" style="width:{width}%"></span>'


def _swatch(share: Share) -> str:
    return f'<span class="swatch {share.tone.value}"></span>'
