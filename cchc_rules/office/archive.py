"""Files of office programs are archives: what is none is told, what grows without bound when unpacked is refused."""

import zipfile
from io import BytesIO

_UNPACKED = 64_000_000
_MOST_PARTS = 5_000
_HTML = (b"<html", b"<!doctype html", b"<table", b"<?xml")


class UnreadableError(Exception):
    """That a file is not what its ending says; the reason in Vietnamese."""


def check_archive(data: bytes, inside: str, suffix: str) -> None:
    """Refuse what is no archive of a kind, told by a part that it must have. Raises UnreadableError."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableError(_what_it_is(data, suffix)) from error
    size = sum(part.file_size for part in parts)
    if size > _UNPACKED or len(parts) > _MOST_PARTS:
        raise UnreadableError(f"tệp giải nén ra {len(parts)} phần, {size} byte, quá giới hạn")
    if inside not in {part.filename for part in parts}:
        raise UnreadableError(f"tệp không phải {suffix}")
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError("tệp nén có mật khẩu")


def _what_it_is(data: bytes, suffix: str) -> str:
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:64].lower()
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "tệp có mật khẩu, hoặc ở dạng Office cũ (.doc, .xls)"
    if start.startswith(_HTML):
        return f"tệp là trang HTML mang đuôi {suffix}, không phải {suffix}"
    if data.startswith(b"%PDF"):
        return f"tệp là PDF mang đuôi {suffix}"
    return f"tệp hỏng hoặc không phải {suffix}"
