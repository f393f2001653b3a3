"""Deadlines of one assessment year: which fall on a day off, and what the rubric says becomes of them."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from cchc_rules.checks.rules.facts_used import arithmetic
from cchc_rules.diagnostics import Diagnostic, Related, catalog
from cchc_rules.diagnostics.mends import lines_below
from cchc_rules.frozen import frozen
from cchc_rules.meaning.deadlines import printed_last_day
from cchc_rules.meaning.due_days import due_day
from cchc_rules.meaning.situation import Situation
from cchc_rules.meaning.work_days import WorkDays
from cchc_rules.model.calendar import DueOnDayOff
from cchc_rules.model.dates import date
from cchc_rules.model.expression import Days, DaysAfter, DaysLate, DueDay, FixedDay, LastDay, is_leap_day, walk
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import FactEntry
from cchc_rules.source import Span, fold_name
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
        yield from _told(due, days, sheet, p.calendar[-1].at if sheet is None and p.calendar else None)


def counted_in_days(rubric: Rubric) -> tuple[tuple[DaysAfter, Span | None], ...]:
    """Deadlines so many days after a day that a unit reports; those in working days fall on no day off."""
    found: dict[DaysAfter, Span | None] = {}
    for placed in arithmetic(rubric):
        for part in walk(placed.expression):
            due = part.due if isinstance(part, DaysLate | LastDay) else None
            if isinstance(due, DaysAfter) and due.days is Days.CALENDAR:
                found.setdefault(due, placed.near(due_words(due)))
    return tuple(found.items())


def deadlines_of_facts(
    counted: Iterable[tuple[DaysAfter, Span | None]], s: Situation, entries: Sequence[FactEntry]
) -> Iterator[Diagnostic]:
    """L685 and L687 on such deadlines as a sheet makes them, at the day that it reports."""
    for due, at in counted:
        day = due_day(due, s, moves=False).told
        entry = next((e for e in reversed(entries) if fold_name(e.name) == fold_name(due.since)), None)
        if day is not None and entry is not None:
            yield from _told(_Due(f"“{due_words(due)}”", day, False, at), s.work_days, entry.place, None)


def _told(due: _Due, days: WorkDays, sheet: Span | None, calendar: Span | None) -> Iterator[Diagnostic]:
    """What is to be told of a deadline: at the place in a sheet, or where it is stated; `calendar` is where to mend."""
    related = (Related(f"hạn {due.words} ghi ở đây", due.at),) if sheet is not None and due.at is not None else ()
    at = sheet or due.at
    if due.leap:
        yield catalog.DUE_ON_LEAP_DAY.at(at, related=related, due=due.words, day=date(due.day))
    if days.rule is None and days.is_off(due.day):
        what, fixes = _weekday(due.day), lines_below(calendar, *_WAYS) if calendar is not None else ()
        yield catalog.DUE_ON_DAY_OFF.at(at, related=related, fixes=fixes, due=due.words, day=date(due.day), what=what)
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
