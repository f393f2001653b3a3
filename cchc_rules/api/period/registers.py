"""Registers of the periods whose folders are scored: they say whose sheets count, and when a year is complete."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from attrs import evolve

from cchc_rules.api.library import Library
from cchc_rules.api.period.held import HeldPeriod, HeldTable, held_period
from cchc_rules.api.period.sheets import folders_of
from cchc_rules.checks.period_sheets import not_of_period
from cchc_rules.diagnostics import Diagnostic, catalog, in_order
from cchc_rules.evaluate.draw import called_for
from cchc_rules.files.periods import periods_in
from cchc_rules.frozen import frozen
from cchc_rules.meaning.period_register import Register
from cchc_rules.model.sheet import Header
from cchc_rules.model.stages import Stage
from cchc_rules.results.ranking import Standing
from cchc_rules.results.scorecard import View
from cchc_rules.source import Span


@frozen(eq=False)
class PeriodRegister:
    """The register of one period: by the text of its rubric each sheet is looked up in the part of that rubric.

    `called` tells for each part the stages that its units were drawn or chosen for.
    """

    register: Register
    rubrics: tuple[str | None, ...]
    file: str
    called: tuple[Mapping[str, tuple[Stage, ...]], ...]

    @classmethod
    def of(cls, held: HeldPeriod) -> "PeriodRegister":
        """The register of a period that was held against its rubrics."""
        assert held.period is not None
        rubrics = tuple(next(iter(t.files), None) for t in held.tables)
        seed = held.period.seed.value if held.period.seed is not None else None
        called = tuple(_called(table, seed) for table in held.tables)
        return cls(Register.of(held.period), rubrics, held.loaded.digest.name, called)

    @property
    def year(self) -> int:
        """The year that it is for."""
        return self.register.period.year

    def part(self, files: Sequence[str]) -> int | None:
        """The part of a rubric, by the digests of its files: amendments that spare some units leave it one rubric."""
        own = next(iter(files), None)
        return self.rubrics.index(own) if own is not None and own in self.rubrics else None

    def refuses(self, files: Sequence[str], header: Header, at: Span) -> Diagnostic | None:
        """Why a sheet is of no unit that is assessed by its rubric, told `at` a place; None where it is of one."""
        return not_of_period(self.register, self.part(files), header, at, self.file)

    def called_for(self, files: Sequence[str], header: Header) -> tuple[Stage, ...]:
        """The stages that the unit of a sheet was drawn or chosen for."""
        part = self.part(files)
        entry = self.register.find(part, header) if part is not None else None
        return self.called[entry.part].get(entry.unit.name, ()) if entry is not None else ()

    def missing(self, files: Sequence[str], headers: Iterable[Header]) -> tuple[str, ...]:
        """The units that are assessed by a rubric and are not among those of these sheets."""
        part = self.part(files)
        return self._missing(part, headers) if part is not None else ()

    def missing_by_rubric(
        self, sheets: Sequence[tuple[Sequence[str], Header]]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Rubrics of which units are missing among sheets, each told with the files of its rubric; and the units."""
        for part, table in enumerate(self.register.period.tables):
            own = (h for files, h in sheets if h.year == self.year and self.part(files) == part)
            names = self._missing(part, own)
            if names:
                yield table.rubric, names

    def _missing(self, part: int, headers: Iterable[Header]) -> tuple[str, ...]:
        here = {id(self.register.find(part, h)) for h in headers}
        return tuple(e.unit.name for e in self.register.assessed(part) if id(e) not in here)


def _called(held: HeldTable, seed: str | None) -> Mapping[str, tuple[Stage, ...]]:
    rubric = held.rubric.rubric if held.rubric is not None else None
    return called_for(held.table, rubric, seed) if rubric is not None else {}


@frozen
class Registers:
    """The periods found, by folders that are scored or by name; and the folders in which their sheets stand."""

    every: tuple[PeriodRegister, ...] = ()
    folders: tuple[Path, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def units(self) -> tuple[Register, ...]:
        """The registers alone, as units are looked up in them."""
        return tuple(r.register for r in self.every)

    def of_year(self, year: int) -> PeriodRegister | None:
        """The register of a year; None where no period is of it."""
        return next((r for r in self.every if r.year == year), None)

    def missing(self, files: Sequence[str], year: int, headers: Iterable[Header]) -> tuple[str, ...]:
        """The units of a rubric and year that are not among those of these sheets; none without a register."""
        register = self.of_year(year)
        return register.missing(files, headers) if register is not None else ()

    def awaiting(self, files: Sequence[str], standing: Standing) -> Standing:
        """The standing with the stages its period still awaits for it; a view that ends before them awaits none."""
        register = self.of_year(standing.header.year)
        if register is None or standing.view != View.FINAL:
            return standing
        called = register.called_for(files, standing.header)
        return evolve(standing, awaiting=tuple(s for s in called if s not in standing.seen_by))


NO_REGISTERS = Registers()


def registers_of(paths: Sequence[Path], named: Path | None, library: Library) -> Registers:
    """The registers of the folders among paths that are those of a period, and of the one named by itself.

    Raises OSError when the disk does.
    """
    workspace = library.workspace
    folders = [p for p in map(workspace.located, paths) if workspace.is_folder(p)]
    texts = [*_named(named, library), *(t for folder in folders for t in periods_in(folder, workspace))]
    held = [held_period(t, library) for t in dict.fromkeys(map(workspace.resolve, texts))]
    found = [d for h in held for d in h.diagnostics]
    sound = [h for h in held if h.ok]
    years = [h.period.year for h in sound if h.period is not None]
    if len(set(years)) < len(years):
        files = ", ".join(h.loaded.digest.name for h in sound)
        found.append(catalog.TWO_PERIODS.at(Span(sound[1].loaded.digest.name, 1, 1, 1), files=files))
    where = tuple(f for h in sound for f in folders_of(h) if workspace.exists(workspace.located(f)))
    return Registers(tuple(map(PeriodRegister.of, sound)), where, in_order(found))


def _named(path: Path | None, library: Library) -> tuple[Path, ...]:
    if path is None:
        return ()
    located = library.workspace.located(path)
    return periods_in(located, library.workspace) if library.workspace.is_folder(located) else (located,)
