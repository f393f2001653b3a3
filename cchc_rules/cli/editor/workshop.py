"""`cchc-rules workshop`."""

from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from cchc_rules import __version__
from cchc_rules.cli.main import DISK, OK, USAGE
from cchc_rules.cli.vietnamese import VietnameseCommand

HERE = "127.0.0.1"
_FOLDER = Path("xuong")
_PORT = 8765
_NONE_THERE = """Lỗi: {folder} không có trang dựng sẵn.
  Lấy trang của bản phát hành, giải nén rồi nêu thư mục: cchc-rules workshop THƯ_MỤC
  hoặc dựng từ mã nguồn (cần Node): cchc-rules workshop --build {folder}"""
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm"}
_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; "
_POLICY += "style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'"


@click.command("workshop", cls=VietnameseCommand)
@click.argument("folder", metavar="[THƯ_MỤC]", type=click.Path(path_type=Path), default=_FOLDER)
@click.option(
    "--build", "target", type=click.Path(path_type=Path), metavar="THƯ_MỤC", help="Dựng trang vào thư mục này."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=_PORT, metavar="SỐ", help="Cổng; 0 là cổng trống nào đó."
)
def command(folder: Path, target: Path | None, port: int) -> int:
    """Xưởng soạn bộ tiêu chí trong trình duyệt, chạy trên máy này, không cần mạng.

    Mở trang dựng sẵn ở THƯ_MỤC (mặc định là xuong) cho trình duyệt của máy này; Ctrl+C thì thôi. Trang cũng đặt được
    lên máy chủ web bất kỳ: mọi việc tính toán diễn ra trong trình duyệt, không có gì gửi đi.
    """
    if target is not None:
        return _build(target)
    from cchc_rules.files.page.building import is_page, made_for

    if not is_page(folder):
        click.echo(_NONE_THERE.format(folder=folder), err=True)
        return USAGE
    if made_for(folder) != __version__:
        click.echo(f"Trang này có cchc-rules {made_for(folder)}, lệnh này là {__version__}.", err=True)
    try:
        served = server(folder, port)
    except OSError as error:
        click.echo(f"Lỗi: không mở được cổng {port} ({error.strerror}); thử cổng khác: --port 0", err=True)
        return DISK
    with served:
        click.echo(f"Xưởng ở http://{HERE}:{served.server_port}/ (Ctrl+C để thôi)")
        served.serve_forever()
    return OK


def _build(target: Path) -> int:
    from cchc_rules.files.page.building import NotBuilt, build

    made = build(target)
    if isinstance(made, NotBuilt):
        click.echo(f"Lỗi: {made.why}", err=True)
        return USAGE
    click.echo(f"Đã dựng trang vào {target}. Mở: cchc-rules workshop {target}")
    return OK


def server(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server of the files in a folder, for this machine alone. Raises OSError where the port is taken."""

    class Files(SimpleHTTPRequestHandler):
        def __init__(self, *given: object) -> None:
            super().__init__(*given, directory=str(folder))  # type: ignore[arg-type]

        def guess_type(self, path: object) -> str:
            """What the system says of these differs from one to another."""
            own = _TYPES.get(Path(str(path)).suffix)
            return own if own is not None else super().guess_type(path)  # type: ignore[arg-type]

        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", _POLICY)
            self.send_header("Cache-Control", "no-cache")
            self.send_header("X-Content-Type-Options", "nosniff")
            super().end_headers()

        def log_message(self, *told: object) -> None:
            """Nobody reads a line for each file."""

    return ThreadingHTTPServer((HERE, port), Files)
