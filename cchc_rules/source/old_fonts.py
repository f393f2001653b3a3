"""Vietnamese typed in a font of its own code (TCVN3, VNI), or UTF-8 read as Windows text, inside a Unicode text.

Such letters are Latin letters of Unicode, only not the ones that were meant. Nothing is read so: what the letters may
have been is shown, for a person to confirm.
"""

import re
import unicodedata
from collections.abc import Callable

from cchc_rules.frozen import frozen

SOFT_HYPHEN = "\u00ad"
"""`ư` in TCVN3; the normalised text has lost it."""


@frozen
class OldText:
    """Words that were meant otherwise: the text with the letters they stand for, the code they are in, a sample."""

    text: str
    code: str
    word: str


_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢£¤¥¦§",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_VNI_MARKS = {
    **dict(zip("øùûõï", "\u0300\u0301\u0309\u0303\u0323", strict=True)),
    "â": "\u0302",
    "à": "\u0302\u0300",
    "á": "\u0302\u0301",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306",
    "è": "\u0306\u0300",
    "é": "\u0306\u0301",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "î": "ỵ", "ó": "ĩ", "ò": "ị"}
_VNI_PAIR = re.compile(f"([aeouyôö])([{''.join(_VNI_MARKS)}])|([{''.join(_VNI_ALONE)}])", re.IGNORECASE)
_WINDOWS_READ = re.compile("[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,2}")
_VOWELS = (
    "uyê|uya|uyu|uây|uôi|uai|uay|uao|uêu|ươi|ươu|iêu|yêu|oai|oay|oao|oeo"
    "|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|ôi|ơi|oo|ua|uâ|uă|ue|uê|ui|uy|uơ|uô|ưa|ươ|ưi|ưu|yê"
)
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|kh|gh|gi|ch|th|tr|ph|qu|[bcdđghklmnpqrstvx])?"
    rf"(?:{_VOWELS}|[aăâeêioôơuưy])(?:ng|nh|ch|[cmnpt])?"
)
_TONES = "\u0300\u0301\u0309\u0303\u0323"
# Latin letters and signs that no Vietnamese text in Unicode has.
_ODD = re.compile("[¡-¬®-¿ÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïñö÷øûüþÿ\u00ad]")
_ONLY_IN_UNICODE = re.compile("[Ạ-ỹđăơưĂƠƯ]|(?<![^\\W\\d_])Đ")
_WORD = re.compile(r"[^\s\"“”„«»()\[\],;:./?!]+")
_SIGNS = "×÷"
_LEAST = 2


def misread(text: str) -> OldText | None:
    """What a line stands for when it is UTF-8 that was read a byte a letter; quotes may be bytes of it."""
    return _named("UTF-8 mở sai bảng mã", text, _windows(text))


def in_old_font(text: str) -> OldText | None:
    """What a stretch of text stands for when its letters are of an old font."""
    return _named("TCVN3", text, _tcvn3(text)) or _named("VNI", text, _vni(text))


def _named(code: str, text: str, right: str | None) -> OldText | None:
    if right is None:
        return None
    word = next((m[0] for m in _WORD.finditer(text) if m[0] not in right), text.strip())
    return OldText(right, code, word.replace(SOFT_HYPHEN, ""))


def _windows(text: str) -> str | None:
    """UTF-8 that was read a byte a letter: turned back exactly, where at least two letters of it are there."""
    count = 0

    def back(found: re.Match[str]) -> str:
        nonlocal count
        for length in (3, 2):
            right = _from_bytes(found[0][:length])
            if right is not None:
                count += 1
                return right + found[0][length:]
        return found[0]

    right = _WINDOWS_READ.sub(back, re.sub("([ÃÂ]) ", "\\1\u00a0", text))
    return right if count >= _LEAST else None


def _from_bytes(letters: str) -> str | None:
    try:
        found = b"".join(_byte(c) for c in letters).decode("utf-8")
    except UnicodeError:
        return None
    return found if len(found) == 1 else None


def _byte(letter: str) -> bytes:
    return bytes([ord(letter)]) if ord(letter) < 0x100 else letter.encode("cp1252")


def _tcvn3(text: str) -> str | None:
    return _by_words(text, lambda word: "".join(_TCVN3.get(c, c) for c in re.sub(r"(?<=\w)Đ", "Ð", word)))


def _vni(text: str) -> str | None:
    return _by_words(text, lambda word: unicodedata.normalize("NFC", _VNI_PAIR.sub(_of_vni, word)))


def _of_vni(found: re.Match[str]) -> str:
    base, mark, alone = found.groups()
    letter = alone or base
    plain = _VNI_ALONE.get(letter.casefold(), letter.casefold())
    said = plain + (_VNI_MARKS[mark.casefold()] if mark else "")
    return said.upper() if letter.isupper() else said


def _by_words(text: str, read: Callable[[str], str]) -> str | None:
    """The text with its words read so, when each that is not plain becomes a syllable and enough are odd."""
    if _ONLY_IN_UNICODE.search(text) is not None:
        return None
    words = [m[0] for m in _WORD.finditer(text) if not m[0].isascii() and m[0] not in _SIGNS]
    odd = any(_ODD.search(w) or not _is_syllable(w) for w in words) and re.search("[A-Za-z]", "".join(words))
    if not odd or sum(not c.isascii() for w in words for c in w) < _LEAST:
        return None
    if not all(_is_syllable(read(w)) for w in words):
        return None
    return _WORD.sub(lambda m: m[0] if m[0].isascii() else read(m[0]), text)


def _is_syllable(word: str) -> bool:
    """Whether a word may be Vietnamese: an onset, a vowel, an end, one tone at most."""
    parts = unicodedata.normalize("NFD", word.casefold())
    tones = sum(c in _TONES for c in parts)
    plain = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES)).strip("-–—'’*+")
    return tones <= 1 and all(_SYLLABLE.fullmatch(part) for part in re.split(r"[-–—]", plain) if part)
