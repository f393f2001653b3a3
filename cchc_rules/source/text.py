"""Normalise a text once, so that what Word, Unikey and editors make of it all read the same."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property

from attrs import field

from cchc_rules.frozen import frozen
from cchc_rules.source.garbled import first_garbled, remedy, told
from cchc_rules.source.plain import is_plain
from cchc_rules.source.span import Span

SIZE_LIMIT = 4_000_000
"""The largest file read, in bytes: a rubric of 150 rows has about 20 000."""

# Unikey and Windows code pages write the Icelandic eth for đ; Word writes no-break and typographic spaces.
_LETTERS = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ"}
_SPACES = dict.fromkeys(
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "
)
_INVISIBLE = dict.fromkeys("\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad\u200e\u200f", "")
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\u2028\u2029\x85]")
_JSON_LINE_END = re.compile("\r\n|[\n\r]")
_RARE_LINE_ENDS = "\x0b\x0c\u2028\u2029\x85"
# Codes that move a terminal's cursor or turn the direction of writing: what a person sees is not what is there.
CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069"
_CONTROL = re.compile(f"[{CONTROLS}]")
_UNPRINTABLE = re.compile(f"[{CONTROLS}\ud800-\udfff]")
_CLEAN = str.maketrans({**_LETTERS, **_SPACES, **_INVISIBLE})
_UNCLEAN = re.compile(f"[{re.escape(''.join(map(chr, _CLEAN)))}]")

# hoà / hòa, khoẻ / khỏe, thuỷ / thủy: only open syllables differ, and `qu` is a consonant.
_PLAIN_O = dict(zip("àáảãạèéẻẽẹ", "òóỏõọòóỏõọ", strict=True))
_PLAIN_U = dict(zip("ỳýỷỹỵ", "ùúủũụ", strict=True))
_MARKED = "".join((*_PLAIN_O, *_PLAIN_U))
# One set for both vowels and cases, distinguished where it matches: alternatives take five times as long.
_TONE_ON_LAST = re.compile(rf"[oOuU][{_MARKED}{_MARKED.upper()}](?![^\W\d_])")
# What Vietnamese in the font encoding TCVN3 looks like when copied as it is, and what it never has.
_TCVN3 = re.compile("[®¨©ª«¬µ¶·¸¹»¼½¾]")
_ONLY_IN_UNICODE = re.compile("[Ạ-ỹ]")
_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
_OLD_LETTERS = 5
_AS_TEXT = "mở tệp, chép nội dung sang tệp văn bản thuần (bảng mã UTF-8), mỗi câu một dòng"
_RETYPE = "xóa ký tự này: xóa cả dòng rồi gõ lại, không dán"
_SIGNATURES = (
    (b"PK\x03\x04", "tệp Word, Excel hoặc tệp nén"),
    (b"\xd0\xcf\x11\xe0", "tệp Word hoặc Excel đời cũ"),
    (b"%PDF", "tệp PDF"),
    (b"{\\rtf", "tệp RTF"),
)


_STAND_IN = "\ue000"
_SOFT = "\u00ad"
_MOST_MARKS = 30
"""Marks on one letter; Vietnamese has two, and Unicode knows no text that needs more."""
# ASCII first and the first mark by itself: so most characters are passed over in a fifth of the time.
_NO_LETTERS = re.compile(r"[^\x00-\x7f\w][^\x00-\x7f\w]{30,}")


@frozen
class Undecodable:
    """Bytes that are no Unicode text: `reason` and `remedy` in Vietnamese, the `line` (from 1) of the first bad one."""

    reason: str
    line: int
    remedy: str | None = None


@frozen
class Source:
    """One text after normalisation.

    `text` is what was written (NFC, line feeds only, plain spaces). `key` has the same length and the
    tone marks of open syllables in one place, for recognising words; positions serve both alike.
    """

    name: str
    text: str
    tabs: frozenset[int] = field(default=frozenset(), eq=False, repr=False)
    """Where a space of `text` is written as a tab (from 0): between the cells of a table that was pasted."""
    soft: tuple[int, ...] = field(default=(), eq=False, repr=False)
    """Before which characters of `text` (from 0) a soft hyphen is written: in an old font it is a letter."""
    grid: tuple[tuple[int, str], ...] = field(default=(), eq=False, repr=False)
    """Of a workbook, the row and the cell (`K12`) from which each line was read."""

    @classmethod
    def of(cls, name: str, text: str) -> "Source":
        """Normalise `text`; `name` is what messages call the file."""
        if _is_json(text):
            return cls(name, normalise(_without_rare_ends(text, " ")))
        tabs = frozenset(_marked(text, "\t")) if "\t" in text else frozenset[int]()
        soft = tuple(at - n for n, at in enumerate(_marked(text, _SOFT))) if _SOFT in text else ()
        return cls(name, normalise(text), tabs, soft)

    @cached_property
    def key(self) -> str:
        """The text with its tone marks in one place."""
        return fold_tones(self.text)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The text between line feeds."""
        return tuple(self.text.split("\n"))

    @property
    def sha256(self) -> str:
        """SHA-256 of the normalised text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def cells(self, line: int) -> tuple[str, ...]:
        """The text of a line (from 1) between its tabs."""
        text, start = self.lines[line - 1], sum(len(above) + 1 for above in self.lines[: line - 1])
        ends = [at - start for at in sorted(self.tabs) if start <= at < start + len(text)]
        return tuple(text[a:b] for a, b in zip([0, *(e + 1 for e in ends)], [*ends, len(text)], strict=True))

    def soft_hyphens(self, line: int) -> tuple[int, ...]:
        """Before which columns (from 0) of a line (from 1) a soft hyphen is written."""
        if not self.soft:
            return ()
        start = sum(len(above) + 1 for above in self.lines[: line - 1])
        return tuple(at - start for at in self.soft if start <= at <= start + len(self.lines[line - 1]))

    def span(self, line: int, column: int = 1, end: int | None = None) -> Span:
        """The place on `line` (from 1); the whole line unless columns are given."""
        excerpt = self.lines[line - 1] if line <= len(self.lines) else ""
        if self.grid:
            row, cell = self.grid[min(line, len(self.grid)) - 1]
            return Span(self.name, row, column, end if end is not None else len(excerpt) + 1, excerpt, cell=cell)
        return Span(self.name, line, column, end if end is not None else len(excerpt) + 1, excerpt)


def decode(data: bytes) -> str | Undecodable:
    """Bytes of a file as text: UTF-8 with or without BOM, UTF-16 with BOM; anything else is refused.

    A guess at a legacy Vietnamese code page could change a name without a trace, so none is made.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return Undecodable(f"đây là {kind}, không phải tệp văn bản thuần", 1, _AS_TEXT)
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        good = data[: error.start].decode(encoding, errors="ignore")
        return Undecodable("tệp không phải văn bản Unicode (UTF-8)", _line(good, len(good)))
    return text if is_plain(text) else _unreadable(text) or text


