"""Vietnamese as old fonts and wrong code pages make it, for tests of how it is told."""

import re
from collections.abc import Callable

_VIETNAMESE = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_TCVN3 = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ"
_VNI = re.split(
    " +",
    "aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä ñ eø eù eû eõ eï eâ eà eá eå eã eä ì í æ ó ò "
    "oø où oû oõ oï oâ oà oá oå oã oä ô ôø ôù ôû ôõ ôï uø uù uû uõ uï ö öø öù öû öõ öï yø yù yû yõ î",
)


def _by(letters: list[str]) -> Callable[[str], str]:
    table = dict(zip(_VIETNAMESE, letters, strict=True))
    return lambda text: "".join(table.get(c, c) for c in text)


ENCODINGS: dict[str, Callable[[str], str]] = {
    "TCVN3": _by(list(_TCVN3)),
    "VNI": _by(_VNI),
    "UTF-8": lambda text: "".join(_windows(byte) for byte in text.encode()),
}
"""By the name of a code: the text as it looks when its letters are taken for those of Unicode."""


def _windows(byte: int) -> str:
    return bytes([byte]).decode("cp1252", errors="ignore") or chr(byte)
