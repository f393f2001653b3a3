"""Vietnamese that was written as UTF-8 and read as Windows-1252: `Äiá»ƒm` for `Điểm`."""

import re

_CP1252 = "".join(bytes((n,)).decode("cp1252", errors="replace") for n in range(0x80, 0xC0))
_BEHIND = re.escape("".join(map(chr, range(0x80, 0xA0))) + _CP1252)
# The first bytes of letters that Vietnamese alone has, as that code page shows them, with what may stand behind.
_PAIR = re.compile(f"[\u00c3\u00c4\u00c6][{_BEHIND}]|\u00e1[\u00ba\u00bb][{_BEHIND}]")
_LOST = "\ufffd"
_WORD = re.compile(r"\S+")
_ENOUGH = 3


def first_garbled(text: str) -> int | None:
    """Where the first such letter stands; None in a text that has too few of them to be sure."""
    found = [match.start() for match in _PAIR.finditer(text)]
    return found[0] if len(found) >= _ENOUGH else None


def told(text: str) -> str:
    """What happened to the text, with a word of it as it stands and as it was (Vietnamese)."""
    pairs = ((word, _restored(word)) for word in _WORD.findall(text) if _PAIR.search(word))
    shown = next((f" (“{word}” vốn là “{was}”)" for word, was in pairs if was is not None), "")
    return f"chữ Việt lưu bằng UTF-8 đã bị đọc như bảng mã Windows-1252{shown}"


def remedy(text: str) -> str:
    """How to mend it (Vietnamese): the letters are in the first file only, where some are lost."""
    lost = "; chữ đã mất (�) không khôi phục được từ tệp này" if _LOST in text else ""
    return f"mở lại tệp gốc, chọn bảng mã UTF-8 khi mở, rồi lưu bằng UTF-8; không sửa tay từng chữ{lost}"


def _restored(word: str) -> str | None:
    """The word as it was written; None where letters of it are lost."""
    # Bytes that the code page has no letter for are left as they are by some programs.
    data = b"".join(c.encode("cp1252", errors="ignore") or c.encode("latin-1", errors="ignore") for c in word)
    try:
        return data.decode("utf-8") if _LOST not in word else None
    except UnicodeDecodeError:
        return None
