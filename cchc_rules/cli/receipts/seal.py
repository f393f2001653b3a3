"""`cchc-rules seal`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_rules.cli.main import DISK
from cchc_rules.cli.vietnamese import VietnameseCommand

if TYPE_CHECKING:
    from cchc_rules.results.receipt import Receipt

_SUFFIX = ".zip"


@click.command(
    "seal",
    cls=VietnameseCommand,
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
)
@click.option(
    "-o", "output", required=True, type=click.Path(path_type=Path), metavar="GÓI.zip", help="Tệp để ghi gói vào."
)
@click.argument("words", metavar="LỆNH [THAM SỐ]…", nargs=-1, required=True, type=click.UNPROCESSED)
def command(output: Path, words: tuple[str, ...]) -> int:
    """Chạy một lệnh cho kết quả (score, explain, impact, report, …) rồi niêm phong kết quả cùng mọi văn bản đã đọc.

    Ai có gói cũng tính lại được bằng verify, không cần các tệp gốc. In ra mã SHA-256 của gói để ghi vào biên bản.
    Mã thoát là mã thoát của LỆNH; lệnh không cho kết quả nào thì không có gói.
    """
    from cchc_rules.api.receipts.seal import seal
    from cchc_rules.api.receipts.verify import SEALED_COMMANDS
    from cchc_rules.cli.receipts.running import outcome_of
    from cchc_rules.files.rewrite import replace_file

    if words[0] not in SEALED_COMMANDS:
        raise click.UsageError(f"chỉ niêm phong được kết quả của {', '.join(SEALED_COMMANDS)}, không phải {words[0]}")
    if output.suffix != _SUFFIX:
        raise click.UsageError(f"tên gói phải có đuôi {_SUFFIX}, để không ghi đè một văn bản: {output}")
    sealed = seal(words, outcome_of, output)
    click.echo(sealed.outcome.err, err=True, nl=False)
    if sealed.archive is None or sealed.receipt is None:
        click.echo(f"Không niêm phong: {sealed.why_not or 'lệnh không cho kết quả nào.'}", err=True)
        return DISK if sealed.why_not is not None else sealed.outcome.status
    replace_file(output, sealed.archive)
    click.echo(_told(output, sealed.receipt, sealed.sha256))
    return sealed.outcome.status


def _told(output: Path, receipt: "Receipt", sha256: str) -> str:
    read = sum(node.data is not None for node in receipt.record.nodes)
    failed = "" if receipt.status == 0 else f" Lệnh thoát với mã {receipt.status}: nội dung có lỗi, lỗi cũng trong gói."
    return f"Đã niêm phong kết quả và {read} tệp đã đọc vào {output}.{failed}\nSHA-256 của gói: {sha256}"
