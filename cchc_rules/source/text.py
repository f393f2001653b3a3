"""Normalise a text once, so that what Word, Unikey and editors make of it all read the same."""

import hashlib
import re
import unicodedata

from attrs import field, frozen

from cchc_rules.source.span import Span

SIZE_LIMIT = 4_000_000
"""The largest file read, in bytes: a rubric of 150 rows has about 20 000."""

# Unikey and Windows code pages write the Icelandic eth for đ; Word writes no-break and typographic spaces.
_LETTERS = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ"}
_SPACES = dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\x0b\x0c", " ")
_INVISIBLE = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f", "")
_CLEAN = str.maketrans({**_LETTERS, **_SPACES, **_INVISIBLE})
_UNCLEAN = re.compile(f"[{re.escape(''.join(map(chr, _CLEAN)))}]")

# hoà / hòa, khoẻ / khỏe, thuỷ / thủy: only open syllables differ, and `qu` is a consonant.
_PLAIN_O = dict(zip("àáảãạèéẻẽẹ", "òóỏõọòóỏõọ", strict=True))
_PLAIN_U = dict(zip("ỳýỷỹỵ", "ùúủũụ", strict=True))
_TONE_ON_LAST = re.compile(r"o([àáảãạèéẻẽẹ])(?![^\W\d_])|(?<!q)u([ỳýỷỹỵ])(?![^\W\d_])", re.IGNORECASE)
_ABBREVIATIONS = ((re.compile(r"\bubnd\b"), "ủy ban nhân dân"), (re.compile(r"\bhđnd\b"), "hội đồng nhân dân"))
# What Vietnamese in the font encoding TCVN3 looks like when copied as it is, and what it never has.
_TCVN3 = re.compile("[®¨©ª«¬µ¶·¸¹»¼½¾]")
_ONLY_IN_UNICODE = re.compile("[Ạ-ỹ]")
_OLD_LETTERS = 5
_AS_TEXT = "mở tệp, chép nội dung sang tệp văn bản thuần (bảng mã UTF-8), mỗi câu một dòng"
_SIGNATURES = (
    (b"PK\x03\x04", "tệp Word, Excel hoặc tệp nén"),
    (b"\xd0\xcf\x11\xe0", "tệp Word hoặc Excel đời cũ"),
    (b"%PDF", "tệp PDF"),
    (b"{\\rtf", "tệp RTF"),
)


@frozen
class Undecodable:
    """Bytes that are no Unicode text: `reason` and `remedy` in Vietnamese, `offset` of the first bad byte."""

    reason: str
    offset: int
    remedy: str | None = None


@frozen
class Source:
    """One text after normalisation.

    `text` is what was written (NFC, line feeds only, plain spaces). `key` has the same length and the
    tone marks of open syllables in one place, for recognising words; positions serve both alike.
    """

    name: str
    text: str
    key: str = field(repr=False)
    lines: tuple[str, ...] = field(repr=False)

    @classmethod
    def of(cls, name: str, text: str) -> "Source":
        """Normalise `text`; `name` is what messages call the file."""
        clean = normalise(text)
        return cls(name, clean, fold_tones(clean), tuple(clean.split("\n")))

    @property
    def sha256(self) -> str:
        """SHA-256 of the normalised text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def span(self, line: int, column: int = 1, end: int | None = None) -> Span:
        """The place on `line` (from 1); the whole line unless columns are given."""
        excerpt = self.lines[line - 1] if line <= len(self.lines) else ""
        return Span(self.name, line, column, end if end is not None else len(excerpt) + 1, excerpt)


def decode(data: bytes) -> str | Undecodable:
    """Bytes of a file as text: UTF-8 with or without BOM, UTF-16 with BOM; anything else is refused.

    A guess at a legacy Vietnamese code page could change a name without a trace, so none is made.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return Undecodable(f"đây là {kind}, không phải tệp văn bản thuần", 0, _AS_TEXT)
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        return Undecodable("tệp không phải văn bản Unicode (UTF-8)", error.start)
    if "\0" in text:
        return Undecodable("tệp có ký tự rỗng, không phải văn bản", text.index("\0"))
    old = _TCVN3.findall(text)
    if len(old) >= _OLD_LETTERS and _ONLY_IN_UNICODE.search(text) is None:
        return Undecodable("chữ Việt còn ở bảng mã cũ (TCVN3)", len(text[: text.index(old[0])].encode()))
    return text


def normalise(text: str) -> str:
    """NFC, line feeds, plain spaces, đ as đ; letters a person sees are kept."""
    # Most texts have nothing to translate, and looking is ten times faster.
    clean = text.translate(_CLEAN) if _UNCLEAN.search(text) else text
    text = unicodedata.normalize("NFC", clean)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n").replace("\x85", "\n")


def fold_tones(text: str) -> str:
    """The same text, same length, with `hoà` written `hòa`."""
    return _TONE_ON_LAST.sub(_move_tone, text)


def _move_tone(match: re.Match[str]) -> str:
    first, last = match.group()[0], match.group()[1]
    low = last.lower()
    vowel, table = (first, _PLAIN_O if match.group(1) else _PLAIN_U)
    marked = table[low]
    bare = {"à": "a", "á": "a", "ả": "a", "ã": "a", "ạ": "a"}.get(low) or ("e" if match.group(1) else "y")
    return (marked.upper() if vowel.isupper() else marked) + (bare.upper() if last.isupper() else bare)


def fold_name(name: str) -> str:
    """What two spellings of one name share: case, tone place, spaces, curly quotes, UBND/HĐND written out."""
    folded = " ".join(fold_tones(normalise(name)).casefold().split())
    for pattern, full in _ABBREVIATIONS:
        folded = pattern.sub(full, folded)
    return folded.replace("“", '"').replace("”", '"')


def without_marks(text: str) -> str:
    """The text without Vietnamese marks, lower case: `lĩnh vực` and `linh vuc` become one."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
