"""`cchc-rules advice`."""

from pathlib import Path

import click

from cchc_rules.cli import session
from cchc_rules.cli.checking import ResultCommand
from cchc_rules.cli.law_options import ignore_option, refuse_vain
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import tell, tell_texts
from cchc_rules.diagnostics import has_errors


@click.command("advice", cls=ResultCommand)
@click.argument("sheet", metavar="PHIẾU", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Dạng in ra.")
@ignore_option
def command(sheet: Path, form: str, ignored: tuple[Path, ...]) -> int:
    """Liệt kê ở mỗi dòng có cách chấm: thay đổi ít nhất của một số liệu để được nhiều điểm hơn."""
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library
    from cchc_rules.api.sheets.what_if import advise_sheet
    from cchc_rules.explain.data.advice import advice_json
    from cchc_rules.explain.rules import words as rule_words
    from cchc_rules.explain.words import rating as rating_words

    cache = session.cache()
    library = Library(cache, cache, Law(ignored=ignored), workspace=session.workspace())
    result = advise_sheet(sheet, library)
    tell(result.diagnostics)
    refuse_vain(library)
    if has_errors(result.diagnostics):
        return CONTENT
    session.leave_versions(library)
    if form == "json":
        assert result.scorecard is not None
        header = result.scorecard.header
        click.echo(advice_json(header.unit, header.year, result.rows, library.texts), nl=False)
        return OK
    tell_texts(library.texts)
    lead = rating_words.blocking(result.scorecard) if result.scorecard is not None else None
    if lead is not None:
        click.echo(lead)
    for row in result.rows:
        click.echo(f"{row.code}  {row.title}")
        for one in row.advice:
            click.echo(f"  {rule_words.advice(one)}")
    if not result.rows:
        click.echo("Không có dòng nào được thêm điểm bằng cách đổi một số liệu.")
    return OK
