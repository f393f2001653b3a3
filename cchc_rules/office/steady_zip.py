"""A zip of an office program without the time it was made at: the same content gives the same bytes."""

import io
import zipfile

_DAY = (1980, 1, 1, 0, 0, 0)


def steady(data: bytes) -> bytes:
    """The same members in the same order, compressed alike, all of one day."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for member in made.infolist():
            info = zipfile.ZipInfo(member.filename, _DAY)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            kept.writestr(info, made.read(member))
    return out.getvalue()
