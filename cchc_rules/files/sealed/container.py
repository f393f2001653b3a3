"""One file of many members with one possible form: a zip, stored, in order, with nothing of the day or the machine."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from cchc_rules.files.reading import regular_bytes
from cchc_rules.frozen import frozen

LIMIT = 512_000_000
"""The most bytes of an archive, in memory as on disk: members are not compressed."""
_DAY = (1980, 1, 1, 0, 0, 0)
_ORDINARY_FILE = 0o100644 << 16
_UNIX = 3
_NOT_IN_NAMES = frozenset(map(chr, (*range(32), 127))) | {"\\"}


@frozen
class NotOurs:
    """That bytes are no archive of ours, or have changed since they were one: why (Vietnamese)."""

    why: str


def bad_name(name: str) -> bool:
    """Whether a member may not be called so: it would leave its folder, or mean another on some system."""
    return bool(_NOT_IN_NAMES & set(name)) or any(part in ("", ".", "..") for part in name.split("/"))


def read_archive(path: Path) -> bytes:
    """The bytes of an archive, no more than one too many for any of ours. Raises OSError when the disk does."""
    data = regular_bytes(path, LIMIT + 1)
    return data if isinstance(data, bytes) else b""


def packed(members: Mapping[str, bytes]) -> bytes:
    """The only bytes that hold these members, in order of name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, _DAY)
            info.create_system, info.external_attr = _UNIX, _ORDINARY_FILE
            archive.writestr(info, members[name])
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, bytes] | NotOurs:
    """The members, if these bytes are what `packed` makes of them, to the last bit.

    Whatever else a zip may hold (comments, bytes between, links, times, an order) would make other bytes.
    """
    if len(data) > LIMIT:
        return NotOurs(f"tệp lớn hơn {LIMIT} byte")
    if not data.startswith(b"PK"):
        return NotOurs("không phải tệp zip")
    try:
        members = _members(data)
        same = members is not None and packed(members) == data
    # The reader raises much else besides its own error on bytes that were tampered with.
    except Exception:
        return NotOurs("tệp zip hỏng hoặc bị sửa")
    if members is None or not same:
        return NotOurs("tệp zip không đúng dạng chuẩn: bị sửa, hoặc do phần mềm khác đóng lại")
    return members


def _members(data: bytes) -> dict[str, bytes] | None:
    """What the zip holds; None where members are compressed, twice there, badly named, or longer than it is."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        listed = archive.infolist()
        stored = all(i.compress_type == zipfile.ZIP_STORED and i.compress_size == i.file_size for i in listed)
        names = {i.filename for i in listed}
        if not stored or len(names) != len(listed) or any(map(bad_name, names)):
            return None
        if sum(i.file_size for i in listed) > len(data):
            return None
        return {i.filename: archive.read(i) for i in listed}
