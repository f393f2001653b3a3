"""A period held against the rubrics it names: each part with its rubric, and everything that is wrong."""

from pathlib import Path

from cchc_rules.api.library import Library, ReadyRubric
from cchc_rules.checks.periods import check_period, check_table
from cchc_rules.diagnostics import Diagnostic, catalog, has_errors, in_order
from cchc_rules.files.periods import LoadedPeriod, load_period
from cchc_rules.files.rubrics import not_found
from cchc_rules.frozen import frozen
from cchc_rules.model.period.period import Period, PeriodTable

_ABSENT = (catalog.NOT_IN_REGISTER.code, catalog.PERIOD_INCOMPLETE.code)
"""What is told of something that is not there."""


@frozen
class HeldTable:
    """A part of a period with its rubric as it stands for the year; None where that cannot be used."""

    table: PeriodTable
    rubric: ReadyRubric | None

    @property
    def files(self) -> tuple[str, ...]:
        """What tells the law that its units are assessed by from any other: the digests of its files."""
        return tuple(f.sha256 for f in self.rubric.loaded.files) if self.rubric is not None else ()


@frozen
class HeldPeriod:
    """A period with its file; `period` is None when errors left nothing to stand on."""

    loaded: LoadedPeriod
    tables: tuple[HeldTable, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def period(self) -> Period | None:
        """What the file says."""
        return self.loaded.period

    @property
    def folder(self) -> Path:
        """Where its sheets are looked for from."""
        return self.loaded.path.parent

    @property
    def ok(self) -> bool:
        """Whether it can be relied on."""
        return self.period is not None and not has_errors(self.diagnostics)


def held_period(path: Path, library: Library) -> HeldPeriod:
    """The period at a path, checked. Raises OSError when the disk does."""
    loaded = load_period(path, library.cache, library.workspace)
    period, found = loaded.period, list(loaded.diagnostics)
    if period is None:
        return HeldPeriod(loaded, (), tuple(found))
    tables = tuple(_held(table, period, path.parent, library, found) for table in period.tables)
    # Behind a line that could not be read may be what seems to be missing.
    unsure = _ABSENT if has_errors(loaded.diagnostics) else ()
    found += (d for d in check_period(period) if d.code not in unsure)
    return HeldPeriod(loaded, tables, in_order(found))


def _held(table: PeriodTable, period: Period, folder: Path, library: Library, found: list[Diagnostic]) -> HeldTable:
    if not table.rubric:
        return HeldTable(table, None)
    ready = library.rubric_of_year(table.rubric, period.year, folder)
    if ready.loaded.path is None:
        found.append(not_found(table.rubric, table.at, folder, library.workspace))
        return HeldTable(table, None)
    if ready.rubric is None or has_errors(ready.diagnostics):
        found.append(catalog.RUBRIC_BROKEN.at(table.at, name=table.rubric))
        found += (d for d in ready.diagnostics if has_errors((d,)))
        return HeldTable(table, None)
    found += check_table(period, table, ready.rubric)
    found += _folders(table, folder, library)
    return HeldTable(table, ready)


def _folders(table: PeriodTable, folder: Path, library: Library) -> tuple[Diagnostic, ...]:
    stated = table.folders
    names = stated.value if stated is not None else ()
    missing = (n for n in names if not library.workspace.exists(library.workspace.located(folder / n)))
    return tuple(catalog.SHEETS_FOLDER_MISSING.at(stated.at if stated else None, folder=n) for n in missing)
