"""What kind of document a text is, by its opening words, read no further than needed."""

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache, lru_cache
from itertools import takewhile

from cchc_rules.frozen import frozen
from cchc_rules.language.words import Word, forms, pattern, squeeze
from cchc_rules.source import Source, Span, without_marks
from cchc_rules.syntax.lines.cut import RawLine, cut, place


class DocumentKind(Enum):
    """The kinds, by the terminal that the first sentence of such a text opens with."""

    RUBRIC = "_RUBRIC"
    COMMON = "_COMMON"
    AMENDMENT = "_AMENDS"
    ERRATUM = "_ERRATUM"
    SHEET = "_SHEET"
    GUIDANCE = "_GUIDANCE"
    PERIOD = "_OPENS_PERIOD"


AMENDING = (DocumentKind.AMENDMENT, DocumentKind.ERRATUM)
_NAME = re.compile(r'[^\s"“]+')
_ONE = r"(?:\"[^\"]*\"|“[^”]*”|(?:bảng|phụ +lục|biểu|mẫu) +[^\s,]+|[^\s,\"“]+)"
_TARGET = re.compile(
    rf"\s*(?:{pattern(map(Word, forms('_AMENDS', '_ERRATUM')))})\s*:\s*({_ONE}(?:\s*,\s*{_ONE})*)\s*$", re.IGNORECASE
)
_STATEMENT = re.compile(r"^[^\S\n]*[^\s#\ufeff][^\n]*", re.MULTILINE)
# The first letters of the words that amend, however they are spelt.
_LINE = re.compile(r"^[^\S\n]*[bBsStTdDđĐ][^\n]*", re.MULTILINE)
_CHANGES = re.compile(
    r"(?:sua (?:\d|cau|cach cham|ten)|bai bo \d|(?:them|bo) (?:cau|cach cham)|thay bang|bo sung vao)\b"
)
_HEADING = re.compile(r'(?:sua doi|dinh chinh)[^:"“]*["“]')  # without marks
_SAYS_TARGET = re.compile(r"(?:sua doi|dinh chinh) *: *\S+(?: *, *\S+)*$")
_PERIOD_PLAIN = tuple(without_marks(squeeze(form)) for form in forms("_OPENS_PERIOD"))
_ARTICLES = tuple(f"{squeeze(form)} " for form in forms("ARTICLE_WORD"))


@frozen
class Opening:
    """How a text opens: its kind (None when it is none of them), short name, and first words as written.

    `targets` are the texts that an amendment says it amends, as written; none where no line says so.
    """

    kind: DocumentKind | None
    id: str | None = None
    words: str = ""
    targets: tuple[str, ...] = ()


@lru_cache(maxsize=64)  # asked again and again of one text: what it is decides who reads it
def kind_of(source: Source) -> DocumentKind | None:
    """The kind of a text; None when it opens like none of them."""
    return next((_kind(line.key) for line in cut(source).lines), None)


def opening_of(text: str) -> Opening:
    """How a text as it was written opens."""
    statements = _statements(text)
    first = next(statements, None)
    if first is None:
        return Opening(None)
    words = " ".join(first.text.split())
    kind = _kind(first.key)
    name = _NAME.match(words[_opening_length(kind, first.key) :].lstrip()) if kind is not None else None
    targets = _targets(statements) if kind in AMENDING else ()
    return Opening(kind, name.group() if name else None, words, targets)


def amending_after_first(text: str, kind: DocumentKind | None) -> tuple[int, str] | None:
    """Where an amendment begins below the first statement of a text: the line, and its words; None where nowhere.

    `kind` is how the text opens. An amendment is told by its heading, or by the sentence that says what it amends,
    or by one that changes something, with or without marks.
    """
    first = _STATEMENT.search(text)
    if first is None:
        return None
    for found in _LINE.finditer(text, first.end()):
        words = " ".join(found.group().split())
        plain = without_marks(words)
        if _HEADING.match(plain) or (kind not in AMENDING and (_SAYS_TARGET.match(plain) or _CHANGES.match(plain))):
            return text.count("\n", 0, found.start()) + 1, words
    return None


def target_place(source: Source) -> Span | None:
    """The line of an amendment that says what it amends."""
    statements = iter(cut(source).lines)
    next(statements, None)
    found = _stated_target(statements)
    return None if found is None else place(source, found[0])


def _targets(statements: Iterator[RawLine]) -> tuple[str, ...]:
    found = _stated_target(statements)
    return () if found is None else tuple(re.findall(_ONE, found[1], re.IGNORECASE))


def _stated_target(statements: Iterator[RawLine]) -> tuple[RawLine, str] | None:
    header = takewhile(lambda line: not line.key.lstrip().casefold().startswith(_ARTICLES), statements)
    found = ((line, _TARGET.match(line.key)) for line in header)
    return next(((line, match.group(1)) for line, match in found if match), None)


def _statements(text: str) -> Iterator[RawLine]:
    return (line for written in text.splitlines() for line in cut(Source.of("", written)).lines)


def _kind(first: str) -> DocumentKind | None:
    opening = squeeze(first)
    found = next((k for k in DocumentKind if opening.startswith(_openings(k))), None)
    # No sentence of another text opens so: typed without marks, it is a period whose first line is to be mended.
    if found is None and without_marks(opening).startswith(_PERIOD_PLAIN):
        return DocumentKind.PERIOD
    return found


def _opening_length(kind: DocumentKind, first: str) -> int:
    opening = squeeze(first)
    return max((len(form) for form in _openings(kind) if opening.startswith(form)), default=len(opening))


@cache
def _openings(kind: DocumentKind) -> tuple[str, ...]:
    return tuple(squeeze(form) for form in forms(kind.value))


def is_guidance(source: Source) -> bool:
    """Whether the first statement of a text opens a guidance."""
    return kind_of(source) is DocumentKind.GUIDANCE
