"""How far an assessment period has come: of each unit of the register its sheet, what is done, late, waited for."""

import datetime
from enum import Enum

from cchc_rules.diagnostics import Diagnostic, has_errors
from cchc_rules.frozen import frozen
from cchc_rules.meaning.period_days import Due, LastDay
from cchc_rules.model.code import Code
from cchc_rules.model.period.period import Period, PeriodTable, RegisteredUnit
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.stages import Stage


@frozen
class StageProgress:
    """How many rows a stage has to settle for a unit, and which of them it has not."""

    stage: Stage
    of: int
    missing: tuple[Code, ...]

    @property
    def done(self) -> int:
        """Rows that are settled."""
        return self.of - len(self.missing)


@frozen
class SheetProgress:
    """What is entered in a sheet. `looked_at` are stages that are for some units alone and entered something here;
    `bare` are rows in which the unit gained points without naming any evidence."""

    stages: tuple[StageProgress, ...]
    looked_at: tuple[Stage, ...] = ()
    bare: tuple[Code, ...] = ()

    def of(self, stage: Stage) -> StageProgress | None:
        """The progress of a stage; None where it has no row of this unit."""
        return next((p for p in self.stages if p.stage == stage), None)


class Pace(Enum):
    """Whether something came in time (Vietnamese)."""

    IN_TIME = "đúng hạn"
    LATE = "trễ"
    OVERDUE = "quá hạn"
    TIME_LEFT = "còn hạn"
    UNDATED = "không ghi ngày nhận"
    DUE_UNKNOWN = "chưa rõ hạn"
    NO_DUE = "không có hạn"


@frozen
class Timing:
    """When a stage of a unit is due and came in. `days` are those that it is late, or that are left."""

    stage: Stage
    pace: Pace
    days: int = 0
    last: LastDay | None = None
    received: datetime.date | None = None


@frozen
class Waiting:
    """Rows of a unit that wait for somebody at a stage; none where a stage that it was drawn for has not begun."""

    stage: Stage
    who: str
    rows: tuple[Code, ...]


@frozen
class UnitStatus:
    """A unit that is assessed. `sheets` are the files of its sheets: none yet, one, or more by mistake.

    `progress` is None where no sheet of it can be read; `wrong` says why.
    """

    unit: RegisteredUnit
    kind: str
    sheets: tuple[str, ...] = ()
    wrong: tuple[Diagnostic, ...] = ()
    progress: SheetProgress | None = None
    timings: tuple[Timing, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    called: tuple[Stage, ...] = ()
    """Stages that are for some units alone, and for which this one was drawn or chosen."""

    @property
    def submitted(self) -> bool:
        """Whether the unit has handed in all that it has to enter, in one sheet without errors."""
        own = self.progress.of(Stage.SELF) if self.progress is not None else None
        return len(self.sheets) == 1 and own is not None and not own.missing

    @property
    def complete(self) -> bool:
        """Whether nothing of it is waited for."""
        return self.submitted and not self.waiting

    def timing(self, stage: Stage) -> Timing | None:
        """When a stage is due and came in."""
        return next((t for t in self.timings if t.stage == stage), None)


@frozen
class TableStatus:
    """The units that are assessed by one rubric, those of the register that are not, and the deadlines."""

    table: PeriodTable
    rubric: Rubric
    dues: tuple[Due, ...]
    units: tuple[UnitStatus, ...]
    excepted: tuple[RegisteredUnit, ...]

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages that settle rows of any unit, in their order."""
        found = {p.stage for u in self.units if u.progress is not None for p in u.progress.stages}
        return tuple(s for s in self.rubric.provisions.lineup.order if s in found)


@frozen
class Stray:
    """A sheet that is of no unit assessed in this period, or cannot be read; and why."""

    sheet: str
    unit: str | None
    why: tuple[Diagnostic, ...]


@frozen
class PeriodStatus:
    """All of it on a day. `file` is the text of the period."""

    file: str
    period: Period
    on: datetime.date
    tables: tuple[TableStatus, ...]
    strays: tuple[Stray, ...]
    told: tuple[Diagnostic, ...] = ()
    """What is told of the period and its sheets: near names, days that cannot be."""

    @property
    def units(self) -> tuple[UnitStatus, ...]:
        """Every unit that is assessed."""
        return tuple(u for t in self.tables for u in t.units)

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """Everything wrong or worth knowing."""
        every = (*self.told, *(d for s in self.strays for d in s.why), *(d for u in self.units for d in u.wrong))
        return tuple(dict.fromkeys(every))

    @property
    def ok(self) -> bool:
        """Whether nothing has to be put right; sheets that are still to come are no error."""
        return not has_errors(self.found)
