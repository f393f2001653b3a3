"""What a change to a whole repository of rubrics does, as one value: texts, checks, cases, coverage, units."""

from enum import Enum

from cchc_rules.diagnostics import Diagnostic, has_errors
from cchc_rules.frozen import frozen
from cchc_rules.results.coverage import Coverable
from cchc_rules.results.impact import Impact, UnitImpact
from cchc_rules.results.rubric_diff import DiffReport


@frozen
class SideName:
    """A side of the change as it was named; `commit` (hexadecimal) where that is a git revision."""

    name: str
    commit: str | None = None


class FileKind(Enum):
    """What a text is (Vietnamese)."""

    RUBRIC = "bộ tiêu chí"
    COMMON = "quy định chung"
    GUIDANCE = "hướng dẫn chấm điểm"
    AMENDMENT = "văn bản sửa đổi"
    SHEET = "phiếu"
    CASE = "tệp thử"
    PERIOD = "kỳ đánh giá"
    SETTINGS = "cấu hình của kho"


class How(Enum):
    """What became of a file (Vietnamese)."""

    ADDED = "mới"
    REMOVED = "bỏ"
    CHANGED = "sửa"


@frozen
class FileChange:
    """A file that is not the same byte for byte on both sides.

    `read` is False where the settings name no place that it lies in: of it nothing else is known.
    """

    name: str
    kind: FileKind
    how: How
    read: bool = True


@frozen
class RubricChange:
    """A rubric as it is in force that means something else: what differs, and the clauses that set what is new.

    `told` leaves out what is told of the rubric that it is laid over. A side that cannot be read has no rubric:
    then `told` is None and `broken` says on which side, with why.
    """

    name: str
    title: str
    told: DiffReport | None
    cites: tuple[str, ...] = ()
    broken: tuple[tuple[str, Diagnostic], ...] = ()


@frozen
class CaseChange:
    """A case whose outcome is another: whether it is met on each side (None: not there), and why not on the new."""

    name: str
    before: bool | None
    after: bool | None
    why: tuple[str, ...] = ()

    @property
    def fails_now(self) -> bool:
        """Whether it is not met on the new side, and was, or is new."""
        return self.after is False and self.before is not False


@frozen
class UnscoredSheet:
    """A sheet that gives no result on the new side and did on the old, or is new; with its errors."""

    sheet: str
    unit: str | None
    reasons: tuple[Diagnostic, ...]


@frozen
class CoverageLost:
    """Parts of a rubric that sheets and cases went through on the old side and no longer do."""

    rubric: str
    parts: tuple[Coverable, ...]


@frozen
class SnapshotChange:
    """A snapshot that differs: in words, as `snapshot --check` tells it, and the lines gone and new, in order.

    `told` is empty where one side has no such snapshot.
    """

    name: str
    how: How
    told: tuple[str, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]


@frozen
class ChangeReport:
    """Everything a change does. `new_checks` and `gone_checks` are findings of one side only, wherever they stand.

    `impacts` are of sheets scored on both sides, each by its own side's texts; `units_new` and `units_gone` (with
    year and rubric) have a result on one side alone. `supposed` are the same where sheets no longer fit the new
    text: those of the old side, their points in proportion.
    """

    base: SideName
    head: SideName
    files: tuple[FileChange, ...] = ()
    rubrics: tuple[RubricChange, ...] = ()
    new_checks: tuple[Diagnostic, ...] = ()
    gone_checks: tuple[Diagnostic, ...] = ()
    snapshots: tuple[SnapshotChange, ...] = ()
    impacts: tuple[Impact, ...] = ()
    units_new: tuple[str, ...] = ()
    units_gone: tuple[str, ...] = ()
    unscored: tuple[UnscoredSheet, ...] = ()
    supposed: tuple[Impact, ...] = ()
    cases: tuple[CaseChange, ...] = ()
    coverage: tuple[CoverageLost, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether the two sides mean the same and give the same results."""
        told = (self.rubrics, self.new_checks, self.gone_checks, self.snapshots, self.moved, self.cases)
        return not any((*told, self.coverage, self.unscored, self.units_new, self.units_gone, self.files))

    @property
    def moved(self) -> tuple[tuple[Impact, UnitImpact], ...]:
        """The units whose points, rank, band or consequences differ."""
        return tuple((i, u) for i in self.impacts for u in i.units if moves(u))

    @property
    def breaks(self) -> bool:
        """Whether the new side has errors, failing cases or sheets without a result that the old side had not."""
        broken = any(side == self.head.name for r in self.rubrics for side, _ in r.broken)
        failing = any(case.fails_now for case in self.cases)
        return broken or failing or bool(self.unscored) or has_errors(self.new_checks)


def moves(unit: UnitImpact) -> bool:
    """Whether a unit's points, rank, band or consequences differ."""
    points = unit.before.points != unit.after.points or unit.before.index != unit.after.index
    return points or unit.crosses or unit.rank_before != unit.rank_after
