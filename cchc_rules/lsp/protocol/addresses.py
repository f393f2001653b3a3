"""Files by the addresses that editors give them."""

from pathlib import Path

from pygls.uris import from_fs_path, to_fs_path

_FILE = "file:"


def path_of(uri: str) -> Path | None:
    """The absolute path of a file; None for what lies on no disk."""
    plain = to_fs_path(uri) if uri.startswith(_FILE) else None
    return Path(plain).resolve() if plain else None


def uri_of(path: Path) -> str:
    """The address of a file."""
    return from_fs_path(str(path)) or path.as_uri()
