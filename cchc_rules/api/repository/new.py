"""A new repository: everything that it begins with, its snapshots included."""

from pathlib import Path

from cchc_rules.api.library import Library
from cchc_rules.api.repository.snapshots import Snapshots, made
from cchc_rules.files.snapshots import as_file
from cchc_rules.files.templates import Start, new_repository
from cchc_rules.files.workspace import Workspace


def repository_files(start: Start) -> dict[str, bytes]:
    """The files by their path from the root; every check of them passes. Raises OSError when the disk does."""
    files = new_repository(start)
    root = Path("/")
    snapshots = Snapshots.of(root, Library(workspace=Workspace.in_memory(files)))
    tasks, _ = snapshots.tasks()
    folder = snapshots.folder.relative_to(root).as_posix()
    texts = {f"{folder}/{task.name}": made(task, snapshots.library.workspace).text for task in tasks}
    return files | {name: as_file(text) for name, text in texts.items() if text is not None}
