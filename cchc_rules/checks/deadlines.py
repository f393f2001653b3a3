"""Deadlines of one assessment year: which fall on a day off, and what the rubric says becomes of them."""

import datetime
from collections.abc import Iterator

from cchc_rules.checks.rules.facts_used import arithmetic
from cchc_rules.diagnostics import Diagnostic, Related, catalog
from cchc_rules.diagnostics.mends import lines_below
from cchc_rules.frozen import frozen
from cchc_rules.meaning.deadlines import printed_last_day
from cchc_rules.meaning.work_days import WorkDays
from cchc_rules.model.calendar import DueOnDayOff
from cchc_rules.model.dates import date
from cchc_rules.model.expression import DaysAfter, DaysLate, DueDay, FixedDay, LastDay, is_leap_day, walk
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import Span
from cchc_rules.writing.expressions import due as due_words
from cchc_rules.writing.rubric import deadline

_SATURDAY, _SUNDAY = 5, 6
_WAYS = tuple((f"hạn rơi vào ngày nghỉ: {way.value}", f"mọi hạn rơi vào ngày nghỉ: {way.value}") for way in DueOnDayOff)


@frozen
class _Due:
    """A deadline: how it is worded, its last printed day, whether that stands for 29/02, and where it is stated."""

    words: str
    day: datetime.date
    leap: bool
    at: Span | None


def deadlines_of_year(rubric: Rubric, year: int, sheet: Span | None = None) -> Iterator[Diagnostic]:
    """L685 to L687 on the deadlines of an assessment year: at the place in a sheet that names the year, if given."""
    p = rubric.provisions
    days, told = WorkDays.of(p.calendar, p.due_on_day_off), set()
    for due in _deadlines(rubric, year):
        key = (due.day, due.words)
        if key in told:
            continue
        told.add(key)
        related = (Related(f"hạn {due.words} ghi ở đây", due.at),) if sheet is not None and due.at is not None else ()
        at = sheet or due.at
        if due.leap:
            yield catalog.DUE_ON_LEAP_DAY.at(at, related=related, due=due.words, day=date(due.day))
        if days.rule is None and days.is_off(due.day):
            what = _weekday(due.day)
            fixes = lines_below(p.calendar[-1].at, *_WAYS) if sheet is None and p.calendar else ()
            yield catalog.DUE_ON_DAY_OFF.at(
                at, related=related, fixes=fixes, due=due.words, day=date(due.day), what=what
            )
        elif days.last_day(due.day) is None:
            missing = days.missing_year(due.day)
            yield catalog.DUE_MAY_MOVE.at(at, related=related, due=due.words, day=date(due.day), year=missing)


def _weekday(day: datetime.date) -> str:
    return {_SATURDAY: "thứ bảy", _SUNDAY: "chủ nhật"}.get(day.weekday(), "ngày nghỉ lễ")


def _deadlines(rubric: Rubric, year: int) -> Iterator[_Due]:
    for stated in rubric.provisions.timetable:
        d = stated.value
        leap = is_leap_day(d.day, d.month)
        day = printed_last_day(d, year)
        yield _Due(f"“{deadline(d)}”", day, leap and day.day != d.day and day.month == d.month, stated.at)
    for placed in arithmetic(rubric):
        for part in walk(placed.expression):
            if isinstance(part, DaysLate | LastDay) and not isinstance(part.due, DaysAfter):
                yield _of_rule(part.due, year, placed.near(due_words(part.due)))


def _of_rule(due: DueDay | FixedDay, year: int, at: Span | None) -> _Due:
    words = f"“{due_words(due)}”"
    if isinstance(due, FixedDay):
        return _Due(words, due.day, False, at)
    day = due.on(year)
    return _Due(words, day, is_leap_day(due.day, due.month) and day.day != due.day, at)
