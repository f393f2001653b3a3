"""`cchc-rules serve`."""

import errno
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from cchc_rules.cli.main import DISK, OK, USAGE
from cchc_rules.cli.vietnamese import VietnameseCommand

if TYPE_CHECKING:
    from cchc_rules.serve.workers import Limits

_MISSING = "Lỗi: máy chủ HTTP cần phần [serve]: pip install 'cchc-rules[serve]'"
_OURS = ("starlette", "uvicorn", "pydantic", "pydantic_core", "h11", "anyio")
_MEGABYTE = 1024 * 1024
_WHY = {
    errno.EADDRINUSE: "cổng này đang có chương trình khác dùng; chọn cổng khác bằng --port",
    errno.EACCES: "không có quyền dùng cổng này; chọn cổng từ 1024 trở lên",
    errno.EADDRNOTAVAIL: "máy này không có địa chỉ ấy",
    socket.EAI_NONAME: "không có máy nào tên như vậy",
}


@click.command("serve", cls=VietnameseCommand)
@click.option("--host", default="127.0.0.1", metavar="ĐỊA_CHỈ", help="Nghe ở địa chỉ nào; mặc định chỉ máy này.")
@click.option("--port", type=click.IntRange(0, 65535), default=8026, metavar="CỔNG", help="Cổng; 0 là cổng nào rảnh.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    metavar="SỐ",
    help="Số câu hỏi được tính cùng lúc; không nêu thì bằng số nhân của máy, ít nhất 2.",
)
@click.option("--seconds", type=click.IntRange(1, 600), default=20, help="Một câu hỏi được tính tối đa bao nhiêu giây.")
@click.option("--megabytes", type=click.IntRange(1, 100), default=8, help="Một câu hỏi dài tối đa bao nhiêu MB.")
def command(host: str, port: int, workers: int | None, seconds: int, megabytes: int) -> int:
    """Máy chủ HTTP cho phần mềm khác: check, explain, score, what-if, diff, impact trên các văn bản gửi trong câu hỏi.

    Không giữ lại gì giữa hai câu hỏi, không đọc tệp nào của máy. Mô tả OpenAPI ở /v1/openapi.json; xem
    docs/may-chu-http.md. Ctrl-C để dừng. Mã thoát: 0 đã dừng; 2 gọi lệnh sai, thiếu thư viện; 3 không mở được cổng.
    """
    try:
        from cchc_rules.serve.server import run
        from cchc_rules.serve.workers import Limits
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _OURS:
            raise
        click.echo(_MISSING, err=True)
        return USAGE
    from cchc_rules.files.processes import usable_cores

    limits = Limits(body=megabytes * _MEGABYTE, seconds=seconds, workers=workers or max(2, usable_cores()))
    try:
        run(host, port, limits, _ready(host, limits))
    except OSError as error:
        click.echo(f"Lỗi: không phục vụ được ở {host}:{port}: {_why(error)}", err=True)
        return DISK
    click.echo("Đã dừng.", err=True)
    return OK


def _ready(host: str, limits: "Limits") -> Callable[[int], None]:
    def told(port: int) -> None:
        name = f"[{host}]" if ":" in host else host
        click.echo(f"Phục vụ ở http://{name}:{port}, {limits.workers} câu hỏi cùng lúc. Ctrl-C để dừng.", err=True)

    return told


def _why(error: OSError) -> str:
    return _WHY.get(error.errno or 0) or (str(error) if error.errno is None else f"lỗi hệ thống (mã {error.errno})")
