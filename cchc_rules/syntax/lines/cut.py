"""Cut a source into statements, comments set aside: one a line, and the lines that open with “|” go on from it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from attrs import evolve

from cchc_rules.diagnostics import Diagnostic
from cchc_rules.frozen import frozen
from cchc_rules.model.citation import NO_TRIVIA, Trivia
from cchc_rules.source import Piece, Source, Span
from cchc_rules.syntax.lines.continued import after_mark, goes_on, misplaced

LINE_LIMIT = 8_000
NESTING_LIMIT = 64
# What a spreadsheet puts where a formula has no value; `#` opens a comment, but here there was to be a number.
CELL_ERROR = re.compile(r"#(?:N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|#{3,}(?= *(?:$|,))")
# A quoted string or a comment, whichever opens first; an unclosed quote runs to the end of the line.
_QUOTED_OR_COMMENT = re.compile(r'"(?:[^"]|"")*(?:"|$)|“[^”]*(?:”|$)|(#)')


@frozen
class RawLine:
    """One statement as written: its number (from 1), text without comment, the same for recognising, comments."""

    number: int
    text: str
    key: str
    trivia: Trivia
    pieces: tuple[Piece, ...] = ()
    """The lines it stands on, where it goes on over several; `text` is these joined."""


@frozen
class RawText:
    """The statements of a file, the comments after the last one, and the lines that go on from no statement."""

    lines: tuple[RawLine, ...]
    ending: tuple[str, ...]
    found: tuple[Diagnostic, ...] = ()


@lru_cache(maxsize=4)  # what a text is, and how it opens, is asked beside what it says
def cut(source: Source) -> RawText:
    """The statements of a source in order; empty lines are dropped, comment lines go to the next statement.

    Those that end a block go to the statement above them: see `_ending_block`.
    """
    statements: list[RawLine] = []
    waiting: list[_Comment] = []
    found: list[Diagnostic] = []
    gap = False
    for number, text, key in _numbered(source):
        if goes_on(text):
            found += _join(source, statements, waiting, (number, text, key))
            gap = False
            continue
        body, comment = _split_comment(text)
        if comment is None and not waiting and body.strip():
            # Nearly every line; all else is about comments and empty lines.
            statements.append(RawLine(number, body, key, NO_TRIVIA))
            gap = False
        elif body.strip():
            below = _ending_block(waiting, _indent(body)) if statements else 0
            if below:
                statements[-1] = _with_below(statements[-1], waiting[:below])
            trivia = Trivia(tuple(c.text for c in waiting[below:]), comment)
            statements.append(RawLine(number, body, key[: len(body)], trivia if trivia != NO_TRIVIA else NO_TRIVIA))
            waiting, gap = [], False
        elif comment is not None:
            waiting.append(_Comment(comment, _indent(text), gap))
            gap = False
        else:
            gap = True
            if waiting:
                waiting[-1] = evolve(waiting[-1], then_gap=True)
    # At the end of the file nothing follows that could tell; a comment that is not indented closes the file.
    below = len(list(takewhile(lambda c: c.indent and not c.after_gap, waiting))) if statements else 0
    if below:
        statements[-1] = _with_below(statements[-1], waiting[:below])
    return RawText(tuple(statements), tuple(c.text for c in waiting[below:]), tuple(found))


def _join(
    source: Source, statements: list[RawLine], waiting: list["_Comment"], written: tuple[int, str, str]
) -> tuple[Diagnostic, ...]:
    """Add a line to the last statement; what stands between the two is told and joined over."""
    above = statements[-1] if statements else None
    behind = above.trivia.behind if above else None
    between = [c.text for c in waiting]
    found = misplaced(source, written[0], place(source, above) if above else None, behind, between)
    if above is not None:
        statements[-1] = _continued(source, above, *written)
    return found


def _continued(source: Source, line: RawLine, number: int, text: str, key: str) -> RawLine:
    """A statement with one more line, which opens with “|”."""
    head, column = line.text.rstrip(), len(text) - len(after_mark(text))
    body, comment = _split_comment(f"{head} {text[column:]}")
    first = Piece(0, line.number, 0, len(head), source.lines[line.number - 1])
    more = Piece(len(head) + 1, number, column, len(body.rstrip()) - len(head) - 1, text)
    return RawLine(
        line.number,
        body,
        f"{line.key[: len(head)]} {key[column:]}"[: len(body)],
        evolve(line.trivia, behind=comment) if comment is not None else line.trivia,
        (*(line.pieces or (first,)), more),
    )


@frozen
class _Comment:
    """A comment on a line of its own: its text, how far it is indented, whether empty lines stand around it."""

    text: str
    indent: int
    after_gap: bool
    then_gap: bool = False


def _ending_block(comments: list[_Comment], indent: int) -> int:
    """How many of the comments between two statements end the block of the one above.

    They stand close below it, and an empty line follows them, or a statement that is indented less.
    """
    close = list(takewhile(lambda c: not c.after_gap, comments))
    if close and close[-1].then_gap:
        return len(close)
    return len(list(takewhile(lambda c: c.indent > indent, close)))


def _with_below(line: RawLine, comments: list[_Comment]) -> RawLine:
    return evolve(line, trivia=evolve(line.trivia, below=tuple(c.text for c in comments)))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _numbered(source: Source) -> Iterator[tuple[int, str, str]]:
    position = 0
    for number, text in enumerate(source.lines, start=1):
        yield number, text, source.key[position : position + len(text)]
        position += len(text) + 1


def _split_comment(text: str) -> tuple[str, str | None]:
    at = comment_at(text)
    return (text, None) if at is None else (text[:at], text[at + 1 :].strip())


def comment_at(text: str) -> int | None:
    """Where the comment of a line begins, its sign included (from 0); None where it has none."""
    if "#" not in text:
        return None
    found = _QUOTED_OR_COMMENT.finditer(text)
    return next((m.start() for m in found if m.group(1) and not _is_cell(text, m.start())), None)


def _is_cell(text: str, at: int) -> bool:
    """Whether what looks like a comment stands in the place of a value."""
    return text[:at].rstrip(" -,").endswith((":", '"')) and CELL_ERROR.match(text, at) is not None


def place(source: Source, line: RawLine, start: int | None = None, end: int | None = None) -> Span:
    """Columns (from 0) of a line as a span; the written part of the line unless given."""
    first = start if start is not None else len(line.text) - len(line.text.lstrip())
    last = end if end is not None else len(line.text.rstrip())
    column, end_column = first + 1, max(last, first + 1) + 1
    if line.pieces:
        return Span(source.name, line.number, column, end_column, line.text, line.pieces)
    return source.span(line.number, column, end_column)
