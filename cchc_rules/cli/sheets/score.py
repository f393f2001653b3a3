"""`cchc-rules score`."""

import datetime
import sys
from pathlib import Path

import click

from cchc_rules.cli.law_options import law_options
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import tell
from cchc_rules.cli.sheets.last_year_option import last_year_option
from cchc_rules.cli.vietnamese import VietnameseCommand

_LONG_WORK = 50


@click.command("score", cls=VietnameseCommand)
@click.argument("paths", metavar="PHIẾU|THƯ_MỤC…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--stage",
    type=click.Choice(["self", "appraised", "final"]),
    help="Tính đến bước nào, như nhau cho mọi phiếu; không nêu thì mỗi phiếu đến bước đã có, như explain.",
)
@click.option("--format", "form", type=click.Choice(["text", "csv", "json"]), default="text", help="Dạng kết quả.")
@click.option(
    "--closed",
    is_flag=True,
    help="Các phiếu này là đủ mọi đơn vị của kỳ: điểm so với đơn vị cao nhất không còn là tạm tính.",
)
@last_year_option
@law_options
def command(
    paths: tuple[Path, ...],
    stage: str | None,
    form: str,
    closed: bool,
    last_year: Path | None,
    extra: tuple[Path, ...],
    as_of: datetime.date | None,
    year: int | None,
    ignored: tuple[Path, ...],
) -> int:
    """Chấm nhiều phiếu rồi xếp hạng theo chỉ số chưa làm tròn, riêng từng bộ tiêu chí và năm.

    Phiếu có lỗi được liệt kê, các phiếu khác vẫn chấm. Mã thoát: 0 mọi phiếu chấm được; 1 có phiếu lỗi;
    2 gọi lệnh sai; 3 không đọc được tệp.
    """
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library
    from cchc_rules.api.sheets.score import all_bad, score_files, sheet_files
    from cchc_rules.explain.tables.ranking import ranking_csv, ranking_json, ranking_text
    from cchc_rules.files.cache import user_cache
    from cchc_rules.files.processes import processes_for
    from cchc_rules.results.scorecard import View

    files = sheet_files(paths)
    library = Library(user_cache(), law=Law(extra, as_of, year, ignored), last_year=last_year)
    shown = len(files) > _LONG_WORK and sys.stderr.isatty()
    with click.progressbar(files, label="Đang chấm", file=sys.stderr, hidden=not shown) as bar:
        scored = score_files(bar, library, View(stage) if stage else None, closed, processes_for(len(files)))
    tell((*all_bad(scored), *scored.noted))
    left_out = tuple(b.name for b in scored.bad)
    if form == "csv":
        click.echo(ranking_csv(scored.rankings), nl=False)
    elif form == "json":
        click.echo(ranking_json(scored.rankings, left_out), nl=False)
    else:
        click.echo(ranking_text(scored.rankings, left_out), nl=False)
    return CONTENT if scored.bad or not files else OK
