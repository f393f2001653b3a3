"""`cchc-rules report`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_rules.cli import session
from cchc_rules.cli.checking import ResultCommand
from cchc_rules.cli.forms import laid_out
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.source import visible

if TYPE_CHECKING:
    from cchc_rules.results.change_report import ChangeReport
    from cchc_rules.results.receipt import Text


@click.command("report", cls=ResultCommand)
@click.argument("base", metavar="CŨ")
@click.argument("head", metavar="MỚI")
@click.option(
    "--sheets",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PHIẾU|THƯ_MỤC",
    help="Phiếu của các đơn vị, mỗi bên lấy theo bên ấy; dùng nhiều lần được.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "md", "html", "json"]), default="text", help="Dạng kết quả."
)
def command(base: str, head: str, sheets: tuple[Path, ...], form: str) -> int:
    """Báo cáo một thay đổi: câu nào đổi và căn cứ, kiểm tra mới và hết, đơn vị nào đổi điểm, hạng, xếp loại, hệ quả,
    tệp thử nào trượt, chỗ nào không còn được thử.

    CŨ, MỚI là tệp, thư mục, hay phiên bản git (nhánh, thẻ, mã). Phiên bản git được đọc thẳng từ kho, không đụng đến
    thư mục làm việc; “.” là thư mục đang đứng, kể cả chỗ chưa lưu vào git.

    Mã thoát: 0 bên MỚI không thêm lỗi nào; 1 bên MỚI thêm lỗi, tệp thử trượt, hay phiếu không còn chấm được;
    2 gọi lệnh sai; 3 không đọc hoặc ghi được tệp. Báo cáo có cả khi mã thoát là 1.
    """
    report = _made(base, head, sheets)
    session.leave(lambda: _figures(report))
    click.echo(_rendered(report, form), nl=False)
    return CONTENT if report.breaks else OK


def _made(base: str, head: str, sheets: tuple[Path, ...]) -> "ChangeReport":
    from cchc_rules.api.library import Library
    from cchc_rules.api.report.made import change_report
    from cchc_rules.api.report.sides import Side
    from cchc_rules.files.revisions import NoTexts, place_from_root, texts_of

    workspace, cache = session.workspace(), session.cache()
    old, new = texts_of(base, workspace), texts_of(head, workspace)
    if isinstance(old, NoTexts) or isinstance(new, NoTexts):
        raise click.UsageError("; ".join(f.why for f in (old, new) if isinstance(f, NoTexts)))
    new = new.calling(old.only) if old.only is not None else new
    places = {path: place_from_root(path, workspace) for path in sheets}
    sides = [Side.of(f, tuple(places.values()), cache, workspace) for f in (old, new)]
    elsewhere = [path for path, place in places.items() if not any(s.has(place) for s in sides)]
    lost = [visible(path.as_posix()) for path in elsewhere if not workspace.exists(workspace.located(path))]
    if lost:
        raise click.UsageError(f"--sheets {', '.join(lost)}: không có ở bên nào")
    return change_report(sides[0], sides[1], elsewhere, Library(cache, workspace=workspace))


def _figures(report: "ChangeReport") -> "tuple[Text, ...]":
    from cchc_rules.explain.report.data import report_json
    from cchc_rules.results.receipt import Text

    return (Text("results/report.json", report_json(report)),)


def _rendered(report: "ChangeReport", form: str) -> str:
    from cchc_rules.explain.report.data import report_json
    from cchc_rules.explain.report.document import report_document

    if form == "json":
        return report_json(report)
    document = report_document(report)
    return laid_out(document, form)
