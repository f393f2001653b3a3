"""An explanation as Markdown, for merge requests and issue comments."""

import re
from collections.abc import Iterable
from html import escape as as_html
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

# Every sign that Markdown or the pages that show it could take for more than itself.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~$!&^=])")
# What pages turn into a mention, an address or a link by itself, a backslash before it or not.
_LINKED = re.compile(r"(?<=@)(?=\w)|(?=://)|(?<=\bwww)(?=\.)", re.IGNORECASE)
_INDENT = "  "
_NOTHING_SEEN = "&#8203;"


def escape(text: str) -> str:
    """The text as it reads, whatever signs are in it; nobody is called and nothing becomes a link."""
    return _LINKED.sub(_NOTHING_SEEN, _SPECIAL.sub(r"\\\1", text))


def render_markdown(document: Document) -> str:
    """The document as headings, lists and tables; ends with a line end."""
    blocks = ["## " + " · ".join(map(escape, document.headline))]
    blocks += [f"> **{escape(n.label)}:** {escape(n.value)}" for n in document.notices]
    blocks += ["\n".join(_fact(f) for f in document.facts)] if document.facts else []
    blocks += [block for section in document.sections for block in _headed(section)]
    if document.footer:
        blocks.append(f"### {escape(document.footer_heading)}")
        blocks.append("\n".join(f"- {escape(f.label)}: `{f.value}`" for f in document.footer))
    return "\n\n".join(blocks) + "\n"


def _fact(fact: Fact) -> str:
    return f"- {escape(fact.label)}: {escape(fact.value)}"


def _headed(section: Section) -> list[str]:
    """A section under its heading; one that is folded opens by it."""
    if isinstance(section, Folded):
        return [f"<details><summary>{as_html(section.heading)}</summary>", *_section(section), "</details>"]
    return [f"### {escape(section.heading)}", *_section(section)]


def _section(section: Section) -> list[str]:
    match section:
        case Items(_, _, lead, groups):
            said = ["\n".join(f"{escape(line.text)}  " for line in lead).rstrip()] if lead else []
            return [*said, *(block for g in groups for block in _group(g))]
        case Table():
            return [table_block(section)]
        case Account():
            return ["\n".join(f"{_INDENT * n.depth}- {_toned(_noted(n.text, n.notes), n.tone)}" for n in section.lines)]
        case Notes():
            return ["\n".join(f"{n}. {escape(text)}" for n, text in enumerate(section.texts, start=1))]
        case Folded(_, sections):
            return [block for inner in sections for block in _headed(inner)]
        case _:
            assert_never(section)


def _toned(text: str, tone: Tone) -> str:
    return f"**{text}**" if tone is Tone.STRONG else f"~~{text}~~" if tone is Tone.REPEALED else text


def _noted(text: str, notes: tuple[int, ...]) -> str:
    """The text with the numbers of the notes on it."""
    return escape(text) + _marks(notes)


def _marks(notes: tuple[int, ...]) -> str:
    return "".join(f" {escape(f'[{n}]')}" for n in notes)


def _group(group: Group) -> list[str]:
    heading = [f"**{escape(group.heading)}**"] if group.heading else []
    return [*heading, "\n".join(line for item in group.items for line in _item(item))]


def _item(item: Item) -> list[str]:
    told = [_noted(item.points, item.points_notes)] if item.points else []
    told += [f"**{escape(item.outcome)}**" + _marks(item.outcome_notes)] if item.outcome or item.outcome_notes else []
    title = f"~~{escape(item.title)}~~" if item.tone is Tone.REPEALED else escape(item.title)
    title += _marks(item.title_notes)
    first = f"- **{_noted(item.code, item.notes)}** {title}" + (f": {', '.join(told)}" if told else "")
    return [
        first,
        *(f"{_INDENT * (n.depth + 1)}- {_toned(_noted(n.text, n.notes), n.tone)}" for n in item.details),
    ]


def table_block(table: Table) -> str:
    """A table in pipes, its total in bold."""
    head = [c.title for c in table.columns]
    rule = "|".join("---:" if c.right else "---" for c in table.columns)
    lines = [_row(map(escape, head)), f"|{rule}|", *(_row(map(escape, row)) for row in table.rows)]
    if table.total:
        lines.append(_row(f"**{escape(cell)}**" if cell else "" for cell in table.total))
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
