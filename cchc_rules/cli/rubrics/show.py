"""`cchc-rules show`."""

import datetime
from pathlib import Path

import click

from cchc_rules.cli import session
from cchc_rules.cli.law_options import law_options, refuse_vain
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import tell
from cchc_rules.cli.printing import PrintingCommand


@click.command("show", cls=PrintingCommand)
@click.argument("rubric", metavar="BỘ_TIÊU_CHÍ")
@click.argument("code", metavar="[MÃ]", required=False)
@click.option(
    "--format", "form", type=click.Choice(["text", "csv", "json", "md"]), default="text", help="Dạng kết quả."
)
@law_options
def command(
    rubric: str,
    code: str | None,
    form: str,
    extra: tuple[Path, ...],
    as_of: datetime.date | None,
    year: int | None,
    ignored: tuple[Path, ...],
) -> int:
    """In bộ tiêu chí thành bảng, có tổng điểm từng lĩnh vực. BỘ_TIÊU_CHÍ là tệp hoặc id như 2019/bang-1."""
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import OF_LAW, Library
    from cchc_rules.api.rubrics.show import find_code
    from cchc_rules.diagnostics import Severity, catalog, has_errors
    from cchc_rules.explain.data.rubric import rubric_json
    from cchc_rules.explain.tables.rubric import rubric_csv, rubric_md, rubric_text

    library = Library(session.cache(), law=Law(extra, as_of, year, ignored), workspace=session.workspace())
    ready = library.rubric(rubric)
    refuse_vain(library)
    law = (catalog.AMENDMENTS_WAITING.code, *OF_LAW)
    tell([d for d in ready.diagnostics if d.severity is Severity.ERROR or d.code in law])
    if ready.rubric is None:
        return CONTENT
    # The text as first written does not depend on them, but who reads it takes it for all that there is.
    unread = library.amendments(ready.loaded, ready.rubric).unread
    if unread:
        tell(unread)
        return CONTENT
    found, unknown = find_code(ready.rubric, code)
    tell(unknown)
    if unknown:
        return CONTENT
    session.leave_versions(library)
    render = {"text": rubric_text, "csv": rubric_csv, "json": rubric_json, "md": rubric_md}[form]
    click.echo(render(ready.rubric, found, library.texts), nl=False)
    return CONTENT if has_errors(ready.diagnostics) else OK
