"""Deadlines of an assessment period as dates: by the rubric's own words, moved off days off as the rubric says."""

import datetime

from attrs import evolve

from cchc_rules.frozen import frozen
from cchc_rules.meaning.deadlines import printed_last_day
from cchc_rules.meaning.work_days import WorkDays
from cchc_rules.model.citation import Stated
from cchc_rules.model.period.period import Extension, Period, PeriodTable
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.stages import Deadline, Step


@frozen
class Due:
    """A deadline in one year. `told` is its last day as printed, `last` where it falls then.

    `last` is None while it hangs on the days off of `missing_year`, which nobody stated: it is no earlier than `told`.
    """

    stated: Stated[Deadline]
    told: datetime.date
    last: datetime.date | None
    missing_year: int | None = None

    @property
    def step(self) -> Step:
        """What is due."""
        return self.stated.value.step


@frozen
class LastDay:
    """The last day of a step for one unit: that of everybody, or a later one that a sentence of the period gives it."""

    due: Due
    extension: Stated[Extension] | None = None

    @property
    def day(self) -> datetime.date | None:
        """The day; None while it is not known (`Due.last`)."""
        return self.due.last if self.extension is None else self.extension.value.last


def rubric_in_period(rubric: Rubric, period: Period) -> Rubric:
    """The rubric with the days off that the period states beside its own."""
    p = rubric.provisions
    return evolve(rubric, provisions=evolve(p, calendar=(*p.calendar, *period.days)))


def due_of(rubric: Rubric, step: Step, year: int) -> Due | None:
    """When a step is due for the assessment of a year; None where the rubric sets no deadline."""
    stated = next((s for s in rubric.provisions.timetable if s.value.step == step), None)
    return _due(stated, rubric, year) if stated is not None else None


def dues_of(rubric: Rubric, year: int) -> tuple[Due, ...]:
    """Every deadline of the timetable, in its order."""
    return tuple(_due(stated, rubric, year) for stated in rubric.provisions.timetable)


def _due(stated: Stated[Deadline], rubric: Rubric, year: int) -> Due:
    p = rubric.provisions
    days = WorkDays.of(p.calendar, p.due_on_day_off)
    told = printed_last_day(stated.value, year)
    last = days.last_day(told)
    return Due(stated, told, last, None if last is not None else days.missing_year(told))


def last_day(rubric: Rubric, table: PeriodTable, step: Step, unit: str, year: int) -> LastDay | None:
    """The last day of a step for a unit; None where the rubric sets no deadline for it."""
    due = due_of(rubric, step, year)
    if due is None:
        return None
    extension = table.extended(step, unit) if isinstance(step, str) else None
    return LastDay(due, extension)
