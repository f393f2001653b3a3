"""`cchc-rules impact`."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_rules.cli import session
from cchc_rules.cli.checking import ResultCommand
from cchc_rules.cli.law_options import ignore_option, located, refuse_vain
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import tell

if TYPE_CHECKING:
    from cchc_rules.api.changes.impact import Change, Compared
    from cchc_rules.api.library import Library
    from cchc_rules.results.impact import WrittenUnder
    from cchc_rules.results.scorecard import View

_LONG_WORK = 50


@click.command("impact", cls=ResultCommand)
@click.argument("old", metavar="SỬA_ĐỔI|CŨ")
@click.argument("new", metavar="[MỚI]", required=False)
@click.option(
    "--sheets",
    required=True,
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="THƯ_MỤC",
    help="Phiếu của các đơn vị.",
)
@click.option(
    "--with",
    "extra",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="TỆP",
    callback=located,
    help="Văn bản sửa đổi khác đã có trước.",
)
@click.option(
    "--stage",
    metavar="BƯỚC",
    default="final",
    help="Tính đến bước nào: tên bước, hoặc self, appraised, final; không nêu thì là final.",
)
@click.option(
    "--points",
    type=click.Choice(["scale", "keep"]),
    default="scale",
    help="Dòng đổi điểm tối đa: quy điểm theo tỷ lệ (scale) hay giữ điểm đã chấm (keep).",
)
@click.option(
    "--written-under",
    "written",
    type=click.Choice(["before", "after"]),
    help="Phiếu được viết theo nội dung trước (before) hay sau (after) khi sửa đổi; không nêu thì theo điểm của phiếu, "
    "điểm hợp cả hai thì theo nội dung của kỳ đánh giá.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "csv", "json", "md", "html"]), default="text", help="Dạng kết quả."
)
@ignore_option
def command(
    old: str,
    new: str | None,
    sheets: tuple[Path, ...],
    extra: tuple[Path, ...],
    stage: str,
    points: str,
    written: str | None,
    form: str,
    ignored: tuple[Path, ...],
) -> int:
    """Cho biết một thay đổi làm đơn vị nào được, mất gì: điểm, chỉ số, hạng, xếp loại, hệ quả, trước → sau.

    Nêu một văn bản sửa đổi, hoặc hai bộ tiêu chí CŨ và MỚI. Phiếu không chấm được theo bộ mới được liệt kê kèm lý do.
    """
    from cchc_rules.api.changes.amend import changes_of
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library
    from cchc_rules.api.listed import sheets_listed
    from cchc_rules.results.impact import WrittenUnder
    from cchc_rules.results.scorecard import View

    library = Library(session.cache(), law=Law(ignored=ignored), workspace=session.workspace())
    changes = changes_of(old, new, library, extra)
    if not changes.each:
        tell(changes.diagnostics)
        return CONTENT
    listed = sheets_listed(sheets, session.workspace())
    under = WrittenUnder(written) if written is not None else None
    compared = _compared(changes.each, listed.files, library, View.named(stage), points == "scale", under)
    refuse_vain(library)
    tell([*listed.passed_over, *compared.diagnostics])
    for title in compared.untouched if compared.impacts else ():
        click.echo(f"Không có phiếu nào của “{title}” để so.", err=True)
    session.leave_versions(library)
    click.echo(_rendered(compared, form), nl=False)
    return CONTENT if compared.bad else OK


def _compared(
    changes: "Sequence[Change]",
    files: "Sequence[Path]",
    library: "Library",
    view: "View",
    scale: bool,
    written: "WrittenUnder | None",
) -> "Compared":
    from cchc_rules.api.changes.impact import compare_sheets, together

    hidden = len(files) <= _LONG_WORK or not sys.stderr.isatty()
    results = []
    for change in changes:
        with click.progressbar(files, label="Đang so", file=sys.stderr, hidden=hidden) as bar:
            results.append(compare_sheets(bar, change, library, view, scale, written))
    return together(results)


def _rendered(compared: "Compared", form: str) -> str:
    from cchc_rules.explain.data.impact import impact_csv, impact_json
    from cchc_rules.explain.render.html import render_html
    from cchc_rules.explain.render.markdown import render_markdown
    from cchc_rules.explain.render.plain_text import render_text
    from cchc_rules.explain.tables.impact import impact_document

    left_out = tuple(b.name for b in compared.bad)
    if form == "csv":
        return impact_csv(compared.impacts)
    if form == "json":
        return impact_json(compared.impacts, left_out)
    if not compared.impacts:
        return "Không có phiếu nào so được.\n"
    documents = [impact_document(i, left_out) for i in compared.impacts]
    if form == "html":
        return render_html(*documents)
    if form == "md":
        return "\n".join(map(render_markdown, documents))
    from cchc_rules.cli.colours import terminal_columns, terminal_style

    return "\n".join(render_text(d, terminal_style(), terminal_columns()) for d in documents)
