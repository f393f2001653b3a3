"""`cchc-rules check`."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_rules import __version__
from cchc_rules.cli import session
from cchc_rules.cli.checking import judged_here, silenced_text
from cchc_rules.cli.law_options import law_options, refuse_vain
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import tell, tell_all
from cchc_rules.cli.printing import PrintingCommand
from cchc_rules.cli.rubrics.fix_lines import content_text, fixed_text
from cchc_rules.diagnostics import Diagnostic, Severity, has_errors, in_order, summary
from cchc_rules.frozen import frozen

if TYPE_CHECKING:
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library
    from cchc_rules.api.rubrics.check import CheckedFile
    from cchc_rules.api.rubrics.fix import FixedFile
    from cchc_rules.checks.checking import Silenced

_FORMS = ("text", "json", "github", "sarif", "gitlab")


@click.command("check", cls=PrintingCommand)
@click.argument("paths", metavar="[TỆP|THƯ_MỤC|ID]…", nargs=-1)
@click.option("--format", "form", type=click.Choice(_FORMS), default="text", help="Dạng kết quả.")
@click.option("--quiet", is_flag=True, help="Không liệt kê các sai khác của bản in đã ghi nhận.")
@click.option(
    "--coverage",
    "sheets",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PHIẾU|THƯ_MỤC",
    help="Cho biết dòng chấm, điều kiện, mức xếp loại, điểm liệt, hệ quả nào chưa phiếu, tệp thử nào ở đây dùng đến.",
)
@click.option(
    "--pages",
    metavar="URL",
    help="Địa chỉ trang giải thích các mã (docs/chan-doan.md), để --format sarif, gitlab dẫn tới.",
)
@click.option("--fix", is_flag=True, help="Sửa các lỗi chính tả trong tệp: nghĩa giữ nguyên, mọi chỗ sửa đều được kể.")
@law_options
def command(
    paths: tuple[str, ...],
    form: str,
    quiet: bool,
    pages: str | None,
    fix: bool,
    sheets: tuple[Path, ...],
    extra: tuple[Path, ...],
    as_of: datetime.date | None,
    year: int | None,
    ignored: tuple[Path, ...],
) -> int:
    """Kiểm tra bộ tiêu chí (.cchc), phiếu (.phieu, .json) và tệp thử (.thu).

    Không nêu tệp nào thì kiểm tra thư mục rubrics, hoặc các bộ đi kèm khi không có thư mục đó.

    Mã thoát: 0 không có lỗi; 1 có lỗi; 2 gọi lệnh sai; 3 không đọc được tệp.
    """
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library

    names, law = paths or (_usual(),), Law(extra, as_of, year, ignored)
    if sheets:
        if paths or form not in ("text", "json"):
            raise click.UsageError("--coverage chỉ đi với --format text hoặc json, và không kèm tệp cần kiểm tra")
        return _cover(sheets, Library(session.cache(), law=law, workspace=session.workspace()), form)
    return _check(names, law, _Wanted(form, quiet, fix, pages))


@frozen
class _Wanted:
    """How what is found is told: the form, without notes where `quiet`, mended first, codes linked to their page."""

    form: str
    quiet: bool
    fix: bool
    pages: str | None


def _check(names: tuple[str, ...], law: "Law", wanted: _Wanted) -> int:
    from cchc_rules.api.library import Library
    from cchc_rules.api.rubrics.check import all_found, check_files, checked_paths

    session.only_read(wanted.fix, "--fix")
    library = Library(session.cache(), law=law, workspace=session.workspace())
    files = check_files(names, library)
    refuse_vain(library)
    fixed = _fix(names, files) if wanted.fix else ()
    if wanted.fix:
        files = check_files(names, Library(session.cache(), law=law, workspace=session.workspace()))
    passed_over = checked_paths(names, library.workspace).passed_over
    around = session.repository()
    every = (*(around.diagnostics if around is not None else ()), *passed_over, *all_found(files))
    by_settings = judged_here(every, [f.name for f in files])
    found = [d for d in in_order((*by_settings.told, *by_settings.idle)) if not _left_out(d, wanted)]
    session.leave_versions(library)
    _tell(files, found, fixed, by_settings.silenced, wanted)
    if wanted.form == "text":
        click.echo(content_text(found) if wanted.fix else "", nl=False)
        click.echo(("\n" if found else "") + f"Đã kiểm tra {len(files)} tệp: {summary(found)}.")
    click.echo(silenced_text(by_settings), err=wanted.form != "text", nl=False)
    return CONTENT if has_errors(found) else OK


def _left_out(d: Diagnostic, wanted: _Wanted) -> bool:
    return wanted.quiet and d.severity is Severity.NOTE


def _tell(
    files: "Sequence[CheckedFile]",
    found: Sequence[Diagnostic],
    fixed: "Sequence[FixedFile]",
    silenced: "Sequence[Silenced]",
    wanted: _Wanted,
) -> None:
    if wanted.form == "json":
        from cchc_rules.api.rubrics.check_json import check_json

        click.echo(check_json(files, found, session.workspace().written, fixed, silenced), nl=False)
    elif wanted.form != "text":
        click.echo(_for_review(found, wanted.form, wanted.pages), nl=False)
    else:
        click.echo(fixed_text(fixed), nl=False)
        tell_all(found, err=False)


def _for_review(found: Sequence[Diagnostic], form: str, base: str | None) -> str:
    """What a tool that reviews changes reads."""
    if form == "github":
        from cchc_rules.explain.findings.github import annotation

        return "".join(f"{annotation(d)}\n" for d in found)
    from cchc_rules.explain.findings.gitlab import gitlab
    from cchc_rules.explain.findings.pages import Pages
    from cchc_rules.explain.findings.sarif import sarif
    from cchc_rules.files.reading import diagnostics_page

    pages = Pages(diagnostics_page(), base)
    return gitlab(found, pages) if form == "gitlab" else sarif(found, pages, __version__, session.workspace().written)


def _fix(names: Sequence[str], files: "Sequence[CheckedFile]") -> "tuple[FixedFile, ...]":
    """Mend spelling on disk, and give what was done."""
    from cchc_rules.api.rubrics.check import all_found
    from cchc_rules.api.rubrics.fix import fix_files
    from cchc_rules.files.rewrite import replace_file

    fixed = fix_files(names, all_found(files))
    for file in fixed:
        if file.data is not None:
            replace_file(file.path, file.data)
    return fixed


def _cover(sheets: tuple[Path, ...], library: "Library", form: str) -> int:
    from cchc_rules.api.rubrics.coverage import cover
    from cchc_rules.cli.rubrics.coverage import coverage_json, coverage_text

    found = cover(sheets, library)
    refuse_vain(library)
    tell(found.diagnostics)
    session.leave_versions(library)
    click.echo(coverage_json(found) if form == "json" else coverage_text(found), nl=False)
    return CONTENT if has_errors(found.diagnostics) or not found.rubrics else OK


def _usual() -> str:
    """What is checked when nothing is named: the folder `rubrics` here, else the rubrics of the package."""
    from cchc_rules.source import data_folder

    return "rubrics" if session.workspace().is_folder(Path("rubrics")) else str(data_folder("rubrics"))
