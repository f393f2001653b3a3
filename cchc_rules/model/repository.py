"""What the settings file of a repository of rubrics says."""

from enum import Enum

from attrs import field

from cchc_rules.frozen import frozen
from cchc_rules.source import Span


@frozen
class Place:
    """A file or folder of the repository: its path from the root, parted by `/`, and where the settings name it."""

    path: str
    at: Span = field(eq=False)


@frozen
class Places:
    """Where things stand. A kind that is not named has no place; snapshots have one of their own."""

    rubrics: tuple[Place, ...]
    guidance: tuple[Place, ...]
    sheets: tuple[Place, ...]
    cases: tuple[Place, ...]
    snapshots: Place

    @property
    def read(self) -> tuple[Place, ...]:
        """All that commands read from: everything but the snapshots."""
        return (*self.rubrics, *self.guidance, *self.sheets, *self.cases)


class Level(Enum):
    """What a repository makes of the findings of a code."""

    OFF = "tắt"
    WARNING = "cảnh báo"
    ERROR = "lỗi"


@frozen
class CodeLevel:
    """The level of one code."""

    code: str
    level: Level
    at: Span = field(eq=False)


@frozen
class Silence:
    """Findings of a code in one file, at the place that the words name, are not told: for a reason, which is."""

    file: str
    code: str
    place: str
    reason: str
    at: Span = field(eq=False)


@frozen
class Checking:
    """How checks are told in this repository; each code has one level at most."""

    levels: tuple[CodeLevel, ...] = ()
    silences: tuple[Silence, ...] = ()


@frozen
class UnitName:
    """A unit by its name, and where the settings name it."""

    name: str
    at: Span = field(eq=False)


@frozen
class Settings:
    """The whole file; `units` are those whose results snapshots keep, None for all of them."""

    places: Places
    units: tuple[UnitName, ...] | None = None
    checking: Checking = field(factory=Checking)
