"""`cchc-rules init`."""

from pathlib import Path

import click

from cchc_rules.cli.main import OK
from cchc_rules.cli.vietnamese import VietnameseCommand
from cchc_rules.source import visible

_ALONE = {".git"}
"""What may lie in the folder: a repository of git that has nothing in it yet."""


@click.command("init", cls=VietnameseCommand)
@click.argument("folder", metavar="THƯ_MỤC", type=click.Path(path_type=Path))
@click.option(
    "--from", "year", type=click.Choice(["2019"]), help="Bắt đầu từ các bảng của năm này; không nêu thì 2019."
)
@click.option("--empty", is_flag=True, help="Bắt đầu từ một bảng mẫu hai dòng để viết lại.")
def command(folder: Path, year: str | None, empty: bool) -> int:
    """Dựng kho của tỉnh trong một thư mục mới hay trống: bộ tiêu chí, hướng dẫn, phiếu, tệp thử, bản chụp, cấu hình,
    README, quy trình kiểm tra tự động cho GitHub, GitLab, pre-commit.

    Thư mục đã có gì trong đó (trừ .git) thì không ghi gì. Ghi hết hoặc không ghi.

    Mã thoát: 0 đã dựng; 2 gọi lệnh sai, hay thư mục không trống; 3 không ghi được.
    """
    from cchc_rules.api.repository.new import repository_files
    from cchc_rules.files.rewrite import replace_files
    from cchc_rules.files.templates import Start, is_script

    if year and empty:
        raise click.UsageError("--from và --empty: chọn một", click.get_current_context())
    shown = visible(folder.as_posix())
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{shown} là tệp; nêu một thư mục mới hay trống", click.get_current_context())
    if folder.is_dir() and {p.name for p in folder.iterdir()} - _ALONE:
        raise click.UsageError(f"{shown} không trống; nêu một thư mục mới hay trống", click.get_current_context())
    files = repository_files(Start.EMPTY if empty else Start.OF_2019)
    replace_files({folder / name: data for name, data in files.items()})
    for name in filter(is_script, files):
        (folder / name).chmod(0o755)
    click.echo(f"Đã dựng kho ở {shown}: {len(files)} tệp. Đọc {shown}/README.md, rồi chạy: bash {shown}/kiem-tra.sh")
    return OK
