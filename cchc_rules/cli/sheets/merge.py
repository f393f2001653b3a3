"""`cchc-rules merge`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_rules.cli.law_options import ignore_option, refuse_vain
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import remark, tell
from cchc_rules.cli.sheets.written import force_option, form_of, role_option, write_new
from cchc_rules.cli.vietnamese import VietnameseCommand

if TYPE_CHECKING:
    from cchc_rules.api.sheets.merge import FolderMerged


@click.command("merge", cls=VietnameseCommand)
@click.argument("folder", metavar="THƯ_MỤC", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="TỆP", help="Tệp kết quả.")
@click.option(
    "--leave-open",
    is_flag=True,
    help="Vẫn ghi khi còn chỗ phải quyết: ô tranh chấp để trống, ô bị xóa giữ điều cũ, phần sửa hộ không lấy.",
)
@role_option
@force_option
@ignore_option
def command(
    folder: Path, output: Path, leave_open: bool, role: str | None, force: bool, ignored: tuple[Path, ...]
) -> int:
    """Gộp các bản của một phiếu trong thư mục: mỗi bước lấy từ bản của bước ấy, tranh chấp thì liệt kê, không chọn.

    Mã thoát: 0 đã gộp; 1 có lỗi hoặc còn chỗ phải quyết; 2 gọi lệnh sai; 3 không đọc hoặc ghi được tệp.
    """
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library
    from cchc_rules.api.sheets.merge import merge_folder
    from cchc_rules.cli import session
    from cchc_rules.model.stages import Stage

    form_of(output)
    cache = session.cache()
    library = Library(cache, cache, Law(ignored=ignored), workspace=session.workspace())
    merged = merge_folder(folder, output, library, Stage(role) if role else None, leave_open)
    tell(merged.made.diagnostics)
    refuse_vain(library)
    if merged.made.data is not None:
        write_new(output, merged.made.data, force)
    for line in _summary(merged, output):
        click.echo(line)
    if merged.made.data is not None and merged.made.comments_left:
        remark([f"{merged.made.comments_left} ghi chú (#) của các bản không được chép sang {output.name}."])
    return OK if merged.made.data is not None and not merged.undecided else CONTENT


def _summary(merged: "FolderMerged", output: Path) -> Iterator[str]:
    if merged.header is not None:
        yield f"{merged.header.unit}, năm {merged.header.year}"
    for role, names in merged.files:
        yield f"  {role.value}: {', '.join(names)}"
    left = f"còn {merged.undecided} chỗ phải quyết" if merged.undecided else ""
    if merged.made.data is None:
        yield f"Chưa gộp{': ' + left if left else ', vì có lỗi'}; {output} không được ghi."
    else:
        yield f"Đã gộp vào {output}{'; ' + left + ' như trên' if left else ''}."
