"""`cchc-rules explain`."""

import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_rules.cli import session
from cchc_rules.cli.checking import ResultCommand
from cchc_rules.cli.forms import in_word, laid_out, template_option
from cchc_rules.cli.law_options import law_options, must_be_there, refuse_vain
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import remark, tell
from cchc_rules.cli.sheets.asked_view import asked_view
from cchc_rules.cli.sheets.last_year_option import LAST_YEAR, last_year_option

if TYPE_CHECKING:
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.sheets.explain import Explained
    from cchc_rules.results.receipt import Text
    from cchc_rules.results.scorecard import Scorecard


@click.command("explain", cls=ResultCommand)
@click.argument("sheet", metavar="PHIẾU", type=click.Path(path_type=Path))
@click.argument("codes", metavar="[MÃ]…", nargs=-1)
@click.option(
    "--stage",
    metavar="BƯỚC",
    help="Tính đến bước nào: tên bước, hoặc self, appraised, final; không nêu thì theo bước đã có trong phiếu.",
)
@click.option("--all", "all_rows", is_flag=True, help="In cả các dòng đạt điểm tối đa.")
@click.option("--advice", is_flag=True, help="Kê thêm ở cuối những việc cần ít nhất để được thêm điểm.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "md", "html", "docx"]), default="text", help="Dạng kết quả."
)
@click.option(
    "--no-source", is_flag=True, help="Bỏ tên tệp, số dòng, mã SHA-256, cho bản gửi đơn vị; căn cứ pháp lý giữ nguyên."
)
@template_option
@click.option(
    "--year-sheets",
    type=click.Path(path_type=Path),
    metavar="THƯ_MỤC",
    callback=must_be_there,
    help="Phiếu của mọi đơn vị trong kỳ: điểm so với đơn vị cao nhất được tính như khi kỳ đã đủ đơn vị.",
)
@last_year_option
@law_options
def command(
    sheet: Path,
    codes: tuple[str, ...],
    stage: str | None,
    all_rows: bool,
    advice: bool,
    form: str,
    no_source: bool,
    template: Path | None,
    year_sheets: Path | None,
    last_year: Path | None,
    extra: tuple[Path, ...],
    as_of: datetime.date | None,
    year: int | None,
    ignored: tuple[Path, ...],
) -> int:
    """Giải thích điểm của một phiếu: mất ở đâu, vì sao, theo căn cứ nào.

    Nêu MÃ thì chỉ giải thích các mã đó và những dòng nằm trong đó.
    """
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library
    from cchc_rules.api.sheets.explain import explain_sheet

    cache, law = session.cache(), Law(extra, as_of, year, ignored)
    _refuse(advice, no_source, form)
    library = Library(cache, cache, law, last_year, session.workspace())
    result = explain_sheet(sheet, library, codes, asked_view(stage), advice, year_sheets, form == "json")
    tell(result.diagnostics)
    refuse_vain(library)
    if result.scorecard is None:
        return CONTENT
    _tell_idle(result.scorecard, last_year, year_sheets)
    session.leave(partial(_figures, result, law))
    click.echo(_rendered(result, all_rows, form, no_source, template), nl=False)
    return OK


def _refuse(advice: bool, no_source: bool, form: str) -> None:
    if advice and form == "json":
        raise click.UsageError("--advice không dùng với --format json; dữ liệu cho phần mềm khác chỉ gồm kết quả chấm")
    if no_source and form == "json":
        raise click.UsageError("--no-source không dùng với --format json; dữ liệu cho phần mềm khác luôn nêu nguồn")


def _tell_idle(card: "Scorecard", last_year: Path | None, year_sheets: Path | None) -> None:
    if last_year or year_sheets:
        from cchc_rules.api.sheets.idle_options import idle_options

        peers = "--year-sheets" if year_sheets else None
        remark(idle_options([card.rubric], LAST_YEAR if last_year else None, peers))


def _figures(result: "Explained", law: "Law") -> "tuple[Text, ...]":
    from cchc_rules.api.receipts.figures import figures_of_sheet

    return figures_of_sheet(result, law)


def _rendered(result: "Explained", all_rows: bool, form: str, no_source: bool, template: Path | None) -> str | bytes:
    assert result.scorecard is not None and result.provenance is not None
    if form == "json":
        from cchc_rules.explain.data.scorecard import scorecard_json

        return scorecard_json(result.scorecard, result.provenance)
    from cchc_rules.explain.scorecard.compose import build_document

    provenance = result.provenance
    if no_source:
        provenance = provenance.without_names(result.scorecard.rubric.id)
    document = build_document(result.scorecard, provenance, result.codes, all_rows, result.next_up, result.advised)
    if no_source:
        from cchc_rules.explain.render.unplaced import without_places

        document = without_places(document, result.provenance.names)
    if form == "docx":
        from cchc_rules.office.word.dresses import EXPLANATION

        return in_word(document, EXPLANATION, template)
    return laid_out(document, form)
