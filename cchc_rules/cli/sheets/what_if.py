"""`cchc-rules what-if`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_rules.cli import session
from cchc_rules.cli.checking import ResultCommand
from cchc_rules.cli.law_options import ignore_option, refuse_vain
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import remark, tell, tell_texts
from cchc_rules.cli.sheets.last_year_option import LAST_YEAR, last_year_option

if TYPE_CHECKING:
    from cchc_rules.evaluate.what_if import WhatIf


@click.command("what-if", cls=ResultCommand)
@click.argument("sheet", metavar="PHIẾU", type=click.Path(path_type=Path))
@click.option("--set", "given", multiple=True, required=True, help="Số liệu giả định, như “[nhiệm vụ hoàn thành]=20”.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Dạng kết quả.")
@last_year_option
@ignore_option
def command(sheet: Path, given: tuple[str, ...], form: str, last_year: Path | None, ignored: tuple[Path, ...]) -> int:
    """Tính thử một phiếu với số liệu khác: kết quả mới và những dòng thay đổi. Không ghi gì vào phiếu."""
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library
    from cchc_rules.api.sheets.idle_options import idle_options
    from cchc_rules.api.sheets.what_if import suppose
    from cchc_rules.api.sheets.what_if_json import what_if_json

    cache = session.cache()
    library = Library(cache, cache, Law(ignored=ignored), last_year, session.workspace())
    result = suppose(sheet, library, given)
    tell(result.diagnostics)
    refuse_vain(library)
    if result.answer is None:
        return CONTENT
    session.leave_versions(library)
    if form == "text":
        tell_texts(library.texts)
    remark(idle_options([result.answer.before.rubric], LAST_YEAR if last_year else None, None))
    click.echo(_text(result.answer) if form == "text" else what_if_json(result.answer, library.texts), nl=False)
    return OK


def _text(answer: "WhatIf") -> str:
    from cchc_rules.api.sheets.what_if import result_moves, rows_moved

    moved = [f"{row.code}  {row.before} → {row.after}" for row in rows_moved(answer)]
    return "".join(f"{line}\n" for line in (result_moves(answer), *moved))
