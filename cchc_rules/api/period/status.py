"""How far a period has come, from its text and its sheets."""

import datetime
from collections.abc import Sequence
from pathlib import Path

from cchc_rules.api.library import Library
from cchc_rules.api.period.held import HeldPeriod, HeldTable
from cchc_rules.api.period.sheets import PeriodSheet, sheets_of
from cchc_rules.checks.period_sheets import not_of_period, told_of_sheet
from cchc_rules.diagnostics import Diagnostic, catalog, has_errors, in_order
from cchc_rules.evaluate.draw import called_for
from cchc_rules.evaluate.pace import timings_of, waiting_of
from cchc_rules.evaluate.progress import progress_of
from cchc_rules.files.periods import periods_in
from cchc_rules.frozen import frozen
from cchc_rules.meaning.period_days import dues_of, rubric_in_period
from cchc_rules.meaning.period_register import Register, Registered
from cchc_rules.model.period.period import Period
from cchc_rules.model.stages import Stage
from cchc_rules.results.period_status import PeriodStatus, Stray, TableStatus, UnitStatus
from cchc_rules.source import Span


@frozen
class Found:
    """The text of the period of a folder, or why there is none to go by."""

    path: Path | None
    diagnostics: tuple[Diagnostic, ...] = ()


def find_period(path: Path, library: Library) -> Found:
    """The text of a period named by itself or by its folder. Raises OSError when the disk does."""
    workspace = library.workspace
    located = workspace.located(path)
    if not workspace.is_folder(located):
        return Found(located)
    found = periods_in(located, workspace)
    name = workspace.display_name(located)
    if not found:
        return Found(None, (catalog.NO_PERIOD.at(None, where=f"thư mục “{name}”"),))
    if len(found) > 1:
        files = ", ".join(map(workspace.display_name, found))
        return Found(None, (catalog.TWO_PERIODS.at(Span(workspace.display_name(found[1]), 1, 1, 1), files=files),))
    return Found(found[0])


def status_of(held: HeldPeriod, library: Library, on: datetime.date) -> PeriodStatus:
    """How far a period that was held against its rubrics has come on a day; it must be one that can be relied on."""
    assert held.period is not None
    register = Register.of(held.period)
    sheets, passed_over = sheets_of(held, library)
    own: dict[str, list[PeriodSheet]] = {}
    strays: list[Stray] = []
    told: list[Diagnostic] = [*held.diagnostics, *passed_over]
    for sheet in sheets:
        entry, stray = _placed(register, sheet, held.loaded.digest.name)
        if entry is not None and sheet.ready is not None and sheet.ready.sheet is not None:
            own.setdefault(_key(entry), []).append(sheet)
            told += told_of_sheet(register, entry, sheet.ready.sheet)
        strays += [stray] if stray is not None else []
    tables = tuple(_table(n, t, register, own, on) for n, t in enumerate(held.tables) if t.rubric is not None)
    return PeriodStatus(held.loaded.digest.name, held.period, on, tables, tuple(strays), in_order(told))


def _key(entry: Registered) -> str:
    return f"{entry.part}/{entry.unit.name}"


def _placed(register: Register, sheet: PeriodSheet, file: str) -> tuple[Registered | None, Stray | None]:
    """The unit of a sheet, or why it has none."""
    ready = sheet.ready
    if ready is None or ready.sheet is None:
        return None, Stray(sheet.file, None, sheet.why or (ready.diagnostics if ready is not None else ()))
    header = ready.sheet.header
    if not header.unit or not header.year or (sheet.part is None and ready.rubric is None):
        return None, Stray(sheet.file, header.unit or None, ready.diagnostics)
    wrong = not_of_period(register, sheet.part, header, sheet.at, file)
    if wrong is None and sheet.part is not None:
        return register.find(sheet.part, header), None
    return None, Stray(sheet.file, header.unit, (wrong,) if wrong is not None else ())


def _table(
    number: int, held: HeldTable, register: Register, own: dict[str, list[PeriodSheet]], on: datetime.date
) -> TableStatus:
    assert held.rubric is not None and held.rubric.rubric is not None
    period = register.period
    rubric = rubric_in_period(held.rubric.rubric, period)
    entries = register.assessed(number)
    called = called_for(held.table, rubric, period.seed.value if period.seed is not None else None)
    units = tuple(_unit(e, held, own.get(_key(e), ()), period, on, called.get(e.unit.name, ())) for e in entries)
    excepted = tuple(u for _, u in held.table.registered() if u.excepted)
    return TableStatus(held.table, rubric, dues_of(rubric, period.year), units, excepted)


def _unit(
    entry: Registered,
    held: HeldTable,
    sheets: Sequence[PeriodSheet],
    period: Period,
    on: datetime.date,
    called: tuple[Stage, ...],
) -> UnitStatus:
    assert held.rubric is not None and held.rubric.rubric is not None
    rubric, name = rubric_in_period(held.rubric.rubric, period), entry.unit.name
    ready = sheets[0].ready if len(sheets) == 1 else None
    tree = ready.rubric.tree if ready is not None and ready.ok and ready.rubric is not None else None
    sheet = ready.sheet if ready is not None else None
    progress = progress_of(tree, sheet) if tree is not None and sheet is not None else None
    received = sheet.received if sheet is not None else ()
    return UnitStatus(
        entry.unit,
        entry.kind,
        tuple(s.file for s in sheets),
        _wrong(sheets),
        progress,
        tuple(timings_of(rubric, held.table, name, period.year, received, progress, on)),
        waiting_of(rubric, held.table, name, progress, called) if progress is not None else (),
        called,
    )


def _wrong(sheets: Sequence[PeriodSheet]) -> tuple[Diagnostic, ...]:
    """The errors of a unit's sheet; that it has two."""
    if len(sheets) > 1:
        names = [s.file for s in sheets]
        return tuple(
            catalog.UNIT_TWICE.at(s.at, unit=_named(s), others=", ".join(n for n in names if n != s.file))
            for s in sheets
        )
    return tuple(d for s in sheets if s.ready is not None for d in s.ready.diagnostics if has_errors((d,)))


def _named(sheet: PeriodSheet) -> str:
    ready = sheet.ready
    return ready.sheet.header.unit if ready is not None and ready.sheet is not None else ""
