"""The unit of a sheet held against the rubric: whether it is assessed, and names that come too near its own."""

from collections.abc import Iterator

from cchc_rules.checks.sheet.nodes_by_code import Frame
from cchc_rules.diagnostics import Diagnostic, Related, catalog
from cchc_rules.diagnostics.edits import Fix
from cchc_rules.diagnostics.mends import Swap, chosen, mended, renamed
from cchc_rules.model.citation import Stated
from cchc_rules.model.dates import date
from cchc_rules.model.rubric import Subjects
from cchc_rules.model.sheet import Header, Sheet
from cchc_rules.source import fold_name, near_unit, near_units, same_unit
from cchc_rules.writing.layout import quote


def check_unit(frame: Frame, sheet: Sheet) -> Iterator[Diagnostic]:
    """P431, P416, P417: what keeps the unit from being assessed by this rubric."""
    h = sheet.header
    subjects = frame.rubric.provisions.subjects
    if not h.unit.strip() and not sheet.lacks("unit"):
        yield catalog.EMPTY_UNIT.at(sheet.place("unit"))
    if subjects is None:
        return
    excepted = _excepted(subjects, sheet)
    if excepted is not None:
        yield excepted
    elif not sheet.lacks("kind") and not _is_subject(subjects.value, h.kind):
        kinds = ", ".join(f"“{k}”" for k in subjects.value.kinds)
        at = sheet.place("kind")
        fixes = chosen(at, quote(h.kind), map(quote, subjects.value.kinds))
        yield catalog.WRONG_KIND.at(at, related=_stated_at(subjects), kind=h.kind, kinds=kinds, fixes=fixes)


def renamed_in_time(sheet: Sheet) -> Iterator[Diagnostic]:
    """T073: a unit is called by its new name for a year in which it did not have it yet."""
    h = sheet.header
    if h.formerly is not None and h.formerly.since.year > h.year:
        since = date(h.formerly.since)
        yield catalog.FORMER_LATER.at(sheet.place("formerly"), since=since, year=h.year)


def near_names(frame: Frame, sheet: Sheet) -> Iterator[Diagnostic]:
    """P480: units that the rubric speaks of by name and that this one could be taken for, or was before."""
    h = sheet.header
    named = frame.units_named
    before = h.formerly.renamed if h.formerly is not None else None
    for other in named:
        if before is not None and same_unit(before, other) and not same_unit(h.unit, other):
            yield _near(sheet, other, "trước đây là")
    if any(same_unit(h.unit, other) for other in named):
        return  # the rubric itself tells this name from the others
    for other in _not_denied(h, near_units(h.unit, named)):
        yield _near(sheet, other, "gần giống")


def _near(sheet: Sheet, other: str, how: str) -> Diagnostic:
    h = sheet.header
    fix, fixes = None, tuple[Fix, ...]()
    if how == "gần giống":
        fixes = _one_or_two(sheet, other)
        fix = f"nếu là một đơn vị, ghi đúng tên ấy; nếu là đơn vị khác, ghi {_another_body(h, other)}"
    return catalog.UNIT_NEAR.at(sheet.place("unit"), fix=fix, fixes=fixes, unit=h.unit, how=how, other=other)


def _one_or_two(sheet: Sheet, other: str) -> tuple[Fix, ...]:
    """Either the unit is the one named, or another; a text that says of a third what it is not is left to a person."""
    at, unit = sheet.place("unit"), sheet.header.unit
    if sheet.header.other_units:
        return ()
    line = f"đơn vị: {quote(unit)}"
    apart = Swap("{line}", "{line}, không phải {other}", "“{unit}” là đơn vị khác, không phải {other}")
    values = {"line": line, "other": quote(other), "unit": unit}
    return (*renamed(at, quote(unit), quote(other)), *mended(apart, at, values))


def _another_body(h: Header, other: str) -> str:
    return f'“đơn vị: {quote(h.unit)}, không phải {quote(other)}” (phiếu JSON: khóa "other_units")'


def _not_denied(h: Header, names: tuple[str, ...]) -> Iterator[str]:
    return (n for n in names if not any(same_unit(n, denied) for denied in h.other_units))


def _excepted(subjects: Stated[Subjects], sheet: Sheet) -> Diagnostic | None:
    h, excepted = sheet.header, subjects.value.excepted
    before = h.formerly.renamed if h.formerly is not None else None
    because, fix = "", None
    if not any(same_unit(h.unit, name) for name in excepted):
        former = next((n for n in excepted if before is not None and same_unit(before, n)), None)
        near = next(_not_denied(h, tuple(n for n in excepted if near_unit(h.unit, n))), None)
        if former is not None:
            because = f": trước đây là “{former}”, đơn vị đã được trừ"
        elif near is not None:
            because = f": tên gần giống “{near}”, đơn vị đã được trừ"
            another = _another_body(h, near)
            fix = f"nếu là đơn vị ấy thì không chấm theo bộ tiêu chí này; nếu là đơn vị khác, ghi {another}"
        else:
            return None
    where = sheet.place("unit")
    return catalog.UNIT_EXCEPTED.at(where, related=_stated_at(subjects), fix=fix, unit=h.unit, because=because)


def _is_subject(subjects: Subjects, kind: str) -> bool:
    return fold_name(kind) in map(fold_name, subjects.kinds)


def _stated_at(stated: Stated[Subjects]) -> tuple[Related, ...]:
    return (Related("câu “đối tượng” của bộ tiêu chí", stated.at),)
