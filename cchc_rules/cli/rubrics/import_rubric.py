"""`cchc-rules import`."""

from pathlib import Path

import click

from cchc_rules.cli.law_options import located
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import tell
from cchc_rules.cli.session import workspace
from cchc_rules.cli.vietnamese import VietnameseCommand
from cchc_rules.source import visible


def _one_located(ctx: click.Context, param: click.Parameter, given: Path) -> Path:
    return located(ctx, param, (given,))[0]


@click.command("import", cls=VietnameseCommand)
@click.argument("path", metavar="TỆP", type=click.Path(path_type=Path), callback=_one_located)
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    metavar="BỘ.cchc",
    help="Tệp mới để ghi bộ tiêu chí vào; không nêu thì in ra.",
)
@click.option("--table", type=click.IntRange(1), metavar="SỐ", help="Bảng thứ mấy, khi tệp có hơn một bảng tiêu chí.")
def command(path: Path, output: Path | None, table: int | None) -> int:
    """Chuyển một bộ tiêu chí ở dạng khác thành tệp .cchc dạng chuẩn.

    Nhận bảng tiêu chí của một văn bản ở tệp Word (.docx, .doc), Excel (.xlsx), PDF có chữ, CSV, chữ dán vào tệp .txt,
    và tệp JSON do show --format json in ra. Điều bảng không nói, điều chưa chắc thành dòng mở đầu bằng “?”: còn dòng ấy
    thì không chấm điểm được; viết cho đúng rồi bỏ dấu “?”.

    Có lỗi thì không ghi gì. Không ghi đè tệp đã có. Ghi xong thì chạy check: nhập chỉ đọc, không kiểm tra nội dung.

    Mã thoát: 0 đã chuyển; 1 tệp có lỗi; 2 gọi lệnh sai; 3 không đọc hoặc ghi được tệp.
    """
    from cchc_rules.api.rubrics.imported import FORMS, import_rubric
    from cchc_rules.files.rewrite import replace_file
    from cchc_rules.files.rubrics import SUFFIX

    context = click.get_current_context()
    if path.suffix.casefold() not in FORMS:
        raise click.UsageError(f"chỉ nhập được tệp {', '.join(FORMS)}: {visible(path.as_posix())}", context)
    if output is not None and output.suffix != SUFFIX:
        raise click.UsageError(f"tên tệp ghi ra phải có đuôi {SUFFIX}: {visible(output.as_posix())}", context)
    if output is not None and workspace().is_taken(output):
        raise click.UsageError(f"{visible(output.as_posix())} đã có; nêu một tên mới", context)
    imported = import_rubric(path, workspace(), table)
    tell(imported.diagnostics)
    if imported.text is None:
        return CONTENT
    if output is None:
        click.echo(imported.text, nl=False)
        return OK
    replace_file(output, imported.text.encode())
    shown = visible(output.as_posix())
    waiting = f", {imported.waiting} câu chờ duyệt (mở đầu bằng “?”)" if imported.waiting else ""
    click.echo(f"Đã ghi {shown}: {imported.rows} dòng chấm điểm{waiting}. Kiểm tra nội dung: cchc-rules check {shown}")
    return OK
