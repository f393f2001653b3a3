"""`cchc-rules score`."""

import datetime
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_rules.cli import session
from cchc_rules.cli.checking import ResultCommand
from cchc_rules.cli.forms import in_word, laid_out, template_option
from cchc_rules.cli.law_options import law_options, refuse_vain
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import remark, tell
from cchc_rules.cli.sheets.asked_view import asked_view
from cchc_rules.cli.sheets.last_year_option import LAST_YEAR, last_year_option
from cchc_rules.diagnostics import Diagnostic, catalog

if TYPE_CHECKING:
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.sheets.kept import KeptCards
    from cchc_rules.api.sheets.score import Scored
    from cchc_rules.results.receipt import Text

_LONG_WORK = 50


@click.command("score", cls=ResultCommand)
@click.argument("paths", metavar="PHIẾU|THƯ_MỤC…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--stage",
    metavar="BƯỚC",
    help="Tính đến bước nào, như nhau cho mọi phiếu: tên bước, hoặc self, appraised, final; không nêu thì như explain.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json", "md", "html", "docx"]),
    default="text",
    help="Dạng kết quả.",
)
@template_option
@click.option(
    "--closed",
    is_flag=True,
    help="Các phiếu này là đủ mọi đơn vị của kỳ: điểm so với đơn vị cao nhất không còn là tạm tính.",
)
@last_year_option
@law_options
def command(
    paths: tuple[Path, ...],
    stage: str | None,
    form: str,
    template: Path | None,
    closed: bool,
    last_year: Path | None,
    extra: tuple[Path, ...],
    as_of: datetime.date | None,
    year: int | None,
    ignored: tuple[Path, ...],
) -> int:
    """Chấm nhiều phiếu rồi xếp hạng theo chỉ số chưa làm tròn, riêng từng bộ tiêu chí và năm.

    Phiếu có lỗi được liệt kê, các phiếu khác vẫn chấm. Mã thoát: 0 mọi phiếu chấm được; 1 có phiếu lỗi;
    2 gọi lệnh sai; 3 không đọc được tệp.
    """
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library
    from cchc_rules.api.listed import sheets_listed
    from cchc_rules.api.sheets.score import all_bad, score_files
    from cchc_rules.files.processes import processes_for

    workspace, kept, law = session.workspace(), session.kept(), Law(extra, as_of, year, ignored)
    listed = sheets_listed(paths, workspace)
    files, passed_over = listed.files, listed.passed_over
    library = Library(session.cache(), law=law, last_year=last_year, workspace=workspace)
    shown = len(files) > _LONG_WORK and sys.stderr.isatty()
    with click.progressbar(files, label="Đang chấm", file=sys.stderr, hidden=not shown) as bar:
        scored = score_files(bar, library, asked_view(stage), closed, processes_for(len(files)), kept)
    tell((*passed_over, *all_bad(scored), *scored.noted))
    refuse_vain(library, scored.left_out if scored.rankings else None)
    remark(_idle(scored, closed, LAST_YEAR if last_year else None))
    if closed and scored.bad:
        tell((catalog.NOT_CLOSED.at(None, count=len(scored.bad), names=", ".join(b.name for b in scored.bad)),))
        return CONTENT
    if kept is not None:
        session.leave(partial(_figures, scored, kept, law, passed_over))
    click.echo(_rendered(scored, passed_over, form, template), nl=False)
    return CONTENT if scored.bad or not files else OK


def _idle(scored: "Scored", closed: bool, last_year: str | None) -> Iterator[str]:
    from cchc_rules.api.sheets.idle_options import idle_options

    rubrics = [ranking.rubric for ranking in scored.rankings]
    return idle_options(rubrics, last_year, "--closed" if closed else None)


def _figures(scored: "Scored", kept: "KeptCards", law: "Law", passed_over: Sequence[Diagnostic]) -> "tuple[Text, ...]":
    from cchc_rules.api.receipts.figures import figures_of_year

    return figures_of_year(scored, kept, law, passed_over)


def _rendered(scored: "Scored", passed_over: Sequence[Diagnostic], form: str, template: Path | None) -> str | bytes:
    from cchc_rules.explain.tables.ranking import ranking_csv, ranking_json, ranking_text

    left_out = tuple(b.name for b in scored.bad)
    not_scored = tuple(b.not_scored for b in scored.bad)
    if form == "csv":
        return ranking_csv(scored.rankings, not_scored)
    if form == "json":
        return ranking_json(scored.rankings, left_out, not_scored, passed_over)
    if form == "text":
        return ranking_text(scored.rankings, left_out)
    from cchc_rules.explain.tables.ranking_document import rankings_document

    document = rankings_document(scored.rankings, not_scored)
    if form == "docx":
        from cchc_rules.office.word.dresses import RANKING

        return in_word(document, RANKING, template)
    return laid_out(document, form)
