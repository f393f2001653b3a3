"""Texts with nothing to normalise, told in one look: nearly all that are read, and most of the strings in them.

A plain text holds only characters that stay what they are, whatever stands beside them: none is a mark to compose, a
space or line end of another kind, a control, or a letter of an old font.
"""

import re

_VOWELS = "aăâeêioôơuưy"
_TONES = (
    *("àằầèềìòồờùừỳ", "áắấéếíóốớúứý", "ảẳẩẻểỉỏổởủửỷ", "ãẵẫẽễĩõỗỡũữỹ", "ạặậẹệịọộợụựỵ"),
    _VOWELS,
)
_LETTERS = "".join(dict.fromkeys("".join(_TONES) + "đ"))
_SIGNS = "–—‘’“”…≤≥×"
PLAIN = "".join(map(chr, range(0x20, 0x7F))) + "\n" + _LETTERS + _LETTERS.upper() + _SIGNS
"""The characters of plain texts. Others may need nothing either; they are looked at one by one."""
# As ranges the letters of ASCII are found first, which most characters are.
_OTHER = re.compile(f"[^\n -~{_LETTERS}{_LETTERS.upper()}{_SIGNS}]")


def is_plain(text: str) -> bool:
    """Whether all characters are plain, so that the text is its own normal form and can be printed as it is."""
    return _OTHER.search(text) is None
