"""A cache of parsed trees in the user's own folder: JSON by content key, never code, never trusted blindly."""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from cchc_rules import __version__
from cchc_rules.frozen import frozen
from cchc_rules.source import data_folder

_MOST_FILES = 400
_OFF = frozenset({"", "0", "off", "tắt"})


@frozen
class FileCache:
    """Texts by key under one folder. Every failure to read or write is as if nothing was stored.

    `engine` says which code wrote a text: what other code wrote is not found.
    """

    folder: Path
    engine: str

    def get(self, key: str) -> str | None:
        """The stored text; None when absent or when it is not what was stored."""
        file = self._file(key)
        try:
            if not file.is_file():
                return None
            digest, _, text = file.read_text(encoding="utf-8").partition("\n")
        except (OSError, ValueError):
            return None
        return text if digest == _digest(text) else None

    def put(self, key: str, text: str) -> None:
        """Store a text in one step, so that no reader sees half of it."""
        import tempfile  # rarely needed, and slow to import

        try:
            self._make_room()
            handle, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                out.write(f"{_digest(text)}\n{text}")
            os.replace(name, self._file(key))
        except OSError:
            return

    def _file(self, key: str) -> Path:
        return self.folder / f"{_digest(self.engine + key)}.json"

    def _make_room(self) -> None:
        entries = list(self.folder.glob(f"{'[0-9a-f]' * 64}.json"))  # nothing but what this cache wrote
        if len(entries) >= _MOST_FILES:
            for old in sorted(entries, key=lambda f: f.stat().st_mtime)[: _MOST_FILES // 2]:
                old.unlink(missing_ok=True)


def user_cache() -> FileCache | None:
    """The cache of this user, from CCHC_RULES_CACHE or the usual place; None when off or not private."""
    named = os.environ.get("CCHC_RULES_CACHE")
    if named is not None and named.strip().casefold() in _OFF:
        return None
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    folder = Path(named) if named else Path(base) / "cchc-rules"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return FileCache(folder, engine_stamp()) if _private(folder) else None
    except OSError:
        return None


def _private(folder: Path) -> bool:
    """Whether only this user can write there; on systems without such owners, always."""
    if not hasattr(os, "getuid"):
        return True
    status = folder.stat()
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def engine_stamp() -> str:
    """The version; in a checkout, where code changes under one version, also when each file last changed."""
    package = Path(__file__).resolve().parents[1]
    if data_folder("grammar").is_relative_to(package):
        return __version__
    return f"{__version__} {stamp_of_files(package, data_folder('grammar'))}"


def stamp_of_files(*folders: Path) -> str:
    """A digest that changes when any file in these folders, at any depth, is edited, added or removed.

    Only names, sizes and times of change are read, for this runs at every start in a checkout.
    """
    found = sorted(entry for folder in folders for entry in _files_below(str(folder)))
    return _digest(repr(found))


def _files_below(folder: str) -> Iterator[tuple[str, int, int]]:
    for entry in os.scandir(folder):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files_below(entry.path)
        else:
            status = entry.stat()
            yield entry.path, status.st_mtime_ns, status.st_size
