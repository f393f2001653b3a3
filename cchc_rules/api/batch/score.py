"""Score tables of units by a rubric, each year by the rubric as it stands for it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, field

from cchc_rules.api.batch.sheets_as_table import LeftOut, table_of_sheets
from cchc_rules.api.library import Library, ReadyRubric
from cchc_rules.columns.contract import KIND, UNIT, YEAR
from cchc_rules.columns.covered import NotCovered
from cchc_rules.columns.intake import ROW, fitted, fitted_year, misfits, twice
from cchc_rules.columns.run import COLUMN, KEPT, RANK_PROVISIONAL, REASON, Asked, OfYear, Query, YearEngine
from cchc_rules.columns.spared import without_spared
from cchc_rules.diagnostics import Diagnostic, catalog, has_errors
from cchc_rules.files.tables import TableError, is_table, scanned
from cchc_rules.frozen import define, frozen
from cchc_rules.model.amendments.transition import OwnTransition
from cchc_rules.source import Span

if TYPE_CHECKING:
    import polars as pl

Progress = Callable[[str], None]


@frozen
class Batch:
    """What came of the tables; nothing was scored where there are errors among `diagnostics`.

    Every unit that was `read` is scored or rejected, with the reason.
    """

    scored: "pl.DataFrame | None"
    rejected: "pl.DataFrame | None"
    read: int
    diagnostics: tuple[Diagnostic, ...]

    @property
    def rejected_units(self) -> int:
        """How many units were not scored."""
        return self.read - (self.scored.height if self.scored is not None else 0)


@frozen
class _Table:
    """A table with its rows numbered from `first` on."""

    file: str
    frame: "pl.LazyFrame"
    rows: int


@define
class _Intake:
    """What was read: tables, sheets that are no row of any, and what is wrong."""

    tables: list[_Table] = field(factory=list)
    left_out: list[tuple[int, LeftOut]] = field(factory=list)
    found: list[Diagnostic] = field(factory=list)

    @property
    def rows(self) -> int:
        """How many units were read."""
        return sum(t.rows for t in self.tables) + len(self.left_out)

    def add(self, file: str, frame: "pl.LazyFrame") -> None:
        """One more table, its rows numbered after those before."""
        import polars as pl

        count = frame.select(pl.len()).collect().item()
        self.tables.append(_Table(file, frame.with_row_index(ROW, offset=self.rows + 1), count))


def score_tables(
    name: str,
    paths: Sequence[Path],
    library: Library,
    asked: Asked,
    tell: Progress = lambda said: None,
    query: Query | None = None,
) -> Batch:
    """Score every unit of the tables and folders of sheets by the rubric `name`. Raises OSError when the disk does.

    With a `query` (files.duckdb_query) the plan is worked out as SQL.
    """
    first = library.rubric(name)
    if first.rubric is None or first.tree is None:
        return Batch(None, None, 0, _errors(first))
    intake = _Intake()
    for path in paths:
        tell(f"Đọc {library.workspace.display_name(path)}")
        _take_in(path, first.rubric.id, library, intake)
    years = {} if has_errors(intake.found) else _years(intake)
    engines = {year: _engine(name, year, library, asked, intake.found, query) for year in years if year is not None}
    clauses = library.transitions_of(first.loaded)
    for made in (e for e in engines.values() if e is not None):
        for table in intake.tables:
            intake.found += misfits(dict(table.frame.collect_schema()), made.contract, table.file)
    found = tuple(dict.fromkeys(intake.found))
    if has_errors(found):
        return Batch(None, None, 0, found)
    results = []
    for year, engine in engines.items():
        if engine is not None:
            tell(f"Chấm {years[year]} đơn vị của năm {year}")
            results.append(_of_year(intake.tables, year, engine, len(years) == 1, clauses, library.law.year or year))
    return _together(results, intake, found)


def _take_in(path: Path, rubric: str, library: Library, intake: _Intake) -> None:
    import polars as pl

    file = library.workspace.display_name(path)
    if path.is_dir():
        made = table_of_sheets(rubric, path, library)
        intake.found += made.passed_over
        intake.add(file, pl.LazyFrame(made.records, infer_schema_length=None))
        intake.left_out += [(intake.rows + place, left) for place, left in enumerate(made.left_out, start=1)]
        return
    if not is_table(path):
        intake.found.append(catalog.TABLE_UNREADABLE.at(Span(file, 1, 1, 1), reason=f"không biết đuôi “{path.suffix}”"))
        return
    try:
        intake.add(file, scanned(path))
    except TableError as error:
        intake.found.append(catalog.TABLE_UNREADABLE.at(Span(file, 1, 1, 1), reason=str(error)))


def _years(intake: _Intake) -> dict[int | None, int]:
    """How many units there are of each year; None where no year can be read."""
    import polars as pl

    counts: dict[int | None, int] = {}
    for table in intake.tables:
        schema = table.frame.collect_schema()
        if YEAR not in schema:
            if table.rows:
                intake.found.append(catalog.COLUMN_MISSING.at(Span(table.file, 1, 1, 1), column=YEAR))
            continue
        told = table.frame.select(fitted_year(schema[YEAR])).group_by(YEAR).agg(pl.len().alias("units")).collect()
        for year, units in told.iter_rows():
            counts[year] = counts.get(year, 0) + units
    return dict(sorted(counts.items(), key=lambda item: (item[0] is None, item[0])))


def _engine(
    name: str, year: int, library: Library, asked: Asked, found: list[Diagnostic], query: Query | None
) -> YearEngine | None:
    """The rubric made ready for a year; what keeps it from being used is found."""
    ready: ReadyRubric = library.rubric_of_year(name, year)
    if ready.tree is None:
        found += _errors(ready)
        return None
    engine = YearEngine(ready.tree, year, asked, query)
    if isinstance(engine.plan, tuple) and not asked.walk:
        found += map(_not_covered, engine.plan)
    return engine


def _errors(ready: ReadyRubric) -> tuple[Diagnostic, ...]:
    return tuple(d for d in ready.diagnostics if has_errors((d,)))


def _not_covered(left: NotCovered) -> Diagnostic:
    shown = ", ".join(left.where[:_FEW]) + (", …" if len(left.where) > _FEW else "")
    return catalog.NOT_IN_COLUMNS.at(None, what=left.what, where=f" ({shown})" if shown else "")


_FEW = 8


def _of_year(
    tables: Sequence[_Table], year: int, engine: YearEngine, alone: bool, clauses: Sequence[OwnTransition], asked: int
) -> OfYear:
    """All units of a year; `alone` tells that there are no others.

    Those that clauses spare when assessed for the year `asked` are not scored.
    """
    import polars as pl

    frames = []
    for table in tables:
        schema = dict(table.frame.collect_schema())
        frame = fitted(table.frame, schema, engine.contract)
        frames.append(frame if alone else frame.filter(pl.col(YEAR) == year))
    every = frames[0] if len(frames) == 1 else pl.concat(frames, how="diagonal_relaxed")
    there = tuple(every.collect_schema())
    if not clauses:
        return engine.run(every, there, sorted(twice(every)))
    left, spared = without_spared(every, clauses, asked)
    made = engine.run(left, there, sorted(twice(left)))
    return evolve(made, rejected=pl.concat([made.rejected, spared], how="vertical_relaxed"))


def _together(results: Sequence[OfYear], intake: _Intake, found: tuple[Diagnostic, ...]) -> Batch:
    import polars as pl

    rejected = [r.rejected for r in results]
    rejected += _without_year(intake)
    scored = pl.concat([r.scored for r in results], how="diagonal_relaxed") if results else None
    left = pl.concat(rejected, how="vertical_relaxed").sort(ROW, maintain_order=True) if rejected else None
    if scored is not None and len(results) > 1:
        scored = scored.sort(ROW)
    if scored is not None and left is not None and left.height:
        scored = scored.with_columns(pl.lit(True).alias(RANK_PROVISIONAL))
    return Batch(scored, left, intake.rows, found)


def _without_year(intake: _Intake) -> Iterator["pl.DataFrame"]:
    """Units of which no year can be read, and sheets that could not be scored."""
    import polars as pl

    kinds = dict(zip(KEPT, (pl.UInt32, pl.String, pl.String, pl.Int64), strict=True)) | {
        COLUMN: pl.String,
        REASON: pl.String,
    }
    rows = [(at, s.unit, s.kind, s.year, s.file, s.reason) for at, s in intake.left_out]
    yield pl.DataFrame(rows, schema=kinds, orient="row")
    for table in intake.tables:
        schema = table.frame.collect_schema()
        if YEAR in schema:
            bad = table.frame.with_columns(fitted_year(schema[YEAR])).filter(pl.col(YEAR).is_null())
            words = [pl.col(name).cast(pl.String) for name in (UNIT, KIND)]
            yield bad.select(
                ROW, *words, YEAR, pl.lit(YEAR).alias(COLUMN), pl.lit("không đọc được năm").alias(REASON)
            ).collect()
