"""`cchc-rules new-sheet`."""

from pathlib import Path

import click

from cchc_rules.cli import session
from cchc_rules.cli.law_options import ignore_option, refuse_vain
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import tell
from cchc_rules.cli.vietnamese import VietnameseCommand


@click.command("new-sheet", cls=VietnameseCommand)
@click.argument("rubric", metavar="BỘ_TIÊU_CHÍ")
@click.option("--unit", required=True, metavar="TÊN", help="Tên đơn vị.")
@click.option("--year", required=True, type=int, metavar="NĂM", help="Năm đánh giá.")
@click.option("--kind", metavar="LOẠI", help="Loại đơn vị; không cần khi bộ tiêu chí chỉ có một loại.")
@click.option("--format", "form", type=click.Choice(["phieu", "json"]), default="phieu", help="Dạng phiếu.")
@ignore_option
def command(rubric: str, unit: str, year: int, kind: str | None, form: str, ignored: tuple[Path, ...]) -> int:
    """In một phiếu trống: mọi mã phải chấm, chưa điền điểm nào."""
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import OF_LAW, Library
    from cchc_rules.api.sheets.new_sheet import blank_sheet, blank_text, why_not

    library = Library(session.cache(), law=Law(year=year, ignored=ignored), workspace=session.workspace())
    ready = library.rubric(rubric)
    refuse_vain(library)
    if ready.rubric is None or ready.tree is None:
        tell(ready.diagnostics)
        return CONTENT
    subjects = ready.rubric.provisions.subjects
    kinds = subjects.value.kinds if subjects else ()
    if kind is None and len(kinds) != 1:
        raise click.UsageError("bộ tiêu chí có nhiều loại đơn vị, hãy nêu --kind: " + "; ".join(kinds))
    sheet = blank_sheet(ready.rubric, rubric, unit, kind or kinds[0], year, ready.loaded.texts)
    refused = why_not(ready.rubric, sheet)
    if refused:
        tell(refused)
        return CONTENT
    tell([d for d in ready.diagnostics if d.code in OF_LAW])
    click.echo(blank_text(sheet, form), nl=False)
    return OK
