"""A side of a change: all its texts in memory, with a library that reads nothing else."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from attrs import evolve

from cchc_rules.api.library import CASE_SUFFIX, SHEET_SUFFIXES, Library
from cchc_rules.files.headings import HEAD, seems_sheet
from cchc_rules.files.repository import SETTINGS, Repository, load_repository
from cchc_rules.files.revisions import Texts
from cchc_rules.files.rubrics import SUFFIX
from cchc_rules.files.workspace import DISK, Workspace
from cchc_rules.frozen import frozen
from cchc_rules.model.repository import Settings
from cchc_rules.results.change_report import FileKind, How, SideName
from cchc_rules.source import decode
from cchc_rules.syntax.lines.document_kinds import DocumentKind, opening_of
from cchc_rules.syntax.lines.tree_cache import TreeCache

_ROOT = Path("/")
_KINDS = {
    DocumentKind.COMMON: FileKind.COMMON,
    DocumentKind.GUIDANCE: FileKind.GUIDANCE,
    DocumentKind.AMENDMENT: FileKind.AMENDMENT,
    DocumentKind.ERRATUM: FileKind.AMENDMENT,
    DocumentKind.PERIOD: FileKind.PERIOD,
}


@frozen
class Side:
    """The texts of one side; `sheets` are those of the paths to sheets that it has, from its root.

    `repository` is what its settings file says; None where it has none. `narrowed` are the places from which a report
    reads, None for everywhere.
    """

    texts: Texts
    library: Library
    sheets: tuple[Path, ...]
    repository: Repository | None = None
    narrowed: tuple[str, ...] | None = None

    @classmethod
    def of(cls, texts: Texts, sheets: Sequence[str], cache: TreeCache | None, around: Workspace = DISK) -> "Side":
        """A side whose sheets lie at some paths from its root, where they do; the package is read from `around`."""
        workspace = texts.workspace(around)
        there = (_ROOT / name for name in sheets if workspace.exists(_ROOT / name))
        repository = load_repository(_ROOT, workspace) if workspace.is_file(_ROOT / SETTINGS) else None
        return cls(texts, Library(cache, workspace=workspace), tuple(there), repository)

    @property
    def name(self) -> SideName:
        """What the report calls the side."""
        return SideName(self.texts.name, self.texts.commit)

    @property
    def workspace(self) -> Workspace:
        """Where the side's texts are read."""
        return self.library.workspace

    @property
    def settings(self) -> Settings | None:
        """What its settings file says; None where there is none, or it cannot be read."""
        return self.repository.settings if self.repository is not None else None

    @property
    def snapshots(self) -> str | None:
        """The folder of snapshots, from the root."""
        return self.settings.places.snapshots.path if self.settings is not None else None

    def reads(self, name: str) -> bool:
        """Whether a file of this name from the root is among those that a report looks into."""
        if self.narrowed is None or self.texts.only is not None or name == SETTINGS:
            return True
        return any(PurePosixPath(name).is_relative_to(place) for place in self.narrowed)

    def has(self, place: str) -> bool:
        """Whether there is a file or folder at a path from the root."""
        return self.workspace.exists(_ROOT / place)

    @property
    def files(self) -> dict[str, FileKind]:
        """The files that can bear on a result, by their names from the root, in order."""
        only, texts = self.texts.only, self.texts.texts
        kinds = {name: kind_of(name, texts[name]) for name in sorted(texts) if only is None or name == only}
        return {name: kind for name, kind in kinds.items() if kind is not None}

    def paths(self, *kinds: FileKind) -> dict[str, Path]:
        """Where the files of some kinds are that are read, by their names."""
        return {name: _ROOT / name for name, kind in self.files.items() if kind in kinds and self.reads(name)}


def narrowed(base: Side, head: Side) -> tuple[Side, Side]:
    """Both sides, reading only from the places that the settings of either name; from everywhere where one has none.

    Of either: whoever takes a place out of the settings does not keep what is in it from being compared.
    """
    settings = [side.settings for side in (base, head)]
    if None in settings:
        return base, head
    places = tuple(place.path for s in settings if s is not None for place in s.places.read)
    return evolve(base, narrowed=places), evolve(head, narrowed=places)


def kind_of(name: str, data: bytes) -> FileKind | None:
    """What a file is, by its name and its first words; None when it is nothing of ours."""
    suffix = Path(name).suffix.casefold()
    if Path(name).name == SETTINGS:
        return FileKind.SETTINGS
    if suffix == CASE_SUFFIX:
        return FileKind.CASE
    if suffix in SHEET_SUFFIXES:
        return FileKind.SHEET if suffix != ".json" or seems_sheet(data[:HEAD]) else None
    if suffix != SUFFIX:
        return None
    text = decode(data)
    opening = opening_of(text).kind if isinstance(text, str) else None
    return FileKind.RUBRIC if opening is None else _KINDS.get(opening, FileKind.RUBRIC)


def how(name: str, base: Texts, head: Texts) -> How | None:
    """What became of a file; None when it is the same byte for byte."""
    old, new = base.texts.get(name), head.texts.get(name)
    if old == new:
        return None
    return How.ADDED if old is None else How.REMOVED if new is None else How.CHANGED
