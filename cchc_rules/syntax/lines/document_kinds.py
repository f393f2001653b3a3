"""What kind of document a text is, by its opening words, read no further than needed."""

import re
from collections.abc import Iterator
from enum import Enum
from itertools import takewhile

from cchc_rules.frozen import frozen
from cchc_rules.source import Source
from cchc_rules.syntax.lines.cut import RawLine, cut


class DocumentKind(Enum):
    """The kinds, by the words they open with."""

    RUBRIC = "bộ tiêu chí"
    COMMON = "quy định chung"
    AMENDMENT = "sửa đổi"
    ERRATUM = "đính chính"
    SHEET = "phiếu chấm điểm"
    GUIDANCE = "hướng dẫn chấm điểm"


AMENDING = (DocumentKind.AMENDMENT, DocumentKind.ERRATUM)
_NAME = re.compile(r'[^\s"“]+')
_TARGET = re.compile(r"\s*(?:sửa đổi|đính chính)\s*:\s*(\S+)\s*$", re.IGNORECASE)


@frozen
class Opening:
    """How a text opens: its kind (None when it is none of them), short name, and first words as written.

    `target` is the short name that an amendment says it amends, None where no line says so.
    """

    kind: DocumentKind | None
    id: str | None = None
    words: str = ""
    target: str | None = None


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
    name = _NAME.match(words[len(kind.value) :].lstrip()) if kind is not None else None
    target = _target(statements) if kind in AMENDING else None
    return Opening(kind, name.group() if name else None, words, target)


def _target(statements: Iterator[RawLine]) -> str | None:
    header = takewhile(lambda line: not line.key.lstrip().casefold().startswith("điều "), statements)
    found = (_TARGET.match(line.key) for line in header)
    return next((match.group(1) for match in found if match), None)


def _statements(text: str) -> Iterator[RawLine]:
    return (line for written in text.splitlines() for line in cut(Source.of("", written)).lines)


def _kind(first: str) -> DocumentKind | None:
    opening = " ".join(first.split()).casefold()
    return next((k for k in DocumentKind if opening.startswith(k.value)), None)


def is_guidance(source: Source) -> bool:
    """Whether the first statement of a text opens a guidance."""
    return kind_of(source) is DocumentKind.GUIDANCE
