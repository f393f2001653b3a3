"""`cchc-rules show`."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_rules.cli import session
from cchc_rules.cli.law_options import law_options, refuse_vain
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import tell
from cchc_rules.cli.printing import PrintingCommand
from cchc_rules.frozen import frozen

if TYPE_CHECKING:
    from cchc_rules.api.library import Library, ReadyRubric
    from cchc_rules.model.code import Code
    from cchc_rules.model.rubric import Rubric

_TEXTS, _TABLES = ("text", "csv", "json", "md"), ("docx", "xlsx")


@click.command("show", cls=PrintingCommand)
@click.argument("rubric", metavar="BỘ_TIÊU_CHÍ")
@click.argument("code", metavar="[MÃ]", required=False)
@click.option("--format", "form", type=click.Choice([*_TEXTS, *_TABLES]), default="text", help="Dạng kết quả.")
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
    """In bộ tiêu chí thành bảng, có tổng điểm từng lĩnh vực. BỘ_TIÊU_CHÍ là tệp hoặc id như 2019/bang-1.

    Dạng docx, xlsx là bảng như in kèm quyết định; cchc-rules import đọc lại được.
    """
    if form in _TABLES and code is not None:
        raise click.UsageError(f"dạng {form} là cả bảng như in, không in riêng một dòng")
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library
    from cchc_rules.diagnostics import has_errors
    from cchc_rules.explain.data.rubric import rubric_json
    from cchc_rules.explain.tables.rubric import rubric_csv, rubric_md, rubric_text

    library = Library(session.cache(), law=Law(extra, as_of, year, ignored), workspace=session.workspace())
    ready = library.rubric(rubric)
    refuse_vain(library)
    found = _found(library, ready, code)
    if found is None or ready.rubric is None:
        return CONTENT
    session.leave_versions(library)
    sound = CONTENT if has_errors(ready.diagnostics) else OK
    if form in _TABLES:
        return sound if _table_printed(ready.rubric, form) else CONTENT
    render = {"text": rubric_text, "csv": rubric_csv, "json": rubric_json, "md": rubric_md}[form]
    click.echo(render(ready.rubric, found.code, library.texts), nl=False)
    return sound


@frozen
class _Found:
    """The row that is asked for; None for the whole table."""

    code: "Code | None"


def _found(library: "Library", ready: "ReadyRubric", code: str | None) -> _Found | None:
    """What to show; None, with the reason told, where nothing may be."""
    from cchc_rules.api.library import OF_LAW
    from cchc_rules.api.rubrics.show import find_code
    from cchc_rules.diagnostics import Severity, catalog

    law = (catalog.AMENDMENTS_WAITING.code, *OF_LAW)
    tell([d for d in ready.diagnostics if d.severity is Severity.ERROR or d.code in law])
    if ready.rubric is None:
        return None
    # The text as first written does not depend on them, but who reads it takes it for all that there is.
    unread = library.amendments(ready.loaded, ready.rubric).unread
    if unread:
        tell(unread)
        return None
    found, unknown = find_code(ready.rubric, code)
    tell(unknown)
    return None if unknown else _Found(found)


def _table_printed(rubric: "Rubric", form: str) -> bool:
    """Whether the table could be made; without an extra it cannot."""
    from cchc_rules.api.rubrics.show import printed_table

    data, missing = printed_table(rubric, form)
    tell(missing)
    if data is not None:
        click.echo(data, nl=False)
    return data is not None
