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
from cchc_rules.cli.sheets.period_option import period_option
from cchc_rules.diagnostics import Diagnostic, catalog, has_errors

if TYPE_CHECKING:
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library
    from cchc_rules.api.period.registers import Registers
    from cchc_rules.api.sheets.kept import KeptCards
    from cchc_rules.api.sheets.score import Scored
    from cchc_rules.results.receipt import Text
    from cchc_rules.results.scorecard import View

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
@period_option
@last_year_option
@law_options
def command(
    paths: tuple[Path, ...],
    stage: str | None,
    form: str,
    template: Path | None,
    closed: bool,
    period: Path | None,
    last_year: Path | None,
    extra: tuple[Path, ...],
    as_of: datetime.date | None,
    year: int | None,
    ignored: tuple[Path, ...],
) -> int:
    """Chấm nhiều phiếu rồi xếp hạng theo chỉ số chưa làm tròn, riêng từng bộ tiêu chí và năm.

    Phiếu có lỗi được liệt kê, các phiếu khác vẫn chấm; ở thư mục của một kỳ đánh giá, phiếu ngoài danh sách là lỗi.
    Mã thoát: 0 mọi phiếu chấm được; 1 có phiếu lỗi; 2 gọi lệnh sai; 3 không đọc được tệp.
    """
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library
    from cchc_rules.api.listed import sheets_listed
    from cchc_rules.api.period.registers import registers_of
    from cchc_rules.api.sheets.score import all_bad

    workspace, law = session.workspace(), Law(extra, as_of, year, ignored)
    library = Library(session.cache(), law=law, last_year=last_year, workspace=workspace)
    registers = registers_of(paths, period, library)
    if has_errors(registers.diagnostics):
        return _told(registers.diagnostics)
    listed = sheets_listed((*paths, *registers.folders), workspace)
    scored = _scored(listed.files, library, asked_view(stage), closed, registers)
    tell((*registers.diagnostics, *listed.passed_over, *all_bad(scored), *scored.noted, *scored.missing))
    refuse_vain(library, scored.left_out if scored.rankings else None)
    remark((*_idle(scored, closed, LAST_YEAR if last_year else None), *all_here(scored, registers)))
    if closed and (open_yet := tuple(not_closed(scored))):
        return _told(open_yet)
    if (kept := session.kept()) is not None:
        session.leave(partial(_figures, scored, kept, law, listed.passed_over))
    click.echo(_rendered(scored, listed.passed_over, form, template), nl=False)
    return CONTENT if scored.bad or not listed.files else OK


def _scored(
    files: Sequence[Path], library: "Library", view: "View | None", closed: bool, registers: "Registers"
) -> "Scored":
    from cchc_rules.api.sheets.score import score_files
    from cchc_rules.files.processes import processes_for

    shown = len(files) > _LONG_WORK and sys.stderr.isatty()
    with click.progressbar(files, label="Đang chấm", file=sys.stderr, hidden=not shown) as bar:
        return score_files(bar, library, view, closed, processes_for(len(files)), session.kept(), registers)


def _told(found: Sequence[Diagnostic]) -> int:
    tell(found)
    return CONTENT


def not_closed(scored: "Scored") -> Iterator[Diagnostic]:
    """Why a year is not closed, whatever was said."""
    if scored.bad:
        yield catalog.NOT_CLOSED.at(None, count=len(scored.bad), names=", ".join(b.name for b in scored.bad))
    elif scored.missing:
        yield catalog.NOT_ALL_HERE.at(None, units=", ".join(f"“{n}”" for n in scored.missing_units))


def all_here(scored: "Scored", registers: "Registers") -> Iterator[str]:
    """That all units are there, by each register that says so (Vietnamese)."""
    if scored.rankings and not scored.bad and not scored.missing:
        for r in registers.every:
            yield f"Đủ mọi đơn vị theo danh sách của kỳ đánh giá {r.year} ({r.file})."


def _idle(scored: "Scored", closed: bool, last_year: str | None) -> Iterator[str]:
    from cchc_rules.api.sheets.idle_options import idle_options

    rubrics = [ranking.rubric for ranking in scored.rankings]
    # Where the year cannot be closed, that is told instead.
    refused = any(True for _ in not_closed(scored))
    return idle_options(rubrics, last_year, "--closed" if closed and not refused else None)


def _figures(scored: "Scored", kept: "KeptCards", law: "Law", passed_over: Sequence[Diagnostic]) -> "tuple[Text, ...]":
    from cchc_rules.api.receipts.figures import figures_of_year

    return figures_of_year(scored, kept, law, passed_over)


def _rendered(scored: "Scored", passed_over: Sequence[Diagnostic], form: str, template: Path | None) -> str | bytes:
    from cchc_rules.explain.tables.ranking import ranking_csv, ranking_json, ranking_text

    not_scored = tuple(b.not_scored for b in scored.bad)
    if form == "csv":
        return ranking_csv(scored.rankings, not_scored)
    if form == "json":
        return ranking_json(scored.rankings, [b.sheet for b in not_scored], not_scored, passed_over)
    if form == "text":
        return ranking_text(scored.rankings, not_scored)
    from cchc_rules.explain.tables.ranking_document import rankings_document

    document = rankings_document(scored.rankings, not_scored)
    if form == "docx":
        from cchc_rules.office.word.dresses import RANKING

        return in_word(document, RANKING, template)
    return laid_out(document, form)
