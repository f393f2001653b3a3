"""`cchc-rules minutes`."""

import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_rules.cli import session
from cchc_rules.cli.checking import ResultCommand
from cchc_rules.cli.forms import in_word, laid_out, template_option
from cchc_rules.cli.law_options import law_options, refuse_vain
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import tell
from cchc_rules.cli.sheets.asked_view import asked_view
from cchc_rules.cli.sheets.last_year_option import last_year_option

if TYPE_CHECKING:
    from cchc_rules.explain.render.document import Document


@click.command("minutes", cls=ResultCommand)
@click.argument("sheet", metavar="PHIẾU", type=click.Path(path_type=Path))
@click.option("--stage", metavar="BƯỚC", help="Tính đến bước nào, như explain.")
@click.option(
    "--format", "form", type=click.Choice(["text", "md", "html", "docx"]), default="text", help="Dạng kết quả."
)
@template_option
@last_year_option
@law_options
def command(
    sheet: Path,
    stage: str | None,
    form: str,
    template: Path | None,
    last_year: Path | None,
    extra: tuple[Path, ...],
    as_of: datetime.date | None,
    year: int | None,
    ignored: tuple[Path, ...],
) -> int:
    """Biên bản thẩm định một phiếu: điểm từng bước, dòng nào được sửa và vì sao, dòng không áp dụng, dòng còn chờ."""
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library
    from cchc_rules.api.receipts.figures import figures_of_sheet
    from cchc_rules.api.sheets.minutes import minutes_of
    from cchc_rules.explain.render.unplaced import without_places
    from cchc_rules.explain.scorecard.minutes import minutes_document

    cache, law = session.cache(), Law(extra, as_of, year, ignored)
    library = Library(cache, cache, law, last_year, session.workspace())
    result, stages = minutes_of(sheet, library, asked_view(stage))
    tell(result.diagnostics)
    refuse_vain(library)
    if result.scorecard is None or result.provenance is None:
        return CONTENT
    session.leave(partial(figures_of_sheet, result, law))
    document = minutes_document(result.scorecard, result.provenance, stages)
    click.echo(_rendered(without_places(document, result.provenance.names), form, template), nl=False)
    return OK


def _rendered(document: "Document", form: str, template: Path | None) -> str | bytes:
    if form == "docx":
        from cchc_rules.office.word.dresses import MINUTES

        return in_word(document, MINUTES, template)
    return laid_out(document, form)
