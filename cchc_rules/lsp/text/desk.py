"""All that an editor has open, laid over the disk: what every feature looks at."""

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path

from attrs import field

from cchc_rules.api.library import CASE_SUFFIX, SHEET_SUFFIXES, Library
from cchc_rules.files.rubrics import SUFFIX
from cchc_rules.files.workspace import EntryKind, Workspace
from cchc_rules.frozen import frozen
from cchc_rules.lsp.text.document import Document, document_of
from cchc_rules.source import data_folder, decode

SUFFIXES = (SUFFIX, *SHEET_SUFFIXES, CASE_SUFFIX)
OF_JSON = '"cchc-rules/sheet/'
"""What a JSON text has in it where it is a sheet."""
_NOT_OURS = ("node_modules", "__pycache__")


@frozen(eq=False)
class Desk:
    """The texts that are open, by absolute path, and the folder that the editor works in (None: single files).

    `sheets` are the files and folders of sheets that a change is measured by. With `disk` False there is nothing but
    these texts and what comes with the package.
    """

    texts: Mapping[Path, str] = field(factory=dict, repr=False)
    root: Path | None = None
    sheets: tuple[Path, ...] = ()
    disk: bool = field(default=True, kw_only=True)
    _found: dict[Path, Document | None] = field(factory=dict, init=False, repr=False)
    _named: dict[str, Path | None] = field(factory=dict, init=False, repr=False)

    @cached_property
    def workspace(self) -> Workspace:
        """The disk with the open texts laid over it."""
        return Workspace({p: _bytes(t) for p, t in self.texts.items()}, self.disk, home=self.root)

    @cached_property
    def library(self) -> Library:
        """Rubrics and sheets as the open texts have them."""
        return Library(workspace=self.workspace)

    @cached_property
    def on_disk(self) -> Library:
        """Rubrics and sheets as they were saved."""
        return Library(workspace=Workspace(home=self.root))

    def document(self, path: Path) -> Document | None:
        """The text of a file, open or on disk, as it was when first asked for; None where there is none to read."""
        if path not in self._found:
            self._found[path] = self._read(path)
        return self._found[path]

    def _read(self, path: Path) -> Document | None:
        name = self.workspace.display_name(path)
        if path in self.texts:
            return document_of(path, name, self.texts[path])
        try:
            text = decode(self.workspace.read_bytes(path)) if self.workspace.is_file(path) else None
        except OSError:
            return None
        return document_of(path, name, text) if isinstance(text, str) else None

    def named(self, name: str) -> Path | None:
        """The file that messages call so."""
        if name not in self._named:
            self._named[name] = self._file(name)
        return self._named[name]

    def _file(self, name: str) -> Path | None:
        packed = data_folder("rubrics") / name.removeprefix("rubrics/")
        here = self.workspace.here() / name
        if self.workspace.is_file(here):
            return self.workspace.resolve(here)
        return packed.resolve() if name.startswith("rubrics/") and packed.is_file() else None

    def documents(self, around: Path) -> tuple[Document, ...]:
        """Every text of the folder that the editor works in, else of the folder of a file, in order of path."""
        inside = self.root is not None and around.is_relative_to(self.root)
        return _documents(self, self.root if inside and self.root is not None else around.parent)


@lru_cache(maxsize=8)  # a desk lasts until the next key, and one question asks this many times
def _documents(desk: Desk, folder: Path) -> tuple[Document, ...]:
    open_ones = {p for p in desk.texts if p.suffix.casefold() in SUFFIXES}
    found = (desk.document(path) for path in sorted(open_ones.union(_files(folder, desk.workspace))))
    return tuple(d for d in found if d is not None and (d.path.suffix.casefold() != ".json" or OF_JSON in d.text))


def _files(folder: Path, workspace: Workspace) -> Iterator[Path]:
    try:
        entries = workspace.entries(folder) if workspace.is_folder(folder) else ()
    except OSError:
        return
    for entry in entries:
        if entry.path.name.startswith(".") or entry.path.name in _NOT_OURS or entry.linked:
            continue
        if entry.kind is EntryKind.FOLDER:
            yield from _files(entry.path, workspace)
        elif entry.kind is EntryKind.FILE and entry.path.suffix.casefold() in SUFFIXES:
            yield entry.path


@lru_cache(maxsize=256)  # all open texts but one are the same after a key
def _bytes(text: str) -> bytes:
    return text.encode("utf-8", errors="surrogatepass")
