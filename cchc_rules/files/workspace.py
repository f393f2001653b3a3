"""Where texts are read from: the disk, texts in memory laid over it, or texts in memory alone."""

import os
import stat
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, field

from cchc_rules.files.reading import ReadFile, Special, regular_bytes, source_of
from cchc_rules.frozen import frozen
from cchc_rules.source import SIZE_LIMIT, WrittenText, data_folder, decode, visible

if TYPE_CHECKING:
    from cchc_rules.files.git import Revision

_MEMORY = Path("/")
"""Where names stand that are relative to nothing on any disk."""


class EntryKind(Enum):
    """What a name in a folder leads to."""

    FILE = "tệp"
    FOLDER = "thư mục"
    SPECIAL = "tệp đặc biệt"
    BROKEN_LINK = "liên kết gãy"


@frozen
class Entry:
    """A name in a folder, and whether it is a link to somewhere else."""

    path: Path
    kind: EntryKind
    linked: bool = False


@frozen(eq=False)
class Workspace:
    """Everything that reads files or lists folders does it through one of these.

    `texts` are whole files by absolute path; where the disk has a file of that name, they stand in its place.
    With `disk` False there is nothing else, but for the rubrics that come with the package; without `package` not even
    these. `home` is where relative names start, such as the root of a repository; where one stands when None.
    """

    texts: Mapping[Path, bytes] = field(factory=dict, repr=False)
    disk: bool = True
    home: Path | None = field(default=None, kw_only=True)
    package: bool = field(default=True, kw_only=True)
    _folders: frozenset[Path] = field(init=False, repr=False)

    @_folders.default
    def _folders_of_texts(self) -> frozenset[Path]:
        return frozenset(parent for path in self.texts for parent in path.parents)

    @classmethod
    def over_disk(cls, texts: Mapping[str, str | bytes]) -> "Workspace":
        """The disk with texts by name laid over it, such as an editor's files that are not saved yet."""
        return cls({Path(name).resolve(): _bytes(text) for name, text in texts.items()})

    @classmethod
    def in_memory(cls, texts: Mapping[str, str | bytes]) -> "Workspace":
        """Texts by name and nothing else, such as those of a request; `/` in a name makes folders."""
        return cls({_lexical(Path(name)): _bytes(text) for name, text in texts.items()}, disk=False)

    def at(self, home: Path) -> "Workspace":
        """The same with another place where relative names start."""
        return evolve(self, home=home)

    # ---- names

    def here(self) -> Path:
        """Where relative names start."""
        if self.home is not None:
            return self.resolve(self.home)
        return _without_links(os.getcwd()) if self.disk else _MEMORY

    def resolve(self, path: Path) -> Path:
        """The one absolute path of a file, by whatever way it was named."""
        return path.resolve() if self._on_disk(path) else _lexical(path)

    def display_name(self, path: Path) -> str:
        """A name that means the same on every machine: inside `rubrics/`, else relative to where one stands.

        A link is called by its own name, not by that of what it leads to.
        """
        named = path.name not in ("", "..")
        resolved = self.resolve(path.parent) / path.name if named else self.resolve(path)
        for base, prefix in ((_bundled_rubrics(), "rubrics/"), (self.here(), "")):
            if resolved.is_relative_to(base):
                return visible(prefix + resolved.relative_to(base).as_posix())
        # A name on disk may be any bytes; those that are no UTF-8 arrive as lone surrogates, which nothing can print.
        return visible(path.as_posix())

    def located(self, path: Path) -> Path:
        r"""The path of something that is there, spelt as it is there; the path as given when nothing is.

        A name is the same in NFC and NFD, and `\` parts folders as `/` does where no file has it in its name.
        """
        if self.exists(path):
            return path
        text = str(path)
        spelt = Path(text.replace("\\", "/")) if os.sep != "\\" else path
        found = Path(spelt.anchor)
        for part in spelt.parts[1 if spelt.anchor else 0 :]:
            next_one = found / part
            found = next_one if self.exists(next_one) else self._same_name(found, part) or next_one
        return found if self.exists(found) else path

    def _same_name(self, folder: Path, name: str) -> Path | None:
        wanted = unicodedata.normalize("NFC", name)
        try:
            entries = self.entries(folder)
        except OSError:
            return None
        return next((e.path for e in entries if unicodedata.normalize("NFC", e.path.name) == wanted), None)

    # ---- what is there

    def exists(self, path: Path) -> bool:
        """Whether there is a file, folder or anything else of that name."""
        return self.is_file(path) or self.is_folder(path) or (self._on_disk(path) and _asked(path.exists))

    def is_taken(self, path: Path) -> bool:
        """The same, and whether a link of that name leads nowhere."""
        return self.exists(path) or (self._on_disk(path) and _asked(path.is_symlink))

    def is_file(self, path: Path) -> bool:
        """Whether there is a text or a regular file of that name."""
        return self._text(path) is not None or (self._on_disk(path) and _asked(path.is_file))

    def is_folder(self, path: Path) -> bool:
        """Whether there is a folder of that name, on the disk or in the name of a text."""
        if self.texts and self.resolve(path) in self._folders:
            return True
        return self._on_disk(path) and _asked(path.is_dir)

    def entries(self, folder: Path) -> tuple[Entry, ...]:
        """What lies in a folder, in order of name. Raises OSError when the disk does."""
        here = self.resolve(folder) if self.texts else folder
        found = {}
        if self._on_disk(folder) and not (here in self._folders and not folder.is_dir()):
            found = {entry.path.name: entry for entry in _entries_on_disk(folder)}
        for paths, kind in ((self._folders, EntryKind.FOLDER), (self.texts, EntryKind.FILE)):
            found |= {p.name: Entry(folder / p.name, kind) for p in paths if p.parent == here != p}
        return tuple(found[name] for name in sorted(found))

    # ---- reading

    def read(self, path: Path) -> ReadFile:
        """A text file. Raises OSError when the disk does; anything wrong with the content is a diagnostic."""
        return source_of(self.display_name(path), *self.content(path, SIZE_LIMIT + 1))

    def read_bytes(self, path: Path, most: int = SIZE_LIMIT) -> bytes:
        """The first bytes of a file; none of one that is not regular. Raises OSError when the disk does."""
        data, _ = self.content(path, most)
        return data if isinstance(data, bytes) else b""

    def content(self, path: Path, most: int) -> tuple[bytes | Special, int]:
        """The first bytes of a file, no more than `most`, and how many it has. Raises OSError when the disk does."""
        text = self._text(path)
        if text is not None:
            return text[:most], len(text)
        if not self._on_disk(path):
            raise FileNotFoundError(None, "không có tệp này", str(path))
        data = regular_bytes(path, most)
        # Only of a file that was not read to its end is the size not known.
        whole = not isinstance(data, bytes) or len(data) < most
        return data, len(data) if whole and isinstance(data, bytes) else path.stat().st_size

    def written(self, name: str) -> WrittenText | None:
        """The text, as it was written, of the file that `display_name` calls so; None when there is none to read."""
        packed = data_folder("rubrics") / name.removeprefix("rubrics/")
        path = packed if name.startswith("rubrics/") and self.is_file(packed) else Path(name)
        text = decode(self.read_bytes(path)) if self.is_file(path) else None
        return WrittenText.of(text) if isinstance(text, str) else None

    # ---- git

    def revision(self, name: str) -> "Revision | None":
        """The revision of this name in the repository where one stands. Raises OSError when git cannot read it."""
        if not self.disk:
            return None
        from cchc_rules.files.git import revision_of  # few ask for one

        return revision_of(name)

    def git_prefix(self) -> str:
        """Where one stands, from the root of the git repository around; empty where there is none."""
        if not self.disk:
            return ""
        from cchc_rules.files.git import prefix_here

        return prefix_here()

    def _text(self, path: Path) -> bytes | None:
        return self.texts.get(self.resolve(path)) if self.texts else None

    def _on_disk(self, path: Path) -> bool:
        # `..` in a name leads out of the package as it does out of any folder.
        return self.disk or (self.package and _lexical(path).is_relative_to(data_folder("rubrics")))


