"""Whether bytes open as an amendment or a sheet, in any spelling and encoding; for what must not go unnoticed."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import islice

from cchc_rules.source import without_marks

HEAD = 2_048
"""How many bytes from the start show how nearly every text opens."""
_INSTRUMENT = "(?:qd|nq|vanban|quyetdinh|nghiquyet|nghidinh|thongtu|congvan|kehoach|thongbao|duthao|totrinh)"
_BEFORE = "(?:bosung|thaythe|baibo|va|motso|cac|noidung|dieu|bang|phuluc|danhmuc|veviec|vv|ve)*"
_CHANGES = "(?:suadoi|dinhchinh|bosung|thaythe|baibo)"
_OF_A_RUBRIC = "(?:botieuchi|tieuchi|bang|quyetdinh|quydinh|motso)"
_MAKES = "(?:banhanh|pheduyet|congbo)"
# A heading without marks and spaces: that of the language, or that of an instrument which amends another.
_AMENDING = re.compile(
    f"{_BEFORE}(?:suadoi|dinhchinh)|{_CHANGES}{_OF_A_RUBRIC}|{_INSTRUMENT}(?:(?!{_MAKES}).)*?{_CHANGES}"
)
_INSTRUMENT_ALONE = re.compile(f"{_INSTRUMENT}(?!.*(?:{_CHANGES}|{_MAKES}))")
_LETTERHEAD = re.compile(
    "ubnd|uyban|hdnd|hoidongnhandan|conghoaxahoi|doclaptudo|(?:so|bo)noivu|so(?:qd|nq|nd|tt|kh|tb|cv)|.*ngaythangnam$"
)
_ABOVE = 12
"""How many lines are looked at: a letterhead has fewer."""
_UP_TO_WHAT_IT_DOES = 3
"""How many lines the name of an instrument takes with what it does."""
_SHEET = "phieuchamdiem"
_JSON_SHEET = b'"cchc-rules/sheet/'
# Sửa đổi and đính chính in the font encodings TCVN3 and VNI, as Latin letters.
_OLD_SPELLINGS = ("söa ®æi", "®ýnh chýnh", "söûa ñoåi", "ñính chính")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_TAGS = re.compile(r"<[^<>]*>")
# Letters of other alphabets that look like those of this one.
_LOOK_ALIKE = str.maketrans("АВЕКМНОРСТУХІЅЈасеорухіѕјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTYXISJaceopyxisjABEZHIKMNOPTYXo")
_NOT_A_LETTER = re.compile(r"[\W\d_]+")
_MANY = 8


def seems_amending(data: bytes, markdown: bool = False) -> bool | None:
    """Whether the first words are those of an amendment or an erratum: marks, case, spaces and encoding aside.

    None when there are no words yet but those of comments, or of a letterhead. In `markdown`, `#` opens a heading.
    """
    return _opening(data, markdown, lambda first: says_amending(first) or _in_old_encoding(first))


def seems_sheet(data: bytes) -> bool:
    """Whether the first words are those of a sheet, or the first bytes name the schema of one in JSON."""
    return _JSON_SHEET in data or _opening(data, False, lambda first: _folded(first).startswith(_SHEET)) is True


def says_amending(words: str) -> bool:
    """The same for the heading of a text."""
    return _AMENDING.match(_folded(words)) is not None


def _in_old_encoding(words: str) -> bool:
    return any(spelling in words.casefold() for spelling in _OLD_SPELLINGS)


def _folded(words: str) -> str:
    return _NOT_A_LETTER.sub("", without_marks(unicodedata.normalize("NFKC", words).translate(_LOOK_ALIKE)))


def _opening(data: bytes, markdown: bool, says: Callable[[str], bool]) -> bool | None:
    """What is said of the heading, in any reading; None where no line has one."""
    headings = [_heading(text, "" if markdown else "#") for text in _readings(data)]
    return True if any(h is not None and says(h) for h in headings) else None if None in headings else False


def _heading(text: str, comment: str) -> str | None:
    """The first line that has words of its own; what an instrument does may stand below its name."""
    cleaned = (_TAGS.sub(" ", _CONTROLS.sub("", line)).strip().lstrip("\ufeff") for line in text.splitlines())
    worded = (line for line in cleaned if _NOT_A_LETTER.sub("", line) and not (comment and line.startswith(comment)))
    lines = [line for line in islice(worded, _ABOVE) if not _LETTERHEAD.match(_folded(line))]
    if not lines:
        return None
    return " ".join(lines[:_UP_TO_WHAT_IT_DOES]) if _INSTRUMENT_ALONE.match(_folded(lines[0])) else lines[0]


def _readings(data: bytes) -> Iterator[str]:
    """The text in each encoding that it may be in."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield data.decode("utf-16", errors="replace")
    elif data.count(b"\0") > min(_MANY, len(data) // 4):
        yield data.decode("utf-16-le", errors="replace")
        yield data.decode("utf-16-be", errors="replace")
    text = data.decode("utf-8", errors="ignore")
    yield text
    # Saved as UTF-8 a second time, by a program that took it for Western text.
    yield text.encode("cp1252", errors="ignore").decode("utf-8", errors="ignore")
    yield text.encode("latin-1", errors="ignore").decode("utf-8", errors="ignore")
    yield data.decode("cp1258", errors="ignore")
    yield data.decode("latin-1")
