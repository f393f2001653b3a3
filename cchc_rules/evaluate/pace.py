"""Whether what a stage enters came in time, and whom the rest waits for."""

import datetime
from collections.abc import Iterator

from cchc_rules.meaning.period_days import LastDay, last_day
from cchc_rules.model.code import Code
from cchc_rules.model.period.period import PeriodTable
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Received
from cchc_rules.model.stages import OF_THE_UNIT, Stage
from cchc_rules.results.period_status import Pace, SheetProgress, Timing, Waiting

_NOBODY = "chưa giao ai"


def pace(last: LastDay | None, received: datetime.date | None, done: bool, on: datetime.date) -> tuple[Pace, int]:
    """How a stage stands on a day, with the days that it is late or that are left.

    While the last day hangs on days off that nobody stated, what came by the printed day came in time for sure.
    """
    if last is None:
        return Pace.NO_DUE, 0
    if received is None and done:
        return Pace.UNDATED, 0
    came = received if received is not None else on
    in_time = Pace.IN_TIME if received is not None else Pace.TIME_LEFT
    late = Pace.LATE if received is not None else Pace.OVERDUE
    if last.day is None:
        return (in_time, 0) if came <= last.due.told else (Pace.DUE_UNKNOWN, 0)
    days = (came - last.day).days
    return (late, days) if days > 0 else (in_time, -days if received is None else 0)


def timings_of(
    rubric: Rubric,
    table: PeriodTable,
    unit: str,
    year: int,
    received: tuple[Received, ...],
    progress: SheetProgress | None,
    on: datetime.date,
) -> Iterator[Timing]:
    """The stages of a unit that have a deadline or came in, in their order; the unit's own always."""
    days = {r.stage: r.day for r in received}
    for stage in rubric.provisions.lineup.order:
        last = last_day(rubric, table, stage, unit, year)
        if last is None and stage not in days and stage is not Stage.SELF:
            continue
        own = progress.of(stage) if progress is not None else None
        done = own is not None and not own.missing
        how, count = pace(last, days.get(stage), done, on)
        yield Timing(stage, how, count, last, days.get(stage))


def waiting_of(
    rubric: Rubric, table: PeriodTable, unit: str, progress: SheetProgress, called: tuple[Stage, ...] = ()
) -> tuple[Waiting, ...]:
    """Whom the rows of a unit wait for: each row for the first stage that has not settled it.

    A stage that the unit was `called` for, drawn or chosen, is waited for as a whole until it has entered anything.
    """
    found: dict[tuple[Stage, str], list[Code]] = {}
    earlier: set[Code] = set()
    for stage in progress.stages:
        for code in (c for c in stage.missing if c not in earlier):
            found.setdefault((stage.stage, _who(rubric, table, stage.stage, code, unit)), []).append(code)
        earlier.update(stage.missing)
    rows_waiting = (Waiting(stage, who, tuple(rows)) for (stage, who), rows in found.items())
    begun = (s for s in called if s not in progress.looked_at)
    return (*rows_waiting, *(Waiting(s, _who(rubric, table, s, None, unit), ()) for s in begun))


def _who(rubric: Rubric, table: PeriodTable, stage: Stage, code: Code | None, unit: str) -> str:
    """Whom the period names, else whom the rubric does; the unit itself where it is the unit's own stage.

    None in the place of a row asks who acts at the stage at all.
    """
    named = table.who(stage, code)
    if named is not None:
        return named
    if stage in OF_THE_UNIT and stage is not Stage.SURVEY:
        return unit
    rule = next((s.value for s in rubric.provisions.stages if s.value.stage == stage), None)
    if rule is None:
        return _NOBODY
    return (rule.who(code) if code is not None else rule.by) or _NOBODY
