"""`cchc-rules sheet`."""

from pathlib import Path

import click

from cchc_rules.cli.law_options import ignore_option, refuse_vain
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import remark, tell
from cchc_rules.cli.sheets.written import force_option, form_of, role_option, write_new
from cchc_rules.cli.vietnamese import VietnameseCommand


@click.command("sheet", cls=VietnameseCommand)
@click.argument("sheet", metavar="PHIẾU", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="TỆP", help="Tệp kết quả.")
@role_option
@force_option
@ignore_option
def command(sheet: Path, output: Path, role: str | None, force: bool, ignored: tuple[Path, ...]) -> int:
    """Đổi một phiếu sang dạng khác theo đuôi tệp kết quả: .phieu, .json hoặc sổ Excel .xlsx."""
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library
    from cchc_rules.api.sheets.convert import convert
    from cchc_rules.cli import session
    from cchc_rules.model.stages import Stage

    suffix = form_of(output)
    cache = session.cache()
    library = Library(cache, cache, Law(ignored=ignored), workspace=session.workspace())
    made = convert(sheet, suffix, library, Stage(role) if role else None)
    tell(made.diagnostics)
    refuse_vain(library)
    if made.data is None:
        return CONTENT
    write_new(output, made.data, force)
    if made.comments_left:
        remark([f"{made.comments_left} ghi chú (#) của phiếu không có chỗ trong {output.name}, không được chép sang."])
    return OK
