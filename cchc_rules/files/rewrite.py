"""Put new content into a file, or make one; or into many, all together or not at all."""

import os
import tempfile
from collections.abc import Mapping
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


def replace_files(contents: Mapping[Path, bytes | None]) -> None:
    """Give each file its content, or take it away where that is None; folders are made. All of it or nothing.

    Raises OSError when the disk does; then every file is as it was before.
    """
    before = {path: path.read_bytes() if path.exists() else None for path in contents}
    staged: dict[Path, Path] = {}
    done: list[Path] = []
    try:
        # What needs room on the disk is done first, while nothing has changed yet.
        for path, data in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if data is not None:
                staged[path] = _staged(path, data)
        for path in contents:
            done.append(path)
            os.replace(staged[path], path) if path in staged else path.unlink(missing_ok=True)
    except BaseException:
        for left in staged.values():
            left.unlink(missing_ok=True)
        for path in done:
            _put_back(path, before[path])
        raise


def _put_back(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        replace_file(path, data)


def _swap_in(path: Path, data: bytes) -> None:
    part = _staged(path, data)
    try:
        os.replace(part, path)
    except BaseException:
        part.unlink()
        raise


def _staged(path: Path, data: bytes) -> Path:
    """The content in a new file beside the one that it is for."""
    # Longer names than that of the file itself may be more than the disk takes.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        os.chmod(name, path.stat().st_mode if path.exists() else _NEW)
    except BaseException:
        os.unlink(name)
        raise
    return Path(name)
