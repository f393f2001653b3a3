"""`cchc-rules fmt`."""

import os
import tempfile
from pathlib import Path

import click

from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import tell
from cchc_rules.cli.vietnamese import VietnameseCommand
from cchc_rules.diagnostics import has_errors


@click.command("fmt", cls=VietnameseCommand)
@click.argument("paths", metavar="TỆP|THƯ_MỤC…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Chỉ cho biết tệp nào chưa đúng dạng chuẩn; mã thoát 1 nếu có.")
def command(paths: tuple[Path, ...], check: bool) -> int:
    """Viết lại tệp theo dạng chuẩn: nghĩa giữ nguyên, ghi chú “#” giữ nguyên, cách trình bày như nhau."""
    from cchc_rules.api.check import CHECKED_SUFFIXES
    from cchc_rules.api.fmt import format_file
    from cchc_rules.files.listing import files_under

    status = OK
    for path in files_under(paths, CHECKED_SUFFIXES):
        result = format_file(path)
        if has_errors(result.diagnostics):
            tell(result.diagnostics)
            status = CONTENT
        elif result.changed and check:
            click.echo(f"{result.name}: chưa đúng dạng chuẩn")
            status = CONTENT
        elif result.changed and result.text is not None:
            _replace(path, result.text)
            click.echo(f"{result.name}: đã viết lại")
    return status


def _replace(path: Path, text: str) -> None:
    """Write beside and swap, so that a failure leaves the old file whole; a link keeps leading to its file."""
    path = path.resolve()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
        out.write(text)
    os.chmod(name, path.stat().st_mode)
    os.replace(name, path)
