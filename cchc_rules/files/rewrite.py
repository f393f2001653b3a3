"""Put new content into a file, or make one."""

import os
import tempfile
from pathlib import Path

_NEW = 0o644


def replace_file(path: Path, data: bytes) -> None:
    """Write beside and swap, so that a failure leaves the old file whole; a link keeps leading to its file.

    Raises OSError, of the file itself, when the disk does; nothing is left beside then.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        path.write_bytes(data)  # a device or a pipe takes what it is given, and has nothing to keep whole
        return
    try:
        _swap_in(path, data)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _swap_in(path: Path, data: bytes) -> None:
    # Longer names than that of the file itself may be more than the disk takes.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        os.chmod(name, path.stat().st_mode if path.exists() else _NEW)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
