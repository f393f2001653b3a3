"""`cchc-rules test`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_rules.cli import session
from cchc_rules.cli.checking import ResultCommand
from cchc_rules.cli.law_options import ignore_option, refuse_vain
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import tell, tell_texts
from cchc_rules.cli.sheets.last_year_option import last_year_option

if TYPE_CHECKING:
    from cchc_rules.api.rubrics.cases import TriedCase


@click.command("test", cls=ResultCommand)
@click.argument("paths", metavar="TỆP|THƯ_MỤC…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--junit", type=click.Path(path_type=Path), metavar="TỆP", help="Ghi thêm kết quả dạng JUnit XML.")
@last_year_option
@ignore_option
def command(paths: tuple[Path, ...], junit: Path | None, last_year: Path | None, ignored: tuple[Path, ...]) -> int:
    """Chạy các tệp thử (.thu): phiếu kèm câu “mong đợi”, so với kết quả chấm.

    Mã thoát: 0 mọi tệp đạt; 1 có tệp trượt, có lỗi hoặc không có tệp nào; 2 gọi lệnh sai; 3 không đọc được tệp.
    """
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library
    from cchc_rules.api.rubrics.cases import try_cases

    session.only_read(junit is not None, "--junit")
    library = Library(session.cache(), law=Law(ignored=ignored), last_year=last_year, workspace=session.workspace())
    cases, passed_over = try_cases(paths, library)
    tell(passed_over)
    refuse_vain(library)
    if cases:
        session.leave_versions(library)
    tell_texts(library.texts)
    for case in cases:
        _tell(case)
    click.echo(_sum(cases))
    if junit is not None:
        from cchc_rules.cli.rubrics.junit import junit_xml
        from cchc_rules.files.rewrite import replace_file

        replace_file(junit, junit_xml(cases))
    return OK if cases and all(c.ok for c in cases) else CONTENT


def _tell(case: "TriedCase") -> None:
    if case.card is None:
        click.echo(f"lỗi    {case.name}")
        tell(case.diagnostics, err=False)
        return
    click.echo(f"đạt    {case.name}" if case.ok else f"trượt  {case.name}")
    from cchc_rules.cli.rubrics.case_lines import difference

    for tried in case.tried:
        if not tried.met:
            click.echo("\n".join(difference(case.card, tried)))


def _sum(cases: Sequence["TriedCase"]) -> str:
    tried = [t for c in cases for t in c.tried]
    met = sum(t.met for t in tried)
    broken = sum(c.card is None for c in cases)
    wrong = f", {broken} tệp có lỗi" if broken else ""
    return f"{len(cases)} tệp, {len(tried)} câu mong đợi: {met} đạt, {len(tried) - met} trượt{wrong}."
