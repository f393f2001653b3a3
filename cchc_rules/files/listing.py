"""The files that paths name."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from cchc_rules.files.workspace import DISK, EntryKind, Workspace


def files_under(paths: Sequence[Path], suffixes: Sequence[str], workspace: Workspace = DISK) -> tuple[Path, ...]:
    """The files named, and those with one of the suffixes in the folders named, in order, each once."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = _inside(path, suffixes, workspace) if workspace.is_folder(path) else [path]
        found.update(dict.fromkeys(inside))
    return tuple(found)


def _inside(folder: Path, suffixes: Sequence[str], workspace: Workspace) -> list[Path]:
    return sorted(p for p in _below(folder, workspace) if p.suffix in suffixes)


def _below(folder: Path, workspace: Workspace) -> Iterator[Path]:
    for entry in workspace.entries(folder):
        if entry.kind is EntryKind.FILE:
            yield entry.path
        elif entry.kind is EntryKind.FOLDER and not entry.linked:
            yield from _below(entry.path, workspace)
