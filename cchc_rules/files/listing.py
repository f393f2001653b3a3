"""The files that paths name, and those in folders that look like such files and are none."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from cchc_rules.files.reading import reason_of
from cchc_rules.files.workspace import DISK, Entry, EntryKind, Workspace
from cchc_rules.frozen import frozen
from cchc_rules.source import without_marks

LOCKS = ("~$", ".~", ".#", "._")
"""How the names of files begin that editors and systems keep beside the true ones."""
_LOCK = "tệp khóa, tệp phụ của phần mềm"


@frozen
class PassedOver:
    """A file that looks like one of those asked for and is not taken, and why (Vietnamese)."""

    path: Path
    why: str


@frozen
class Listing:
    """The files, in order, each once, and what was passed over in folders."""

    files: tuple[Path, ...]
    passed_over: tuple[PassedOver, ...] = ()


def is_lock(path: Path) -> bool:
    """Whether a file is, by its name, one that an editor or a system keeps beside the true one."""
    return path.name.startswith(LOCKS)


def files_under(paths: Sequence[Path], suffixes: Sequence[str], workspace: Workspace = DISK) -> tuple[Path, ...]:
    """The files named, and those with one of the suffixes in the folders named, in order, each once."""
    named = {workspace.located(path) for path in paths}
    return tuple(p for p in listing(paths, suffixes, workspace).files if p in named or workspace.is_file(p))


def listing(
    paths: Sequence[Path],
    suffixes: Sequence[str],
    workspace: Workspace = DISK,
    looks_so: Callable[[Path], bool] | None = None,
) -> Listing:
    """The same with dangling links and special files of such names too, and with what looks like such a file.

    Suffixes are the same in upper and lower case. A file looks like one by its name; `looks_so` may tell it of others
    by what is in them.
    """
    found: dict[Path, Path] = {}  # the one absolute path of each
    passed: list[PassedOver] = []
    for path in map(workspace.located, paths):
        if workspace.is_folder(path):
            every = list(_below(path, workspace))
            taken = sorted((e for e in every if isinstance(e, Entry) and _taken(e, suffixes)), key=lambda e: e.path)
            found |= _resolved(path, taken, workspace)
            passed += (p for e in every if (p := _passed_over(e, suffixes, looks_so)) is not None)
        else:
            found[path] = workspace.resolve(path)
    # The same file may be named in two ways, or through a folder and by itself.
    once = {found[path]: path for path in reversed(found)}
    return Listing(tuple(reversed(once.values())), tuple(passed))


def _resolved(folder: Path, entries: Sequence[Entry], workspace: Workspace) -> dict[Path, Path]:
    """The one absolute path of each; links apart, that of the folder says it for all, and asking takes long."""
    whole = workspace.resolve(folder)
    return {e.path: workspace.resolve(e.path) if e.linked else whole / e.path.relative_to(folder) for e in entries}


def _taken(entry: Entry, suffixes: Sequence[str]) -> bool:
    return entry.path.suffix.casefold() in suffixes and not is_lock(entry.path)


def _passed_over(
    entry: Entry | PassedOver, suffixes: Sequence[str], looks_so: Callable[[Path], bool] | None
) -> PassedOver | None:
    if isinstance(entry, PassedOver):
        return entry
    # JSON is a form that other tools write too: not every such file looks like one of ours.
    wanted = {s.removeprefix(".") for s in suffixes if s != ".json"}
    parts = {part.rstrip("~") for part in without_marks(entry.path.name).split(".")[1:]}
    if _taken(entry, suffixes):
        return None
    within = looks_so is not None and entry.kind is EntryKind.FILE and looks_so(entry.path)
    if not parts & wanted and not within:
        return None
    return PassedOver(entry.path, _LOCK if is_lock(entry.path) else f"đuôi tệp không phải {' hay '.join(suffixes)}")


def _below(folder: Path, workspace: Workspace) -> Iterator[Entry | PassedOver]:
    """Everything but folders that lies in a folder or below it; a link to a folder is not followed."""
    try:
        entries = workspace.entries(folder)
    except OSError as error:
        yield PassedOver(folder, f"không mở được thư mục: {reason_of(error)}")
        return
    for entry in entries:
        if entry.kind is not EntryKind.FOLDER:
            yield entry
        elif not entry.linked:
            yield from _below(entry.path, workspace)
