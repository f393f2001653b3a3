"""`cchc-rules what-if`."""

from pathlib import Path

import click

from cchc_rules.cli import session
from cchc_rules.cli.checking import ResultCommand
from cchc_rules.cli.law_options import ignore_option, refuse_vain
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import remark, tell, tell_texts
from cchc_rules.cli.sheets.last_year_option import last_year_option


@click.command("what-if", cls=ResultCommand)
@click.argument("sheet", metavar="PHIẾU", type=click.Path(path_type=Path))
@click.option("--set", "given", multiple=True, required=True, help="Số liệu giả định, như “[nhiệm vụ hoàn thành]=20”.")
@last_year_option
@ignore_option
def command(sheet: Path, given: tuple[str, ...], last_year: Path | None, ignored: tuple[Path, ...]) -> int:
    """Tính thử một phiếu với số liệu khác: kết quả mới và những dòng thay đổi. Không ghi gì vào phiếu."""
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library
    from cchc_rules.api.sheets.idle_options import idle_options
    from cchc_rules.api.sheets.what_if import result_moves, rows_moved, suppose

    cache = session.cache()
    library = Library(cache, cache, Law(ignored=ignored), last_year, session.workspace())
    result = suppose(sheet, library, given)
    tell(result.diagnostics)
    refuse_vain(library)
    if result.answer is None:
        return CONTENT
    session.leave_versions(library)
    tell_texts(library.texts)
    remark(idle_options([result.answer.before.rubric], last_year is not None, None))
    click.echo(result_moves(result.answer))
    for moved in rows_moved(result.answer):
        click.echo(f"{moved.code}  {moved.before} → {moved.after}")
    return OK
