"""`cchc-rules check`."""

import datetime
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_rules.cli.law_options import law_options, refuse_vain
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import tell
from cchc_rules.cli.rubrics.fix_lines import content_text, fixed_text
from cchc_rules.cli.vietnamese import VietnameseCommand
from cchc_rules.diagnostics import Diagnostic, Severity, has_errors, summary

if TYPE_CHECKING:
    from cchc_rules.api.library import Library
    from cchc_rules.api.rubrics.check import CheckedFile
    from cchc_rules.api.rubrics.fix import FixedFile

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


@click.command("check", cls=VietnameseCommand)
@click.argument("paths", metavar="[TỆP|THƯ_MỤC|ID]…", nargs=-1)
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="Dạng kết quả.")
@click.option("--quiet", is_flag=True, help="Không liệt kê các sai khác của bản in đã ghi nhận.")
@click.option(
    "--coverage",
    "sheets",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PHIẾU|THƯ_MỤC",
    help="Cho biết dòng chấm, điều kiện, mức xếp loại, điểm liệt, hệ quả nào chưa phiếu, tệp thử nào ở đây dùng đến.",
)
@click.option("--fix", is_flag=True, help="Sửa các lỗi chính tả trong tệp: nghĩa giữ nguyên, mọi chỗ sửa đều được kể.")
@law_options
def command(
    paths: tuple[str, ...],
    form: str,
    quiet: bool,
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
    from cchc_rules.api.rubrics.check import all_found, check_files, checked_paths
    from cchc_rules.files.cache import user_cache

    names, law = paths or (_usual(),), Law(extra, as_of, year, ignored)
    if sheets:
        if paths or form == "github":
            raise click.UsageError("--coverage chỉ đi với --format text hoặc json, và không kèm tệp cần kiểm tra")
        return _cover(sheets, Library(user_cache(), law=law), form)
    library = Library(user_cache(), law=law)
    files = check_files(names, library)
    refuse_vain(library)
    fixed = _fix(names, files) if fix else ()
    if fix:
        files = check_files(names, Library(user_cache(), law=law))
    passed_over = checked_paths(names, library.workspace).passed_over
    found = [d for d in (*passed_over, *all_found(files)) if not (quiet and d.severity is Severity.NOTE)]
    _tell(files, found, fixed, form)
    if form == "text":
        click.echo(content_text(found) if fix else "", nl=False)
        click.echo(("\n" if found else "") + f"Đã kiểm tra {len(files)} tệp: {summary(found)}.")
    return CONTENT if has_errors(found) else OK


def _tell(files: "Sequence[CheckedFile]", found: Sequence[Diagnostic], fixed: "Sequence[FixedFile]", form: str) -> None:
    if form == "json":
        from cchc_rules.cli.rubrics.check_json import check_json

        click.echo(check_json(files, found, fixed), nl=False)
    elif form == "github":
        for d in found:
            click.echo(_annotation(d))
    else:
        click.echo(fixed_text(fixed), nl=False)
        tell(found, err=False)


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
    click.echo(coverage_json(found) if form == "json" else coverage_text(found), nl=False)
    return CONTENT if has_errors(found.diagnostics) or not found.rubrics else OK


def _usual() -> str:
    """What is checked when nothing is named: the folder `rubrics` here, else the rubrics of the package."""
    from cchc_rules.source import data_folder

    return "rubrics" if os.path.isdir("rubrics") else str(data_folder("rubrics"))


def _annotation(d: Diagnostic) -> str:
    place = f" file={_property(d.span.source)},line={d.span.line},col={d.span.column}" if d.span else ""
    text = f"{d.message} — {d.fix}" if d.fix else d.message
    return (
        f"::{_GITHUB[d.severity]}{place},title={d.code}::{_data(text)}"
        if place
        else f"::{_GITHUB[d.severity]} title={d.code}::{_data(text)}"
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
