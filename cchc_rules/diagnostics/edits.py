"""A remedy as data: what to write where, and whether that only spells or also asserts something."""

from collections.abc import Iterable
from enum import Enum

from attrs import evolve

from cchc_rules.frozen import frozen
from cchc_rules.source import Span, WrittenText


class FixKind(Enum):
    """What applying a fix does to the meaning.

    SPELLING: the value read stays equal, or the line could not be read and has this one reading.
    CONTENT: it asserts something that only a person can answer for: a figure, a name, a reason, an old value.
    """

    SPELLING = "chính tả"
    CONTENT = "nội dung"


@frozen
class Edit:
    """What stands from `line`, `column` up to but not including `end_line`, `end_column` becomes `text`.

    Places are in the normalised text, from 1, as those of spans. `text` may hold line feeds.
    """

    source: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@frozen
class Fix:
    """Edits that belong together; several fixes of one diagnostic are alternatives. `says` what they do or assert."""

    kind: FixKind
    edits: tuple[Edit, ...]
    says: str


def replaced(span: Span, text: str) -> Edit:
    """An edit that puts `text` in the place of a span."""
    start = span.position(span.column, after=span.column == span.end)
    return Edit(span.source, *start, *span.position(span.end, after=True), text)


def put_behind(span: Span, text: str) -> Edit:
    """An edit that puts `text` behind a span, on its line."""
    return replaced(evolve(span, column=span.end), text)


def line_removed(span: Span) -> Edit:
    """An edit that takes away the whole line of a span, with those on which the sentence goes on."""
    return Edit(span.source, span.line, 1, span.last_line + 1, 1, "")


def line_added(span: Span, text: str) -> Edit:
    """An edit that puts a line behind the line of a span, or behind the last on which the sentence goes on."""
    end = len(span.pieces[-1].excerpt if span.pieces else span.excerpt) + 1
    return Edit(span.source, span.last_line, end, span.last_line, end, "\n" + text)


def content(says: str, *edits: Edit) -> Fix:
    """A fix that asserts what it says."""
    return Fix(FixKind.CONTENT, edits, says)


def spelling(says: str, *edits: Edit) -> Fix:
    """A fix that changes no meaning."""
    return Fix(FixKind.SPELLING, edits, says)


def written_range(written: WrittenText, edit: Edit) -> tuple[int, int]:
    """Where an edit stands in the text as written: offsets (from 0) of its first character and behind its last."""
    start = written.offset(edit.line, edit.column)
    end = written.offset(edit.end_line, edit.end_column, after=True)
    # Between the characters on both sides of an insertion may be invisible ones, which stay behind it.
    return (end, end) if (edit.line, edit.column) == (edit.end_line, edit.end_column) else (start, end)


def applied(written: WrittenText, edits: Iterable[Edit]) -> str:
    """The text as written with edits made that do not overlap; all else stays character by character."""
    text = written.text
    ranges = [(*written_range(written, e), written.written(e.text)) for e in edits]
    for start, end, new in sorted(ranges, reverse=True):
        text = text[:start] + new + text[end:]
    return text