DISK = Workspace()
"""The disk alone."""


@cache
def _bundled_rubrics() -> Path:
    return data_folder("rubrics").resolve()


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", errors="surrogatepass")


@lru_cache(maxsize=8)  # asked for the name of each file that is read
def _without_links(folder: str) -> Path:
    return Path(folder).resolve()


def _lexical(path: Path) -> Path:
    return Path(os.path.normpath(_MEMORY / path))


def _asked(question: Callable[[], bool]) -> bool:
    try:
        return question()
    except (OSError, ValueError):  # a name no disk can hold is the name of nothing
        return False


def _entries_on_disk(folder: Path) -> Iterator[Entry]:
    own = _own_output()
    with os.scandir(folder) as found:
        for entry in found:
            # A shell makes the file of `… > sua-doi/moi.cchc` before the command runs; it is no text of the rubric yet.
            if own is not None and _asked(entry.is_file) and os.path.samestat(entry.stat(), own):
                continue
            yield Entry(folder / entry.name, _kind(entry), entry.is_symlink())


def _own_output() -> os.stat_result | None:
    """The regular file that this process prints into, while nothing is in it."""
    try:
        status = os.fstat(1)
    except OSError:
        return None
    return status if stat.S_ISREG(status.st_mode) and not status.st_size else None


def _kind(entry: os.DirEntry[str]) -> EntryKind:
    if _asked(entry.is_file):
        return EntryKind.FILE
    if _asked(entry.is_dir):
        return EntryKind.FOLDER
    gone = entry.is_symlink() and not _asked(Path(entry.path).exists)
    return EntryKind.BROKEN_LINK if gone else EntryKind.SPECIAL
