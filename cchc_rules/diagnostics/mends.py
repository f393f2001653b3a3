"""How all findings of a kind are put right, where that is one change of the line they stand on."""

import re
from collections.abc import Mapping
from typing import assert_never

from attrs import evolve

from cchc_rules.diagnostics.edits import Edit, Fix, content, line_added, line_removed, replaced
from cchc_rules.frozen import frozen
from cchc_rules.source import Span


@frozen
class RemoveLine:
    """The line goes; `says` what that asserts."""

    says: str


@frozen
class Swap:
    """What is written `old` on the line becomes `new`; both are templates over the values of the message."""

    old: str
    new: str
    says: str


@frozen
class Retitle:
    """The first quoted words of the line become `new`, a template over the values of the message."""

    new: str
    says: str


Mend = RemoveLine | Swap | Retitle
_QUOTED = re.compile(r'"(?:[^"]|"")*"|“[^”]*”')


def mended(mend: Mend | None, span: Span | None, values: Mapping[str, object]) -> tuple[Fix, ...]:
    """The fix that a mend offers at a place; none where the words to change are not written there exactly once."""
    if mend is None or span is None or not span.excerpt:
        return ()
    edit = _edit(mend, span, values)
    return () if edit is None else (content(mend.says.format(**values), edit),)


def renamed(span: Span | None, wrong: str, right: str | None) -> tuple[Fix, ...]:
    """The fix that puts the name meant in the place of another; none without a guess, or when that is unclear there."""
    if right is None:
        return ()
    return mended(
        Swap("{wrong}", "{right}", "tên đúng là “{right}”, không phải “{wrong}”"),
        span,
        {"wrong": wrong, "right": right},
    )


def lines_below(span: Span | None, *choices: tuple[str, str]) -> tuple[Fix, ...]:
    """Alternatives that each put a line below that of a span, as far in: its text, and what it asserts."""
    if span is None or not span.excerpt:
        return ()
    margin = " " * (len(span.excerpt) - len(span.excerpt.lstrip()))
    return tuple(content(says, line_added(span, margin + text)) for text, says in choices)


def _edit(mend: Mend, span: Span, values: Mapping[str, object]) -> Edit | None:
    match mend:
        case RemoveLine():
            return line_removed(span)
        case Swap(old, new):
            place = _written_once(span, old.format(**values))
            return None if place is None else replaced(place, new.format(**values))
        case Retitle(new):
            title = _QUOTED.search(span.excerpt)
            place = None if title is None else _part(span, title)
            return None if place is None else replaced(place, quoted(new.format(**values)))
        case _:
            assert_never(mend)


def quoted(words: str) -> str:
    """Words as the language quotes them."""
    return '"' + words.replace('"', '""') + '"'


def _written_once(span: Span, words: str) -> Span | None:
    """Where the words stand, alone: inside the span, else on its line."""
    whole = re.compile(rf"(?<![\w,.]){re.escape(words)}(?!\w|[,.]\w)", re.IGNORECASE)
    inside = list(whole.finditer(span.excerpt, span.column - 1, max(span.end - 1, 0)))
    found = inside or list(whole.finditer(span.excerpt))
    return _part(span, found[0]) if len(found) == 1 else None


def _part(span: Span, match: re.Match[str]) -> Span:
    return evolve(span, column=match.start() + 1, end=match.end() + 1)
