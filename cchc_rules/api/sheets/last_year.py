"""Values of the year before, taken from the sheets of the year before: what was accepted then."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import attrs

from cchc_rules.checks.sheet.all_checks import fits
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.explain.rules.rule_context import fact_value
from cchc_rules.explain.scorecard.provenance import FileDigest
from cchc_rules.frozen import frozen
from cchc_rules.meaning.facts_of_sheet import facts_at
from cchc_rules.model.fact import LAST_YEAR_MARK, FactDeclaration, FactValue, NotArisen
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import FactEntry, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.source import fold_name, unit_key

Read = Callable[[Path], tuple[Sheet | None, FileDigest]]
_LATER = (Stage.APPRAISAL, Stage.REVIEW)


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

    def of_unit(self, unit: str, year: int) -> tuple[PastSheet, ...]:
        """The sheets of a unit for a year."""
        wanted = unit_key(unit)
        return tuple(p for p in self.sheets if p.sheet.header.year == year and unit_key(p.sheet.header.unit) == wanted)


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
    asked = [f.value for f in rubric.provisions.facts if f.value.last_year]
    if not asked:
        return Carried(sheet, (), ())
    found = past.of_unit(sheet.header.unit, sheet.header.year - 1)
    if len(found) != 1:
        why = _absent(sheet, past, found)
        missing = (d for fact in asked for d in _unknown(sheet, fact, why))
        return Carried(sheet, (), tuple(missing))
    return _taken(sheet, asked, found[0])


def _absent(sheet: Sheet, past: PastYears, found: Sequence[PastSheet]) -> str:
    year, unit = sheet.header.year - 1, sheet.header.unit
    if found:
        return f"có {len(found)} phiếu năm {year} của “{unit}”: {', '.join(p.digest.name for p in found)}"
    if len(past.sheets) == 1 and not past.unread:
        other = past.sheets[0]
        return f"phiếu {other.digest.name} là của “{other.sheet.header.unit}”, năm {other.sheet.header.year}"
    left = f" (không đọc được {', '.join(past.unread)})" if past.unread else ""
    return f"không có phiếu năm {year} của “{unit}”{left}"


def _taken(sheet: Sheet, asked: Sequence[FactDeclaration], last: PastSheet) -> Carried:
    accepted = facts_at(last.sheet, frozenset(Stage))
    percents = {fold_name(f.name): f.percent for f in last.sheet.facts if f.value is not None}
    entries = list(sheet.facts)
    carried: list[FactEntry] = []
    told: list[Diagnostic] = []
    for fact in asked:
        name, value = fact.name + LAST_YEAR_MARK, accepted.get(fold_name(fact.name))
        entry = FactEntry(name, value, percent=percents.get(fold_name(fact.name), False))
        if value is None or not (isinstance(value, NotArisen) or fits(fact, entry)):
            what = "chưa ghi số liệu này" if value is None else "ghi số liệu này không đúng kiểu"
            told += _unknown(sheet, fact, f"phiếu năm trước ({last.digest.name}) {what}")
            continue
        carried.append(entry)
        for place, own in enumerate(entries):
            if fold_name(own.name) == fold_name(name) and own.value not in (None, value):
                told.append(_differs(fact, own, value, last))
                if own.stage not in _LATER:
                    entries[place] = attrs.evolve(own, value=value, percent=entry.percent)
    made = attrs.evolve(sheet, facts=tuple(entries), carried=tuple(carried))
    return Carried(made, (last.digest,), tuple(told))


def _differs(fact: FactDeclaration, own: FactEntry, accepted: FactValue, last: PastSheet) -> Diagnostic:
    assert own.value is not None
    kept = own.value if own.stage in _LATER else accepted
    return catalog.LAST_YEAR_DIFFERS.at(
        own.at,
        name=own.name,
        stage=own.stage.value,
        entered=fact_value(own.value, fact.type),
        accepted=fact_value(accepted, fact.type),
        file=last.digest.name,
        kept=fact_value(kept, fact.type),
    )


def _unknown(sheet: Sheet, fact: FactDeclaration, why: str) -> Iterator[Diagnostic]:
    """Nothing is said where somebody entered the value by hand: it stands."""
    name = fact.name + LAST_YEAR_MARK
    if not any(fold_name(f.name) == fold_name(name) and f.value is not None for f in sheet.facts):
        yield catalog.LAST_YEAR_MISSING.at(sheet.place("unit"), name=name, why=why)
