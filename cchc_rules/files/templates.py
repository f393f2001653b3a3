"""The files that a new repository begins with, kept as files and not in code."""

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from cchc_rules import __version__
from cchc_rules.source import data_folder

_COMMON = "kho"
_HIDDEN = "dot-"
"""Files whose names begin with a dot are kept under names that mean nothing to the tools of this repository."""
_VERSION = "{{phien-ban}}"
_SCRIPT = ".sh"


class Start(Enum):
    """The rubrics of a new repository: those of a year that come with the package, or a small one to write over."""

    OF_2019 = "2019"
    EMPTY = "trong"


def own_templates(folder: Path, names: Sequence[str]) -> dict[str, str]:
    """The templates of these names that an office brings in a folder. Raises OSError, UnicodeDecodeError."""
    return {name: (folder / name).read_text("utf-8") for name in names if (folder / name).is_file()}


def new_repository(start: Start) -> dict[str, bytes]:
    """The files of a new repository by their path from its root. Raises OSError when the disk does."""
    files = {**_files(data_folder("templates") / _COMMON), **_files(data_folder("templates") / start.value)}
    if start is Start.OF_2019:
        rubrics = data_folder("rubrics") / start.value
        files |= {f"bo-tieu-chi/{name}": data for name, data in _files(rubrics).items()}
    return files


def is_script(name: str) -> bool:
    """Whether a file of a new repository is one to run."""
    return name.endswith(_SCRIPT)


def _files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its name in the repository, with the version of this package filled in."""
    return {
        _name(path.relative_to(folder)): path.read_bytes().replace(_VERSION.encode(), __version__.encode())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _name(path: Path) -> str:
    return "/".join(f".{part.removeprefix(_HIDDEN)}" if part.startswith(_HIDDEN) else part for part in path.parts)
