"""When a day falls that a rubric tells: by the year assessed, or counted from a day that a unit reports."""

import datetime
from typing import assert_never

from cchc_rules.frozen import frozen
from cchc_rules.meaning.situation import Gap, Situation
from cchc_rules.meaning.work_days import Unlisted
from cchc_rules.model.expression import Days, DaysAfter, Due, DueDay, FixedDay
from cchc_rules.model.fact import NotArisen

_NO_GAPS: frozenset[Gap] = frozenset()
_DAYS_OFF_OF = "ngày nghỉ lễ năm "


@frozen
class DueFound:
    """A day found. `told` is it before any moving, `last` where it is then; it is no earlier than `earliest`.

    None is not known, for want of what `missing` names; there is none at all because of `gap`.
    """

    told: datetime.date | None = None
    last: datetime.date | None = None
    earliest: datetime.date | None = None
    gap: Gap | None = None
    may: frozenset[Gap] = _NO_GAPS
    missing: tuple[str, ...] = ()


def due_day(due: Due, s: Situation, moves: bool) -> DueFound:
    """When a day falls in the situation of a unit; with `moves` a deadline, which may move off a day off."""
    match due:
        case DueDay():
            return _placed(due.on(s.year), s, moves) if s.year else DueFound()
        case FixedDay(day):
            return _placed(day, s, moves)
        case DaysAfter():
            return _counted(due, s, moves)
        case _:
            assert_never(due)


def _placed(told: datetime.date, s: Situation, moves: bool) -> DueFound:
    last = s.work_days.last_day(told) if moves else told
    if last is not None:
        return DueFound(told, last, told)
    return DueFound(told, None, told, missing=(days_off_of(s.work_days.missing_year(told)),))


def _counted(due: DaysAfter, s: Situation, moves: bool) -> DueFound:
    since = s.value(due.since)
    if isinstance(since, NotArisen):
        return DueFound(gap=Gap.NOT_ARISEN)
    if not isinstance(since, datetime.date):
        return DueFound(may=frozenset({Gap.NOT_ARISEN}), missing=(due.since,))
    soonest = datetime.date.fromordinal(min(since.toordinal() + due.count, datetime.date.max.toordinal()))
    if due.days is Days.CALENDAR:
        return _placed(soonest, s, moves)
    found = s.work_days.after(since, due.count)
    if isinstance(found, Unlisted):
        # Were every day worked, it would be then: no day off of the year is known.
        return DueFound(None, None, soonest, missing=(days_off_of(found.year),))
    return DueFound(found, found, found)


def days_off_of(year: int) -> str:
    """Stands among the missing where a deadline hangs on days off that nobody stated."""
    return f"{_DAYS_OFF_OF}{year}"


def is_days_off(missing: str) -> bool:
    """Whether what is missing are days off."""
    return missing.startswith(_DAYS_OFF_OF)
