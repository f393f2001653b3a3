"""Values of the year before, taken from the sheets of the year before: what was accepted then."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import attrs

from cchc_rules.checks.sheet.all_checks import fits
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.explain.rules.rule_context import fact_value
from cchc_rules.explain.scorecard.provenance import FileDigest
from cchc_rules.frozen import frozen
from cchc_rules.meaning.acceptances import written_out
from cchc_rules.meaning.facts_of_sheet import facts_at
from cchc_rules.meaning.units import names_in_year, names_last_year
from cchc_rules.model.fact import MOST_YEARS_BACK, FactDeclaration, FactValue, NotArisen, in_year_before
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import FactEntry, Header, Sheet
from cchc_rules.model.stages import OF_THE_UNIT
from cchc_rules.source import fold_name, near_units, same_unit

Read = Callable[[Path], tuple[Sheet | None, FileDigest]]


@frozen
class PastSheet:
    """A sheet of some year before, and the file it stands in."""

    sheet: Sheet
    digest: FileDigest


@frozen
class PastYears:
    """The sheets that values of the year before are looked for in; `unread` names files that could not be read."""

    sheets: tuple[PastSheet, ...]
    unread: tuple[str, ...] = ()

    @classmethod
    def of(cls, files: Sequence[Path], read: Read) -> "PastYears":
        """All sheets of the files. Raises OSError when the disk does."""
        found, unread = [], []
        for path in files:
            sheet, digest = read(path)
            if sheet is None:
                unread.append(digest.name)
            else:
                found.append(PastSheet(sheet, digest))
        return cls(tuple(found), tuple(unread))

    def of_year(self, year: int) -> tuple[PastSheet, ...]:
        """The sheets for a year."""
        return tuple(p for p in self.sheets if p.sheet.header.year == year)

    def before(self, now: Header, back: int = 1) -> tuple[PastSheet, ...]:
        """The sheets of the same unit for `back` years before, under the name it had then."""
        names = names_last_year(now, back)
        of_year = self.of_year(now.year - back)
        found = tuple(p for p in of_year if not names.isdisjoint(names_in_year(p.sheet.header)))
        # A merger of last year has its own sheet of last year if that one says the same of it.
        return found or tuple(p for p in of_year if now.formerly is not None and _went_on(p.sheet.header, now))


def _went_on(last: Header, now: Header) -> bool:
    return same_unit(last.unit, now.unit) and last.formerly == now.formerly


@frozen
class Carried:
    """The sheet with what was carried over, the file it came from, and remarks about it."""

    sheet: Sheet
    files: tuple[FileDigest, ...]
    diagnostics: tuple[Diagnostic, ...]


def carried_over(rubric: Rubric, sheet: Sheet, past: PastYears) -> Carried:
    """The sheet with last year's values as last year's sheet of the same unit has them.

    A value that the unit entered by hand gives way to that of last year's sheet; what a council put in its place
    stands. Both are told where they differ, and why a value stays unknown where there is none.
    """
    made = Carried(sheet, (), ())
    for back in range(1, MOST_YEARS_BACK + 1):
        asked = [f.value for f in rubric.facts if f.value.years_before >= back]
        if not asked:
            break
        made = _of_year(rubric, made, past, asked, back)
    return made


def _of_year(rubric: Rubric, made: Carried, past: PastYears, asked: Sequence[FactDeclaration], back: int) -> Carried:
    """The sheet with the values of one year before as well."""
    found = past.before(made.sheet.header, back)
    if len(found) != 1:
        why = _absent(made.sheet, past, found, back)
        missing = tuple(d for fact in asked for d in _unknown(made.sheet, fact, why, back))
        return attrs.evolve(made, diagnostics=(*made.diagnostics, *missing))
    taken = _taken(rubric, made.sheet, asked, found[0], back)
    return Carried(taken.sheet, (*made.files, *taken.files), (*made.diagnostics, *taken.diagnostics))


def _absent(sheet: Sheet, past: PastYears, found: Sequence[PastSheet], back: int) -> str:
    year, unit = sheet.header.year - back, sheet.header.unit
    if found:
        return f"có {len(found)} phiếu năm {year} của “{unit}”: {', '.join(p.digest.name for p in found)}"
    if len(past.sheets) == 1 and not past.unread:
        other = past.sheets[0]
        return f"phiếu {other.digest.name} là của “{other.sheet.header.unit}”, năm {other.sheet.header.year}"
    if not names_last_year(sheet.header, back):
        return _reorganised(sheet.header)
    left = f" (không đọc được {', '.join(past.unread)})" if past.unread else ""
    before = sheet.header.formerly.renamed if sheet.header.formerly is not None else None
    known = f"“{unit}”" if before is None else f"“{unit}” (trước đây là “{before}”)"
    return f"không có phiếu năm {year} của {known}{_near(before or unit, past.of_year(year))}{left}"


def _near(unit: str, of_year: Sequence[PastSheet]) -> str:
    near = near_units(unit, (p.sheet.header.unit for p in of_year))
    shown = ", ".join(f"“{n}”" for n in near)
    return f"; có phiếu của {shown}, tên gần giống: nếu là một đơn vị, ghi tên cho khớp" if near else ""


def _reorganised(header: Header) -> str:
    assert header.formerly is not None
    names = ", ".join(f"“{n.name}”" if n.whole else f"một phần “{n.name}”" for n in header.formerly.names)
    return f"“{header.unit}” được lập từ {names}, không cộng hay chia số liệu của các đơn vị ấy"


def _taken(rubric: Rubric, sheet: Sheet, asked: Sequence[FactDeclaration], last: PastSheet, back: int) -> Carried:
    accepted = facts_at(written_out(rubric, last.sheet))
    percents = {fold_name(f.name): f.percent for f in last.sheet.facts if f.value is not None}
    entries = list(sheet.facts)
    carried: list[FactEntry] = []
    told: list[Diagnostic] = []
    for fact in asked:
        name, value = in_year_before(fact.name, back), accepted.get(fold_name(fact.name))
        entry = FactEntry(name, value, percent=percents.get(fold_name(fact.name), False))
        if value is None or not (isinstance(value, NotArisen) or fits(fact, entry)):
            what = "chưa ghi số liệu này" if value is None else "ghi số liệu này không đúng kiểu"
            told += _unknown(sheet, fact, f"phiếu năm trước ({last.digest.name}) {what}", back)
            continue
        carried.append(entry)
        for place, own in enumerate(entries):
            if fold_name(own.name) == fold_name(name) and own.value not in (None, value):
                told.append(_differs(fact, own, value, last))
                if own.stage in OF_THE_UNIT:
                    entries[place] = attrs.evolve(own, value=value, percent=entry.percent)
    made = attrs.evolve(sheet, facts=tuple(entries), carried=(*sheet.carried, *carried))
    return Carried(made, (last.digest,), tuple(told))


def _differs(fact: FactDeclaration, own: FactEntry, accepted: FactValue, last: PastSheet) -> Diagnostic:
    assert own.value is not None
    kept = accepted if own.stage in OF_THE_UNIT else own.value
    return catalog.LAST_YEAR_DIFFERS.at(
        own.at,
        name=own.name,
        stage=own.stage.value,
        entered=fact_value(own.value, fact.type),
        accepted=fact_value(accepted, fact.type),
        file=last.digest.name,
        kept=fact_value(kept, fact.type),
    )


def _unknown(sheet: Sheet, fact: FactDeclaration, why: str, back: int) -> Iterator[Diagnostic]:
    """Nothing is said where somebody entered the value by hand: it stands."""
    name = in_year_before(fact.name, back)
    if not any(fold_name(f.name) == fold_name(name) and f.value is not None for f in sheet.facts):
        yield catalog.LAST_YEAR_MISSING.at(sheet.place("unit"), name=name, why=why)
