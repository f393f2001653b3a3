"""`cchc-rules publish`."""

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cchc_rules.cli import session
from cchc_rules.cli.checking import ResultCommand
from cchc_rules.cli.forms import read_template, template_option
from cchc_rules.cli.law_options import law_options, must_be_there, refuse_vain
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import remark, tell
from cchc_rules.cli.sheets.asked_view import asked_view
from cchc_rules.cli.sheets.last_year_option import LAST_YEAR, last_year_option
from cchc_rules.cli.sheets.period_option import period_option
from cchc_rules.cli.sheets.score import all_here, not_closed
from cchc_rules.cli.sheets.written import force_option
from cchc_rules.diagnostics import has_errors

if TYPE_CHECKING:
    from cchc_rules.api.library import Library
    from cchc_rules.api.publishing.forms import Wanted
    from cchc_rules.api.publishing.published import Publishing
    from cchc_rules.api.sheets.score import Scored
    from cchc_rules.explain.publication.value import Published
    from cchc_rules.results.ranking import Ranking
    from cchc_rules.results.scorecard import View

_LONG_WORK = 50
_EXTRAS = "lệnh này cần cài thêm: pip install 'cchc-rules[word,excel,site]'"


@click.command("publish", cls=ResultCommand)
@click.argument("paths", metavar="PHIẾU|THƯ_MỤC…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="THƯ_MỤC",
    help="Thư mục để ghi: phụ lục .docx, .xlsx, bảng cho phần mềm khác, và trang xem bằng trình duyệt.",
)
@click.option("--stage", metavar="BƯỚC", help="Tính đến bước nào, như score.")
@click.option("--closed", is_flag=True, help="Các phiếu này là đủ mọi đơn vị của kỳ, như score.")
@period_option
@click.option(
    "--compare",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="THƯ_MỤC",
    callback=lambda ctx, param, given: tuple(must_be_there(ctx, param, path) for path in given),
    help="Phiếu của một kỳ trước, để so từng đơn vị; dùng nhiều lần được.",
)
@click.option("--decision", metavar="VĂN_BẢN", help="Quyết định mà phụ lục kèm theo: “Quyết định số … ngày …”.")
@template_option
@click.option(
    "--pages",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="THƯ_MỤC",
    callback=must_be_there,
    help="Mẫu trang của cơ quan, thay cho mẫu cùng tên của công cụ.",
)
@force_option
@last_year_option
@law_options
def command(
    paths: tuple[Path, ...],
    output: Path,
    stage: str | None,
    closed: bool,
    period: Path | None,
    compare: tuple[Path, ...],
    decision: str | None,
    template: Path | None,
    pages: Path | None,
    force: bool,
    last_year: Path | None,
    extra: tuple[Path, ...],
    as_of: datetime.date | None,
    year: int | None,
    ignored: tuple[Path, ...],
) -> int:
    """Làm các phụ lục của quyết định công bố và trang xem kết quả, tất cả từ một lần chấm.

    Phụ lục: xếp hạng; theo lĩnh vực; theo từng bước; hệ quả; đơn vị chưa xếp hạng và vì sao.

    Mã thoát: 0 mọi phiếu chấm được; 1 có phiếu lỗi (vẫn ghi, kê phiếu lỗi ở phụ lục cuối; có --closed thì không ghi);
    2 gọi lệnh sai; 3 không đọc hoặc ghi được tệp.
    """
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library

    wanted = _wanted(decision, template, pages)
    library = Library(session.cache(), law=Law(extra, as_of, year, ignored), last_year=last_year)
    before = _before(compare, asked_view(stage))
    made = _made(paths, period, library, asked_view(stage), closed, before)
    if made is None:
        return CONTENT
    _put(output, _files(made.published, wanted), force)
    units = sum(len(r.units) for r in made.published.rankings)
    click.echo(f"Đã ghi {output}: {units} đơn vị, {len(made.scored.bad)} phiếu không chấm được.")
    return CONTENT if made.scored.bad or not units else OK


