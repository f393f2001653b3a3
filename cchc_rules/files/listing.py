"""The files that paths name."""

from collections.abc import Sequence
from pathlib import Path


def files_under(paths: Sequence[Path], suffixes: Sequence[str]) -> tuple[Path, ...]:
    """The files named, and those with one of the suffixes in the folders named, in order, each once."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if p.suffix in suffixes and p.is_file()) if path.is_dir() else [path]
        found.update(dict.fromkeys(inside))
    return tuple(found)