def _is_json(text: str) -> bool:
    # JSON allows some line ends inside a string, where they end nothing.
    return text.lstrip("\ufeff \t\r\n").startswith("{")


def line_ends(text: str) -> Iterator[re.Match[str]]:
    """The line ends of a text that is not normalised, in order."""
    return (_JSON_LINE_END if _is_json(text) else _LINE_END).finditer(text)


def _unreadable(text: str) -> Undecodable | None:
    piled = _piled_up(text)
    if piled is not None:
        return Undecodable(f"có hơn {_MOST_MARKS} dấu chồng lên một chữ", _line(text, piled), _RETYPE)
    garbled = first_garbled(text)
    if garbled is not None:
        return Undecodable(told(text), _line(text, garbled), remedy(text))
    # Asked first, for it is answered by the first words of any Vietnamese text.
    old = _TCVN3.findall(text) if _ONLY_IN_UNICODE.search(text) is None else []
    if len(old) >= _OLD_LETTERS and "\0" not in text:
        return Undecodable("chữ Việt còn ở bảng mã cũ (TCVN3)", _line(text, text.index(old[0])))
    control = _CONTROL.search(text)
    if control is None:
        return None
    line = _line(text, control.start())
    if control.group() == "\0":
        return Undecodable("tệp có ký tự rỗng, không phải văn bản", line)
    code = f"U+{ord(control.group()):04X}"
    return Undecodable(f"dòng {line} có ký tự điều khiển {code}, không nhìn thấy được", line, _RETYPE)


