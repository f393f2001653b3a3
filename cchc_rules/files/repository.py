"""The repository that one stands in: the nearest folder upward with a settings file, and what that says."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_rules.diagnostics import Diagnostic, catalog, in_order
from cchc_rules.explain.scorecard.provenance import FileDigest
from cchc_rules.files.workspace import DISK, Workspace
from cchc_rules.frozen import frozen

if TYPE_CHECKING:
    from cchc_rules.model.repository import Settings

SETTINGS = "cchc-rules.toml"


@frozen
class Repository:
    """A folder with a settings file; `settings` is None when that could not be read at all."""

    root: Path
    file: FileDigest
    settings: "Settings | None"
    diagnostics: tuple[Diagnostic, ...]

    def same_file(self, name: str, place: str, workspace: Workspace = DISK) -> bool:
        """Whether a file, as messages name it, is the one at a place of the settings."""
        return workspace.resolve(Path(name)) == workspace.resolve(self.root / place)

    def path(self, place: str) -> Path:
        """Where a place of the settings is."""
        return self.root / place


def root_above(start: Path, workspace: Workspace = DISK) -> Path | None:
    """The nearest folder with a settings file: `start`, or the folder of that file, or one above; None without any."""
    resolved = workspace.resolve(workspace.located(start))
    folders = (resolved, *resolved.parents)
    return next((folder for folder in folders if workspace.is_file(folder / SETTINGS)), None)


def load_repository(root: Path, workspace: Workspace = DISK) -> Repository:
    """The settings of a repository with everything wrong with them. Raises OSError when the disk does."""
    from cchc_rules.checks.checking import wrong_levels  # whoever stands in no repository needs nothing of it
    from cchc_rules.syntax.repository.reader import read_settings

    file = workspace.read(root / SETTINGS)
    if file.source is None:
        return Repository(root, file.digest, None, file.diagnostics)
    parsed = read_settings(file.source)
    settings = parsed.value
    wrong = (*_missing(root, settings, workspace), *wrong_levels(settings.checking)) if settings is not None else ()
    return Repository(root, file.digest, settings, in_order((*parsed.diagnostics, *wrong)))


def _missing(root: Path, settings: "Settings", workspace: Workspace) -> Iterator[Diagnostic]:
    from cchc_rules.model.repository import Place

    silenced = (Place(silence.file, silence.at) for silence in settings.checking.silences)
    for places, what in ((settings.places.read, "tệp hay thư mục"), (silenced, "tệp")):
        for place in places:
            if not workspace.exists(workspace.located(root / place.path)):
                yield catalog.PATH_MISSING.at(place.at, what=what, path=place.path)
