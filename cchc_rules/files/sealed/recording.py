"""A workspace that remembers everything that was looked at through it, so that nothing read is left out by hand."""

import os
from pathlib import Path

from attrs import evolve, field

from cchc_rules.files.git import Revision
from cchc_rules.files.reading import Special
from cchc_rules.files.sealed.git_nodes import nodes_of
from cchc_rules.files.workspace import DISK, Entry, EntryKind, Workspace
from cchc_rules.frozen import define, frozen
from cchc_rules.results.receipt import Area, Node, NodeKind, Place, Record
from cchc_rules.source import data_folder


@frozen
class _Seen:
    """What is known of a real path so far; `leads_to` is where a link leads."""

    kind: EntryKind
    linked: bool = False
    leads_to: Path | None = None
    data: bytes | None = None
    size: int | None = None
    listed: bool = False


@define
class _OfGit:
    """What was asked of git: revisions by name, and where one stands, None until it was asked."""

    revisions: dict[str, Revision] = field(factory=dict)
    prefix: str | None = None


@frozen(eq=False)
class Recording(Workspace):
    """Reads through another workspace. What was read of a file once stays so, whatever happens to it meanwhile.

    `hidden` is a file that is not there for the command: the archive that its result is sealed into.
    """

    inner: Workspace = DISK
    hidden: Path | None = None
    _seen: dict[Path, _Seen] = field(factory=dict, repr=False, kw_only=True)
    _of_git: _OfGit = field(factory=_OfGit, repr=False, kw_only=True)

    def at(self, home: Path) -> "Recording":
        """The same with another place where relative names start; both remember together."""
        return evolve(self, inner=self.inner.at(home))

    # ---- what the engine asks

    def here(self) -> Path:
        return self.inner.here()

    def resolve(self, path: Path) -> Path:
        real = self.inner.resolve(path)
        named = Path(os.path.normpath(self.here() / path))
        if real != named:
            self._note_links(named)
        return real

    def exists(self, path: Path) -> bool:
        if self._is_hidden(path) or not self.inner.exists(path):
            return False
        if not self.is_file(path) and not self.is_folder(path):
            self._note(self.resolve(path), EntryKind.SPECIAL)
        return True

    def is_taken(self, path: Path) -> bool:
        if self.exists(path):
            return True
        taken = not self._is_hidden(path) and self.inner.is_taken(path)
        if taken:
            self._note(self.resolve(path.parent) / path.name, EntryKind.BROKEN_LINK, linked=True)
        return taken

    def is_file(self, path: Path) -> bool:
        found = not self._is_hidden(path) and self.inner.is_file(path)
        if found:
            self._note(self.resolve(path), EntryKind.FILE)
        return found

    def is_folder(self, path: Path) -> bool:
        found = self.inner.is_folder(path)
        if found:
            self._note(self.resolve(path), EntryKind.FOLDER)
        return found

    def entries(self, folder: Path) -> tuple[Entry, ...]:
        found = tuple(e for e in self.inner.entries(folder) if not self._is_hidden(e.path))
        real = self.resolve(folder)
        self._note(real, EntryKind.FOLDER, listed=True)
        for entry in found:
            self._note(real / entry.path.name, entry.kind, entry.linked)
            if entry.linked:
                self.resolve(entry.path)
        return found

    def _same_name(self, folder: Path, name: str) -> Path | None:
        """As the inner workspace finds it: the other names of the folder are of no concern, and are not remembered."""
        found = self.inner._same_name(folder, name)
        return found if found is not None and self.is_taken(found) else None

    def content(self, path: Path, most: int) -> tuple[bytes | Special, int]:
        if self._is_hidden(path):
            raise FileNotFoundError(None, "không có tệp này", str(path))
        real = self.resolve(path)
        kept = self._seen.get(real)
        if kept is None or kept.data is None or len(kept.data) < min(most, kept.size or 0):
            data, size = self.inner.content(path, most)
            if isinstance(data, Special):
                self._note(real, EntryKind.SPECIAL)
                return data, size
            if kept is not None and kept.data is not None and not data.startswith(kept.data):
                raise OSError(None, "tệp bị thay đổi trong khi đang đọc", str(path))
            self._note(real, EntryKind.FILE)
            kept = self._seen[real] = evolve(self._seen[real], data=data, size=max(size, len(data)))
        assert kept.data is not None and kept.size is not None
        return kept.data[:most], kept.size

    def revision(self, name: str) -> Revision | None:
        known = self._of_git.revisions
        found = known.get(name) or self.inner.revision(name)
        if found is not None:
            known[name] = found
        return found

    def git_prefix(self) -> str:
        if self._of_git.prefix is None:
            self._of_git.prefix = self.inner.git_prefix()
        return self._of_git.prefix

    # ---- what is remembered

    def _is_hidden(self, path: Path) -> bool:
        return self.hidden is not None and path.name == self.hidden.name and self.inner.resolve(path) == self.hidden

    def _note(self, real: Path, kind: EntryKind, linked: bool = False, listed: bool = False) -> None:
        known = self._seen.get(real)
        if known is None and kind is EntryKind.FOLDER and not linked and not listed and is_above(real, self.here()):
            return
        if known is None:
            self._seen[real] = _Seen(kind, linked, listed=listed)
        elif (linked, listed) != (False, False):
            self._seen[real] = evolve(known, linked=known.linked or linked, listed=known.listed or listed)

    def _note_links(self, named: Path) -> None:
        """Every link on the way to a name, with where it leads."""
        real = Path(named.anchor)
        for part in named.parts[1:]:
            step, real = real / part, self.inner.resolve(real / part)
            if real != step:
                self._note(step, self._kind(real), linked=True)
                self._seen[step] = evolve(self._seen[step], leads_to=real)

    def _kind(self, real: Path) -> EntryKind:
        if self.inner.is_file(real):
            return EntryKind.FILE
        if self.inner.is_folder(real):
            return EntryKind.FOLDER
        return EntryKind.SPECIAL if self.inner.exists(real) else EntryKind.BROKEN_LINK

    def common_root(self) -> Path:
        """The deepest folder that holds where one stands and everything looked at outside the package."""
        package = data_folder("rubrics")
        targets = (seen.leads_to for seen in self._seen.values() if seen.leads_to is not None)
        own = [str(p) for p in (*self._seen, *targets) if not p.is_relative_to(package)]
        return Path(os.path.commonpath([str(self.here()), *own]))

    def record(self, root: Path, called: str) -> Record:
        """What was looked at so far, told from a folder that the record calls so."""
        files = (_node(path, seen, root) for path, seen in self._seen.items())
        nodes = (*files, *nodes_of(self._of_git.revisions, self._of_git.prefix or ""))
        ordered = sorted(nodes, key=lambda n: (n.place.area.value, n.place.path))
        return Record(called, place_of(self.here(), root).path, tuple(ordered))


def is_above(real: Path, here: Path) -> bool:
    """Whether a folder holds where one stands or the rubrics of the package: it is there without being recorded."""
    return here.is_relative_to(real) or data_folder("rubrics").is_relative_to(real)


def _node(path: Path, seen: _Seen, root: Path) -> Node:
    target = place_of(seen.leads_to, root) if seen.leads_to is not None else None
    return Node(place_of(path, root), NodeKind[seen.kind.name], seen.linked, target, seen.data, seen.size, seen.listed)


def place_of(path: Path, root: Path) -> Place:
    """Where a real path stands: in the package, or else below the root."""
    package = data_folder("rubrics")
    area, base = (Area.PACKAGE, package) if path.is_relative_to(package) else (Area.FILES, root)
    found = os.path.relpath(path, base)
    return Place(area, "" if found == "." else found.replace(os.sep, "/"))
