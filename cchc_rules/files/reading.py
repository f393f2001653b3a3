"""Bytes of regular files to normalised sources, with digests of the bytes as they are."""

import errno
import hashlib
import os
import stat
from pathlib import Path

from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.explain.scorecard.provenance import FileDigest
from cchc_rules.frozen import frozen
from cchc_rules.source import SIZE_LIMIT, Source, Span, Undecodable, data_folder, decode

_REASONS = {
    errno.ENOSPC: "đĩa đầy",
    errno.EDQUOT: "hết phần đĩa được dùng",
    errno.EROFS: "đĩa chỉ cho đọc",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ELOOP: "liên kết đi vòng",
    errno.EIO: "lỗi đĩa",
    errno.EFBIG: "tệp lớn hơn mức được ghi",
    errno.EMFILE: "mở quá nhiều tệp",
    errno.ENFILE: "mở quá nhiều tệp",
    errno.ENOMEM: "hết bộ nhớ",
    errno.EBUSY: "tệp đang được dùng",
    errno.ETXTBSY: "tệp đang được dùng",
    errno.EINVAL: "tên hay thao tác không hợp lệ ở ổ đĩa này",
}
_SPECIAL = (
    (stat.S_ISFIFO, "ống dẫn (FIFO)"),
    (stat.S_ISCHR, "thiết bị"),
    (stat.S_ISBLK, "thiết bị"),
    (stat.S_ISSOCK, "socket"),
)
# Reading a pipe that nobody writes to waits for ever; opened so, it does not. Windows has neither flag nor pipe.
_NO_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@frozen
class ReadFile:
    """A file read: its source, or the diagnostic that says why not."""

    digest: FileDigest
    source: Source | None
    diagnostics: tuple[Diagnostic, ...] = ()


@frozen
class Special:
    """That a path names no regular file: `what` it is, in Vietnamese."""

    what: str


def regular_bytes(path: Path, most: int) -> bytes | Special:
    """The first bytes of a regular file, no more than `most`. Raises OSError when the disk does, also for a folder."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(None, "đây là thư mục", str(path))
    if not stat.S_ISREG(status.st_mode):
        return Special(_what(status.st_mode))
    with open(os.open(path, os.O_RDONLY | _NO_WAITING), "rb") as file:
        # Between looking and opening, another file may have taken the name.
        mode = os.fstat(file.fileno()).st_mode
        return file.read(most) if stat.S_ISREG(mode) else Special(_what(mode))


def _what(mode: int) -> str:
    return next((what for is_such, what in _SPECIAL if is_such(mode)), "tệp đặc biệt")


def reason_of(error: OSError) -> str:
    """What went wrong with a file, in Vietnamese."""
    match error:
        case FileNotFoundError():
            return "không có tệp này"
        case PermissionError():
            return "không có quyền"
        case IsADirectoryError():
            return "đây là thư mục"
        case NotADirectoryError():
            return "một phần của đường dẫn không phải thư mục"
    return _REASONS.get(error.errno or 0) or f"lỗi đĩa (mã {error.errno})"


def digest_of(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def source_of(name: str, data: bytes | Special, size: int = 0) -> ReadFile:
    """What was read under a name, or why it cannot be; the file has `size` bytes, of which less may have been read."""
    at_start = Span(name, 1, 1, 1)
    if isinstance(data, Special):
        return ReadFile(FileDigest(name, ""), None, (catalog.NOT_REGULAR.at(at_start, what=data.what),))
    if len(data) > SIZE_LIMIT:
        too_large = catalog.TOO_LARGE.at(at_start, size=max(size, len(data)), limit=SIZE_LIMIT, unit="byte")
        return ReadFile(FileDigest(name, ""), None, (too_large,))
    digest = FileDigest(name, digest_of(data))
    text = decode(data)
    if isinstance(text, Undecodable):
        found = catalog.NOT_UNICODE.at(Span(name, text.line, 1, 1), fix=text.remedy, reason=text.reason)
        return ReadFile(digest, None, (found,))
    return ReadFile(digest, Source.of(name, text))


def diagnostics_page() -> str:
    """The page of diagnostics, `docs/chan-doan.md`, of a checkout as of an installed wheel."""
    return (data_folder("docs") / "chan-doan.md").read_text(encoding="utf-8")
