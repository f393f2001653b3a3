"""What kind of document a text is, by its opening words."""

from enum import Enum

from cchc_rules.source import Source
from cchc_rules.syntax.lines.cut import cut


class DocumentKind(Enum):
    """The kinds, by the words they open with."""

    RUBRIC = "bộ tiêu chí"
    COMMON = "quy định chung"
    AMENDMENT = "sửa đổi"
    ERRATUM = "đính chính"
    SHEET = "phiếu chấm điểm"
    GUIDANCE = "hướng dẫn chấm điểm"


def kind_of(source: Source) -> DocumentKind | None:
    """The kind of a text; None when it opens like none of them."""
    return next((_kind(line.key) for line in cut(source).lines), None)


def kind_of_text(text: str) -> DocumentKind | None:
    """The same for a text as it was written, looking no further than its first statement."""
    sources = (Source.of("", line) for line in text.splitlines())
    return next((_kind(line.key) for source in sources for line in cut(source).lines), None)


def _kind(first: str) -> DocumentKind | None:
    opening = " ".join(first.split()).casefold()
    return next((k for k in DocumentKind if opening.startswith(k.value)), None)


def is_guidance(source: Source) -> bool:
    """Whether the first statement of a text opens a guidance."""
    return kind_of(source) is DocumentKind.GUIDANCE
