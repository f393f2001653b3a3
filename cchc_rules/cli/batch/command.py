"""`cchc-rules batch`: score large tables; `batch schema`: what columns they have."""

import datetime
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_rules.cli import session
from cchc_rules.cli.checking import ResultCommand
from cchc_rules.cli.law_options import law_options, refuse_vain
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import tell
from cchc_rules.diagnostics import catalog
from cchc_rules.source import Span, visible

if TYPE_CHECKING:
    from cchc_rules.api.library import Library

SCHEMA = "schema"


@click.command("batch", cls=ResultCommand)
@click.argument("rubric", metavar="BỘ_TIÊU_CHÍ")
@click.argument("paths", metavar="BẢNG|THƯ_MỤC…", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Tệp kết quả: .parquet, .arrow, .csv."
)
@click.option(
    "--rejected",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Tệp các dòng không chấm được; không nêu thì cạnh tệp kết quả.",
)
@click.option("--stage", type=click.Choice(["self", "appraised", "final"]), default="final", help="Tính đến bước nào.")
@click.option("--rows", is_flag=True, help="Ghi cả từng dòng, từng nhóm của bảng, không chỉ tổng và lĩnh vực.")
@click.option("--walk", is_flag=True, help="Điều chưa tính được theo cột thì chấm từng đơn vị: cùng kết quả, chậm hơn.")
@click.option(
    "--engine",
    type=click.Choice(["polars", "duckdb"]),
    default="polars",
    help="Tính bằng gì: cùng kết quả; duckdb tính bằng SQL, qua tệp tạm.",
)
@law_options
def command(
    rubric: str,
    paths: tuple[Path, ...],
    output: Path | None,
    rejected: Path | None,
    stage: str,
    rows: bool,
    walk: bool,
    engine: str,
    extra: tuple[Path, ...],
    as_of: datetime.date | None,
    year: int | None,
    ignored: tuple[Path, ...],
) -> int:
    """Chấm bảng nhiều đơn vị theo cột, đúng từng chữ số như explain. `batch schema BỘ_TIÊU_CHÍ`: in các cột.

    Dòng nào không chấm được được ghi ra tệp riêng với lý do; số dòng đọc vào bằng số chấm được cộng số không.

    Mã thoát: 0 mọi dòng chấm được; 1 có dòng không chấm được, hay bộ tiêu chí có lỗi; 2 gọi lệnh sai; 3 không đọc
    hoặc ghi được tệp.
    """
    _need_polars()
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library

    library = Library(session.cache(), law=Law(extra, as_of, year, ignored), workspace=session.workspace())
    if rubric == SCHEMA:
        return _schema(paths, library, year)
    context = click.get_current_context()
    if not paths or output is None:
        raise click.UsageError("nêu ít nhất một bảng hay thư mục phiếu, và -o TỆP", context)
    from cchc_rules.files.tables import TABLE_SUFFIXES, is_table

    beside = rejected or output.with_name(f"{output.stem}.loai.csv")
    for path in (output, beside):
        if not is_table(path):
            raise click.UsageError(f"{visible(path.name)}: đuôi tệp phải là {', '.join(TABLE_SUFFIXES)}", context)
    return _score(rubric, paths, library, (output, beside), (stage, rows, walk), engine)


def _need_polars() -> None:
    try:
        import duckdb  # noqa: F401 - only whether it is there
        import polars  # noqa: F401
    except ImportError:
        raise click.UsageError("lệnh này cần cài thêm: pip install 'cchc-rules[batch]'") from None


def _score(
    rubric: str,
    paths: tuple[Path, ...],
    library: "Library",
    outputs: tuple[Path, Path],
    asked: tuple[str, bool, bool],
    engine: str,
) -> int:
    from cchc_rules.api.batch.score import score_tables
    from cchc_rules.columns.run import Asked
    from cchc_rules.files.tables import write_table
    from cchc_rules.results.scorecard import View

    stage, rows, walk = asked
    query = None
    if engine == "duckdb":
        from cchc_rules.files.duckdb_query import queried

        query = queried
    progress = partial(click.echo, err=True) if sys.stderr.isatty() else _quiet
    made = score_tables(rubric, paths, library, Asked(View.named(stage), rows, walk), progress, query)
    refuse_vain(library)
    tell(made.diagnostics)
    if made.scored is None or made.rejected is None:
        return CONTENT
    output, beside = outputs
    write_table(made.scored, output)
    write_table(made.rejected, beside)
    click.echo(f"Đọc {made.read} đơn vị, chấm {made.scored.height}, không chấm được {made.rejected_units}.")
    if made.rejected_units:
        name = visible(beside.as_posix())
        span = Span(visible(output.as_posix()), 1, 1, 1)
        tell((catalog.UNITS_REJECTED.at(span, count=made.rejected_units, read=made.read, file=name),))
    return CONTENT if made.rejected_units else OK


def _quiet(said: str) -> None:
    """Nobody watches."""


def _schema(paths: tuple[Path, ...], library: "Library", year: int | None) -> int:
    from cchc_rules.api.batch.schema import schema_of, schema_text

    if len(paths) != 1:
        raise click.UsageError("batch schema: nêu một bộ tiêu chí", click.get_current_context())
    name = paths[0].as_posix()
    ready = library.rubric(name) if year is None else library.rubric_of_year(name, year)
    refuse_vain(library)
    if ready.tree is None:
        tell(ready.diagnostics)
        return CONTENT
    click.echo(schema_text(schema_of(ready.tree)), nl=False)
    return OK
