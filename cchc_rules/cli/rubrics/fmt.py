"""`cchc-rules fmt`."""

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
    """Viết lại tệp theo dạng chuẩn: nghĩa giữ nguyên, ghi chú “#” giữ nguyên, cách trình bày như nhau.

    Trong thư mục, mọi tệp .cchc, .phieu, .json và .thu được xem; tệp khác bị bỏ qua.

    Mã thoát: 0 không có lỗi; 1 có tệp lỗi, hoặc có tệp chưa đúng dạng khi dùng --check; 2 gọi lệnh sai; 3 không
    đọc được tệp.
    """
    from cchc_rules.api.listed import texts_listed
    from cchc_rules.api.rubrics.fmt import FORMATTED_SUFFIXES, format_file
    from cchc_rules.files.rewrite import replace_file

    seen = changed = broken = 0
    listed = texts_listed(paths, FORMATTED_SUFFIXES)
    tell(listed.passed_over)
    for path in listed.files:
        seen += 1
        result = format_file(path, found_in_folder=path not in paths)
        if has_errors(result.diagnostics):
            tell(result.diagnostics)
            broken += 1
        elif result.changed and result.text is not None:
            changed += 1
            if not check:
                replace_file(path, result.text.encode())
            click.echo(f"{result.name}: {'chưa đúng dạng chuẩn' if check else 'đã viết lại'}")
    # A single named file gets a line of its own; no output means that nothing had to be done.
    if any(path.is_dir() for path in paths):
        click.echo(_sum(seen, changed, broken, check))
    return CONTENT if broken or (check and changed) else OK


def _sum(seen: int, changed: int, broken: int, check: bool) -> str:
    other = f"{changed} tệp {'chưa đúng dạng chuẩn' if check else 'đã viết lại'}" if changed else ""
    wrong = f"{broken} tệp có lỗi" if broken else ""
    said = ", ".join(filter(None, (other, wrong)))
    return f"Đã xem {seen} tệp: {said or 'mọi tệp đúng dạng chuẩn'}."
