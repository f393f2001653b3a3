"""The texts that a repository keeps of what it means: read, and written all together or not at all."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.files.listing import files_under
from cchc_rules.files.rewrite import replace_files
from cchc_rules.files.workspace import Workspace
from cchc_rules.frozen import frozen
from cchc_rules.source import Span

SUFFIX = ".txt"
_HEAD = "# Bản chụp của cchc-rules snapshot. Không sửa tay: cchc-rules snapshot --update viết lại.\n"
_MOST = 100_000_000
"""Bytes of one snapshot: those of a thousand units have a tenth of it."""


@frozen
class KeptTexts:
    """The snapshots in a folder by name, and files of such names that are none."""

    texts: dict[str, str]
    diagnostics: tuple[Diagnostic, ...] = ()


def read_snapshots(folder: Path, workspace: Workspace) -> KeptTexts:
    """What is kept in a folder; nothing where there is none. Raises OSError when the disk does."""
    texts: dict[str, str] = {}
    found: list[Diagnostic] = []
    for path in files_under([folder], (SUFFIX,), workspace) if workspace.is_folder(folder) else ():
        text = _text(path, workspace)
        if text is None:
            name = workspace.display_name(path)
            found.append(catalog.NOT_A_SNAPSHOT.at(Span(name, 1, 1, 1), file=name))
        else:
            texts[path.relative_to(folder).as_posix()] = text
    return KeptTexts(texts, tuple(found))


def _text(path: Path, workspace: Workspace) -> str | None:
    """What a snapshot says; None for a file that is none. Git may have written its lines with other ends."""
    data = workspace.content(path, _MOST)[0]
    if not isinstance(data, bytes):
        return None
    text = data.decode("utf-8", errors="replace").removeprefix("\ufeff").replace("\r\n", "\n")
    return text.removeprefix(_HEAD) if text.startswith(_HEAD) else None


def as_file(text: str) -> bytes:
    """A snapshot as it is written."""
    return (_HEAD + text).encode()


def write_snapshots(folder: Path, changes: Mapping[str, str | None]) -> None:
    """Put these texts into the folder, by name, and take away those that are None: all of it or nothing.

    Raises OSError when the disk does; then everything is as it was before.
    """
    replace_files(dict(_contents(folder, changes)))
    for name, text in changes.items():
        if text is None:
            _remove_empty((folder / name).parent, folder)


def _contents(folder: Path, changes: Mapping[str, str | None]) -> Iterator[tuple[Path, bytes | None]]:
    for name, text in changes.items():
        yield folder / name, as_file(text) if text is not None else None


def _remove_empty(below: Path, folder: Path) -> None:
    """Folders that nothing is left in, up to that of all snapshots."""
    while below != folder and below.is_dir() and not any(below.iterdir()):
        below.rmdir()
        below = below.parent
