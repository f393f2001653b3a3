"""The sheets of a period, each with the part of the period that it is scored by."""

from collections.abc import Sequence
from pathlib import Path

from cchc_rules.api.library import Library, ReadySheet
from cchc_rules.api.listed import sheets_listed, unreadable
from cchc_rules.api.period.held import HeldPeriod
from cchc_rules.diagnostics import Diagnostic
from cchc_rules.frozen import frozen
from cchc_rules.source import Span


@frozen
class PeriodSheet:
    """A sheet by the name of its file, or why it cannot be opened; `part` is None where its rubric is none of them."""

    file: str
    ready: ReadySheet | None
    part: int | None
    why: tuple[Diagnostic, ...] = ()

    @property
    def at(self) -> Span:
        """Where to tell what is wrong with it as a whole."""
        place = self.ready.sheet.place("unit") if self.ready is not None and self.ready.sheet is not None else None
        return place or Span(self.file, 1, 1, 1)


def folders_of(held: HeldPeriod) -> tuple[Path, ...]:
    """Where the sheets of a period stand: the folders named that are there, the whole of its own where none is."""
    period = held.period
    tables = period.tables if period is not None else ()
    found = [held.folder if t.folders is None else None for t in tables]
    named = [held.folder / name for t in tables if t.folders is not None for name in t.folders.value]
    return tuple(dict.fromkeys((*(f for f in found if f is not None), *named)))


def sheets_of(held: HeldPeriod, library: Library) -> tuple[tuple[PeriodSheet, ...], tuple[Diagnostic, ...]]:
    """The sheets in order of file, each once; and what looks like a sheet and is passed over."""
    workspace = library.workspace
    there = [p for f in folders_of(held) if workspace.exists(p := workspace.located(f))]
    listed = sheets_listed(there, workspace)
    return tuple(_read(path, held, library) for path in listed.files), listed.passed_over


def _read(path: Path, held: HeldPeriod, library: Library) -> PeriodSheet:
    name = library.workspace.display_name(path)
    try:
        ready = library.sheet(path)
    except OSError as error:
        return PeriodSheet(name, None, None, (unreadable(path, error, library.workspace),))
    return PeriodSheet(name, ready, part_of(held, digests(ready)))


def digests(ready: ReadySheet) -> tuple[str, ...]:
    """What tells the law that a sheet is scored by from any other."""
    return tuple(f.sha256 for f in ready.rubric.loaded.files) if ready.rubric is not None else ()


def part_of(held: HeldPeriod, files: Sequence[str]) -> int | None:
    """The part of a period whose rubric is read from these files, none where it is another rubric."""
    return next((n for n, t in enumerate(held.tables) if files and t.files == tuple(files)), None)
