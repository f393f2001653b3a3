"""A workspace that has what was recorded and nothing else: neither the disk nor the rubrics of this package."""

import errno
import os
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import evolve, field

from cchc_rules.files.git import Revision
from cchc_rules.files.reading import Special
from cchc_rules.files.sealed.git_nodes import prefix_in, revisions_in
from cchc_rules.files.sealed.recording import is_above, place_of
from cchc_rules.files.workspace import Entry, EntryKind, Workspace
from cchc_rules.frozen import frozen
from cchc_rules.results.receipt import Area, Node, NodeKind, Place, Record
from cchc_rules.source import data_folder

_MOST_LINKS = 40
_NOT_SEALED = "phần mềm này cần đọc, mà gói không niêm phong"


@frozen(eq=False)
class Replay(Workspace):
    """The nodes of a record by place, and those of each folder. Asked for what was not recorded, it has none."""

    root: Path = Path("/")
    start: Path = Path("/")
    nodes: Mapping[Place, Node] = field(factory=dict, repr=False)
    within: Mapping[Place, Sequence[Node]] = field(factory=dict, repr=False)

    @classmethod
    def of(cls, record: Record) -> "Replay":
        """What a record holds, as it lay."""
        nodes = {node.place: node for node in record.nodes}
        within: dict[Place, list[Node]] = {}
        for node in record.nodes:
            if node.place.path:
                parent = Place(node.place.area, node.place.path.rpartition("/")[0])
                within.setdefault(parent, []).append(node)
        root = Path(record.root)
        return cls({}, False, root, root / record.here, nodes, within)

    def at(self, home: Path) -> "Replay":
        return evolve(self, start=home)

    def here(self) -> Path:
        return self.start

    def resolve(self, path: Path) -> Path:
        named = Path(os.path.normpath(self.start / path))
        for _ in range(_MOST_LINKS):
            further = self._one_link_on(named)
            if further is None:
                return named
            named = further
        return named

    def _one_link_on(self, named: Path) -> Path | None:
        """Where a path leads by the first link on it; None when there is none."""
        for folder in (*reversed(named.parents), named):
            node = self.nodes.get(place_of(folder, self.root))
            if node is not None and node.leads_to is not None:
                target = self._path(node.leads_to)
                return Path(os.path.normpath(target / named.relative_to(folder)))
        return None

    def _path(self, place: Place) -> Path:
        return (self.root if place.area is Area.FILES else data_folder("rubrics")) / place.path

    def _node(self, path: Path) -> Node | None:
        return self.nodes.get(place_of(self.resolve(path), self.root))

    def exists(self, path: Path) -> bool:
        node = self._node(path)
        return self.is_folder(path) if node is None else node.kind is not NodeKind.BROKEN_LINK

    def is_taken(self, path: Path) -> bool:
        own = place_of(self.resolve(path.parent) / path.name, self.root)
        return self.exists(path) or own in self.nodes

    def is_file(self, path: Path) -> bool:
        node = self._node(path)
        return node is not None and node.kind is NodeKind.FILE

    def is_folder(self, path: Path) -> bool:
        node = self._node(path)
        return is_above(self.resolve(path), self.start) if node is None else node.kind is NodeKind.FOLDER

    def entries(self, folder: Path) -> tuple[Entry, ...]:
        node = self._node(folder)
        if node is None or not node.listed:
            raise FileNotFoundError(errno.ENOENT, _NOT_SEALED, str(folder))
        names = [(n.place.path.rpartition("/")[2], n) for n in self.within.get(node.place, ())]
        return tuple(
            Entry(folder / name, EntryKind[n.kind.name], n.linked) for name, n in sorted(names, key=lambda n: n[0])
        )

    def _same_name(self, folder: Path, name: str) -> Path | None:
        place = place_of(self.resolve(folder), self.root)
        names = [n.place.path.rpartition("/")[2] for n in self.within.get(place, ())]
        wanted = unicodedata.normalize("NFC", name)
        return next((folder / n for n in sorted(names) if unicodedata.normalize("NFC", n) == wanted), None)

    def content(self, path: Path, most: int) -> tuple[bytes | Special, int]:
        node = self._node(path)
        if node is not None and node.kind is NodeKind.SPECIAL:
            return Special("tệp đặc biệt"), 0
        if node is None or node.data is None or node.size is None:
            raise FileNotFoundError(errno.ENOENT, _NOT_SEALED, str(path))
        if len(node.data) < min(most, node.size):
            raise OSError(None, _NOT_SEALED, str(path))
        return node.data[:most], node.size

    def revision(self, name: str) -> Revision | None:
        return revisions_in(self.nodes.values()).get(name)

    def git_prefix(self) -> str:
        return prefix_in(self.nodes.values())
