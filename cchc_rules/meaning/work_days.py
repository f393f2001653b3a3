"""Which days are worked, and when a deadline falls: as printed, or moved off a day on which nobody works."""

import datetime
from collections.abc import Iterable

from cchc_rules.frozen import frozen
from cchc_rules.model.calendar import DayKind, DueOnDayOff, SpecialDays, days_of
from cchc_rules.model.citation import Stated
from cchc_rules.model.expression import Days

_SATURDAY = 5
_DAY = datetime.timedelta(days=1)


@frozen
class Unlisted:
    """A year of which no day off is stated, in the place of a day that hangs on them."""

    year: int


@frozen
class WorkDays:
    """Days off on weekdays, weekend days worked in their place, and whether a deadline on a day off moves.

    Where nothing says that it moves, it stays: `says` tells whether anything is said.
    """

    off: frozenset[datetime.date] = frozenset()
    made_up: frozenset[datetime.date] = frozenset()
    rule: DueOnDayOff | None = None

    @classmethod
    def of(cls, calendar: Iterable[Stated[SpecialDays]], rule: Stated[DueOnDayOff] | None) -> "WorkDays":
        """The days that a rubric states."""
        stated = tuple(calendar)
        return cls(days_of(stated, DayKind.OFF), days_of(stated, DayKind.MADE_UP), rule.value if rule else None)

    def is_off(self, day: datetime.date) -> bool:
        """Whether nobody works on the day: a weekend that is not made up, or a stated day off."""
        return day in self.off or (day.weekday() >= _SATURDAY and day not in self.made_up)

    def lists(self, year: int) -> bool:
        """Whether any day off of a year is stated; else nobody can tell which days of it are."""
        return any(day.year == year for day in self.off)

    def last_day(self, due: datetime.date) -> datetime.date | None:
        """The last permitted day; None while it hangs on the days off of a year that are not stated."""
        if self.rule is not DueOnDayOff.MOVES:
            return due
        while self.lists(due.year):
            if not self.is_off(due):
                return due
            due += _DAY
        return None

    def missing_year(self, due: datetime.date) -> int:
        """The year whose days off are missing where `last_day` is None."""
        while self.lists(due.year):
            due += _DAY
        return due.year

    def after(self, since: datetime.date, count: int) -> "datetime.date | Unlisted":
        """The working day that is the `count`-th after a day, which itself is not counted."""
        day = since
        while count:
            if day == datetime.date.max:
                return Unlisted(day.year)
            day += _DAY
            if not self.lists(day.year):
                return Unlisted(day.year)
            count -= not self.is_off(day)
        return day

    def late(self, sent: datetime.date, due: datetime.date, days: Days) -> int:
        """Whole days after the due day; working days leave out weekends and holidays, and count days made up."""
        if sent <= due:
            return 0
        late = (sent - due).days
        if days is Days.CALENDAR:
            return late
        weeks, rest = divmod(late, 7)
        tail = (due + datetime.timedelta(days=weeks * 7 + n) for n in range(1, rest + 1))
        off, made_up = self.special(sent, due)
        return weeks * 5 + sum(1 for d in tail if d.weekday() < 5) - len(off) + len(made_up)

    def special(
        self, sent: datetime.date, due: datetime.date
    ) -> tuple[tuple[datetime.date, ...], tuple[datetime.date, ...]]:
        """Weekdays off and weekend days made up, after the due day and to the day sent: in order."""
        off = (h for h in self.off if due < h <= sent and h.weekday() < 5)
        made_up = (d for d in self.made_up if due < d <= sent and d.weekday() >= 5)
        return tuple(sorted(off)), tuple(sorted(made_up))


NO_DAYS = WorkDays()
"""Where nothing is stated: only weekends are off, and no deadline moves."""
