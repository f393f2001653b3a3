"""`cchc-rules check`."""

import datetime
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cchc_rules.cli.law_options import law_options
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import tell, tell_ignored
from cchc_rules.cli.vietnamese import VietnameseCommand
from cchc_rules.diagnostics import Diagnostic, Severity, has_errors, summary
from cchc_rules.writing.json_text import json_text

if TYPE_CHECKING:
    from cchc_rules.api.library import Library
    from cchc_rules.api.rubrics.check import CheckedFile

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
@law_options
def command(
    paths: tuple[str, ...],
    form: str,
    quiet: bool,
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
    from cchc_rules.api.rubrics.check import all_found, check_files
    from cchc_rules.files.cache import user_cache

    if sheets:
        if paths or form == "github":
            raise click.UsageError("--coverage chỉ đi với --format text hoặc json, và không kèm tệp cần kiểm tra")
        return _cover(sheets, Library(user_cache(), law=Law(extra, as_of, year, ignored)), form)
    files = check_files(paths or (_usual(),), Library(user_cache(), law=Law(extra, as_of, year, ignored)))
    found = [d for d in all_found(files) if not (quiet and d.severity is Severity.NOTE)]
    _print(files, found, form)
    return CONTENT if has_errors(found) else OK


def _print(files: Sequence["CheckedFile"], found: Sequence[Diagnostic], form: str) -> None:
    if form == "json":
        shown = {
            "schema": "cchc-rules/check/1",
            "files": [f.name for f in files],
            "diagnostics": list(map(_plain, found)),
        }
        click.echo(json_text(shown), nl=False)
    elif form == "github":
        for d in found:
            click.echo(_annotation(d))
    else:
        tell(found, err=False)
        click.echo(("\n" if found else "") + f"Đã kiểm tra {len(files)} tệp: {summary(found)}.")


def _cover(sheets: tuple[Path, ...], library: "Library", form: str) -> int:
    from cchc_rules.api.rubrics.coverage import cover
    from cchc_rules.cli.rubrics.coverage import coverage_json, coverage_text

    found = cover(sheets, library)
    tell(found.diagnostics)
    if form == "text":
        tell_ignored(library.ignored)
    click.echo(coverage_json(found) if form == "json" else coverage_text(found), nl=False)
    return CONTENT if has_errors(found.diagnostics) or not found.rubrics else OK


def _usual() -> str:
    """What is checked when nothing is named: the folder `rubrics` here, else the rubrics of the package."""
    from cchc_rules.source import data_folder

    return "rubrics" if os.path.isdir("rubrics") else str(data_folder("rubrics"))


def _plain(d: Diagnostic) -> dict[str, Any]:
    place = {"file": d.span.source, "line": d.span.line, "column": d.span.column, "end": d.span.end} if d.span else None
    related = [{"message": r.message, "place": r.span.cite() if r.span else None} for r in d.related]
    return {
        "code": d.code,
        "severity": d.severity.name.lower(),
        "message": d.message,
        "place": place,
        "expected": d.expected,
        "fix": d.fix,
        "related": related,
    }


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
