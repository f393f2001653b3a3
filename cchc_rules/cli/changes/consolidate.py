"""`cchc-rules consolidate`."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_rules.cli import session
from cchc_rules.cli.forms import in_word, template_option
from cchc_rules.cli.law_options import law_options, refuse_vain
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import tell
from cchc_rules.cli.printing import PrintingCommand

if TYPE_CHECKING:
    from cchc_rules.amend import Applied


@click.command("consolidate", cls=PrintingCommand)
@click.argument("rubric", metavar="BỘ_TIÊU_CHÍ")
@law_options
@click.option(
    "--format", "form", type=click.Choice(["cchc", "md", "html", "docx"]), default="cchc", help="Dạng kết quả."
)
@template_option
def command(
    rubric: str,
    extra: tuple[Path, ...],
    as_of: datetime.date | None,
    year: int | None,
    ignored: tuple[Path, ...],
    form: str,
    template: Path | None,
) -> int:
    """In bản hợp nhất để tra cứu: bộ tiêu chí sau khi sửa đổi, có danh mục văn bản và ghi chú từng chỗ.

    Không nêu --as-of, --year, --with thì áp dụng mọi văn bản sửa đổi nằm cạnh bộ tiêu chí.
    """
    from cchc_rules.api.changes.amend import amended
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library

    library = Library(session.cache(), law=Law(extra, as_of, year, ignored), workspace=session.workspace())
    result = amended(rubric, library)
    tell(result.diagnostics)
    refuse_vain(library)
    if result.applied is None:
        return CONTENT
    session.leave_versions(library)
    click.echo(_rendered(result.applied, form, template), nl=False)
    return OK


def _rendered(applied: "Applied", form: str, template: Path | None) -> str | bytes:
    from cchc_rules.api.changes.amend import consolidated, reading_copy

    if form == "docx":
        from cchc_rules.office.word.dresses import READING_COPY

        return in_word(reading_copy(applied), READING_COPY, template)
    return consolidated(applied, form)
