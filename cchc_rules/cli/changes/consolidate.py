"""`cchc-rules consolidate`."""

import datetime
from pathlib import Path

import click

from cchc_rules.cli import session
from cchc_rules.cli.law_options import law_options, refuse_vain
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import tell
from cchc_rules.cli.vietnamese import VietnameseCommand


@click.command("consolidate", cls=VietnameseCommand)
@click.argument("rubric", metavar="BỘ_TIÊU_CHÍ")
@law_options
@click.option("--format", "form", type=click.Choice(["cchc", "md", "html"]), default="cchc", help="Dạng kết quả.")
def command(
    rubric: str,
    extra: tuple[Path, ...],
    as_of: datetime.date | None,
    year: int | None,
    ignored: tuple[Path, ...],
    form: str,
) -> int:
    """In bản hợp nhất để tra cứu: bộ tiêu chí sau khi sửa đổi, có danh mục văn bản và ghi chú từng chỗ.

    Không nêu --as-of, --year, --with thì áp dụng mọi văn bản sửa đổi nằm cạnh bộ tiêu chí.
    """
    from cchc_rules.api.changes.amend import amended, consolidated
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library

    library = Library(session.cache(), law=Law(extra, as_of, year, ignored), workspace=session.workspace())
    result = amended(rubric, library)
    tell(result.diagnostics)
    refuse_vain(library)
    if result.applied is None:
        return CONTENT
    session.leave_versions(library)
    click.echo(consolidated(result.applied, form), nl=False)
    return OK