def _line(text: str, position: int) -> int:
    return len(_LINE_END.findall(text, 0, position)) + 1


def visible(text: str) -> str:
    """The text, same length, fit to print: what would steer a terminal or cannot be printed shows as �."""
    return _UNPRINTABLE.sub("\ufffd", text)


def normalise(text: str) -> str:
    """NFC, line feeds, plain spaces, đ as đ; letters a person sees are kept."""
    return text if is_plain(text) else _normalised(text)


def _marked(text: str, sign: str) -> Iterator[int]:
    """Where a sign that normalising takes away stands in the normalised text, kept there by a stand-in."""
    marked = normalise(text.replace(sign, _STAND_IN)) if _STAND_IN not in text else ""
    return (at for at, character in enumerate(marked) if character == _STAND_IN)


def _normalised(text: str) -> str:
    # Most texts have nothing to translate, and looking is ten times faster.
    clean = text.translate(_CLEAN) if _UNCLEAN.search(text) else text
    text = unicodedata.normalize("NFC", clean) if _piled_up(clean) is None else _composed_in_parts(clean)
    return _without_rare_ends(text.replace("\r\n", "\n").replace("\r", "\n"), "\n")


def _piled_up(text: str) -> int | None:
    """Where more marks than any letter has stand on one another; putting them in order takes time without bound."""
    for run in _NO_LETTERS.finditer(text):
        count = 0
        for place, character in enumerate(run.group(), run.start()):
            count = count + 1 if unicodedata.combining(character) else 0
            if count > _MOST_MARKS:
                return place
    return None


def _composed_in_parts(text: str) -> str:
    """NFC but for the order of marks that lie farther apart than a letter can have."""
    parts = (text[at : at + _MOST_MARKS] for at in range(0, len(text), _MOST_MARKS))
    return "".join(unicodedata.normalize("NFC", part) for part in parts)


def _without_rare_ends(text: str, instead: str) -> str:
    # Each is looked for by itself: a set of them, or a table to translate by, takes a hundred times as long.
    for end in _RARE_LINE_ENDS:
        text = text.replace(end, instead)
    return text


def fold_tones(text: str) -> str:
    """The same text, same length, with `hoà` written `hòa`."""
    return _TONE_ON_LAST.sub(_move_tone, text)


def _move_tone(match: re.Match[str]) -> str:
    first, last = tuple(match.group())
    low = last.lower()
    table = _PLAIN_O if first in "oO" else _PLAIN_U
    before = match.string[match.start() - 1 : match.start()]
    if low not in table or (table is _PLAIN_U and before in ("q", "Q")):
        return match.group()
    marked = table[low]
    bare = {"à": "a", "á": "a", "ả": "a", "ã": "a", "ạ": "a"}.get(low) or ("e" if table is _PLAIN_O else "y")
    return (marked.upper() if first.isupper() else marked) + (bare.upper() if last.isupper() else bare)


def without_marks(text: str) -> str:
    """The text without Vietnamese marks, lower case: `lĩnh vực` and `linh vuc` become one."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    bare = _MARKS.sub("", decomposed)
    # Whatever else may be a mark is looked for only where there is anything else.
    bare = bare if bare.isascii() else "".join(c for c in bare if not unicodedata.combining(c))
    return bare.casefold()
