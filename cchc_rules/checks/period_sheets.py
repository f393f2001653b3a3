"""A sheet held against the register of its period: whose it is, or why it is of no unit assessed there."""

import datetime
from collections.abc import Iterator

from cchc_rules.diagnostics import Diagnostic, Related, catalog
from cchc_rules.meaning.period_register import Register, Registered
from cchc_rules.model.dates import date
from cchc_rules.model.sheet import Header, Sheet
from cchc_rules.source import Span, fold_name


def not_of_period(register: Register, part: int | None, h: Header, at: Span, file: str) -> Diagnostic | None:
    """N020 to N024: why a sheet is of no unit that is assessed by its rubric in the period; None where it is of one.

    `part` is the part of the period whose rubric the sheet is scored by, None where it is another one; `at` is where
    to tell it, `file` the text of the period.
    """
    year = register.period.year
    if h.year != year:
        return catalog.SHEET_OTHER_YEAR.at(at, other=h.year, year=year)
    entry = register.find(part, h) if part is not None else None
    if entry is None:
        return _not_found(register, part, h, at, file)
    related = (Related("danh sách của kỳ", entry.unit.at),)
    if entry.unit.excepted:
        because = f" (vì {entry.unit.because})" if entry.unit.because else ""
        return catalog.SHEET_EXCEPTED.at(at, related=related, unit=h.unit, year=year, because=because, file=file)
    if fold_name(entry.kind) != fold_name(h.kind):
        return catalog.SHEET_OTHER_KIND.at(at, related=related, unit=h.unit, kind=h.kind, right=entry.kind)
    return None


def _not_found(register: Register, part: int | None, h: Header, at: Span, file: str) -> Diagnostic:
    year = register.period.year
    other = register.elsewhere(part if part is not None else -1, h)
    if other is not None or part is None:
        right = f": {register.table(other.part).rubric}" if other is not None else ""
        related = (Related("danh sách của kỳ", other.unit.at),) if other is not None else ()
        return catalog.SHEET_OTHER_RUBRIC.at(
            at, related=related, unit=h.unit, other=h.rubric, year=year, right=right, file=file
        )
    became, near = register.became(h), register.near(h)
    hint = ""
    if became is not None:
        hint = f": đã thành “{became.name}”"
    elif near:
        hint = f"; tên gần giống: “{'”, “'.join(near)}”"
    return catalog.SHEET_NOT_REGISTERED.at(at, unit=h.unit, year=year, hint=hint, file=file)


def told_of_sheet(register: Register, entry: Registered, sheet: Sheet) -> Iterator[Diagnostic]:
    """N028, N029: what a sheet says of former names and of the days on which it came in."""
    h, listed = sheet.header, entry.unit.formerly
    if listed is not None and h.formerly is not None:
        same = {n.name: n.whole for n in listed.names} == {n.name: n.whole for n in h.formerly.names}
        if not same or listed.since != h.formerly.since:
            related = (Related("danh sách của kỳ", entry.unit.at),)
            yield catalog.SHEET_FORMER_DIFFERS.at(sheet.place("formerly"), related=related, unit=h.unit)
    for received in sheet.received:
        if received.day <= datetime.date(h.year, 12, 31):
            yield catalog.RECEIVED_EARLY.at(received.at, day=date(received.day), year=h.year)
