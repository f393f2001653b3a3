"""The option that names a period by itself, for every command that scores a year."""

from pathlib import Path

import click

from cchc_rules.cli.law_options import must_be_there

period_option = click.option(
    "--period",
    type=click.Path(path_type=Path),
    metavar="THƯ_MỤC|TỆP",
    callback=must_be_there,
    help="Kỳ đánh giá của các phiếu: danh sách cho biết đã đủ đơn vị chưa. Chấm ngay thư mục của kỳ thì không cần nêu.",
)
