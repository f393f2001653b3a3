"""`cchc-rules new-sheet`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_rules.cli import session
from cchc_rules.cli.law_options import ignore_option, refuse_vain
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import tell
from cchc_rules.cli.sheets.written import force_option, role_option, write_new
from cchc_rules.cli.vietnamese import VietnameseCommand

if TYPE_CHECKING:
    from cchc_rules.model.rubric import Rubric


@click.command("new-sheet", cls=VietnameseCommand)
@click.argument("rubric", metavar="BỘ_TIÊU_CHÍ")
@click.option("--unit", required=True, metavar="TÊN", help="Tên đơn vị.")
@click.option("--year", required=True, type=int, metavar="NĂM", help="Năm đánh giá.")
@click.option("--kind", metavar="LOẠI", help="Loại đơn vị; không cần khi bộ tiêu chí chỉ có một loại.")
@click.option("--format", "form", type=click.Choice(["phieu", "json", "xlsx"]), default="phieu", help="Dạng phiếu.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="TỆP", help="Ghi vào tệp; dạng xlsx luôn cần.")
@role_option
@force_option
@ignore_option
def command(
    rubric: str,
    unit: str,
    year: int,
    kind: str | None,
    form: str,
    output: Path | None,
    role: str | None,
    force: bool,
    ignored: tuple[Path, ...],
) -> int:
    """In một phiếu trống: mọi mã phải chấm, chưa điền điểm nào."""
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import OF_LAW, Library
    from cchc_rules.api.sheets.convert import FORMS, in_form
    from cchc_rules.api.sheets.new_sheet import blank_sheet, why_not
    from cchc_rules.model.sheet import Header
    from cchc_rules.model.stages import Stage

    if form == "xlsx" and output is None:
        raise click.UsageError("sổ .xlsx không in ra màn hình được, hãy nêu tệp: -o ten.xlsx")
    library = Library(session.cache(), law=Law(year=year, ignored=ignored), workspace=session.workspace())
    ready = library.rubric(rubric)
    refuse_vain(library)
    if ready.rubric is not None and ready.tree is not None:
        kind = _kind(ready.rubric, kind)
        ready = library.rubric_for(rubric, Header(rubric, unit, kind, year))
    if ready.rubric is None or ready.tree is None or kind is None:
        tell(ready.diagnostics)
        return CONTENT
    sheet = blank_sheet(ready.rubric, _named(rubric, output), unit, kind, year, ready.loaded.texts)
    refused = why_not(ready.rubric, sheet)
    if refused:
        tell(refused)
        return CONTENT
    tell([d for d in ready.diagnostics if d.code in OF_LAW])
    made = in_form(sheet, FORMS[form], ready, rubric, Stage(role) if role else None)
    tell(made.diagnostics)
    return _given(made.data, output, force)


def _named(rubric: str, output: Path | None) -> str:
    """The rubric as the sheet must name it from where it is put; as it was given when that is the screen."""
    from cchc_rules.files.rubrics import named_from

    return rubric if output is None else named_from(rubric, output.parent, session.workspace())


def _kind(rubric: "Rubric", asked: str | None) -> str:
    subjects = rubric.provisions.subjects
    kinds = subjects.value.kinds if subjects else ()
    if asked is None and len(kinds) != 1:
        raise click.UsageError("bộ tiêu chí có nhiều loại đơn vị, hãy nêu --kind: " + "; ".join(kinds))
    return asked or kinds[0]


def _given(data: bytes | None, output: Path | None, force: bool) -> int:
    """Put what was made into the file that was asked for, or on the screen."""
    if data is None:
        return CONTENT
    if output is not None:
        write_new(output, data, force)
    else:
        click.echo(data.decode(), nl=False)
    return OK
