"""Whether bytes open as an amendment, in whatever spelling and encoding; for texts that must not go unnoticed."""

import re
from collections.abc import Iterator

from cchc_rules.source import without_marks

_FOLDED = ("suadoi", "dinhchinh")
# Sửa đổi and đính chính in the font encodings TCVN3 and VNI, as Latin letters.
_OLD_SPELLINGS = ("söa ®æi", "®ýnh chýnh", "söûa ñoåi", "ñính chính")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_NOT_A_LETTER = re.compile(r"[\W\d_]+")
_MANY = 8


def seems_amending(data: bytes) -> bool | None:
    """Whether the first words are those of an amendment or an erratum: marks, case, spaces and encoding aside.

    None when there are no words yet but those of comments.
    """
    seen = [_opens(text) for text in _readings(data)]
    return True if True in seen else None if None in seen else False


def says_amending(words: str) -> bool:
    """The same for the first line of a text."""
    return _NOT_A_LETTER.sub("", without_marks(words)).startswith(_FOLDED)


def _opens(text: str) -> bool | None:
    lines = (_CONTROLS.sub("", line).strip().lstrip("\ufeff") for line in text.splitlines())
    first = next((line for line in lines if _NOT_A_LETTER.sub("", line) and not line.startswith("#")), None)
    if first is None:
        return None
    return says_amending(first) or first.casefold().startswith(_OLD_SPELLINGS)


def _readings(data: bytes) -> Iterator[str]:
    """The text in each encoding that it may be in."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield data.decode("utf-16", errors="replace")
    elif data.count(b"\0") > min(_MANY, len(data) // 4):
        yield data.decode("utf-16-le", errors="replace")
        yield data.decode("utf-16-be", errors="replace")
    yield data.decode("utf-8", errors="ignore")
    yield data.decode("cp1258", errors="ignore")
    yield data.decode("latin-1")
