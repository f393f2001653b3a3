"""Days off that a rubric states, and days worked in their place: what working days are counted by."""

import datetime
from collections.abc import Iterable, Iterator
from enum import Enum

from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Stated


class DueOnDayOff(Enum):
    """What becomes of a deadline that falls on a day on which nobody works."""

    MOVES = "chuyển sang ngày làm việc tiếp theo"
    STAYS = "không chuyển"


LONGEST = 366
"""Days in one stretch; more is a slip of the pen in a year."""


class DayKind(Enum):
    """What the days are."""

    OFF = "ngày nghỉ lễ"
    MADE_UP = "ngày làm bù"


@frozen
class DaySpan:
    """`23/01/2020 đến 29/01/2020`, both included; one day has itself as its last."""

    first: datetime.date
    last: datetime.date


@frozen
class SpecialDays:
    """`ngày nghỉ lễ: 01/01/2020, 23/01/2020 đến 29/01/2020`."""

    kind: DayKind
    spans: tuple[DaySpan, ...]

    def days(self) -> Iterator[datetime.date]:
        """Every day of it."""
        for span in self.spans:
            for n in range((span.last - span.first).days + 1):
                yield span.first + datetime.timedelta(days=n)


def days_of(calendar: Iterable[Stated[SpecialDays]], kind: DayKind) -> frozenset[datetime.date]:
    """All days of one kind."""
    return frozenset(day for stated in calendar if stated.value.kind is kind for day in stated.value.days())
