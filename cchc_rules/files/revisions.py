"""All texts of a git revision or of a folder, in memory under the names that they have from its root."""

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import evolve

from cchc_rules.files.git import OF_TOOLS
from cchc_rules.files.rubrics import packaged_texts
from cchc_rules.files.workspace import DISK, EntryKind, Workspace
from cchc_rules.frozen import frozen
from cchc_rules.source import visible

MOST_BYTES = 20_000_000
"""A file that is longer is in none of our forms; of it as many bytes are read."""


@frozen
class Texts:
    """What a name leads to: `commit` (hexadecimal) where it is a revision; the `texts`, by their names from the root.

    `only` is the one file that was meant, where a file was named and the texts are those of its folder.
    """

    name: str
    commit: str | None
    texts: Mapping[str, bytes]
    only: str | None = None

    def calling(self, name: str) -> "Texts":
        """The same with the one file that was meant under another name: two versions of one text, as it were."""
        if self.only is None:
            return self
        others = {n: data for n, data in self.texts.items() if n != self.only}
        return evolve(self, texts=others | {name: self.texts[self.only]}, only=name)

    def workspace(self, around: Workspace) -> Workspace:
        """The texts and nothing else, but for the rubrics of the package, which are read from the workspace around."""
        own = Workspace.in_memory(self.texts)
        package = {path: around.read_bytes(path) for path in packaged_texts(around)} if around is not DISK else {}
        return Workspace({**own.texts, **package}, disk=False, package=around is DISK)


@frozen
class NoTexts:
    """That a name leads nowhere, and why (Vietnamese)."""

    why: str


def texts_of(name: str, workspace: Workspace = DISK) -> Texts | NoTexts:
    """The texts of a file's folder, a folder, or a git revision, whichever of the three there is first.

    Raises OSError when the disk or git does.
    """
    path = workspace.located(Path(name))
    if workspace.is_file(path):
        return Texts(visible(name), None, dict(_below(path.parent, "", workspace)), path.name)
    if workspace.is_folder(path):
        return Texts(visible(name), None, dict(_below(path, "", workspace)))
    found = workspace.revision(name)
    if found is None:
        return NoTexts(f"không có tệp, thư mục hay phiên bản git nào tên là “{visible(name)}”")
    return Texts(visible(name), found.commit, found.texts)


def place_from_root(path: Path, workspace: Workspace = DISK) -> str:
    """The name of a path that starts where one stands, from the root of the git repository around, if any."""
    start = workspace.git_prefix() if not path.is_absolute() else ""
    return posixpath.normpath(posixpath.join(start, path.as_posix()))


def _below(folder: Path, prefix: str, workspace: Workspace) -> Iterator[tuple[str, bytes]]:
    """Every regular file in a folder and below, but what tools keep there; a link to a folder is not followed."""
    for entry in workspace.entries(folder):
        name = entry.path.name
        if entry.kind is EntryKind.FOLDER and not entry.linked and not name.startswith(".") and name not in OF_TOOLS:
            yield from _below(entry.path, f"{prefix}{name}/", workspace)
        elif entry.kind is EntryKind.FILE:
            data, _ = workspace.content(entry.path, MOST_BYTES)
            if isinstance(data, bytes):
                yield prefix + name, data