def _made(
    paths: tuple[Path, ...],
    period: Path | None,
    library: "Library",
    view: "View | None",
    closed: bool,
    before: "tuple[Ranking, ...]",
) -> "Publishing | None":
    """The sheets scored, with everything told that `score` tells; None where nothing may be published."""
    from cchc_rules.api.listed import sheets_listed
    from cchc_rules.api.period.registers import registers_of
    from cchc_rules.api.publishing.published import publishing
    from cchc_rules.api.sheets.idle_options import idle_options
    from cchc_rules.api.sheets.score import all_bad

    registers = registers_of(paths, period, library)
    if has_errors(registers.diagnostics):
        tell(registers.diagnostics)
        return None
    listed = sheets_listed((*paths, *registers.folders))
    with _progress("Đang chấm", len(listed.files)) as bar:
        made = publishing(_stepping(listed.files, bar), library, view, closed, before, registers)
    scored = made.scored
    tell((*registers.diagnostics, *listed.passed_over, *all_bad(scored), *scored.noted, *scored.missing))
    refuse_vain(library, scored.left_out if scored.rankings else None)
    rubrics = [r.rubric for r in scored.rankings]
    open_yet = tuple(not_closed(scored)) if closed else ()
    idle_closed = "--closed" if closed and not open_yet else None
    remark(idle_options(rubrics, LAST_YEAR if library.last_year else None, idle_closed))
    remark(all_here(scored, registers))
    remark(_vain(before, scored))
    if open_yet:
        tell(open_yet)
        return None
    if not scored.rankings:
        click.echo("Không có phiếu nào chấm được, nên không ghi gì.", err=True)
        return None
    return made


def _vain(before: "tuple[Ranking, ...]", scored: "Scored") -> Iterator[str]:
    """That nothing of what was to be compared with is of an earlier year (Vietnamese)."""
    years = [r.year for r in scored.rankings]
    if before and years and min(r.year for r in before) >= max(years):
        yield "--compare không thay đổi gì: các phiếu ấy không phải của kỳ trước."


def _before(paths: tuple[Path, ...], view: "View | None") -> "tuple[Ranking, ...]":
    """The rankings of earlier years; sheets of them that cannot be scored are told."""
    if not paths:
        return ()
    from cchc_rules.api.library import Library
    from cchc_rules.api.listed import sheets_listed
    from cchc_rules.api.sheets.score import all_bad, score_files

    listed = sheets_listed(paths)
    scored = score_files(listed.files, Library(session.cache()), view)
    tell((*listed.passed_over, *all_bad(scored)))
    return scored.rankings


def _wanted(decision: str | None, template: Path | None, pages: Path | None) -> "Wanted":
    from cchc_rules.api.publishing.forms import Wanted
    from cchc_rules.files.templates import own_templates
    from cchc_rules.site.filling import NAMES

    try:
        own = own_templates(pages, NAMES) if pages is not None else {}
    except UnicodeDecodeError:
        raise click.UsageError(f"--pages {pages}: có mẫu không phải UTF-8") from None
    if pages is not None and not own:
        raise click.UsageError(f"--pages {pages}: không có mẫu nào tên là {', '.join(NAMES)}")
    return Wanted(decision, read_template(template) if template is not None else None, own)


def _files(published: "Published", wanted: "Wanted") -> dict[str, bytes]:
    from cchc_rules.api.publishing.forms import Refused, files_of

    units = sum(len(r.units) for r in published.rankings)
    try:
        with _progress("Đang làm trang", units) as bar:
            made = files_of(published, wanted, lambda _: bar.update(1))
    except ImportError:
        raise click.UsageError(_EXTRAS) from None
    if isinstance(made, Refused):
        raise click.UsageError(made.why)
    return made


def _put(output: Path, files: dict[str, bytes], force: bool) -> None:
    from cchc_rules.files.publication import put

    refused = put(output, files, force)
    if refused is not None:
        raise click.UsageError(f"-o {output}: {refused.why}")


def _progress(label: str, length: int) -> Any:
    """A bar on a terminal when the work is long, nothing else."""
    shown = length > _LONG_WORK and sys.stderr.isatty()
    return click.progressbar(length=length, label=label, file=sys.stderr, hidden=not shown)


def _stepping(files: tuple[Path, ...], bar: Any) -> Iterator[Path]:
    for file in files:
        yield file
        bar.update(1)
