"""The last day that a deadline of the timetable permits in an assessment year, as it is printed."""

import datetime
from calendar import monthrange

from cchc_rules.model.expression import day_of_year
from cchc_rules.model.stages import Deadline, DueForm

_DAY = datetime.timedelta(days=1)


def printed_last_day(deadline: Deadline, year: int) -> datetime.date:
    """`trước ngày 15/01 năm sau` permits 14/01; a quarter its last day. Whether it moves is for `WorkDays` to say."""
    due_year = deadline.year_due(year)
    if deadline.form in (DueForm.BY_QUARTER, DueForm.IN_QUARTER):
        month = deadline.quarter * 3
        return datetime.date(due_year, month, monthrange(due_year, month)[1])
    day = day_of_year(deadline.day, deadline.month, due_year)
    return day - _DAY if deadline.form is DueForm.BEFORE else day
