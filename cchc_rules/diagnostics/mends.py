"""How all findings of a kind are put right, where that is one change of the line they stand on.

Sheets in JSON are mended as JSON: numbers with a decimal point, and no line is taken out of the middle of a value.
"""

import re
from collections.abc import Iterable, Mapping
from typing import assert_never

from attrs import evolve

from cchc_rules.diagnostics.edits import Edit, Fix, content, line_added, line_removed, replaced
from cchc_rules.frozen import frozen
from cchc_rules.language.words import spelled
from cchc_rules.source import Span
from cchc_rules.source.text import normalise


@frozen
class RemoveLine:
    """The line goes, where the finding is about the whole of it; `says` what that asserts."""

    says: str


@frozen
class Drop:
    """The words (a template) go from the line, with the comma or the word that joins them to the rest."""

    words: str
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


@frozen
class Either:
    """Several ways, of which a person chooses one."""

    ways: tuple["RemoveLine | Drop | Swap | Retitle", ...]


Mend = RemoveLine | Drop | Swap | Retitle | Either
_LINKS = "|".join(w for t in ("_OR", "_AND", "_PLUS") for w in spelled(t))
_JOINED = rf"\s*,\s*{spelled('_ELSE')[0]}\s+|\s*,\s*|\s+(?:{_LINKS})\s+"
_MOST_CHOICES = 4
_NUMBER = re.compile(r"(?<=\d),(?=\d)")
_QUOTED = re.compile(r'"(?:[^"]|"")*"|“[^”]*”')


def mended(mend: Mend | None, span: Span | None, values: Mapping[str, object]) -> tuple[Fix, ...]:
    """The fixes that a mend offers at a place; none where the words to change are not written there exactly once."""
    if mend is None or span is None or not _has_its_places(span):
        return ()
    if isinstance(mend, Either):
        return tuple(fix for way in mend.ways for fix in mended(way, span, values))
    edit = _edit(mend, span, values)
    return () if edit is None else (content(mend.says.format(**values), edit),)


def renamed(span: Span | None, wrong: str, right: str | None, what: str = "tên") -> tuple[Fix, ...]:
    """The fix that puts the name meant in the place of another; none without a guess, or when that is unclear there.

    `what` is that which the two are said to be: a name, else `mã`, `điểm`.
    """
    if right is None:
        return ()
    shown = [words.strip('"') for words in (right, wrong)]
    says = f"{what} đúng là “{shown[0]}”, không phải “{shown[1]}”"
    values = {"wrong": wrong, "right": right, "says": says}
    return mended(Swap("{wrong}", "{right}", "{says}"), span, values)


def chosen(span: Span | None, wrong: str, rights: Iterable[str], what: str = "tên") -> tuple[Fix, ...]:
    """Alternatives that each put what may be meant in the place of what cannot be; none where there are many."""
    few = tuple(dict.fromkeys(rights))
    return tuple(f for right in few for f in renamed(span, wrong, right, what)) if len(few) <= _MOST_CHOICES else ()


def lines_below(span: Span | None, *choices: tuple[str, str]) -> tuple[Fix, ...]:
    """Alternatives that each put a line below that of a span, as far in: its text, and what it asserts."""
    if span is None or not span.excerpt:
        return ()
    margin = " " * (len(span.excerpt) - len(span.excerpt.lstrip()))
    return tuple(content(says, line_added(span, margin + text)) for text, says in choices)


def _edit(mend: RemoveLine | Drop | Swap | Retitle, span: Span, values: Mapping[str, object]) -> Edit | None:
    match mend:
        case RemoveLine():
            whole = not span.excerpt[: span.column - 1].strip()
            return line_removed(span) if whole and not _is_json(span) else None
        case Drop(words):
            place = None if _is_json(span) else _written_once(span, words.format(**values))
            return None if place is None else replaced(_with_joint(place), "")
        case Swap(old, new):
            place = _written_once(span, _written(span, old.format(**values)))
            return None if place is None else replaced(place, _written(span, new.format(**values)))
        case Retitle(new):
            title = _QUOTED.search(span.excerpt)
            place = None if title is None else _part(span, title)
            return None if place is None else replaced(place, quoted(new.format(**values)))
        case _:
            assert_never(mend)


def overwritten(span: Span, text: str, says: str) -> tuple[Fix, ...]:
    """The fix that writes something in the place of all that a finding is about; `says` what that asserts."""
    return (content(says, replaced(span, text)),) if _has_its_places(span) else ()


def _has_its_places(span: Span) -> bool:
    """Whether the places of a line are those of the normalised text: JSON is read as it is written."""
    return bool(span.excerpt) and not (_is_json(span) and normalise(span.excerpt) != span.excerpt)


def _is_json(span: Span) -> bool:
    return span.source.casefold().endswith(".json")


def _written(span: Span, words: str) -> str:
    """The words as the file of a place has them."""
    return _NUMBER.sub(".", words) if _is_json(span) else words


def _with_joint(place: Span) -> Span:
    """Words with what joins them to those before them; where they come first, to those behind."""
    line, start, end = place.excerpt, place.column - 1, place.end - 1
    before = re.search(rf"(?:{_JOINED})$", line[:start])
    if before is not None:
        return evolve(place, column=before.start() + 1)
    behind = re.match(_JOINED, line[end:])
    if behind is not None:
        return evolve(place, end=end + behind.end() + 1)
    return evolve(place, column=len(line[:start].rstrip()) + 1)


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
