"""Put new content into a file."""

import os
import tempfile
from pathlib import Path

_NEW_FILE = 0o644


def replace_file(path: Path, data: bytes) -> None:
    """Write beside and swap, so that a failure leaves the old file whole; a link keeps leading to its file.

    Raises OSError when the disk does; nothing is left beside then.
    """
    _swapped(path.resolve(), data, path.stat().st_mode)


def write_file(path: Path, data: bytes) -> None:
    """The same for a file that need not be there yet."""
    _swapped(path.resolve(), data, path.stat().st_mode if path.exists() else _NEW_FILE)


def _swapped(path: Path, data: bytes, mode: int) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
