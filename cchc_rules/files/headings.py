"""Whether bytes open as an amendment or a sheet, in any spelling and encoding; for what must not go unnoticed."""

import re
from collections.abc import Callable, Iterator

from cchc_rules.source import without_marks

HEAD = 2_048
"""How many bytes from the start show how nearly every text opens."""
_FOLDED = ("suadoi", "dinhchinh")
_SHEET = "phieuchamdiem"
_JSON_SHEET = b'"cchc-rules/sheet/'
# Sửa đổi and đính chính in the font encodings TCVN3 and VNI, as Latin letters.
_OLD_SPELLINGS = ("söa ®æi", "®ýnh chýnh", "söûa ñoåi", "ñính chính")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_NOT_A_LETTER = re.compile(r"[\W\d_]+")
_MANY = 8


def seems_amending(data: bytes) -> bool | None:
    """Whether the first words are those of an amendment or an erratum: marks, case, spaces and encoding aside.

    None when there are no words yet but those of comments.
    """
    return _opening(data, lambda first: says_amending(first) or first.casefold().startswith(_OLD_SPELLINGS))


def seems_sheet(data: bytes) -> bool:
    """Whether the first words are those of a sheet, or the first bytes name the schema of one in JSON."""
    return _JSON_SHEET in data or _opening(data, lambda first: _folded(first).startswith(_SHEET)) is True


def says_amending(words: str) -> bool:
    """The same for the first line of a text."""
    return _folded(words).startswith(_FOLDED)


def _folded(words: str) -> str:
    return _NOT_A_LETTER.sub("", without_marks(words))


def _opening(data: bytes, says: Callable[[str], bool]) -> bool | None:
    """What is said of the first line that has words, in any reading; None where no line has any."""
    lines = [_first_line(text) for text in _readings(data)]
    return True if any(line is not None and says(line) for line in lines) else None if None in lines else False


def _first_line(text: str) -> str | None:
    lines = (_CONTROLS.sub("", line).strip().lstrip("\ufeff") for line in text.splitlines())
    return next((line for line in lines if _NOT_A_LETTER.sub("", line) and not line.startswith("#")), None)


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
