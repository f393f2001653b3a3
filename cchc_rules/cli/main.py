"""The command `cchc-rules`: arguments in, text and exit status out."""

import gc
import os
import sys
from typing import TYPE_CHECKING

import click

from cchc_rules import __version__
from cchc_rules.cli.readers import may_leave
from cchc_rules.cli.vietnamese import LazyGroup, error_text
from cchc_rules.source import visible

if TYPE_CHECKING:
    from cchc_rules.cli.session import Session

OK, CONTENT, USAGE, DISK, UNDECIDED, STOPPED = 0, 1, 2, 3, 4, 130

_COMMANDS = {
    "what-if": (".sheets.what_if", "Tính thử: số liệu khác đi thì điểm thay đổi thế nào."),
    "advice": (".sheets.advice", "Việc ít nhất cần làm thêm ở mỗi dòng để được nhiều điểm hơn."),
    "explain": (".sheets.explain", "Giải thích điểm của một phiếu: mất ở đâu, vì sao, căn cứ nào."),
    "minutes": (".sheets.minutes", "Biên bản thẩm định một phiếu: điểm từng bước, dòng nào được sửa, vì sao."),
    "score": (".sheets.score", "Chấm nhiều phiếu, xếp hạng và xếp loại."),
    "year": (".period.year", "Kỳ đánh giá: ai đã nộp phiếu, đến đâu, ai trễ, đang chờ ai."),
    "publish": (".publishing.command", "Làm phụ lục công bố (.docx, .xlsx) và trang xem kết quả của một kỳ."),
    "batch": (".batch.command", "Chấm bảng hàng triệu đơn vị theo cột, đúng từng chữ số."),
    "show": (".rubrics.show", "In bộ tiêu chí thành bảng."),
    "check": (".rubrics.check", "Kiểm tra tệp bộ tiêu chí và phiếu."),
    "prove": (".rubrics.prove", "Giấy chứng nhận: điều gì đúng với mọi phiếu có thể có, điều gì bị bác bỏ."),
    "test": (".rubrics.try_cases", "Chạy các tệp thử (.thu): kết quả chấm có đúng như mong đợi không."),
    "rule": (".rubrics.rule", "Giải thích một mã chẩn đoán (tên khác: giải-thích-mã)."),
    "fmt": (".rubrics.fmt", "Viết lại tệp theo dạng chuẩn."),
    "import": (".rubrics.import_rubric", "Chuyển bảng tiêu chí ở Word, Excel, CSV, JSON thành tệp .cchc."),
    "survey": (".rubrics.survey", "In khung phiếu điều tra xã hội học của bộ tiêu chí."),
    "consolidate": (
        "cchc_rules.cli.changes.consolidate",
        "In bản hợp nhất để tra cứu sau khi áp dụng văn bản sửa đổi.",
    ),
    "diff": (".changes.diff", "So hai bộ tiêu chí theo nghĩa, từng mã, cũ → mới."),
    "impact": (".changes.impact", "Cho biết một thay đổi làm đơn vị nào được, mất gì."),
    "report": (".changes.report", "Một báo cáo về một thay đổi: văn bản, kiểm tra, tệp thử, điểm từng đơn vị."),
    "log": (".changes.log", "Kể lịch sử của bộ tiêu chí hoặc của một mã qua các văn bản."),
    "new-sheet": (".sheets.new_sheet", "In một phiếu trống để điền."),
    "sheet": (".sheets.convert", "Đổi một phiếu sang dạng khác: .phieu, .json, sổ Excel .xlsx."),
    "merge": (".sheets.merge", "Gộp các bản của một phiếu: của đơn vị và của những người thẩm định."),
    "init": (".repository.init", "Dựng kho của tỉnh: thư mục, cấu hình, bản chụp, quy trình kiểm tra tự động."),
    "snapshot": (".repository.snapshot", "Giữ bản chụp: bộ tiêu chí, phiếu, tệp thử của kho có nghĩa gì; nay khác gì."),
    "seal": (".receipts.seal", "Niêm phong một kết quả cùng mọi văn bản đã dùng vào một gói."),
    "workshop": (".editor.workshop", "Xưởng soạn bộ tiêu chí trong trình duyệt, trên máy này."),
    "lsp": (".editor.lsp", "Máy chủ ngôn ngữ cho trình soạn thảo."),
    "serve": (".serving.serve", "Máy chủ HTTP cho phần mềm khác: kiểm tra, chấm, giải thích văn bản trong câu hỏi."),
    "verify": (".receipts.verify", "Tính lại một gói đã niêm phong: đúng đến từng chữ số, hay khác ở đâu, vì sao."),
}


@click.group(
    cls=LazyGroup,
    lazy=_COMMANDS,
    aliases={"giải-thích-mã": "rule", "giai-thich-ma": "rule"},
    help="Bộ tiêu chí viết thành văn bản: kiểm tra, chấm điểm chính xác và giải thích từng điểm.\n\n"
    "Mã thoát: 0 tốt; 1 nội dung có lỗi; 2 gọi lệnh sai; 3 không đọc hoặc ghi được tệp.",
)
@click.version_option(
    __version__, prog_name="cchc-rules", help="Hiện phiên bản rồi thoát.", message="%(prog)s %(version)s"
)
def group() -> None:
    """All commands."""


def collect_seldom() -> None:
    """Have this process look for circles among its objects less often than Python does by itself.

    What a command makes is freed when last used, or at the end at once: looking for circles in it, while it runs and
    again at its end, takes a fifth of the time of a short one, and between two keys of an editor longer than checking.
    """
    gc.set_threshold(100_000)


def main(args: list[str] | None = None) -> None:
    """Run and exit: 0 well, 1 errors in what was read, 2 wrong call, 3 disk."""
    collect_seldom()
    may_leave()
    status = run(args)
    gc.freeze()
    sys.exit(status)


def run(args: list[str] | None = None, session: "Session | None" = None) -> int:
    """Run one command line and give its exit status; it reads from the workspace of a session where there is one."""
    if sys.stdout is None:  # closed by whoever started this: what is not printed must not look well done
        click.echo("Lỗi: không có chỗ in kết quả, vì đầu ra đã đóng.", err=True)
        return DISK
    _speak_utf8()
    given = sys.argv[1:] if args is None else args
    try:
        status = group.main(
            given or ["--help"], prog_name="cchc-rules", standalone_mode=False, color=_colour(), obj=session
        )
    except click.ClickException as error:
        if isinstance(error, click.UsageError) and error.ctx is not None:
            click.echo(error.ctx.get_usage(), err=True)
        click.echo(f"Lỗi: {error_text(error)}", err=True)
        return DISK if isinstance(error, click.FileError) else USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("Đã dừng.", err=True)
        return STOPPED
    except UnicodeEncodeError:
        # Arguments may be any bytes; those that are no UTF-8 arrive as lone surrogates, which name files and no more.
        if not any(visible(word) != word for word in given):
            raise
        wrong = ", ".join(visible(word) for word in given if visible(word) != word)
        click.echo(f"Lỗi: tham số có chữ không phải UTF-8: {wrong}", err=True)
        return USAGE
    except OSError as error:
        name = visible(str(error.filename or "tệp"))
        from cchc_rules.files.reading import reason_of  # needed only when something is wrong

        click.echo(f"Lỗi: không đọc hoặc ghi được {name}: {reason_of(error)}", err=True)
        return DISK
    return status if isinstance(status, int) else OK


def _colour() -> bool | None:
    """No colour where the user wants none (no-color.org) or the terminal has none; else as click finds."""
    return False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    main()
