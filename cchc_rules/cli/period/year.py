"""`cchc-rules year`."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_rules.cli import session
from cchc_rules.cli.checking import ResultCommand
from cchc_rules.cli.forms import in_word, laid_out
from cchc_rules.cli.law_options import Day, must_be_there
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import tell
from cchc_rules.diagnostics import Diagnostic

if TYPE_CHECKING:
    from cchc_rules.api.period.held import HeldPeriod
    from cchc_rules.results.period_status import PeriodStatus


@click.command("year", cls=ResultCommand)
@click.argument("folder", metavar="THƯ_MỤC", type=click.Path(path_type=Path), callback=must_be_there)
@click.option("--on", "on", type=Day(), help="Tính trễ, quá hạn đến ngày này; không nêu thì là hôm nay.")
@click.option(
    "--draw",
    "seed",
    is_flag=False,
    flag_value="",
    metavar="[MÃ]",
    help="Bốc thăm đơn vị cho bước chỉ xét một tỷ lệ (như phúc tra) và in biên bản; không kèm MÃ thì dùng mã của kỳ.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "md", "html", "json", "docx"]), default="text", help="Dạng kết quả."
)
def command(folder: Path, on: datetime.date | None, seed: str | None, form: str) -> int:
    """Kỳ đánh giá trong một thư mục: ai đã nộp, đến đâu, ai trễ, đang chờ ai, dòng nào thiếu tài liệu kiểm chứng.

    THƯ_MỤC có một văn bản KỲ ĐÁNH GIÁ (.cchc), hoặc nêu thẳng tệp ấy. Với --draw thì in biên bản bốc thăm.

    Mã thoát: 0 không có gì phải sửa, kể cả khi còn thiếu phiếu; 1 văn bản hay phiếu có lỗi, hoặc có phiếu ngoài danh
    sách; 2 gọi lệnh sai; 3 không đọc được tệp.
    """
    from cchc_rules.api.library import Library
    from cchc_rules.api.period.held import held_period
    from cchc_rules.api.period.status import find_period, status_of

    cache = session.cache()
    library = Library(cache, cache, workspace=session.workspace())
    found = find_period(folder, library)
    tell(found.diagnostics)
    if found.path is None:
        return CONTENT
    held = held_period(found.path, library)
    if not held.ok:
        tell(held.diagnostics)
        return CONTENT
    if seed is not None:
        tell(held.diagnostics)
        return _draw(held, seed or None, form)
    status = status_of(held, library, on or datetime.date.today())
    tell(status.found)
    click.echo(_rendered(status, form), nl=False)
    return OK if status.ok else CONTENT


def _draw(held: "HeldPeriod", seed: str | None, form: str) -> int:
    from cchc_rules.api.period.draw import draw_of

    draw = draw_of(held, seed)
    if isinstance(draw, Diagnostic):
        tell((draw,))
        return CONTENT
    if form == "json":
        from cchc_rules.explain.data.draw import draw_json

        click.echo(draw_json(draw), nl=False)
        return OK
    from cchc_rules.explain.tables.draw import draw_document

    if form == "docx":
        from cchc_rules.office.word.dresses import DRAW

        click.echo(in_word(draw_document(draw), DRAW), nl=False)
        return OK
    click.echo(laid_out(draw_document(draw), form), nl=False)
    return OK


def _rendered(status: "PeriodStatus", form: str) -> str | bytes:
    if form == "json":
        from cchc_rules.explain.data.period_status import period_json

        return period_json(status)
    from cchc_rules.explain.tables.period_status import period_document

    if form == "docx":
        from cchc_rules.office.word.dresses import PERIOD

        return in_word(period_document(status), PERIOD)
    return laid_out(period_document(status), form)
